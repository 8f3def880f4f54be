import type { Act, Instrument, LawBook, Provision, Readings } from '../law/index.ts';

/**
 * Where provisions stand, by walking the days on which something happens: for the second evaluator alone, which shares
 * nothing with `law/law-on.ts` but the shape of the law.
 */

/** The law asked about: a day, what was published by another, an announcement taken as enacted (or none), and readings. */
export interface Question {
  readonly asOf: string;
  readonly knownAt: string;
  readonly branch: string;
  readonly readings: Readings;
}

/** Is a provision in force, waiting, asleep or gone; and which pauses for some exports only run beside it? */
export interface Standing {
  readonly is: 'unpublished' | 'waiting' | 'running' | 'asleep' | 'gone';
  readonly pausesFor: readonly Act[];
}

/** The calendar day after. @example nextDay('2025-02-28') // '2025-03-01' */
export function nextDay(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const length = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  const text = (number: number, width: number) => String(number).padStart(width, '0');
  if (date < (length[month - 1] ?? 31)) return `${text(year, 4)}-${text(month, 2)}-${text(date + 1, 2)}`;
  return month < 12 ? `${text(year, 4)}-${text(month + 1, 2)}-01` : `${text(year + 1, 4)}-01-01`;
}

/** First day on which what is printed "to lastDay" no longer runs. */
const stopsOn = (lastDay: string, readings: Readings) =>
  readings['end-day'] === 'included' ? nextDay(lastDay) : lastDay;

const holds = (under: { readonly reading: string; readonly option: string } | undefined, readings: Readings) =>
  under === undefined || (readings as Readonly<Record<string, string>>)[under.reading] === under.option;

/** Instruments that count: published by `knownAt`; of the statements only the one that is taken as enacted. */
export function instrumentsFor(book: LawBook, { knownAt, branch }: Question): readonly Instrument[] {
  return book.instruments.filter(
    ({ id, kind, published }) => published <= knownAt && (kind !== 'statement' || id === branch),
  );
}

/** The announcements that nobody has settled by `knownAt`. */
export function openStatements(book: LawBook, knownAt: string): readonly string[] {
  const published = book.instruments.filter((instrument) => instrument.published <= knownAt);
  return published
    .filter(({ id, kind }) => kind === 'statement' && !published.some(({ settles }) => settles?.includes(id)))
    .map(({ id }) => id);
}

/**
 * The standing of one provision. Walks the days on which a pause begins, ends or is resumed, in order, keeping the set of
 * pauses that run. A resume ends the pauses that began before it and that no later instrument ordered.
 */
export function standingOf(instrument: Instrument, provision: Provision, book: LawBook, question: Question): Standing {
  const { asOf, knownAt, readings } = question;
  if (instrument.published > knownAt || instrument.published > asOf) return { is: 'unpublished', pausesFor: [] };
  const acts = instrumentsFor(book, question).flatMap(({ published, provisions }) =>
    provisions
      .flatMap((each) => each.acts ?? [])
      .filter((act) => holds(act.under, readings))
      .filter(
        ({ on }) => on.includes(provision.id) || (on.includes(instrument.id) && provision.effect?.kind !== 'lists'),
      )
      .map((act) => ({ act, published })),
  );
  const isOver = provision.lastDay !== undefined && stopsOn(provision.lastDay, readings) <= asOf;
  if (isOver || acts.some(({ act }) => act.do === 'end' && act.from <= asOf)) return { is: 'gone', pausesFor: [] };

  const days = new Set<string>();
  for (const { act } of acts) {
    days.add(act.from);
    if (act.lastDay !== undefined) days.add(stopsOn(act.lastDay, readings));
  }
  let running: { act: Act; published: string }[] = [];
  for (const day of [...days].filter((each) => each <= asOf).sort()) {
    if (readings.revival === 'automatic')
      running = running.filter(({ act }) => act.lastDay === undefined || day < stopsOn(act.lastDay, readings));
    for (const resume of acts.filter(({ act }) => act.do === 'resume' && act.from === day))
      running = running.filter(({ act, published }) => act.from >= day || published > resume.published);
    for (const pause of acts.filter(({ act }) => act.do === 'suspend' && act.from === day)) {
      const isEmpty =
        readings.revival === 'automatic' &&
        pause.act.lastDay !== undefined &&
        stopsOn(pause.act.lastDay, readings) <= day;
      if (!isEmpty) running.push(pause);
    }
  }
  if (running.some(({ act }) => act.when === undefined)) return { is: 'asleep', pausesFor: [] };
  if (asOf < (provision.from ?? instrument.from)) return { is: 'waiting', pausesFor: [] };
  return { is: 'running', pausesFor: running.map(({ act }) => act) };
}

/** Every enacted provision with its standing on the day. */
export interface Placed {
  readonly provision: Provision;
  readonly standing: Standing;
}

/** The law of a day, provision by provision. */
export function placed(book: LawBook, question: Question): readonly Placed[] {
  return instrumentsFor(book, question)
    .filter(({ kind }) => kind !== 'statement')
    .flatMap((instrument) =>
      instrument.provisions
        .filter(({ under }) => holds(under, question.readings))
        .map((provision) => ({ provision, standing: standingOf(instrument, provision, book, question) })),
    );
}
