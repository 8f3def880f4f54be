import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IntakeError, type Problem } from '../../intake/problem.ts';
import { holdingIn, type Interest, type OwnershipEntity, registerOf } from '@ytterby/core/ownership';
import { loadOwnership, type OwnershipReadOptions, readOwnership, toBods } from './index.ts';

const DAY = '2026-11-10';
const MULTIPLY = { chain: 'multiply', sum: 'single' } as const;

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(content: string | Uint8Array, file: string, options: OwnershipReadOptions = {}, size = 64 * 1024) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const entities: OwnershipEntity[] = [];
  const interests: Interest[] = [];
  const problems: Problem[] = [];
  const summary = await readOwnership(
    pieces(bytes, size),
    file,
    {
      entity: (entity) => void entities.push(entity),
      interest: (interest) => void interests.push(interest),
      problem: (found) => void problems.push(found),
    },
    options,
  );
  return {
    entities,
    interests,
    problems,
    summary,
    codes: problems.map((each) => `${each.line ?? each.row ?? ''} ${each.code}`),
  };
}

const relationship = (more: Record<string, unknown> = {}, interest: Record<string, unknown> = {}) => ({
  statementId: 'x'.repeat(32),
  statementDate: '2024-01-01',
  recordId: 'r1',
  recordType: 'relationship',
  recordStatus: 'new',
  recordDetails: {
    isComponent: false,
    subject: 'T',
    interestedParty: 'L',
    interests: [{ type: 'shareholding', directOrIndirect: 'direct', share: { exact: 60 }, ...interest }],
  },
  ...more,
});
const bods = (...statements: unknown[]) => JSON.stringify(statements);

