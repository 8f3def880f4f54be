import { type ExportFacts, explainText, determine, shortAnswer } from '@ytterby/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DeterminationCase, loadCases } from './cases/case-file.ts';
import { loadLaw } from './load.ts';

const book = loadLaw();
const NOBODY = [
  'unknown',
  'TBD',
  't.b.a.',
  'N/A',
  '-',
  '…',
  '???',
  'To order',
  'Confidential',
  '未知',
  '待定',
  '（保密）',
  ' ',
];
const withNames = loadCases().filter(
  (each): each is DeterminationCase =>
    'facts' in each && (each.facts.parties?.some(({ name }) => name !== undefined) ?? false),
);

const renamed = (facts: ExportFacts, name: string | undefined): ExportFacts => ({
  ...facts,
  parties: (facts.parties ?? []).map((party) => {
    const { name: _, ...rest } = party;
    return name === undefined ? rest : { ...rest, name };
  }),
});
const saidOf = (facts: ExportFacts) => {
  const { outcome, possible, lines } = shortAnswer(facts, book);
  return { outcome, possible, branches: lines.map(({ branches }) => branches.map((branch) => branch.possible)) };
};

test('a party called “unknown” is as unknown as one without a name', () => {
  expect(withNames.length).toBeGreaterThan(500);
  fc.assert(
    fc.property(fc.constantFrom(...withNames), fc.constantFrom(...NOBODY), ({ facts, readings }, name) => {
      fc.pre(Object.keys(readings).length === 0);
      expect(saidOf(renamed(facts, name))).toEqual(saidOf(renamed(facts, undefined)));
    }),
    { numRuns: 300 },
  );
}, 120_000);

test('and the answer does not say that it is on no list', () => {
  const facts: ExportFacts = {
    asOf: '2026-08-01',
    from: 'CN',
    to: 'DE',
    exporter: { country: 'CN' },
    endUse: { kind: 'civil' },
    parties: [{ role: 'end-user', name: 'TBD', country: 'DE', military: 'no', owners: 'none' }],
    lines: [{ item: { form: 'oxide', elements: ['Dy', 'O'] } }],
  };
  const answer = determine(facts, book);
  expect([answer.outcome, answer.possible]).toEqual(['undetermined', ['licence-required', 'prohibited']]);
  const text = explainText(answer, 'en');
  expect(text).not.toMatch(/on no list of the pack/);
});
