import type { ExportFacts } from '@ytterby/core';
import {
  type Claim,
  replayShipment,
  SHIPMENT_TRANSITIONS,
  type ShipmentEvent,
  UNDERTAKING,
} from '@ytterby/core/humanitarian';
import { sql } from 'kysely';
import pg from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';
import { remind } from '../duties/remind.ts';

/** Relief over HTTP: claimed, shipped and reported; stopped, cleared and refused; late; and past the product's own rules. */

const HOSPITAL = {
  role: 'end-user',
  name: 'Example Relief Hospital',
  country: 'DE',
  military: 'no',
  owners: 'none',
} as const;
const FACTS: ExportFacts = {
  asOf: '2025-10-09',
  act: 'export',
  from: 'JP',
  to: 'DE',
  exporter: { country: 'JP' },
  parties: [HOSPITAL],
  endUse: { kind: 'humanitarian-disaster-relief' },
  lines: [
    {
      id: 'a',
      item: { description: 'sintered SmCo magnet', form: 'magnet', elements: ['Sm', 'Co', 'Fe', 'Cu', 'Zr'] },
      madeIn: 'CN',
      origin: 'CN',
      technologyOrigin: 'CN',
    },
  ],
};
type Parties = NonNullable<Claim['parties']>;
const claimOf = (parties: Parties = [HOSPITAL], more: Partial<Claim> = {}): Claim => ({
  endUse: { kind: 'humanitarian-disaster-relief', description: '震后野战医院磁共振设备' },
  destination: 'DE',
  parties,
  items: [{ line: 'a', description: '钐钴磁体', quantity: '12.5', unit: 'kg' }],
  evidence: [{ kind: 'request', reference: 'Appeal No. 7' }],
  ...more,
});
const WHY = { reason: '军医院收治灾民，民用救援', provisions: ['cn/mofcom-2025-61/5'] };

let service: TestService;
let operator: string;
let exporter: TestPerson;
let stranger: TestPerson;
let officer: TestPerson;
let both: TestPerson;
let owner: pg.Client;
let determination: string;

beforeAll(async () => {
  service = await testService();
  owner = new pg.Client(service.config);
  await owner.connect();
  // The service reminds of its own accord when it starts; what this test counts comes after.
  for (let tries = 0; tries < 200; tries += 1) {
    const { rowCount } = await owner.query(`select from pgboss.job where name = 'remind' and state = 'completed'`);
    if (rowCount === 1) break;
    await wait(100);
  }
  await at('2025-10-09');
  operator = await service.organisation('operator', 'Example KK');
  const authority = await service.organisation('licensing-authority');
  exporter = await service.person([[operator, ['exporter']]]);
  stranger = await service.person([[await service.organisation('operator'), ['exporter']]]);
  officer = await service.person([[authority, ['licensing-officer']]]);
  both = await service.person([
    [operator, ['exporter']],
    [authority, ['senior-officer']],
  ]);
  const { body } = await exporter.client.call('saved-determination.save', {
    params: { organisation: operator },
    body: { name: 'relief', facts: FACTS, asOfMode: 'today' },
  });
  expect(body.outcome).toBe('exempt');
  determination = body.id;
});
afterAll(async () => {
  await owner.end();
  await service.close();
});

/** Moves the clock to nine in the morning in Beijing; the sessions are kept open by hand, for they would end. */
async function at(day: string): Promise<void> {
  service.clock.now = Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime('Asia/Shanghai').toInstant();
  await service.store.asProduct((db) => {
    const now = service.clock.now.toString();
    return sql`update session set last_seen_at = ${now}, ends_at = ${now}::timestamptz + interval '1 hour'`.execute(db);
  });
}

const claim = async (given: Claim = claimOf(), by = exporter) =>
  (
    await by.client.call('humanitarian.claim', {
      params: { organisation: operator },
      body: { determination, claim: given, undertaking: { ...UNDERTAKING, signatory: 'Sato Example' } },
    })
  ).body;
const get = async (shipment: string, by = exporter) =>
  by.client.call('humanitarian.get', { params: { organisation: operator, shipment } });
