export {
  assess,
  type Assessment,
  type AssessmentOptions,
  AssessmentStopped,
  type Assumption,
  type Comparison,
  DRAWS_OF_FACILITATION,
  type FacilitationResult,
  type Gap,
  type ItemResult,
  type LineResult,
  type PathResult,
  type QueueLaw,
  type QueueMonth,
  type QueueResult,
  type LateQuarter,
  type SectorLoss,
  type Stage,
  STAGES,
} from './assessment.ts';
export {
  BASES,
  type Basis,
  type Facilitation,
  type ImpactCase,
  type ItemParameters,
  likelyOf,
  type LicenceMeasure,
  type MarketParameters,
  type NamedParameter,
  type Observed,
  type Parameter,
  parametersOf,
  type PartyParameters,
  type PublishedFigure,
  rangesOf,
  type StopMeasure,
  type TradeCodes,
  type User,
} from './assessment-case.ts';
export {
  type CaseTables,
  type ItemExposure,
  itemExposure,
  type PriceRow,
  type ProductionRow,
  rowsAbout,
  type TradeRow,
} from './case-tables.ts';
export {
  concentration,
  type ExposedSector,
  exposedSectors,
  importDependence,
  type ImportDependence,
  sharesOf,
  type Shipments,
  type Supply,
  throughTheChain,
} from './exposure.ts';
export { type Highs, highsSolver } from './highs-solver.ts';
export {
  checkTable,
  extract,
  type Extraction,
  finalDemand,
  ghoshLoss,
  identityLess,
  inputCoefficients,
  type InputOutputTable,
  leontief,
  type Leontief,
  outputCoefficients,
  TableError,
} from './input-output.ts';
export { type Fit, fitOf, type LicenceQueue, type QueueDay, runLicenceQueue } from './licence-queue.ts';
export { factor, type Factors, SingularError, type SquareMatrix } from './linear.ts';
export { type Clearing, clearMarket, HIGHEST_PRICE_RATIO, type Market, type MarketParty } from './market.ts';
export {
  type Band,
  bandOf,
  type Draw,
  drawsOf,
  latinHypercube,
  quantileOf,
  type Range,
  type Sensitivity,
  sobolIndices,
} from './sampling.ts';
export { type HeldUpInput, runStocks, type StockPath, type StockPolicy } from './stocks.ts';
export { domesticTable, type SupplyUse } from './supply-use.ts';
export {
  type Dependence,
  type LimitedEconomy,
  type LimitModel,
  limitModel,
  type LinearProgramme,
  type LinearSolver,
} from './value-added-limit.ts';
