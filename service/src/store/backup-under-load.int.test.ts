import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { ExportFacts } from '@ytterby/core';
import { type Claim, UNDERTAKING } from '@ytterby/core/humanitarian';
import { GROUPS, UNITS } from '@ytterby/core/statistics';
import type { Transaction } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { totpCode } from '../access/totp.ts';
import { peopleOf, type TestPerson } from '../api/testing.ts';
import { spawnCli } from '../cli/testing/run-cli.ts';
import { type Client, ClientProblem, makeClient } from '../client/index.ts';
import { grantedLicence } from '../customs/testing/granted-licence.ts';
import { joinDatabase } from '../postgres/open-database.ts';
import { startLawService } from '../recorded-law/law-service.ts';
import { editions } from '../statistics/edition.ts';
import { type PastCase, storePastCases } from '../statistics/testing.ts';
import { TABLES } from './backup.ts';
import type { Database } from './schema.ts';
import { openStore, type Store } from './store.ts';
import { seenBy } from './testing.ts';

/** A backup that is taken while people work, put back into an empty data folder, and worked on there. */

/** How many acts are acknowledged before the backup begins; more with YTTERBY_BACKUP_LOAD. */
const LOAD = Number(process.env['YTTERBY_BACKUP_LOAD'] ?? 120);
/** And so many after it has ended. */
const AFTER = 40;

const START = path.join(import.meta.dirname, '..', 'cli', 'start.ts');
// Not made here: root's own folder is none that the database's user may enter.
const folder = path.join(tmpdir(), `ytterby-load-${randomUUID()}`);
const restored = path.join(tmpdir(), `ytterby-restored-${randomUUID()}`);
const away = mkdtempSync(path.join(tmpdir(), 'ytterby-backup-'));
const file = path.join(away, 'backup.gz');
const EMAIL = 'wen@example.com';
const PASSWORD = 'violet granite harbour 7';
const TODAY = Temporal.Now.zonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
const LATER = Temporal.PlainDate.from(TODAY).add({ days: 60 }).toString();

let port: number;
let url: string;
let receiver: Server;
let service: ChildProcess | undefined;
let said = '';

beforeAll(async () => {
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
  receiver = createHttpServer((_, response) => response.writeHead(204).end());
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});
afterAll(async () => {
  await stop();
  receiver.closeAllConnections();
  receiver.close();
  for (const each of [folder, restored, away]) rmSync(each, { recursive: true, force: true });
}, 120_000);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: found } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return found;
}

const envOf = (data: string): NodeJS.ProcessEnv => ({
  ...process.env,
  YTTERBY_DATA: data,
  YTTERBY_RATE_LIMIT: '1000000',
  YTTERBY_DEMO: 'no',
  YTTERBY_WEBHOOK_PRIVATE: 'yes',
  CI: 'yes',
});

async function start(data: string): Promise<void> {
  said = '';
  const child = spawn(process.execPath, [START, '--port', String(port), '--no-open', '--lang', 'en'], {
    env: envOf(data),
  });
  service = child;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  await until(() => {
    if (child.exitCode !== null) throw new Error(`it did not start: ${said}`);
    return said.includes('Ctrl-C');
  });
}

