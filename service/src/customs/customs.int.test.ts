import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem, makeClient } from '../client/index.ts';
import { grantedLicence } from './testing/granted-licence.ts';

/** Customs over HTTP: from a licence to the last kilogram of it. */

const WHY = { reason: '最终用途存疑', provisions: ['cn/npcsc-2020-export-control-law/13'] };

let service: TestService;
let company: string;
let exporter: TestPerson;
let officer: TestPerson;
let senior: TestPerson;
let customs: TestPerson;
let customsOffice: string;
let licence: { readonly id: string; readonly number: string };

beforeAll(async () => {
  service = await testService();
  await at('2026-05-20');
  company = await service.organisation('company');
  exporter = await service.person([[company, ['exporter']]]);
  const authority = await service.organisation('licensing-authority');
  officer = await service.person([[authority, ['licensing-officer']]]);
  senior = await service.person([[authority, ['senior-officer']]]);
  customsOffice = await service.organisation('customs');
  customs = await service.person([[customsOffice, ['customs-officer', 'customs-system']]]);
});
afterAll(() => service.close());
beforeEach(async () => {
  await at('2026-05-20');
  licence = await grantedLicence({
    company,
    exporter,
    officer,
    senior,
    from: '2026-06-01',
    quantity: '450.50',
    value: '41671.25',
  });
  await at('2026-07-01');
});

/** Moves the clock to nine in the morning in Beijing; the sessions are kept open by hand, for they would end. */
async function at(day: string): Promise<void> {
  service.clock.now = Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime('Asia/Shanghai').toInstant();
  await service.store.asProduct((db) => {
    const now = service.clock.now.toString();
    return sql`update session set last_seen_at = ${now}, ends_at = ${now}::timestamptz + interval '1 hour'`.execute(db);
  });
}

const line = (quantity: string, value = '100', unit = 'KGM') => ({ line: '1', quantity, unit, value, currency: 'EUR' });
const reserve = (drawDown: string, quantity: string, lastDay = '2026-07-10') =>
  customs.client.call('draw-down.reserve', {
    params: { number: licence.number },
    body: { drawDown, declaration: `D-${drawDown}`, lines: [line(quantity)], lastDay },
  });
const confirm = (drawDown: string, body: { lines?: ReturnType<typeof line>[]; completes?: boolean } = {}) =>
  customs.client.call('draw-down.confirm', { params: { number: licence.number, drawDown }, body });
const check = async () => {
  const { body } = await customs.client.call('customs.check', { body: { number: licence.number } });
  const [balance] = body.licence?.balances ?? [];
  return [body.licence?.standing, balance?.quantityReserved, balance?.quantityDrawn, balance?.quantityLeft];
};

async function problem(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ClientProblem) return error.reason ?? error.code;
    throw error;
  }
  return 'done';
}

test('a licence from its first kilogram to its last', async () => {
  expect(await check()).toEqual(['valid', '0', '0', '450.5']);
  expect((await reserve('A', '200')).body).toMatchObject({ status: 'reserved', version: 1, completes: false });
  expect(await check()).toEqual(['valid', '200', '0', '250.5']);
  expect((await confirm('A', { lines: [line('150000', '90', 'g')] })).body).toMatchObject({ status: 'confirmed' });
  expect(await check()).toEqual(['valid', '0', '150', '300.5']);
  expect(await problem(reserve('B', '300.500001'))).toBe('quantity-overdrawn');
  const params = { number: licence.number, drawDown: 'A' };
  const correction = { correction: 'A-1', lines: [line('160')], reason: '复磅' };
  expect((await customs.client.call('draw-down.correct', { params, body: correction })).body.status).toBe('corrected');
  expect(await check()).toEqual(['valid', '0', '160', '290.5']);
  await reserve('B', '290.5');
  const released = await customs.client.call('draw-down.release', {
    params: { number: licence.number, drawDown: 'B' },
    body: { reason: '退关' },
  });
  expect(released.body.status).toBe('released');
  await reserve('C', '290.5', '2026-07-03');
  await at('2026-07-03');
  expect(await check()).toEqual(['valid', '290.5', '160', '0']);
  expect(await problem(reserve('D', '1'))).toBe('quantity-overdrawn');
  // Nobody did anything: the day alone gives it back.
  await at('2026-07-04');
  expect(await check()).toEqual(['valid', '0', '160', '290.5']);
  expect(await problem(confirm('C'))).toBe('ran-out');
  await reserve('D', '290.5');
  await confirm('D');
  expect(await check()).toEqual(['exhausted', '0', '450.5', '0']);
  expect(await problem(reserve('E', '1'))).toBe('exhausted');

  const history = await customs.client.call('draw-down.get', { params: { number: licence.number, drawDown: 'C' } });
  expect(history.body.events.map(({ command, person }) => [command, person === null])).toEqual([
    ['reserve', false],
    ['run-out', true],
  ]);
  const seen = await customs.client.call('draw-down.list', { params: { number: licence.number }, query: { limit: 3 } });
  expect(seen.body.items.map(({ drawDown, status }) => [drawDown, status])).toEqual([
    ['D', 'confirmed'],
    ['C', 'run-out'],
    ['B', 'released'],
  ]);
  const rest = await customs.client.call('draw-down.list', {
    params: { number: licence.number },
    query: { after: seen.body.next ?? '' },
  });
  expect(rest.body.items.map(({ drawDown, status }) => [drawDown, status])).toEqual([['A', 'corrected']]);
});

