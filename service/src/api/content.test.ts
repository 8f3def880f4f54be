import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf } from '../contract/route.ts';
import { CONTENT_ROUTES } from '../contract/content.ts';
import { EXAMPLES } from '../report/example-exports.ts';
import { asReplied, bareContext, PACK } from './bare-context.ts';
import { contentHandlers } from './content.ts';

type Body = InputOf<(typeof CONTENT_ROUTES)['content.assess']>['body'];

const handlers = contentHandlers(() => PACK);
/** No. 61 as it was published, before the pause was known. */
const DAYS = { asOf: '2025-12-15', knownAt: '2025-10-20' };
const assess = async (body: Body) =>
  asReplied(
    CONTENT_ROUTES['content.assess'],
    (
      await handlers['content.assess'](
        { params: undefined, query: undefined, body: { ...DAYS, ...body } },
        bareContext(),
      )
    ).body,
  );
const bom = (parts: readonly object[]) => ({ unstated: 'none', parts });
const dysprosium = (value: object | string, origin?: string) => ({
  id: 'dy-metal',
  item: { form: 'metal', elements: ['Dy'] },
  rareEarths: 'listed-below',
  ...(origin === undefined ? {} : { origin }),
  value,
});
const magnet = {
  id: 'magnet',
  item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
  origin: 'JP',
  value: { amount: '10.00', currency: 'EUR' },
  inputs: [{ part: 'dy-metal', quantity: '1' }],
};
const euros = (amount: string) => ({ amount, currency: 'EUR' });

describe('a bill of materials', () => {
  it('has its share, path and flip price through three tiers', async () => {
    const { rules, flow } = await assess({ bom: EXAMPLES.threeTiers.bom });
    const [rule] = rules;
    // 0.30 EUR of Chinese dysprosium in a magnet of 10 EUR.
    expect(rule?.products[0]).toMatchObject({
      part: 'magnet',
      verdict: 'met',
      share: { atLeast: '0.03', atMost: '0.03' },
    });
    expect(rule?.products[0]?.contributions[0]).toMatchObject({
      path: ['magnet', 'dy-fe alloy', 'dy-metal'],
      share: { atLeast: '0.03', atMost: '0.03' },
      flipPrice: '0.01',
      flipCurrency: 'EUR',
    });
    expect(rule?.provisions.map(({ id, status }) => [id, status.is])).toEqual([
      ['cn/mofcom-2025-61/1(1)', 'in-force'],
      // The notice down the chain.
      ['cn/mofcom-2025-61/7/made-abroad', 'in-force'],
    ]);
    expect([rule?.threshold, rule?.questions]).toEqual(['0.001', []]);
    expect(rule?.parts.map(({ part }) => part)).toEqual(['magnet', 'dy-metal']);
    expect(flow?.links).toContainEqual({ from: 'dy-metal', to: 'dy-fe alloy', value: 0.3 });
    expect(flow?.nodes.find(({ id }) => id === 'dy-metal')?.controlled).toBe(true);
  });

  it.each([
    ['0.0099', 'not-met'],
    ['0.01', 'met'],
    ['0.0101', 'met'],
  ])('with %s EUR of Chinese dysprosium in 10 EUR: %s', async (amount, verdict) => {
    const { rules } = await assess({ bom: bom([magnet, dysprosium(euros(amount), 'CN')]) });
    expect(rules[0]?.verdict).toBe(verdict);
  });

  it('names what is unknown and matters', async () => {
    const { rules } = await assess({ bom: bom([magnet, dysprosium(euros('0.30'))]) });
    expect(rules[0]?.verdict).toBe('unknown');
    expect(rules[0]?.questions.map(({ about }) => about)).toEqual(['bom.parts[dy-metal].origin']);
    expect(rules[0]?.parts.find(({ part }) => part === 'dy-metal')?.unknown).toEqual(['origin']);
    expect(rules[0]?.products[0]?.share).toEqual({ atLeast: '0', atMost: '0.03' });
  });

  it('is asked under another reading, and about another product', async () => {
    const rotor = {
      id: 'rotor',
      item: { form: 'assembly' },
      value: euros('1000'),
      inputs: [{ part: 'magnet', quantity: '1' }],
    };
    const parts = bom([rotor, magnet, dysprosium(euros('0.30'), 'CN')]);
    const readings = { 'level-of-test': 'exported-item-only' };
    expect((await assess({ bom: parts })).rules[0]?.verdict).toBe('met');
    expect((await assess({ bom: parts, readings })).rules[0]?.verdict).toBe('not-met');
    expect((await assess({ bom: parts, readings, product: 'magnet' })).rules[0]?.verdict).toBe('met');
  });

  it('has no rule before No. 61 was known, and a paused one while it is paused', async () => {
    const parts = bom([magnet, dysprosium(euros('0.30'), 'CN')]);
    expect(await assess({ bom: parts, asOf: '2025-10-08', knownAt: '2025-10-08' })).toMatchObject({
      rules: [],
      flow: null,
    });
    const on = async (asOf: string) =>
      (await assess({ bom: parts, asOf, knownAt: asOf })).rules[0]?.provisions[0]?.status.is;
    expect([await on('2026-11-10'), await on('2026-11-11')]).toEqual(['paused', 'in-force']);
  });

  it('reports a loop and draws none', async () => {
    const { rules, flow } = await assess({
      bom: bom([
        { ...magnet, inputs: [{ part: 'a', quantity: '1' }] },
        { id: 'a', value: euros('1'), inputs: [{ part: 'b', quantity: '1' }] },
        { id: 'b', value: euros('1'), inputs: [{ part: 'a', quantity: '1' }] },
      ]),
    });
    expect(rules[0]?.problems.map(({ code }) => code)).toContain('loop');
    expect(rules[0]?.verdict).toBe('unknown');
    const links = flow?.links.map(({ from, to }) => `${from} ${to}`) ?? [];
    expect(links.includes('a b') && links.includes('b a')).toBe(false);
  });
});

describe('what cannot be used', () => {
  it.each<[string, Partial<Body>, string]>([
    ['a bill that is none', { bom: { parts: 'x' } }, '/body/bom/parts'],
    ['a part that is not there', { bom: bom([magnet]), product: 'stator' }, '/body/product'],
    ['a reading that is not there', { bom: bom([magnet]), readings: { nope: 'x' } }, '/body/readings/nope'],
    ['a day that is not there', { bom: bom([magnet]), asOf: '2026-02-30' }, '/body/asOf'],
  ])('is refused by field: %s', async (_, body, path) => {
    const problem: unknown = await assess(body as Body).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect([(problem as ApiProblem).code, (problem as ApiProblem).fields[0]?.path]).toEqual(['not-valid', path]);
  });
});
