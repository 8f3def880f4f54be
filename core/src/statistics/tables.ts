import type { LegalDate } from '../time/legal-date.ts';
import { CASE_MEASURES, type CaseMeasure, type Standing } from './case-history.ts';
import { lastDayOf, lastDayOver, monthsOf, type Quarter, quarterOf, quartersFrom } from './quarters.ts';
import { SHIPMENT_MEASURES } from './shipment-history.ts';
import { type Between, boundsIn, isSmall, LIMIT, protect, type Row } from './small-cells.ts';

/**
 * What is published, and when. A period is published once it is over, counts only what happened in it, and never changes: events
 * are never dated back. So a later edition tells nothing of an earlier period, and the running quarter nothing at all.
 *
 * A total of the whole authority, and how many of it were compliant and civil, is published as it is: it says how the authority
 * decides, and neither who applied, nor for what, nor for where. What could say that (month, item, destination, reason), and
 * whether decisions came in time, is a table of its own under that total, and goes through `protect`. Two of them are never crossed.
 *
 * By item and destination, what was decided is counted, not what was received: an exact number of applications for a destination
 * beside its decisions, period after period, would give small numbers of decisions away.
 *
 * The curves of time to decision speak of the same reviews as timeliness: beside it they can tell how many decisions came between the last
 * point before the limit and the limit, of whatever goods and destination.
 *
 * Humanitarian shipments are not cases and share no total with them. Only what has left is shown by month: what was reported, and
 * stopped, is told for the whole period, so that no order of the steps within it narrows a small cell.
 */
export const MEASURES = [...CASE_MEASURES, ...SHIPMENT_MEASURES] as const;
export type Measure = (typeof MEASURES)[number];

