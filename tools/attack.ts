import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { peopleOfStarted, type TestService } from '@ytterby/service/testing';

/**
 * Attacks a started service with default settings, as anybody who can reach it could, and prints for each attack what was answered, how long it
 * took, and how long a bystander at another address waited meanwhile for a small answer and for `/healthz`. What takes more than a client
 * (the owner of the database, a second service, a full disk) follows from the tests that do it.
 *
 * `node tools/attack.ts [--times 10] [--only word]`; the suite runs it small, with `SMALL`.
 */

const ROOT = path.resolve(import.meta.dirname, '..');
/** A bystander may wait so long, in milliseconds. */
export const MOST_WAITED = 200;

export interface Scale {
  /** Of what the attack sends at once, as a share of the figures that once stopped the service. */
  readonly size: number;
  /** How often what is many is sent. */
  readonly times: number;
}
export const SMALL: Scale = { size: 0.02, times: 0.02 };

/** What a service answered to the attack, by status, and whether what must be there was there. */
interface Outcome {
  readonly statuses: ReadonlyMap<number, number>;
  /** What is wrong with it; nothing = it held. */
  readonly faults: readonly string[];
}
export interface Told extends Outcome {
  readonly what: string;
  readonly tookMs: number;
  readonly bystander: Waited;
}
interface Waited {
  readonly answerMs: number;
  readonly healthMs: number;
  readonly failed: number;
}

interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
}
type Send = (at: string, body?: string | Buffer, headers?: Readonly<Record<string, string>>) => Promise<Reply>;

interface Attack {
  readonly what: string;
  /** @param customer somebody who is signed in, with a draft of an application */
  run(send: Send, scale: Scale, customer: Customer): Promise<Outcome>;
}
/** Where the documents of a draft go, and the headers of who may add them. */
interface Customer {
  readonly documents: string;
  readonly headers: Readonly<Record<string, string>>;
}

const SMALL_QUESTION = JSON.stringify({
  facts: { asOf: '2026-11-24', from: 'CN', to: 'DE', lines: [{ item: { form: 'metal', elements: ['Dy'] } }] },
});
const facts = (more: object) => JSON.stringify({ facts: { asOf: '2026-11-24', from: 'CN', to: 'US', ...more } });
const many = <Item>(count: number, item: (at: number) => Item): Item[] =>
  Array.from({ length: Math.max(1, Math.round(count)) }, (_, at) => item(at));
/** As text at once: an object of millions of fields costs the attacker more than the attacked. */
const manyFields = (count: number): string => many(count, (at) => `"f${at}":1`).join();

/** Nothing that was asked may break the service: it answers, refuses with what to make smaller, or says when to come again. */
async function held(replies: readonly Promise<Reply>[]): Promise<Outcome> {
  const statuses = new Map<number, number>();
  const faults = new Set<string>();
  for (const { status, retryAfter } of await Promise.all(replies)) {
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 0) faults.add('a connection was lost');
    if (status >= 500 && status !== 503) faults.add(`status ${status}`);
    if ((status === 503 || status === 429) && retryAfter === undefined) faults.add(`${status} without Retry-After`);
  }
  return { statuses, faults: [...faults] };
}

const once = (what: string, at: string, body: (scale: Scale) => string): Attack => ({
  what,
  run: (send, scale) => held([send(at, body(scale))]),
});

/** Companies in rings, of which each holds a part of the next three. */
const crossHoldings = (companies: number) => ({
  of: 'c0',
  listed: ['c1'],
  holdings: {
    form: 'statements',
    entities: many(companies, (at) => ({ id: `c${at}` })),
    interests: many(companies, (at) =>
      [1, 2, 3].map((step) => ({
        owner: `c${(at + step) % companies}`,
        owned: `c${at}`,
        kind: 'shareholding',
        share: '30 %',
      })),
    ).flat(),
  },
});
const chainOf = (companies: number) => ({
  of: 'c0',
  listed: [`c${companies - 1}`],
  holdings: {
    form: 'statements',
    entities: many(companies, (at) => ({ id: `c${at}` })),
    interests: many(companies - 1, (at) => ({
      owner: `c${at + 1}`,
      owned: `c${at}`,
      kind: 'shareholding',
      share: '100 %',
    })),
  },
});
const LIKE_LISTED = ['Lockheed Martin', 'Raytheon Missiles', 'Skydio', 'Mitsubishi Heavy', 'Kawasaki Aerospace'];

