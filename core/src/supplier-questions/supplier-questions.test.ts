import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentAsk } from '../content-answer.ts';
import type { BomFacts } from '../facts.ts';
import {
  answersInto,
  ChangesClash,
  changesFrom,
  evidenceFor,
  type MineralsDeclaration,
  questionsOfBill,
  sourcesInForce,
  type SupplierAnswer,
  type SupplierQuestion,
  type SupplierReply,
  TAKEN_IN,
} from './index.ts';

const BILL: BomFacts = {
  parts: [
    { id: 'magnet', value: { amount: '10', currency: 'EUR' }, inputs: [{ part: 'dy', quantity: '5', unit: 'g' }] },
    { id: 'dy', unit: 'kg', item: { description: 'Dysprosium metal', elements: ['Dy'] }, supplier: 'Acme' },
  ],
};
const effect = { text: { zh: '略', en: 'x' }, verdict: 'unknown' } as const;
const ask = (given: Pick<ContentAsk, 'fact' | 'part'> & Partial<ContentAsk>): ContentAsk => ({
  id: `bom.${given.part}.${given.fact}`,
  about: '',
  text: { zh: `${given.part}？`, en: `${given.part}?` },
  best: effect,
  worst: effect,
  ...given,
});
const question = (fact: SupplierQuestion['fact'], part = 'dy', usedIn?: string): SupplierQuestion => {
  const [asked] = questionsOfBill(BILL, [
    ask({ fact, part, ...(usedIn === undefined ? {} : { usedIn }) }),
  ]).forSuppliers;
  if (asked === undefined) throw new Error('no question');
  return asked.question;
};
const answer = (asked: SupplierQuestion, reply: SupplierReply, from = 'a1', supplier = 'Acme'): SupplierAnswer => ({
  from,
  question: asked,
  reply,
  source: { supplier, person: 'Ms Sato', day: '2026-11-20', document: 'answers.xlsx' },
});
const taken = (bill: BomFacts, answers: readonly SupplierAnswer[]) =>
  answersInto(
    bill,
    changesFrom(bill, answers).filter(({ standing }) => TAKEN_IN.includes(standing)),
  );

describe('questionsOfBill', () => {
  it('names the supplier of the part, and tells nothing of which answer helps', () => {
    const [asked] = questionsOfBill(BILL, [ask({ fact: 'origin', part: 'dy' })]).forSuppliers;
    expect(asked?.supplier).toBe('Acme');
    expect(asked?.question).toEqual({
      id: 'origin/dy',
      fact: 'origin',
      part: 'dy',
      description: 'Dysprosium metal',
      unit: 'kg',
      text: { zh: 'dy？', en: 'dy?' },
    });
  });

  it('keeps ids apart however parts are called', () => {
    const bill: BomFacts = {
      parts: [
        { id: 'a/b', inputs: [{ part: 'c' }] },
        { id: 'a', inputs: [{ part: 'b/c' }] },
        { id: 'c' },
        { id: 'b/c' },
      ],
    };
    const { forSuppliers } = questionsOfBill(bill, [
      ask({ fact: 'quantity', part: 'c', usedIn: 'a/b' }),
      ask({ fact: 'quantity', part: 'b/c', usedIn: 'a' }),
    ]);
    expect(forSuppliers.map(({ question: { id } }) => id)).toEqual(['quantity/c/a%2Fb', 'quantity/b%2Fc/a']);
  });

  it('leaves to the owner what a supplier cannot know, and a quantity that stands on two lines', () => {
    const twice: BomFacts = { parts: [{ id: 'rotor', inputs: [{ part: 'm' }, { part: 'm' }] }, { id: 'm' }] };
    const { forSuppliers, forOwner } = questionsOfBill(twice, [
      ask({ fact: 'rate', part: 'm' }),
      ask({ fact: 'loop', part: 'm' }),
      ask({ fact: 'quantity', part: 'm', usedIn: 'rotor' }),
      ask({ fact: 'origin', part: 'gone' }),
    ]);
    expect(forSuppliers).toEqual([]);
    expect(forOwner).toHaveLength(4);
  });
});