test('every export that is confirmed asks for its reports, and the last kilogram ends the licence', async () => {
  await at('2026-05-20');
  const granting = { company, exporter, officer, senior, from: '2026-06-01', quantity: '450.5', value: '41671.25' };
  licence = await grantedLicence({ ...granting, reportsUse: true });
  await at('2026-07-01');
  const params = { organisation: company, licence: licence.id };
  const reportsDue = async () => {
    const { body } = await exporter.client.call('duty.list', {
      params: { organisation: company },
      query: { kind: 'usage-report', limit: 200 },
    });
    return body.items
      .filter(({ title }) => title.en.includes('D-R'))
      .toSorted((one, two) => one.title.en.localeCompare(two.title.en))
      .map(({ title, last }) => [title.en, last]);
  };
  await reserve('R1', '200');
  expect(await reportsDue()).toEqual([]);
  await confirm('R1');
  expect(await problem(reserve('R2', '250.6'))).toBe('quantity-overdrawn');
  await reserve('R2', '250.5');
  await confirm('R2', { lines: [line('100')] });
  expect(await check()).toEqual(['valid', '0', '300', '150.5']);
  expect(await reportsDue()).toEqual(
    ['arrival', 'use'].flatMap((stage) => ['R1', 'R2'].map((d) => [`Report on ${stage} (declaration D-${d})`, null])),
  );
  await at('2026-08-01');
  const report = {
    declaration: 'D-R1',
    stage: 'arrival' as const,
    happenedOn: '2026-07-28',
    text: '已到货',
    papers: [],
  };
  await exporter.client.call('usage-report.make', { params, body: report });
  // Sixty days after 2026-07-28: 3 days of July, 31 of August, 26 of September.
  expect((await reportsDue()).filter(([, last]) => last !== null)).toEqual([
    ['Report on use (declaration D-R1)', '2026-09-26'],
  ]);
  await reserve('R3', '150.5', '2026-08-10');
  await confirm('R3');
  expect(await check()).toEqual(['exhausted', '0', '450.5', '0']);
  const held = await exporter.client.call('licence.get', { params });
  expect(held.body.standing).toBe('exhausted');
});

test('what is sent again is done once, whatever its key', async () => {
  const first = await reserve('A', '100');
  await confirm('A');
  expect((await reserve('A', '100')).body).toEqual(first.body);
  expect(await problem(reserve('A', '101'))).toBe('same-number-differs');
  expect(await check()).toEqual(['valid', '0', '100', '350.5']);
});

test('the one export of an individual licence ends it, with some of it left', async () => {
  await reserve('A', '100');
  await reserve('B', '100');
  await confirm('A', { completes: true });
  expect(await check()).toEqual(['exhausted', '100', '100', '250.5']);
  expect(await problem(confirm('B'))).toBe('exhausted');
  const params = { number: licence.number, drawDown: 'A' };
  const body = { correction: '1', lines: [line('100')], reason: '误报', completes: false };
  await customs.client.call('draw-down.correct', { params, body });
  expect(await problem(confirm('B'))).toBe('done');
  expect(await check()).toEqual(['valid', '0', '200', '250.5']);
});

test('a licence that is suspended draws nothing more, and says what left', async () => {
  await reserve('A', '100');
  await confirm('A');
  await reserve('B', '100');
  const { revision = 0 } = await officer.client.call('register.get', { params: { licence: licence.id } });
  const body = { command: 'suspend', ground: 'use-in-doubt', ...WHY } as never;
  await officer.client.call('licence.act', { params: { licence: licence.id }, body }, { revision });
  expect((await check())[0]).toBe('suspended');
  expect(await problem(confirm('B'))).toBe('suspended');
  expect(await problem(reserve('C', '1'))).toBe('suspended');
  const params = { number: licence.number, drawDown: 'A' };
  const correction = { correction: '1', lines: [line('90')], reason: '复磅' };
  expect(await problem(customs.client.call('draw-down.correct', { params, body: correction }))).toBe('done');
});

