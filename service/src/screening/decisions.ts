import { open, readFile } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isLegalDate, type LegalDate } from '@ytterby/core';
import type { ScreeningQuery } from '@ytterby/core/screening';
import { takeLock } from '../feeds/lists/list-lock.ts';
import { flush } from '../feeds/lists/list-store.ts';
import { cleanText } from '../intake/clean-text.ts';
import { DECIDED, type Decided } from './decided.ts';
import { canonicalJson, sha256 } from './listed-parties.ts';

/** One decision on one hit. Never changed; a later one on the same hit takes its place. */
export interface Decision {
  readonly decided: Decided;
  /** Who decided, by name. */
  readonly by: string;
  readonly reason: string;
  /** The day, in Beijing. */
  readonly on: LegalDate;
  readonly list: string;
  readonly entry: string;
  /** `recordHash` of the entry when it was decided. */
  readonly record: string;
  readonly party: ScreeningQuery;
  /** `queryHash` of the party. */
  readonly query: string;
}

const sorted = <Value>(values: readonly Value[] | undefined): Value[] | undefined =>
  values === undefined || values.length === 0
    ? undefined
    : [...values].sort((one, two) => (canonicalJson(one) < canonicalJson(two) ? -1 : 1));
const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/**
 * What is known of the party asked about, as one hash: any other name, country, number or date makes another party. Invisible and
 * look-alike letters count, so that a decision on a name does not clear a name made to look like it.
 */
export function queryHash(query: ScreeningQuery): string {
  const { name, otherNames, kind, countries, addresses, births, identifiers } = query;
  return sha256(
    canonicalJson({
      name: plain(name),
      otherNames: sorted(otherNames?.map(plain)),
      kind,
      countries: sorted(countries),
      addresses: sorted(addresses?.map(plain)),
      births: sorted(births),
      identifiers: sorted(identifiers),
    }),
  );
}

/** Why a decision is refused: it needs a name and a reason that can be read. */
export class DecisionError extends Error {
  readonly field: 'by' | 'reason' | 'decided' | 'on';
  constructor(field: DecisionError['field']) {
    super(`${field} is missing or cannot be read`);
    this.name = 'DecisionError';
    this.field = field;
  }
}

const LONGEST = { by: 200, reason: 4000 } as const;

/** The text without what cannot be seen; undefined when no letter is left, or when it is too long. */
function readable(text: unknown, limit: number): string | undefined {
  if (typeof text !== 'string') return undefined;
  const clean = cleanText(text.toWellFormed().replace(/\p{Cc}+/gu, ' '), 'prose').text.trim();
  return clean.length <= limit && /\p{L}/u.test(clean) ? clean : undefined;
}

function fieldProblem(
  decision: Pick<Decision, 'by' | 'reason' | 'decided' | 'on'>,
): DecisionError['field'] | undefined {
  if (!DECIDED.includes(decision.decided)) return 'decided';
  if (readable(decision.by, LONGEST.by) === undefined) return 'by';
  if (readable(decision.reason, LONGEST.reason) === undefined) return 'reason';
  return isLegalDate(decision.on) ? undefined : 'on';
}

/**
 * The decision as it is kept: name and reason without what cannot be seen, and the hash of the party.
 * Raises `DecisionError` without a readable name and reason.
 */
export function decisionKept(decision: Omit<Decision, 'query'>): Decision {
  const problem = fieldProblem(decision);
  if (problem !== undefined) throw new DecisionError(problem);
  return {
    ...decision,
    by: readable(decision.by, LONGEST.by) ?? '',
    reason: readable(decision.reason, LONGEST.reason) ?? '',
    query: queryHash(decision.party),
  };
}

function isDecision(value: unknown): value is Decision {
  if (typeof value !== 'object' || value === null) return false;
  const decision = value as Decision;
  const texts = [decision.list, decision.entry, decision.record, decision.query, decision.party?.name];
  return texts.every((text) => typeof text === 'string') && fieldProblem(decision) === undefined;
}

