import { addDays, dayNumber, type LegalDate } from '@ytterby/core';
import type { Reply } from '../../api.ts';
import type { Shown } from './search.ts';

export type Drawn = Reply<'law.timeline'>;
export type DrawnInstrument = Drawn['instruments'][number];
type Group = DrawnInstrument['groups'][number];
export type Bar = Group['branches'][number]['bars'][number];

/** Places days between the first and the last one drawn. */
export interface Scale {
  readonly from: LegalDate;
  readonly until: LegalDate;
  /** In hundredths of the width. */
  readonly at: (day: LegalDate | null) => number;
  /** First days of quarters. */
  readonly ticks: readonly LegalDate[];
}

/** Days beside the outermost change, so that what comes after it can be seen. */
const MARGIN = 75;

/** @example scaleOf(timeline, '2026-11-26').at('2026-11-26') // between 0 and 100 */
export function scaleOf(timeline: Pick<Drawn, 'instruments' | 'coverage'>, today: LegalDate): Scale {
  const days = timeline.instruments.flatMap(({ groups }) =>
    groups.flatMap(({ branches }) => branches.flatMap(({ bars }) => bars.map(({ from }) => from))),
  );
  const from = days.reduce((first, day) => (day < first ? day : first), timeline.coverage.from);
  const last = days.reduce((latest, day) => (day > latest ? day : latest), today);
  const until = addDays(last, MARGIN);
  const [start, length] = [dayNumber(from), dayNumber(until) - dayNumber(from)];
  const at = (day: LegalDate | null) => (day === null ? 100 : ((dayNumber(day) - start) / length) * 100);
  return { from, until, at, ticks: quarters(from, until) };
}

function quarters(from: LegalDate, until: LegalDate): readonly LegalDate[] {
  const found: LegalDate[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(until.slice(0, 4)); year += 1)
    for (const month of ['01', '04', '07', '10']) {
      const day = `${year}-${month}-01`;
      if (day > from && day < until) found.push(day);
    }
  return found;
}

/** One row of the drawing: provisions that stand alike. */
export interface Row {
  readonly provisions: Group['provisions'];
  readonly enacted: readonly Bar[];
  /** What only an announcement would change. */
  readonly announced: readonly { readonly branch: string; readonly bars: readonly Bar[] }[];
}

/** The rows of an instrument; `isOpen`: one for each provision. */
export function rowsOf({ groups }: DrawnInstrument, isOpen: boolean): readonly Row[] {
  return groups.flatMap(({ provisions, branches: [enacted, ...others] }) => {
    const bars = enacted?.bars ?? [];
    const same = new Set(bars.map((bar) => JSON.stringify(bar)));
    const row: Row = {
      provisions,
      enacted: bars,
      announced: others.map(({ branch, bars: all }) => ({
        branch,
        bars: all.filter((bar) => !same.has(JSON.stringify(bar))),
      })),
    };
    return isOpen ? provisions.map((provision) => ({ ...row, provisions: [provision] })) : [row];
  });
}

/** Does its standing change after its publication, or would an announcement change it? */
const isMoving = ({ groups }: DrawnInstrument): boolean =>
  groups.some(({ branches: [enacted, ...others] }) => others.length > 0 || (enacted?.bars.length ?? 0) > 1);

/**
 * The instruments that are shown, newest first.
 * @param listNotices ids of the instruments that name parties
 */
export function shownInstruments(
  all: readonly DrawnInstrument[],
  shown: Shown,
  listNotices: ReadonlySet<string>,
): readonly DrawnInstrument[] {
  const instruments = all.toReversed();
  switch (shown) {
    case 'all':
      return instruments;
    case 'moving':
      return instruments.filter(isMoving);
    case 'parties':
      return instruments.filter(({ id }) => listNotices.has(id));
    case 'rules':
      return instruments.filter(({ id }) => !listNotices.has(id));
  }
}

/** The last day of a bar; null = no change known. */
export const lastDay = ({ until }: Pick<Bar, 'until'>): LegalDate | null =>
  until === null ? null : addDays(until, -1);
