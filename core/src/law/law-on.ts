import type { Verified } from '../finding.ts';
import { type LegalDate, addDays } from '../time/legal-date.ts';
import { PARTY_LIST_KINDS } from './condition.ts';
import type { Act, Instrument, Provision } from './instrument.ts';
import type { LawBook } from './law-book.ts';
import type { ReadingId, Readings } from './readings.ts';
import { ALWAYS, type BoundCondition, type ListsInForce, bind } from './test.ts';

/** The enacted text, or a statement (an official announcement of a change that is not enacted) by its id. */
export type BranchId = string;
export const ENACTED: BranchId = 'enacted';

/** Which law: the day whose law applies, the day by which it was published, and what is taken where it is unsettled. */
export interface Moment {
  readonly asOf: LegalDate;
  readonly knownAt: LegalDate;
  readonly branch: BranchId;
  readonly readings: Readings;
}

/**
 * Where a provision stands on a day. `paused` with `everInForce: false` = paused before it ever ran;
 * `never-ran` = ended before its first day. `until` is the last day as printed, absent = no end named. `verified` tells a pause
 * that was not read in the text itself.
 */
export type Status =
  | { readonly is: 'not-yet-published' }
  | { readonly is: 'not-yet-in-force'; readonly from: LegalDate }
  | { readonly is: 'in-force'; readonly since: LegalDate; readonly after?: PastPause }
  | {
      readonly is: 'paused';
      readonly until?: LegalDate;
      readonly by: string;
      readonly everInForce: boolean;
      readonly verified?: Verified;
      /** Only in the branch of a statement: the pause is not enacted. */
      readonly announced?: true;
    }
  /** `ranOut`: a pause whose last day has passed. */
  | { readonly is: 'ended'; readonly on: LegalDate; readonly by: string; readonly ranOut?: true }
  | { readonly is: 'never-ran'; readonly by: string };

/** The pause after which a provision runs again. */
export interface PastPause {
  /** The provision that ordered the pause. */
  readonly by: string;
}

/** A provision with its status and its condition, bound to the day. */
export interface ProvisionOn {
  readonly instrument: Instrument;
  readonly provision: Provision;
  readonly status: Status;
  readonly condition: BoundCondition;
  /** Pauses in force for some exports only: the provision bites except where these hold. */
  readonly unless: readonly Act[];
}

export interface LawOn {
  readonly moment: Moment;
  readonly lists: ListsInForce;
  /** Lists of items that are published and not ended, in force or not: an item on one of them is "listed". */
  readonly publishedItemLists: { readonly dualUse: readonly string[]; readonly annex: readonly string[] };
  readonly provisions: readonly ProvisionOn[];
}

interface ActIn {
  readonly act: Act;
  readonly instrument: Instrument;
  readonly provision: Provision;
}

/** The readings that the pack takes, with the given ones in their place. */
export function readingsOf(book: LawBook, chosen: Partial<Record<ReadingId, string>> = {}): Readings {
  const taken = Object.fromEntries(book.readings.map((reading) => [reading.id, reading.takes]));
  return { ...taken, ...chosen } as unknown as Readings;
}

/** Statements that count on `knownAt`: published, and not settled by an instrument published by then. */
export function openBranches(book: LawBook, knownAt: LegalDate): readonly Instrument[] {
  const known = book.instruments.filter((instrument) => instrument.published <= knownAt);
  const settled = new Set(known.flatMap((instrument) => instrument.settles ?? []));
  return known.filter((instrument) => instrument.kind === 'statement' && !settled.has(instrument.id));
}

function known(book: LawBook, moment: Moment): readonly Instrument[] {
  return book.instruments.filter(
    (instrument) =>
      instrument.published <= moment.knownAt && (instrument.kind !== 'statement' || instrument.id === moment.branch),
  );
}

function actsIn(instruments: readonly Instrument[], readings: Readings): readonly ActIn[] {
  return instruments.flatMap((instrument) =>
    instrument.provisions.flatMap((provision) =>
      (provision.acts ?? [])
        .filter((act) => holdsUnder(act.under, readings))
        .map((act) => ({ act, instrument, provision })),
    ),
  );
}