async function act(shipment: string, command: string, fields: Readonly<Record<string, unknown>> = {}, by = exporter) {
  const params = { organisation: operator, shipment };
  const { revision = 0 } = await get(shipment);
  return (await by.client.call('humanitarian.act', { params, body: { command, ...fields } }, { revision })).body;
}
async function review(
  shipment: string,
  command: string,
  by = officer,
  fields: Readonly<Record<string, unknown>> = WHY,
) {
  const { revision = 0 } = await by.client.call('humanitarian.registered', { params: { shipment } });
  return (
    await by.client.call('humanitarian.review', { params: { shipment }, body: { command, ...fields } }, { revision })
  ).body;
}
const registered = async (show?: 'open' | 'stopped' | 'late' | 'all') =>
  (await officer.client.call('humanitarian.register', { query: show === undefined ? {} : { show } })).body.items;
const refusal = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
    return 'done';
  } catch (error) {
    if (error instanceof ClientProblem) return error.reason ?? error.code;
    throw error;
  }
};
const duties = async (by = exporter) =>
  (await by.client.call('duty.list', { params: { organisation: operator }, query: {} })).body.items;
const sent = (sentOn: string, more: object = {}) => ({
  text: { zh: '报告', en: 'Report' },
  sentOn,
  how: 'e-mail',
  sentBy: 'Sato Example',
  proof: [],
  ...more,
});

describe('relief of 2025-10-09', () => {
  let id: string;

  test('may go at once, with everything frozen', async () => {
    await at('2025-10-09');
    const { body: seen } = await exporter.client.call('humanitarian.preview', {
      params: { organisation: operator },
      body: { determination, claim: claimOf() },
    });
    expect([seen.found.verdict, seen.found.due?.date, seen.gaps]).toEqual([
      'exempt',
      '2025-10-22',
      ['consignee', 'contact'],
    ]);
    expect(seen.rule).toMatchObject({ mailbox: 'jingwaibaogao@mofcom.gov.cn', workingDays: 10 });
    expect(seen.undertaking).toEqual(UNDERTAKING);
    const claimed = await claim();
    ({ id } = claimed);
    expect(claimed.number).toMatch(/^H-2025-\d{6}$/);
    expect(claimed).toMatchObject({ status: 'claimed', determination: { outcome: 'exempt' }, report: { due: null } });
    const { rows } = await owner.query<{ facts: unknown }>('select facts from humanitarian_shipment where id = $1', [
      id,
    ]);
    expect(rows[0]?.facts).toEqual(FACTS);
    expect(await duties()).toEqual([]);
  });

  test('is shipped, and the report is due on 2025-10-22', async () => {
    expect(await refusal(act(id, 'ship', { exportedOn: '2025-10-10' }))).toBe('day-to-come');
    const shipped = await act(id, 'ship', { exportedOn: '2025-10-09', reference: 'AWB 160-1234' });
    expect(shipped).toMatchObject({
      status: 'shipped',
      exportedOn: '2025-10-09',
      report: { due: '2025-10-22', status: 'upcoming' },
    });
    expect((await duties()).map(({ kind, last, first, status }) => [kind, first, last, status])).toEqual([
      ['humanitarian-report', '2025-10-09', '2025-10-22', 'upcoming'],
    ]);
    expect(await refusal(act(id, 'ship', { exportedOn: '2025-10-09' }))).toBe('not-in-this-state');
  });

  test('the report is drafted from the claim, edited, and comes as text and PDF', async () => {
    const { body } = await get(id);
    for (const part of [
      'jingwaibaogao@mofcom.gov.cn',
      '2025-10-22',
      'AWB 160-1234',
      '12.5 kg',
      HOSPITAL.name,
      UNDERTAKING.zh,
    ])
      expect(body.text.zh).toContain(part);
    expect(body.text.en).toContain('exempt from the licence');
    const params = { organisation: operator, shipment: id };
    const text = { zh: `${body.text.zh}\n补充：设备已启用。`, en: body.text.en };
    await act(id, 'draft', { text });
    const file = await exporter.client.call('humanitarian.report', { params, query: { format: 'text' } });
    const plain = await file.body.text();
    expect(plain.indexOf('补充：设备已启用。')).toBeLessThan(plain.indexOf('Report on a humanitarian export'));
    const pdf = await exporter.client.call('humanitarian.report', { params, query: { format: 'pdf' } });
    expect((await pdf.body.text()).slice(0, 5)).toBe('%PDF-');
  });

  test('reminders come, and the day after the last one it is late and the authority sees it', async () => {
    const remindNow = async () => {
      const { book } = service.law.current();
      return (await remind({ store: service.store, book, now: service.clock.now })).reminded;
    };
    await at('2025-10-15');
    expect(await remindNow()).toBe(1);
    await at('2025-10-21');
    expect((await get(id)).body.report).toMatchObject({ status: 'due-soon', remaining: 1 });
    expect(await remindNow()).toBe(1);
    await at('2025-10-22');
    expect((await get(id)).body.report).toMatchObject({ status: 'due-today', remaining: 0 });
    expect(await registered('late')).toEqual([]);
    await at('2025-10-23');
    expect((await get(id)).body.report).toMatchObject({ status: 'late', remaining: -1 });
    expect(await remindNow()).toBe(1);
    expect((await registered('late')).map(({ id: late }) => late)).toEqual([id]);
    const late = (await officer.client.call('duty.register', { query: { status: 'late' } })).body.items;
    expect(late.map(({ kind, subject }) => [kind, subject.id])).toEqual([['humanitarian-report', id]]);
    const [message] = (await exporter.client.call('message.list', { query: {} })).body.items;
    expect(message).toMatchObject({ kind: 'reminder', path: `/workspace/${operator}/shipments/${id}` });
  });

  test('is marked as sent, with the proof attached', async () => {
    const params = { organisation: operator, shipment: id };
    const bytes = new TextEncoder().encode('Sent: 2025-10-22');
    const { body: proof } = await exporter.client.call('humanitarian.add-document', {
      params,
      query: { name: 'sent.txt' },
      body: new Blob([bytes]),
    } as never);
    expect(await refusal(act(id, 'report', sent('2025-10-08')))).toBe('before-export');
    expect(await refusal(act(id, 'report', sent('2025-10-24')))).toBe('day-to-come');
    expect(await refusal(act(id, 'report', sent('2025-10-22', { proof: [crypto.randomUUID()] })))).toBe('not-valid');
    const reported = await act(id, 'report', sent('2025-10-22', { proof: [proof.id] }));
    expect(reported).toMatchObject({ status: 'reported', report: { status: 'done', sentOn: '2025-10-22' } });
    expect(await registered('late')).toEqual([]);
    const read = await officer.client.call('humanitarian.registered-document', {
      params: { shipment: id, document: proof.id },
    });
    expect(await read.body.text()).toBe('Sent: 2025-10-22');
  });
});

