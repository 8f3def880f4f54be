import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOT_DESCRIBED } from '../composition.ts';
import type { BomFacts, BomPartFacts } from '../facts.ts';
import type { Verdict } from '../finding.ts';
import { addIntervals, atLeast, intervalText, isWithin, NOTHING } from '../quantity/interval.ts';
import {
  add,
  compare,
  divide,
  larger,
  multiply,
  ONE,
  type Rational,
  rational,
  rationalText,
  ZERO,
} from '../quantity/rational.ts';
import {
  buildBom,
  type Content,
  type ContentReading,
  contentLimb,
  contentOf,
  contentQuestions,
  type Question,
  traceContent,
} from './index.ts';

const RUNS = { numRuns: Number(process.env.YTTERBY_RUNS ?? 1000) };
const THRESHOLD = rational('1/1000');

/** What is really so. Parts list only parts with higher numbers. */
interface TruePart {
  value: string;
  isInput: boolean;
  isChinese: boolean;
  isProduct: boolean;
  /** Share of its value that is listed Chinese material beyond its listed inputs. */
  rest: string;
  inputs: { part: number; quantity: string }[];
}
/** How much is told of a fact: 0 all, 1 a narrow range, 2 a wide range, 3 nothing. Yes-or-no facts: told below 2. */
type Told = 0 | 1 | 2 | 3;
interface ToldPart {
  value: Told;
  isInput: Told;
  isChinese: Told;
  isProduct: Told;
  rest: Told;
  quantity: Told[];
}

const decimal = fc.integer({ min: 1, max: 99_999 }).map((n) => rationalText(divide(rational(n), rational('1000'))));
const small = fc.integer({ min: 1, max: 99_999 }).map((n) => rationalText(divide(rational(n), rational('100000'))));
const told = fc.constantFrom<Told>(0, 0, 0, 1, 2, 3);
const MOST_INPUTS = 3;

const truePart = (number: number, count: number): fc.Arbitrary<TruePart> =>
  fc.record({
    value: fc.oneof(decimal, small),
    isInput: fc.boolean(),
    isChinese: fc.boolean(),
    isProduct: fc.boolean(),
    rest: fc.constantFrom('0', '0', '0', '0.0005', '0.001', '1'),
    inputs:
      number === count - 1
        ? fc.constant([])
        : fc.array(
            fc.record({
              part: fc.integer({ min: number + 1, max: count - 1 }),
              quantity: fc.oneof(decimal, fc.constantFrom('1', '0.001')),
            }),
            { maxLength: MOST_INPUTS },
          ),
  });
const truth: fc.Arbitrary<TruePart[]> = fc
  .integer({ min: 1, max: 7 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, number) => truePart(number, count))));
const toldPart: fc.Arbitrary<ToldPart> = fc.record({
  value: told,
  isInput: told,
  isChinese: told,
  isProduct: told,
  rest: told,
  quantity: fc.array(told, { minLength: MOST_INPUTS, maxLength: MOST_INPUTS }),
});
const telling = fc.array(toldPart, { minLength: 7, maxLength: 7 });
const reading: fc.Arbitrary<ContentReading> = fc.record({
  lookThrough: fc.constantFrom('all-tiers', 'all-tiers', 'first-tier'),
  cumulation: fc.constantFrom('add', 'add', 'each-alone'),
  levelOfTest: fc.constantFrom('every-level', 'exported-item-only'),
  valueBasis: fc.constant('any'),
});
const USUAL: ContentReading = {
  lookThrough: 'all-tiers',
  cumulation: 'add',
  levelOfTest: 'every-level',
  valueBasis: 'any',
};

function amountTold(text: string, how: Told): NonNullable<BomPartFacts['inputs']>[number]['quantity'] {
  const scaled = (by: string) => rationalText(multiply(rational(text), rational(by)));
  if (how === 0) return text;
  if (how === 3) return 'unknown';
  return how === 1 ? { min: scaled('0.9'), max: scaled('1.25') } : { min: scaled('0.5'), max: scaled('4') };
}

