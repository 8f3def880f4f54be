import type { LawBook, LegalDate, ReadingId } from '@ytterby/core';
import { screen, type ScreeningHit, type ScreeningQuery, type TextNote } from '@ytterby/core/screening';
import { ListStore, type NameType, type PartyRecord, type Standing, standingOn } from '../feeds/lists/index.ts';
import { DecisionStore, type DecisionFound, Decisions, queryHash } from './decisions.ts';
import { effectsOn, type ListEffects, NO_EFFECTS } from './effects.ts';
import { type IndexProgress, type OpenIndex, openIndex } from './index-store.ts';
import { type FiledParty, listsKnown, type ListsKnown, recordHash, type ScreenedList } from './listed-parties.ts';

/**
 * `clear-by-decision` = there were hits, and somebody decided of each, by name and with a reason, that it is another party;
 * `unreadable` = nothing in the name could be compared, which is no clearance.
 */
export type PartyVerdict = 'hit' | 'possible' | 'clear-by-decision' | 'none' | 'unreadable';

/** An entry that the party may be, and what that would mean on the day. */
export interface PartyHit {
  /** Of the comparison, with what was decided laid over it. */
  readonly verdict: 'hit' | 'possible' | 'cleared';
  readonly score: number;
  readonly list: ScreenedList;
  readonly entry: string;
  readonly record: PartyRecord;
  readonly recordHash: string;
  /** The names that met: as asked, as listed. */
  readonly asked: string;
  readonly listed: string;
  /** A weak alias supports a match more than it makes one. */
  readonly listedAs: NameType;
  readonly names: ScreeningHit['names'];
  readonly evidence: ScreeningHit['evidence'];
  readonly decidedBy?: 'identifier';
  /** Where the listing stands on the day asked about. */
  readonly standing: Standing;
  /** What it means for an export that day; empty for imported lists, whose law is not in the pack. */
  readonly effects: ListEffects;
  readonly decision?: DecisionFound;
}

/** What was found about one party. */
export interface PartyScreening {
  readonly party: ScreeningQuery;
  readonly query: string;
  readonly asOf: LegalDate;
  readonly knownAt: LegalDate;
  readonly algorithm: string;
  readonly verdict: PartyVerdict;
  /** Does an open hit mean anything on that day? False when every listing is stopped, suspended or not yet there. */
  readonly bites: boolean;
  readonly hits: readonly PartyHit[];
  /** What was odd about the characters of the name. */
  readonly notes: readonly TextNote[];
}

/** What a screening depends on. Days are given by the caller; nothing here reads a clock. */
export interface ScreenerOptions {
  readonly book: LawBook;
  readonly dataFolder: string;
  /** Day of the export. */
  readonly asOf: LegalDate;
  /** The lists, the law and the decisions as known on this day. */
  readonly knownAt: LegalDate;
  readonly lists?: readonly string[];
  readonly readings?: Partial<Record<ReadingId, string>>;
  /** `none`: what somebody decided of a hit is left out, for whoever may not see it. Default: those of the data folder. */
  readonly decisions?: 'kept' | 'none';
  /** Opens the index; default: for this screener alone. */
  readonly index?: typeof openIndex;
  readonly onProgress?: IndexProgress;
}

/** Lists made ready: one party after the other can be asked about. */
export interface Screener {
  readonly known: ListsKnown;
  readonly index: Pick<OpenIndex, 'key' | 'loaded' | 'notKept'>;
  /** Lines of the file of decisions that cannot be read. */
  readonly unreadableDecisions: readonly number[];
  screen(party: ScreeningQuery, limit?: number): Promise<PartyScreening>;
  close(): Promise<void>;
}

/** Hits shown when nothing else is said. */
export const LIMIT = 10;
/** How many names are compared closely; see `screen` of the core. */
const CANDIDATES = 40;

/**
 * Makes the lists ready, as known on a day. Raises what reading them raises (`lists/…`).
 * @example
 * const screener = await openScreener({ book: loadLaw(), dataFolder, asOf: '2026-02-24', knownAt: '2026-11-24' });
 * (await screener.screen({ name: 'TDK Corp' })).hits[0]?.effects.tags // ['no-general-licence', …]
 */