describe('what stops it', () => {
  test('a listed party, until an officer clears it; the exporter is told, and learns no name', async () => {
    await at('2025-10-30');
    const stopped = await claim(claimOf([{ ...HOSPITAL, name: 'General Dynamics', country: 'US' }]));
    expect(stopped).toMatchObject({
      status: 'stopped-for-review',
      state: {
        found: { verdict: 'stopped', obstacles: [{ fact: 'party', party: 'General Dynamics', verdict: 'met' }] },
      },
    });
    expect((await registered('stopped')).map(({ id }) => id)).toEqual([stopped.id]);
    const [told] = (await officer.client.call('message.list', { query: {} })).body.items;
    expect(told).toMatchObject({ kind: 'humanitarian', path: `/shipments/${stopped.id}` });
    expect(await refusal(act(stopped.id, 'ship', { exportedOn: '2025-10-30' }))).toBe('not-in-this-state');
    expect(await refusal(review(stopped.id, 'clear', officer, { ...WHY, provisions: ['cn/none/1'] }))).toBe(
      'no-such-provision',
    );
    await review(stopped.id, 'clear');
    const { body } = await get(stopped.id);
    expect(body).toMatchObject({
      status: 'cleared',
      state: { review: { is: 'cleared', by: { person: '', role: 'licensing-officer' } } },
    });
    expect(JSON.stringify(body)).not.toContain(officer.account);
    const [news] = (await exporter.client.call('message.list', { query: {} })).body.items;
    expect(news).toMatchObject({ kind: 'humanitarian', path: `/workspace/${operator}/shipments/${stopped.id}` });
    expect((await act(stopped.id, 'ship', { exportedOn: '2025-10-30' })).status).toBe('shipped');
  });

  test('a military user, and it can be refused', async () => {
    const stopped = await claim(claimOf([{ ...HOSPITAL, military: 'yes' }]));
    expect(stopped.state.found?.obstacles.map(({ fact, verdict }) => [fact, verdict])).toEqual([
      ['military-user', 'met'],
    ]);
    await review(stopped.id, 'refuse');
    // It had left already: that is recorded, and the authority is told and sees it first of those that are not stopped.
    expect((await get(stopped.id)).body).toMatchObject({ status: 'refused', leftThoughRefused: false });
    const left = await act(stopped.id, 'ship', { exportedOn: '2025-10-29' });
    expect(left).toMatchObject({ status: 'shipped', exportedOn: '2025-10-29', leftThoughRefused: true });
    const [first] = await registered();
    expect([first?.id, first?.leftThoughRefused]).toEqual([stopped.id, true]);
    const [news] = (await officer.client.call('message.list', { query: {} })).body.items;
    expect(news).toMatchObject({ kind: 'humanitarian', path: `/shipments/${stopped.id}` });
    expect(news?.title.en).toMatch(/left although the exemption was refused/);
  });

  test('an unknown owner: it asks, and goes on once it is answered', async () => {
    const { owners: _, ...unowned } = HOSPITAL;
    const stopped = await claim(claimOf([unowned]));
    expect(stopped.status).toBe('stopped-for-review');
    expect(stopped.state.found?.obstacles[0]?.settledBy?.text.en).toBe(
      `Who owns ${HOSPITAL.name}, and what share does each hold?`,
    );
    const answered = await act(stopped.id, 'supplement', { claim: claimOf() });
    expect(answered.status).toBe('claimed');
    expect((await act(answered.id, 'ship', { exportedOn: '2025-10-30' })).status).toBe('shipped');
  });

  test('nobody stands on both sides of the desk, and nobody looks into the records of another', async () => {
    const stopped = await claim(claimOf([{ ...HOSPITAL, military: 'yes' }]), both);
    expect(await refusal(review(stopped.id, 'clear', both))).toBe('acted-for-exporter');
    expect(await refusal(get(stopped.id, stranger))).toBe('not-found');
    expect(await refusal(stranger.client.call('humanitarian.register', { query: {} }))).toBe('not-allowed');
    await act(stopped.id, 'withdraw', { reason: 'x' }, both);
    expect(await registered('stopped')).toEqual([]);
  });
});