async function stop(): Promise<void> {
  const child = service;
  service = undefined;
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function until(isSo: () => boolean | Promise<boolean>, patienceMs = 60_000): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${said}`);
    await wait(20);
  }
}

/** A browser that keeps its cookie. */
function browser(): Client {
  let cookie = '';
  return makeClient({
    baseUrl: url,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('origin', url);
      if (cookie !== '') headers.set('cookie', cookie);
      const response = await fetch(input, { ...init, headers });
      const set = response.headers.getSetCookie().find((each) => each.startsWith('ytterby_session='));
      if (set !== undefined) cookie = set.split(';', 1)[0] ?? '';
      return response;
    },
  });
}

interface Opened {
  readonly owner: pg.Client;
  readonly store: Store;
  rows<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}
const databases = new Set<Opened>();

/** The database of a data folder, whether a service runs on it or not. */
async function opened(data: string): Promise<Opened> {
  const database = await joinDatabase(envOf(data));
  const owner = new pg.Client(database.poolConfig());
  await owner.connect();
  const store = openStore(database.poolConfig());
  const self: Opened = {
    owner,
    store,
    rows: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<Row>(text, values)).rows,
    close: async () => {
      databases.delete(self);
      await store.close();
      await owner.end();
      await database.stop();
    },
  };
  databases.add(self);
  return self;
}

const now = () => Temporal.Now.instant();
const HOSPITAL = {
  role: 'end-user',
  name: 'Example Relief Hospital',
  country: 'DE',
  military: 'no',
  owners: 'none',
} as const;
/** Sold on from Japan, as the humanitarian exemption of No. 61 of 2025 has it. */
const RELIEF: ExportFacts = {
  asOf: TODAY,
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
/** Somebody whom the imported list names. */
const LISTED = 'Umbrella Servo Works GmbH';
const drawn = (quantity: string) => [{ line: '1', quantity, unit: 'KGM', value: '1', currency: 'EUR' }];
const bytes = () => new Blob([`%PDF-1.7 ${randomBytes(3_000).toString('base64')}`]);
const daysAgo = (days: number) => Temporal.PlainDate.from(TODAY).subtract({ days }).toString();
/** Long enough ago to be published. */
const cases = (count: number): PastCase[] =>
  Array.from({ length: count }, (_, index) => ({
    destination: index % 3 === 0 ? 'FR' : 'DE',
    submitted: daysAgo(300),
    accepted: daysAgo(297),
    end: { is: index % 5 === 4 ? 'refused' : 'granted', on: daysAgo(index % 2 === 0 ? 240 : 225) },
  }));

/** What was answered with success, by the table where it must be and the key under which. */
const acknowledged = new Map<string, Set<string>>();
let acts = 0;
function acknowledge(table: Acknowledged, key: string): void {
  const keys = acknowledged.get(table) ?? new Set();
  acknowledged.set(table, keys.add(key));
  acts += 1;
}
const KEYS = {
  licensing_case: 'id',
  licence: 'id',
  document: 'id',
  draw_down_event: `(select concat(l.number, ' ', d.number, ' ', e.version)
    from draw_down d join licence l on l.id = d.licence where d.id = e.draw_down)`,
  usage_report: 'id',
  humanitarian_shipment: 'id',
  compliance_notice: 'id',
  notice_receipt: 'notice',
  saved_determination: 'id',
  party: 'id',
  watch_acknowledgement: 'flag',
  webhook: 'id',
  site: 'id',
} as const;
type Acknowledged = keyof typeof KEYS;
/** The product adds to them, and triggers keep count in them. */
const COUNTED = new Set(['audit_head', 'licence_line', 'draw_down']);

interface Scene {
  readonly company: string;
  readonly importers: string;
  readonly people: ReturnType<typeof peopleOf>;
  readonly wen: Client;
  readonly exporter: TestPerson;
  readonly importer: TestPerson;
  readonly officer: TestPerson;
  readonly senior: TestPerson;
  readonly customs: TestPerson;
  readonly totpSecret: string;
  /** Granted 450.5 kg; 200 kg of it are reserved as R and confirmed, 50 kg reserved as S, and nobody draws on it under load. */
  readonly quiet: { readonly id: string; readonly number: string };
  readonly jws: string;
}

async function granted(people: Pick<Scene, 'company' | 'exporter' | 'officer' | 'senior'>, reportsUse = false) {
  const { company, exporter, officer, senior } = people;
  const terms = { from: TODAY, quantity: '450.5', value: '41671.25', reportsUse };
  return grantedLicence({ company, exporter, officer, senior, ...terms });
}

async function setTheScene(store: Store): Promise<Scene> {
  const code = /set-up#([\w-]+)/.exec(said)?.[1] ?? '';
  const wen = browser();
  await wen.call('set-up.finish', {
    body: {
      code,
      email: EMAIL,
      name: 'Wen',
      password: PASSWORD,
      language: 'zh',
      company: { name: { zh: '示例磁材', en: 'Example Magnets' } },
    },
  });
  const { secret: totpSecret } = (await wen.call('totp.begin', { body: { password: PASSWORD } })).body;
  await wen.call('totp.confirm', { body: { code: totpCode(totpSecret, now()) } });
  const { organisations } = (await wen.call('session.get')).body;
  const company = organisations.find(({ roles }) => roles.includes('organisation-administrator'))?.id ?? '';

  const people = peopleOf({ store, url, now });
  const authority = await people.organisation('licensing-authority');
  const importers = await people.organisation('operator', 'Example Import KK');
  const exporter = await people.person([[company, ['exporter']]]);
  const importer = await people.person([[importers, ['exporter']]]);
  const officer = await people.person([[authority, ['licensing-officer']]]);
  const senior = await people.person([[authority, ['senior-officer']]]);
  const customs = await people.person([[await people.organisation('customs'), ['customs-officer', 'customs-system']]]);
  const quiet = await granted({ company, exporter, officer, senior });
  const params = { number: quiet.number };
  await customs.client.call('draw-down.reserve', {
    params,
    body: { drawDown: 'R', declaration: 'R', lines: drawn('200'), lastDay: LATER },
  });
  await customs.client.call('draw-down.confirm', { params: { ...params, drawDown: 'R' }, body: {} });
  await customs.client.call('draw-down.reserve', {
    params,
    body: { drawDown: 'S', declaration: 'S', lines: drawn('50'), lastDay: LATER },
  });
  const { jws } = (await exporter.client.call('licence.get', { params: { organisation: company, licence: quiet.id } }))
    .body;
  await storePastCases({ store, ...people }, cases(60));
  return {
    company,
    importers,
    people,
    wen,
    exporter,
    importer,
    officer,
    senior,
    customs,
    totpSecret,
    quiet,
    jws,
  };
}

/** Everybody at work: each of these goes on until it is told to stop. */
async function writersOf(scene: Scene, store: Store): Promise<readonly ((act: number) => Promise<void>)[]> {
  const { company, importers, people, wen, exporter, importer, customs } = scene;
  const params = { organisation: company };
  const fought = await Promise.all([granted(scene, true), granted(scene, true)]);
  const relief = (
    await exporter.client.call('saved-determination.save', {
      params,
      body: { name: 'relief', facts: RELIEF, asOfMode: 'today' },
    })
  ).body.id;
  await exporter.client.call('party.create', { params, body: { facts: { ...HOSPITAL, name: LISTED } } });
  const { port: hook } = receiver.address() as AddressInfo;
  const told = `http://127.0.0.1:${hook}/`;
  const first = (
    await wen.call('webhook.add', { params, body: { url: told, kinds: ['licence.issued', 'draw-down.reserved'] } })
  ).body.webhook.id;

  /** Reserves and confirms one after the other, and reports on it. */
  const drawing = (writer: number) => async (act: number) => {
    const { id, number } = fought[act % fought.length] ?? { id: '', number: '' };
    const drawDown = `${writer}-${act}`;
    await customs.client.call('draw-down.reserve', {
      params: { number },
      body: { drawDown, declaration: drawDown, lines: drawn('0.01'), lastDay: LATER },
    });
    acknowledge('draw_down_event', `${number} ${drawDown} 1`);
    await customs.client.call('draw-down.confirm', { params: { number, drawDown }, body: {} });
    acknowledge('draw_down_event', `${number} ${drawDown} 2`);
    const { body } = await exporter.client.call('usage-report.make', {
      params: { ...params, licence: id },
      body: { declaration: drawDown, stage: 'arrival', happenedOn: TODAY, text: '已到货', papers: ['BL-1'] },
    });
    acknowledge('usage_report', body.id);
  };
  return [
    async () => {
      const { id } = await granted(scene);
      acknowledge('licence', id);
      const { body } = await exporter.client.call('application.begin', {
        params,
        body: { application: { kind: 'individual-licence', destination: 'DE' } },
      });
      acknowledge('licensing_case', body.id);
      const document = await exporter.client.call('document.add', {
        params: { ...params, case: body.id },
        query: { name: '合同.pdf' },
        body: bytes(),
      });
      acknowledge('document', document.body.id);
    },
    drawing(1),
    drawing(2),
    async () => {
      const claim: Claim = {
        endUse: { kind: 'humanitarian-disaster-relief', description: '震后野战医院磁共振设备' },
        destination: 'DE',
        parties: [HOSPITAL],
        items: [{ line: 'a', description: '磁体', quantity: '12.5', unit: 'kg' }],
        evidence: [{ kind: 'request', reference: 'Appeal No. 7' }],
      };
      const { body } = await exporter.client.call('humanitarian.claim', {
        params,
        body: { determination: relief, claim, undertaking: { ...UNDERTAKING, signatory: 'Sato Example' } },
      });
      acknowledge('humanitarian_shipment', body.id);
    },
    async (act) => {
      const { body } = await exporter.client.call('notice.issue', {
        params,
        body: {
          limbs: { origin: 'met' },
          share: { value: 'unknown', source: null },
          filled: { contract: `HT-${act}` },
          lot: {
            number: `DY-${act}`,
            item: 'Dysprosium oxide',
            controlCode: '1C904.a',
            amount: { quantity: '100', unit: 'KGM' },
            madeFrom: [],
          },
          recipient: { organisation: importers },
          amount: { quantity: '60', unit: 'KGM' },
        },
      });
      acknowledge('compliance_notice', body.notice.id);
      await importer.client.call('notice.acknowledge', {
        params: { organisation: importers, notice: body.notice.id },
        body: { name: '田中', position: '部長', on: TODAY },
      });
      acknowledge('notice_receipt', body.notice.id);
    },
    async (act) => {
      const { body } = await exporter.client.call('saved-determination.save', {
        params,
        body: { name: `saved ${act}`, facts: RELIEF, asOfMode: 'today' },
      });
      acknowledge('saved_determination', body.id);
      const party = await exporter.client.call('party.create', {
        params,
        body: { facts: { ...HOSPITAL, name: `Party ${act}` } },
      });
      acknowledge('party', party.body.id);
      const site = await wen.call('site.add', { params, body: { name: `site ${act}`, address: '', country: 'CN' } });
      acknowledge('site', site.body.id);
      const messages = (await exporter.client.call('message.list', { query: { unread: true } })).body.items.map(
        ({ id }) => id,
      );
      await exporter.client.call('message.read', { body: { messages } });
    },
    async (act) => {
      const listed = act % 2 === 0 ? `${LISTED},DE\n` : '';
      await wen.call('list.import', {
        query: { list: 'invented-list', name: 'list.csv' },
        body: new Blob([`name,country\n${listed}Somebody ${act} Foundry,US\n`]),
      });
      await wait(200);
      const { items } = (await exporter.client.call('watch.flags', { params, query: { open: true } })).body;
      for (const { id } of items) {
        await exporter.client.call('watch.acknowledge', { params: { ...params, flag: id }, body: { note: '已核对' } });
        acknowledge('watch_acknowledgement', id);
      }
    },
    async () => {
      const { body } = await wen.call('webhook.add', {
        params,
        body: { url: told, kinds: ['licence.revoked'] },
      });
      acknowledge('webhook', body.webhook.id);
      await wen.call('webhook.new-secret', { params: { ...params, webhook: first } });
      await wait(300);
    },
    async () => {
      await storePastCases({ store, ...people }, cases(2), company);
    },
  ];
}

