import {
  type Application,
  LICENCE_TRANSITIONS,
  type LicenceEvent,
  lastDayWithin,
  replayLicence,
} from '@ytterby/core/licensing';
import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';
import { qrTexts } from '../licence-document/qr-text.ts';
import { readStatusList } from '../licence-document/status-list.ts';
import { verifyLicence } from '../licence-document/verify.ts';
import { testDatabase } from '../postgres/testing.ts';
import { backUp, restore } from '../store/backup.ts';
import { openStore } from '../store/store.ts';
import { magnets as magnetsFor } from './testing/issued-licence.ts';

/** From a granted case to a licence that a stranger verifies, and what is done with it afterwards. */

const PROVISION = 'cn/npcsc-2020-export-control-law/13';
const REASONS = { reasons: '民用，最终用户可靠', provisions: [PROVISION] };
const WHY = { reason: '最终用途存疑', provisions: [PROVISION] };
const FIRST_DAY = '2026-06-01';
const LAST_DAY = lastDayWithin(FIRST_DAY, 1);

let service: TestService;
let company: string;
let authority: string;
let exporter: TestPerson;
let stranger: TestPerson;
let strangers: string;
let officer: TestPerson;
let senior: TestPerson;
let both: TestPerson;
let administrator: TestPerson;

beforeAll(async () => {
  service = await testService();
  await at('2026-03-02');
  company = await service.organisation('company');
  strangers = await service.organisation('company');
  authority = await service.organisation('licensing-authority');
  exporter = await service.person([[company, ['exporter']]]);
  stranger = await service.person([[strangers, ['exporter']]]);
  officer = await service.person([[authority, ['licensing-officer']]]);
  senior = await service.person([[authority, ['senior-officer']]]);
  both = await service.person([[authority, ['licensing-officer', 'senior-officer']]]);
  administrator = await service.person([[await service.organisation('installation'), ['administrator']]]);
});
afterAll(() => service.close());

/** Moves the clock to nine in the morning in Beijing; the sessions are kept open by hand, for they would end. */
async function at(day: string, time = '09:00'): Promise<void> {
  service.clock.now = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime('Asia/Shanghai').toInstant();
  await service.store.asProduct((db) => {
    const now = service.clock.now.toString();
    return sql`update session set last_seen_at = ${now}, ends_at = ${now}::timestamptz + interval '1 hour'`.execute(db);
  });
}

const magnets = (more: Partial<Application> = {}): Application => ({ ...magnetsFor(FIRST_DAY, LAST_DAY), ...more });
const GRANT = {
  from: FIRST_DAY,
  lastDay: LAST_DAY,
  lines: [{ line: 'a', quantity: '450.50', value: '41671.25' }],
  conditions: ['c1'],
  ...REASONS,
};

type Fields = Readonly<Record<string, unknown>>;

async function work(by: TestPerson, id: string, command: string, fields: Fields = {}) {
  const { revision = 0 } = await by.client.call('case.get', { params: { case: id } });
  const given = { params: { case: id }, body: { command, ...fields } };
  return (await by.client.call('case.act', given, { revision })).body;
}

/** A case that waits for its decision; its id. */
async function recommended(application: Application = magnets()): Promise<string> {
  const params = { organisation: company };
  const begun = await exporter.client.call('application.begin', { params, body: { application } });
  const { id, version } = begun.body;
  const submit = { params: { organisation: company, case: id }, body: { command: 'submit' } };
  await exporter.client.call('application.act', submit, { revision: version });
  await work(officer, id, 'accept');
  await work(officer, id, 'assess', { assessment: 't1', text: '民用磁体', precedents: [] });
  await work(officer, id, 'set-condition', { condition: 'c1', text: { zh: '到货后30日内报告' } });
  await work(officer, id, 'recommend-grant', REASONS);
  return id;
}

