export { chipProcess, endUseValues } from './end-use.ts';
export {
  chipBasis,
  dangerBasis,
  endUseBasis,
  militaryAiBasis,
  rareEarthActivityBasis,
  substantialHelpBasis,
} from './end-use-basis.ts';
