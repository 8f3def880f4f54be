export { kept, Memory, MEMORY } from './kept.ts';
