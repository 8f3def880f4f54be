import { describe, expect, it } from 'vitest';
import { NOT_DESCRIBED } from '../composition.ts';
import type { BomFacts, BomPartFacts } from '../facts.ts';
import type { Verdict } from '../finding.ts';
import { intervalText } from '../quantity/interval.ts';
import { decimalText, rational, rationalText } from '../quantity/rational.ts';
import {
  buildBom,
  type Content,
  type ContentReading,
  contentLimb,
  contentOf,
  contentQuestions,
  flipNumbers,
  originOf,
  type ProductShare,
  traceContent,
} from './index.ts';

const USUAL: ContentReading = {
  lookThrough: 'all-tiers',
  cumulation: 'add',
  levelOfTest: 'every-level',
  valueBasis: 'any',
};

/** Roles by the start of the id: `dy…` and `tb…` are listed inputs, `magnet…`, `rotor…` and `target…` listed products, `x…` of unknown class. */
function roleOf(id: string): { input: Verdict; product: Verdict; isMaterial: boolean } {
  if (id.startsWith('x')) return { input: 'unknown', product: 'unknown', isMaterial: false };
  return {
    input: /^(dy|tb)/.test(id) ? 'met' : 'not-met',
    product: /^(magnet|rotor|target)/.test(id) ? 'met' : 'not-met',
    isMaterial: /^(dy|tb|nd|pr|fe)/.test(id),
  };
}

/** What a row with inputs lists is all it holds, unless the test says otherwise. */
function stated(bom: BomFacts): BomFacts {
  const isAll = ({ inputs = [], rareEarths }: BomPartFacts) => inputs.length > 0 && rareEarths === undefined;
  return { ...bom, parts: bom.parts.map((part) => (isAll(part) ? { ...part, rareEarths: 'listed-below' } : part)) };
}

function contentFor(bom: BomFacts, reading: Partial<ContentReading> = {}): Content {
  return contentAsStated(stated(bom), reading);
}

function contentAsStated(bom: BomFacts, reading: Partial<ContentReading> = {}): Content {
  const graph = buildBom(bom);
  const row = (part: number): BomPartFacts => bom.parts[part] as BomPartFacts;
  return contentOf({
    graph,
    isInput: (part) => roleOf(row(part).id).input,
    isProduct: (part) => roleOf(row(part).id).product,
    origin: (part) => originOf(row(part).origin, row(part).steps, 'customs', row(part).item?.form),
    composition: (part) => (roleOf(row(part).id).isMaterial ? { is: 'itself', elements: [] } : NOT_DESCRIBED),
    reading: { ...USUAL, ...reading },
    threshold: rational('1/1000'),
  });
}

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const product = (content: Content, id: string): ProductShare =>
  content.products.find((each) => each.id === id) as ProductShare;
const shareText = (content: Content, id: string) => intervalText(product(content, id).share);
const exactly = (text: string) => ({ lo: text, hi: text });
const asked = (content: Content, root?: number) => {
  const questions = contentQuestions(content, contentLimb(content, root), root);
  const short = (list: typeof questions.settleAsNotMet) =>
    list?.map(({ fact, part, list: of }) => (of ? `${fact} ${part} ${of}` : `${fact} ${part}`)) ?? null;
  return { notMet: short(questions.settleAsNotMet), met: short(questions.couldSettleAsMet), questions };
};

/** A magnet worth EUR 1000 with one Chinese dysprosium metal of this value. */
const magnetWith = (amount: BomPartFacts['value'], origin = 'CN'): BomFacts => ({
  parts: [
    { id: 'magnet', value: eur('1000'), inputs: [{ part: 'dy', quantity: '1' }] },
    { id: 'dy', origin, value: amount ?? 'unknown' },
  ],
});

