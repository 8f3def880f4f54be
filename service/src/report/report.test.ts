import {
  type Determination,
  determine,
  determineOverTime,
  branchLabel,
  explainText,
  type LineDetermination,
} from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from './example-exports.ts';
import { drawable, type Flow } from './drawable-flow.ts';
import { flowSvg } from './flow-svg.ts';
import { reportHtml } from './html.ts';
import { escaped } from './markup.ts';
import { COLUMNS, determinationRows } from './tables.ts';

const book = loadLaw();
const LANGUAGES = ['zh', 'en'] as const;
const HOSTILE = `<script>alert('x')</script>"'&]]>\u202Egnp\u0007\u2066`;
const FLOW: Flow = {
  nodes: [
    { id: 'm', name: 'magnet', controlled: false },
    { id: 'a', name: 'alloy · 镝铁合金', controlled: false },
    { id: 'd', name: HOSTILE, controlled: true },
  ],
  links: [
    { from: 'd', to: 'a', value: 0.3 },
    { from: 'a', to: 'm', value: 0.4 },
  ],
};

const cases = Object.entries(EXAMPLES).map(([name, facts]) => {
  const determination = determine(facts, book);
  const over = determineOverTime(facts, book);
  const drawingsOf = (line: LineDetermination) => ({
    flow: FLOW,
    segments: (over[determination.lines.indexOf(line)] ?? []).map((segment) => ({
      ...segment,
      label: branchLabel(segment.branch, book),
    })),
  });
  return { name, determination, drawingsOf };
});

/** Is it well-formed: every element closed in order, attributes quoted and not repeated, no stray sign? */
function faultsIn(page: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const body = page.replace(/^<!DOCTYPE html>\n/, '').replace(/<style>[^<]*<\/style>/g, '');
  const token = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g;
  for (const [, close, name, attributes, self, text, stray] of body.matchAll(token)) {
    if (stray !== undefined) faults.push('stray <');
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39|#\d+);)/.test(text)) faults.push(`bare & in ${text.slice(0, 40)}`);
      continue;
    }
    if (name === undefined) continue;
    const names = [...(attributes ?? '').matchAll(/\s([\w:-]+)=/g)].map(([, attribute]) => attribute);
    if (new Set(names).size !== names.length) faults.push(`attribute twice in ${name}`);
    if (self === '/') continue;
    if (close !== '/') open.push(name);
    else if (open.pop() !== name) faults.push(`</${name}> closes nothing`);
  }
  return [...faults, ...open.map((name) => `<${name}> left open`)];
}

const unescaped = (page: string) =>
  page
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

describe.each(cases)('the report on an export that is $name', ({ name, determination, drawingsOf }) => {
  it.each(LANGUAGES)('is well-formed and needs nothing from elsewhere (%s)', (language) => {
    const page = reportHtml(determination, { language, generatedAt: '2026-11-24 15:00', drawingsOf });
    expect(faultsIn(page)).toEqual([]);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=/i);
    expect(page).toContain(language === 'zh' ? '<html lang="zh-Hans">' : '<html lang="en-GB">');
  });
  it.each(LANGUAGES)('has one target for every reference, and no id twice (%s)', (language) => {
    const page = reportHtml([determination, determination], { language, generatedAt: '', drawingsOf });
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });
  it.each(LANGUAGES)('names every provision that was asked and every missing fact (%s)', (language) => {
    const page = unescaped(reportHtml(determination, { language, generatedAt: '' }));
    for (const line of determination.lines) {
      for (const finding of line.branches[0]?.findings ?? []) expect(page).toContain(finding.cite[language]);
      for (const { text } of line.questions) expect(page).toContain(text[language]);
    }
  });
  it.each(LANGUAGES)('shows the outcome over time in a drawing and in a table (%s)', (language) => {
    const page = reportHtml(determination, { language, generatedAt: '', drawingsOf });
    expect(page.match(/<svg[^>]*class="timeline"[^>]*role="img" aria-label="[^"]{20,}"/g)).toHaveLength(
      determination.lines.length,
    );
    expect(page.match(/<figure>.*?<\/figure>/gs)?.every((figure) => figure.includes('<table'))).toBe(true);
  });
  it('comes out as expected', () => {
    const outcomes = {
      threeTiers: 'licence-required',
      unconfirmed: 'unconfirmed',
      undetermined: 'undetermined',
      exempt: 'exempt',
      prohibited: 'prohibited',
      several: 'licence-required',
    };
    expect(determination.outcome).toBe(outcomes[name as keyof typeof outcomes]);
  });
  it.each(LANGUAGES)('agrees with the text on the first line (%s)', (language) => {
    const [first = ''] = explainText(determination, language, { width: 500 }).split('\n');
    expect(unescaped(reportHtml(determination, { language, generatedAt: '' }))).toContain(first);
  });
});

