import {
  type BomFacts,
  type Condition,
  type ContentAnswer,
  ENACTED,
  type LawBook,
  lawKnownAt,
  lawOn,
  type LegalDate,
  type ProvisionOn,
  type ReadingId,
  readingsOf,
} from '@ytterby/core';
import { type PreparedLine, prepareLines } from '@ytterby/core/line-findings';

/** What a content test is asked about. */
export interface ContentWanted {
  readonly asOf: LegalDate;
  /** Default: `asOf`. */
  readonly knownAt?: LegalDate | undefined;
  readonly readings?: Partial<Record<ReadingId, string>>;
  /** The exported part; default: the part that no other contains. */
  readonly part?: string | undefined;
}

/** The content test of the law known on a day, for one bill of materials. */
export interface ContentAssessed {
  /** The provisions that ask for such a share, with where they stand on the day: the share itself does not depend on that. */
  readonly provisions: readonly Pick<ProvisionOn, 'instrument' | 'provision' | 'status'>[];
  readonly content: ContentAnswer;
  /** The smallest set of questions about the bill that can settle the test; none when it is settled. */
  readonly questions: PreparedLine['questions']['content'];
}

/**
 * What share of controlled Chinese-origin value does a product hold, level by level? Steps 1 and 2 of a determination alone, so it
 * is quick enough to be asked at every keystroke. `null` when no law known by then has a content test.
 * @example assessContent(bom, loadLaw(), { asOf: '2025-12-15', knownAt: '2025-10-20' })?.content.verdict // 'met'
 */
export function assessContent(
  bom: BomFacts,
  pack: LawBook,
  { asOf, knownAt = asOf, readings: chosen = {}, part }: ContentWanted,
): ContentAssessed | null {
  const book = lawKnownAt(pack, knownAt);
  const readings = readingsOf(pack, chosen);
  const line = { id: part ?? 'export', item: {}, ...(part === undefined ? {} : { part }) };
  const [prepared] = prepareLines({ asOf, knownAt, lines: [line], bom }, book, readings, asOf);
  if (prepared === undefined || prepared.content === null) return null;
  const { provisions } = lawOn(book, { asOf, knownAt, branch: ENACTED, readings });
  return {
    provisions: provisions.filter(({ provision: { when } }) => when !== undefined && asksForContent(when)),
    content: prepared.content,
    questions: prepared.questions.content,
  };
}

function asksForContent(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(asksForContent);
  if ('any' in condition) return condition.any.some(asksForContent);
  if ('not' in condition) return asksForContent(condition.not);
  return condition.fact === 'content';
}
