export { chipProcess, endUseValues } from './end-use.ts';
export { isGroundNear } from './knowledge.ts';
export {
  chipBasis,
  dangerBasis,
  endUseBasis,
  militaryAiBasis,
  rareEarthActivityBasis,
  substantialHelpBasis,
} from './end-use-basis.ts';
