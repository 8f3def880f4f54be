import { describe, expect, test } from 'vitest';
import type { ListedParty } from './party.ts';
import { judge, screen } from './screen.ts';
import { buildIndex, byteLengthOf, fromBuffer, toBuffer } from './screening-index.ts';
import { V1 } from './v1/weights.ts';

const parties: ListedParty[] = [
  {
    list: 'a',
    entry: '1',
    kind: 'organisation',
    names: ['广州海格通信集团股份有限公司', 'Guangzhou Haige Communications Group'],
    countries: ['CN'],
    identifiers: [{ kind: 'uscc', value: '91350100M000100Y43' }],
  },
  { list: 'a', entry: '2', kind: 'organisation', names: ['Lockheed Martin Corporation'], countries: ['US'] },
  {
    list: 'a',
    entry: '3',
    kind: 'person',
    names: ['Sergey Viktorovich LAVROV'],
    births: ['1950-03-21'],
    countries: ['RU'],
  },
  { list: 'b', entry: '4', kind: 'vessel', names: ['SNOW STORM 1'], identifiers: [{ kind: 'imo', value: '9074729' }] },
  { list: 'b', entry: '5', names: ['Syria International Islamic Bank'] },
  {
    list: 'b',
    entry: '6',
    kind: 'organisation',
    names: ['Example Holding'],
    identifiers: [{ kind: 'lei', value: '5493001KJTIIGC8Y1R12' }],
  },
];
const index = buildIndex(parties);
const entries = (name: string, more = {}) => screen({ name, ...more }, index).hits.map(({ party }) => party.entry);

describe('screening', () => {
  test.for([
    ['HAIGE GUANGZHOU', '1'],
    ['海格通信', '1'],
    ['廣州海格通信集團', '1'],
    ['Guangzhou Haige Tongxin Jituan Gufen Youxian Gongsi', '1'],
    ['Lockhed Martin', '2'],
    ['LockheedMartin Corp', '2'],
    ['Lavrow, Sergej', '3'],
    ['Лавров Сергей', '3'],
    ['S. Lavrov', '3'],
    ['Snow Stom 1', '4'],
    ['SIIB', '5'],
  ])('%s finds entry %s', ([name = '', entry]) => {
    expect(entries(name)[0]).toBe(entry);
  });

  test.for(['Boeing', 'Martin Scorsese', 'Snow', 'Li Ming'])('%s finds nothing', (name) => {
    expect(screen({ name }, index)).toMatchObject({ verdict: 'none', hits: [], unreadable: false });
  });

  test('a hit shows the names that met, the words, and the version', () => {
    expect(screen({ name: 'Guangzhou Haige Comm Grp' }, index)).toMatchObject({
      algorithm: 'screening/v1',
      verdict: 'hit',
      hits: [
        {
          verdict: 'hit',
          score: 1,
          asked: 'Guangzhou Haige Comm Grp',
          listed: 'Guangzhou Haige Communications Group',
          names: { met: expect.arrayContaining([expect.objectContaining({ ours: 'haige', how: 'same' })]) },
        },
      ],
    });
  });

  test('an equal identifier is a hit, whatever the names say', () => {
    const query = { name: 'Something Else', identifiers: [{ kind: 'lei', value: '5493001KJTIIGC8Y1R12' }] } as const;
    expect(screen(query, index).hits[0]).toMatchObject({
      verdict: 'hit',
      decidedBy: 'identifier',
      party: { entry: '6' },
    });
  });

  test('a contradicting identifier takes a hit down to possible', () => {
    const query = { name: 'Example Holding', identifiers: [{ kind: 'lei', value: '529900T8BM49AURSDO55' }] } as const;
    expect(screen(query, index).hits[0]).toMatchObject({ verdict: 'possible', decidedBy: 'identifier' });
  });

  test('another date of birth takes a hit away, the same one keeps it', () => {
    const name = 'Sergey Lavrov';
    expect(screen({ name, births: ['1950-03-21'] }, index).hits[0]).toMatchObject({ verdict: 'hit', score: 1 });
    const other = screen({ name, births: ['1987'] }, index).hits[0];
    expect(other?.score).toBeLessThan(0.75);
    expect(other?.evidence).toMatchObject([{ about: 'birth', speaks: 'against', change: -0.2 }]);
  });

  test('the kind asked about excludes others', () => {
    expect(entries('Sergey Lavrov', { kind: 'vessel' })).toEqual([]);
  });

  test('a further name of the query counts like its name', () => {
    expect(entries('Unknown Trade Name', { otherNames: ['Lockheed Martin'] })).toEqual(['2']);
  });

  test('an empty index finds nothing', () => {
    expect(screen({ name: 'TDK' }, buildIndex([])).verdict).toBe('none');
  });
});

