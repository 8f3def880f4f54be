import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Determination } from '../determination.ts';
import type { ExplainedBlock } from './blocks.ts';
import { BRANCH, DETERMINATION, finding, LINE, NOTICES, UNCONFIRMED, UNDETERMINED } from './example-determination.ts';
import { explain } from './explain.ts';
import { sortedOut } from './steps.ts';
import { explainText } from './explain-text.ts';
import { amountText, dateText, percentText } from './figures.ts';
import { type Language, WORDING } from './wording.ts';
import { columns, tame, wrap } from './wrap.ts';

const LANGUAGES: readonly Language[] = ['zh', 'en'];
const ALL: readonly [string, Determination][] = [
  ['settled', DETERMINATION],
  ['unconfirmed', UNCONFIRMED],
  ['undetermined', UNDETERMINED],
];
const flat = (text: string) => text.replace(/\s+/g, '');
const wide = (determination: Determination, language: Language) =>
  explainText(determination, language, { width: 2000 });

describe('the table of words', () => {
  it.each(Object.entries(WORDING))('%s says the same in both languages', (_key, { zh, en }) => {
    expect(zh.length).toBeGreaterThan(0);
    expect(en.length).toBeGreaterThan(0);
    const slots = (text: string) =>
      [...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => name).sort((a, b) => (a < b ? -1 : 1));
    // A noun that changes with its number may stand without the number; no slot may be in one language only.
    expect(new Set(slots(zh))).toEqual(new Set(slots(en)));
  });
  it('writes Chinese with Chinese punctuation', () => {
    const faulty = Object.entries(WORDING).filter(([, { zh }]) =>
      /[,;:?!()]|\p{Script=Han} \p{Script=Han}/u.test(zh.replace(/\{[^}]*\}/g, '')),
    );
    expect(faulty).toEqual([]);
  });
});

describe.each(ALL)('an answer that is %s', (_name, determination) => {
  it.each(LANGUAGES)('names every provision that makes it and every fact that is missing (%s)', (language) => {
    const text = wide(determination, language);
    for (const line of determination.lines) {
      for (const branch of line.branches) {
        for (const { cite } of [...branch.because, ...(branch.review?.because ?? [])])
          expect(text).toContain(cite[language]);
      }
      for (const question of line.questions) {
        expect(text).toContain(question.text[language]);
        expect(text).toContain(question.about);
      }
    }
  });
  it('puts the Chinese citation beside the translation', () => {
    for (const { cite } of BRANCH.because) expect(wide(determination, 'en')).toContain(cite.zh);
  });
  it.each(LANGUAGES)('keeps to the width (%s)', (language) => {
    for (const width of [40, 57, 80, 100, 132]) {
      for (const line of explainText(determination, language, { width }).split('\n'))
        expect(columns(line)).toBeLessThanOrEqual(width);
    }
  });
  it.each(LANGUAGES)('says the same words at every width (%s)', (language) => {
    const rules = /[-=]{4,}/g;
    const [narrow, broad] = [40, 100].map((width) =>
      explainText(
        {
          ...determination,
          lines: determination.lines.map((line) => ({
            ...line,
            content: null,
            classification: { entries: [], problems: [], suggestions: [] },
          })),
        },
        language,
        { width },
      ),
    );
    expect(flat((narrow ?? '').replace(rules, ''))).toBe(flat((broad ?? '').replace(rules, '')));
  });
});

describe('the first line', () => {
  it.each([
    [DETERMINATION, 'en', 'LICENCE REQUIRED'],
    [DETERMINATION, 'zh', '须经许可'],
    [
      UNCONFIRMED,
      'en',
      'UNCONFIRMED: the enacted text says: licence required; if the change announced on 2026-09-28 were enacted: no licence required',
    ],
    [UNCONFIRMED, 'zh', '法律状态未定：按现行文本：须经许可；如2026年9月28日宣布的变更经颁布：无须许可'],
    [UNDETERMINED, 'en', 'UNDETERMINED: licence required, or prohibited; 2 facts would settle it'],
    [UNDETERMINED, 'zh', '尚不能确定：须经许可或者禁止出口；查明2项事实即可确定'],
  ] as const)('is the answer', (determination, language, first) => {
    expect(wide(determination, language).split('\n')[0]).toBe(first);
  });
  it('counts the answers of several exports', () => {
    const several = { ...DETERMINATION, lines: [LINE, { ...LINE, id: 'b', outcome: 'exempt' as const }] };
    expect(wide(several, 'en')).toMatch(
      /^LICENCE REQUIRED\n2 exports: licence required: 1; exempt from the licence: 1\./,
    );
  });
  it('refuses a day before coverage and says why', () => {
    const refused: Determination = {
      ...DETERMINATION,
      outcome: 'not-covered',
      possible: [],
      lines: [],
      coverage: { ...DETERMINATION.coverage, state: 'before-coverage', text: { zh: '无', en: 'another system then' } },
    };
    expect(wide(refused, 'en')).toMatch(/^NOT COVERED\n.*\nanother system then/);
  });
});

it('says that the gazette was not checked since', () => {
  expect(wide(UNCONFIRMED, 'en')).toContain('! 2026-10-09; not checked since');
  expect(wide(DETERMINATION, 'en')).not.toContain('not checked since');
});