function billOf(parts: readonly TruePart[], how: readonly ToldPart[]): BomFacts {
  return {
    parts: parts.map((part, number) => {
      const tells = how[number] as ToldPart;
      const inputs = part.inputs.map(({ part: child, quantity }, at) => ({
        part: `p${child}`,
        quantity: amountTold(quantity, tells.quantity[at] ?? 0) ?? 'unknown',
      }));
      return {
        id: `p${number}`,
        value: { amount: amountTold(part.value, tells.value) ?? 'unknown', currency: 'EUR' },
        rareEarths: part.rest !== '0' || tells.rest >= 2 ? 'unknown' : 'listed-below',
        inputs,
      };
    }),
  };
}

const said = (yes: boolean | undefined, how: Told | undefined): Verdict =>
  (how ?? 3) >= 2 ? 'unknown' : yes ? 'met' : 'not-met';

interface Roles {
  input: (id: string) => Verdict;
  product: (id: string) => Verdict;
  chinese: (id: string) => Verdict;
}
function rolesOf(parts: readonly TruePart[], how: readonly ToldPart[]): Roles {
  const number = (id: string) => Number(id.slice(1));
  return {
    input: (id) => said(parts[number(id)]?.isInput, how[number(id)]?.isInput),
    product: (id) => said(parts[number(id)]?.isProduct, how[number(id)]?.isProduct),
    chinese: (id) => said(parts[number(id)]?.isChinese, how[number(id)]?.isChinese),
  };
}
function contentFor(bom: BomFacts, roles: Roles, as: ContentReading): Content {
  const id = (part: number) => bom.parts[part]?.id ?? '';
  return contentOf({
    graph: buildBom(bom),
    isInput: (part) => roles.input(id(part)),
    isProduct: (part) => roles.product(id(part)),
    origin: (part) => roles.chinese(id(part)),
    composition: () => NOT_DESCRIBED,
    reading: as,
    threshold: THRESHOLD,
  });
}
const contentTold = (parts: readonly TruePart[], how: readonly ToldPart[], as: ContentReading) =>
  contentFor(billOf(parts, how), rolesOf(parts, how), as);

/** The share by walking every way, without intervals: slow, and nothing shared with the code under test. */
function trueShare(parts: readonly TruePart[], product: number, as: ContentReading): Rational {
  const top = parts[product] as TruePart;
  if (top.isInput && top.isChinese) return ONE;
  const amounts = new Map<string, Rational>();
  const count = (key: string, amount: Rational) => amounts.set(key, add(amounts.get(key) ?? ZERO, amount));
  const walk = (number: number, units: Rational, tier: number) => {
    const part = parts[number] as TruePart;
    const own = multiply(units, rational(part.value));
    if (tier > 0 && part.isInput && part.isChinese) {
      count(`whole ${number}`, own);
      return;
    }
    if (tier > 0 && as.lookThrough === 'first-tier') return;
    count(`rest ${number}`, multiply(own, rational(part.rest)));
    for (const { part: child, quantity } of part.inputs) walk(child, multiply(units, rational(quantity)), tier + 1);
  };
  walk(product, ONE, 0);
  let sum = ZERO;
  for (const amount of amounts.values()) sum = as.cumulation === 'add' ? add(sum, amount) : larger(sum, amount);
  return divide(sum, rational(top.value));
}

function trueVerdict(parts: readonly TruePart[], root: number, as: ContentReading): Verdict {
  const within = new Set([root]);
  if (as.levelOfTest === 'every-level')
    for (const number of within) for (const { part } of parts[number]?.inputs ?? []) within.add(part);
  for (const number of within) {
    if (parts[number]?.isProduct && compare(trueShare(parts, number, as), THRESHOLD) >= 0) return 'met';
  }
  return 'not-met';
}