/** A licence that was granted today; its id. */
async function licensed(): Promise<string> {
  const { licence } = await work(senior, await recommended(), 'grant', GRANT);
  if (licence === null) throw new Error('no licence');
  return licence;
}

async function act(by: TestPerson, licence: string, command: string, fields: Fields = {}) {
  const { revision = 0 } = await by.client.call('register.get', { params: { licence } });
  const body = { command, ...fields } as never;
  return (await by.client.call('licence.act', { params: { licence }, body }, { revision })).body;
}

async function problem(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ClientProblem) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'done';
}

const jwsOf = async (licence: string) => (await officer.client.call('register.get', { params: { licence } })).body.jws;
/** What somebody says who is not even signed in. */
const verified = async (input: string | Blob) =>
  (await service.visitor.call('licence.verify', { body: new Blob([input]) })).body;
const statusOf = async (jws: string) => {
  const found = await verified(jws);
  return found.genuine === 'yes' ? found.status.is : found.fault;
};

test('the table of transitions is that of core', async () => {
  const rows = await service.store.asProduct((db) => db.selectFrom('licence_transition').selectAll().execute());
  const stored = rows.map(
    (row) => `${row.command} ${row.from_status} ${row.to_status} ${[...row.roles].sort().join()}`,
  );
  const wanted = LICENCE_TRANSITIONS.flatMap(({ command, from, to, roles }) =>
    from.map((status) => `${command} ${status} ${to} ${[...roles].sort().join()}`),
  );
  expect(stored.sort()).toEqual(wanted.sort());
});

describe('a granted case', () => {
  test('gives a licence that says exactly what was granted, to its holder and to the authority', async () => {
    const id = await recommended();
    const { licence, number: application } = await work(senior, id, 'grant', GRANT);
    const params = { organisation: company, licence: licence ?? '' };
    const { body } = await exporter.client.call('licence.get', { params });
    expect(body).toMatchObject({ case: id, status: 'issued', standing: 'not-yet-valid', version: 1, edition: 1 });
    expect(body.number).toMatch(/^YB-2026-\d{6}$/);
    expect(body.content).toMatchObject({
      number: body.number,
      kind: 'individual-licence',
      holder: { name: '示例磁材有限公司', address: '示例市 示例路1号', identifiers: [{ kind: 'uscc' }] },
      agent: null,
      origin: ['CN'],
      destinations: ['DE'],
      lines: [
        {
          line: '1',
          hs: '8505111000',
          quantity: { amount: '450.5', unit: 'KGM' },
          value: { amount: '41671.25', currency: 'EUR' },
        },
      ],
      firstDay: FIRST_DAY,
      lastDay: LAST_DAY,
      conditions: [{ id: 'c1', zh: '到货后30日内报告' }],
      legalBasis: [{ id: PROVISION }],
      application,
      issuedOn: '2026-03-02',
    });
    expect(body.balances).toMatchObject([{ line: '1', quantityLeft: '450.5' }]);
    const mine = await exporter.client.call('application.get', { params: { organisation: company, case: id } });
    expect(mine.body.licence).toBe(licence);
    const listed = await exporter.client.call('licence.list', { params: { organisation: company }, query: {} });
    expect(listed.body.items.map((each) => each.id)).toContain(licence);
    for (const query of [{ standing: 'not-yet-valid' as const }, { search: body.number }, { destination: 'DE' }]) {
      const register = await officer.client.call('register.list', { query });
      expect(register.body.items.map((each) => each.id)).toContain(licence);
    }
    const none = await officer.client.call('register.list', { query: { standing: 'revoked', destination: 'DE' } });
    expect(none.body.items.map((each) => each.id)).not.toContain(licence);
  });

  test('its signed text, its QR codes and its PDF are verified by anybody; with one byte changed, none is', async () => {
    const licence = await licensed();
    const jws = await jwsOf(licence);
    const pdf = await exporter.client.call('licence.pdf', { params: { organisation: company, licence } });
    expect(pdf.name).toMatch(/^YB-2026-\d{6}\.pdf$/);
    const qr = (await qrTexts(jws)).join('\n');
    for (const input of [jws, qr, pdf.body])
      expect(await verified(input)).toMatchObject({ genuine: 'yes', status: { is: 'not-yet-valid' } });
    const bytes = new Uint8Array(await pdf.body.arrayBuffer());
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    const changed = [
      jws.replace(/.(?=.{100}$)/, (was) => (was === 'A' ? 'B' : 'A')),
      qr.replace('0', '1'),
      new Blob([bytes]),
    ];
    for (const input of changed) expect(await verified(input)).toMatchObject({ genuine: 'no' });
    expect(await verified('hello')).toMatchObject({ genuine: 'no', fault: 'not-recognised' });
    // As a program sends it that says what it sends.
    const sent = await fetch(`${service.url}/v1/licence-verifications`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: `${jws}\n`,
    });
    expect(await sent.json()).toMatchObject({ genuine: 'yes' });
  });

  test('that were granted at once have a number each', async () => {
    const cases = [await recommended(), await recommended(), await recommended(), await recommended()];
    const granted = await Promise.all(cases.map((id) => work(senior, id, 'grant', GRANT)));
    const rows = await service.store.asProduct((db) =>
      db
        .selectFrom('licence as l')
        .innerJoin('licence_edition as e', 'e.licence', 'l.id')
        .select(['l.number', 'e.status_index'])
        .where(
          'l.id',
          'in',
          granted.map(({ licence }) => licence ?? ''),
        )
        .execute(),
    );
    expect(new Set(rows.map(({ number }) => number)).size).toBe(4);
    expect(new Set(rows.map(({ status_index }) => status_index)).size).toBe(4);
  });

  test('that a licence could not put into words is not granted by half', async () => {
    const [line] = magnets().lines ?? [];
    const id = await recommended(magnets({ lines: [{ ...line!, code: '1C905.a.4 '.repeat(9) }] }));
    expect(await problem(work(senior, id, 'grant', GRANT))).toMatch(/^conflict: .*\/licence\/lines\/0\/controlCode/);
    const { body } = await officer.client.call('case.get', { params: { case: id } });
    expect(body).toMatchObject({ status: 'recommended', licence: null });
  });
});