function holdsUnder(under: { reading: string; option: string } | undefined, readings: Readings): boolean {
  return under === undefined || readings[under.reading as ReadingId] === under.option;
}

/** Acts in the order of the book, and by the instrument or provision that they name. */
interface Acts {
  readonly all: readonly ActIn[];
  readonly on: ReadonlyMap<string, readonly ActIn[]>;
}

function byTarget(all: readonly ActIn[]): Acts {
  const on = new Map<string, ActIn[]>();
  for (const each of all) for (const target of new Set(each.act.on)) on.set(target, [...(on.get(target) ?? []), each]);
  return { all, on };
}

function actsOn({ all, on }: Acts, instrument: Instrument, provision: Provision): readonly ActIn[] {
  const own = on.get(provision.id) ?? [];
  const whole = provision.effect?.kind === 'lists' ? [] : (on.get(instrument.id) ?? []);
  if (own.length === 0 || whole.length === 0) return own.length === 0 ? whole : own;
  return all.filter((each) => own.includes(each) || whole.includes(each));
}

/** First day on which a window that names a last day no longer runs, under the reading `end-day`. */
function dayAfter(lastDay: LegalDate, readings: Readings): LegalDate {
  return readings['end-day'] === 'included' ? addDays(lastDay, 1) : lastDay;
}

/** Does a pause run on this day? A resume ordered by a later instrument cuts it off. */
function pauseEnd(pause: ActIn, resumes: readonly ActIn[], readings: Readings): LegalDate | undefined {
  const resumed = resumes
    .filter(({ instrument }) => instrument.published >= pause.instrument.published)
    .map(({ act }) => act.from)
    .filter((from) => from > pause.act.from)
    .sort()[0];
  const ends =
    pause.act.lastDay === undefined || readings.revival === 'needs-act'
      ? undefined
      : dayAfter(pause.act.lastDay, readings);
  if (resumed === undefined) return ends;
  return ends === undefined || resumed < ends ? resumed : ends;
}

/**
 * Where does this provision stand on that day? Windows are half-open inside; dates are printed as the law prints them.
 * @example No. 61 para. 1(3) of 2025: in force 2025-10-09 to 2025-11-06, paused from 2025-11-07 by No. 70.
 */
function statusOn(
  instrument: Instrument,
  provision: Provision,
  acts: Acts,
  moment: Moment,
): { status: Status; unless: readonly Act[] } {
  const { asOf, readings } = moment;
  const unless: Act[] = [];
  if (instrument.published > moment.knownAt || instrument.published > asOf) {
    return { status: { is: 'not-yet-published' }, unless };
  }
  const from = provision.from ?? instrument.from;
  const own = actsOn(acts, instrument, provision);
  const pauses = own.filter(({ act }) => act.do === 'suspend');
  const resumes = own.filter(({ act }) => act.do === 'resume');
  const pausedOn = (day: LegalDate) =>
    pauses.filter((pause) => {
      const end = pauseEnd(pause, resumes, readings);
      return pause.act.from <= day && (end === undefined || day < end);
    });
  const everInForce = () => from < asOf && pausedOn(from).every(({ act }) => act.when !== undefined);

  const ends = own
    .filter(({ act }) => act.do === 'end' && act.from <= asOf)
    .map(({ act, provision: by }) => ({ on: act.from, by: by.id }));
  if (provision.lastDay !== undefined && dayAfter(provision.lastDay, readings) <= asOf) {
    ends.push({ on: dayAfter(provision.lastDay, readings), by: provision.id });
  }
  const end = ends.sort((a, b) => (a.on < b.on ? -1 : 1))[0];
  if (end !== undefined) {
    const ran = from < end.on && pausedOn(from).every(({ act }) => act.when !== undefined);
    return { status: ran ? { is: 'ended', ...end } : { is: 'never-ran', by: end.by }, unless };
  }

  const running = pausedOn(asOf);
  const whole = running.filter(({ act }) => act.when === undefined);
  if (whole.length > 0) {
    const last = whole.reduce((a, b) => ((a.act.lastDay ?? '9999-12-31') >= (b.act.lastDay ?? '9999-12-31') ? a : b));
    const until = last.act.lastDay === undefined || readings.revival === 'needs-act' ? {} : { until: last.act.lastDay };
    const verified = last.act.verified ?? last.provision.verified ?? last.instrument.verified;
    const status: Status = {
      is: 'paused',
      by: last.provision.id,
      everInForce: everInForce(),
      ...until,
      ...(verified === 'yes' ? {} : { verified }),
      ...(last.instrument.kind === 'statement' ? { announced: true } : {}),
    };
    return { status, unless };
  }
  if (asOf < from) return { status: { is: 'not-yet-in-force', from }, unless };
  unless.push(...running.map(({ act }) => act));
  const last = pauses
    .flatMap((pause) => {
      const end = pauseEnd(pause, resumes, readings);
      return end !== undefined && end <= asOf && end > from ? [{ end, by: pause.provision.id }] : [];
    })
    .reduce<{ end: LegalDate; by: string } | undefined>(
      (a, b) => (a === undefined || b.end > a.end ? b : a),
      undefined,
    );
  return {
    status:
      last === undefined
        ? { is: 'in-force', since: from }
        : { is: 'in-force', since: last.end, after: { by: last.by } },
    unless,
  };
}

