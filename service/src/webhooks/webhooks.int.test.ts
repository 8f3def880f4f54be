import { fork } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DrawDownCommand } from '@ytterby/core/customs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instanceKey } from '../access/instance-key.ts';
import { dateOf } from '../access/moments.ts';
import { type TestPerson, type TestService, testService } from '../api/testing.ts';
import { ClientProblem } from '../client/index.ts';
import { customsActor, draw } from '../customs/draw-downs.ts';
import { type MadeLicences, madeLicences } from '../customs/testing/made-licences.ts';
import { testStore, type TestStore } from '../store/testing.ts';
import { type Delivering, deliverWebhooks, isWebhookDue, sealSecret } from './deliver.ts';
import { WEBHOOK_KINDS } from './kinds.ts';
import type { DeliveringTask } from './testing/delivering-process.ts';

/** What a receiver has acted on: it verifies as Standard Webhooks says, and acts once on each id. Whether it answers is up to the test. */
interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly licence: string; readonly drawDown?: string; readonly status: string };
}
type Mood = 'well' | 'down' | '500' | 'redirects' | 'hangs-up-after' | 'silent-after' | 'silent';

let tested: TestStore;
let made: MadeLicences;
const keyBytes = randomBytes(32);
const key = instanceKey(keyBytes);
const START = Temporal.Instant.from('2026-07-01T01:00:00Z');
let now = START;
let server: Server;
let url: string;
let secret: string;
let moods: (id: string) => Mood;
let acted: Told[];
let requests: { readonly id: string; readonly at: number; readonly signatures: number }[];