test.for([
  [0.7, 0, undefined, 'hit'],
  [0.699, 0, undefined, 'possible'],
  [0.6, 0, undefined, 'possible'],
  [0.599, 0, undefined, 'none'],
  [0.66, 0.05, undefined, 'hit'],
  [0, 0.1, undefined, 'none'],
  [0, 0, 'same', 'hit'],
  [1, 0, 'different', 'possible'],
  [0.65, 0, 'different', 'none'],
] as const)('a name score of %d with %d and identifiers %s is: %s', ([score, change, decided, verdict]) => {
  const found = { evidence: [], change, ...(decided === undefined ? {} : { decided }) };
  expect(judge(score, found, V1).verdict).toBe(verdict);
});

describe('an index as a buffer', () => {
  test('finds what the index finds, from shared memory', () => {
    const shared = toBuffer(index, new SharedArrayBuffer(byteLengthOf(index)));
    const read = fromBuffer(shared);
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    for (const name of ['HAIGE GUANGZHOU', 'Lavrow, Sergej', 'SIIB', 'Boeing'])
      expect(screen({ name }, read.index)).toEqual(screen({ name }, index));
  });

  test('is refused when it is something else', () => {
    expect(fromBuffer(new ArrayBuffer(8))).toEqual({ ok: false, problem: 'not-an-index' });
    expect(fromBuffer(new ArrayBuffer(4096))).toEqual({ ok: false, problem: 'not-an-index' });
    const whole = new Uint8Array(toBuffer(index));
    expect(fromBuffer(whole.slice(0, whole.length - 64).buffer)).toEqual({ ok: false, problem: 'cut-short' });
    const other = whole.slice();
    other[4] = 99;
    expect(fromBuffer(other.buffer)).toEqual({ ok: false, problem: 'other-layout' });
    expect(fromBuffer(whole.buffer, { ...V1, version: 'screening/v2' })).toEqual({
      ok: false,
      problem: 'other-algorithm',
    });
  });
});

describe('hostile input', () => {
  const HOSTILE: readonly (readonly [what: string, name: string, verdict: string, notes: readonly string[]])[] = [
    ['zero-width characters', 'Lock\u200bheed\u200d Mar\ufefftin', 'hit', ['invisible-characters']],
    ['right-to-left marks', '\u202eLockheed Martin\u202c', 'hit', ['direction-marks']],
    ['look-alike letters', 'L\u043eckh\u0435ed M\u0430rtin', 'hit', ['look-alike-letters']],
    ['full-width letters', 'Ｌｏｃｋｈｅｅｄ Ｍａｒｔｉｎ', 'hit', []],
    ['mathematical letters', '𝐋𝐨𝐜𝐤𝐡𝐞𝐞𝐝 𝑴𝒂𝒓𝒕𝒊𝒏', 'hit', []],
    [
      'combining marks in floods',
      Array.from('Lockheed Martin', (char) => char + '\u0301'.repeat(200)).join(''),
      'hit',
      ['piled-up-marks', 'cut-short'],
    ],
    ['a lone surrogate', 'Lockheed \ud800Martin', 'hit', ['broken-characters']],
    ['tag characters', `Lockheed\u{e0041}\u{e0042} Martin`, 'hit', ['invisible-characters']],
    ['control characters', 'Lockheed\u0000\u0001 Martin', 'hit', ['invisible-characters']],
    ['emoji', '🚀🚀🚀', 'none', []],
    ['nothing', '', 'none', []],
    ['spaces', ' \u00a0\u3000\t\n ', 'none', []],
    ['punctuation', '.,;:!?()[]{}«»—–·…', 'none', []],
    ['100 kB of one letter', 'a'.repeat(100_000), 'none', ['cut-short']],
    ['100 kB of words', 'Lockheed Martin '.repeat(6_250), 'hit', ['cut-short']],
    ['100 kB of Chinese', '海格'.repeat(50_000), 'none', ['cut-short']],
    ['100 kB of pinyin without a space', 'xian'.repeat(25_000), 'none', ['cut-short']],
    ['100 kB of initials', 'a. '.repeat(33_000), 'none', ['cut-short']],
    ['one ligature that becomes eighteen letters, often', '\ufdfa'.repeat(2000), 'none', ['cut-short']],
    ['words of an object', '__proto__ constructor toString hasOwnProperty', 'none', []],
  ];

  test.for(HOSTILE)('%s', ([, name, verdict, notes]) => {
    const result = screen({ name }, index);
    expect(result.verdict === verdict || (verdict === 'hit' && result.verdict === 'possible')).toBe(true);
    expect(result.notes).toEqual(expect.arrayContaining([...notes]));
    if (!/[\p{L}\p{N}]/u.test(name)) expect(result.unreadable).toBe(true);
  });

  test('the same texts as names on a list do no harm', () => {
    const list = buildIndex([
      ...parties,
      ...HOSTILE.map(([what, name]) => ({ list: 'hostile', entry: what, names: [name] })),
    ]);
    expect(screen({ name: 'HAIGE GUANGZHOU' }, list).hits[0]?.party.entry).toBe('1');
  });
});