test.each([
  ['2026-05-31', 'not-yet-valid'],
  ['2026-06-01', 'done'],
  ['2027-05-31', 'done'],
  ['2027-06-01', 'expired'],
])('on %s a reservation is %s', async (day, expected) => {
  await at(day);
  expect(await problem(reserve('A', '1', day < '2027' ? '2026-06-05' : '2027-05-31'))).toBe(expected);
});

describe('a check', () => {
  test('by what the licence says of itself tells whether it is genuine, and what is left', async () => {
    await reserve('A', '100');
    const { jws } = (await officer.client.call('register.get', { params: { licence: licence.id } })).body;
    const { body } = await customs.client.call('customs.check', { body: { text: jws } });
    expect(body.verification).toMatchObject({ genuine: 'yes', status: { is: 'valid' } });
    expect(body.licence).toMatchObject({ number: licence.number, balances: [{ quantityLeft: '350.5' }] });
    const forged = `${jws.slice(0, -8)}AAAAAAAA`;
    const no = await customs.client.call('customs.check', { body: { text: forged } });
    expect(no.body).toMatchObject({ verification: { genuine: 'no' }, licence: null });
  });

  test('shows what the licence says, and nothing of the case', async () => {
    const { body } = await customs.client.call('customs.check', { body: { number: ` ${licence.number} ` } });
    expect(Object.keys(body.licence ?? {}).toSorted()).toEqual([
      'balances',
      'content',
      'edition',
      'id',
      'number',
      'standing',
      'standingText',
    ]);
    expect(await problem(customs.client.call('register.get', { params: { licence: licence.id } }))).toBe('not-allowed');
    const { account } = customs;
    const memberships = [{ organisation: customsOffice, roles: ['customs-officer' as const] }];
    const actor = {
      account: { id: account, name: '', email: '' },
      session: 's',
      token: null,
      memberships,
      withheld: [],
      agencies: [],
      demos: [],
    };
    const seen = await service.store.read(actor, async (db) => [
      (await db.selectFrom('licence').select('id').execute()).length > 0,
      (await db.selectFrom('licence_event').select('licence').execute()).length,
      (await db.selectFrom('licensing_case').select('id').execute()).length,
      (await db.selectFrom('case_event').select('version').execute()).length,
    ]);
    expect(seen).toEqual([true, 0, 0, 0]);
    await expect(
      service.store.write(actor, (db) =>
        sql`update licence set state = '{}' where id = ${licence.id} returning id`.execute(db).then(({ rows }) => rows),
      ),
    ).resolves.toEqual([]);
  });

  test('of a number that nobody has is not found', async () => {
    expect(await problem(customs.client.call('customs.check', { body: { number: 'YB-2026-999999' } }))).toBe(
      'not-found',
    );
    licence = { ...licence, number: 'YB-2026-999999' };
    expect(await problem(reserve('A', '1'))).toBe('no-such-licence');
  });
});

describe('draw-downs are seen', () => {
  test('by the holder and by the authority, and by no other company', async () => {
    await reserve('A', '100');
    const params = { organisation: company, licence: licence.id };
    const mine = await exporter.client.call('licence.draw-downs', { params, query: {} });
    expect(mine.body.items).toMatchObject([{ drawDown: 'A', status: 'reserved', declaration: 'D-A' }]);
    const { body } = await officer.client.call('register.draw-downs', { params: { licence: licence.id }, query: {} });
    expect(body.items).toEqual(mine.body.items);
    const elsewhere = await service.organisation('company');
    const stranger = await service.person([[elsewhere, ['exporter']]]);
    const theirs = stranger.client.call('licence.draw-downs', {
      params: { organisation: elsewhere, licence: licence.id },
      query: {},
    });
    expect(await problem(theirs)).toBe('not-found');
    for (const who of [exporter, officer, stranger])
      expect(await problem(who.client.call('customs.check', { body: { number: licence.number } }))).toBe('not-allowed');
    // The holder sees the licence with what is left.
    const held = await exporter.client.call('licence.get', { params });
    expect(held.body.balances).toMatchObject([{ quantityReserved: '100', quantityLeft: '350.5' }]);
  });
});