describe('the provisions', () => {
  it('that name nobody are counted, and stay in the trace', () => {
    const { shown, counted } = sortedOut(BRANCH);
    expect(counted).toHaveLength(NOTICES + 1);
    expect(shown.length + counted.length).toBe(BRANCH.findings.length);
    expect(wide(DETERMINATION, 'en')).toContain(
      `${NOTICES + 1} further provisions do not apply (licence duty 1, prohibition ${NOTICES}).`,
    );
    const trace = sections(explain(DETERMINATION, 'en')).find(({ topic }) => topic === 'trace');
    const [checks] = trace?.blocks ?? [];
    expect(checks?.kind === 'checks' && checks.checks.length).toBe(BRANCH.findings.length);
  });
  it('that fail on one condition, or would bite but sleep, are shown', () => {
    const shown = sortedOut(BRANCH).shown.map(({ id }) => id);
    expect(shown).toContain('cn/near');
    expect(shown).toContain('cn/mofcom-gac-2025-57/1');
    expect(wide(DETERMINATION, 'en')).toContain('paused until 2026-11-10 by cn/mofcom-gac-2025-70/1; it had never run');
  });
  it('that make the outcome are never only counted', () => {
    const made = finding('cn/made', ['not-met', 'not-met']);
    expect(sortedOut({ because: [made], findings: [made] }).counted).toEqual([]);
  });
  it('show a test under "not" by its contrary', () => {
    const negated = finding('cn/negated', ['met'], {
      verdict: 'met',
      tests: [
        {
          text: { zh: '货物不运往中国', en: 'the goods do not go to China' },
          verdict: 'not-met',
          used: { zh: '德国', en: 'DE' },
          negated: true,
        },
      ],
    });
    const text = wide({ ...DETERMINATION, lines: [{ ...LINE, branches: [{ ...BRANCH, findings: [negated] }] }] }, 'en');
    expect(text).toContain('✓ the goods do not go to China  ← fact: DE');
  });
  it('stand in another branch only where they differ', () => {
    const branch = sections(explain(UNCONFIRMED, 'en')).find(({ topic }) => topic === 'branch');
    const steps = sections(branch?.blocks ?? []).find(({ topic }) => topic === 'steps');
    const [checks] = steps?.blocks ?? [];
    expect(checks?.kind === 'checks' && checks.checks.map(({ id }) => id)).toEqual(['cn/mofcom-2025-61/1(1)']);
  });
});

it('marks a due date that rests on unpublished holidays', () => {
  expect(wide(DETERMINATION, 'en')).toContain(
    'due 2027-01-11 (10 working days) (provisional: holidays of that year not yet published)',
  );
});

it('draws the tiers of the content with their figures', () => {
  expect(wide(DETERMINATION, 'en')).toContain(
    '└─ alloy\n     └─ dy-metal  0.3 EUR · 3 % (0.03) · reaches the threshold at a unit price of 0.01',
  );
});

it('lets no name move the cursor or turn the writing', () => {
  const hostile = 'A\u001b[31mB\u202Egnp\r\nC';
  const text = wide(
    {
      ...DETERMINATION,
      lines: [
        {
          ...LINE,
          description: hostile,
          parties: [{ role: 'end-user', name: hostile, isKnown: true, hits: [], heldByListed: [] }],
        },
      ],
    },
    'zh',
  );
  expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
  expect(tame(hostile)).toBe('A\ufffd[31mB\ufffdgnp C');
});

describe('figures', () => {
  it.each([
    ['0.001', '0.1 %'],
    ['0.000999', '0.0999 %'],
    ['0.0009999999999999', '≈ 0.099999999 %'],
    ['1/3', '≈ 33.333333333 %'],
    ['0', '0 %'],
    ['1', '100 %'],
  ])('%s is %s', (share, text) => expect(percentText(share, 'en')).toBe(text));
  it('never show a share below the threshold as if it reached it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 30n }), (n) => {
        const text = percentText(`${n}/${1000n * n + 1n}`, 'zh').replace(/[≈ %]/g, '');
        expect(Number(text)).toBeLessThan(0.1);
      }),
    );
  });
  it('keep money as it was written', () => expect(amountText('10.00')).toBe('10.00'));
  it('write days as the language does', () => {
    expect(dateText('2025-12-01', 'zh')).toBe('2025年12月1日');
    expect(dateText('2025-12-01', 'en')).toBe('2025-12-01');
  });
});

describe('lines', () => {
  it('hold as many columns as asked and lose no character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.stringMatching(/^[出口经营者，。（）《》 a-z]{0,80}$/),
        fc.integer({ min: 6, max: 60 }),
        (a, b, width) => {
          const text = tame(a + b);
          const lines = wrap(text, width, '- ');
          for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
          expect(flat(lines.join(''))).toBe(flat(`- ${text}`));
        },
      ),
    );
  });
  it('begin with no closing mark and end with no opening one', () => {
    for (const width of [10, 12, 14, 16]) {
      for (const line of wrap('境外组织和个人（境外特定出口经营者）向中国以外出口，须取得《许可证》。', width)) {
        expect(line).not.toMatch(/^[，。）》]/);
        expect(line).not.toMatch(/[（《]$/);
      }
    }
  });
  it('count a Chinese character as two columns', () => expect(columns('镝 Dy')).toBe(5));
});

function sections(blocks: readonly ExplainedBlock[]): Extract<ExplainedBlock, { kind: 'section' }>[] {
  return blocks.flatMap((block) => (block.kind === 'section' ? [block, ...sections(block.blocks)] : []));
}