describe('the value share at the threshold of 0.1 %', () => {
  it('catches exactly one thousandth (D11)', () => {
    const content = contentFor(magnetWith(eur('1')));
    expect(shareText(content, 'magnet')).toEqual(exactly('0.001'));
    expect(contentLimb(content).verdict).toBe('met');
  });

  it('does not catch 0.000999 (D12), nor the smallest step below the threshold', () => {
    expect(contentLimb(contentFor(magnetWith(eur('0.999')))).verdict).toBe('not-met');
    expect(contentLimb(contentFor(magnetWith(eur(`0.${'9'.repeat(40)}`)))).verdict).toBe('not-met');
    expect(contentLimb(contentFor(magnetWith(eur(`1.${'0'.repeat(40)}1`)))).verdict).toBe('met');
  });

  it('is not misled where a float is: three inputs of a tenth of a thousandth out of a product of 300', () => {
    // 0.1 + 0.2 = 0.30000000000000004 in floats; 0.3 / 300 = 0.001 exactly.
    const content = contentFor({
      parts: [
        {
          id: 'magnet',
          value: eur('300'),
          inputs: [
            { part: 'dy', quantity: '1' },
            { part: 'tb', quantity: '1' },
          ],
        },
        { id: 'dy', origin: 'CN', value: eur('0.1') },
        { id: 'tb', origin: 'CN', value: eur('0.2') },
      ],
    });
    expect(shareText(content, 'magnet')).toEqual(exactly('0.001'));
    expect(contentLimb(content).verdict).toBe('met');
  });

  it('stays open between 0.05 % and 0.2 %, and asks the value of the dysprosium (D13)', () => {
    const content = contentFor(magnetWith({ amount: { min: '0.5', max: '2' }, currency: 'EUR' }));
    expect(shareText(content, 'magnet')).toEqual({ lo: '0.0005', hi: '0.002' });
    expect(contentLimb(content).verdict).toBe('unknown');
    const { notMet, met, questions } = asked(content);
    expect(notMet).toEqual(['value dy']);
    expect(met).toEqual(['value dy']);
    const [question] = questions.settleAsNotMet ?? [];
    expect(intervalText(question!.adds)).toEqual({ lo: '0.0005', hi: '0.002' });
    expect(question!.best.verdict).toBe('not-met');
    expect(question!.worst.verdict).toBe('met');
  });

  it('does not count neodymium, praseodymium and Australian dysprosium (D14)', () => {
    const content = contentFor({
      parts: [
        {
          id: 'magnet',
          value: eur('100'),
          inputs: ['nd', 'pr', 'dy'].map((part) => ({ part, quantity: '1' })),
        },
        { id: 'nd', origin: 'CN', value: eur('20') },
        { id: 'pr', origin: 'CN', value: eur('5') },
        { id: 'dy', origin: 'AU', value: eur('1') },
      ],
    });
    expect(shareText(content, 'magnet')).toEqual(exactly('0'));
    expect(contentLimb(content).verdict).toBe('not-met');
  });
});

