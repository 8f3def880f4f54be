import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { formatListProblem, importList, ListError, type ListFormat, ListStore } from './index.ts';
import { on, readAll, scratch } from './testing/scratch.ts';

const { folder, store, put } = scratch();
mkdirSync(path.join(folder, 'a-folder'));

const UN = '<?xml version="1.0"?>';
const un = (body: string) => `${UN}\n<CONSOLIDATED_LIST><INDIVIDUALS>${body}</INDIVIDUALS></CONSOLIDATED_LIST>`;
const person = (id: number, more = '') =>
  `<INDIVIDUAL><DATAID>${id}</DATAID><FIRST_NAME>Doe ${id}</FIRST_NAME>${more}</INDIVIDUAL>`;
const laughs = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
const ftm = (properties: string, id = '1') => `{"id":"${id}","schema":"Company","properties":${properties}}`;
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** What the file holds, in which format it is read, with which code it ends, and how many good entries are still read. */
const CASES: readonly (readonly [
  what: string,
  content: string | Uint8Array,
  format: ListFormat | undefined,
  code: string | undefined,
  good: number,
])[] = [
  [
    'an entity bomb (a billion laughs)',
    `${UN}<!DOCTYPE l [<!ENTITY l0 "lol">${laughs}]>${un(person(1)).slice(UN.length)}`,
    'un',
    'lists/xml-declares-types',
    0,
  ],
  [
    'an external entity',
    `${UN}<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST>&x;</CONSOLIDATED_LIST>`,
    'un',
    'lists/xml-declares-types',
    0,
  ],
  ['a document type without end', `${UN}<!DOCTYPE l [${' '.repeat(5_000_000)}`, 'un', 'lists/xml-too-large', 0],
  [
    'an entity that nobody declared',
    un(person(1) + person(2, '<COMMENTS1>&x;</COMMENTS1>')),
    'un',
    'lists/broken-off',
    0,
  ],
  ['XML nested 100,000 deep', un(`${'<A>'.repeat(100_000)}`), 'un', 'lists/xml-too-large', 0],
  [
    'an XML text of 2 MB',
    un(person(1, `<COMMENTS1>${'x'.repeat(2_000_000)}</COMMENTS1>`)),
    'un',
    'lists/xml-too-large',
    0,
  ],
  ['an XML comment of 6 MB', un(`<!--${'x'.repeat(6_000_000)}-->${person(1)}`), 'un', 'lists/xml-too-large', 0],
  [
    'an XML entry of 50,000 elements',
    un(person(1, '<A/>'.repeat(50_000)) + person(2)),
    'un',
    'lists/record-too-large',
    1,
  ],
  ['XML that breaks off', un(person(1)).slice(0, -30), 'un', 'lists/broken-off', 1],
  [
    'XML with bytes that are not UTF-8',
    bytes(un('').slice(0, 60), [0xff, 0xfe, 0x80], un('')),
    'un',
    'lists/broken-off',
    0,
  ],
  ['XML of another kind', '<rss><channel/></rss>', undefined, 'lists/unknown-format', 0],
  ['another XML taken for the UN list', '<rss><INDIVIDUAL/></rss>', 'un', 'lists/wrong-format', 0],
  [
    'a web page in place of the list',
    '<!DOCTYPE html><html><body>404</body></html>',
    undefined,
    'lists/unknown-format',
    0,
  ],
  [
    'broken UTF-8 in one cell',
    bytes('name,country\nAcme,DE\nB', [0xe9], 'ta,FR\nGamma,IT\n'),
    'csv',
    'lists/broken-text',
    2,
  ],
  ['a NUL byte in a name', bytes('name,country\nAc', [0], 'me,DE\n'), 'csv', 'lists/control-character', 1],
  ['a cell of 3 MB', `name,country\nAcme,DE\n${'x'.repeat(3_000_000)},FR\n`, 'csv', 'lists/broken-off', 0],
  [
    'a quote that never closes',
    `name,country\nAcme,DE\n"Beta,FR\n${'Gamma,IT\n'.repeat(1000)}`,
    'csv',
    'lists/broken-off',
    0,
  ],
  ['a row with a cell too many', 'name,country\nAcme, Inc.,DE\nBeta,FR\n', 'csv', 'lists/wrong-cells', 1],
  ['a table without names', 'country,from\nDE,2026-01-01\n', 'csv', 'lists/wrong-format', 0],
  ['a table without known titles', 'x,y\n1,2\n', 'csv', 'intake/no-header', 0],
  [
    'OFAC with eleven columns',
    '36,"A","individual","CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n',
    'ofac-sdn',
    'lists/wrong-format',
    0,
  ],
  ['OFAC without its main file', '36,12,"aka","AERO",-0- \n', 'ofac-sdn', 'lists/wrong-files', 0],
  ['a CSL without its columns', 'source,name\nEL,Acme\n', 'csl', 'lists/wrong-format', 0],
  [
    'a gzip archive that is cut off',
    gzipSync(`name\n${'Acme\n'.repeat(50_000)}`).subarray(0, 120),
    'csv',
    'lists/broken-gzip',
    0,
  ],
  [
    'a gzip archive of 200 MB of nothing',
    gzipSync(Buffer.alloc(200 * 2 ** 20, 32)),
    'ftm',
    'lists/packed-too-tightly',
    0,
  ],
  ['a workbook under another name', bytes('PK', [3, 4], 'xxxx'), undefined, 'lists/wrong-format', 0],
  ['an empty file', '', undefined, 'lists/empty-file', 0],
  ['JSON in one array', '[{"id":"1"}]', undefined, 'lists/unknown-format', 0],
  [
    'a line of 17 MB',
    `${ftm('{"name":["A"]}')}\n{"id":"${'x'.repeat(17 * 2 ** 20)}"}\n${ftm('{"name":["B"]}', '2')}\n`,
    'ftm',
    'lists/line-too-long',
    2,
  ],
  ['JSON nested 200,000 deep', `${ftm('{"name":["A"]}')}\n${'['.repeat(200_000)}\n`, 'ftm', 'lists/bad-json', 1],
  [
    'names that are no texts',
    `${ftm('{"name":[1,null,{"a":1}],"__proto__":{"name":["x"]}}')}\n`,
    'ftm',
    'lists/no-name',
    0,
  ],
  [
    'a name of 100 kB beside a real one',
    `${ftm(`{"name":["A","${'x'.repeat(100_000)}"]}`)}\n`,
    'ftm',
    'lists/name-too-long',
    1,
  ],
  ['a name of nothing but marks', 'name,id\n\u200b\u202e\u2060,1\n', 'csv', 'lists/no-name', 0],
  ['a name with hidden marks', 'name,id\n\u202eAc\u200bme\u2060 Ltd\u00a0,1\n', 'csv', undefined, 1],
  [
    'an entry with 20,000 aliases',
    `name,id,aliases\nAcme,1,${Array.from({ length: 20_000 }, (_, n) => n).join(';')}\nB,2,\n`,
    'csv',
    'lists/record-too-large',
    1,
  ],
];

