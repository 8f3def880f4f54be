import { expect, it } from 'vitest';
import { type AnsweredLine, BatchResult, type BatchLine } from './batch-result.ts';
import { OUTCOME_CODES } from './outcomes-by-day.ts';

const line = (row: number, timeline: number | null, outcome: AnsweredLine['outcome']): AnsweredLine => ({
  kind: 'line',
  row,
  id: `L${row}`,
  description: '',
  destination: null,
  finalDestination: null,
  value: null,
  asOf: '2026-11-26',
  knownAt: '2026-11-26',
  outcome,
  branches: [],
  timeline,
  cite: null,
});
const problem = {
  file: 'a.csv',
  row: 3,
  code: 'intake/unknown-country',
  message: { zh: '一', en: 'a' },
  remedy: { zh: '二', en: 'b' },
} as const;

it('takes in what comes, in any order of timelines, and knows whether it was the whole', () => {
  const batch = new BatchResult();
  const stretches = (outcome: 'licence-required' | 'not-subject') => [
    { branch: 'enacted', from: '2025-01-01', until: null, outcome, possible: [outcome] } as const,
  ];
  const came = [
    { kind: 'timeline', timeline: 7, stretches: stretches('licence-required') },
    line(2, 7, 'licence-required'),
    { kind: 'problem', row: 3, problems: [problem, problem] },
    { kind: 'timeline', timeline: 2, stretches: stretches('not-subject') },
    line(4, 2, 'not-subject'),
    line(5, null, 'not-covered'),
    { kind: 'progress', exports: 4 },
  ] as unknown as BatchLine[];
  for (const each of came) batch.take(each);
  expect(batch.isWhole).toBe(false);
  batch.take({ kind: 'end', exports: 4, lines: 3, problems: 1, timelines: 2, outcomes: {} });
  expect(batch.isWhole).toBe(true);
  expect(batch.lines.map(({ row }) => row)).toEqual([2, 4, 5]);
  expect(batch.problems).toHaveLength(2);
  expect([...batch.byDay.on('2026-01-01').codes].map((code) => OUTCOME_CODES[code])).toEqual([
    'licence-required',
    'not-subject',
    'not-covered',
  ]);
});
