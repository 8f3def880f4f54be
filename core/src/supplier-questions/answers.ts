import type { AmountFacts, BomFacts, BomPartFacts, FactSourceFacts, OriginStepsFacts, ShareFacts } from '../facts.ts';
import { amountOf, shareOf, VALUE_BASES, type ValueBasis } from '../quantity/amount.ts';
import { ANYTHING, type Interval, isWithin, multiplyIntervals, point, sameInterval } from '../quantity/interval.ts';
import { ONE } from '../quantity/rational.ts';
import { conversion, PIECE } from '../quantity/units.ts';
import type { SupplierQuestion } from './questions.ts';

/**
 * What a supplier says to one question. `unknown` is an answer: it was asked, and it is not known. A range stays a range.
 */
export type SupplierReply =
  | { readonly is: 'unknown' }
  | { readonly is: 'value'; readonly amount: AmountFacts; readonly currency: string; readonly basis: ValueBasis }
  | { readonly is: 'origin'; readonly origin?: string; readonly steps?: OriginStepsFacts }
  /** `code`: the control code, or `none` = not listed. */
  | { readonly is: 'class'; readonly code?: string; readonly massFractions?: Readonly<Record<string, ShareFacts>> }
  | { readonly is: 'content'; readonly holds: 'yes' | 'no' }
  | { readonly is: 'quantity'; readonly amount: AmountFacts; readonly unit: string };

/** Who says so, and where. */
export interface AnswerSource {
  readonly supplier: string;
  readonly person?: string;
  readonly day: string;
  readonly document?: string;
}

/** An answer as it arrived. */
export interface SupplierAnswer {
  /** Id of the set of answers that it came with. */
  readonly from: string;
  readonly question: SupplierQuestion;
  readonly reply: SupplierReply;
  readonly remark?: string;
  readonly source: AnswerSource;
}

/**
 * What an answer is to the bill: `new` = the bill did not say; `narrower` = within the range of the bill; `confirms` = the same;
 * `wider` = says less than is known; `unknown` = the supplier does not know; `contradicts-bill`; `contradicts-answer` = another
 * supplier's answer says otherwise.
 */
export type ChangeStanding =
  | 'new'
  | 'narrower'
  | 'confirms'
  | 'wider'
  | 'unknown'
  | 'contradicts-bill'
  | 'contradicts-answer';

/** One fact of a bill that an answer is about. */
export interface BillChange {
  readonly id: string;
  readonly from: string;
  readonly part: string;
  readonly usedIn?: string;
  /** `origin`, `steps.mined`, `value.cost`, `item.code`, `item.massFractions.Dy`, `rareEarths`, `quantity`. */
  readonly field: string;
  /** As it stands in the bill; `null` = not stated. */
  readonly before: unknown;
  /** As the supplier says; `null` = the supplier does not know. */
  readonly after: unknown;
  readonly standing: ChangeStanding;
  readonly remark?: string;
  readonly source: AnswerSource;
}

/** Taken in unless somebody leaves them out; the contradictions only when a person says so. */
export const TAKEN_IN: readonly ChangeStanding[] = ['new', 'narrower', 'confirms'];
/** What can be taken in at all. */
export const CAN_BE_TAKEN: readonly ChangeStanding[] = [...TAKEN_IN, 'contradicts-bill', 'contradicts-answer'];

type Fact =
  | { readonly is: 'amount'; readonly interval: Interval; readonly money: string }
  | { readonly is: 'text'; readonly text: string };

interface Said {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  /** `undefined` = the bill does not say, or says `unknown`. */
  readonly known: Fact | undefined;
  readonly stated: Fact | undefined;
}

const text = (said: string | undefined): Fact | undefined =>
  said === undefined || said === 'unknown' ? undefined : { is: 'text', text: said };

function amount(interval: Interval | undefined, money = ''): Fact | undefined {
  return interval === undefined || sameInterval(interval, ANYTHING) ? undefined : { is: 'amount', interval, money };
}