describe('tiers and levels', () => {
  const threeTiers: BomFacts = {
    parts: [
      { id: 'magnet', value: eur('10.00'), inputs: [{ part: 'alloy', quantity: '1' }] },
      { id: 'alloy', origin: 'VN', value: eur('0.40'), inputs: [{ part: 'dy', quantity: '1' }] },
      { id: 'dy', origin: 'CN', value: eur('0.30') },
    ],
  };

  it('looks through a foreign alloy to the Chinese metal (D15), and traces it', () => {
    const content = contentFor(threeTiers);
    expect(shareText(content, 'magnet')).toEqual(exactly('0.03'));
    const [row] = traceContent(content, product(content, 'magnet'));
    expect(row!.path).toEqual(['magnet', 'alloy', 'dy']);
    expect(row!.paths).toBe(1n);
    expect(rationalText(row!.share.lo)).toBe('0.03');
  });

  it('sees nothing behind a foreign alloy when only the first tier is looked at', () => {
    const content = contentFor(threeTiers, { lookThrough: 'first-tier' });
    expect(shareText(content, 'magnet')).toEqual(exactly('0'));
    expect(traceContent(content, product(content, 'magnet'))).toEqual([]);
  });

  const rotor: BomFacts = {
    parts: [
      { id: 'rotor', value: eur('200'), inputs: [{ part: 'magnets', quantity: '1' }] },
      { id: 'magnets', value: eur('8'), inputs: [{ part: 'dy', quantity: '1' }] },
      { id: 'dy', origin: 'CN', value: eur('0.15') },
    ],
  };

  it('tests every listed level: the rotor is below, the magnets in it are caught (D16)', () => {
    const content = contentFor(rotor);
    expect(shareText(content, 'rotor')).toEqual(exactly('0.00075'));
    expect(shareText(content, 'magnets')).toEqual(exactly('0.01875'));
    expect(contentLimb(content).verdict).toBe('met');
    expect(contentLimb(contentFor(rotor, { levelOfTest: 'exported-item-only' })).verdict).toBe('not-met');
  });

  it('tests only what is in the exported part', () => {
    const content = contentFor({ parts: [...rotor.parts, { id: 'magnet-z', value: eur('5'), rareEarths: 'none' }] });
    expect(contentLimb(content, 3).verdict).toBe('not-met');
    expect(contentLimb(content, 0).verdict).toBe('met');
  });

  it('counts a Chinese input whole and does not count what is in it again', () => {
    const content = contentFor({
      parts: [
        { id: 'magnet', value: eur('10'), inputs: [{ part: 'dy-iron', quantity: '1' }] },
        { id: 'dy-iron', origin: 'CN', value: eur('2'), inputs: [{ part: 'dy', quantity: '1' }] },
        { id: 'dy', origin: 'CN', value: eur('1') },
      ],
    });
    expect(shareText(content, 'magnet')).toEqual(exactly('0.2'));
  });

  it('adds inputs up, or takes the largest alone, as the reading says', () => {
    const bom: BomFacts = {
      parts: [
        {
          id: 'magnet',
          value: eur('1000'),
          inputs: [
            { part: 'dy', quantity: '1' },
            { part: 'tb', quantity: '1' },
          ],
        },
        { id: 'dy', origin: 'CN', value: eur('0.6') },
        { id: 'tb', origin: 'CN', value: eur('0.7') },
      ],
    };
    expect(contentLimb(contentFor(bom)).verdict).toBe('met');
    const alone = contentFor(bom, { cumulation: 'each-alone' });
    expect(shareText(alone, 'magnet')).toEqual(exactly('0.0007'));
    expect(contentLimb(alone).verdict).toBe('not-met');
  });

  it('counts every way to a part that is used in several places', () => {
    const content = contentFor({
      parts: [
        {
          id: 'rotor',
          value: eur('100'),
          inputs: [
            { part: 'magnet-a', quantity: '2' },
            { part: 'magnet-b', quantity: '1' },
          ],
        },
        { id: 'magnet-a', value: eur('10'), inputs: [{ part: 'dy', quantity: '5', unit: 'g' }] },
        { id: 'magnet-b', value: eur('10'), inputs: [{ part: 'dy', quantity: '0.02', unit: '千克' }] },
        { id: 'dy', origin: 'CN', unit: 'KGM', value: eur('200') },
      ],
    });
    // 2 x 0.005 kg + 0.02 kg = 0.03 kg at 200 = 6 of 100.
    expect(shareText(content, 'rotor')).toEqual(exactly('0.06'));
    const [row] = traceContent(content, product(content, 'rotor'));
    expect(row!.paths).toBe(2n);
    expect(rationalText(row!.units.lo)).toBe('0.03');
    expect(row!.path).toEqual(['rotor', 'magnet-a', 'dy']);
  });
});

