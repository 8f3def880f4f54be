import {
  type BranchId,
  changeDays,
  ENACTED,
  type LawBook,
  lawKnownAt,
  lawOn,
  type LegalDate,
  type PartyList,
  type ProvisionOn,
  type ReadingId,
  readingsOf,
} from '@ytterby/core';
import { makeRecord } from './make-record.ts';
import type { PartyRecord, Standing } from './party-record.ts';

/** Which law the standings are taken from; see `Moment` of the core. */
export interface PackMoment {
  /** Only what was published by this day counts. */
  readonly knownAt: LegalDate;
  /** Default: the enacted text. */
  readonly branch?: BranchId;
  /** Readings in place of those that the pack takes. */
  readonly readings?: Partial<Record<ReadingId, string>>;
}

/** The lists of parties that a condition names somewhere. */
function namedIn(condition: unknown): readonly unknown[] {
  if (typeof condition !== 'object' || condition === null) return [];
  const { fact, on } = condition as { fact?: unknown; on?: unknown };
  return fact === 'party' && Array.isArray(on) ? on : Object.values(condition).flatMap(namedIn);
}

/** What the law says of a list on one day. @param namedBy ids of the provisions that name the list as a condition */
function standingOf(
  list: string,
  provisions: readonly ProvisionOn[],
  namedBy: ReadonlySet<string>,
): Omit<Standing, 'from' | 'until'> {
  const listing = provisions.find(({ provision: { effect } }) => effect?.kind === 'lists' && effect.list === list);
  if (listing === undefined) return { is: 'not-yet-listed' };
  const { status } = listing;
  if (status.is === 'not-yet-published' || status.is === 'not-yet-in-force') return { is: 'not-yet-listed' };
  if (status.is === 'ended' || status.is === 'never-ran') return { is: 'stopped', by: status.by };
  if (status.is === 'paused') return { is: 'suspended', by: status.by };
  const measures = provisions.filter(({ provision: { id } }) => namedBy.has(id));
  const by = listing.provision.id;
  if (measures.some((measure) => measure.status.is === 'in-force')) return { is: 'listed', by };
  const paused = measures.map((measure) => measure.status).find((each) => each.is === 'paused');
  if (paused !== undefined) return { is: 'suspended', by: paused.by };
  const ended = measures
    .map((measure) => measure.status)
    .find((each) => each.is === 'ended' || each.is === 'never-ran');
  return ended === undefined ? { is: 'listed-without-measures', by } : { is: 'stopped', by: ended.by };
}

/**
 * The law pack's own lists as records, each with its stretches of days: listed, suspended, stopped. The core decides where a
 * provision stands (`lawOn`); here its answers are only put in a row. `programmes` is the kind of list.
 * @example
 * const tdk = packRecords(loadLaw(), { knownAt: '2026-11-24' }).find(({ id }) => id === 'mofcom-2026-12/12');
 * standingOn(tdk, '2026-02-23').is; // 'not-yet-listed'
 * standingOn(tdk, '2026-02-24').is; // 'listed'
 */
export function packRecords(book: LawBook, { knownAt, branch = ENACTED, readings = {} }: PackMoment): PartyRecord[] {
  const known = lawKnownAt(book, knownAt);
  const moment = { knownAt, branch, readings: readingsOf(book, readings) };
  const standings = new Map<string, Standing[]>(known.partyLists.map(({ id }) => [id, []]));
  const namedBy = new Map<string, Set<string>>(known.partyLists.map(({ id }) => [id, new Set()]));
  for (const { id, when } of known.instruments.flatMap(({ provisions }) => provisions))
    for (const list of namedIn(when)) if (typeof list === 'string') namedBy.get(list)?.add(id);
  const since = new Map<string, LegalDate>();
  for (const day of changeDays(known, moment)) {
    const { provisions } = lawOn(known, { ...moment, asOf: day });
    for (const { provision, status } of provisions) {
      const { effect } = provision;
      if (effect?.kind === 'lists' && status.is === 'in-force' && !since.has(effect.list))
        since.set(effect.list, status.since);
    }
    for (const [list, stretches] of standings) {
      const next = standingOf(list, provisions, namedBy.get(list) ?? new Set());
      const last = stretches.at(-1);
      if (last?.is === next.is && last.by === next.by) continue;
      if (last !== undefined) stretches[stretches.length - 1] = { ...last, until: day };
      stretches.push({ ...next, from: day });
    }
  }
  return known.partyLists.flatMap((list) => {
    const from = since.get(list.id);
    const stretches = withOpening(standings.get(list.id) ?? [], from);
    return list.entries.flatMap((entry) => recordOf(list, entry, stretches, from) ?? []);
  });
}

/** The first stretch begins where the pack's coverage does; what is said of it began earlier. */
function withOpening([first, ...others]: readonly Standing[], since: LegalDate | undefined): readonly Standing[] {
  if (first === undefined) return [];
  const { from = '', ...opening } = first;
  if (opening.is === 'not-yet-listed') return [opening, ...others];
  return [since === undefined || since >= from ? first : { ...first, from: since }, ...others];
}

function recordOf(
  list: PartyList,
  { id, zh = '', en = '', also = [], country, note }: PartyList['entries'][number],
  stretches: readonly Standing[],
  from: LegalDate | undefined,
): PartyRecord | undefined {
  const last = stretches.at(-1);
  return makeRecord(
    {
      id,
      // The notices name entities (实体).
      kind: 'organisation',
      names: [
        { text: zh, type: 'primary' },
        { text: en, type: 'primary' },
        ...also.map(({ name }) => ({ text: name, type: 'alias' as const })),
      ],
      countries: country === undefined ? [] : [country],
      programmes: [list.kind],
      remarks: note ?? '',
      from,
      until: last?.is === 'stopped' ? last.from : undefined,
      standings: stretches,
    },
    list.id,
    { file: list.id },
    id,
  ).record;
}