/** What a reply says about which fields of its part. */
function saidBy(bill: BomFacts, part: BomPartFacts, question: SupplierQuestion, reply: SupplierReply): Said[] {
  switch (reply.is) {
    case 'unknown':
      return [
        {
          field: fieldOf(question),
          before: stateOf(bill, part, question),
          after: null,
          known: undefined,
          stated: undefined,
        },
      ];
    case 'value': {
      const { value } = part;
      const plain = typeof value === 'object' && 'amount' in value ? value : undefined;
      const before = plain ?? (typeof value === 'object' && !('amount' in value) ? value[reply.basis] : undefined);
      return [
        {
          field: `value.${reply.basis}`,
          before: before ?? null,
          after: { amount: reply.amount, currency: reply.currency },
          known: before && amount(amountOf(before.amount), before.currency ?? ''),
          stated: amount(amountOf(reply.amount), reply.currency),
        },
      ];
    }
    case 'origin': {
      const steps = Object.entries(reply.steps ?? {}) as [keyof OriginStepsFacts, string][];
      return [
        ...(reply.origin === undefined ? [] : [field('origin', part.origin, reply.origin)]),
        ...steps.map(([step, country]) => field(`steps.${step}`, part.steps?.[step], country)),
      ];
    }
    case 'class': {
      const fractions = Object.entries(reply.massFractions ?? {});
      return [
        ...(reply.code === undefined ? [] : [field('item.code', part.item?.code, reply.code)]),
        ...fractions.map(([element, share]): Said => {
          const before = part.item?.massFractions?.[element];
          return {
            field: `item.massFractions.${element}`,
            before: before ?? null,
            after: share,
            known: before === undefined || before === 'unknown' ? undefined : amount(shareOf(before)),
            stated: share === 'unknown' ? undefined : amount(shareOf(share)),
          };
        }),
      ];
    }
    case 'content':
      // "Yes" does not say how much: it stays open, until the material is listed below the part.
      return [
        reply.holds === 'no'
          ? field('rareEarths', part.rareEarths, (part.inputs?.length ?? 0) > 0 ? 'listed-below' : 'none')
          : {
              field: 'rareEarths',
              before: part.rareEarths ?? null,
              after: 'unknown',
              known: text(part.rareEarths),
              stated: { is: 'text', text: 'yes' },
            },
      ];
    case 'quantity': {
      const line = lineOf(bill, question);
      const unit = line?.unit ?? part.unit ?? PIECE;
      const factor = conversion(reply.unit, unit);
      const stated = amountOf(reply.amount);
      return [
        {
          field: 'quantity',
          before: line?.quantity === undefined ? null : { amount: line.quantity, unit },
          after: { amount: reply.amount, unit: reply.unit },
          known: line?.quantity === undefined ? undefined : amount(amountOf(line.quantity), unit),
          stated:
            factor === undefined || stated === undefined
              ? amount(stated, reply.unit)
              : amount(factor === ONE ? stated : multiplyIntervals(stated, point(factor)), unit),
        },
      ];
    }
  }
}

function field(name: string, before: string | undefined, after: string): Said {
  return { field: name, before: before ?? null, after, known: text(before), stated: text(after) };
}

const NAMES = {
  origin: 'origin',
  class: 'item.code',
  content: 'rareEarths',
  quantity: 'quantity',
  value: 'value',
} as const;
const fieldOf = ({ fact }: SupplierQuestion): string => NAMES[fact];

function stateOf(bill: BomFacts, part: BomPartFacts, question: SupplierQuestion): unknown {
  switch (question.fact) {
    case 'value':
      return part.value ?? null;
    case 'origin':
      return part.origin ?? null;
    case 'class':
      return part.item?.code ?? null;
    case 'content':
      return part.rareEarths ?? null;
    case 'quantity':
      return lineOf(bill, question)?.quantity ?? null;
  }
}

