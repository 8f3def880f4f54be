import { buildIndex, screen, type ScreeningIndex, type ScreeningQuery } from '@ytterby/core/screening';
import { diffVersions, ListStore, type PartyRecord } from '../feeds/lists/index.ts';
import { canonicalJson, type FiledParty, listedParty } from '../screening/listed-parties.ts';

/** Two states of a list, and who is screened against what differs between them. */
export interface ListTask {
  readonly list:
    | { readonly dataFolder: string; readonly list: string; readonly from: number | null; readonly to: number }
    | { readonly before: readonly PartyRecord[]; readonly after: readonly PartyRecord[] };
  readonly queries: readonly ScreeningQuery[];
}

export type EntryChange = 'added' | 'changed' | 'removed';

/** An entry that changed and is a hit for somebody. */
export interface ListHit {
  /** Place in `queries`. */
  readonly query: number;
  readonly list: string;
  readonly entry: string;
  readonly is: EntryChange;
  readonly verdict: 'hit' | 'possible';
  readonly score: number;
  readonly listed: string;
  /** `recordHash` of the entry as it is now, or was at last. */
  readonly record: string;
}

export interface ListHits {
  readonly count: Readonly<Record<EntryChange, number>>;
  readonly hits: readonly ListHit[];
}

/** More hits than this for one name are cut; nobody is called like so many. */
const MOST = { limit: 200, candidates: 400 } as const;

/**
 * Whom do the entries name that were added to a list, changed or removed? Everybody is compared as by a screening against the whole list: against
 * its later state for what was added or changed, against its earlier state for what was changed or removed. So a hit here is a
 * hit there. An entry of which only days or standing changed is no other party, but means something else, so it counts as changed.
 * @example (await listHits({ list: { before: [], after: [tdk] }, queries: [{ name: 'TDK Corp' }] })).hits[0]?.is // 'added'
 */
export async function listHits({ list, queries }: ListTask): Promise<ListHits> {
  const changes = 'dataFolder' in list ? await versionChanges(list) : recordChanges(list.before, list.after);
  const count = { added: 0, changed: 0, removed: 0 };
  for (const is of changes.is.values()) count[is] += 1;
  if (changes.is.size === 0) return { count, hits: [] };
  const found = new Map<string, ListHit>();
  const look = (index: ScreeningIndex, wanted: readonly EntryChange[]) => {
    for (const [query, asked] of queries.entries()) {
      for (const { party, verdict, score, listed } of screen(asked, index, MOST).hits) {
        const is = changes.is.get(keyOf(party.list, party.entry));
        const key = `${query} ${party.list} ${party.entry}`;
        if (is === undefined || !wanted.includes(is) || found.has(key)) continue;
        const record = (party as FiledParty).hash;
        found.set(key, { query, list: party.list, entry: party.entry, is, verdict, score, listed, record });
      }
    }
  };
  const has = (is: EntryChange) => count[is] > 0;
  if (has('added') || has('changed')) look(await changes.after(), ['added', 'changed']);
  if (has('removed') || has('changed')) look(await changes.before(), ['removed', 'changed']);
  return { count, hits: [...found.values()].sort((one, two) => one.query - two.query || two.score - one.score) };
}

interface Changes {
  readonly is: ReadonlyMap<string, EntryChange>;
  before(): Promise<ScreeningIndex>;
  after(): Promise<ScreeningIndex>;
}

const keyOf = (list: string, entry: string) => JSON.stringify([list, entry]);

async function versionChanges(wanted: Extract<ListTask['list'], { dataFolder: string }>): Promise<Changes> {
  const store = new ListStore(wanted.dataFolder);
  const to = await store.version(wanted.list, wanted.to);
  const from = wanted.from === null ? undefined : await store.version(wanted.list, wanted.from);
  const is = new Map<string, EntryChange>();
  if (from === undefined) for await (const { id } of store.records(to)) is.set(keyOf(wanted.list, id), 'added');
  else
    for await (const difference of diffVersions(store, from, to))
      is.set(keyOf(wanted.list, difference.id), difference.is);
  const index = async (version: typeof to) => {
    const parties: FiledParty[] = [];
    for await (const record of store.records(version)) parties.push(listedParty(record));
    return buildIndex(parties);
  };
  return {
    is,
    after: () => index(to),
    before: () => (from === undefined ? Promise.resolve(buildIndex([])) : index(from)),
  };
}

function recordChanges(before: readonly PartyRecord[], after: readonly PartyRecord[]): Changes {
  const old = new Map(before.map((record) => [keyOf(record.list, record.id), record]));
  const young = new Map(after.map((record) => [keyOf(record.list, record.id), record]));
  const is = new Map<string, EntryChange>();
  // Where it stands in its file is no part of it.
  const whole = (record: PartyRecord) => canonicalJson({ ...record, source: null });
  for (const [key, record] of young) {
    const was = old.get(key);
    if (was === undefined) is.set(key, 'added');
    else if (whole(was) !== whole(record)) is.set(key, 'changed');
  }
  for (const key of old.keys()) if (!young.has(key)) is.set(key, 'removed');
  return {
    is,
    before: () => Promise.resolve(buildIndex(before.map(listedParty))),
    after: () => Promise.resolve(buildIndex(after.map(listedParty))),
  };
}