describe('what is not known', () => {
  it('asks the origin of dysprosium worth 2 % (D18)', () => {
    const content = contentFor(magnetWith(eur('20'), 'unknown'));
    expect(contentLimb(content).verdict).toBe('unknown');
    expect(asked(content).notMet).toEqual(['origin dy']);
    expect(asked(content).met).toEqual(['origin dy']);
  });

  it('asks nothing where no possible answer reaches the threshold (D19)', () => {
    const content = contentFor(magnetWith({ amount: { max: '0.9' }, currency: 'EUR' }, 'unknown'));
    expect(contentLimb(content).verdict).toBe('not-met');
    expect(asked(content).notMet).toEqual([]);
    expect(asked(content).met).toEqual([]);
  });

  it('leaves a leaf without a statement open, unless the bill or the part says none', () => {
    const leaf = (part: Partial<BomPartFacts>, unstated?: 'none'): BomFacts => ({
      parts: [
        { id: 'magnet', value: eur('10'), inputs: [{ part: 'coating', quantity: '1' }] },
        { id: 'coating', value: eur('1'), ...part },
      ],
      ...(unstated === undefined ? {} : { unstated }),
    });
    expect(shareText(contentFor(leaf({})), 'magnet')).toEqual({ lo: '0', hi: '0.1' });
    expect(asked(contentFor(leaf({}))).notMet).toEqual(['content coating']);
    expect(contentLimb(contentFor(leaf({}, 'none'))).verdict).toBe('not-met');
    expect(contentLimb(contentFor(leaf({ rareEarths: 'none' }))).verdict).toBe('not-met');
    expect(contentLimb(contentFor(leaf({ rareEarths: 'unknown' }, 'none'))).verdict).toBe('unknown');
  });

  it('does not take the value of an assembly to be the sum of its parts', () => {
    const content = contentFor({
      parts: [
        { id: 'magnet', inputs: [{ part: 'dy', quantity: '1' }] },
        { id: 'dy', origin: 'CN', value: eur('1') },
      ],
    });
    expect(shareText(content, 'magnet')).toEqual({ lo: '0', hi: null });
    expect(content.problems).toContainEqual({ code: 'value-not-stated', parts: ['magnet'] });
    expect(asked(content).notMet).toEqual(['value magnet']);
  });

  it('asks both facts where two unknowns multiply', () => {
    const content = contentFor({
      parts: [
        { id: 'magnet', value: eur('10'), inputs: [{ part: 'dy' }] },
        { id: 'dy', origin: 'CN' },
      ],
    });
    expect(asked(content).notMet?.sort()).toEqual(['quantity dy', 'value dy']);
    expect(asked(content).met?.sort()).toEqual(['quantity dy', 'value dy']);
  });

  it('asks the fewest facts that can settle one product', () => {
    const content = contentFor({
      parts: [
        {
          id: 'magnet',
          value: eur('1000'),
          inputs: ['dy-1', 'dy-2', 'dy-3', 'dy-4'].map((part) => ({ part, quantity: '1' })),
        },
        { id: 'dy-1', origin: 'unknown', value: eur('0.3') },
        { id: 'dy-2', origin: 'unknown', value: eur('0.5') },
        { id: 'dy-3', origin: 'unknown', value: eur('0.4') },
        { id: 'dy-4', origin: 'unknown', value: eur('0.2') },
      ],
    });
    // 1.4 must fall below 1: 0.5 alone is enough.
    expect(asked(content).notMet).toEqual(['origin dy-2']);
    // 1 must be reached: 0.5 + 0.4 + 0.3.
    expect(asked(content).met).toEqual(['origin dy-2', 'origin dy-3', 'origin dy-1']);
  });

  it('asks whether a part is a listed product where that is what is open', () => {
    const content = contentFor({
      parts: [
        { id: 'x-machine', origin: 'KR', value: eur('100'), inputs: [{ part: 'dy', quantity: '1' }] },
        { id: 'dy', origin: 'CN', value: eur('1') },
      ],
    });
    expect(asked(content).notMet).toEqual(['class x-machine products']);
    expect(asked(content).met).toEqual(['class x-machine products']);
  });

  it('asks about a quantity that may be 0 when the part in question may not be there', () => {
    const content = contentFor({
      parts: [
        {
          id: 'motor',
          rareEarths: 'none',
          value: eur('500'),
          inputs: [{ part: 'magnet', quantity: { min: '0', max: '2' } }],
        },
        { id: 'magnet', value: eur('8'), inputs: [{ part: 'dy', quantity: '1' }] },
        { id: 'dy', origin: 'CN', value: eur('1') },
      ],
    });
    expect(contentLimb(content).verdict).toBe('unknown');
    expect(asked(content).notMet).toEqual(['quantity magnet']);
    expect(asked(content).met).toEqual(['quantity magnet']);
  });

  it('reuses one answer for several products', () => {
    const content = contentFor({
      parts: [
        {
          id: 'rotor',
          value: eur('50'),
          inputs: [
            { part: 'magnet-a', quantity: '1' },
            { part: 'magnet-b', quantity: '1' },
          ],
        },
        { id: 'magnet-a', value: eur('8'), inputs: [{ part: 'dy', quantity: '1' }] },
        { id: 'magnet-b', value: eur('8'), inputs: [{ part: 'dy', quantity: '1' }] },
        { id: 'dy', origin: 'unknown', value: eur('1') },
      ],
    });
    expect(asked(content).notMet).toEqual(['origin dy']);
  });
});

