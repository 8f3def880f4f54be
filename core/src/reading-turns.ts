import type { ReadingTurn, Review, SettledOutcome } from './6-outcome/index.ts';
import { contentMatters, type LineOutcome, lineOutcome, outcomeAcross, ruledAt, saidIn } from './branch-answer.ts';
import type { Text } from './finding.ts';
import type { ExportFacts, ItemFacts } from './facts.ts';
import {
  members,
  type BranchId,
  type LawBook,
  type Moment,
  type ReadingId,
  type Readings,
  READING_IDS,
  READING_OPTIONS,
  type Reading,
} from './law/index.ts';
import { hasForeignRecipient } from './3-parties/index.ts';
import { actValues, exporterValues, passesChina } from './movement.ts';
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
  const fingerprint = (outcomes: readonly LineOutcome[]) =>
    outcomes.map(({ possible, review }) => `${possible.join()} ${review?.possible.join()}`).join(';');
  const before = fingerprint(taken);
  const isContentOpen = prepared.findings.facts.bom !== undefined && taken.some(contentMatters);
  return READING_IDS.flatMap((id): ReadingTurn[] => {
    const reading = book.readings.find((each) => each.id === id);
    if (reading === undefined || !canMatter(id, prepared, isContentOpen)) return [];
    const alternatives = READING_OPTIONS[id]
      .filter(
        (option) =>
          option !== when.readings[id] && (id !== 'value-basis' || statesBasis(prepared.findings.facts, option)),
      )
      .flatMap((option) => {
        const readings = { ...when.readings, [id]: option } as Readings;
        const findings = prepared.under(readings);
        const outcomes = branches.map((branch) => lineOutcome(findings, ruledAt(book, { ...when, readings, branch })));
        if (fingerprint(outcomes) === before) return [];
        const text = optionText(reading, option);
        const outcome = outcomeAcross(saidIn(outcomes, findings));
        return [{ option, text, outcome, possible: outcomesIn(outcomes), review: reviewsIn(outcomes) }];
      });
    return alternatives.length === 0
      ? []
      : [
          {
            reading: id,
            question: reading.question,
            taken: when.readings[id],
            takenText: optionText(reading, when.readings[id]),
            alternatives,
          },
        ];
  });
}

/** The words of an option; its id where the pack has none. */
function optionText(reading: Reading, option: string): Text {
  return reading.options.find(({ id }) => id === option)?.text ?? { zh: option, en: option };
}

function outcomesIn(outcomes: readonly LineOutcome[]): readonly SettledOutcome[] {
  return [...new Set(outcomes.flatMap(({ possible }) => possible))];
}
function reviewsIn(outcomes: readonly LineOutcome[]): readonly Review[] {
  return [...new Set(outcomes.flatMap(({ review }) => review?.possible ?? []))];
}

/** Is a value on this basis stated anywhere in the bill? Without one the basis has nothing to say of its own. */
function statesBasis({ bom }: ExportFacts, basis: string): boolean {
  return bom?.parts.some(({ value }) => typeof value === 'object' && basis in value) ?? false;
}

/** A bill of more parts is not worked out again input by input (reading `cumulation`): it would take minutes. */
const CUMULATION_PARTS = 2_000;

/** Facts without which a reading cannot change anything: saves the work of trying it. */
function canMatter(id: ReadingId, { findings }: PreparedLine, isContentOpen: boolean): boolean {
  const { facts } = findings;
  switch (id) {
    case 'value-basis':
    case 'level-of-test':
    case 'look-through':
      return isContentOpen;
    case 'cumulation':
      // Inputs added up are at least the largest of them: only a share that is or may be reached can turn on it.
      return isContentOpen && (facts.bom?.parts.length ?? 0) <= CUMULATION_PARTS;
    case 'origin-theory':
      return (
        facts.lines.some(({ steps }) => steps !== undefined) ||
        (isContentOpen && (facts.bom?.parts.some(({ steps }) => steps !== undefined) ?? false))
      );
    case 'owners-chain':
    case 'owners-sum':
      return (facts.parties ?? []).some(({ owners }) => Array.isArray(owners));
    case 'region':
      return [
        facts.from,
        facts.to,
        facts.finalDestination,
        ...(Array.isArray(facts.via) ? facts.via : []),
        facts.exporter?.country,
        ...(facts.parties ?? []).map(({ country }) => country),
      ].some((country) => country !== undefined && ['HK', 'MO', 'TW'].includes(country));
    case 'transit-through-china':
      return passesChina(facts, findings.readings) !== 'not-met';
    case 'chinese-person-abroad':
      return facts.from !== 'CN' && exporterValues(facts).some((exporter) => exporter !== 'foreign-abroad');
    case 'deemed-export':
      return (
        (facts.from === undefined || facts.from === 'unknown' || facts.from === 'CN') &&
        facts.lines.some((line) =>
          actValues(facts, line).some((act) =>
            members(act).some((each) => each === 'transfer-in-country' || each === 'provide-technology'),
          ),
        ) &&
        hasForeignRecipient(facts, findings.readings) !== 'not-met'
      );
    case 'finished-product':
      return items(facts).some(({ form }) => form === undefined || form === 'unknown' || form === 'finished-product');
    case 'terbium-iron':
      return items(facts).some(({ elements, mayContain, formula, cas, code }) => {
        const isSettled =
          Array.isArray(elements) &&
          mayContain === undefined &&
          formula === undefined &&
          cas === undefined &&
          code === undefined;
        return !isSettled || elements.includes('Tb');
      });
    default:
      return true;
  }
}

function items(facts: ExportFacts): readonly ItemFacts[] {
  return [...facts.lines.map(({ item }) => item), ...(facts.bom?.parts.map(({ item }) => item ?? {}) ?? [])];
}
