import type { SupplierQuestion, SupplierReply } from '@ytterby/core/supplier-questions';
import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, readDraft, type ReplyDraft } from './reply-draft.ts';

const question = (fact: SupplierQuestion['fact']): SupplierQuestion => ({
  id: `${fact}/dy`,
  fact,
  part: 'dy',
  description: null,
  unit: 'kg',
  text: { zh: '？', en: '?' },
});
const typed = (fact: SupplierQuestion['fact'], draft: Partial<ReplyDraft>) =>
  readDraft(question(fact), { ...emptyDraft(question(fact)), ...draft });

describe('readDraft', () => {
  it.each<[string, SupplierQuestion['fact'], Partial<ReplyDraft>, SupplierReply]>([
    [
      'a figure',
      'value',
      { from: '210', currency: 'EUR', basis: 'cost' },
      { is: 'value', amount: '210', currency: 'EUR', basis: 'cost' },
    ],
    [
      'full-width, with a comma',
      'value',
      { from: '２１０，５', currency: 'EUR', basis: 'cost' },
      { is: 'value', amount: '210.5', currency: 'EUR', basis: 'cost' },
    ],
    ['a range', 'quantity', { from: '4', upTo: '6' }, { is: 'quantity', amount: { min: '4', max: '6' }, unit: 'kg' }],
    ['at most', 'quantity', { upTo: '6', unit: 'g' }, { is: 'quantity', amount: { max: '6' }, unit: 'g' }],
    ['a step alone', 'origin', { smelted: 'JP' }, { is: 'origin', steps: { smelted: 'JP' } }],
    [
      'fractions',
      'class',
      { fractions: 'Dy 0,08 %; Tb 0.005' },
      { is: 'class', massFractions: { Dy: '0.08 %', Tb: '0.005' } },
    ],
    ['no', 'content', { holds: 'no' }, { is: 'content', holds: 'no' }],
    ['not known, whatever else is typed', 'value', { isUnknown: true, from: '5' }, { is: 'unknown' }],
  ])('%s', (_, fact, draft, reply) => expect(typed(fact, draft)).toEqual({ is: 'reply', reply }));

  it.each<[SupplierQuestion['fact'], Partial<ReplyDraft>, string]>([
    ['value', { from: 'about 5', currency: 'EUR', basis: 'cost' }, 'from'],
    ['value', { from: '-5', currency: 'EUR', basis: 'cost' }, 'from'],
    ['value', { from: '5', basis: 'cost' }, 'currency'],
    ['value', { from: '5', currency: 'EUR' }, 'basis'],
    ['quantity', { from: '6', upTo: '4' }, 'upTo'],
    ['class', { fractions: 'Dy 800 %' }, 'fractions'],
    ['class', { fractions: 'dysprosium' }, 'fractions'],
  ])('%s with %j: %s is wrong', (fact, draft, field) => expect(typed(fact, draft)).toEqual({ is: 'wrong', field }));

  it.each(['value', 'origin', 'class', 'content', 'quantity'] as const)('nothing typed is no answer: %s', (fact) =>
    expect(typed(fact, {})).toEqual({ is: 'empty' }),
  );

  it.each<SupplierReply>([
    { is: 'unknown' },
    { is: 'value', amount: { min: '1', max: '2' }, currency: 'CNY', basis: 'market' },
    { is: 'quantity', amount: '3', unit: 'g' },
    { is: 'origin', origin: 'VN', steps: { mined: 'MM' } },
    { is: 'class', code: 'none', massFractions: { Dy: '0.08 %' } },
    { is: 'class', massFractions: { Dy: { min: '0.1 %', max: '0.5 %' }, Tb: { min: '0.001', max: '0.002' } } },
    { is: 'content', holds: 'yes' },
  ])('what was saved comes back the same: %j', (reply) => {
    const asked = question(reply.is === 'unknown' ? 'origin' : reply.is);
    expect(readDraft(asked, draftOf(asked, reply))).toEqual({ is: 'reply', reply });
  });
});