export async function openScreener(options: ScreenerOptions): Promise<Screener> {
  const { book, dataFolder, asOf, knownAt, lists, readings = {}, index = openIndex, onProgress } = options;
  const store = new ListStore(dataFolder);
  const known = await listsKnown({ book, store, knownAt, readings, ...(lists === undefined ? {} : { only: lists }) });
  const decisions =
    options.decisions === 'none' ? new Decisions([]) : await new DecisionStore(dataFolder).read(knownAt);
  const open = await index({ known, store, dataFolder, ...(onProgress === undefined ? {} : { onProgress }) });
  const listOf = new Map(known.lists.map((list) => [list.id, list]));
  const effects = effectsOn(book, { asOf, knownAt, readings });
  const packRecord = new Map(known.pack.map((record) => [JSON.stringify([record.list, record.id]), record]));

  const judged = async (hit: ScreeningHit, party: ScreeningQuery, query: string): Promise<PartyHit> => {
    const { list: id, entry } = hit.party;
    const list = listOf.get(id);
    if (list === undefined) throw new Error(`the index holds a list that was not asked for: ${id}`);
    const record = packRecord.get(JSON.stringify([id, entry])) ?? (await open.recordOf(hit.party));
    const hash = (hit.party as FiledParty).hash;
    const standing = standingOn(record, asOf);
    const decision = decisions.on({ list: id, entry, record: hash, query, name: party.name });
    return {
      verdict: verdictOf(hit.verdict, decision),
      score: hit.score,
      list,
      entry,
      record,
      recordHash: hash,
      asked: hit.asked,
      listed: hit.listed,
      listedAs: record.names.find(({ text }) => text === hit.listed)?.type ?? 'primary',
      names: hit.names,
      evidence: hit.evidence,
      ...(hit.decidedBy === undefined ? {} : { decidedBy: hit.decidedBy }),
      standing,
      effects: list.from === 'pack' ? effects(id, standing) : NO_EFFECTS,
      ...(decision === undefined ? {} : { decision }),
    };
  };

  return {
    known,
    index: open,
    unreadableDecisions: decisions.unreadable,
    screen: async (party, limit = LIMIT) => {
      const query = queryHash(party);
      // What was cleared does not take the place of what was not.
      const more = limit + decisions.clearedFor(query);
      const found = screen(party, open.index, { limit: more, candidates: Math.max(CANDIDATES, 4 * more) });
      const all: PartyHit[] = [];
      for (const hit of found.hits) all.push(await judged(hit, party, query));
      const openHits = all.filter(({ verdict }) => verdict !== 'cleared').slice(0, limit);
      const hits = all.filter((hit) => hit.verdict === 'cleared' || openHits.includes(hit));
      return {
        party,
        query,
        asOf,
        knownAt,
        algorithm: found.algorithm,
        verdict: found.unreadable && hits.length === 0 ? 'unreadable' : overall(hits),
        bites: openHits.some(({ list, standing, effects: { inForce } }) =>
          list.from === 'pack' ? inForce.length > 0 : standing.is === 'listed',
        ),
        hits,
        notes: found.notes,
      };
    },
    close: () => open.close(),
  };
}

/** A decision that counts goes before the comparison, in both directions. */
function verdictOf(compared: ScreeningHit['verdict'], decision: ReturnType<Decisions['on']>): PartyHit['verdict'] {
  if (decision?.counts !== true) return compared;
  return decision.decision.decided === 'true-match' ? 'hit' : 'cleared';
}

function overall(hits: readonly PartyHit[]): PartyVerdict {
  if (hits.some(({ verdict }) => verdict === 'hit')) return 'hit';
  if (hits.some(({ verdict }) => verdict === 'possible')) return 'possible';
  return hits.length > 0 ? 'clear-by-decision' : 'none';
}

/**
 * The entry of a list as known on a day, with its hash for `DecisionStore.add`; undefined when the list of the pack has none such.
 * Raises `lists/unknown-list`, `lists/unknown-record`.
 */
export async function entryOf(
  options: Pick<ScreenerOptions, 'book' | 'dataFolder' | 'knownAt'>,
  list: string,
  id: string,
): Promise<{ readonly record: PartyRecord; readonly hash: string } | undefined> {
  const { book, dataFolder, knownAt } = options;
  const store = new ListStore(dataFolder);
  const { pack, imported } = await listsKnown({ book, store, knownAt, only: [list] });
  const [version] = imported;
  const record = version === undefined ? pack.find((each) => each.id === id) : await store.record(version, id);
  return record === undefined ? undefined : { record, hash: recordHash(record) };
}