describe('changesFrom and answersInto', () => {
  it('takes in what the bill did not say, with its source', () => {
    const bill = taken(BILL, [answer(question('origin'), { is: 'origin', origin: 'JP', steps: { smelted: 'VN' } })]);
    expect(bill.parts[1]).toMatchObject({ origin: 'JP', steps: { smelted: 'VN' } });
    expect(bill.parts[1]?.sources).toEqual([
      {
        field: 'origin',
        said: '"JP"',
        supplier: 'Acme',
        person: 'Ms Sato',
        day: '2026-11-20',
        document: 'answers.xlsx',
      },
      {
        field: 'steps.smelted',
        said: '"VN"',
        supplier: 'Acme',
        person: 'Ms Sato',
        day: '2026-11-20',
        document: 'answers.xlsx',
      },
    ]);
    expect(BILL.parts[1]).not.toHaveProperty('origin');
  });

  it('keeps a range a range', () => {
    const bill = taken(BILL, [
      answer(question('value'), {
        is: 'value',
        amount: { min: '200', max: '260' },
        currency: 'EUR',
        basis: 'contract',
      }),
    ]);
    expect(bill.parts[1]?.value).toEqual({ contract: { amount: { min: '200', max: '260' }, currency: 'EUR' } });
  });

  it.each<[string, BomFacts['parts'][number], SupplierQuestion['fact'], SupplierReply, string]>([
    ['the same country', { id: 'dy', origin: 'JP' }, 'origin', { is: 'origin', origin: 'JP' }, 'confirms'],
    ['another country', { id: 'dy', origin: 'CN' }, 'origin', { is: 'origin', origin: 'JP' }, 'contradicts-bill'],
    [
      'a country where the bill says unknown',
      { id: 'dy', origin: 'unknown' },
      'origin',
      { is: 'origin', origin: 'JP' },
      'new',
    ],
    [
      'a value within the range of the bill',
      { id: 'dy', value: { amount: { min: '100', max: '300' }, currency: 'EUR' } },
      'value',
      { is: 'value', amount: '200', currency: 'EUR', basis: 'contract' },
      'narrower',
    ],
    [
      'a wider range',
      { id: 'dy', value: { amount: '200', currency: 'EUR' } },
      'value',
      { is: 'value', amount: { min: '100', max: '300' }, currency: 'EUR', basis: 'contract' },
      'wider',
    ],
    [
      'another currency: not converted, so not agreed',
      { id: 'dy', value: { amount: '200', currency: 'EUR' } },
      'value',
      { is: 'value', amount: '200', currency: 'USD', basis: 'contract' },
      'contradicts-bill',
    ],
    [
      'a code in other capitals',
      { id: 'dy', item: { code: '1C902.B' } },
      'class',
      { is: 'class', code: '1c902.b' },
      'confirms',
    ],
    [
      'not listed against a code',
      { id: 'dy', item: { code: '1C902.b' } },
      'class',
      { is: 'class', code: 'none' },
      'contradicts-bill',
    ],
    [
      'yes where the bill says none',
      { id: 'dy', rareEarths: 'none' },
      'content',
      { is: 'content', holds: 'yes' },
      'contradicts-bill',
    ],
    ['unknown', { id: 'dy', origin: 'CN' }, 'origin', { is: 'unknown' }, 'unknown'],
  ])('%s', (_, part, fact, reply, standing) => {
    const changes = changesFrom({ parts: [part] }, [answer({ ...question(fact), part: 'dy' }, reply)]);
    expect(changes.map((change) => change.standing)).toEqual([standing]);
  });

  it('shows two answers that disagree, and takes in neither by itself', () => {
    const asked = question('origin');
    const answers = [
      answer(asked, { is: 'origin', origin: 'JP' }, 'a1', 'Acme'),
      answer(asked, { is: 'origin', origin: 'CN' }, 'a2', 'Beta'),
    ];
    const changes = changesFrom(BILL, answers);
    expect(changes.map(({ standing }) => standing)).toEqual(['contradicts-answer', 'contradicts-answer']);
    expect(taken(BILL, answers)).toEqual(BILL);
    expect(() => answersInto(BILL, changes)).toThrow(ChangesClash);
    expect(answersInto(BILL, changes.slice(1)).parts[1]?.origin).toBe('CN');
  });

  it('compares quantities in one unit: 5 g is 0.005 kg', () => {
    const asked = question('quantity', 'dy', 'magnet');
    const [same] = changesFrom(BILL, [answer(asked, { is: 'quantity', amount: '0.005', unit: 'kg' })]);
    expect(same?.standing).toBe('confirms');
    const [other] = changesFrom(BILL, [answer(asked, { is: 'quantity', amount: '0.006', unit: 'kg' })]);
    expect(other?.standing).toBe('contradicts-bill');
  });

  it('never takes in an answer of "unknown"', () => {
    const changes = changesFrom(BILL, [answer(question('origin'), { is: 'unknown' })]);
    expect(() => answersInto(BILL, changes)).toThrow(ChangesClash);
  });

  it('leaves out answers about parts that are gone', () => {
    expect(
      changesFrom({ parts: [{ id: 'magnet' }] }, [answer(question('origin'), { is: 'origin', origin: 'JP' })]),
    ).toEqual([]);
  });
});

