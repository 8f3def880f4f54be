import type { Text } from '../finding.ts';
import type { LegalDate } from '../time/legal-date.ts';
import type { Range } from './sampling.ts';

/**
 * Where a number comes from. `law`: a provision says so. `sourced`: somebody published it. `calibrated`: chosen so that the model fits what was
 * observed. `assumed`: nobody could be found who says it, so the range is wide.
 */
export const BASES = ['law', 'sourced', 'calibrated', 'assumed'] as const;
export type Basis = (typeof BASES)[number];

/** A number of an assessment with what is known about it. One that is known well has `low` = `high`. */
export interface Parameter {
  readonly low: number;
  /** Where it most likely lies; absent: anywhere in the range alike. */
  readonly likely?: number;
  readonly high: number;
  readonly basis: Basis;
  /** Who says so, or why it is assumed to be so. */
  readonly source: Text;
}

/** One side of an item's market. `use` is absent for the one that uses what is left: it closes the balance of the others. */
export interface PartyParameters {
  readonly party: string;
  readonly production: Parameter;
  readonly use?: Parameter;
  readonly supplyElasticity: Parameter;
  readonly demandElasticity: Parameter;
}

/** The market of an item, as `Market`, in one unit of mass a year. */
export interface MarketParameters {
  readonly unit: string;
  readonly currency: string;
  /** Before the measure, for one unit. */
  readonly price: Parameter;
  /** What the restricting party makes, and what it sends out net. */
  readonly production: Parameter;
  readonly netExports: Parameter;
  readonly others: readonly PartyParameters[];
}

/** A sector that cannot make a part of its output without the item. */
export interface User {
  /** Code of the sector in the table. */
  readonly sector: string;
  readonly name: Text;
  /** Part of its output that needs the item (0 to 1). */
  readonly needing: Parameter;
  /** Days of use that its lines hold in stock. Absent: not known, and no day on which a line stops is told. */
  readonly stockDays?: Parameter;
}

/** Which rows of the trade tables are about an item. */
export interface TradeCodes {
  readonly codes: readonly string[];
  /** Start of the period that counts: `2025`, `2025-04`. */
  readonly period: string;
  readonly by: 'value' | 'mass';
}

/** An item that a measure holds back. */
export interface ItemParameters {
  readonly id: string;
  readonly name: Text;
  /** Part of what the economy uses that comes from the restricting party (0 to 1). */
  readonly dependence: Parameter;
  /** Absent: prices are not told, and what is held back is missing in proportion. */
  readonly market?: MarketParameters;
  readonly users: readonly User[];
  readonly trade?: TradeCodes;
}

/** Whole stop or part of it: a share of net exports does not go out. */
export interface StopMeasure {
  readonly kind: 'stop';
  readonly heldBack: Parameter;
}

/** A licence requirement: exports wait for a decision. As `LicenceQueue`, with ranges. */
export interface LicenceMeasure {
  readonly kind: 'licence';
  /** Unit of the flow: `t`. */
  readonly unit: string;
  /** What would go out each day without the measure. */
  readonly flow: Parameter;
  readonly declaredBefore: Parameter;
  readonly caught: Parameter;
  readonly humanitarian: Parameter;
  /** Share of what is caught under general licences, from `fromDay` on. */
  readonly generalLicences: { readonly share: Parameter; readonly fromDay: Parameter };
  readonly preparation: Parameter;
  readonly review: Parameter;
  /** What officers decide on a working day: nothing until `fromDay`, `most` from `untilDay`, a straight line between. */
  readonly capacity: { readonly most: Parameter; readonly fromDay: Parameter; readonly untilDay: Parameter };
  readonly approved: Parameter;
  readonly shipping: Parameter;
  /** What really went out, to compare with. */
  readonly observed?: Observed;
}

/** A published series of whole months. */
export interface Observed {
  readonly months: readonly { readonly month: string; readonly amount: number }[];
  /** Parameters were chosen with months up to this one; later ones check them. Absent: nothing was chosen by them. */
  readonly calibratedTo?: string;
  readonly source: Text;
}

/** What could make a measure lighter; each is the same run with these numbers in place of the measure's. */
export interface Facilitation {
  readonly id: string;
  readonly name: Text;
  /** Of a stop: the share still held back. */
  readonly heldBack?: number;
  /** Of a licence requirement: share under general licences, and from which day. */
  readonly generalLicences?: { readonly share: number; readonly fromDay: number };
  /** Times the officers' capacity. */
  readonly capacity?: number;
  /** Share that is exempt as humanitarian, or taken out of the measure. */
  readonly humanitarian?: number;
  readonly preparation?: number;
}