describe('what is wrong with a bill', () => {
  it('reports each loop and leaves everything in and above it open', () => {
    const content = contentFor({
      parts: [
        { id: 'magnet', value: eur('10'), inputs: [{ part: 'a', quantity: '1' }] },
        { id: 'a', value: eur('1'), inputs: [{ part: 'b', quantity: '1' }] },
        { id: 'b', value: eur('1'), inputs: [{ part: 'a', quantity: '1' }] },
        { id: 'self', inputs: [{ part: 'self', quantity: '1' }] },
        { id: 'magnet-z', value: eur('10'), rareEarths: 'none' },
      ],
    });
    expect(content.problems).toContainEqual({ code: 'loop', parts: ['a', 'b'] });
    expect(content.problems).toContainEqual({ code: 'loop', parts: ['self'] });
    expect(shareText(content, 'magnet')).toEqual({ lo: '0', hi: null });
    expect(contentLimb(content, 4).verdict).toBe('not-met');
    expect(asked(content, 0).notMet).toEqual(['loop a']);
  });

  it('reports a missing part and asks for its row', () => {
    const content = contentFor({
      parts: [{ id: 'magnet', value: eur('10'), inputs: [{ part: 'ghost', quantity: '1' }] }],
    });
    expect(content.problems).toContainEqual({ code: 'missing-part', part: 'ghost', usedIn: 'magnet' });
    expect(contentLimb(content).verdict).toBe('unknown');
    expect(asked(content).notMet).toEqual(['listing ghost']);
  });

  it('does not choose between two rows with one id', () => {
    const content = contentFor({
      parts: [
        { id: 'magnet', value: eur('10'), inputs: [{ part: 'dy', quantity: '1' }] },
        { id: 'dy', origin: 'CN', value: eur('0.001') },
        { id: 'dy', origin: 'CN', value: eur('5') },
      ],
    });
    expect(content.problems).toContainEqual({ code: 'duplicate-id', part: 'dy' });
    expect(shareText(content, 'magnet')).toEqual({ lo: '0', hi: null });
  });

  it('reports units that do not convert and does not guess', () => {
    const content = contentFor({
      parts: [
        { id: 'magnet', value: eur('10'), inputs: [{ part: 'dy', quantity: '1', unit: 'kg' }] },
        { id: 'dy', origin: 'CN', value: eur('1') },
      ],
    });
    expect(content.problems).toContainEqual({
      code: 'unit-mismatch',
      part: 'dy',
      usedIn: 'magnet',
      units: ['kg', 'H87'],
    });
    expect(shareText(content, 'magnet')).toEqual({ lo: '0', hi: null });
  });

  it('reports a faulty range and a zero product value', () => {
    const content = contentFor({
      parts: [
        { id: 'magnet', value: eur('0'), inputs: [{ part: 'dy', quantity: { min: '2', max: '1' } }] },
        { id: 'dy', origin: 'CN', value: eur('1') },
      ],
    });
    expect(content.problems).toContainEqual({ code: 'faulty-quantity', part: 'dy', usedIn: 'magnet' });
    expect(content.problems).toContainEqual({ code: 'value-zero', parts: ['magnet'] });
    expect(contentLimb(content).verdict).toBe('unknown');
  });
});

