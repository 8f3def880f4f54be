import type { Transaction } from 'kysely';
import { type LawText, lawTexts } from '@ytterby/law';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { type LawInUse, lawInUse, type RecordedText } from './law-in-use.ts';

/** The law that is served, kept in step with what is recorded, here or by another process on the same database. */
export interface LawService {
  current(): LawInUse;
  /** Reads what is recorded anew; resolves when `current` is up to date. */
  refresh(): Promise<LawInUse>;
  /**
   * The law as it would be with these records and no others.
   * @throws LawFileError
   */
  with(recorded: readonly RecordedText[]): LawInUse;
  /** Called after every change of the served law. */
  onChange(listener: (law: LawInUse) => void): void;
}

/**
 * @param pack the texts of the law pack
 * @throws LawFileError where the pack, or what was recorded, does not make a law
 * @example const law = await startLawService(store); law.current().book
 */
export async function startLawService(store: Store, pack: readonly LawText[] = lawTexts()): Promise<LawService> {
  const listeners: ((law: LawInUse) => void)[] = [];
  const read = () => store.asProduct(recordedTexts);
  const idsOf = (all: readonly RecordedText[]) => all.map(({ id }) => id).join();
  const first = await read();
  let current = lawInUse(pack, first);
  let ids = idsOf(first);
  let reading: Promise<LawInUse> | undefined;
  const refresh = async (): Promise<LawInUse> => {
    const recorded = await read();
    if (idsOf(recorded) === ids) return current;
    current = lawInUse(pack, recorded);
    ids = idsOf(recorded);
    for (const listener of listeners) listener(current);
    return current;
  };
  const service: LawService = {
    current: () => current,
    // One reading at a time; whoever asks during it may need a newer one.
    refresh: () => {
      reading = (reading ?? Promise.resolve(current)).then(refresh, refresh);
      return reading;
    },
    with: (recorded) => lawInUse(pack, recorded),
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
  await store.listen('law_recorded', () => {
    // The next change, or the next start, tries again.
    service.refresh().catch(() => undefined);
  });
  return service;
}

/** What is recorded and not withdrawn, in the order of recording. */
export async function recordedTexts(db: Transaction<Database>): Promise<RecordedText[]> {
  return db
    .selectFrom('recorded_instrument')
    .select(['id', 'instrument', 'path', 'text', 'published'])
    .where('withdrawn_at', 'is', null)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
}
