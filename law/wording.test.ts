import { determine, explainText } from '@ytterby/core';
import { describe, expect, test } from 'vitest';
import { type DeterminationCase, loadCases } from './cases/case-file.ts';
import { loadLaw } from './load.ts';

const book = loadLaw();
const cases = loadCases().filter((each): each is DeterminationCase => 'facts' in each && each.group !== 'provisions');

type Answer = ReturnType<typeof determine>;

/** The answers to the cases, each worked out once. */
const answers = new Map<string, Answer>();
function answerTo({ id, facts, readings }: DeterminationCase): Answer {
  const found = answers.get(id) ?? determine(facts, book, { readings });
  answers.set(id, found);
  return found;
}

/** What no answer may say, in either language. */
const NEVER = [
  /并非：/,
  /[:：] ?not: /,
  /是否[^？\n]{0,30}：[是否](?=\s|$)/m,
  /\bundefined\b|\[object/,
  /by cn\/[a-z]/,
  /（cn\/mofcom-2026-09-28/,
];

describe('The text of the worked cases', () => {
  test.each(['zh', 'en'] as const)('in %s holds none of the phrases that no lawyer writes', (language) => {
    const found = cases.flatMap((each) => {
      const text = explainText(answerTo(each), language, { width: 10_000 });
      return NEVER.flatMap((phrase) => {
        const hit = text.split('\n').find((line) => phrase.test(line));
        return hit === undefined ? [] : [`${each.id}: ${hit.trim()}`];
      });
    });
    expect(found).toEqual([]);
  });

  test('a statement is never said to be in force, and a pause is cited while it runs', () => {
    for (const each of cases)
      for (const line of answerTo(each).lines)
        for (const { because } of line.branches)
          for (const cite of because)
            if (cite.id.startsWith('cn/mofcom-2026-09-28/')) expect(cite.status.is, each.id).toBe('announced');
  });

  test('a duty or review that goes only with a licence applies only where one may be needed', () => {
    for (const each of cases)
      for (const line of answerTo(each).lines)
        for (const { findings, possible } of line.branches)
          for (const finding of findings)
            if (finding.effect === 'review' && !possible.includes('licence-required'))
              expect(finding.applies, `${each.id} ${finding.id}`).toBe('not-met');
  });
});