describe('content, whatever the bill', () => {
  it('never excludes what is true, and never settles against it', () => {
    fc.assert(
      fc.property(truth, telling, reading, (parts, how, as) => {
        const content = contentTold(parts, how, as);
        for (const { part, share } of content.products) {
          const real = trueShare(parts, part, as);
          expect(isWithin({ lo: real, hi: real }, share)).toBe(true);
        }
        const { verdict } = contentLimb(content, 0);
        if (verdict !== 'unknown') expect(verdict).toBe(trueVerdict(parts, 0, as));
      }),
      RUNS,
    );
  });

  it('is exact when everything is told', () => {
    fc.assert(
      fc.property(truth, reading, (parts, as) => {
        const whole = parts.map((part) => ({ ...part, rest: '0' }));
        const all: ToldPart = { value: 0, isInput: 0, isChinese: 0, isProduct: 0, rest: 0, quantity: [0, 0, 0] };
        const content = contentTold(
          whole,
          whole.map(() => all),
          as,
        );
        for (const { part, share } of content.products) {
          const real = rationalText(trueShare(whole, part, as));
          expect(intervalText(share)).toEqual({ lo: real, hi: real });
        }
        expect(contentLimb(content, 0).verdict).toBe(trueVerdict(whole, 0, as));
      }),
      RUNS,
    );
  });

  it('never widens and never unsettles when more is told', () => {
    fc.assert(
      fc.property(truth, telling, telling, reading, (parts, one, other, as) => {
        const least = (a: Told, b: Told): Told => (a < b ? a : b);
        const more = one.map((a, number): ToldPart => {
          const b = other[number] as ToldPart;
          return {
            value: least(a.value, b.value),
            isInput: least(a.isInput, b.isInput),
            isChinese: least(a.isChinese, b.isChinese),
            isProduct: least(a.isProduct, b.isProduct),
            rest: least(a.rest, b.rest),
            quantity: a.quantity.map((each, at) => least(each, b.quantity[at] ?? 0)),
          };
        });
        const before = contentTold(parts, one, as);
        const after = contentTold(parts, more, as);
        const wide = new Map(before.products.map(({ part, share }) => [part, share]));
        for (const { part, share } of after.products) expect(isWithin(share, wide.get(part) ?? share)).toBe(true);
        const settled = contentLimb(before, 0).verdict;
        if (settled !== 'unknown') expect(contentLimb(after, 0).verdict).toBe(settled);
      }),
      RUNS,
    );
  });

  it('does not depend on the order of rows and lines', () => {
    fc.assert(
      fc.property(truth, telling, reading, fc.infiniteStream(fc.nat()), (parts, how, as, chance) => {
        const bom = billOf(parts, how);
        const shuffled = <T>(list: readonly T[]): T[] => {
          const keyed = list.map((each) => ({ each, key: chance.next().value as number }));
          return keyed.sort((a, b) => a.key - b.key).map(({ each }) => each);
        };
        const other: BomFacts = {
          parts: shuffled(bom.parts).map((part) => ({ ...part, inputs: shuffled(part.inputs ?? []) })),
        };
        const roles = rolesOf(parts, how);
        const summary = (bill: BomFacts) => {
          const content = contentFor(bill, roles, as);
          const root = bill.parts.findIndex(({ id }) => id === 'p0');
          const rows = content.products.map((product) => ({
            id: product.id,
            share: intervalText(product.share),
            trace: traceContent(content, product).map(({ path, paths, share }) => [
              path.join('/'),
              String(paths),
              intervalText(share),
            ]),
          }));
          return { rows: rows.sort((a, b) => (a.id < b.id ? -1 : 1)), verdict: contentLimb(content, root).verdict };
        };
        expect(summary(other)).toEqual(summary(bom));
      }),
      RUNS,
    );
  });

  it('never lowers a share when a controlled Chinese part is added', () => {
    fc.assert(
      fc.property(truth, telling, reading, fc.nat(), decimal, decimal, (parts, how, as, where, value, quantity) => {
        const bom = billOf(parts, how);
        const roles = rolesOf(parts, how);
        const host = where % parts.length;
        const other: BomFacts = {
          parts: [
            ...bom.parts.map((part, number) =>
              number === host ? { ...part, inputs: [...(part.inputs ?? []), { part: 'added', quantity }] } : part,
            ),
            { id: 'added', value: { amount: value, currency: 'EUR' } },
          ],
        };
        const withAdded: Roles = {
          input: (id) => (id === 'added' ? 'met' : roles.input(id)),
          product: (id) => (id === 'added' ? 'not-met' : roles.product(id)),
          chinese: (id) => (id === 'added' ? 'met' : roles.chinese(id)),
        };
        const before = contentFor(bom, roles, as);
        const after = contentFor(other, withAdded, as);
        for (const { part, share } of before.products) {
          const now = after.products.find((each) => each.part === part)!.share;
          expect(compare(now.lo, share.lo)).toBeGreaterThanOrEqual(0);
          if (now.hi !== null) expect(share.hi !== null && compare(now.hi, share.hi) >= 0).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('traces contributions that add up to the share, end by end', () => {
    fc.assert(
      fc.property(truth, telling, reading, (parts, how, as) => {
        const content = contentTold(parts, how, { ...as, cumulation: 'add' });
        for (const product of content.products) {
          let sum = NOTHING;
          for (const { share } of traceContent(content, product)) sum = addIntervals(sum, share);
          expect(intervalText(sum)).toEqual(intervalText(product.share));
        }
      }),
      RUNS,
    );
  });

  it('reports exactly the loops there are, and follows none', () => {
    const edges = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 12 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const bom: BomFacts = {
          parts: Array.from({ length: 6 }, (_, number) => ({
            id: `p${number}`,
            value: { amount: '1' },
            inputs: pairs.filter(([from]) => from === number).map(([, to]) => ({ part: `p${to}`, quantity: '1' })),
          })),
        };
        const reach = Array.from({ length: 6 }, (_, from) =>
          Array.from({ length: 6 }, (_, to) => pairs.some(([a, b]) => a === from && b === to)),
        );
        for (let via = 0; via < 6; via += 1) {
          for (let from = 0; from < 6; from += 1) {
            for (let to = 0; to < 6; to += 1) if (reach[from]![via] && reach[via]![to]) reach[from]![to] = true;
          }
        }
        const loops = new Set<string>();
        for (let part = 0; part < 6; part += 1) {
          if (!reach[part]![part]) continue;
          loops.add(
            Array.from({ length: 6 }, (_, other) => other)
              .filter((other) => reach[part]![other] && reach[other]![part])
              .map((other) => `p${other}`)
              .join(),
          );
        }
        const { problems } = buildBom(bom);
        const found = problems.map((problem) => (problem.code === 'loop' ? problem.parts.join() : problem.code));
        expect(found.sort()).toEqual([...loops].sort());
        const unknown: Roles = { input: () => 'not-met', product: () => 'met', chinese: () => 'not-met' };
        const content = contentFor(bom, unknown, USUAL);
        for (const { part, share } of content.products) {
          const touchesLoop = Array.from({ length: 6 }, (_, other) => other).some(
            (other) => reach[other]![other] && (other === part || reach[part]![other]),
          );
          if (touchesLoop) expect(share.hi).toBe(null);
        }
      }),
      RUNS,
    );
  });
});

const TINY = `0.${'0'.repeat(59)}1`;
const HUGE = `1${'0'.repeat(60)}`;

/** The bill and roles with one question answered, by changing the facts themselves. */
function answer(
  bom: BomFacts,
  roles: Roles,
  question: Question,
  end: 'least' | 'most',
): { bom: BomFacts; roles: Roles } {
  const yes: Verdict = end === 'most' ? 'met' : 'not-met';
  const number = () => {
    const known = question.known!;
    if (end === 'most') return known.hi === null ? HUGE : rationalText(known.hi);
    return compare(known.lo, ZERO) === 0 ? TINY : rationalText(known.lo);
  };
  const change = (id: string, to: (part: BomPartFacts) => Partial<BomPartFacts>): BomFacts => ({
    parts: bom.parts.map((part) => (part.id === id ? { ...part, ...to(part) } : part)),
  });
  switch (question.fact) {
    case 'value':
      return { bom: change(question.part, () => ({ value: { amount: number(), currency: 'EUR' } })), roles };
    case 'quantity': {
      // Several lines may list one part: the one asked about is the one with this range.
      let isDone = false;
      const same = (quantity: unknown) => {
        const known = intervalText(question.known!);
        return typeof quantity === 'object' && quantity !== null && 'min' in quantity
          ? quantity.min === known.lo
          : quantity === 'unknown' && known.hi === null;
      };
      return {
        bom: change(question.usedIn!, (part) => ({
          inputs: (part.inputs ?? []).map((input) => {
            if (isDone || input.part !== question.part || !same(input.quantity)) return input;
            isDone = true;
            return { ...input, quantity: number() };
          }),
        })),
        roles,
      };
    }
    case 'content':
      if (end === 'least') return { bom: change(question.part, () => ({ rareEarths: 'listed-below' })), roles };
      if (question.part === question.product || question.product === undefined) {
        return {
          bom,
          roles: {
            ...roles,
            input: (id) => (id === question.part ? 'met' : roles.input(id)),
            chinese: (id) => (id === question.part ? 'met' : roles.chinese(id)),
          },
        };
      }
      // One hidden input that is worth as much as the part.
      return {
        bom: {
          parts: [
            ...change(question.part, (part) => ({
              inputs: [...(part.inputs ?? []), { part: `hidden in ${part.id}`, quantity: '1' }],
              rareEarths: 'listed-below',
            })).parts,
            {
              id: `hidden in ${question.part}`,
              value: bom.parts.find(({ id }) => id === question.part)?.value ?? 'unknown',
            },
          ],
        },
        roles: {
          input: (id) => (id.startsWith('hidden') ? 'met' : roles.input(id)),
          chinese: (id) => (id.startsWith('hidden') ? 'met' : roles.chinese(id)),
          product: (id) => (id.startsWith('hidden') ? 'not-met' : roles.product(id)),
        },
      };
    case 'origin':
      return { bom, roles: { ...roles, chinese: (id) => (id === question.part ? yes : roles.chinese(id)) } };
    case 'class':
      if (question.list === 'products')
        return { bom, roles: { ...roles, product: (id) => (id === question.part ? yes : roles.product(id)) } };
      return { bom, roles: { ...roles, input: (id) => (id === question.part ? yes : roles.input(id)) } };
    default:
      throw new Error(`not in these bills: ${question.fact}`);
  }
}

describe('questions', () => {
  /** Some choice of answers settles the limb, and with those answers none of the questions can be left out. */
  const settles = (
    bom: BomFacts,
    roles: Roles,
    as: ContentReading,
    questions: readonly Question[],
    goal: Verdict,
  ): boolean => {
    const verdictWith = (ends: readonly ('least' | 'most' | undefined)[]) => {
      let facts = { bom, roles };
      const given = ends.flatMap((end, at) => (end ? [{ end, question: questions[at]! }] : []));
      // What a part holds is put in last: it takes over the value of the part.
      given.sort((a, b) => Number(a.question.fact === 'content') - Number(b.question.fact === 'content'));
      for (const { end, question } of given) facts = answer(facts.bom, facts.roles, question, end);
      return contentLimb(contentFor(facts.bom, facts.roles, as), 0).verdict;
    };
    for (let choice = 0; choice < 2 ** questions.length; choice += 1) {
      const ends = questions.map((_, at) => ((choice >> at) & 1 ? ('most' as const) : ('least' as const)));
      if (verdictWith(ends) !== goal) continue;
      if (questions.every((_, out) => verdictWith(ends.map((end, at) => (at === out ? undefined : end))) !== goal))
        return true;
    }
    return false;
  };

  it('settle the limb when answered, and none of them is needless', () => {
    let seen = 0;
    fc.assert(
      fc.property(truth, telling, reading, (parts, how, as) => {
        const bom = billOf(parts, how);
        const roles = rolesOf(parts, how);
        const content = contentFor(bom, roles, as);
        const limb = contentLimb(content, 0);
        const { settleAsNotMet, couldSettleAsMet, isComplete } = contentQuestions(content, limb, 0);
        expect(isComplete).toBe(true);
        if (limb.verdict !== 'unknown') {
          expect([settleAsNotMet, couldSettleAsMet]).toEqual([[], []]);
          return;
        }
        seen += 1;
        for (const [questions, goal] of [
          [settleAsNotMet, 'not-met'],
          [couldSettleAsMet, 'met'],
        ] as const) {
          if (questions === null || questions.length > 7) continue;
          // `answer` says "all of it is listed material" by making the part an input, which the first tier would count elsewhere.
          if (as.lookThrough === 'first-tier' && questions.some(({ fact }) => fact === 'content')) continue;
          expect(questions.length).toBeGreaterThan(0);
          expect(
            settles(bom, roles, as, questions, goal),
            `${goal}: ${questions.map((q) => `${q.fact} ${q.list} ${q.part} for ${q.product}`).join(', ')}`,
          ).toBe(true);
        }
      }),
      RUNS,
    );
    expect(seen).toBeGreaterThan(0);
  });

  it('always exist, in one direction at least', () => {
    fc.assert(
      fc.property(truth, telling, (parts, how) => {
        const content = contentTold(parts, how, USUAL);
        const limb = contentLimb(content, 0);
        const { settleAsNotMet, couldSettleAsMet } = contentQuestions(content, limb, 0);
        if (limb.verdict === 'unknown') expect(settleAsNotMet !== null || couldSettleAsMet !== null).toBe(true);
      }),
      RUNS,
    );
  });

  it('are one when one fact is enough for the product, whatever fact it is', () => {
    const single: ContentReading = { ...USUAL, levelOfTest: 'exported-item-only' };
    fc.assert(
      fc.property(truth, telling, (parts, how) => {
        const bom = billOf(parts, how);
        const roles = rolesOf(parts, how);
        const content = contentFor(bom, roles, single);
        const limb = contentLimb(content, 0);
        if (limb.verdict !== 'unknown') return;
        const { settleAsNotMet, couldSettleAsMet } = contentQuestions(content, limb, 0);
        const { graph } = content.asked;
        const facts: Partial<Question>[] = graph.ids.flatMap((part, number) => [
          { fact: 'value' as const, part, known: content.products[0]!.valuation.own[number]! },
          { fact: 'origin' as const, part },
          { fact: 'class' as const, part, list: 'inputs' as const },
          { fact: 'class' as const, part, list: 'products' as const },
          ...(content.open[number] === 1 ? [{ fact: 'content' as const, part, product: 'p0' }] : []),
        ]);
        for (const [goal, asked] of [
          ['not-met', settleAsNotMet],
          ['met', couldSettleAsMet],
        ] as const) {
          const isOneEnough = facts.some((fact) =>
            (['least', 'most'] as const).some((end) => {
              const isOpen =
                fact.fact === 'origin'
                  ? roles.chinese(fact.part!) === 'unknown'
                  : fact.fact === 'class'
                    ? roles[fact.list === 'inputs' ? 'input' : 'product'](fact.part!) === 'unknown'
                    : true;
              if (!isOpen) return false;
              const facts = answer(bom, roles, fact as Question, end);
              return contentLimb(contentFor(facts.bom, facts.roles, single), 0).verdict === goal;
            }),
          );
          if (isOneEnough) expect(asked?.length).toBe(1);
        }
      }),
      RUNS,
    );
  });

  it('are the fewest possible when inputs of unknown origin add up in one product', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 7 }), (values) => {
        // The product is worth 1000 x 1000, so the threshold is 1000.
        const bom: BomFacts = {
          parts: [
            {
              id: 'p0',
              value: { amount: '1000000' },
              rareEarths: 'listed-below',
              inputs: values.map((_, at) => ({ part: `p${at + 1}`, quantity: '1' })),
            },
            ...values.map(
              (value, at): BomPartFacts => ({ id: `p${at + 1}`, value: { amount: value }, rareEarths: 'none' }),
            ),
          ],
        };
        const roles: Roles = {
          input: (id) => (id === 'p0' ? 'not-met' : 'met'),
          product: (id) => (id === 'p0' ? 'met' : 'not-met'),
          chinese: () => 'unknown',
        };
        const content = contentFor(bom, roles, USUAL);
        const limb = contentLimb(content, 0);
        const total = values.reduce((a, b) => a + b, 0);
        expect(limb.verdict).toBe(total >= 1000 ? 'unknown' : 'not-met');
        let [fewestDown, fewestUp] = [total >= 1000 ? 99 : 0, total >= 1000 ? 99 : 0];
        for (let set = 1; total >= 1000 && set < 2 ** values.length; set += 1) {
          const chosen = values.filter((_, at) => (set >> at) & 1);
          const sum = chosen.reduce((a, b) => a + b, 0);
          if (total - sum < 1000) fewestDown = Math.min(fewestDown, chosen.length);
          if (sum >= 1000) fewestUp = Math.min(fewestUp, chosen.length);
        }
        const { settleAsNotMet, couldSettleAsMet } = contentQuestions(content, limb, 0);
        expect([settleAsNotMet?.length, couldSettleAsMet?.length]).toEqual([fewestDown, fewestUp]);
      }),
      RUNS,
    );
  });
});

it('atLeast agrees with the plain comparison at, below and above the threshold', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (n) => {
      const share = { n, d: 10n ** 30n };
      expect(atLeast({ lo: share, hi: share }, THRESHOLD)).toBe(n >= 10n ** 27n ? 'met' : 'not-met');
    }),
    RUNS,
  );
});
