import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { runCli, type Said, temporaryFolder } from './testing/run-cli.ts';

const { put } = temporaryFolder();

/** Whatever comes in, the command line ends with an answer (0) or with what to mend (2), never with a fault of ours. */
function expectNoFault({ code, out, err }: Said): void {
  expect([0, 2], err.slice(0, 500)).toContain(code);
  expect(err).not.toMatch(/fault in Ytterby|\n {4}at |undefined|\[object /);
  if (code === 2) expect(err.trim()).not.toBe('');
  expect(out).not.toContain('[object Object]');
}

const bytes = (...parts: (string | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const laughs = [
  'a: &a [x,x,x,x,x,x,x,x,x,x]',
  ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[i]}`).join(',')}]`),
].join('\n');
const workbook = (extra: Record<string, Uint8Array>) =>
  zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<workbook/>'), ...extra });
const csv = (rows: string) => `id,form,value,currency,quantity,to,as of\n${rows}`;

const EXPORTS: [what: string, name: string, content: string | Uint8Array, says: RegExp][] = [
  ['broken YAML', 'a.yaml', 'asOf: [2026\nlines: }', /a\.yaml:\d+:\d+/],
  ['a list where a day belongs, a number where lines belong', 'a.yaml', 'asOf: [1]\nlines: 5', /lines/],
  [
    'a negative value',
    'a.yaml',
    'asOf: 2026-11-10\nlines: [{item: {}, value: {amount: -1, currency: EUR}}]',
    /a\.yaml:2.*negative/,
  ],
  ['a day that does not exist', 'a.yaml', 'asOf: 2026-02-30\nlines: [{item: {}}]', /2026-02-30/],
  ['billion laughs', 'a.yaml', laughs, /alias/i],
  ['twenty thousand brackets', 'a.yaml', '['.repeat(20_000), /deep/],
  ['JSON nested 200,000 deep', 'a.json', '['.repeat(200_000), /deep/],
  ['a key given twice', 'a.json', '{"asOf":"2026-11-10","asOf":"2026-11-11"}', /twice|duplicate/i],
  ['__proto__', 'a.json', '{"__proto__":{"polluted":1},"asOf":"2026-11-10","lines":[{"item":{}}]}', /__proto__/],
  [
    'a number with an exponent beyond all',
    'a.json',
    '{"asOf":"2026-11-10","lines":[{"item":{},"quantity":1e999999}]}',
    /quantity/,
  ],
  [
    '300 parties',
    'a.yaml',
    `asOf: 2026-11-10\nlines: [{item: {}}]\nparties: [${'{role: importer},'.repeat(300)}]`,
    /parties/,
  ],
  [
    'owners nested 500 deep',
    'a.yaml',
    `asOf: 2026-11-10\nlines: [{item: {}}]\nparties: [{role: end-user, owners: ${'[{name: x, owners: '.repeat(500)}none${'}]'.repeat(500)}}]`,
    /deep/,
  ],
  [
    'a cell of 10 MB',
    'a.csv',
    csv(`${'x'.repeat(10_000_000)},magnet,5,EUR,1,DE,2026-11-10\n`),
    /a\.csv.*1048576 bytes/,
  ],
  ['a NUL byte', 'a.csv', csv('L\0,magnet,5,EUR,1,DE,2026-11-10\n'), /NUL|byte/i],
  [
    'UTF-8 with a line of GBK',
    'a.csv',
    bytes('编号,目的国,日期\nL1,德国,2026-11-10\nL2,', new Uint8Array([0xb5, 0xc2, 0xb9, 0xfa]), ',2026-11-10\n'),
    /encod|UTF-8/i,
  ],
  ['a PDF called .csv', 'a.csv', '%PDF-1.7 …', /PDF|text/],
  ['no header', 'a.csv', 'L1,5,EUR\nL2,6,EUR\n', /column names/],
  ['a quote never closed', 'a.csv', csv('L1,"magnet,5,EUR,1,DE,2026-11-10\n'), /quote/i],
  ['a formula for a number', 'a.csv', csv('L1,magnet,=1+1,EUR,1,DE,2026-11-10\n'), /row 2 "value"/],
  ['an empty file', 'a.csv', '', /holds nothing/],
  [
    'a workbook that unpacks to 80 MB of nothing',
    'a.xlsx',
    workbook({ 'xl/worksheets/sheet1.xml': new Uint8Array(80_000_000) }),
    /a\.xlsx/,
  ],
  ['a workbook cut short', 'a.xlsx', workbook({}).slice(0, 100), /a\.xlsx/],
  [
    'NDJSON with a broken line among good ones',
    'a.ndjson',
    '{"asOf":"2026-11-10","lines":[{"item":{}}]}\n{"asOf":\n{"asOf":"2026-11-10","lines":[{"item":{}}]}\n',
    /2 assessed; 1 not/,
  ],
];

describe('hostile exports', () => {
  it.each(EXPORTS)('%s', async (_, name, content, says) => {
    const said = await runCli('assess', put(name, content), '--format', 'csv');
    expectNoFault(said);
    expect(said.code).toBe(2);
    expect(said.err).toMatch(says);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('a control code that nobody has heard of is answered, and noted', async () => {
    const said = await runCli(
      'assess',
      put('a.yaml', 'asOf: 2026-11-10\nlines: [{item: {code: 9Z999.x}}]'),
      '--format',
      'json',
    );
    expectNoFault(said);
    const answer = JSON.parse(said.out) as { outcome: string };
    expect(answer.outcome).toBe('outside-pack');
  });

  it('text that would be a formula or a mark-up stays text', async () => {
    const file = put(
      'a.yaml',
      `asOf: 2026-11-10\nlines: [{id: '=cmd|"/c calc"!A1', item: {description: '<script>alert(1)</script>'}}]`,
    );
    expect((await runCli('assess', file, '--format', 'csv')).out).toContain(`"'=cmd`);
    expect((await runCli('assess', file, '--format', 'html')).out).not.toContain('<script>alert');
  });
});

const EXPORT = put(
  'export.yaml',
  `asOf: 2025-12-15
knownAt: 2025-10-20
act: export
from: DE
to: US
exporter: { country: DE, chinesePerson: no }
parties: [{ role: end-user, name: Example Inc., country: US, military: no, owners: none }]
endUse: { kind: civil }
lines: [{ id: A, item: { form: magnet, elements: [Nd, Fe, B, Dy] }, madeIn: DE, origin: DE, technologyOrigin: DE }]
`,
);

interface Answer {
  readonly outcome: string;
  readonly lines: readonly {
    readonly content: { readonly verdict: string; readonly problems: readonly { readonly code: string }[] };
  }[];
}

describe('hostile bills of materials', () => {
  const value = 'value: { amount: 10, currency: EUR }';
  it.each<[what: string, parts: string, problem: string]>([
    ['a loop of two', `[{id: A, ${value}, inputs: [{part: B}]}, {id: B, ${value}, inputs: [{part: A}]}]`, 'loop'],
    ['a part that holds itself', `[{id: A, ${value}, inputs: [{part: A, quantity: 1}]}]`, 'loop'],
    ['an input without a row', `[{id: A, ${value}, inputs: [{part: B, quantity: 1}]}]`, 'missing-part'],
    [
      'a part listed twice',
      `[{id: A, ${value}, inputs: [{part: B, quantity: 1}]}, {id: B, ${value}}, {id: B, ${value}}]`,
      'duplicate-id',
    ],
    [
      'metres of a thing that is weighed',
      `[{id: A, ${value}, inputs: [{part: B, quantity: 1, unit: m}]}, {id: B, unit: kg, ${value}, origin: CN, item: {form: metal, elements: [Dy]}}]`,
      'unit-mismatch',
    ],
    [
      'money without a rate',
      `[{id: A, ${value}, inputs: [{part: B, quantity: 1}]}, {id: B, value: {amount: 1, currency: JPY}, origin: CN, item: {form: metal, elements: [Dy]}}]`,
      'rate-missing',
    ],
    [
      'a product worth nothing',
      `[{id: A, value: {amount: 0, currency: EUR}, inputs: [{part: B, quantity: 1}]}, {id: B, ${value}, origin: CN, item: {form: metal, elements: [Dy]}}]`,
      'value-zero',
    ],
  ])('%s leaves the answer open and is named in it', async (_, parts, problem) => {
    const said = await runCli('assess', EXPORT, '--bom', put('bom.yaml', `parts: ${parts}`), '--format', 'json');
    expectNoFault(said);
    const { outcome, lines } = JSON.parse(said.out) as Answer;
    expect(lines[0]?.content.problems.map(({ code }) => code)).toContain(problem);
    expect([outcome, lines[0]?.content.verdict]).toEqual(['undetermined', 'unknown']);
  });

  it.each<[what: string, name: string, content: string, says: RegExp]>([
    ['a level skipped', 'b.csv', 'level,part\n1,A\n3,B\n', /b\.csv row 3 "level"/],
    [
      'two rows that contradict each other',
      'b.csv',
      'parent,part,origin\n,A,DE\nA,B,CN\nA,C,DE\nC,B,JP\n',
      /row 5.*origin/,
    ],
    ['a negative quantity', 'b.csv', 'parent,part,quantity\n,A,1\nA,B,-1\n', /row 3 "quantity"/],
    ['an export in its place', 'b.yaml', 'asOf: 2026-11-10\nlines: [{item: {}}]', /bill of materials/],
    ['a workbook that is none', 'b.xlsx', 'hello', /b\.xlsx/],
  ])('%s is refused by place', async (_, name, content, says) => {
    const said = await runCli('assess', EXPORT, '--bom', put(name, content));
    expectNoFault(said);
    expect(said.code).toBe(2);
    expect(said.err).toMatch(says);
  });

  it('20,000 levels are followed to the bottom', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, level) => `${level === 0 ? '' : `P${level - 1}`},P${level},1,10,EUR`,
    );
    const said = await runCli(
      'content',
      put('deep.csv', `parent,part,quantity,unit value,currency\n${rows.join('\n')}\n`),
      '--part',
      'P0',
      '--known-at',
      '2025-10-20',
      '--as-of',
      '2025-12-15',
    );
    expectNoFault(said);
    expect(said.code).toBe(0);
  });
});

