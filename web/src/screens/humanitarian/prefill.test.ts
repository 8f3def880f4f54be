import type { Determination, ExportFacts } from '@ytterby/core';
import { describe, expect, test } from 'vitest';
import { begunFrom, mayBeRelief, stated } from './prefill.ts';

const facts: ExportFacts = {
  asOf: '2025-10-09',
  to: 'TR',
  endUse: { kind: 'humanitarian-medical', description: 'field hospital' },
  parties: [{ role: 'end-user', name: 'Example Hospital', military: 'no', owners: 'none' }],
  lines: [
    { id: 'a', item: { description: 'magnets', code: '1C902.a' }, quantity: 12.5, unit: 'kg' },
    { item: { code: 'none' }, quantity: { min: '1', max: '2' } },
  ],
};

describe('a claim begins with what the facts say', () => {
  test('and leaves open what they do not', () => {
    expect(begunFrom(facts)).toEqual({
      endUse: { kind: 'humanitarian-medical', description: 'field hospital' },
      destination: 'TR',
      parties: facts.parties,
      items: [
        { line: 'a', description: 'magnets', code: '1C902.a', quantity: '12.5', unit: 'kg' },
        { line: '2', description: '' },
      ],
      evidence: [],
    });
    const bare = begunFrom({ asOf: '2025-10-09', to: 'unknown', endUse: { kind: 'civil' }, lines: [{ item: {} }] });
    expect([bare.endUse, bare.destination, bare.parties]).toEqual([{}, undefined, [{ role: 'end-user' }]]);
  });

  test('and what was left empty is not said', () => {
    const claim = {
      ...begunFrom(facts),
      endUse: { kind: 'humanitarian-medical' as const, description: ' ' },
      contact: '',
    };
    expect(stated(claim as never)).toMatchObject({ endUse: { kind: 'humanitarian-medical' } });
    expect(stated(claim as never)).not.toHaveProperty('contact');
  });
});

describe('it can be shipped as relief', () => {
  const answer = (possible: readonly string[]) => ({ branches: [{ possible }] }) as unknown as Determination;
  test.each([
    ['humanitarian-medical', ['exempt'], true],
    ['humanitarian-rescue', ['no-licence-required'], true],
    ['humanitarian-medical', ['licence-required'], false],
    ['civil', ['exempt'], false],
  ] as const)('%s that comes out as %s: %s', (kind, possible, expected) => {
    expect(mayBeRelief({ ...facts, endUse: { kind } }, answer(possible))).toBe(expected);
  });
});