const ATTACKS: readonly Attack[] = [
  once('25 companies of three cross-holdings each', '/v1/ownership', ({ size }) =>
    JSON.stringify(crossHoldings(Math.max(5, Math.round(25 * size)))),
  ),
  once('a chain of 20,000 companies', '/v1/ownership', ({ size }) =>
    JSON.stringify(chainOf(Math.max(3, Math.round(20_000 * size)))),
  ),
  once('300 lines with only a description', '/v1/determinations', ({ size }) =>
    facts({
      lines: many(300 * size, (at) => ({ item: { description: `sintered magnet with dysprosium, lot ${at}` } })),
    }),
  ),
  once('200 parties named like listed ones', '/v1/determinations', ({ size }) =>
    facts({
      parties: many(Math.min(200, 200 * size), (at) => ({
        role: 'end-user',
        name: `${LIKE_LISTED[at % LIKE_LISTED.length]} Trading ${at}`,
        country: 'US',
      })),
      lines: [{ item: { form: 'metal', elements: ['Dy'] } }],
    }),
  ),
  once(
    '200,000 unknown fields',
    '/v1/determinations',
    ({ size }) => `{"facts":{"lines":[],${manyFields(200_000 * size)}}}`,
  ),
  once(
    '200,000 unknown fields, to a question that is read where requests are',
    '/v1/screenings',
    ({ size }) => `{"parties":[{"name":"A"}],${manyFields(200_000 * size)}}`,
  ),
  once('a bill of 100,000 parts', '/v1/content', ({ size }) =>
    JSON.stringify({
      bom: { parts: many(100_000 * size, (at) => ({ id: `p${at}`, inputs: [{ part: `p${at + 1}`, quantity: '1' }] })) },
    }),
  ),
  once('JSON nested 20,000 deep', '/v1/determinations', ({ size }) => {
    const depth = Math.round(20_000 * size);
    return `{"facts":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  }),
  {
    what: 'what changes between 100 pairs of days',
    run: (send, { times }) =>
      held(
        many(100 * times, (at) =>
          send(`/v1/law/differences?before=2025-04-${10 + (at % 18)}&after=2026-0${(at % 9) + 1}-15`),
        ),
      ),
  },
  {
    what: 'a file of 10 MB with equal keys',
    run: (send, { size }) =>
      held([
        send('/v1/batches', `a: {${many(1_000_000 * size, () => 'k: 1').join(', ')}}\n`, {
          'content-type': 'application/yaml',
        }),
      ]),
  },
  {
    what: 'eight large questions at once',
    run: (send, { size }) =>
      held(
        many(8, (at) =>
          send(
            '/v1/determinations',
            facts({
              lines: many(3_000 * size, (line) => ({ item: { description: `dysprosium ${at} ${line}`, hs: '2846' } })),
            }),
          ),
        ),
      ),
  },
  {
    what: '600 people asking at once, ten questions each',
    run: async (send, { times }) => {
      const people = many(600 * times, async () => {
        const replies: Promise<Reply>[] = [];
        for (let asked = 0; asked < 10; asked += 1) {
          const reply = send('/v1/determinations', SMALL_QUESTION);
          replies.push(reply);
          await reply;
        }
        return replies;
      });
      return held((await Promise.all(people)).flat());
    },
  },
  {
    what: '4,000 forged cookies',
    run: (send, { times }) =>
      held(many(4_000 * times, () => send('/v1/session', undefined, { cookie: `ytterby_session=${randomUUID()}` }))),
  },
  {
    what: '300 wrong passwords for one account, and one for another',
    run: async (send, { times }, { headers: { origin = '' } }) => {
      const signIn = (email: string) =>
        send('/v1/session', JSON.stringify({ email, password: 'not this one, surely' }), {
          origin,
          'idempotency-key': randomUUID(),
        });
      const outcome = await held(many(300 * times, () => signIn('victim@example.com')));
      const { status } = await signIn(`${randomUUID()}@example.com`);
      // Past the limit of requests an address waits whatever it asks.
      const isHeld = status === 401 || (status === 429 && times > 3);
      return isHeld ? outcome : { ...outcome, faults: [...outcome.faults, `another is answered ${status}`] };
    },
  },
  {
    what: '300 documents for one application, ten at a time, and what is none',
    run: async (send, { times }, { documents, headers }) => {
      const add = (name: string, bytes: Buffer, type: string) =>
        send(`${documents}?name=${encodeURIComponent(name)}`, bytes, {
          ...headers,
          'content-type': type,
          'idempotency-key': randomUUID(),
        });
      const page = Buffer.from(`%PDF-1.7\n${'x'.repeat(1_000_000)}\n%%EOF\n`);
      const faults: string[] = [];
      const none = {
        program: add(
          'invoice\u202efdp.exe',
          Buffer.from('MZ\u0090\u0000'.padEnd(1_000, '\u0000'), 'latin1'),
          'application/pdf',
        ),
        page: add('note.pdf', Buffer.from('<html><script>alert(1)</script></html>'), 'application/pdf'),
        large: add('large.pdf', Buffer.alloc(21 * 1024 * 1024, '%PDF-1.7 '), 'application/pdf'),
      };
      for (const [what, reply] of Object.entries(none)) {
        const { status } = await reply;
        if (![409, 413, 415, 422].includes(status)) faults.push(`a ${what}: ${status}`);
      }
      const replies: Promise<Reply>[] = [];
      for (let sent = 0; sent < 300 * times; sent += 10) {
        const ten = many(10, (at) => add(`paper ${sent + at}.pdf`, page, 'application/pdf'));
        replies.push(...ten);
        await Promise.all(ten);
      }
      const outcome = await held(replies);
      faults.push(...outcome.faults);
      if ((outcome.statuses.get(201) ?? 0) > 200) faults.push('more than there is room for');
      return { ...outcome, faults };
    },
  },
  {
    what: 'the figures of the operator, through a proxy',
    run: async (send) => {
      const reply = await send('/metrics', undefined, { 'x-forwarded-for': '203.0.113.7' });
      const outcome = await held([Promise.resolve(reply)]);
      return reply.status === 404 ? outcome : { ...outcome, faults: ['they are given out'] };
    },
  },
  {
    what: 'the limit of requests, past it by another spelling',
    run: async (send, { times }) => {
      const outcome = await held(many(2_600 * times, () => send('/%76%31/law/readings')));
      const isCounted = outcome.statuses.has(429) || times < 1;
      return isCounted ? outcome : { ...outcome, faults: [...outcome.faults, 'not limited'] };
    },
  },
];

export interface Target {
  readonly port: number;
}

/** Runs every attack whose name has the word in it, one after the other. */
export async function attack(
  { port }: Target,
  people: Pick<TestService, 'organisation' | 'person'>,
  scale: Scale,
  { only = '', told }: { readonly only?: string; readonly told?: (each: Told) => void } = {},
): Promise<readonly Told[]> {
  const customer = await customerAt(port, people);
  const bystander = new Worker(new URL(import.meta.url), { workerData: { bystander: { port } } });
  const said = () => new Promise((resolve) => bystander.once('message', resolve));
  await said();
  // Where a thread has a priority of its own: what the attackers' machine does is not to slow down the service or the bystander.
  if (process.platform === 'linux') setPriority(19);
  const all: Told[] = [];
  // Each from an address of its own, so that what limits one does not answer for another.
  for (const [at, each] of ATTACKS.entries()) {
    if (!each.what.includes(only)) continue;
    const agent = new Agent({ keepAlive: true, maxSockets: 600, localAddress: `127.0.1.${at + 1}` });
    bystander.postMessage('begin');
    const began = performance.now();
    const outcome = await each.run(sender(port, agent), scale, customer);
    const tookMs = performance.now() - began;
    const waited = said();
    bystander.postMessage('end');
    const one: Told = { what: each.what, tookMs, ...outcome, bystander: (await waited) as Waited };
    agent.destroy();
    told?.(one);
    all.push(one);
  }
  await bystander.terminate();
  return all;
}

async function customerAt(port: number, people: Pick<TestService, 'organisation' | 'person'>): Promise<Customer> {
  const organisation = await people.organisation('company');
  const { client, cookie } = await people.person([[organisation, ['exporter']]]);
  const draft = await client.call('application.begin', {
    params: { organisation },
    body: { application: { kind: 'individual-licence' } },
  });
  return {
    documents: `/v1/organisations/${organisation}/cases/${draft.body.id}/documents`,
    headers: { cookie, origin: `http://127.0.0.1:${port}` },
  };
}

function sender(port: number, agent: Agent): Send {
  return (at, body, headers = {}) =>
    new Promise((resolve) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path: at,
          agent,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            ...(body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
            ...headers,
          },
        },
        (response) => {
          response.resume();
          response.once('close', () =>
            resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }),
          );
        },
      );
      // Refused before it was read: the answer counts, not the rest of the body.
      sent.once('error', () => resolve({ status: 0, retryAfter: undefined }));
      sent.end(body);
    });
}