describe('a file of records', () => {
  const record = (command: string, drawDown: string, more: object = {}) =>
    JSON.stringify({ command, number: licence.number, drawDown, ...more });
  const held = (drawDown: string, quantity: string) =>
    record('reserve', drawDown, { declaration: 'D', lines: [line(quantity)], lastDay: '2026-07-10' });

  async function sent(text: string, client = customs.client) {
    const { body } = await client.call('draw-down.file', { body: new Blob([text]) });
    const outcomes: (readonly [number, string, string | null])[] = [];
    for await (const { line: at_, outcome, code } of body) outcomes.push([at_, outcome, code]);
    return outcomes;
  }

  test('each has an outcome of its own; a bad one spoils no other, and sent again all of it is done once', async () => {
    const file = [
      held('A', '100'),
      '{ not json',
      '',
      held('B', '400'),
      record('confirm', 'A', { lines: [line('60')] }),
      record('explode', 'A'),
      JSON.stringify({ ...JSON.parse(held('C', '1')), number: 'YB-2026-999999' }),
      held('C', '390.5'),
    ].join('\n');
    expect(await sent(file)).toEqual([
      [1, 'done', null],
      [2, 'not-read', 'not-read'],
      [4, 'refused', 'quantity-overdrawn'],
      [5, 'done', null],
      [6, 'not-read', 'not-read'],
      [7, 'refused', 'no-such-licence'],
      [8, 'done', null],
    ]);
    expect((await sent(file)).map(([, outcome]) => outcome)).toEqual([
      'done-before',
      'not-read',
      'refused',
      'done-before',
      'not-read',
      'refused',
      'done-before',
    ]);
    expect(await check()).toEqual(['valid', '390.5', '60', '0']);
  });

  test('may be a table, and a cell with an open quote spoils its own row', async () => {
    const rows = [
      'command;number;drawDown;declaration;lastDay;line;quantity;unit;value;currency;completes',
      `reserve;${licence.number};A;D1;2026-07-10;1;100;KGM;100;EUR;`,
      `reserve;${licence.number};"B;D1;2026-07-10;1;100;KGM;100;EUR;`,
      `confirm;${licence.number};A;;;1;50;公斤;50;EUR;true`,
    ];
    expect(await sent(`\uFEFF${rows.join('\r\n')}`)).toEqual([
      [2, 'done', null],
      [3, 'not-read', 'not-read'],
      [4, 'done', null],
    ]);
    expect((await check()).slice(0, 3)).toEqual(['exhausted', '0', '50']);
  });

  test('comes from a program of customs by its token, which a person without a token cannot do in its role', async () => {
    const made = await customs.client.call('token.create', {
      body: { name: 'gateway', organisation: customsOffice, roles: ['customs-system'], days: 30 },
    });
    const program = makeClient({ baseUrl: service.url, token: made.body.token });
    expect(await sent(held('A', '1'), program)).toEqual([[1, 'done', null]]);
    const trail = await service.store.asProduct((db) =>
      db
        .selectFrom('audit_event')
        .select(['subject_id', 'outcome', 'organisation', 'api_token'])
        .where('action', '=', 'licence.draw')
        .orderBy('sequence', 'desc')
        .executeTakeFirst(),
    );
    expect(trail).toMatchObject({ subject_id: licence.id, outcome: 'done', organisation: company });
    expect(trail?.api_token).not.toBeNull();
    const clerk = await service.person([[customsOffice, ['customs-system']]]);
    expect(await problem(sent(held('B', '1'), clerk.client))).toBe('not-allowed');
    const noToken = customs.client.call('token.create', {
      body: { name: 'x', organisation: customsOffice, roles: ['customs-officer'], days: 30 },
    });
    expect(await problem(noToken)).toBe('not-valid');
  });

  test('is taken from no page of another site', async () => {
    const response = await fetch(`${service.url}/v1/customs/draw-downs/records`, {
      method: 'POST',
      headers: { cookie: customs.cookie, origin: 'https://evil.example', 'content-type': 'application/octet-stream' },
      body: held('A', '1'),
    });
    expect(response.status).toBe(403);
    expect((await check())[3]).toBe('450.5');
  });
});

test('the remark of a declaration, by the control code and the law of the day', async () => {
  const { body } = await service.visitor.call('customs.remark', { query: { code: '1c902.a.1' } });
  expect(body).toMatchObject([
    {
      list: 'cn/mofcom-gac-2025-18/items',
      controlled: '属于两用物项 1C902.a.1',
      near: '不属于管制物项',
      provision: 'cn/mofcom-gac-2025-18/2',
      verified: 'partly',
    },
  ]);
  const on = async (day: string) =>
    (await service.visitor.call('customs.remark', { query: { code: '1C902.a.1', on: day } })).body.length;
  expect([await on('2025-04-03'), await on('2025-04-04')]).toEqual([0, 1]);
  expect((await service.visitor.call('customs.remark', { query: { code: '9Z999' } })).body).toEqual([]);
  expect(await problem(service.visitor.call('customs.remark', { query: { code: 'x', on: '2026-02-30' } }))).toBe(
    'bad-request',
  );
});