let scene: Scene;
/** What was acknowledged when the backup began. */
let before: ReadonlyMap<string, ReadonlySet<string>>;
let original: Opened;
let copy: Opened;

beforeAll(
  async () => {
    await start(folder);
    original = await opened(folder);
    scene = await setTheScene(original.store);
    const writers = await writersOf(scene, original.store);
    let isRunning = true;
    let failure: unknown;
    const running = writers.map(async (write) => {
      for (let act = 0; isRunning; act += 1)
        await write(act).catch((error: unknown) => {
          isRunning = false;
          failure ??= error;
        });
    });
    const more = async (isSo: () => boolean) =>
      until(
        () => {
          if (failure !== undefined) throw failure;
          return isSo();
        },
        60_000 + LOAD * 200,
      );
    await more(() => acts >= LOAD && Object.keys(KEYS).every((table) => acknowledged.has(table)));

    before = new Map([...acknowledged].map(([table, keys]) => [table, new Set(keys)]));
    const then = acts;
    const backup = await spawnCli(['backup', file, '--data', folder, '--lang', 'en'], away);
    const meanwhile = acts - then;
    expect([backup.code, backup.err]).toEqual([0, '']);
    expect(meanwhile).toBeGreaterThan(0);
    const ended = acts;
    await more(() => acts >= ended + AFTER);
    isRunning = false;
    await Promise.all(running);
    if (failure !== undefined) throw failure;
    console.log(
      `${then} acts acknowledged before the backup, ${meanwhile} while it ran, ${acts - ended} after it; ${backup.out.trim()}`,
    );

    await original.close();
    await stop();
    // Lists that were imported are files of the data folder, as the key is.
    const back = await spawnCli(['restore', file, '--data', restored, '--lang', 'en'], away);
    expect([back.code, back.err, back.out]).toEqual([
      0,
      '',
      expect.stringMatching(/rows restored\.\n✓ All \d+ audit events are as they were/),
    ]);
    original = await opened(folder);
    copy = await opened(restored);
  },
  600_000 + LOAD * 400,
);
afterAll(async () => {
  for (const each of databases) await each.close();
}, 120_000);