/** A sound instrument; each case spoils one thing. */
const SOUND = `id: cn/example-2026-1
kind: announcement
title: { zh: 示例, en: Example }
issuer: { zh: 示例, en: Example }
published: 2026-11-20
from: 2026-11-20
verified: no
source: [an invented instrument]
summary: { zh: 示例, en: Example }
provisions:
  - id: cn/example-2026-1/1
    cite: { zh: 第一条, en: para. 1 }
    text: { zh: 示例, en: Example }
    acts: [{ do: suspend, on: [cn/mofcom-2025-61], from: 2026-11-20, lastDay: 2027-01-10 }]
`;

describe('hostile law files', () => {
  it('the sound one is taken', async () => {
    expect(
      (await runCli('law', 'show', 'cn/example-2026-1', '--as-of', '2026-11-24', '--extra', put('law.yaml', SOUND)))
        .code,
    ).toBe(0);
  });

  it.each<[what: string, spoil: (sound: string) => string | Uint8Array, code: string]>([
    ['broken YAML', (sound) => sound.replace('[an', '[[an'), 'broken-yaml'],
    ['an unknown field', (sound) => `${sound}colour: red\n`, 'unknown-key'],
    ['no title', (sound) => sound.replace(/title.*\n/, ''), 'missing-field'],
    ['no source', (sound) => sound.replace(/source.*\n/, ''), 'uncited'],
    ['31 November', (sound) => sound.replace('lastDay: 2027-01-10', 'lastDay: 2026-11-31'), 'no-such-date'],
    [
      'the id of another instrument',
      (sound) => sound.replaceAll('cn/example-2026-1', 'cn/mofcom-2025-61'),
      'duplicate-id',
    ],
    [
      'a provision with a foreign id',
      (sound) => sound.replace('cn/example-2026-1/1', 'cn/other-2026-1/1'),
      'foreign-id',
    ],
    ['a last day before the first', (sound) => sound.replace('2027-01-10', '2026-01-10'), 'window-backwards'],
    [
      'an act on what nobody enacted',
      (sound) => sound.replace('[cn/mofcom-2025-61]', '[cn/mofcom-2099-1]'),
      'dangling-reference',
    ],
    [
      'a reading that the core cannot take',
      (sound) => sound.replace('lastDay:', 'under: { reading: mood, option: good }, lastDay:'),
      'dangling-reference',
    ],
    [
      'an effect of no kind',
      (sound) => sound.replace('    acts:', '    effect: { kind: magic }\n    acts:'),
      'wrong-value',
    ],
    ['billion laughs', () => laughs, ''],
    ['nothing at all', () => '', ''],
    ['bytes', () => new Uint8Array([0, 1, 2, 0xff, 0xfe, 0x80]), ''],
  ])('%s is refused by file, line and code', async (_, spoil, code) => {
    const file = put('law.yaml', spoil(SOUND));
    const said = await runCli('law', 'list', '--extra', file);
    expectNoFault(said);
    expect(said.code).toBe(2);
    expect(said.err).toMatch(/law\.yaml:\d+:\d+/);
    expect(said.err).toContain(code === '' ? '[' : `[${code}]`);
  });
  it('an alias to itself is refused', async () => {
    expectNoFault(await runCli('law', 'list', '--extra', put('law.yaml', 'a: &a [*a]')));
  });
});