describe('values and money', () => {
  const twoMonies: BomFacts = {
    parts: [
      { id: 'rotor', value: { amount: '200', currency: 'USD' }, inputs: [{ part: 'magnet', quantity: '1' }] },
      { id: 'magnet', value: eur('8'), inputs: [{ part: 'dy', quantity: '1' }] },
      { id: 'dy', origin: 'CN', value: eur('0.001') },
    ],
  };

  it('compares only values of one money when a rate is missing, and names the currency', () => {
    const content = contentFor(twoMonies);
    expect(shareText(content, 'magnet')).toEqual(exactly('0.000125'));
    expect(shareText(content, 'rotor')).toEqual({ lo: '0', hi: null });
    expect(content.problems).toContainEqual({ code: 'rate-missing', money: 'USD', currencies: ['EUR'], parts: ['dy'] });
    expect(contentLimb(content).verdict).toBe('unknown');
    const { questions } = asked(content);
    expect(questions.settleAsNotMet?.map(({ fact, currency }) => [fact, currency])).toEqual([['rate', 'EUR']]);
  });

  it('converts by the rates of the bill', () => {
    const content = contentFor({ ...twoMonies, rates: { EUR: '1.10', USD: '1' } });
    expect(shareText(content, 'rotor')).toEqual(exactly('0.0000055'));
    expect(contentLimb(content).verdict).toBe('not-met');
  });

  const bases: BomFacts = {
    parts: [
      { id: 'magnet', value: { contract: eur('1000'), customs: eur('500') }, inputs: [{ part: 'dy', quantity: '1' }] },
      { id: 'dy', origin: 'CN', value: { contract: eur('0.9'), market: eur('0.4') } },
    ],
  };

  it('catches on any basis when the reading says any, on its own basis only otherwise', () => {
    const any = contentFor(bases);
    // contract 0.9/1000; nobody says what the dysprosium is worth to customs, nor the magnet on the market.
    expect(any.products.map(({ basis, isReached }) => `${basis} ${isReached}`)).toEqual([
      'contract not-met',
      'customs unknown',
      'market unknown',
    ]);
    expect(contentLimb(any).verdict).toBe('unknown');
    expect(any.problems).toContainEqual({ code: 'mixed-basis', basis: 'customs', parts: ['dy'] });
    const contract = contentFor(bases, { valueBasis: 'contract' });
    expect(contentLimb(contract).verdict).toBe('not-met');
    expect(contract.problems).toEqual([]);
  });
});