describe('what is done with a licence', () => {
  test('suspended and reinstated, the status list says so', async () => {
    await at(FIRST_DAY);
    const licence = await licensed();
    const jws = await jwsOf(licence);
    expect(await statusOf(jws)).toBe('valid');
    const suspended = await act(officer, licence, 'suspend', { ground: 'use-in-doubt', ...WHY });
    expect(suspended).toMatchObject({ status: 'suspended', standing: 'suspended', version: 2 });
    expect(await statusOf(jws)).toBe('suspended');
    expect(await problem(act(officer, licence, 'reinstate', WHY))).toMatch(/^conflict: This role may not/);
    expect(await problem(act(senior, licence, 'reinstate', { reason: '已澄清' }))).toMatch(/^not-valid/);
    await act(senior, licence, 'reinstate', { reason: '已澄清', provisions: [PROVISION] });
    expect(await statusOf(jws)).toBe('valid');
    await at(LAST_DAY, '23:59');
    expect(await statusOf(jws)).toBe('valid');
    await at('2027-06-01', '00:00');
    expect(await statusOf(jws)).toBe('expired');
    const register = await officer.client.call('register.get', { params: { licence } });
    expect(register.body).toMatchObject({ status: 'issued', standing: 'expired' });
    await at(FIRST_DAY);
  });

  test('a revocation takes two persons, and leaves a trace when one tries it alone', async () => {
    const licence = await licensed();
    expect(await problem(act(senior, licence, 'revoke', WHY))).toMatch(/^conflict: Nobody has proposed/);
    const proposed = await act(both, licence, 'propose-revocation', WHY);
    expect(proposed.state.proposal).toMatchObject({ by: { person: both.account } });
    const seen = await exporter.client.call('licence.get', { params: { organisation: company, licence } });
    expect(seen.body.state).not.toHaveProperty('proposal');
    expect(await problem(act(both, licence, 'revoke', WHY))).toMatch(/^conflict: Who proposed it does not decide/);
    const trace = await service.store.asProduct((db) =>
      db
        .selectFrom('audit_event')
        .select(['action', 'outcome', 'detail'])
        .where('account', '=', both.account)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    expect(trace).toEqual({ action: 'licence.work', outcome: 'refused', detail: '{"reason":"own-work"}' });
    const revoked = await act(senior, licence, 'revoke', WHY);
    expect(revoked).toMatchObject({ status: 'revoked', standing: 'revoked' });
    expect(await statusOf(revoked.jws)).toBe('revoked');
    expect(await problem(act(senior, licence, 'reinstate', WHY))).toMatch(/^conflict/);
  });

  test('only its holder gives it back', async () => {
    const licence = await licensed();
    const give = (by: TestPerson, organisation: string) =>
      by.client.call(
        'licence.surrender',
        { params: { organisation, licence }, body: { reason: '合同取消' } },
        { revision: 1 },
      );
    expect(await problem(give(stranger, company))).toMatch(/^not-found/);
    expect(await problem(give(stranger, strangers))).toMatch(/^not-found/);
    expect((await give(exporter, company)).body).toMatchObject({ status: 'surrendered' });
    expect(await statusOf(await jwsOf(licence))).toBe('surrendered');
  });

  test('a licence that was changed meanwhile is not changed unseen', async () => {
    const licence = await licensed();
    const body = { command: 'suspend' as const, ground: 'other', ...WHY };
    const suspend = () => officer.client.call('licence.act', { params: { licence }, body }, { revision: 1 });
    const results = await Promise.all([problem(suspend()), problem(suspend())]);
    expect(results.filter((each) => each === 'done')).toHaveLength(1);
    expect(results.find((each) => each !== 'done')).toMatch(/^(conflict|changed-meanwhile)/);
  });

  test('its events, played from the first on, make its state', async () => {
    const rows = await service.store.asProduct((db) => db.selectFrom('licence').selectAll().execute());
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      const events = await service.store.asProduct((db) =>
        db.selectFrom('licence_event').select('event').where('licence', '=', row.id).orderBy('version').execute(),
      );
      const again = replayLicence(events.map(({ event }) => event as unknown as LicenceEvent));
      if (!again.ok) throw new Error(`${again.at}: ${again.code}`);
      expect(JSON.parse(JSON.stringify(again.state))).toEqual(row.state);
      expect([row.status, row.version]).toEqual([again.state.status, again.state.version]);
    }
  });
});