/**
 * The law on a day, as far as it was published by another day, in one branch and under one set of readings.
 * Every provision with its status; conditions bound to the lists then in force.
 */
export function lawOn(book: LawBook, moment: Moment): LawOn {
  const instruments = known(book, moment);
  const acts = byTarget(actsIn(instruments, moment.readings));
  const standing = instruments
    .filter((instrument) => instrument.kind !== 'statement')
    .flatMap((instrument) =>
      instrument.provisions
        .filter((provision) => holdsUnder(provision.under, moment.readings))
        .map((provision) => ({ instrument, provision, ...statusOn(instrument, provision, acts, moment) })),
    );

  const kinds = new Map<string, string>([
    ...book.itemLists.map((list) => [list.id, list.kind] as const),
    ...book.partyLists.map((list) => [list.id, list.kind] as const),
  ]);
  const published = standing.flatMap(({ provision, status }) =>
    provision.effect?.kind === 'lists' && !['not-yet-published', 'ended', 'never-ran'].includes(status.is)
      ? [{ list: provision.effect.list, inForce: status.is === 'in-force' }]
      : [],
  );
  const ofKind = (kind: string, inForce: boolean) =>
    published
      .filter((entry) => kinds.get(entry.list) === kind && (entry.inForce || !inForce))
      .map((entry) => entry.list);
  const lists: ListsInForce = {
    dualUse: ofKind('dual-use', true),
    parties: Object.fromEntries(PARTY_LIST_KINDS.map((kind) => [kind, ofKind(kind, true)])),
  };
  return {
    moment,
    lists,
    publishedItemLists: { dualUse: ofKind('dual-use', false), annex: ofKind('annex', false) },
    provisions: standing.map(({ instrument, provision, status, unless }) => ({
      instrument,
      provision,
      status,
      condition: conditionOf(provision, unless, lists),
      unless,
    })),
  };
}

function conditionOf(provision: Provision, unless: readonly Act[], lists: ListsInForce): BoundCondition {
  const own = provision.when === undefined ? ALWAYS : bind(provision.when, lists);
  if (unless.length === 0) return own;
  return { all: [own, ...unless.map((act) => ({ not: bind(act.when ?? { all: [] }, lists) }))] };
}

/**
 * The days on which some provision's status can change, in order: publications, first days, pauses and their ends.
 * Between two of them the law stands still.
 */
export function changeDays(book: LawBook, moment: Omit<Moment, 'asOf'>): readonly LegalDate[] {
  const days = new Set<LegalDate>([book.pack.covers.from]);
  const full = { ...moment, asOf: '9999-12-31' };
  for (const instrument of known(book, full)) {
    days.add(instrument.published);
    days.add(instrument.from);
    for (const provision of instrument.provisions) {
      if (provision.from !== undefined) days.add(provision.from);
      if (provision.lastDay !== undefined) days.add(dayAfter(provision.lastDay, moment.readings));
    }
  }
  for (const { act } of actsIn(known(book, full), moment.readings)) {
    days.add(act.from);
    if (act.lastDay !== undefined) days.add(dayAfter(act.lastDay, moment.readings));
  }
  return [...days].filter((day) => day >= book.pack.covers.from).sort();
}