function lineOf(bill: BomFacts, { part, usedIn }: Pick<SupplierQuestion, 'part' | 'usedIn'>) {
  return bill.parts.find(({ id }) => id === usedIn)?.inputs?.find((input) => input.part === part);
}

/** How the second relates to the first. */
function compared(known: Fact | undefined, stated: Fact): 'new' | 'confirms' | 'narrower' | 'wider' | 'contradicts' {
  if (known === undefined) return 'new';
  if (known.is === 'text' || stated.is === 'text')
    return known.is === 'text' && stated.is === 'text' && sameWord(known.text, stated.text)
      ? 'confirms'
      : 'contradicts';
  if (known.money !== stated.money) return 'contradicts';
  if (sameInterval(known.interval, stated.interval)) return 'confirms';
  if (isWithin(stated.interval, known.interval)) return 'narrower';
  return isWithin(known.interval, stated.interval) ? 'wider' : 'contradicts';
}

const sameWord = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * What do these answers say against the bill as it stands now? One entry for each fact, in the order of the answers. Where two sets
 * of answers say different things of one fact both are marked, and neither goes before the other; a range that holds the other
 * answer is only less exact. An answer about a part that is no longer in the bill is left out.
 * @example // bill: origin of dy not stated; answer JP: { field: 'origin', before: null, after: 'JP', standing: 'new' }
 * @example // bill: origin CN; answer JP: standing 'contradicts-bill'
 */
export function changesFrom(bill: BomFacts, answers: readonly SupplierAnswer[]): readonly BillChange[] {
  const parts = new Map(bill.parts.map((part) => [part.id, part]));
  const all = answers.flatMap((answer) => {
    const { question, reply, from } = answer;
    const part = parts.get(question.part);
    if (part === undefined || (question.fact === 'quantity' && lineOf(bill, question) === undefined)) return [];
    return saidBy(bill, part, question, reply).map((said) => ({
      answer,
      said,
      key: [part.id, question.usedIn ?? '', said.field].map(encodeURIComponent).join('/'),
      from,
    }));
  });
  return all.map(({ answer: { question, remark, source }, said, key, from }): BillChange => {
    const { stated } = said;
    const against = stated === undefined ? 'unknown' : compared(said.known, stated);
    const others = all.flatMap((other) =>
      stated === undefined || other.key !== key || other.from === from || other.said.stated === undefined
        ? []
        : [compared(other.said.stated, stated)],
    );
    const standing = others.includes('contradicts')
      ? 'contradicts-answer'
      : against === 'contradicts'
        ? 'contradicts-bill'
        : others.includes('wider')
          ? 'wider'
          : against;
    return {
      id: `${from}/${key}`,
      from,
      part: question.part,
      ...(question.usedIn === undefined ? {} : { usedIn: question.usedIn }),
      field: said.field,
      before: said.before,
      after: said.after,
      standing,
      ...(remark === undefined ? {} : { remark }),
      source,
    };
  });
}

/** Changes that cannot be taken in together: two that say different things of one fact, or one that says nothing. */
export class ChangesClash extends Error {
  readonly change: BillChange;
  constructor(change: BillChange) {
    super(`${change.field} of ${change.part} cannot be taken in: ${change.standing}`);
    this.name = 'ChangesClash';
    this.change = change;
  }
}

/**
 * The bill with these changes taken in, each with its source. The bill given stays as it is.
 * @throws ChangesClash where two of them say different things of one fact, or one does not say anything that could be taken in
 * @example answersInto(bill, changesFrom(bill, answers).filter(({ standing }) => TAKEN_IN.includes(standing)))
 */