describe('keys and the status list', () => {
  test('another key takes over, and what the one before has signed stays genuine', async () => {
    const licence = await licensed();
    const before = await jwsOf(licence);
    expect(await problem(officer.client.call('key.rotate'))).toMatch(/^not-allowed/);
    const { kid } = (await administrator.client.call('key.rotate')).body;
    const { keys } = (await service.visitor.call('licence.keys')).body;
    expect(keys.length).toBeGreaterThan(1);
    expect(keys.filter(({ exp }) => exp === undefined).map((key) => key.kid)).toEqual([kid]);
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const after = await jwsOf(await licensed());
    expect(JSON.parse(Buffer.from(after.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({ kid });
    expect(await statusOf(before)).toBe('valid');
    expect(await statusOf(after)).toBe('valid');
    // The PDF of an earlier licence is sealed by the key of today.
    const pdf = await officer.client.call('register.pdf', { params: { licence } });
    expect(await verified(pdf.body)).toMatchObject({ genuine: 'yes', status: { is: 'valid' } });
    const rows = await service.store.asProduct((db) => db.selectFrom('signing_key').select('sealed').execute());
    expect(rows.filter(({ sealed }) => sealed !== null)).toHaveLength(1);
  });

  test('one list is given out for a minute; one that is too old says so', async () => {
    const licence = await licensed();
    const jws = await jwsOf(licence);
    const list = async () => (await service.visitor.call('licence.status')).body.text();
    const first = await list();
    service.clock.now = service.clock.now.add({ seconds: 59 });
    expect(await list()).toBe(first);
    service.clock.now = service.clock.now.add({ seconds: 2 });
    const second = await list();
    expect(second).not.toBe(first);
    const { body: keys } = await service.visitor.call('licence.keys');
    const read = await readStatusList(second, keys);
    if (!read.ok) throw new Error(read.fault);
    const offline = async (hours: number) => {
      const moment = service.clock.now.add({ hours }).toString();
      return verifyLicence(jws, { keys, statusList: second, at: moment });
    };
    expect(await offline(23)).toMatchObject({ genuine: 'yes', status: { is: 'valid' } });
    expect(await offline(25)).toMatchObject({ genuine: 'yes', status: { is: 'unknown', lastKnown: 'valid' } });
  });
});

describe('the database refuses', () => {
  interface Step {
    readonly command: string;
    readonly role: string;
    readonly person: TestPerson;
    readonly more?: Fields;
  }

  /** Acts as that person, past the product's own rules. */
  async function past(acting: string, statement: ReturnType<typeof sql>): Promise<string> {
    const settings = sql`select set_config('ytterby.organisations', 'all', true),
      set_config('ytterby.account', ${acting}, true), set_config('ytterby.product', '', true)`;
    try {
      await service.store.asProduct(async (db) => {
        await settings.execute(db);
        await statement.execute(db);
      });
      return 'stored';
    } catch (error) {
      return (error as Error).message;
    }
  }

  function put(licence: string, version: number, { command, role, person, more }: Step, acting = person.account) {
    const by = { person: person.account, role, organisation: authority };
    const event = JSON.stringify({ command, by, on: FIRST_DAY, ...more });
    return past(
      acting,
      sql`insert into licence_event (licence, version, organisation, person, role, command, event)
        values (${licence}, ${version}, ${company}, ${person.account}, ${role}, ${command}, ${event})`,
    );
  }

  test('a revocation by one person, or that nobody proposed', async () => {
    const licence = await licensed();
    const revoke = (person: TestPerson) => ({ command: 'revoke', role: 'senior-officer', person });
    const propose = { command: 'propose-revocation', role: 'licensing-officer', person: both };
    expect(await put(licence, 2, revoke(senior))).toBe('a revocation that nobody proposed');
    expect(await put(licence, 2, propose)).toBe('stored');
    expect(await put(licence, 3, propose)).toBe('a revocation proposed twice');
    expect(await put(licence, 3, revoke(both))).toBe("one's own proposal decided");
    expect(await put(licence, 3, { ...revoke(both), command: 'drop-revocation' })).toBe("one's own proposal decided");
    expect(await put(licence, 3, { ...revoke(senior), command: 'drop-revocation' })).toBe('stored');
    expect(await put(licence, 4, revoke(senior))).toBe('a revocation that nobody proposed');
    expect(await put(licence, 4, propose)).toBe('stored');
    expect(await put(licence, 5, revoke(senior))).toBe('stored');
    expect(await put(licence, 6, { ...revoke(senior), command: 'suspend' })).toBe('a skipped state');
  });

  test('a forged signer, another role, an old version, the licence of another', async () => {
    const licence = await licensed();
    const suspend = { command: 'suspend', role: 'licensing-officer', person: officer };
    expect(await put(licence, 2, suspend, senior.account)).toBe('a forged signer');
    expect(await put(licence, 2, { ...suspend, role: 'exporter' })).toBe('not this role');
    expect(await put(licence, 1, suspend)).toBe('the licence was changed meanwhile');
    expect(await put(licence, 2, { ...suspend, more: { command: 'revoke' } })).toBe(
      'the event is not what its columns say',
    );
    expect(await put(licence, 2, { command: 'surrender', role: 'exporter', person: officer })).toBe(
      'the licence of another',
    );
  });

  test('a licence that was not granted, or by another person; an edition that nobody decided', async () => {
    const make = (
      licensingCase: string,
    ) => sql`insert into licence (id, licensing_case, organisation, number, state, issued_at)
      values (${crypto.randomUUID()}, ${licensingCase}, ${company}, ${crypto.randomUUID()}, '{}', now())`;
    expect(await past(senior.account, make(await recommended()))).toBe('a licence that was not granted');
    const licence = await licensed();
    const { body } = await officer.client.call('register.get', { params: { licence } });
    expect(await past(officer.account, make(body.case))).toBe('a licence that was not granted');
    const edition = sql`insert into licence_edition (licence, edition, organisation, version, content, jws, signed_at)
      values (${licence}, 2, ${company}, 1, '{}', 'x', now())`;
    expect(await past(officer.account, edition)).toBe('an edition that nobody decided');
  });

  test('any change of what happened or was signed', async () => {
    for (const statement of [
      sql`update licence_event set role = 'x'`,
      sql`delete from licence_event`,
      sql`update licence_edition set jws = 'x'`,
      sql`update licence set status = 'issued'`,
      sql`update licence set number = 'x'`,
      sql`update signing_key set public = '{}'`,
      sql`delete from signing_key`,
    ])
      await expect(service.store.asProduct((db) => statement.execute(db))).rejects.toMatchObject({ code: '42501' });
    const again = sql`update signing_key set until_at = null where until_at is not null`;
    expect(Number((await service.store.asProduct((db) => again.execute(db))).numAffectedRows)).toBe(0);
  });
});

test('the licence of another organisation is not there', async () => {
  const licence = await licensed();
  for (const organisation of [company, strangers]) {
    const params = { organisation, licence };
    expect(await problem(stranger.client.call('licence.get', { params }))).toMatch(/^not-found/);
    expect(await problem(stranger.client.call('licence.pdf', { params }))).toMatch(/^not-found/);
  }
  const listed = await stranger.client.call('licence.list', { params: { organisation: strangers }, query: {} });
  expect(listed.body.items).toEqual([]);
  expect(await problem(stranger.client.call('register.get', { params: { licence } }))).toMatch(/^not-allowed/);
});

test('a restored backup has the licences as they were signed, and gives no number out again', async () => {
  await licensed();
  const folder = mkdtempSync(path.join(tmpdir(), 'ytterby-licences-'));
  const file = path.join(folder, 'backup.gz');
  const { config, drop } = await testDatabase();
  await backUp(service.config, file);
  await restore(config, file);
  const restored = openStore(config);
  const all = (store: typeof restored) =>
    store.asProduct(async (db) => ({
      editions: await db.selectFrom('licence_edition').selectAll().orderBy('status_index').execute(),
      keys: await db.selectFrom('signing_key').selectAll().orderBy('kid').execute(),
    }));
  expect(await all(restored)).toEqual(await all(service.store));
  const { rows } = await restored.asProduct((db) =>
    sql<
      Record<string, string>
    >`select nextval('licence_number') as licence, nextval('licensing_case_number') as of_case,
      nextval('licence_status_index') as status_index`.execute(db),
  );
  const taken = await restored.asProduct((db) =>
    sql<Record<string, string>>`select max(right(number, 6))::bigint + 1 as licence,
      (select max(right(number, 6))::bigint + 1 from licensing_case) as of_case,
      (select max(status_index)::bigint + 1 from licence_edition) as status_index from licence`.execute(db),
  );
  expect(rows).toEqual(taken.rows);
  await restored.close();
  await drop();
  rmSync(folder, { recursive: true });
});
