import type { LegalDate, ReadingId } from '@ytterby/core';
import { ListStore } from '../feeds/lists/index.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { effectsOverTime } from './effects.ts';
import { indexKey, type OpenIndex, openIndex } from './index-store.ts';
import { canonicalJson } from './listed-parties.ts';
import { openScreener, type Screener } from './screen-parties.ts';

/** What is screened against. */
export interface SharedWanted {
  readonly law: LawInUse;
  readonly asOf: LegalDate;
  readonly knownAt: LegalDate;
  readonly lists?: readonly string[] | undefined;
  readonly readings: Partial<Record<ReadingId, string>>;
}

/** A screener that many requests use, so it is not closed by any of them. */
export type SharedScreener = Omit<Screener, 'close'> & { readonly overTime: ReturnType<typeof effectsOverTime> };

/** The copy of the lists that is read: whether it is whole, and how often it was changed. */
interface Copies {
  /** @throws where a version is known that is not here */
  assure(): void;
  readonly generation: number;
}

/** Days and choices of lists that stay ready, and the indexes behind them: an index of large lists takes a hundred megabytes. */
const SCREENERS_KEPT = 32;
const INDEXES_KEPT = 2;

/**
 * Screeners for a server: the index of the same versions of the same lists is opened once, however many ask at the same time.
 * Another version of a list, or another law, makes another one. Decisions on hits are left out.
 */
export class SharedScreeners {
  readonly #dataFolder: string;
  readonly #store: ListStore;
  readonly #screeners = new Map<string, Promise<SharedScreener>>();
  readonly #indexes = new Map<string, Promise<OpenIndex>>();

  readonly #copies: Copies;

  constructor(dataFolder: string, copies: Copies = { assure: () => undefined, generation: 0 }) {
    this.#dataFolder = dataFolder;
    this.#copies = copies;
    this.#store = new ListStore(dataFolder);
  }

  /** Raises what reading the lists raises (`lists/…`). */
  async screener({ law, asOf, knownAt, lists, readings }: SharedWanted): Promise<SharedScreener> {
    this.#copies.assure();
    const versions: [string, number[]][] = [];
    for (const list of await this.#store.lists()) versions.push([list, await this.#store.versionNumbers(list)]);
    const key = canonicalJson([
      law.fingerprint,
      asOf,
      knownAt,
      lists ?? null,
      readings,
      versions,
      this.#copies.generation,
    ]);
    return await remembered(this.#screeners, key, SCREENERS_KEPT, async () => {
      const screener = await openScreener({
        book: law.book,
        dataFolder: this.#dataFolder,
        asOf,
        knownAt,
        readings,
        ...(lists === undefined ? {} : { lists }),
        decisions: 'none',
        index: (sources) => this.#index(sources),
      });
      return {
        known: screener.known,
        index: screener.index,
        unreadableDecisions: screener.unreadableDecisions,
        screen: (party, limit) => screener.screen(party, limit),
        overTime: effectsOverTime(law.book, { knownAt, readings }),
      };
    });
  }

  async #index(sources: Parameters<typeof openIndex>[0]): Promise<OpenIndex> {
    return await remembered(
      this.#indexes,
      indexKey(sources.known),
      INDEXES_KEPT,
      () => openIndex(sources),
      (old) => {
        // Whoever holds the old index reads on from the list itself; to let go of its memory, no screener may hold it.
        this.#screeners.clear();
        void old.then((index) => index.close()).catch(() => undefined);
      },
    );
  }

  /** Closes what is open; later requests open it again. */
  async close(): Promise<void> {
    this.#screeners.clear();
    const open = [...this.#indexes.values()];
    this.#indexes.clear();
    for (const index of await Promise.allSettled(open)) if (index.status === 'fulfilled') await index.value.close();
  }
}

/** The value under a key, made once; the one used longest ago goes when there are too many. What fails is not kept. */
async function remembered<Value>(
  kept: Map<string, Promise<Value>>,
  key: string,
  most: number,
  make: () => Promise<Value>,
  drop: (old: Promise<Value>) => void = () => {},
): Promise<Value> {
  const found = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, found);
  for (const [oldest, value] of kept) {
    if (kept.size <= most) break;
    kept.delete(oldest);
    drop(value);
  }
  try {
    return await found;
  } catch (error) {
    if (kept.get(key) === found) kept.delete(key);
    throw error;
  }
}