/** Asks something small again and again, from an address of its own, from each `begin` to the next `end`. */
async function standBy({ port }: Target): Promise<void> {
  const agent = new Agent({ keepAlive: true, localAddress: '127.0.2.1' });
  const send = sender(port, agent);
  const timed = async (kind: 'answerMs' | 'healthMs', waits: Record<keyof Waited, number>): Promise<void> => {
    const began = performance.now();
    const { status } = kind === 'healthMs' ? await send('/healthz') : await send('/v1/determinations', SMALL_QUESTION);
    if (status !== 200) waits.failed += 1;
    waits[kind] = Math.max(waits[kind], performance.now() - began);
  };
  const none = () => ({ answerMs: 0, healthMs: 0, failed: 0 });
  // The first takes longer, with nobody about.
  for (let at = 0; at < 3; at += 1) for (const kind of ['answerMs', 'healthMs'] as const) await timed(kind, none());
  let isOver = false;
  const watch = async (): Promise<void> => {
    const waits = none();
    isOver = false;
    const repeat = async (kind: 'answerMs' | 'healthMs') => {
      do {
        await timed(kind, waits);
        await new Promise((resolve) => setTimeout(resolve, 50));
      } while (!isOver);
    };
    await Promise.all([repeat('answerMs'), repeat('healthMs')]);
    parentPort?.postMessage(waits);
  };
  parentPort?.on('message', (message) => {
    if (message === 'end') isOver = true;
    else void watch();
  });
  parentPort?.postMessage('ready');
}