describe('Beneficial Ownership Data Standard 0.4', () => {
  it('gives shares in percent with the digits of the file', async () => {
    const { interests, summary } = await read(bods(relationship({}, { share: { exact: 33.3333 } })), 'a.json');
    expect(interests).toEqual([{ owner: 'L', owned: 'T', kind: 'shareholding', share: '33.3333%', source: 'a.json' }]);
    expect(summary).toMatchObject({ format: 'bods', interests: 1, problems: 0 });
  });

  it.each([
    [{ share: { minimum: 25, maximum: 50 } }, { share: { min: '25%', max: '50%' } }],
    [{ share: { exclusiveMinimum: 25, maximum: 50 } }, { share: { min: '25%', max: '50%', without: 'min' } }],
    [{ share: undefined }, {}],
    [{ type: 'votingRights' }, { kind: 'voting', share: '60%' }],
    [{ type: 'nominator', share: undefined }, { kind: 'nominee' }],
    [{ type: 'boardMember', share: undefined }, { kind: 'office' }],
    [{ type: undefined, share: undefined }, {}],
    [{ directOrIndirect: 'unknown' }, { kind: 'indirect', share: '60%' }],
    [{ directOrIndirect: 'indirect' }, { kind: 'indirect', share: '60%' }],
    [
      { startDate: '2020-05-01', endDate: '2021-05-01' },
      { share: '60%', from: '2020-05-01', until: '2021-05-01' },
    ],
  ])('reads %j', async (said, meant) => {
    const { interests } = await read(bods(relationship({}, said)), 'a.json');
    const [interest] = interests;
    const { owner: _o, owned: _d, source: _s, ...rest } = interest ?? ({} as Interest);
    expect(rest).toEqual({ kind: 'shareholding', ...meant });
  });

  it('takes a year as a time in which the interest may or may not be in force', async () => {
    const { interests } = await read(bods(relationship({}, { startDate: '2020' })), 'a.json');
    expect(interests.map(({ share, from, until }) => [share, from, until])).toEqual([
      [{ min: '0%', max: '60%' }, '2020-01-01', '2021-01-01'],
      ['60%', '2021-01-01', undefined],
    ]);
  });

  it('lets the newest statement on a record count, whatever the order, and ends what is closed', async () => {
    const older = relationship({ statementDate: '2023-01-01' }, { share: { exact: 10 } });
    const newer = relationship({ recordStatus: 'updated' });
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      expect((await read(bods(...order), 'a.json')).interests.map((each) => each.share)).toEqual(['60%']);
    }
    const closed = await read(bods(relationship({ recordStatus: 'closed' })), 'a.json');
    expect(closed.interests[0]?.until).toBe('2024-01-01');
  });

  it('makes an unknown owner of a party that is not named', async () => {
    const details = {
      ...relationship().recordDetails,
      interestedParty: { reason: 'subjectUnableToConfirmOrIdentifyBeneficialOwner' },
    };
    const { entities } = await read(bods(relationship({ recordDetails: details })), 'a.json');
    expect(entities).toEqual([
      {
        id: 'unspecified:interestedParty:r1',
        kind: 'unknown',
        name: 'subjectUnableToConfirmOrIdentifyBeneficialOwner',
      },
    ]);
  });

  const folder = join(import.meta.dirname, '../../../../../shared/data/ownership/bods-0.4-examples');
  const examples = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  if (examples.length === 0) console.warn(`not there, so its examples are skipped: ${folder}`);
  it.each(examples)(
    'reads %s without a problem, in pieces of any size, and writes it so that it reads the same',
    async (name) => {
      const bytes = readFileSync(join(folder, name));
      const first = await read(bytes, name);
      expect(first.problems).toEqual([]);
      expect((await read(bytes, name, {}, 7)).interests).toEqual(first.interests);
      expect(first.summary.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      const written = toBods(first.entities, first.interests, { date: DAY, publisher: 'Ytterby' });
      const again = await read(written, name);
      expect(again.problems).toEqual([]);
      expect(again.entities).toEqual(first.entities);
      expect(again.interests).toEqual(first.interests);
      expect(toBods(again.entities, again.interests, { date: DAY, publisher: 'Ytterby' })).toBe(written);
      for (const { id } of first.entities)
        holdingIn(registerOf(first.entities, first.interests).asOf(DAY), id, [], MULTIPLY);
    },
  );
  it.runIf(examples.length > 0)(
    'finds the chain of the example of indirect ownership: 30 %, though one link of it is unknown',
    async () => {
      const { register } = await loadOwnership([{ path: join(folder, 'indirect-ownership.json'), retrieved: DAY }]);
      const graph = register.asOf(DAY);
      const shares = graph.ids.flatMap((id) => holdingIn(graph, id, graph.ids, MULTIPLY, { deciding: false }).parties);
      expect(shares.map((each) => each.held.lo).map(({ n, d }) => Number(n) / Number(d))).toContain(0.3);
    },
  );

  it('writes every kind of party and interest so that it reads the same', async () => {
    const entities: OwnershipEntity[] = [
      { id: 'L', name: '列名公司', kind: 'company' },
      { id: 'T', name: 'T', kind: 'company', rest: 'clear' },
      { id: 'P', name: 'A. Person', kind: 'person' },
      { id: 'S', kind: 'state' },
      { id: 'X', kind: 'arrangement' },
      { id: '?', kind: 'unknown' },
    ];
    const kinds = [
      'shareholding',
      'indirect',
      'nominee',
      'consolidation',
      'voting',
      'control',
      'office',
      'other',
    ] as const;
    const interests: Interest[] = [
      ...kinds.map((kind): Interest => ({ owner: 'L', owned: 'T', kind, source: 's' })),
      {
        owner: 'P',
        owned: 'T',
        kind: 'shareholding',
        share: '12.5%',
        shareClass: 'B',
        from: '2020-01-01',
        until: '2027-01-01',
        source: 's',
      },
      { owner: 'S', owned: 'T', kind: 'shareholding', share: { min: '25%', max: '50%', without: 'both' }, source: 's' },
      { owner: '?', owned: 'X', kind: 'shareholding', share: { max: '10%' }, source: 's' },
    ];
    const again = await read(toBods(entities, interests, { date: DAY, publisher: 'Ytterby' }), 'b.json');
    expect(again.problems).toEqual([]);
    expect(again.entities).toEqual(entities);
    expect(again.interests).toEqual(interests);
  });
});

