import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../contract/problems.ts';
import { OWNERSHIP_ROUTES } from '../contract/party-screening.ts';
import type { InputOf } from '../contract/route.ts';
import { asReplied, bareContext, PACK } from './bare-context.ts';
import { ownershipHandlers } from './ownership.ts';

type Body = InputOf<(typeof OWNERSHIP_ROUTES)['ownership.assess']>['body'];
type Statements = Extract<Body['holdings'], { form: 'statements' }>;

const handlers = ownershipHandlers(() => PACK);
const assess = async (body: Body) =>
  asReplied(
    OWNERSHIP_ROUTES['ownership.assess'],
    (await handlers['ownership.assess']({ params: undefined, query: undefined, body }, bareContext())).body,
  );
const holds = (owner: string, owned: string, share?: string): Statements['interests'][number] => ({
  owner,
  owned,
  kind: 'shareholding',
  ...(share === undefined ? {} : { share }),
});
const statements = (interests: Statements['interests'], entities: Statements['entities'] = []): Statements => ({
  form: 'statements',
  entities,
  interests,
});
/** TDK Corporation is on the Watch List from 2026-02-24. */
const TDK = [holds('TDK Corporation', 'middle', '80 %'), holds('middle', 'target', '60 %')];

describe('holdings', () => {
  it('multiplies along a chain, and says under which way to count it would be more', async () => {
    const answer = await assess({ holdings: statements(TDK), of: 'target', asOf: '2026-11-10' });
    expect(answer.listed).toEqual([
      {
        party: 'TDK Corporation',
        name: 'TDK Corporation',
        entries: [{ list: 'cn/mofcom-2026-12/list', entry: 'mofcom-2026-12/12' }],
      },
    ]);
    // 0.8 × 0.6; the other 0.4 of the target and 0.2 of the middle are not stated, so TDK may hold them too.
    expect(answer.parties[0]?.held).toEqual({ atLeast: '0.48', atMost: '1' });
    expect(answer.verdict).toBe('unknown');
    expect(answer.deciding?.alone.map(({ kind, owned }) => [kind, owned]).length).toBeGreaterThan(0);
    expect(answer.parties[0]?.flip?.needed).toBe('0.02');
    expect(answer.parties[0]?.paths[0]?.parties).toEqual(['TDK Corporation', 'middle', 'target']);
    expect(answer.byReading.map(({ chain, sum, verdict }) => [chain, sum, verdict])).toContainEqual([
      'majority-whole',
      'single',
      'met',
    ]);
  });

  it.each([
    ['49.99 %', 'not-met'],
    ['50 %', 'met'],
    ['50.01 %', 'met'],
  ])('a holding of %s with nothing left open: %s', async (share, verdict) => {
    const answer = await assess({
      holdings: statements([holds('TDK Corporation', 'target', share)], [{ id: 'target', rest: 'clear' }]),
      of: 'target',
      asOf: '2026-11-10',
    });
    expect(answer.verdict).toBe(verdict);
  });

  it('counts lists as they stand on the day', async () => {
    const listed = async (asOf: string) =>
      (await assess({ holdings: statements(TDK), of: 'target', asOf, knownAt: '2026-11-24' })).listed.length;
    expect([await listed('2026-02-23'), await listed('2026-02-24')]).toEqual([0, 1]);
  });

  it('draws a loop once and tells of it', async () => {
    const { graph, loops } = await assess({
      holdings: statements([holds('L', 'a', '45.5 %'), holds('b', 'a', '30 %'), holds('a', 'b', '30 %')]),
      of: 'a',
      listed: ['L'],
    });
    expect(loops).toHaveLength(1);
    expect(graph.parties.map(({ party, level, listed }) => [party, level, listed])).toEqual([
      ['a', 0, false],
      ['L', 1, true],
      ['b', 1, false],
    ]);
    expect(graph.holdings.find(({ owner }) => owner === 'a')).toMatchObject({
      owned: 'b',
      closesLoop: true,
      share: { atLeast: '0.3', atMost: '0.3' },
    });
  });

  it('takes the owners that the facts of an export state', async () => {
    const answer = await assess({
      holdings: {
        form: 'facts',
        facts: {
          asOf: '2026-11-10',
          lines: [{ item: {} }],
          parties: [{ role: 'end-user', name: 'Example GmbH', owners: [{ name: 'TDK Corporation', share: '60 %' }] }],
        },
        party: 0,
      },
      asOf: '2026-11-10',
    });
    expect([answer.name, answer.verdict, answer.parties[0]?.held.atLeast]).toEqual(['Example GmbH', 'met', '0.6']);
    expect(answer.graph.parties[0]).toMatchObject({ name: 'Example GmbH', level: 0 });
  });

  it('takes records of FollowTheMoney and a table', async () => {
    const records = [
      { id: 'tdk', schema: 'Company', properties: { name: ['TDK Corporation'] } },
      { id: 't', schema: 'Company', properties: { name: ['Target'] } },
      { id: 'o', schema: 'Ownership', properties: { owner: ['tdk'], asset: ['t'], percentage: ['51'] } },
    ];
    const asOf = '2026-11-10';
    expect(await assess({ holdings: { form: 'records', records }, of: 'Target', asOf })).toMatchObject({
      party: 't',
      verdict: 'met',
    });
    const text = 'owner,owned,share\nTDK Corporation,Target,51 %\n';
    expect((await assess({ holdings: { form: 'text', text }, of: 'Target', asOf })).verdict).toBe('met');
  });
});

describe('what cannot be used', () => {
  it.each<[string, Body, string]>([
    ['no party', { holdings: statements(TDK) }, '/body/of'],
    ['a party that is not there', { holdings: statements(TDK), of: 'nobody' }, '/body/of'],
    ['a listed party that is not there', { holdings: statements(TDK), of: 'target', listed: ['x'] }, '/body/listed/0'],
    ['an empty text', { holdings: { form: 'text', text: ' ' }, of: 'x' }, '/body/holdings/text'],
    [
      'facts without that party',
      { holdings: { form: 'facts', facts: { asOf: '2026-11-10', lines: [{ item: {} }] }, party: 0 } },
      '/body/holdings/party',
    ],
    ['a day that is not there', { holdings: statements(TDK), of: 'target', asOf: '2026-02-30' }, '/body/asOf'],
  ])('is refused by field: %s', async (_, body, path) => {
    const problem: unknown = await assess(body).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect([(problem as ApiProblem).code, (problem as ApiProblem).fields[0]?.path]).toEqual(['not-valid', path]);
  });
});