beforeAll(async () => {
  tested = await testStore();
  made = await madeLicences(tested.config, { count: 8, quantity: '100000', value: '100000' });
  server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await tested.close();
});
beforeEach(async () => {
  now = START;
  acted = [];
  requests = [];
  moods = () => 'well';
  await tested.store.asProduct((db) => db.deleteFrom('webhook').execute());
});

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece as string;
  const id = String(request.headers['webhook-id']);
  const mood = moods(id);
  const at = Number(request.headers['webhook-timestamp']);
  const given = String(request.headers['webhook-signature']).split(' ');
  const right = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${id}.${at}.${body}`)
    .digest('base64');
  requests.push({ id, at, signatures: given.length });
  if (mood === 'down') return void request.socket.destroy();
  if (mood === 'silent') return;
  if (mood === 'redirects') return void response.writeHead(307, { location: url }).end();
  if (!given.includes(`v1,${right}`)) return void response.writeHead(401).end();
  if (mood === '500') return void response.writeHead(500).end('x'.repeat(100_000));
  if (!acted.some((each) => each.id === id)) acted.push({ id, ...(JSON.parse(body) as Omit<Told, 'id'>) });
  if (mood === 'hangs-up-after') return void request.socket.destroy();
  if (mood === 'silent-after') return;
  response.writeHead(204).end();
}

async function subscribe(kinds: readonly string[] = WEBHOOK_KINDS, organisation?: string): Promise<string> {
  const id = crypto.randomUUID();
  secret = `whsec_${randomBytes(32).toString('base64')}`;
  const [{ organisation: customs } = { organisation: '' }] = made.officer.memberships;
  await tested.store.asProduct((db) =>
    db
      .insertInto('webhook')
      .values({
        id,
        organisation: organisation ?? customs,
        url,
        kinds: [...kinds],
        secret: sealSecret(key, id, secret),
        secret_made_at: dateOf(now),
        made_at: dateOf(now),
      })
      .execute(),
  );
  return id;
}

let drawn = 0;
const nextNumber = () => {
  drawn += 1;
  return `W-${drawn}`;
};
const act = (licence: number, command: DrawDownCommand) =>
  tested.store.write(made.officer, (db) =>
    draw(db, made.licences[licence]?.number ?? '', command, customsActor(made.officer), '2026-07-01'),
  );
const reserve = (drawDown: string): DrawDownCommand => ({
  command: 'reserve',
  drawDown,
  declaration: drawDown,
  lines: [{ line: '1', quantity: '1', unit: 'KGM', value: '1', currency: 'EUR' }],
  lastDay: '2026-07-10',
});
/** Reserves and confirms. @returns what must be told of it */
async function drawOne(licence: number): Promise<string[]> {
  const drawDown = nextNumber();
  await act(licence, reserve(drawDown));
  await act(licence, { command: 'confirm', drawDown });
  return [`${drawDown} reserved`, `${drawDown} confirmed`];
}

const deliver = (more: Partial<Delivering> = {}) =>
  deliverWebhooks({
    store: tested.store,
    key,
    allowPrivate: true,
    now: () => now,
    signal: new AbortController().signal,
    timeoutMs: 150,
    ...more,
  });
const toldOf = (licence: number) =>
  acted
    .filter(({ data }) => data.licence === made.licences[licence]?.number)
    .map(({ data }) => `${data.drawDown} ${data.status}`);
const states = async (webhook: string) => {
  const rows = await tested.store.asProduct((db) =>
    db
      .selectFrom('webhook_delivery')
      .select(['state', 'attempts', 'failure', 'answer_status'])
      .where('webhook', '=', webhook)
      .orderBy('sequence')
      .execute(),
  );
  return rows.map(({ state, attempts, failure, answer_status }) => [state, attempts, failure, answer_status]);
};
/** Minute by minute, as the service looks. */
async function minutes(count: number, more: Partial<Delivering> = {}): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    now = now.add({ minutes: 1 });
    await deliver(more);
  }
}

test('a receiver that is down for an hour has everything once it is back: in order for each licence, nothing acted on twice', async () => {
  await subscribe();
  moods = () => 'down';
  const expected = new Map<number, string[]>();
  for (let minute = 0; minute < 60; minute += 1) {
    if (minute % 4 === 0)
      for (const licence of [minute % 3, 3 + (minute % 5)])
        expected.set(licence, [...(expected.get(licence) ?? []), ...(await drawOne(licence))]);
    await minutes(1);
  }
  expect(acted).toEqual([]);
  expect(requests.length).toBeGreaterThan(expected.size);
  // Back, and not yet well: some answers are lost after it has acted, some never come.
  let turn = 0;
  const ill: readonly Mood[] = ['well', 'hangs-up-after', '500', 'silent-after', 'down', 'well', 'redirects', 'silent'];
  moods = () => {
    turn += 1;
    return ill[turn % ill.length] ?? 'well';
  };
  await minutes(30);
  moods = () => 'well';
  await minutes(70);
  for (const [licence, told] of expected) expect(toldOf(licence)).toEqual(told);
  expect(acted).toHaveLength([...expected.values()].flat().length);
  expect(new Set(acted.map(({ id }) => id)).size).toBe(acted.length);
  // It was tried again after it had acted: the ids are what kept it from acting twice.
  expect(requests.filter(({ id }) => acted.some((each) => each.id === id)).length).toBeGreaterThan(acted.length);
  expect(await isWebhookDue(tested.store, now.add({ hours: 24 * 30 }))).toBe(false);
}, 120_000);

test('a later message waits for the earlier one of its licence, and not for those of others', async () => {
  const webhook = await subscribe();
  const first = await drawOne(0);
  const other = await drawOne(1);
  const stuck = await tested.store.asProduct((db) =>
    db.selectFrom('webhook_delivery').select('event').orderBy('sequence').executeTakeFirstOrThrow(),
  );
  moods = (id) => (id === stuck.event ? '500' : 'well');
  await deliver();
  expect([toldOf(0), toldOf(1)]).toEqual([[], other]);
  expect(await states(webhook)).toEqual([
    ['waiting', 1, 'answer', 500],
    ['waiting', 0, null, null],
    ['delivered', 1, null, 204],
    ['delivered', 1, null, 204],
  ]);
  // Not before its time: at the least half of the first pause.
  now = now.add({ seconds: 14 });
  await deliver();
  expect((await states(webhook))[0]).toEqual(['waiting', 1, 'answer', 500]);
  moods = () => 'well';
  now = now.add({ seconds: 16 });
  await deliver();
  expect(toldOf(0)).toEqual(first);
});

test('what is not answered for 7 days is given up, the next one goes on, and it can be sent again', async () => {
  const webhook = await subscribe();
  const told = await drawOne(0);
  moods = () => '500';
  const hours = async (count: number) => {
    for (let hour = 0; hour < count; hour += 1) {
      now = now.add({ hours: 1 });
      await deliver();
    }
  };
  await deliver();
  await hours(7 * 24 - 1);
  expect((await states(webhook)).map(([state]) => state)).toEqual(['waiting', 'waiting']);
  await hours(1);
  expect((await states(webhook)).map(([state]) => state)).toEqual(['dead', 'waiting']);
  moods = () => 'well';
  await hours(1);
  expect(toldOf(0)).toEqual(told.slice(1));
  await tested.store.asProduct((db) =>
    db
      .updateTable('webhook_delivery')
      .set({ state: 'waiting', next_at: null, tried_since: null })
      .where('state', '=', 'dead')
      .execute(),
  );
  await deliver();
  expect(toldOf(0).toSorted()).toEqual(told.toSorted());
});

test('only what was asked for is told, and a holder is told of its own licences alone', async () => {
  await subscribe(['draw-down.confirmed']);
  const told = await drawOne(0);
  await deliver();
  expect(toldOf(0)).toEqual(told.slice(1));
  acted = [];
  const stranger = crypto.randomUUID();
  await tested.store.asProduct((db) =>
    db
      .insertInto('organisation')
      .values({ id: stranger, kind: 'company', name_zh: '另一家', name_en: 'Another', country: 'CN' })
      .execute(),
  );
  const other = await subscribe(WEBHOOK_KINDS, stranger);
  await drawOne(0);
  expect(await states(other)).toEqual([]);
  const holder = await subscribe(WEBHOOK_KINDS, made.licences[0]?.organisation);
  await drawOne(0);
  expect(await states(holder)).toHaveLength(2);
});

test('nothing is told of what was rolled back', async () => {
  const webhook = await subscribe();
  await expect(
    tested.store.write(made.officer, async (db) => {
      await draw(db, made.licences[0]?.number ?? '', reserve(nextNumber()), customsActor(made.officer), '2026-07-01');
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect(await states(webhook)).toEqual([]);
});

test('into a private network goes nothing unless the installation allows it', async () => {
  const webhook = await subscribe();
  await act(0, reserve(nextNumber()));
  await deliver({ allowPrivate: false });
  expect(await states(webhook)).toEqual([['waiting', 1, 'address-refused', null]]);
  // A name is looked up when it is connected to; here it leads to this machine.
  await tested.store.asProduct((db) =>
    db.updateTable('webhook').set({ url: 'https://ytterby-test.localhost.' }).execute(),
  );
  now = now.add({ hours: 1 });
  await deliver({ allowPrivate: false });
  expect((await states(webhook))[0]?.[0]).toBe('waiting');
  expect(requests).toEqual([]);
});

test('a secret of another installation is said to be lost', async () => {
  const webhook = await subscribe();
  await act(0, reserve(nextNumber()));
  await deliver({ key: instanceKey(randomBytes(32)) });
  expect(await states(webhook)).toEqual([['waiting', 1, 'secret-lost', null]]);
});

test('a service that is killed between the sending and writing it down sends again, under the same id', async () => {
  const webhook = await subscribe();
  const expected: string[] = [];
  for (let each = 0; each < 4; each += 1) expected.push(...(await drawOne(0)));
  let kills = 0;
  for (let isDone = false; !isDone; ) {
    now = now.add({ hours: 2 });
    const before = requests.length;
    // The second one is acted on, and its answer never comes: the sender is gone.
    moods = () => (requests.length === before ? 'well' : 'silent-after');
    const task = { config: tested.config, key: keyBytes.toString('hex'), now: now.toString() } satisfies DeliveringTask;
    const child = fork(path.join(import.meta.dirname, 'testing', 'delivering-process.ts'), [JSON.stringify(task)]);
    const ended = once(child, 'exit');
    while (requests.length < before + 2 && child.exitCode === null) await wait(5);
    isDone = child.exitCode === 0;
    if (!isDone) {
      kills += 1;
      child.kill('SIGKILL');
      await ended;
    }
  }
  expect(kills).toBe(expected.length - 1);
  expect(toldOf(0)).toEqual(expected);
  expect(requests).toHaveLength(expected.length + kills);
  expect((await states(webhook)).map(([state]) => state)).toEqual(expected.map(() => 'delivered'));
}, 120_000);

test('the exhaustion is told once, when it comes', async () => {
  const own = await madeLicences(tested.config, { count: 1, quantity: '3', value: '30' });
  const [licence] = own.licences;
  await subscribe(['licence.exhausted'], licence?.organisation);
  const number = licence?.number ?? '';
  const give = (command: DrawDownCommand) =>
    tested.store.write(own.officer, (db) => draw(db, number, command, customsActor(own.officer), '2026-07-01'));
  const line = (quantity: string) => [{ line: '1', quantity, unit: 'KGM', value: '1', currency: 'EUR' }];
  const held = (drawDown: string, quantity: string) =>
    ({ ...reserve(drawDown), lines: line(quantity) }) as DrawDownCommand;
  await give(held('a', '2'));
  await give({ command: 'confirm', drawDown: 'a' });
  await give(held('b', '1'));
  await deliver();
  expect(acted).toEqual([]);
  await give({ command: 'confirm', drawDown: 'b' });
  await deliver();
  expect(acted.map(({ type, data }) => [type, data.licence, data.status])).toEqual([
    ['licence.exhausted', number, 'exhausted'],
  ]);
  const correct = (correction: string, quantity: string): DrawDownCommand => ({
    command: 'correct',
    drawDown: 'b',
    correction,
    lines: line(quantity),
    reason: 'x',
  });
  // Used up as before: nothing new. Then not any more, and then again.
  await give({ ...correct('1', '1'), lines: [{ ...line('1')[0], value: '2' }] } as DrawDownCommand);
  await deliver();
  expect(acted).toHaveLength(1);
  await give(correct('2', '0.5'));
  await give(correct('3', '1'));
  await deliver();
  expect(acted).toHaveLength(2);
});

test('a change of secret is signed with both for a day', async () => {
  const webhook = await subscribe();
  const old = secret;
  const next = `whsec_${randomBytes(32).toString('base64')}`;
  await tested.store.asProduct((db) =>
    db
      .updateTable('webhook')
      .set({
        previous_secret: sealSecret(key, webhook, old),
        previous_until: dateOf(START.add({ hours: 24 })),
        secret: sealSecret(key, webhook, next),
      })
      .execute(),
  );
  await act(0, reserve(nextNumber()));
  await deliver();
  secret = next;
  await act(0, reserve(nextNumber()));
  await deliver();
  now = START.add({ hours: 24 });
  await act(0, reserve(nextNumber()));
  await deliver();
  expect(acted).toHaveLength(3);
  expect(requests.map(({ signatures }) => signatures)).toEqual([2, 2, 1]);
});

test('the kinds of the database are those of the contract', async () => {
  const { rows } = await tested.store.asProduct((db) =>
    sql<{
      source: string;
    }>`select string_agg(prosrc, ' ') as source from pg_proc where proname in ('licence_published', 'draw_down_step')`.execute(
      db,
    ),
  );
  for (const kind of WEBHOOK_KINDS)
    if (kind !== 'licence.exhausted') expect(rows[0]?.source).toContain(`'${kind.slice(kind.indexOf('.') + 1)}'`);
});

/** The same over HTTP, with the job that sends. */
let service: TestService;
test('an organisation sets its webhooks up itself', async () => {
  service = await testService();
  try {
    const company = await service.organisation('company');
    const administrator = await service.person([[company, ['organisation-administrator']]]);
    const exporter = await service.person([[company, ['exporter']]]);
    const params = { organisation: company };
    const add = (who: TestPerson, to: string) =>
      who.client.call('webhook.add', { params, body: { url: to, kinds: ['licence.issued'] } });
    const { body } = await add(administrator, 'https://example.com/hook');
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(body.webhook).toMatchObject({ url: 'https://example.com/hook', waiting: 0, dead: 0, deliveredAt: null });
    await expect(add(exporter, 'https://example.com')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(add(administrator, 'http://example.com')).rejects.toSatisfy(
      (error: unknown) => error instanceof ClientProblem && error.fields[0]?.path === '/body/url',
    );
    const one = { params: { ...params, webhook: body.webhook.id } };
    const again = await administrator.client.call('webhook.new-secret', one);
    expect(again.body.secret).not.toBe(body.secret);
    expect(again.body.webhook.previousUntil).toBe(dateOf(service.clock.now.add({ hours: 24 })).toISOString());
    const changed = await administrator.client.call('webhook.change', {
      ...one,
      body: { url: 'https://example.com/other', kinds: ['licence.revoked'] },
    });
    expect(changed.body).toMatchObject({ url: 'https://example.com/other', kinds: ['licence.revoked'] });
    const listed = await administrator.client.call('webhook.list', { params });
    expect(listed.body).toEqual([changed.body]);
    expect(JSON.stringify(listed.body)).not.toContain('whsec_');
    const other = await service.organisation('company');
    const elsewhere = await service.person([[other, ['organisation-administrator']]]);
    await expect(
      elsewhere.client.call('webhook.remove', { params: { organisation: other, webhook: body.webhook.id } }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await administrator.client.call('webhook.remove', one);
    expect((await administrator.client.call('webhook.list', { params })).body).toEqual([]);
  } finally {
    await service.close();
  }
}, 60_000);
