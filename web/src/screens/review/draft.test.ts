import { ReviewRule } from '@ytterby/core/licensing';
import { describe, expect, it } from 'vitest';
import { FACTS, firstOf, NEW_DRAFT, ruleOf } from './draft.ts';

describe('the rule that a draft says', () => {
  it('is nothing before anything is written', () => {
    expect(ruleOf(NEW_DRAFT)).toEqual({
      name: { zh: '', en: '' },
      when: [],
      suggests: { flags: [], departments: [], conditions: [] },
    });
    expect(ruleOf({})).toEqual(ruleOf(NEW_DRAFT));
  });

  it('has only the fields of the fact that is chosen', () => {
    const left = { in: ['DE'], startsWith: ['1C902'], is: false, currency: 'EUR', over: '100000' };
    const { when } = ruleOf({ when: FACTS.map((fact) => ({ ...left, fact })) });
    expect(when).toEqual([
      { fact: 'destination', in: ['DE'] },
      { fact: 'end-use', in: ['DE'] },
      { fact: 'control-code', startsWith: ['1C902'] },
      { fact: 'value', currency: 'EUR', over: '100000' },
      { fact: 'outcome', in: ['DE'] },
      { fact: 'hit', is: false },
      { fact: 'first-application', is: false },
      { fact: 'kind', in: ['DE'] },
    ]);
  });

  it('leaves out what is not whole', () => {
    const when = [
      undefined,
      {},
      ...FACTS.map((fact) => ({ fact })),
      { fact: 'value' as const, currency: 'EUR', over: '' },
    ];
    expect(ruleOf({ when, suggests: { flags: [undefined, {}, { zh: ' ', en: '大额 ' }] } })).toMatchObject({
      when: [],
      suggests: { flags: [{ zh: '', en: '大额' }] },
    });
  });

  it('knows every fact that core asks about, and begins each with what can be chosen', () => {
    const asked = ReviewRule.properties.when.items.anyOf.map(({ properties }) => properties.fact.const);
    expect([...FACTS].sort()).toEqual([...asked].sort());
    const whole = FACTS.filter((fact) => ruleOf({ when: [firstOf(fact)] }).when.length === 1);
    expect(whole).toEqual(['hit', 'first-application']);
    expect(ruleOf({ when: [{ ...firstOf('value'), over: '1' }] }).when).toEqual([
      { fact: 'value', currency: 'CNY', over: '1' },
    ]);
  });
});
