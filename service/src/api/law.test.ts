import { describe, expect, it } from 'vitest';
import { LAW_ROUTES } from '../contract/law.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf } from '../contract/route.ts';
import { lawInUse } from '../recorded-law/law-in-use.ts';
import { lawTexts } from '@ytterby/law';
import { asReplied, bareContext, PACK, TODAY } from './bare-context.ts';
import { lawHandlers } from './law.ts';

type Routes = typeof LAW_ROUTES;
type Query<Id extends keyof Routes> = InputOf<Routes[Id]>['query'];

const law = lawHandlers(() => PACK);
const NO_61 = 'cn/mofcom-2025-61';
const asked = async <Id extends keyof Routes>(id: Id, query: Query<Id>) =>
  asReplied(
    LAW_ROUTES[id],
    (await law[id]({ params: undefined, query, body: undefined } as never, bareContext())).body,
  ) as Awaited<ReturnType<(typeof law)[Id]>>['body'];
const refusal = async (asking: Promise<unknown>) => {
  const problem = await asking.catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ApiProblem);
  const { code, fields } = problem as ApiProblem;
  return [code, ...fields.map(({ path }) => path)];
};

describe('the pack', () => {
  it('says how far it was checked and what is announced and not enacted', async () => {
    const pack = await asked('law.pack', undefined);
    expect([pack.today, pack.covers.from, pack.coverage.state]).toEqual([TODAY, '2024-12-01', 'not-checked-since']);
    expect(pack.coverage.checkedUpTo).toBe(pack.checked.upTo);
    expect(pack.branches.map(({ id }) => id)).toEqual(['enacted', 'cn/mofcom-2026-09-28']);
    expect(pack.counts.instruments).toBe(PACK.book.instruments.length);
    expect(pack.fingerprint).toBe(PACK.fingerprint);
  });

  it('is the law of the moment: what was recorded meanwhile counts at once', async () => {
    let inUse = PACK;
    const handlers = lawHandlers(() => inUse);
    const branches = async () => {
      const { body } = await handlers['law.pack'](
        { params: undefined, query: undefined, body: undefined },
        bareContext(),
      );
      return [body.branches.length, body.recorded.map(({ instrument }) => instrument)];
    };
    expect(await branches()).toEqual([2, []]);
    const text = `id: cn/mofcom-gac-2026-99
kind: announcement
title: { zh: 延长, en: Extension }
issuer: { zh: 商务部, en: MOFCOM }
published: 2026-11-09
from: 2026-11-09
verified: yes
source: [https://example.com/99]
summary: { zh: 延长, en: Extension }
settles: [cn/mofcom-2026-09-28]
provisions: []
`;
    const path = 'cn/instruments/recorded/mofcom-gac-2026-99.yaml';
    inUse = lawInUse(lawTexts(), [
      { id: '1', instrument: 'cn/mofcom-gac-2026-99', published: '2026-11-09', path, text },
    ]);
    expect(await branches()).toEqual([1, ['cn/mofcom-gac-2026-99']]);
  });
});