describe('FollowTheMoney', () => {
  const line = (id: string, schema: string, properties: Record<string, string[]>) =>
    JSON.stringify({ id, schema, properties });

  it('reads parties, ownership and offices, one a line', async () => {
    const file = [
      line('L', 'Company', { name: ['Listed Ltd'] }),
      line('P', 'Person', { name: ['A. Person'] }),
      line('o1', 'Ownership', { owner: ['L'], asset: ['T'], percentage: ['51.5%'], startDate: ['2020-03-01'] }),
      line('o2', 'Ownership', { owner: ['P'], asset: ['T'], percentage: ['25', '30'] }),
      line('o3', 'Ownership', { owner: ['P'], asset: ['T'], percentage: ['10'], role: ['indirect shareholder'] }),
      line('d1', 'Directorship', { director: ['P'], organization: ['T'] }),
      line('a1', 'Address', { full: ['somewhere'] }),
    ].join('\n');
    const { entities, interests, problems, summary } = await read(file, 'a.ftm.json', { source: 'OS' });
    expect(problems).toEqual([]);
    expect(summary.format).toBe('ftm');
    expect(entities.map((each) => [each.id, each.kind])).toEqual([
      ['L', 'company'],
      ['P', 'person'],
    ]);
    expect(interests).toEqual([
      { owner: 'L', owned: 'T', kind: 'shareholding', share: '51.5%', from: '2020-03-01', source: 'OS' },
      { owner: 'P', owned: 'T', kind: 'shareholding', share: { min: '25%', max: '30%' }, source: 'OS' },
      { owner: 'P', owned: 'T', kind: 'indirect', share: '10%', source: 'OS' },
      { owner: 'P', owned: 'T', kind: 'office', source: 'OS' },
    ]);
  });

  it('reports a bad line and a share that is no number, and goes on', async () => {
    const file = [
      '{"id": "broken", "schema": ',
      line('o1', 'Ownership', { owner: ['L'], asset: ['T'], percentage: ['most of it'] }),
      line('o2', 'Ownership', { owner: ['L'] }),
      line('o3', 'Ownership', { owner: ['L'], asset: ['U'], percentage: ['70'] }),
    ].join('\n');
    const { interests, codes } = await read(file, 'a.ndjson', { format: 'ftm' });
    expect(codes).toEqual(['1 intake/bad-json', '2 intake/not-a-number', '3 intake/missing-field']);
    expect(interests.map((each) => [each.owned, each.share])).toEqual([
      ['T', undefined],
      ['U', '70%'],
    ]);
  });
});