describe('sourcesInForce', () => {
  it('names who vouches, until the fact is changed; the order of keys does not matter', () => {
    const bill = taken(BILL, [
      answer(question('value'), {
        is: 'value',
        amount: { min: '200', max: '260' },
        currency: 'EUR',
        basis: 'contract',
      }),
      answer(question('origin'), { is: 'origin', origin: 'JP' }),
      answer(question('quantity', 'dy', 'magnet'), { is: 'quantity', amount: '5', unit: 'g' }),
    ]);
    const [, dy] = bill.parts;
    if (dy === undefined) throw new Error('gone');
    expect(sourcesInForce(bill, dy).map(({ field }) => field)).toEqual(['value.contract', 'origin', 'quantity']);
    const stored = { ...dy, value: { contract: { currency: 'EUR', amount: { max: '260', min: '200' } } } };
    expect(sourcesInForce(bill, stored)).toHaveLength(3);
    expect(sourcesInForce(bill, { ...stored, origin: 'CN' }).map(({ field }) => field)).toEqual([
      'value.contract',
      'quantity',
    ]);
  });
});

const country = fc.constantFrom('CN', 'JP', 'VN', 'unknown');
const amounts = fc.integer({ min: 1, max: 999 }).map(String);
const reply: fc.Arbitrary<SupplierReply> = fc.oneof(
  fc.constant<SupplierReply>({ is: 'unknown' }),
  country.map((origin): SupplierReply => ({ is: 'origin', origin })),
  amounts.map((amount): SupplierReply => ({ is: 'value', amount, currency: 'EUR', basis: 'cost' })),
  fc.constantFrom('yes', 'no').map((holds): SupplierReply => ({ is: 'content', holds: holds as 'yes' | 'no' })),
  fc.constantFrom('none', '1C902.b').map((code): SupplierReply => ({ is: 'class', code })),
);
const FACT_OF = {
  origin: 'origin',
  value: 'value',
  content: 'content',
  class: 'class',
  quantity: 'quantity',
  unknown: 'origin',
} as const;

describe('properties', () => {
  it('what is taken in by itself never changes a fact that the bill states exactly', () => {
    fc.assert(
      fc.property(
        country,
        fc.option(amounts),
        fc.array(fc.tuple(reply, fc.integer({ min: 1, max: 3 })), { maxLength: 6 }),
        (origin, amount, replies) => {
          const bill: BomFacts = {
            parts: [{ id: 'dy', origin, ...(amount === null ? {} : { value: { cost: { amount, currency: 'EUR' } } }) }],
          };
          const answers = replies.map(([given, from]) =>
            answer({ ...question(FACT_OF[given.is]), part: 'dy' }, given, `a${from}`),
          );
          let next: BomFacts;
          try {
            next = taken(bill, answers);
          } catch (error) {
            // One set of answers that answers a question twice, differently.
            expect(error).toBeInstanceOf(ChangesClash);
            return;
          }
          const [part] = next.parts;
          if (origin !== 'unknown') expect(part?.origin).toBe(origin);
          if (amount !== null) expect(part?.value).toEqual({ cost: { amount, currency: 'EUR' } });
          for (const source of part?.sources ?? []) expect(source.supplier).toBe('Acme');
        },
      ),
    );
  });
});

describe('evidenceFor', () => {
  const declared = (
    countries: readonly (string | null)[],
    given: Partial<MineralsDeclaration> = {},
  ): MineralsDeclaration => ({
    company: 'Acme',
    scope: 'product',
    day: '2026-10-01',
    minerals: [{ mineral: 'rare-earths', used: 'yes', answered: '1', isComplete: true }],
    smelters: countries.map((place, index) => ({
      mineral: 'rare-earths',
      name: `S${index}`,
      country: place,
      mines: [],
      recycled: 'no',
    })),
    products: ['magnet'],
    ...given,
  });
  const bill = (origin?: string): BomFacts => ({
    parts: [
      BILL.parts[0] as BomFacts['parts'][number],
      { ...BILL.parts[1], id: 'dy', ...(origin === undefined ? {} : { origin }) },
    ],
  });

  it.each([
    [['JP'], 'JP', 'supports'],
    [['CN'], 'JP', 'speaks-against'],
    [['CN', 'JP'], 'JP', 'open'],
    [['CN', null], 'JP', 'open'],
    [['CN'], undefined, 'open'],
  ] as const)('smelters in %s, the bill says %s: %s', (countries, origin, standing) => {
    expect(evidenceFor(bill(origin), declared(countries), ['dy'])).toMatchObject([
      { part: 'dy', mineral: 'rare-earths', origin: standing, isForPart: true, isComplete: true },
    ]);
  });

  it('says nothing of a part of other elements, nor of a mineral that is not used', () => {
    const iron: BomFacts = { parts: [{ id: 'fe', item: { elements: ['Fe'] } }] };
    expect(evidenceFor(iron, declared(['CN']), ['fe'])).toEqual([]);
    const unused = declared(['CN'], {
      minerals: [{ mineral: 'rare-earths', used: 'no', answered: null, isComplete: false }],
    });
    expect(evidenceFor(bill(), unused, ['dy'])).toEqual([]);
  });
});
