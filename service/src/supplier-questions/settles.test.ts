import type { BomFacts } from '@ytterby/core';
import {
  answersInto,
  changesFrom,
  questionsOfBill,
  type QuestionToSend,
  type SupplierReply,
  TAKEN_IN,
} from '@ytterby/core/supplier-questions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PACK } from '../api/bare-context.ts';
import { assessContent } from '../content/assess-content.ts';

/** The promise of the smallest set, with the law as it stands: answers settle a bill, "unknown" never does. */

/** No. 61 as it was published. */
const WHEN = { asOf: '2025-12-15', knownAt: '2025-10-20' };
const assess = (bill: BomFacts) => assessContent(bill, PACK.book, WHEN);

/** The reply that speaks most against the limb. */
function favourable(
  { question: { fact, part, unit } }: QuestionToSend,
  isProduct: (part: string) => boolean,
): SupplierReply {
  switch (fact) {
    case 'value':
      return { is: 'value', amount: isProduct(part) ? '1000000' : '0.000001', currency: 'EUR', basis: 'contract' };
    case 'origin':
      return { is: 'origin', origin: 'JP' };
    case 'class':
      return { is: 'class', code: 'none' };
    case 'content':
      return { is: 'content', holds: 'no' };
    case 'quantity':
      return { is: 'quantity', amount: '0.000001', unit };
  }
}

function answered(bill: BomFacts, replyTo: (asked: QuestionToSend) => SupplierReply): BomFacts {
  const { forSuppliers } = questionsOfBill(bill, assess(bill)?.questions ?? []);
  const changes = changesFrom(
    bill,
    forSuppliers.map((asked) => ({
      from: asked.question.id,
      question: asked.question,
      reply: replyTo(asked),
      source: { supplier: 'Acme', day: '2026-11-20' },
    })),
  );
  return answersInto(
    bill,
    changes.filter(({ standing }) => TAKEN_IN.includes(standing)),
  );
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const euros = fc.integer({ min: 1, max: 2000 }).map((cents) => ({ amount: String(cents / 100), currency: 'EUR' }));
const metal = fc.record({
  element: fc.constantFrom('Dy', 'Tb', 'Sm'),
  origin: maybe(fc.constantFrom('CN', 'JP')),
  value: maybe(euros),
});
const bill: fc.Arbitrary<BomFacts> = fc
  .record({ value: maybe(euros), metals: fc.array(metal, { minLength: 1, maxLength: 3 }) })
  .map(({ value, metals }) => ({
    unstated: 'none',
    parts: [
      {
        id: 'magnet',
        item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
        origin: 'JP',
        ...(value === undefined ? {} : { value }),
        inputs: metals.map((_, index) => ({ part: `metal ${index}`, quantity: '1' })),
      },
      ...metals.map(({ element, origin, value: worth }, index) => ({
        id: `metal ${index}`,
        item: { form: 'metal' as const, elements: [element] },
        rareEarths: 'listed-below' as const,
        ...(origin === undefined ? {} : { origin }),
        ...(worth === undefined ? {} : { value: worth }),
      })),
    ],
  }));

describe('answers of suppliers, under the law', () => {
  it('settle a bill when all are favourable; and the questions are the bill of the supplier, not of the owner', () => {
    let open = 0;
    fc.assert(
      fc.property(bill, (facts) => {
        const before = assess(facts);
        if (before === null) throw new Error('no content test');
        if (before.content.verdict !== 'unknown') return;
        open += 1;
        expect(questionsOfBill(facts, before.questions).forOwner).toEqual([]);
        const after = answered(facts, (asked) => favourable(asked, (part) => part === 'magnet'));
        expect(assess(after)?.content.verdict).toBe('not-met');
      }),
      { numRuns: 150 },
    );
    expect(open).toBeGreaterThan(20);
  });

  it('leave it open when all are "unknown": never definite, and nothing of the bill changes', () => {
    fc.assert(
      fc.property(bill, (facts) => {
        if (assess(facts)?.content.verdict !== 'unknown') return;
        const after = answered(facts, () => ({ is: 'unknown' }));
        expect(after).toEqual(facts);
        expect(assess(after)?.content.verdict).toBe('unknown');
      }),
      { numRuns: 100 },
    );
  });

  it('settle it the other way too: Chinese dysprosium of EUR 0.30 in a magnet of EUR 10 is 3 %', () => {
    const facts: BomFacts = {
      unstated: 'none',
      parts: [
        {
          id: 'magnet',
          item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
          origin: 'JP',
          value: { amount: '10', currency: 'EUR' },
          inputs: [{ part: 'dy', quantity: '1' }],
        },
        {
          id: 'dy',
          item: { form: 'metal', elements: ['Dy'] },
          rareEarths: 'listed-below',
          value: { amount: '0.30', currency: 'EUR' },
        },
      ],
    };
    expect(assess(facts)?.content.verdict).toBe('unknown');
    expect(assess(answered(facts, () => ({ is: 'origin', origin: 'CN' })))?.content.verdict).toBe('met');
  });

  it('keep it open when the range that is stated reaches over the threshold', () => {
    const facts: BomFacts = {
      unstated: 'none',
      parts: [
        {
          id: 'magnet',
          item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
          origin: 'JP',
          value: { amount: '10', currency: 'EUR' },
          inputs: [{ part: 'dy', quantity: '1' }],
        },
        { id: 'dy', item: { form: 'metal', elements: ['Dy'] }, origin: 'CN', rareEarths: 'listed-below' },
      ],
    };
    const after = answered(facts, () => ({
      is: 'value',
      amount: { min: '0.001', max: '0.02' },
      currency: 'EUR',
      basis: 'contract',
    }));
    expect(assess(after)?.content.verdict).toBe('unknown');
  });
});