it('escapes whatever comes from outside', () => {
  const [first] = cases;
  if (first === undefined) throw new Error('no example');
  const line = first.determination.lines[0] as LineDetermination;
  const hostile: Determination = {
    ...first.determination,
    pack: { id: HOSTILE, version: HOSTILE },
    lines: [
      {
        ...line,
        id: HOSTILE,
        description: HOSTILE,
        parties: [
          {
            role: HOSTILE,
            name: HOSTILE,
            isKnown: true,
            hits: [],
            heldByListed: [{ owner: HOSTILE, atLeast: '0.1', atMost: '0.2', paths: [], flipStake: null }],
          },
        ],
        flags: [
          {
            code: 'x',
            kind: 'caution',
            text: { zh: HOSTILE, en: HOSTILE },
            sources: [`https://example.org/"><script>`, 'javascript:alert(1)'],
          },
        ],
      },
    ],
  };
  for (const language of LANGUAGES) {
    const page = reportHtml(hostile, {
      language,
      generatedAt: HOSTILE,
      flow: FLOW,
      segments: [
        {
          branch: 'x',
          label: { zh: HOSTILE, en: HOSTILE },
          from: '2025-01-01',
          until: null,
          outcome: 'exempt',
          possible: ['exempt'],
        },
      ],
    });
    expect(faultsIn(page)).toEqual([]);
    expect(page).not.toMatch(/<script|href="javascript:|(?!\n)\p{Cc}|[\u202e\u2066]/iu);
    expect(page).toContain('&lt;script&gt;');
  }
});

it('escapes quotes, signs and lone surrogates', () => {
  expect(escaped(`<a b='c'>&"\ud800`)).toBe('&lt;a b=&#39;c&#39;&gt;&amp;&quot;\ufffd');
  expect(escaped('镝 𠮷')).toBe('镝 𠮷');
});

describe('the flow of value', () => {
  it('leaves out what cannot be drawn: loops, unknown parts, nothing, and numbers that are none', () => {
    const links = [
      ...FLOW.links,
      { from: 'm', to: 'd', value: 1 },
      { from: 'x', to: 'm', value: 1 },
      { from: 'd', to: 'm', value: 0 },
      { from: 'd', to: 'm', value: Number.NaN },
    ];
    expect(drawable({ ...FLOW, links })).toEqual(FLOW.links);
  });
  it('is not drawn when nothing flows', () => expect(flowSvg({ nodes: FLOW.nodes, links: [] }, 'x')).toBeUndefined());
  it('is the same however often it is drawn', () =>
    expect(flowSvg(FLOW, 'x')?.source).toBe(flowSvg(FLOW, 'x')?.source));
});

describe('the flat table', () => {
  it.each(LANGUAGES)('has a name for every column and a text in every cell (%s)', (language) => {
    for (const { determination } of cases) {
      const { columns, rows } = determinationRows(determination, language);
      expect(columns.map(({ key }) => key)).toEqual([...COLUMNS]);
      expect(new Set(columns.map(({ name }) => name)).size).toBe(COLUMNS.length);
      expect(rows).toHaveLength(determination.lines.length);
      for (const row of rows) for (const key of COLUMNS) expect(typeof row[key]).toBe('string');
    }
  });
  it('holds the provision, the share and the open fact', () => {
    const row = (name: string) =>
      determinationRows(cases.find((each) => each.name === name)?.determination as Determination, 'en').rows[0];
    expect(row('threeTiers')).toMatchObject({
      outcome: 'licence required',
      'because-ids': 'cn/mofcom-2025-61/1(1)',
      share: 'magnet: 3 %',
      'as-of': '2025-12-15',
    });
    expect(row('undetermined')).toMatchObject({ outcome: 'undetermined', fields: 'bom.parts[dy-metal].origin' });
    expect(row('exempt')?.duties).toContain('2025-10-22');
    expect(row('unconfirmed')?.branches).toContain('announced 2026-09-28');
  });
});
