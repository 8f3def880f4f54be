import { createHash } from 'node:crypto';
import type { LawBook, LegalDate } from '@ytterby/core';
import { type LawText, parseLawFiles } from '@ytterby/law';

/** An instrument that was recorded here and is not part of the pack (yet). */
export interface RecordedText extends LawText {
  /** Of the record, not of the instrument. */
  readonly id: string;
  readonly instrument: string;
  readonly published: LegalDate;
}

/** The law as it is served: the pack and, laid over it, what was recorded here and not withdrawn. */
export interface LawInUse {
  readonly book: LawBook;
  /** Every text of it: a worker makes the same book with `parseLawFiles(texts)`. */
  readonly texts: readonly LawText[];
  /** SHA-256 of all texts with their paths: equal fingerprints, equal answers. */
  readonly fingerprint: string;
  readonly recorded: readonly Omit<RecordedText, 'text'>[];
  /**
   * The same hash without what was recorded and published after a day: as long as it stands, an answer given with that
   * knowledge stands too.
   */
  fingerprintKnownAt(knownAt: LegalDate): string;
}

/**
 * The served law from its texts.
 * @throws LawFileError with everything that is wrong with a recorded text, or the pack
 * @example lawInUse(lawTexts(), []).fingerprint
 */
export function lawInUse(pack: readonly LawText[], recorded: readonly RecordedText[]): LawInUse {
  const overlay = recorded.filter((each) => !isInPack(each, pack));
  const texts = [...pack, ...overlay.map(({ path, text }) => ({ path, text }))];
  const book = parseLawFiles(texts);
  const ofPack = fingerprintOf(pack);
  const known = new Map<string, string>();
  return {
    book,
    texts,
    fingerprint: withRecorded(ofPack, overlay),
    recorded: overlay.map(({ id, instrument, path, published }) => ({ id, instrument, path, published })),
    fingerprintKnownAt: (knownAt) => {
      const seen = overlay.filter(({ published }) => published <= knownAt);
      const key = seen.map(({ id }) => id).join();
      const found = known.get(key) ?? withRecorded(ofPack, seen);
      known.set(key, found);
      return found;
    },
  };
}

/** A later pack may bring the same instrument: then the pack's text counts, and the record only remembers. */
function isInPack({ instrument, path }: RecordedText, pack: readonly LawText[]): boolean {
  const id = new RegExp(`^id:\\s*${instrument.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`, 'm');
  return pack.some((each) => each.path === path || id.test(each.text));
}

const fingerprintOf = (texts: readonly LawText[]): string => {
  const hash = createHash('sha256');
  for (const { path, text } of [...texts].sort((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(JSON.stringify([path, text]));
  return hash.digest('hex');
};

const withRecorded = (pack: string, recorded: readonly RecordedText[]): string =>
  createHash('sha256')
    .update(`${pack} ${fingerprintOf(recorded)}`)
    .digest('hex');