describe('the law of the day', () => {
  test('while No. 61 is paused no report is owed, and the record can be kept', async () => {
    await at('2026-03-02');
    const { owners: _, ...unowned } = HOSPITAL;
    const kept = await claim(claimOf([unowned]));
    expect(kept).toMatchObject({ status: 'claimed', rule: null, state: { found: { verdict: 'no-licence-needed' } } });
    const shipped = await act(kept.id, 'ship', { exportedOn: '2026-03-02' });
    expect(shipped.report).toEqual({ due: null, provisional: false, status: null, remaining: null, sentOn: null });
    expect((await duties()).map(({ subject }) => subject.id)).not.toContain(kept.id);
  });

  test('both branches are told where an extension was announced and not enacted', async () => {
    await at('2026-11-26');
    const { state } = await claim();
    expect(state.found?.branches.map(({ possible, reportOwed }) => [possible, reportOwed])).toEqual([
      [['exempt'], true],
      [['no-licence-required'], false],
    ]);
  });

  test('from China a licence is required, and nothing is claimed', async () => {
    const { body } = await exporter.client.call('saved-determination.save', {
      params: { organisation: operator },
      body: { name: 'from China', facts: { ...FACTS, from: 'CN', exporter: { country: 'CN' } }, asOfMode: 'today' },
    });
    const given = {
      params: { organisation: operator },
      body: { determination: body.id, claim: claimOf(), undertaking: { ...UNDERTAKING, signatory: 'x' } },
    };
    expect(await refusal(exporter.client.call('humanitarian.claim', given))).toBe('not-exempt');
    const words = { zh: '承诺', en: 'x', signatory: 'x' };
    const others = { ...given, body: { ...given.body, determination, undertaking: words } };
    expect(await refusal(exporter.client.call('humanitarian.claim', others))).toBe('other-words');
    const bad = { ...given, body: { ...given.body, claim: { ...claimOf(), destination: 'Germany' } } };
    expect(await refusal(exporter.client.call('humanitarian.claim', bad))).toBe('not-valid');
  });
});