export function answersInto(bill: BomFacts, changes: readonly BillChange[]): BomFacts {
  const taken = new Map<string, BillChange>();
  for (const change of changes) {
    const key = [change.part, change.usedIn ?? '', change.field].map(encodeURIComponent).join('/');
    const earlier = taken.get(key);
    const clashes = earlier !== undefined && canonical(earlier.after) !== canonical(change.after);
    if (clashes || !CAN_BE_TAKEN.includes(change.standing)) throw new ChangesClash(change);
    taken.set(key, change);
  }
  const byPart = Map.groupBy(changes, ({ part }) => part);
  const quantities = new Map(
    changes.flatMap((change) =>
      change.field === 'quantity' && change.standing !== 'confirms'
        ? [[`${change.usedIn}\n${change.part}`, change]]
        : [],
    ),
  );
  return {
    ...bill,
    parts: bill.parts.map((part) => {
      const mine = byPart.get(part.id) ?? [];
      const changed = mine.reduce<BomPartFacts>(withChange, part);
      const inputs = changed.inputs?.map((input) => {
        const said = quantities.get(`${part.id}\n${input.part}`)?.after as
          | { amount: AmountFacts; unit: string }
          | undefined;
        return said === undefined ? input : { ...input, quantity: said.amount, unit: said.unit };
      });
      return inputs === undefined ? changed : { ...changed, inputs };
    }),
  };
}

function withChange(part: BomPartFacts, change: BillChange): BomPartFacts {
  const next = withField(part, change);
  const { field, usedIn, before, after, standing, source } = change;
  const mine: FactSourceFacts = {
    field,
    ...(usedIn === undefined ? {} : { usedIn }),
    said: canonical(standing === 'confirms' ? before : after),
    ...source,
  };
  const kept = (part.sources ?? []).filter(
    (each) =>
      each.field !== field || each.usedIn !== usedIn || (each.said === mine.said && each.supplier !== source.supplier),
  );
  return { ...next, sources: [...kept, mine] };
}

function withField(part: BomPartFacts, { field, after, standing }: BillChange): BomPartFacts {
  const [name = '', inner = ''] = field.split('.');
  if (field === 'quantity' || standing === 'confirms') return part;
  if (name === 'value') {
    const others = typeof part.value === 'object' && !('amount' in part.value) ? part.value : {};
    return { ...part, value: { ...others, [inner]: after } };
  }
  if (name === 'steps') return { ...part, steps: { ...part.steps, [inner]: after } };
  if (field === 'item.code') return { ...part, item: { ...part.item, code: after as string } };
  if (name === 'item') {
    const element = field.slice('item.massFractions.'.length);
    const massFractions = { ...part.item?.massFractions, [element]: after as ShareFacts };
    return { ...part, item: { ...part.item, massFractions } };
  }
  return { ...part, [name]: after };
}

/**
 * Who vouches for what the part says now? A source whose fact has been changed since is not among them.
 * @example // origin JP, source { field: 'origin', said: '"JP"' }: that source; after a change to CN: none
 */
export function sourcesInForce(bill: BomFacts, part: BomPartFacts): readonly FactSourceFacts[] {
  return (part.sources ?? []).filter(({ field, usedIn, said }) => {
    const now = nowSaid(bill, part, field, usedIn);
    return now !== undefined && canonical(now) === said;
  });
}

/** JSON with its keys in order: a database may give them back in another. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function nowSaid(bill: BomFacts, part: BomPartFacts, field: string, usedIn: string | undefined): unknown {
  if (field === 'quantity') {
    const line = lineOf(bill, { part: part.id, ...(usedIn === undefined ? {} : { usedIn }) });
    return line && { amount: line.quantity, unit: line.unit ?? part.unit ?? PIECE };
  }
  const [name = '', inner = ''] = field.split('.');
  switch (name) {
    case 'value': {
      const { value } = part;
      if (typeof value !== 'object') return undefined;
      if ('amount' in value) return value;
      const basis = VALUE_BASES.find((each) => each === inner);
      return basis && value[basis];
    }
    case 'steps':
      return part.steps?.[inner as keyof OriginStepsFacts];
    case 'item':
      return inner === 'code' ? part.item?.code : part.item?.massFractions?.[field.slice('item.massFractions.'.length)];
    case 'origin':
      return part.origin;
    case 'rareEarths':
      return part.rareEarths;
    default:
      return undefined;
  }
}