describe('the numbers that flip the answer', () => {
  it('are the product value and the input price at which the share is exactly 0.1 %', () => {
    const content = contentFor(magnetWith(eur('0.5')));
    const { productValue, inputPrices } = flipNumbers(content, product(content, 'magnet'));
    expect([productValue.caughtAt, productValue.freeBeyond].map((each) => rationalText(each!))).toEqual(['500', '500']);
    expect(
      inputPrices.map(({ id, currency, price }) => [
        id,
        currency,
        rationalText(price.caughtAt!),
        rationalText(price.freeBeyond!),
      ]),
    ).toEqual([['dy', 'EUR', '1', '1']]);
    expect(contentLimb(contentFor(magnetWith(eur('1')))).verdict).toBe('met');
  });

  it('do not exist for an input that cannot change the answer', () => {
    const content = contentFor({
      parts: [
        {
          id: 'magnet',
          value: eur('10'),
          inputs: [
            { part: 'dy', quantity: '1' },
            { part: 'tb', quantity: '1' },
          ],
        },
        { id: 'dy', origin: 'CN', value: eur('1') },
        { id: 'tb', origin: 'CN', value: eur('0.001') },
      ],
    });
    const { inputPrices } = flipNumbers(content, product(content, 'magnet'));
    expect(inputPrices.find(({ id }) => id === 'tb')?.price).toEqual({ caughtAt: null, freeBeyond: null });
    expect(rationalText(inputPrices.find(({ id }) => id === 'dy')!.price.caughtAt!)).toBe('0.009');
  });
});

describe('a bill of great depth', () => {
  it('is followed 100,000 tiers down without a deep stack, and rounded outwards with notice', () => {
    const depth = 100_000;
    const parts: BomPartFacts[] = [];
    for (let tier = 0; tier < depth; tier += 1) {
      parts.push({
        id: tier === 0 ? 'magnet' : `part ${tier}`,
        value: eur('10'),
        inputs: [
          { part: tier === depth - 1 ? 'dy' : `part ${tier + 1}`, quantity: tier % 2 === 0 ? '1.0007' : '0.9993' },
        ],
      });
    }
    parts.push({ id: 'dy', origin: 'CN', value: eur('1') });
    const content = contentFor({ parts });
    const { share } = product(content, 'magnet');
    expect(content.problems.some(({ code }) => code === 'rounded')).toBe(true);
    // (1.0007 x 0.9993)^50000 / 10: the enclosure is far narrower than any number printed.
    expect(decimalText(share.lo, 30, 'down')).toBe(decimalText(share.hi!, 30, 'down'));
    expect(Number(decimalText(share.lo, 12, 'down'))).toBeCloseTo(0.1 * (1.0007 * 0.9993) ** 50_000, 9);
    expect(contentLimb(content).verdict).toBe('met');
    const [row] = traceContent(content, product(content, 'magnet'));
    expect(row!.path.length).toBe(depth + 1);
  });
});

describe('a large bill', () => {
  it('of 100,000 parts and 300,000 lines is answered exactly', () => {
    // Twelve tiers; every product part holds some of the tier below; the last tier is the materials.
    const [tiers, width] = [12, 8_333];
    let state = 1;
    const chance = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const parts: BomPartFacts[] = [];
    for (let tier = 0; tier < tiers; tier += 1) {
      for (let place = 0; place < width; place += 1) {
        const isLast = tier === tiers - 1;
        const inputs = Array.from({ length: isLast ? 0 : 3 + (place % 5 === 0 ? 1 : 0) }, () => ({
          part: `${tier === tiers - 2 ? 'dy' : 'magnet'} ${tier + 1} ${chance(width)}`,
          quantity: `${chance(3)}.${chance(1000) + 1}`,
        }));
        parts.push({
          id: `${isLast ? 'dy' : 'magnet'} ${tier} ${place}`,
          origin: chance(50) === 0 ? 'unknown' : chance(3) === 0 ? 'CN' : 'AU',
          value: eur(`${1 + chance(10_000)}.${chance(100)}`),
          ...(isLast ? {} : { inputs }),
        });
      }
    }
    const content = contentFor({ parts });
    const limb = contentLimb(content);
    expect(content.problems).toEqual([]);
    expect(limb.tested.length).toBe(content.products.length);
  });
});