async function started(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['setup.mjs', 'start', '--port', String(port), '--no-open', '--data', folder], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return child;
    if (child.exitCode !== null) throw new Error('The service did not start.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What takes more than a client to try, each in services, databases and disks of its own: the tests that do it. */
const APART = {
  'the trail rewritten by the owner of the database, seen from signed heads': 'service/src/audit/audit-heads',
  'steps of cases and licences changed past the product': 'service/src/store/records-in-trail',
  'two services on one database, and kills': 'service/src/two-instances',
  'other programs of the machine at the database': 'service/src/postgres/server',
  'a newer database, and backups that are none': 'service/src/store/store',
  'a full disk, and errors that must be logged': 'service/src/api/pipeline',
  'addresses of who attacks': 'service/src/access/refused-addresses',
} as const;

interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs them, tells each, and whether all held. */
async function attackApart(times: number): Promise<boolean> {
  const file = path.join(tmpdir(), `ytterby-attack-${randomUUID()}.json`);
  const child = spawn(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project=integration',
      '--reporter=json',
      `--outputFile=${file}`,
      ...Object.values(APART),
    ],
    {
      cwd: ROOT,
      stdio: 'ignore',
      env: { ...process.env, YTTERBY_KILLS: String(Math.min(16, Math.max(4, 4 * times))) },
    },
  );
  await new Promise((resolve) => child.once('exit', resolve));
  if (!existsSync(file)) throw new Error('The attacks that are tests did not run.');
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as TestReport;
  rmSync(file);
  let hold = true;
  for (const [what, at] of Object.entries(APART)) {
    const own = testResults.filter(({ name }) => name.includes(at));
    const all = own.flatMap(({ assertionResults }) => assertionResults);
    const failed = all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
    const passed = all.filter(({ status }) => status === 'passed').length;
    if (failed.length > 0 || passed === 0) hold = false;
    const took = own.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
    console.log(`${what.padEnd(76)} ${`${passed} held`.padEnd(22)} ${ms(took)} ${failed.join('; ')}`);
  }
  return hold;
}

const ms = (value: number) => `${Math.round(value)} ms`.padStart(10);

function row({ what, statuses, faults, tookMs, bystander }: Told): string {
  const answered = [...statuses].map(([status, count]) => `${status}×${count}`).join(' ');
  const tooLong = Math.max(bystander.answerMs, bystander.healthMs) > MOST_WAITED ? ' !' : '  ';
  const wrong = [...faults, ...(bystander.failed > 0 ? [`bystander refused ${bystander.failed} times`] : [])];
  return `${what.padEnd(76)} ${answered.padEnd(22)} ${ms(tookMs)} ${ms(bystander.answerMs)} ${ms(bystander.healthMs)}${tooLong} ${wrong.join('; ')}`;
}

async function main(): Promise<void> {
  const option = (name: string, otherwise: string) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
  };
  const times = Number(option('times', '1'));
  const folder = path.join(tmpdir(), `ytterby-attack-${randomUUID()}`);
  const port = Number(option('port', '7476'));
  const child = await started(folder, port);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // What a new service does at first, as assessing the case of the demo, is over by then.
  await new Promise((resolve) => setTimeout(resolve, 40_000));
  const people = await peopleOfStarted({ folder, url: `http://127.0.0.1:${port}` });
  console.log(
    `${'attack'.padEnd(76)} ${'answered'.padEnd(22)} ${'took'.padStart(10)} ${'bystander'.padStart(10)} ${'healthz'.padStart(10)}`,
  );
  try {
    const all = await attack(
      { port },
      people,
      { size: times, times },
      { only: option('only', ''), told: (each) => console.log(row(each)) },
    );
    const bad = all.filter(
      ({ faults, bystander }) =>
        faults.length > 0 || bystander.failed > 0 || Math.max(bystander.answerMs, bystander.healthMs) > MOST_WAITED,
    );
    console.log(`${all.length} attacks, ${bad.length} of which did harm`);
    process.exitCode = bad.length > 0 ? 1 : 0;
  } finally {
    await people.close();
    const stopping = performance.now();
    child.kill('SIGTERM');
    await ended;
    console.log(`SIGTERM took ${Math.round(performance.now() - stopping)} ms`);
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  }
  if (option('only', '') === '' && !(await attackApart(times))) process.exitCode = 1;
}

const { bystander: mine } = (workerData ?? {}) as { readonly bystander?: Target };
if (!isMainThread && mine !== undefined) await standBy(mine);
if (isMainThread && process.argv[1] === import.meta.filename) await main();
