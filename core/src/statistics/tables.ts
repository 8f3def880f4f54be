import type { LegalDate } from '../time/legal-date.ts';
import { type CountedEvent, type Measure, MEASURES } from './case-history.ts';
import { lastDayOf, lastDayOver, monthsOf, type Quarter, quarterOf, quartersFrom } from './quarters.ts';
import { isSmall, LIMIT, protect, type Row } from './small-cells.ts';

/**
 * What is published, and when. A period is published once it is over, counts only what happened in it, and never changes: events
 * are never dated back. So a later edition tells nothing of an earlier period, and the running quarter nothing at all.
 *
 * A total of the whole authority, and how many of it were compliant and civil, is published as it is: it says how the authority
 * decides, and neither who applied, nor for what, nor for where. What could say that (month, item, destination, reason) is a
 * table of its own under that total, and goes through `protect`. Two of them are never crossed.
 *
 * By item and destination, what was decided is counted, not what was received: an exact number of applications for a destination
 * beside its decisions, period after period, would give small numbers of decisions away.
 */
export const TABLES = {
  received: ['month'],
  granted: ['month', 'item', 'destination'],
  refused: ['month', 'item', 'destination', 'ground'],
  withdrawn: ['month', 'item', 'destination'],
} as const satisfies Readonly<Record<Measure, readonly Dimension[]>>;

export const DIMENSIONS = ['month', 'item', 'destination', 'ground'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface PublishedMeasure {
  readonly total: number;
  /** Of the total: compliant and civil, as the case stood at the event. */
  readonly compliantCivil: number;
  /** By dimension; null: no table can be shown in which every small cell is safe. */
  readonly tables: Readonly<Partial<Record<Dimension, readonly Row[] | null>>>;
}

/** One quarter, or several where a quarter alone is too small. */
export interface PublishedPeriod {
  readonly from: Quarter;
  readonly to: Quarter;
  readonly measures: Readonly<Record<Measure, PublishedMeasure>>;
}

/**
 * Every period that is published on a day, from the first in which anything happened. A quarter in which 1 to `LIMIT` − 1
 * applications were received, or as many decided, is published together with the next; what is left at the end waits.
 * @example publishedPeriods([], '2026-11-26') // []: no applications were made
 */
export function publishedPeriods(counted: readonly CountedEvent[], today: LegalDate): readonly PublishedPeriod[] {
  const until = lastDayOver(today);
  const first = counted.reduce<LegalDate>((earliest, { on }) => (on < earliest ? on : earliest), '9999-12-31');
  if (first > until) return [];
  const byQuarter = Map.groupBy(counted, ({ on }) => quarterOf(on));
  const periods: PublishedPeriod[] = [];
  let open = 0;
  let events: CountedEvent[] = [];
  let from = quarterOf(first);
  let isNew = false;
  for (const quarter of quartersFrom(from, quarterOf(until))) {
    if (isNew) from = quarter;
    events.push(...(byQuarter.get(quarter) ?? []));
    const of = (...measures: readonly Measure[]) => events.filter(({ measure }) => measures.includes(measure)).length;
    isNew = !isSmall(of('received')) && !isSmall(of('granted', 'refused'));
    if (!isNew) continue;
    periods.push(publish(from, quarter, events, open));
    open += of('received') - of('granted', 'refused', 'withdrawn');
    events = [];
  }
  return periods;
}

function publish(from: Quarter, to: Quarter, events: readonly CountedEvent[], open: number): PublishedPeriod {
  const months = quartersFrom(from, to).flatMap(monthsOf);
  const measures = Object.fromEntries(
    MEASURES.map((measure) => {
      const these = events.filter((event) => event.measure === measure);
      const tables = TABLES[measure].map((dimension: Dimension) => [dimension, tableOf(these, dimension, months)]);
      const compliantCivil = these.filter(({ standing }) => standing === 'compliant-civil').length;
      return [measure, { total: these.length, compliantCivil, tables: Object.fromEntries(tables) }];
    }),
  ) as Record<Measure, PublishedMeasure>;
  if (!isTight(measures, months, events, open)) return { from, to, measures };
  return { from, to, measures: { ...measures, received: { ...measures.received, tables: { month: null } } } };
}

/**
 * No more can have been decided by the end of a month than was received. Where fewer are open than a small cell leaves in doubt,
 * that would narrow it, and applications are not shown by month.
 */
function isTight(
  measures: PublishedPeriod['measures'],
  months: readonly string[],
  events: readonly CountedEvent[],
  before: number,
): boolean {
  let open = before;
  const ends = months.map((month) => {
    for (const { measure, on } of events) if (on.startsWith(month)) open += measure === 'received' ? 1 : -1;
    return open;
  });
  const hides = Object.values(measures).some(({ tables }) => tables.month?.some(({ cell }) => cell.is !== 'number'));
  return hides && ends.some((each) => each < LIMIT - 2);
}

function tableOf(
  events: readonly CountedEvent[],
  dimension: Dimension,
  months: readonly string[],
): readonly Row[] | null {
  // Months are shown with nought too. Of the others, one that is shown has at least one application.
  const counts = new Map(dimension === 'month' ? months.map((month) => [month, 0]) : []);
  for (const event of events) {
    const category = dimension === 'month' ? event.on.slice(0, 7) : (event[dimension] ?? '');
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const ordered = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return protect(ordered.map(([category, count]) => ({ category, count })));
}

/** The day up to which these periods tell everything; null: nothing is published yet. */
export function publishedUntil(periods: readonly PublishedPeriod[]): LegalDate | null {
  const last = periods.at(-1);
  return last === undefined ? null : lastDayOf(last.to);
}

/** How many compliant civil applications were decided, and granted. @example 96 granted, 4 refused: { granted: 96, decided: 100 } */
export function compliantDecisions(periods: readonly PublishedPeriod[]): {
  readonly granted: number;
  readonly decided: number;
} {
  const sum = (measure: Measure) =>
    periods.reduce((total, { measures }) => total + measures[measure].compliantCivil, 0);
  return { granted: sum('granted'), decided: sum('granted') + sum('refused') };
}
