import type { ReadingTurn, Review, SettledOutcome } from './6-outcome/index.ts';
import { type LineOutcome, lineOutcome, ruledAt } from './branch-answer.ts';
import type { ExportFacts, ItemFacts } from './facts.ts';
import { type BranchId, type LawBook, type Moment, type ReadingId, type Readings, READING_IDS, READING_OPTIONS } from './law/index.ts';
import type { PreparedLine } from './line-findings.ts';

/**
 * On which readings does the answer turn? Each other option is tried by itself, all else as taken; it is told when an
 * outcome or a review comes out differently in any branch.
 */
export function readingTurns(
  prepared: PreparedLine,
  book: LawBook,
  when: Omit<Moment, 'branch'>,
  branches: readonly BranchId[],
  taken: readonly LineOutcome[],
): readonly ReadingTurn[] {
  const fingerprint = (outcomes: readonly LineOutcome[]) => outcomes.map(({ possible, review }) => `${possible.join()} ${review?.possible.join()}`).join(';');
  const before = fingerprint(taken);
  return READING_IDS.flatMap((id): ReadingTurn[] => {
    const reading = book.readings.find((each) => each.id === id);
    if (reading === undefined || !canMatter(id, prepared.findings.facts)) return [];
    const alternatives = READING_OPTIONS[id]
      .filter((option) => option !== when.readings[id])
      .flatMap((option) => {
        const readings = { ...when.readings, [id]: option } as Readings;
        const findings = prepared.under(readings);
        const outcomes = branches.map((branch) => lineOutcome(findings, ruledAt(book, { ...when, readings, branch })));
        if (fingerprint(outcomes) === before) return [];
        const text = reading.options.find((each) => each.id === option)?.text ?? { zh: option, en: option };
        return [{ option, text, possible: outcomesIn(outcomes), review: reviewsIn(outcomes) }];
      });
    return alternatives.length === 0 ? [] : [{ reading: id, question: reading.question, taken: when.readings[id], alternatives }];
  });
}

function outcomesIn(outcomes: readonly LineOutcome[]): readonly SettledOutcome[] {
  return [...new Set(outcomes.flatMap(({ possible }) => possible))];
}
function reviewsIn(outcomes: readonly LineOutcome[]): readonly Review[] {
  return [...new Set(outcomes.flatMap(({ review }) => review?.possible ?? []))];
}

/** Facts without which a reading cannot change anything: saves the work of trying it. */
function canMatter(id: ReadingId, facts: ExportFacts): boolean {
  const values = () => facts.bom?.parts.map(({ value }) => value) ?? [];
  switch (id) {
    case 'value-basis':
      return values().some((value) => typeof value === 'object' && !('amount' in value));
    case 'cumulation':
    case 'level-of-test':
    case 'look-through':
      return facts.bom !== undefined;
    case 'origin-theory':
      return facts.lines.some(({ steps }) => steps !== undefined) || (facts.bom?.parts.some(({ steps }) => steps !== undefined) ?? false);
    case 'owners-chain':
    case 'owners-sum':
      return (facts.parties ?? []).some(({ owners }) => Array.isArray(owners));
    case 'region':
      return [facts.from, facts.to, facts.exporter?.country, ...(facts.parties ?? []).map(({ country }) => country)].some((country) => country !== undefined && ['HK', 'MO', 'TW'].includes(country));
    case 'finished-product':
      return items(facts).some(({ form }) => form === undefined || form === 'unknown' || form === 'finished-product');
    case 'terbium-iron':
      return items(facts).some(({ elements, mayContain, formula, cas, code }) => {
        const isSettled = Array.isArray(elements) && mayContain === undefined && formula === undefined && cas === undefined && code === undefined;
        return !isSettled || elements.includes('Tb');
      });
    default:
      return true;
  }
}

function items(facts: ExportFacts): readonly ItemFacts[] {
  return [...facts.lines.map(({ item }) => item), ...(facts.bom?.parts.map(({ item }) => item ?? {}) ?? [])];
}