describe('No. 61 of 2025', () => {
  // Paused by No. 70 from 2025-11-07 "to 2026-11-10"; the named last day is included under the reading that the pack takes.
  it.each([
    ['2025-10-09', 'in-force'],
    ['2025-11-06', 'in-force'],
    ['2025-11-07', 'paused'],
    ['2026-11-09', 'paused'],
    ['2026-11-10', 'paused'],
    ['2026-11-11', 'in-force'],
  ])('para. 1(3) on %s: %s', async (asOf, is) => {
    const { provision } = await asked('provision.get', { id: `${NO_61}/1(3)`, asOf, knownAt: TODAY });
    expect(provision.status?.is).toBe(is);
  });

  it('has two dates: before No. 70 was known, nothing was paused', async () => {
    const on = { id: `${NO_61}/1(3)`, asOf: '2025-11-07' };
    expect((await asked('provision.get', { ...on, knownAt: '2025-11-06' })).provision.status).toEqual({
      is: 'in-force',
      since: '2025-10-09',
    });
    expect((await asked('provision.get', { ...on, knownAt: '2025-11-07' })).provision.status).toMatchObject({
      is: 'paused',
      until: '2026-11-10',
      by: 'cn/mofcom-gac-2025-70/1',
      everInForce: true,
    });
  });

  it('stands over time, in the enacted text and as announced', async () => {
    const { overTime, actedOnBy } = await asked('provision.get', { id: `${NO_61}/1(1)`, knownAt: TODAY });
    const [enacted, announced] = overTime.map(({ stretches }) =>
      stretches.map(({ from, until, status }) => [from, until, status.is]),
    );
    expect(enacted).toEqual([
      ['2025-10-09', '2025-11-07', 'not-yet-in-force'],
      ['2025-11-07', '2026-11-11', 'paused'],
      ['2026-11-11', null, 'in-force'],
    ]);
    expect(announced?.at(-1)).toEqual(['2027-01-11', null, 'in-force']);
    expect(actedOnBy).toEqual(['cn/mofcom-gac-2025-70/1', 'cn/mofcom-2026-09-28/8']);
  });

  it('is given whole, with both texts, sources, doubts and the readings they name', async () => {
    const instrument = await asked('instrument.get', { id: NO_61, asOf: '2026-11-10' });
    expect(instrument).toMatchObject({ published: '2025-10-09', number: '2025 No. 61', recorded: false });
    expect(instrument.sources[0]?.url).toContain('mofcom.gov.cn');
    const limb = instrument.provisions.find(({ id }) => id === `${NO_61}/1(1)`);
    expect(limb?.text.zh).toContain('0.1%');
    expect(limb?.doubt).not.toBeNull();
    expect(limb?.status).toMatchObject({ is: 'paused', everInForce: false });
    const pause = await asked('instrument.get', { id: 'cn/mofcom-gac-2025-70' });
    expect(pause.provisions[0]?.readings).toEqual(['end-day', 'revival']);
  });

  it('stands limb by limb in the list of instruments', async () => {
    const { items, coverage } = await asked('instrument.list', { asOf: '2025-10-10' });
    const row = items.find(({ id }) => id === NO_61);
    expect(row?.limbs.find(({ id }) => id === `${NO_61}/1(3)`)?.status.is).toBe('in-force');
    expect(row?.limbs.find(({ id }) => id === `${NO_61}/1(1)`)?.status).toEqual({
      is: 'not-yet-in-force',
      from: '2025-12-01',
    });
    expect(items.some(({ id }) => id === 'cn/mofcom-gac-2025-70')).toBe(false);
    expect(coverage.state).toBe('checked');
  });
});

describe('the timeline', () => {
  it('has one row for limbs that stand alike, with a lane of its own where an announcement differs', async () => {
    const { instruments, changes, branches } = await asked('law.timeline', { knownAt: TODAY });
    expect(branches).toHaveLength(2);
    const groups = instruments.find(({ id }) => id === NO_61)?.groups ?? [];
    const [limbs] = groups.filter(({ provisions }) => provisions.some(({ id }) => id === `${NO_61}/1(1)`));
    expect(limbs?.provisions.map(({ id }) => id)).toContain(`${NO_61}/1(2)`);
    expect(limbs?.provisions.map(({ id }) => id)).not.toContain(`${NO_61}/1(3)`);
    expect(limbs?.branches.map(({ branch, bars }) => [branch, bars.map(({ from, is }) => `${from} ${is}`)])).toEqual([
      ['enacted', ['2025-10-09 not-yet-in-force', '2025-11-07 paused', '2026-11-11 in-force']],
      [
        'cn/mofcom-2026-09-28',
        // Until 2026-11-10 by No. 70, then as announced.
        ['2025-10-09 not-yet-in-force', '2025-11-07 paused', '2026-11-11 paused', '2027-01-11 in-force'],
      ],
    ]);
    const revival = changes.filter(({ day, instrument }) => day === '2026-11-11' && instrument === NO_61);
    expect(revival.map(({ branch, is }) => [branch, is])).toEqual([['enacted', 'in-force']]);
    // No. 18 is not touched by any pause.
    const no18 = instruments.find(({ id }) => id === 'cn/mofcom-gac-2025-18');
    expect(no18?.groups.flatMap((group) => group.branches).map(({ branch }) => branch)).not.toContain(
      'cn/mofcom-2026-09-28',
    );
  });

  it('ends every bar where the next begins', async () => {
    const { instruments } = await asked('law.timeline', {});
    for (const { bars } of instruments.flatMap(({ groups }) => groups.flatMap((group) => group.branches))) {
      expect(bars.slice(0, -1).map(({ until }) => until)).toEqual(bars.slice(1).map(({ from }) => from));
      expect(bars.at(-1)?.until).toBeNull();
    }
  });
});

describe('differences', () => {
  it('shows what comes back after the pause, and exports that are answered differently', async () => {
    const { provisions, exports } = await asked('law.diff', { before: '2026-11-10', after: '2026-11-11' });
    expect(provisions).toContainEqual({
      id: `${NO_61}/1(1)`,
      cite: { zh: '2025年第61号公告第一条第（一）项', en: 'No. 61 of 2025 para. 1(1)' },
      instrument: NO_61,
      before: 'paused',
      after: 'in-force',
    });
    expect(exports.length).toBeGreaterThan(0);
    expect(exports.every(({ before, after }) => before !== after)).toBe(true);
  });

  it('shows none where the announced change holds the pause', async () => {
    const { provisions } = await asked('law.diff', {
      before: '2026-11-10',
      after: '2026-11-11',
      branch: 'cn/mofcom-2026-09-28',
    });
    expect(provisions.filter(({ instrument }) => instrument === NO_61)).toEqual([]);
  });
});