const sorted = (rows: readonly string[]) => rows.toSorted();

test('every row of the file is in the database, and no other', async () => {
  const lines = gunzipSync(readFileSync(file)).toString().split('\n').slice(1, -2);
  const inFile = Map.groupBy(lines, (line) => /^\["(\w+)"/.exec(line)?.[1] ?? '');
  for (const table of TABLES) {
    const rows = await copy.rows<{ row: string }>(`select row_to_json(each)::text as row from ${table} each`);
    expect([table, sorted(rows.map(({ row }) => `["${table}",${row}]`))]).toEqual([
      table,
      sorted(inFile.get(table) ?? []),
    ]);
  }
});

test('of no transaction is half there, and of some of this time nothing', async () => {
  // Where the product only ever adds, a row carries the number of the transaction that wrote it.
  const tables = await original.rows<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      and not has_table_privilege('ytterby_app', oid, 'UPDATE, DELETE') and not has_any_column_privilege('ytterby_app', oid, 'UPDATE')`,
  );
  const added = tables
    .map(({ name }) => name)
    .filter((name) => TABLES.some((each) => each === name) && !COUNTED.has(name));
  expect(added).toEqual(
    expect.arrayContaining(['audit_event', 'case_event', 'draw_down_event', 'humanitarian_event', 'compliance_notice']),
  );
  const [there, missing] = [new Set<string>(), new Set<string>()];
  for (const table of added) {
    const held = new Set(
      (await copy.rows<{ row: string }>(`select each::text as row from ${table} each`)).map(({ row }) => row),
    );
    const rows = await original.rows<{ tx: string; row: string }>(
      `select xmin::text as tx, each::text as row from ${table} each`,
    );
    for (const { tx, row } of rows) (held.has(row) ? there : missing).add(tx);
    const known = new Set(rows.map(({ row }) => row));
    expect([table, [...held].filter((row) => !known.has(row))]).toEqual([table, []]);
  }
  expect([...there].filter((tx) => missing.has(tx))).toEqual([]);
  expect(there.size).toBeGreaterThan(LOAD);
  expect(missing.size).toBeGreaterThan(AFTER);
});

test.each(Object.entries(KEYS))('what was acknowledged before the backup began is there: %s', async (table, key) => {
  const rows = await copy.rows<{ key: string }>(`select (${key})::text as key from ${table} e`);
  const held = new Set(rows.map((row) => row.key));
  const wanted = [...(before.get(table) ?? [])];
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter((each) => !held.has(each))).toEqual([]);
});

test('the draw-downs come to what their events make them, and the trail verifies and is where the original was', async () => {
  expect(await copy.rows('select * from draw_down_faults()')).toEqual([]);
  expect(await copy.rows('select from draw_down_event')).not.toEqual([]);
  const verified = await spawnCli(['audit', 'verify', '--format', 'json', '--data', restored], away);
  const { events, fault, head, drawDowns } = JSON.parse(verified.out) as {
    readonly events: number;
    readonly fault: unknown;
    readonly head: { readonly sequence: number; readonly hash: string };
    readonly drawDowns: readonly string[];
  };
  expect([verified.code, fault, drawDowns]).toEqual([0, null, []]);
  expect(events).toBeGreaterThan(LOAD);
  const anchor = `${head.sequence}:${head.hash}`;
  const goesOn = await spawnCli(['audit', 'verify', '--anchor', anchor, '--data', folder, '--lang', 'en'], away);
  expect([goesOn.code, goesOn.out]).toEqual([0, expect.stringContaining('audit events are as they were stored')]);
});

test('the statistics are those of the moment of the backup', async () => {
  const law = (await startLawService(copy.store)).current();
  const figures = async (db: Transaction<Database>) => {
    const { periods, until, times } = await editions(() => law)(db, TODAY, now());
    return { periods, until, times: UNITS.map((unit) => GROUPS.map((group) => times(unit, group))) };
  };
  const inCopy = await copy.store.asProduct(figures);
  const events = await copy.rows<{ licensing_case: string; version: number }>(
    'select licensing_case, version from case_event',
  );
  const { owner } = original;
  await owner.query('begin isolation level repeatable read');
  const whole = await figures(seenBy(owner));
  await owner.query(
    `delete from case_event e where not exists
      (select from unnest($1::uuid[], $2::int[]) as held (c, v) where held.c = e.licensing_case and held.v = e.version)`,
    [events.map((each) => each.licensing_case), events.map(({ version }) => version)],
  );
  const then = await figures(seenBy(owner));
  await owner.query('rollback');
  expect(inCopy.until).not.toBeNull();
  expect(inCopy).toEqual(then);
  // Something of it happened later, so that the wrong moment would show.
  expect(whole).not.toEqual(then);
});

test('a service starts on it: people sign in, a licence verifies, customs draws on, the trail goes on', {
  timeout: 180_000,
}, async () => {
  const [latest] = await copy.rows<{ number: string }>('select max(sequence) as number from audit_event');
  const last = latest?.number ?? 0;
  const numbers = new Set(
    (await copy.rows<{ number: string }>('select number from licence')).map(({ number }) => number),
  );
  await copy.close();
  copyFileSync(path.join(folder, 'instance.key'), path.join(restored, 'instance.key'));
  await start(restored);
  expect(said).not.toContain('set-up#');
  copy = await opened(restored);

  const wen = browser();
  const open = (password: string) => wen.call('session.open', { body: { email: EMAIL, password } });
  await expect(open('another password 7')).rejects.toMatchObject({ code: 'wrong-credentials' });
  await open(PASSWORD);
  // The code of before was used; a clock may be half a minute ahead.
  await wen.call('session.second-factor', { body: { code: totpCode(scene.totpSecret, now().add({ seconds: 30 })) } });
  expect((await wen.call('session.get')).body.organisations.map(({ id }) => id)).toContain(scene.company);

  const people = peopleOf({ store: copy.store, url, now });
  const again = async ({ account }: TestPerson) => people.signedIn(account);
  const [exporter, officer, senior, customs] = (await Promise.all(
    [scene.exporter, scene.officer, scene.senior, scene.customs].map(again),
  )) as [TestPerson, TestPerson, TestPerson, TestPerson];
  const verified = await makeClient({ baseUrl: url }).call('licence.verify', { body: new Blob([scene.jws]) });
  expect(verified.body).toMatchObject({ genuine: 'yes' });

  const { number } = scene.quiet;
  const params = { number };
  const left = async () => (await customs.client.call('customs.check', { body: { number } })).body.licence?.balances[0];
  expect(await left()).toMatchObject({ quantityReserved: '50', quantityDrawn: '200', quantityLeft: '200.5' });
  await customs.client.call('draw-down.confirm', { params: { ...params, drawDown: 'S' }, body: {} });
  const reserve = (drawDown: string, quantity: string) =>
    customs.client.call('draw-down.reserve', {
      params,
      body: { drawDown, declaration: drawDown, lines: drawn(quantity), lastDay: LATER },
    });
  const refused = await reserve('T', '200.51').catch((error: unknown) => error);
  expect(refused instanceof ClientProblem && refused.reason).toBe('quantity-overdrawn');
  await reserve('T', '200.5');
  expect(await left()).toMatchObject({ quantityReserved: '200.5', quantityDrawn: '250', quantityLeft: '0' });

  const next = await granted({ company: scene.company, exporter, officer, senior });
  expect(numbers.has(next.number)).toBe(false);
  await copy.close();
  await stop();
  const trail = await spawnCli(['audit', 'verify', '--format', 'json', '--data', restored], away);
  expect(trail.code).toBe(0);
  expect(JSON.parse(trail.out)).toMatchObject({ fault: null, drawDowns: [] });
  expect((JSON.parse(trail.out) as { readonly events: number }).events).toBeGreaterThan(Number(last));
});
