export { chipProcess, endUseValues } from './end-use.ts';