export const DIMENSIONS = ['month', 'item', 'destination', 'ground', 'timeliness', 'ending'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const TABLES = {
  received: ['month'],
  granted: ['month', 'item', 'destination', 'timeliness'],
  refused: ['month', 'item', 'destination', 'ground', 'timeliness'],
  withdrawn: ['month', 'item', 'destination'],
  shipped: ['month', 'item', 'destination'],
  reported: ['timeliness'],
  stopped: [],
  'stop-ended': ['ending'],
} as const satisfies Readonly<Record<Measure, readonly Dimension[]>>;

/**
 * What is published together. A quarter in which there is 1 to `LIMIT` − 1 of any of these sums is published together with the
 * next; so rare stops hold up no figure of what has left.
 */
export const SERIES = {
  applications: { measures: CASE_MEASURES, sums: [['received'], ['granted', 'refused']] },
  exemptions: { measures: ['shipped', 'reported'], sums: [['shipped'], ['reported']] },
  stops: { measures: ['stopped', 'stop-ended'], sums: [['stopped'], ['stop-ended']] },
} as const satisfies Readonly<
  Record<string, { readonly measures: readonly Measure[]; readonly sums: readonly (readonly Measure[])[] }>
>;
export type Series = keyof typeof SERIES;
type MeasureOf<S extends Series> = (typeof SERIES)[S]['measures'][number];

/** What is counted, of a case or of a shipment. */
type Counted = {
  readonly measure: Measure;
  readonly on: LegalDate;
  readonly standing?: Standing;
} & Partial<Readonly<Record<Exclude<Dimension, 'month'>, string>>>;

export interface PublishedMeasure<S extends Series = Series> {
  readonly total: number;
  /** Of the total: compliant and civil, as the case stood at the event. Null: not of applications. */
  readonly compliantCivil: S extends 'applications' ? number : null;
  /** By dimension; null: no table can be shown in which every small cell is safe. */
  readonly tables: Readonly<Partial<Record<Dimension, readonly Row[] | null>>>;
}

/** One quarter, or several where a quarter alone is too small. */
export interface PublishedPeriod<S extends Series = Series> {
  readonly from: Quarter;
  readonly to: Quarter;
  readonly measures: Readonly<Record<MeasureOf<S>, PublishedMeasure<S>>>;
}

/**
 * Every period of a series that is published on a day, from the first in which anything happened; what is left at the end waits.
 * @param all events of other series are left out
 * @example publishedPeriods([], '2026-11-26', 'applications') // []: no applications were made
 */
export function publishedPeriods<S extends Series>(
  all: readonly Counted[],
  today: LegalDate,
  series: S,
): readonly PublishedPeriod<S>[] {
  const until = lastDayOver(today);
  const { measures, sums }: { readonly measures: readonly Measure[]; readonly sums: readonly (readonly Measure[])[] } =
    SERIES[series];
  const counted = all.filter(({ measure }) => measures.includes(measure));
  const first = counted.reduce<LegalDate>((earliest, { on }) => (on < earliest ? on : earliest), '9999-12-31');
  if (first > until) return [];
  const byQuarter = Map.groupBy(counted, ({ on }) => quarterOf(on));
  const periods: PublishedPeriod<S>[] = [];
  let open = 0;
  let events: Counted[] = [];
  let from = quarterOf(first);
  let isNew = false;
  for (const quarter of quartersFrom(from, quarterOf(until))) {
    if (isNew) from = quarter;
    events.push(...(byQuarter.get(quarter) ?? []));
    const of = (...these: readonly Measure[]) => events.filter(({ measure }) => these.includes(measure)).length;
    isNew = sums.every((these) => !isSmall(of(...these)));
    if (!isNew) continue;
    periods.push(publish(from, quarter, events, open, series));
    open += of('received') - of('granted', 'refused', 'withdrawn');
    events = [];
  }
  return periods;
}

function publish<S extends Series>(
  from: Quarter,
  to: Quarter,
  events: readonly Counted[],
  open: number,
  series: S,
): PublishedPeriod<S> {
  const months = quartersFrom(from, to).flatMap(monthsOf);
  const measures = Object.fromEntries(
    SERIES[series].measures.map((measure) => {
      const these = events.filter((event) => event.measure === measure);
      const tables = TABLES[measure].map(
        (dimension: Dimension) => [dimension, tableOf(these, dimension, months)] as const,
      );
      const compliant = these.filter(({ standing }) => standing === 'compliant-civil').length;
      const compliantCivil = series === 'applications' ? compliant : null;
      return [measure, { total: these.length, compliantCivil, tables: Object.fromEntries(tables) }];
    }),
  ) as Record<MeasureOf<S>, PublishedMeasure<S>>;
  if (!isApplications(measures)) return { from, to, measures };
  const { received, granted, refused } = measures;
  const without = <M extends PublishedMeasure>(of: M, dimension: Dimension): M => ({
    ...of,
    tables: { ...of.tables, [dimension]: null },
  });
  return {
    from,
    to,
    measures: {
      ...measures,
      ...(isTight(measures, months, events, open) && { received: without(received, 'month') }),
      ...(isLateTight(measures, months, events, open) && {
        granted: without(granted, 'timeliness'),
        refused: without(refused, 'timeliness'),
      }),
    },
  };
}

const isApplications = (measures: object): measures is PublishedPeriod<'applications'>['measures'] =>
  'received' in measures;

/**
 * No more can have been decided by the end of a month than was received. Where fewer are open than a small cell leaves in doubt,
 * that would narrow it, and applications are not shown by month.
 */
function isTight(
  measures: PublishedPeriod<'applications'>['measures'],
  months: readonly string[],
  events: readonly Counted[],
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

/**
 * The 45 working days of Order 792 art. 17 are more than any two months: so no more can have been decided late than was open at the start of
 * the period, or received in it before its last two months. Where that leaves fewer than a small cell leaves in doubt, timeliness is not shown.
 */
function isLateTight(
  { granted, refused }: PublishedPeriod<'applications'>['measures'],
  months: readonly string[],
  events: readonly Counted[],
  before: number,
): boolean {
  const early = months.slice(0, -2);
  const received = events.filter(({ measure, on }) => measure === 'received' && early.includes(on.slice(0, 7))).length;
  const late = events.filter(({ timeliness }) => timeliness === 'late').length;
  const hides = [granted, refused].some(({ tables }) => tables.timeliness?.some(({ cell }) => cell.is !== 'number'));
  return hides && before + received - late < LIMIT - 2;
}

function tableOf(events: readonly Counted[], dimension: Dimension, months: readonly string[]): readonly Row[] | null {
  // Months are shown with nought too. Of the others, one that is shown has at least one.
  const counts = new Map(dimension === 'month' ? months.map((month) => [month, 0]) : []);
  for (const event of events) {
    const category = dimension === 'month' ? event.on.slice(0, 7) : (event[dimension] ?? '');
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const ordered = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return protect(ordered.map(([category, count]) => ({ category, count })));
}

/** The day up to which these periods tell everything; null: nothing is published yet. */
export function publishedUntil(periods: readonly Pick<PublishedPeriod, 'to'>[]): LegalDate | null {
  const last = periods.at(-1);
  return last === undefined ? null : lastDayOf(last.to);
}

/** How many compliant civil applications were decided, and granted. @example 96 granted, 4 refused: { granted: 96, decided: 100 } */
export function compliantDecisions(periods: readonly PublishedPeriod<'applications'>[]): {
  readonly granted: number;
  readonly decided: number;
} {
  const sum = (measure: CaseMeasure) =>
    periods.reduce((total, { measures }) => total + measures[measure].compliantCivil, 0);
  return { granted: sum('granted'), decided: sum('granted') + sum('refused') };
}

/**
 * How many decisions of a period came after the time that the law sets, as far as what is published tells? Both ends can be; they are
 * one number where no small cell is in doubt.
 * @example granted 20, of them 3 late (published: "few"), none of 5 refused late: [1, 4]
 */
export function lateDecisions({ measures: { granted, refused } }: PublishedPeriod<'applications'>): Between {
  const [ofGranted, ofRefused] = [granted, refused].map(({ total, tables }): Between => {
    if (!tables.timeliness) return [0, total];
    return boundsIn(total, tables.timeliness).get('late') ?? [0, 0];
  }) as [Between, Between];
  return [ofGranted[0] + ofRefused[0], ofGranted[1] + ofRefused[1]];
}