/** What somebody else found, to stand beside ours. */
export interface PublishedFigure {
  /** Which of our figures it compares with. */
  readonly of: 'loss' | 'price-rise' | 'sector-share';
  /** Id of the item; absent: all together. */
  readonly item?: string;
  /** Code of the sector whose part of the whole loss it is. */
  readonly sector?: string;
  readonly low?: number;
  readonly middle: number;
  readonly high?: number;
  /** Ours is multiplied by this first, so that units agree: 0.001 from millions to thousand millions. */
  readonly scale: number;
  readonly unit: Text;
  readonly source: Text;
}

/** A measure and the economy that it meets, described so that it can be assessed. */
export interface ImpactCase {
  readonly id: string;
  readonly title: Text;
  readonly scope: Text;
  /** Whose table it is, and who restricts: as parties of the markets and the trade tables are called. */
  readonly economy: string;
  readonly restricting: string;
  /** First day of the measure. */
  readonly from: LegalDate;
  /** The first day that its numbers and words were written for, where it was put to another; absent: `from`. */
  readonly writtenFor?: LegalDate;
  /** Length of the assessment in calendar days. */
  readonly days: number;
  readonly measure: StopMeasure | LicenceMeasure;
  readonly items: readonly ItemParameters[];
  /** Stocks that sectors hold of each other's goods, as `StockPolicy`. */
  readonly stocks: { readonly days: Parameter; readonly restoreDays: Parameter; readonly critical: Parameter };
  readonly facilitation: readonly Facilitation[];
  readonly published: readonly PublishedFigure[];
  /** What explains the difference between ours and what was published. */
  readonly differences: readonly Text[];
  /** What the assessment does not hold. */
  readonly limits: readonly Text[];
}

/** A parameter with its place in the case: `gallium.334413.needing`. */
export interface NamedParameter {
  readonly id: string;
  readonly parameter: Parameter;
}

/** Every parameter of a case, in its order. */
export function parametersOf({ measure, items, stocks }: ImpactCase): readonly NamedParameter[] {
  const found: NamedParameter[] = [];
  const add = (id: string, parameter: Parameter | undefined) => {
    if (parameter !== undefined) found.push({ id, parameter });
  };
  if (measure.kind === 'stop') add('measure.held-back', measure.heldBack);
  else {
    add('measure.flow', measure.flow);
    add('measure.declared-before', measure.declaredBefore);
    add('measure.caught', measure.caught);
    add('measure.humanitarian', measure.humanitarian);
    add('measure.general-licences', measure.generalLicences.share);
    add('measure.general-licences-from', measure.generalLicences.fromDay);
    add('measure.preparation', measure.preparation);
    add('measure.review', measure.review);
    add('measure.capacity', measure.capacity.most);
    add('measure.capacity-from', measure.capacity.fromDay);
    add('measure.capacity-until', measure.capacity.untilDay);
    add('measure.approved', measure.approved);
    add('measure.shipping', measure.shipping);
  }
  for (const { id, dependence, market, users } of items) {
    add(`${id}.dependence`, dependence);
    if (market !== undefined) {
      add(`${id}.price`, market.price);
      add(`${id}.production`, market.production);
      add(`${id}.net-exports`, market.netExports);
      for (const { party, production, use, supplyElasticity, demandElasticity } of market.others) {
        add(`${id}.${party}.production`, production);
        add(`${id}.${party}.use`, use);
        add(`${id}.${party}.supply-elasticity`, supplyElasticity);
        add(`${id}.${party}.demand-elasticity`, demandElasticity);
      }
    }
    for (const { sector, needing, stockDays } of users) {
      add(`${id}.${sector}.needing`, needing);
      add(`${id}.${sector}.stock-days`, stockDays);
    }
  }
  add('stocks.days', stocks.days);
  add('stocks.restore-days', stocks.restoreDays);
  add('stocks.critical', stocks.critical);
  return found;
}

/** Those that are drawn: what is known better than a range is not. A parameter that stands in several places is drawn once. */
export function rangesOf(given: ImpactCase): {
  readonly ranges: readonly Range[];
  readonly columns: ReadonlyMap<Parameter, number>;
} {
  const ranges: Range[] = [];
  const columns = new Map<Parameter, number>();
  for (const { id, parameter } of parametersOf(given)) {
    const { low, likely, high } = parameter;
    if (low === high || columns.has(parameter)) continue;
    columns.set(parameter, ranges.length);
    ranges.push({ name: id, low, ...(likely === undefined ? {} : { likely }), high });
  }
  return { ranges, columns };
}

/** The one number to take where no range can be taken: the likely one, or the middle. @example likelyOf({ low: 1, high: 3, … }) // 2 */
export function likelyOf({ low, likely, high }: Pick<Parameter, 'low' | 'likely' | 'high'>): number {
  return likely ?? (low + high) / 2;
}