describe('hostile lists end in a clear problem', () => {
  test.each(CASES)('%s', async (what, content, format, code, good) => {
    const file = put(`${CASES.findIndex(([each]) => each === what)}.list`, content);
    const { records, problems, refused } = await readAll([file], format);
    const found = [...problems, ...(refused?.problems ?? [])];
    expect(found.map((each) => each.code)).toEqual(code === undefined ? [] : [code]);
    expect(records).toHaveLength(good);
    for (const each of found) {
      const line = formatListProblem(each);
      expect(line.length).toBeLessThan(1000);
      expect(line).not.toMatch(/\p{Cc}|undefined(?! entity)|\[object/u);
      expect(formatListProblem(each, 'zh')).toMatch(/\p{Script=Han}/u);
    }
  });

  test('hidden marks are gone from the name', async () => {
    const { records } = await readAll([put('marks.csv', 'name,id\n\u202eAc\u200bme\u2060 Ltd\u00a0,1\n')]);
    expect(records[0]?.names).toEqual([{ text: 'Acme Ltd', type: 'primary' }]);
  });

  test('where a table breaks off is told by its row', async () => {
    const { refused } = await readAll([put('open.csv', 'name\nAcme\n"Beta\nGamma\n')], 'csv');
    expect(refused?.message).toMatch(/^open\.csv row 3: .*a quote opens and never closes/);
  });

  test.each(['a-folder', 'missing.csv'])('%s cannot be opened', async (name) => {
    const { refused } = await readAll([path.join(folder, name)]);
    expect(refused?.problems[0]?.code).toBe('intake/cannot-open');
  });
});

test.each([
  '../x',
  'a/b',
  'a\\b',
  'C:x',
  '/etc',
  '.',
  '..',
  '',
  'con',
  'nul',
  'com1',
  'OFAC',
  'ofac sdn',
  'ofac\0',
  '名单',
  '-a',
  'a-',
  'x'.repeat(65),
])('the list id %j is refused before anything is written', async (list) => {
  const act = importList(store, { list, files: [put('ok.csv', 'name\nAcme\n')], ...on('2026-10-01') });
  await expect(act).rejects.toThrow(ListError);
  await expect(act).rejects.toThrow(/cannot be the id of a list/);
  expect(await store.lists()).toEqual([]);
});

test('a list that breaks off is not imported, whatever of it could be read', async () => {
  const act = importList(store, {
    list: 'un',
    files: [put('cut.xml', un(person(1)).slice(0, -30))],
    ...on('2026-10-01'),
  });
  await expect(act).rejects.toThrow(/cannot be read beyond this place/);
  expect(await store.lists()).toEqual([]);
});

test('a data folder that cannot be written is named', async () => {
  const blocked = new ListStore(put('a-file', 'x'));
  const act = importList(blocked, { list: 'own', files: [put('ok.csv', 'name\nAcme\n')], ...on('2026-10-01') });
  await expect(act).rejects.toThrow(/the data folder cannot be used \((?:ENOTDIR|EEXIST)\)/);
});
