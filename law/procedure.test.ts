import { readFileSync } from 'node:fs';
import path from 'node:path';
import { procedureOn } from '@ytterby/core';
import {
  type Application,
  type CaseActor,
  type CaseCommand,
  decide,
  lint,
  papersNeeded,
  remainingDays,
  replay,
} from '@ytterby/core/licensing';
import { describe, expect, test } from 'vitest';
import { type ClockCase, loadCases } from './cases/case-file.ts';
import { LawFileError, lawTexts, loadLaw, parseLawFiles } from './load.ts';

const book = loadLaw();
const NOW = '2026-03-02';
const law = procedureOn(book, NOW);
const R = 'cn/state-council-2024-792';

describe('the procedure', () => {
  test('45 working days come from the provision, 20 from the procedure, and registration has none', () => {
    const limitFor = (kind: Application['kind']) =>
      law.timeLimits.find(({ for: kinds }) => kinds.includes(kind))?.workingDays;
    expect(limitFor('individual-licence')).toBe(45);
    expect(limitFor('minor-change')).toBe(20);
    expect(limitFor('registration-certificate')).toBeUndefined();
  });

  test('the papers of article 16 are needed for an individual licence, in the order of the article', () => {
    expect(papersNeeded({ kind: 'individual-licence' }, law, new Set()).map(({ paper }) => paper)).toEqual([
      'application-form',
      'identity-papers',
      'contract',
      'technical-description',
      'end-user-proof',
    ]);
  });

  test('with a Watch List party a report and an undertaking come on top', () => {
    const papers = papersNeeded({ kind: 'individual-licence' }, law, new Set(['watch-listed-party'] as const));
    expect(papers.slice(-2).map(({ paper, because }) => `${paper} ${because.provision}`)).toEqual([
      `risk-assessment-report ${R}/26`,
      `written-undertaking ${R}/26`,
    ]);
  });

  test('applications under Nos. 61 and 62 are open only while those are in force', () => {
    const open = (on: string) => procedureOn(book, on).kinds.map(({ id }) => id);
    expect(open('2025-10-20')).toContain('overseas-operator');
    expect(open('2025-11-06')).toContain('technology');
    expect(open('2025-11-07')).not.toContain('technology');
    expect(open(NOW)).not.toContain('overseas-operator');
    expect(open(NOW)).toContain('individual-licence');
  });

  test('waiting for the applicant is no ground on which the clock stops', () => {
    expect(law.notCounted.map(({ id }) => id)).toEqual(['identification', 'expert-opinion', 'on-site-check']);
  });

  test('a refusal can rest on a ban or a refusal in principle in force, and on no ordinary provision', () => {
    expect(procedureOn(book, '2025-10-20').refusalGrounds.has('cn/mofcom-2025-61/2')).toBe(true);
    expect(law.refusalGrounds.has('cn/mofcom-2025-61/2')).toBe(false);
    expect(law.refusalGrounds.has('cn/npcsc-2020-export-control-law/13')).toBe(true);
    expect(law.refusalGrounds.has(`${R}/15`)).toBe(false);
    expect(law.refusalGrounds.has('cn/mofcom-gac-2025-18/1')).toBe(false);
  });

  test('technology asks for Annex 1, and for Annex 2 where it is provided inside China', () => {
    const then = procedureOn(book, '2025-10-20');
    const papers = (providedInChina: 'yes' | 'no') =>
      lint({ kind: 'technology', technology: { providedInChina } }, then)
        .filter(({ because }) => because?.provision === 'cn/mofcom-2025-62/3')
        .map(({ field }) => field);
    expect(papers('no')).toEqual(['papers.technology-statement']);
    expect(papers('yes')).toEqual(['papers.technology-statement', 'papers.technology-in-china-statement']);
  });
});

describe('what the loader refuses in a procedure', () => {
  const text = readFileSync(path.join(import.meta.dirname, 'cn/procedure.yaml'), 'utf8');
  const problems = (from: string, to: string) => {
    expect(text).toContain(from);
    const texts = lawTexts().map((file) =>
      file.path === 'cn/procedure.yaml' ? { ...file, text: text.replace(from, to) } : file,
    );
    try {
      parseLawFiles(texts);
      return [];
    } catch (error) {
      if (!(error instanceof LawFileError)) throw error;
      return error.problems.map(({ code, path: field }) => `${code} ${field}`);
    }
  };

  test.each([
    [
      'a provision that is not there',
      `provision: ${R}/19`,
      `provision: ${R}/99`,
      'dangling-reference kinds[2].provision',
    ],
    ['no number of days anywhere', '    workingDays: 20\n', '', 'missing-field timeLimits[2]'],
    [
      'a kind that the core does not know',
      'id: minor-change\n    name: { zh: 变更非关键要素',
      'id: small-change\n    name: { zh: 变更非关键要素',
      'wrong-value kinds[5].id',
    ],
    ['the same paper twice', 'id: identity-papers', 'id: application-form', 'duplicate-id papers[1].id'],
    ['a field that nobody reads', 'longestYears: 3', 'longestMonths: 36', 'unknown-key kinds[1].longestMonths'],
  ])('%s', (_, from, to, problem) => {
    expect(problems(from, to)).toContain(problem);
  });

  test('a number of days in two places', () => {
    const found = problems(
      'for: [individual-licence, general-licence, technology, major-change]\n    provision',
      'for: [individual-licence, general-licence, technology, major-change]\n    workingDays: 45\n    provision',
    );
    expect(found).toEqual(['wrong-value timeLimits[0].workingDays']);
  });
});