describe('the store', () => {
  test('has the steps of the table, and no other', async () => {
    const rows = await service.store.asProduct((db) => db.selectFrom('humanitarian_transition').selectAll().execute());
    const flat = SHIPMENT_TRANSITIONS.flatMap(({ command, from, to, roles }) =>
      from.map((status) => [command, status, to, [...roles].sort().join()].join(' ')),
    );
    expect(
      rows
        .map(({ command, from_status, to_status, roles }) =>
          [command, from_status, to_status, [...roles].sort().join()].join(' '),
        )
        .sort(),
    ).toEqual(flat.sort());
  });

  test('replays what it stored', async () => {
    const rows = await service.store.asProduct((db) => db.selectFrom('humanitarian_shipment').selectAll().execute());
    expect(rows.length).toBeGreaterThan(4);
    for (const row of rows) {
      const events = await service.store.asProduct((db) =>
        db
          .selectFrom('humanitarian_event')
          .select('event')
          .where('humanitarian_shipment', '=', row.id)
          .orderBy('version')
          .execute(),
      );
      const again = replayShipment(events.map(({ event }) => event as unknown as ShipmentEvent));
      if (!again.ok) throw new Error(`${again.at}: ${again.code}`);
      expect(JSON.parse(JSON.stringify(again.state))).toEqual(row.state);
      expect([row.status, row.version]).toEqual([again.state.status, again.state.version]);
    }
  });

  test('refuses a forged signer, a skipped state, an obstacle passed over, and what was stored to be changed', async () => {
    const stopped = await claim(claimOf([{ ...HOSPITAL, military: 'yes' }]));
    const { found } = stopped.state;
    const step = (command: string, role: string, person: string, more: object = {}, acting = person) =>
      service.store
        .asProduct(async (db) => {
          await sql`select set_config('ytterby.account', ${acting}, true)`.execute(db);
          await db
            .insertInto('humanitarian_event')
            .values({
              humanitarian_shipment: stopped.id,
              version: stopped.version + 1,
              organisation: operator,
              person,
              role,
              command,
              event: JSON.stringify({
                command,
                by: { person, role, organisation: operator },
                on: '2026-11-26',
                ...more,
              }),
            })
            .execute();
        })
        .then(
          () => 'stored',
          (error: unknown) => String(error),
        );
    const goes = { exportedOn: '2026-11-26', found: { ...found, day: '2026-11-26' } };
    expect(await step('ship', 'exporter', exporter.account, goes)).toMatch('a skipped state');
    expect(await step('resume', 'exporter', exporter.account, { found })).toMatch('an obstacle passed over');
    expect(await step('resume', 'exporter', exporter.account)).toMatch('an obstacle passed over');
    expect(await step('clear', 'licensing-officer', officer.account, {}, exporter.account)).toMatch('a forged signer');
    expect(await step('clear', 'exporter', exporter.account)).toMatch('not this role');
    expect(await step('clear', 'licensing-officer', exporter.account)).toMatch('on both sides of the desk');
    const cleared = await review(stopped.id, 'clear');
    expect(cleared.status).toBe('cleared');
    for (const table of ['humanitarian_event', 'humanitarian_document'])
      await expect(service.store.asProduct((db) => sql`delete from ${sql.table(table)}`.execute(db))).rejects.toThrow(
        'permission denied',
      );
    await expect(
      service.store.asProduct((db) => sql`update humanitarian_shipment set status = 'reported'`.execute(db)),
    ).rejects.toThrow('permission denied');
  });
});