/** How a decision stands to a hit now. */
export type DecisionFound =
  | { readonly counts: true; readonly decision: Decision }
  /** Somebody decided on this name and entry, but one of them is no longer the same: to be decided again. */
  | { readonly counts: false; readonly decision: Decision; readonly changed: 'entry' | 'party' };

/** The decisions that were known on a day. */
export class Decisions {
  readonly #byHit = new Map<string, Decision>();
  readonly #byName = new Map<string, Decision>();
  readonly #clearedFor = new Map<string, Set<string>>();
  /** Lines of the file that are no decision; they count for nothing. */
  readonly unreadable: readonly number[];

  constructor(decisions: Iterable<Decision>, unreadable: readonly number[] = []) {
    this.unreadable = unreadable;
    for (const decision of decisions) {
      const { list, entry, query, party, decided } = decision;
      this.#byHit.set(hitKey(list, entry, query), decision);
      this.#byName.set(hitKey(list, entry, plain(party.name)), decision);
      const cleared = this.#clearedFor.get(query) ?? new Set();
      if (decided === 'false-positive') cleared.add(hitKey(list, entry, ''));
      else cleared.delete(hitKey(list, entry, ''));
      this.#clearedFor.set(query, cleared);
    }
  }

  /** What was decided on this hit, whether or not it still counts. */
  on(
    hit: Pick<Decision, 'list' | 'entry' | 'record' | 'query'> & { readonly name: string },
  ): DecisionFound | undefined {
    const { list, entry, record, query, name } = hit;
    const decision = this.#byHit.get(hitKey(list, entry, query));
    if (decision !== undefined)
      return decision.record === record ? { counts: true, decision } : { counts: false, decision, changed: 'entry' };
    const other = this.#byName.get(hitKey(list, entry, plain(name)));
    return other === undefined ? undefined : { counts: false, decision: other, changed: 'party' };
  }

  /** How many entries were told to be others than this party: so many more hits have to be looked at. */
  clearedFor(query: string): number {
    return this.#clearedFor.get(query)?.size ?? 0;
  }
}

const hitKey = (list: string, entry: string, of: string) => JSON.stringify([list, entry, of]);

/** The decisions in a data folder: one line of JSON each, only ever added to. Not beside the indexes, which may be deleted. */
export class DecisionStore {
  readonly file: string;

  constructor(dataFolder: string) {
    this.file = path.join(dataFolder, 'decisions', 'screening.ndjson');
  }

  /** The decisions made by a day, or all. A line that cannot be read clears nothing; its number is told. */
  async read(knownAt?: LegalDate): Promise<Decisions> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return new Decisions([]);
      throw error;
    }
    const decisions: Decision[] = [];
    const unreadable: number[] = [];
    text.split('\n').forEach((line, index) => {
      if (line.trim() === '') return;
      let found: unknown;
      try {
        found = JSON.parse(line);
      } catch {
        // Said below.
      }
      if (!isDecision(found)) unreadable.push(index + 1);
      else if (knownAt === undefined || found.on <= knownAt) decisions.push(found);
    });
    return new Decisions(decisions, unreadable);
  }

  /**
   * Adds a decision, on the disk when this returns. One writer at a time; a line that a crash cut short is ended first.
   * Raises `DecisionError` without a readable name and reason.
   */
  async add(decision: Omit<Decision, 'query'>): Promise<Decision> {
    const kept = decisionKept(decision);
    const folder = path.dirname(this.file);
    await mkdir(folder, { recursive: true });
    const lock = await takeLock(`${this.file}.lock`, 'decisions', { waitMs: 60_000 });
    try {
      const handle = await open(this.file, 'a+');
      try {
        const { size } = await handle.stat();
        const last = Buffer.alloc(1, '\n');
        if (size > 0) await handle.read(last, 0, 1, size - 1);
        await lock.confirm();
        const line = Buffer.from(`${last[0] === 10 ? '' : '\n'}${JSON.stringify(kept)}\n`);
        let written = 0;
        while (written < line.length) written += (await handle.write(line, written)).bytesWritten;
        await handle.sync();
        if (size === 0) await flush(folder);
      } finally {
        await handle.close();
      }
    } finally {
      await lock.release();
    }
    return kept;
  }
}