describe('readings and doubts', () => {
  it('gives every reading with the options and the one that is taken', async () => {
    const { items } = await asked('reading.list', undefined);
    expect(items.map(({ id }) => id)).toEqual(PACK.book.readings.map(({ id }) => id));
    for (const { takes, options } of items) expect(options.map(({ id }) => id)).toContain(takes);
    const scope = items.find(({ id }) => id === 'extension-scope');
    expect(scope?.provisions).toContainEqual(
      expect.objectContaining({ id: 'cn/mofcom-2026-09-28/8', option: 'us-only' }),
    );
  });

  it('gives the doubts known by a day', async () => {
    const { items } = await asked('doubt.list', { knownAt: TODAY });
    expect(items.find(({ provision }) => provision === 'cn/mofcom-gac-2025-70/1')?.readings).toEqual([
      'end-day',
      'revival',
    ]);
    const early = await asked('doubt.list', { knownAt: '2025-11-06' });
    expect(early.items.some(({ instrument }) => instrument === 'cn/mofcom-gac-2025-70')).toBe(false);
  });
});

describe('the control list', () => {
  it('is found by element and form', async () => {
    const { items } = await asked('controlList.browse', { element: 'dy', form: 'metal', asOf: '2026-11-10' });
    expect(items.map(({ code }) => code)).toContain('part-1/2');
    for (const { match } of items)
      expect([match.elements, match.form]).toEqual([expect.arrayContaining(['Dy']), expect.arrayContaining(['metal'])]);
  });

  it('is found by customs code, whole or in part, and by control code', async () => {
    const codes = async (query: Query<'controlList.browse'>) =>
      (await asked('controlList.browse', { ...query, asOf: '2025-04-04' })).items.map(({ code }) => code);
    expect(await codes({ hs: '2846902810' })).toContain('1C902.c');
    expect(await codes({ hs: '284690' })).toContain('1C902.c');
    expect(await codes({ hs: '8505' })).not.toContain('1C902.c');
    expect(new Set((await codes({ code: '1c902' })).map((code) => code.slice(0, 5)))).toEqual(new Set(['1C902']));
    expect(await codes({ text: '含钐 混合物' })).toEqual(['1C902.c']);
  });

  it('says where the list stands on the day', async () => {
    const status = async (asOf: string) =>
      (await asked('controlList.browse', { list: 'cn/mofcom-2025-62/items', asOf, knownAt: TODAY })).items[0]?.status
        ?.is;
    expect([await status('2026-11-10'), await status('2026-11-11')]).toEqual(['paused', 'in-force']);
  });

  it('is given in pages without gap or repetition', async () => {
    const all = await asked('controlList.browse', { limit: 200 });
    expect([all.items.length, all.next]).toEqual([all.total, null]);
    const pages: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof asked<'controlList.browse'>>> = await asked('controlList.browse', {
        limit: 50,
        ...(after === null ? {} : { after }),
      });
      pages.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(pages).toEqual(all.items.map(({ id }) => id));
    expect(new Set(pages).size).toBe(all.total);
  });
});

describe('what is not there', () => {
  it('is told', async () => {
    expect(await refusal(asked('instrument.get', { id: 'cn/nope' }))).toEqual(['not-found']);
    expect(await refusal(asked('provision.get', { id: `${NO_61}/99` }))).toEqual(['not-found']);
    // Published on 2025-11-07.
    expect(await refusal(asked('instrument.get', { id: 'cn/mofcom-gac-2025-70', knownAt: '2025-11-06' }))).toEqual([
      'not-found',
    ]);
    expect(await refusal(asked('instrument.list', { asOf: '2026-02-30' }))).toEqual(['not-valid', '/query/asOf']);
    expect(await refusal(asked('instrument.list', { branch: 'cn/nope' }))).toEqual(['not-valid', '/query/branch']);
    expect(await refusal(asked('controlList.browse', { after: 'nope' }))).toEqual(['bad-request', '/query/after']);
    expect(await refusal(asked('law.diff', { before: '2026-13-01', after: TODAY }))).toEqual([
      'not-valid',
      '/query/before',
    ]);
    expect(await refusal(asked('law.diff', { before: '2024-11-30', after: TODAY }))).toEqual([
      'not-valid',
      '/query/before',
    ]);
  });

  it('answers for no day before the pack begins', async () => {
    expect((await asked('instrument.list', { asOf: '2024-11-30' })).coverage.state).toBe('before-coverage');
    expect((await asked('instrument.list', { asOf: '2024-12-01' })).coverage.state).toBe('checked');
  });
});
