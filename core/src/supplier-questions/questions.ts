import type { QuestionFact } from '../2-content/index.ts';
import type { ContentAsk } from '../content-answer.ts';
import type { BomFacts } from '../facts.ts';
import type { Text } from '../finding.ts';
import { PIECE } from '../quantity/units.ts';

/** Facts that a supplier can know. The others (a loop, a row twice, a rate of exchange) are the bill's owner's to mend. */
export const SUPPLIER_FACTS = ['value', 'origin', 'class', 'content', 'quantity'] as const;
export type SupplierFact = (typeof SUPPLIER_FACTS)[number];

/** One question as a supplier gets it. It says nothing of which answer would help. */
export interface SupplierQuestion {
  /** The same for the same question, whenever it is asked. */
  readonly id: string;
  readonly fact: SupplierFact;
  readonly part: string;
  readonly description: string | null;
  /** `class`: is the part on the list of inputs, or of products? */
  readonly list?: 'inputs' | 'products';
  /** `quantity`: the part that it goes into. */
  readonly usedIn?: string;
  /** The unit that a value is for, or that a quantity counts in; a code of UN/ECE Rec 20. */
  readonly unit: string;
  readonly text: Text;
}

/** A question with what its answer could lead to, and who is to be asked as far as the bill says. */
export interface QuestionToSend {
  readonly question: SupplierQuestion;
  /** The supplier named in the bill; `null` = none, the user chooses. */
  readonly supplier: string | null;
  readonly best: ContentAsk['best'];
  readonly worst: ContentAsk['worst'];
}

/** The smallest set of questions of an open bill, by who can answer it. */
export interface QuestionsOfBill {
  readonly forSuppliers: readonly QuestionToSend[];
  /** What only the owner of the bill can mend. */
  readonly forOwner: readonly { readonly id: string; readonly text: Text }[];
}

/**
 * Which of the questions that can settle a bill are for suppliers, and for which?
 * @param asks The smallest set, as core's content test gives it.
 * @example // dysprosium metal of unknown origin, supplier "Acme": one question `origin/dy`, supplier 'Acme'
 * @example // two rows with the same part number: for the owner
 */
export function questionsOfBill(bill: BomFacts, asks: readonly ContentAsk[]): QuestionsOfBill {
  const parts = new Map(bill.parts.map((part) => [part.id, part]));
  const forSuppliers: QuestionToSend[] = [];
  const forOwner: { id: string; text: Text }[] = [];
  for (const ask of asks) {
    const part = parts.get(ask.part);
    const { fact } = ask;
    const line = fact === 'quantity' ? linesOf(bill, ask.part, ask.usedIn) : [];
    if (part === undefined || !isSupplierFact(fact) || (fact === 'quantity' && line.length !== 1)) {
      forOwner.push({ id: ask.id, text: ask.text });
      continue;
    }
    const unit = line[0]?.unit ?? part.unit ?? PIECE;
    forSuppliers.push({
      question: {
        id: [
          ask.list === undefined ? fact : `${fact}-${ask.list}`,
          part.id,
          ...(ask.usedIn === undefined ? [] : [ask.usedIn]),
        ]
          .map(encodeURIComponent)
          .join('/'),
        fact,
        part: part.id,
        description: part.item?.description ?? null,
        ...(ask.list === undefined ? {} : { list: ask.list }),
        ...(ask.usedIn === undefined ? {} : { usedIn: ask.usedIn }),
        unit,
        text: ask.text,
      },
      supplier: part.supplier ?? null,
      best: ask.best,
      worst: ask.worst,
    });
  }
  return { forSuppliers, forOwner };
}

const isSupplierFact = (fact: QuestionFact): fact is SupplierFact =>
  (SUPPLIER_FACTS as readonly string[]).includes(fact);

/** The lines of a bill in which one part goes into another. */
function linesOf(bill: BomFacts, part: string, usedIn: string | undefined) {
  return bill.parts.flatMap(({ id, inputs = [] }) =>
    id === usedIn ? inputs.filter((input) => input.part === part) : [],
  );
}