describe('GLEIF level 2', () => {
  const record = (type: string, more: Record<string, unknown> = {}) => ({
    Relationship: {
      StartNode: { NodeID: 'CHILD', NodeIDType: 'LEI' },
      EndNode: { NodeID: 'PARENT', NodeIDType: 'LEI' },
      RelationshipType: type,
      RelationshipPeriods: [
        { StartDate: '2020-01-01T00:00:00Z', PeriodType: 'RELATIONSHIP_PERIOD' },
        { StartDate: '2019-01-01T00:00:00Z', EndDate: '2019-12-31T00:00:00Z', PeriodType: 'ACCOUNTING_PERIOD' },
      ],
      RelationshipStatus: 'ACTIVE',
      ...more,
    },
    Registration: { RegistrationStatus: 'PUBLISHED' },
  });

  it('takes consolidation as a share that is not known, never as a majority', async () => {
    const { interests } = await read(JSON.stringify([record('IS_DIRECTLY_CONSOLIDATED_BY')]), 'rr.json');
    expect(interests).toEqual([
      { owner: 'PARENT', owned: 'CHILD', kind: 'consolidation', from: '2020-01-01', source: 'rr.json' },
    ]);
    const graph = registerOf([], interests).asOf(DAY);
    expect(holdingIn(graph, 'CHILD', ['PARENT'], MULTIPLY).verdict).toBe('unknown');
  });

  it('counts a branch as the same person, and reports ultimate parents and funds without a share', async () => {
    const types = [
      'IS_INTERNATIONAL_BRANCH_OF',
      'IS_ULTIMATELY_CONSOLIDATED_BY',
      'IS_FUND-MANAGED_BY',
      'IS_SUBFUND_OF',
    ];
    const { interests } = await read(JSON.stringify({ relations: types.map((type) => record(type)) }), 'rr.json');
    expect(interests.map((each) => [each.kind, each.share])).toEqual([
      ['shareholding', '100%'],
      ['control', undefined],
      ['office', undefined],
      ['other', undefined],
    ]);
  });

  it('makes unknown owners of reporting exceptions', async () => {
    const exceptions = [
      { LEI: 'CHILD', ExceptionCategory: 'DIRECT_ACCOUNTING_CONSOLIDATION_PARENT', ExceptionReason: 'NON_PUBLIC' },
      { LEI: 'CHILD', ExceptionCategory: 'ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT', ExceptionReason: 'NON_PUBLIC' },
    ];
    const { entities, interests } = await read(JSON.stringify(exceptions), 'repex.json');
    expect(entities.map((each) => each.kind)).toEqual(['unknown']);
    expect(interests.map((each) => [each.owned, each.kind])).toEqual([['CHILD', 'consolidation']]);
  });

  it('reads the golden copy: texts under $, and CSV with periods', async () => {
    const golden = {
      records: [
        {
          LEI: { $: 'CHILD' },
          Entity: { LegalName: { '@xml:lang': 'en', $: 'Child plc' }, EntityCategory: { $: 'FUND' } },
        },
      ],
    };
    expect((await read(JSON.stringify(golden), 'lei.json')).entities).toEqual([
      { id: 'CHILD', kind: 'arrangement', name: 'Child plc' },
    ]);
    const csv =
      'Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,Relationship.RelationshipStatus,Relationship.Period.1.startDate,Relationship.Period.1.endDate,Relationship.Period.1.periodType\n' +
      'CHILD,PARENT,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2020-01-01T00:00:00Z,,RELATIONSHIP_PERIOD\nCHILD,,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,,,\n';
    const { interests, codes, summary } = await read(csv, 'rr.csv');
    expect(summary.format).toBe('gleif');
    expect(interests).toEqual([
      { owner: 'PARENT', owned: 'CHILD', kind: 'consolidation', from: '2020-01-01', source: 'rr.csv' },
    ]);
    expect(codes).toEqual(['3 intake/missing-field']);
  });

  const folder = join(import.meta.dirname, '../../../../../shared/data/ownership/gleif-samples');
  const samples = existsSync(folder)
    ? readdirSync(folder).filter((name) => name !== 'nodes_in_network_sample.csv')
    : [];
  if (samples.length === 0) console.warn(`not there, so its samples are skipped: ${folder}`);
  it.each(samples)('reads the sample %s', async (name) => {
    const { problems, summary } = await read(readFileSync(join(folder, name)), name, {}, 1000);
    expect(problems).toEqual([]);
    expect(summary.format).toBe('gleif');
    expect(summary.entities + summary.interests).toBeGreaterThan(0);
  });
});