const EXPORTER: CaseActor = { person: 'wang', role: 'exporter', organisation: 'firm' };
const OFFICER: CaseActor = { person: 'li', role: 'licensing-officer', organisation: 'ministry' };
const paper = (id: string) => ({ id, paper: id, language: 'zh' as const });
const APPLICANT = {
  name: '示例磁材有限公司',
  country: 'CN',
  address: '示例市示例路1号',
  uscc: '91350100M000100Y43',
  contact: { name: '王示例' },
};
const MAGNETS: Application = {
  kind: 'individual-licence',
  applicant: APPLICANT,
  destination: 'DE',
  endUsers: [{ name: 'Beispiel Motoren GmbH', country: 'DE', address: 'Stuttgart' }],
  endUse: { description: '电动汽车驱动电机' },
  contract: { number: 'YT-1', currency: 'EUR', lines: [{ id: '1', quantity: '500', unit: 'kg', value: '46250' }] },
  lines: [
    {
      id: 'a',
      contractLine: '1',
      nameZh: '含镝钕铁硼磁体',
      code: '1C902.c',
      quantity: '500',
      unit: 'kg',
      value: '46250',
      currency: 'EUR',
    },
  ],
  proof: {
    'end-user': 'Beispiel Motoren GmbH',
    'exact-use': '电机转子',
    'undertakes-end-use': 'yes',
    'undertakes-no-transfer': 'yes',
  },
  papers: ['application-form', 'identity-papers', 'contract', 'technical-description', 'end-user-proof'].map(paper),
};
const CHANGE: Application = {
  kind: 'minor-change',
  applicant: APPLICANT,
  change: { licence: 'L1', reason: '运输方式变更', elements: [{ element: 'transport' }] },
};
const WATCHED: Application = {
  ...MAGNETS,
  determination: {
    id: 'd',
    asOf: NOW,
    knownAt: NOW,
    pack: { id: 'cn-rare-earth', version: '2026.11.0' },
    outcome: 'licence-required',
    listed: [{ party: 'x', list: 'cn/mofcom-2026-12/list', kind: 'watch-list', entry: 'mofcom-2026-12/1' }],
  },
  papers: [...MAGNETS.papers!, paper('risk-assessment-report'), paper('written-undertaking')],
};

/** A case that was accepted on this day, with the spans in which an expert was heard. */
function accepted(application: Application, on: string, stopped: ClockCase['stopped'] = []) {
  const steps: (readonly [CaseActor, CaseCommand, string])[] = [
    [EXPORTER, { command: 'save', application }, on],
    [EXPORTER, { command: 'submit' }, on],
    [OFFICER, { command: 'accept' }, on],
    ...stopped.flatMap(({ from, to }): (readonly [CaseActor, CaseCommand, string])[] => [
      [OFFICER, { command: 'stop-clock', ground: 'expert-opinion', reason: '专家咨询' }, from],
      [OFFICER, { command: 'resume-clock', ground: 'expert-opinion' }, to],
    ]),
  ];
  let played = replay([]);
  const events = [];
  for (const [who, command, day] of steps) {
    if (!played.ok) throw new Error(played.code);
    const decided = decide(played.state, command, who, { on: day, law: procedureOn(book, day) });
    if (!decided.ok) throw new Error(`${command.command}: ${decided.code} ${JSON.stringify(decided.findings)}`);
    events.push(...decided.events);
    played = replay(events);
  }
  if (!played.ok) throw new Error(played.code);
  return played.state;
}

describe('the worked clocks, through a case', () => {
  // Other spans count days alone; no procedure has them.
  const clocks = loadCases().filter((each): each is ClockCase => 'due' in each && [20, 45].includes(each.workingDays));
  test.each(clocks.map((each) => [each.id, each.title.en, each] as const))('%s: %s', (_, __, each) => {
    const state = accepted(each.workingDays === 20 ? CHANGE : MAGNETS, each.event, each.stopped);
    expect(remainingDays(state, state.lastOn!, book.calendar)).toMatchObject({
      is: 'running',
      limit: each.workingDays,
      due: { date: each.due, provisional: false },
    });
    expect(remainingDays(state, each.due, book.calendar)).toMatchObject({ remaining: 0 });
  });

  test('with a Watch List end user no clock runs', () => {
    expect(remainingDays(accepted(WATCHED, NOW), '2026-05-08', book.calendar)).toMatchObject({
      is: 'no-limit',
      because: [{ ground: 'watch-listed-party', provision: `${R}/26` }],
    });
  });
});
