import type { Interest, OwnershipEntity, StatedShare } from '@ytterby/core/ownership';
import { type Place, type Problem, problem } from '../../intake/problem.ts';

/** Where what is read goes. Records come in the order of the file; a bad one is a problem and the others go on. */
export interface OwnershipSink {
  entity(entity: OwnershipEntity): void;
  interest(interest: Interest): void;
  problem(problem: Problem): void;
}

/** How the records of a file are told apart from others. */
export interface RecordContext {
  readonly sink: OwnershipSink;
  /** Name of the source, put on every interest: the publisher and the file. */
  readonly source: string;
}

/** Days between which a link is in force; not `sure` where a date is only known to the month or the year. */
export interface Span {
  readonly from?: string;
  readonly until?: string;
  readonly sure: boolean;
}

interface ReadDay {
  /** First day that is meant, and the day after the last. */
  readonly first: string;
  readonly after: string;
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0');

function dayAfter(year: number, month: number, day: number): string {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return `${pad(next.getUTCFullYear(), 4)}-${pad(next.getUTCMonth() + 1)}-${pad(next.getUTCDate())}`;
}

/** A year, a month, a day, or a timestamp (its day as written). @example readDay('2019-03') // first 2019-03-01, after 2019-04-01 */
function readDay(text: string): ReadDay | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ][\d:.,+Zz -]{1,40})?)?)?$/.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day] = [
    Number(match[1]),
    match[2] === undefined ? undefined : Number(match[2]),
    match[3] === undefined ? undefined : Number(match[3]),
  ];
  if (year < 1) return undefined;
  if (month === undefined) return { first: `${pad(year, 4)}-01-01`, after: `${pad(year + 1, 4)}-01-01` };
  if (month < 1 || month > 12) return undefined;
  const first = `${pad(year, 4)}-${pad(month)}-${pad(day ?? 1)}`;
  if (day === undefined)
    return { first, after: dayAfter(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate()) };
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day < 1 || day > days ? undefined : { first, after: dayAfter(year, month, day) };
}

/**
 * When is a link in force, from these words? A start known to the year only gives two spans: the year, in which the link
 * may or may not be in force, and the time after. An unreadable date is a problem; the link may then be in force any day.
 * @example spansOf('2019', undefined, …) // [2019-01-01, 2020-01-01) not sure, [2020-01-01, …) sure
 */
export function spansOf(
  from: string | undefined,
  until: string | undefined,
  place: Place,
  sink: OwnershipSink,
): readonly Span[] {
  const read = (text: string | undefined): ReadDay | undefined | false => {
    if (text === undefined || text.trim() === '') return undefined;
    const day = readDay(text);
    if (day !== undefined) return day;
    sink.problem(problem('intake/bad-date', place, { value: text }));
    return false;
  };
  const [start, end] = [read(from), read(until)];
  if (start === false || end === false) return [{ sure: false }];
  if (start !== undefined && end !== undefined && start.first >= end.after) {
    sink.problem(problem('intake/range-reversed', place, { first: start.first, second: end.first }));
    return [{ sure: false }];
  }
  // A full date is the first day in force, or the first day no longer.
  const exact = (day: ReadDay, text: string | undefined) => ((text ?? '').trim().length >= 10 ? day.first : undefined);
  const sureFrom = start === undefined ? undefined : (exact(start, from) ?? start.after);
  const sureUntil = end === undefined ? undefined : end.first;
  const last = end === undefined ? undefined : (exact(end, until) ?? end.after);
  const spans: Span[] = [];
  const add = (a: string | undefined, b: string | undefined, sure: boolean) => {
    if (a !== undefined && b !== undefined && a >= b) return;
    spans.push({ ...(a === undefined ? {} : { from: a }), ...(b === undefined ? {} : { until: b }), sure });
  };
  if (sureFrom !== undefined && sureUntil !== undefined && sureFrom >= sureUntil) {
    add(start?.first, last, false);
    return spans;
  }
  if (start !== undefined && start.first !== sureFrom) add(start.first, sureFrom, false);
  add(sureFrom, sureUntil, true);
  if (last !== sureUntil) add(sureUntil, last, false);
  return spans;
}

/** The share, or as much as may be held of it where it is not sure to be held at all. */
export function unsure(share: StatedShare | undefined): StatedShare | undefined {
  if (share === undefined) return undefined;
  if (typeof share !== 'object') return share === 'unknown' ? share : { min: '0%', max: share };
  return { min: '0%', ...(share.max === undefined ? {} : { max: share.max }) };
}

/** Hands on an interest once for every span in which it is in force. */
export function emitOver(spans: readonly Span[], interest: Interest, sink: OwnershipSink): void {
  for (const { sure, ...days } of spans) {
    const share = sure
      ? interest.share
      : (unsure(interest.share) ?? (interest.kind === 'nominee' ? { min: '0', max: '1' } : undefined));
    const { share: _, ...rest } = interest;
    sink.interest({ ...rest, ...days, ...(share === undefined ? {} : { share }) });
  }
}