describe('tables of holdings', () => {
  it.each([
    ['owner,owned,share\nL,T,0.6\n', '0.6'],
    ['owner,owned,share\nL,T,60%\n', '60%'],
    ['Shareholder;Company;Percentage\nL;T;33,5\n', '33.5%'],
    ['股东名称,公司名称,持股比例(%)\nL,T,0.6\n', '0.6%'],
    ['股东,被投资企业,持股比例\nL,T,60\nM,T,0.5\n', '60%'],
    ['owner\towned\tshare\nL\tT\t20-30 %\n', { min: '20%', max: '30%' }],
    ['owner,owned,share\nL,T,unknown\n', undefined],
    ['owner,owned\nL,T\n', undefined],
  ])('reads %j', async (text, share) => {
    const { interests, summary, problems } = await read(text, 'a.csv');
    expect(problems).toEqual([]);
    expect([interests[0]?.owner, interests[0]?.owned, interests[0]?.share, summary.format]).toEqual([
      'L',
      'T',
      share,
      'csv',
    ]);
  });

  it('reads kinds, days, classes and sources in both languages', async () => {
    const text =
      '股东,公司,持股比例,类型,开始日期,结束日期,股份类别,来源\n甲,乙,30%,代持,2020年3月1日,2021/4/1,A,年报\n甲,丙,,协议控制,2020,,,\n';
    const { interests } = await read(text, 'a.csv');
    expect(interests).toEqual([
      {
        owner: '甲',
        owned: '乙',
        kind: 'nominee',
        share: '30%',
        from: '2020-03-01',
        until: '2021-04-01',
        shareClass: 'A',
        source: '年报',
      },
      { owner: '甲', owned: '丙', kind: 'control', from: '2020-01-01', until: '2021-01-01', source: 'a.csv' },
      { owner: '甲', owned: '丙', kind: 'control', from: '2021-01-01', source: 'a.csv' },
    ]);
  });

  it('reports bad rows with row and column, and goes on', async () => {
    const text = [
      'owner,owned,share,from,kind',
      'L,T,130%,,',
      'L,T,-5%,,',
      'L,T,much,,',
      'L,,50%,,',
      'L,T,50%,2025-02-30,',
      'L,T,50%,,cousin',
      'L,T,50%,,',
    ].join('\n');
    const { interests, codes, problems } = await read(text, 'a.csv');
    expect(codes.map((each) => each.split(' ')[1])).toEqual([
      'intake/share-out-of-range',
      'intake/negative-number',
      'intake/not-a-number',
      'intake/missing-field',
      'intake/no-such-day',
      'intake/not-a-choice',
    ]);
    expect(problems[0]).toMatchObject({ file: 'a.csv', row: 2, column: 'share' });
    expect(interests).toHaveLength(1);
  });
});

