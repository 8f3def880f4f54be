import {
  alikeKey,
  type ExportFacts,
  decidingWords,
  type LawBook,
  type LegalDate,
  type ListNotices,
  mayTouch,
  shortAnswer,
} from '@ytterby/core';
import type { AsOfMode } from '../saved-determinations/as-of-mode.ts';
import { type AnswerGist, gistFor, gistHash, gistOf, isAlike } from '../saved-determinations/gist.ts';
import { type AskedOn, canDiffer, factsOn } from '../saved-determinations/law-days.ts';

/** An export to be asked about again. */
export interface Asked {
  readonly id: string;
  /** ExportFacts as JSON: read in the thread that answers. */
  readonly facts: string;
  readonly mode: AsOfMode;
  /** `gistHash` of the answer that it is compared with; null = none is known, and the new answer is given whole. */
  readonly known: string | null;
  /** On which day it was asked under the law as it was marked; absent = under another one. */
  readonly asked?: AskedOn;
}

/** What came of it; `gist` only where it is not like the known one. */
export interface Answered extends AskedOn {
  readonly id: string;
  readonly gist?: AnswerGist;
}

const kept = new WeakMap<LawBook, Map<string, { readonly gist: AnswerGist; readonly hash: string }>>();
const KEPT = 20_000;

/**
 * Asks exports again under a law. Those that no law can tell apart are determined once, whatever they are called; those that new
 * notices cannot touch, and no day either, are not determined at all.
 * @param notices what is new in the law since it was marked, where that is only notices that put parties on lists
 * @example answersTo([{ id, facts: '{"asOf":"2026-11-24",…}', mode: 'today', known: null }], book, '2026-11-26')[0]?.gist?.outcome // 'unconfirmed'
 */
export function answersTo(
  asked: readonly Asked[],
  book: LawBook,
  today: LegalDate,
  notices: ListNotices | null = null,
): readonly Answered[] {
  const known = kept.get(book) ?? new Map<string, { gist: AnswerGist; hash: string }>();
  kept.set(book, known);
  const moved = new Map<string, boolean>();
  const hasDayCome = (before: LawBook, last: AskedOn, { asOf, knownAt }: AskedOn): boolean => {
    const key = JSON.stringify([last.asOf, last.knownAt, asOf, knownAt]);
    const found = moved.get(key) ?? canDiffer(before, last, { asOf, knownAt });
    moved.set(key, found);
    return found;
  };
  return asked.map(({ id, facts: text, mode, known: before, asked: last }) => {
    const facts = factsOn(JSON.parse(text) as ExportFacts, mode, today);
    const day = { id, asOf: facts.asOf, knownAt: facts.knownAt };
    if (
      before !== null &&
      last !== undefined &&
      notices !== null &&
      !hasDayCome(notices.before, last, facts) &&
      !mayTouch(facts, notices)
    )
      return day;
    const key = alikeKey(facts, book);
    let found = known.get(key);
    if (found === undefined) {
      const gist = gistOf(shortAnswer(undescribed(facts, book), book));
      found = { gist, hash: gistHash(gist) };
      if (known.size >= KEPT) known.clear();
      known.set(key, found);
    }
    return before !== null && isAlike(before, found.hash) ? day : { ...day, gist: gistFor(found.gist, facts) };
  });
}

/** Of a description only the words decide that point to lists outside the pack. */
const undescribed = (facts: ExportFacts, { goods }: LawBook): ExportFacts => ({
  ...facts,
  lines: facts.lines.map((line) => {
    const { description, ...item } = line.item;
    const words = decidingWords(description, goods);
    return { ...line, item: words === undefined ? item : { ...item, description: words } };
  }),
});