describe('hostile files', () => {
  it.each([
    ['an empty file', '', 'intake/empty-file'],
    ['spaces only', ' \n\n ', 'intake/empty-file'],
    ['a table without known columns', 'a,b\n1,2\n', 'intake/no-header'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]), 'intake/nul-byte'],
  ])('%s is refused as a whole', async (_, content, code) => {
    const error = await read(content, 'x').then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(IntakeError);
    expect((error as IntakeError).problems[0]?.code).toBe(code);
  });

  it.each([
    ['a list that never closes', `[${JSON.stringify(relationship())},{"recordId": "r2"`, ['intake/bad-json'], 1],
    [
      'a record with broken JSON in the middle',
      `[${JSON.stringify(relationship())},\n{"recordId": tru},\n${JSON.stringify(relationship({ recordId: 'r2' }))}]`,
      ['intake/bad-json'],
      2,
    ],
    [
      'the same key twice',
      `[{"recordId":"a","recordId":"b"},${JSON.stringify(relationship())}]`,
      ['intake/duplicate-key'],
      1,
    ],
    [
      'records nested too deep',
      `[{"a":${'['.repeat(500)}${']'.repeat(500)}},${JSON.stringify(relationship())}]`,
      ['intake/too-deep'],
      1,
    ],
    ['records of another kind', '[{"hello":"world"}]', ['intake/wrong-document'], 0],
    ['an empty list', '[]', ['intake/wrong-document'], 0],
    ['a list of numbers', '[1,2,3]', ['intake/wrong-document'], 0],
    [
      'broken UTF-8 in one record',
      Buffer.concat([
        Buffer.from('[{"recordId":"'),
        Buffer.from([0xff, 0xfe, 0x80]),
        Buffer.from(`"},${JSON.stringify(relationship())}]`),
      ]),
      ['intake/mixed-encoding'],
      1,
    ],
    [
      'a record of 17 MiB',
      `[{"recordId":"${'x'.repeat(17 * 1024 * 1024)}"},${JSON.stringify(relationship())}]`,
      ['intake/line-too-long'],
      1,
    ],
    [
      'keys of prototypes',
      `[{"__proto__":{"recordType":"entity"},"recordId":"constructor","recordType":"toString"},${JSON.stringify(relationship())}]`,
      ['intake/not-a-choice'],
      1,
    ],
    [
      'an older version of the standard',
      '[{"statementID":"1","statementType":"entityStatement","statementId":"1"}]',
      ['intake/wrong-document'],
      0,
    ],
    ['a type that is a prototype key', bods(relationship({}, { type: 'constructor' })), ['intake/not-a-choice'], 1],
    [
      'dates the wrong way round',
      bods(relationship({}, { startDate: '2021-01-01', endDate: '2020-01-01' })),
      ['intake/range-reversed'],
      1,
    ],
    ['a day that does not exist', bods(relationship({}, { startDate: '2021-02-30' })), ['intake/bad-date'], 1],
    ['a share that is a text', bods(relationship({}, { share: { exact: 'sixty' } })), ['intake/not-a-number'], 1],
    ['a share of 1e308', bods(relationship({}, { share: { exact: 1e308 } })), [], 1],
    [
      'a relationship without parties',
      bods(relationship({ recordDetails: {} })),
      ['intake/missing-field', 'intake/missing-field'],
      0,
    ],
  ])('%s: reported, and the others go on', async (_, content, expected, interests) => {
    for (const size of [64 * 1024, 1024 * 1024]) {
      const found = await read(content, 'a.json', {}, size);
      expect(found.problems.map((each) => each.code)).toEqual(expected);
      expect(found.interests).toHaveLength(interests);
      for (const { message, remedy } of found.problems) {
        expect(message.en.length + remedy.en.length).toBeLessThan(1000);
        expect(message.zh).not.toBe('');
      }
      // Whatever was read, the graph stands.
      holdingIn(registerOf(found.entities, found.interests).asOf(DAY), 'T', ['L'], MULTIPLY);
    }
  });

  it('numbers lines of a bad record inside a list', async () => {
    const { problems } = await read(`[\n${JSON.stringify(relationship())},\n{\n"recordId": tru\n}\n]`, 'a.json');
    expect(problems[0]).toMatchObject({ file: 'a.json', line: 4 });
  });
});

describe('loadOwnership', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ytterby-ownership-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('puts several files into one register, each with its checksum, source and day', async () => {
    const [json, csv] = [join(folder, 'a.json'), join(folder, 'b.csv')];
    await writeFile(json, bods(relationship()));
    await writeFile(csv, 'owner,owned,share\nL,T,60%\nT,U,90%\n');
    const { register, sources, problems } = await loadOwnership([
      { path: json, source: 'register', retrieved: '2026-11-01' },
      { path: csv },
    ]);
    expect(problems).toEqual([]);
    expect(sources.map((each) => [each.source, each.format, each.retrieved, each.interests])).toEqual([
      ['register', 'bods', '2026-11-01', 1],
      [csv, 'csv', undefined, 2],
    ]);
    expect(sources[1]?.sha256).toBe(createHash('sha256').update(readFileSync(csv)).digest('hex'));
    const answer = holdingIn(register.asOf(DAY), 'U', ['L'], MULTIPLY);
    expect(answer.verdict).toBe('met');
    // Two files on one holding do not make 120 %.
    expect(answer.parties[0]?.held.lo).toMatchObject({ n: 54n * 10n ** 22n, d: 10n ** 24n });
  });

  it('says so when a file is not there', async () => {
    await expect(loadOwnership([{ path: join(folder, 'none.csv') }])).rejects.toBeInstanceOf(IntakeError);
  });
});
