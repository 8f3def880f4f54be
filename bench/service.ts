import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import Fastify from 'fastify';
import { testService } from '@ytterby/service/testing';

/** What the service answers in a second, beside a bare route of the same library that takes and gives as many bytes. */

export interface Rate {
  readonly what: string;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

interface Load {
  readonly url: string;
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
}

const CONNECTIONS = 8;
const SECONDS = 4;

const FACTS = {
  asOf: '2026-11-24',
  from: 'CN',
  to: 'DE',
  exporter: { country: 'CN' },
  endUse: { kind: 'civil' },
  parties: [{ role: 'end-user', name: 'Example Windkraft GmbH', country: 'DE', military: 'no', owners: 'none' }],
  lines: [
    { id: '1', item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'], description: 'magnets' }, madeIn: 'CN' },
  ],
};
const ASKED: readonly (readonly [string, string, object])[] = [
  ['determine, one line', '/v1/determinations', { facts: FACTS }],
  [
    'determine, with explanation and timeline',
    '/v1/determinations',
    { facts: FACTS, with: ['explanation', 'timeline'] },
  ],
  ['screen, one name', '/v1/screenings', { parties: [{ name: 'HAIGE GUANGZHOU' }] }],
];

export async function serviceRates(): Promise<readonly Rate[]> {
  const service = await testService();
  const bare = Fastify();
  let reply = '';
  bare.post('/', (_, answer) => answer.type('application/json').send(reply));
  await bare.listen({ host: '127.0.0.1', port: 0 });
  const bareUrl = `http://127.0.0.1:${(bare.server.address() as AddressInfo).port}/`;
  const rates: Rate[] = [];
  try {
    for (const [what, at, asked] of ASKED) {
      const body = JSON.stringify(asked);
      const first = await fetch(`${service.url}${at}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      reply = await first.text();
      if (!first.ok) throw new Error(reply);
      const load = { body, connections: CONNECTIONS, seconds: SECONDS };
      rates.push({ what, ...(await rateOf({ ...load, url: `${service.url}${at}` })) });
      rates.push({
        what: `bare Fastify route, ${body.length} bytes in, ${reply.length} out`,
        ...(await rateOf({ ...load, url: bareUrl })),
      });
    }
  } finally {
    await bare.close();
    await service.close();
  }
  return rates;
}

/** Milliseconds from `npm start` on a folder that was used before to the first answer. */
export async function warmStart(): Promise<number> {
  const folder = path.join(tmpdir(), `ytterby-bench-${randomUUID()}`);
  try {
    await startOnce(folder);
    return await startOnce(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startOnce(folder: string): Promise<number> {
  const port = '7475';
  const began = performance.now();
  const child = spawn(process.execPath, ['setup.mjs', 'start', '--port', port, '--no-open', '--data', folder], {
    cwd: path.resolve(import.meta.dirname, '..'),
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/determinations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ facts: FACTS }),
    }).catch(() => undefined);
    if (answer?.ok) break;
    if (child.exitCode !== null) throw new Error('the service did not start');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const took = performance.now() - began;
  child.kill('SIGTERM');
  await ended;
  return took;
}

/** From a thread of its own, so that asking does not hold up answering. */
function rateOf(load: Load): Promise<Omit<Rate, 'what'>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: load });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function ask({ url, body, connections, seconds }: Load): Promise<Omit<Rate, 'what'>> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const once = () =>
    new Promise<number>((resolve, reject) => {
      const began = performance.now();
      const sent = request(
        url,
        {
          method: 'POST',
          agent,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          response.resume();
          response.once('end', () => {
            if (response.statusCode === 200) resolve(performance.now() - began);
            else reject(new Error(`HTTP ${response.statusCode}`));
          });
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  const during = async (ms: number): Promise<readonly number[]> => {
    const end = performance.now() + ms;
    const all = await Promise.all(
      Array.from({ length: connections }, async () => {
        const took: number[] = [];
        while (performance.now() < end) took.push(await once());
        return took;
      }),
    );
    return all.flat();
  };
  await during(1_000);
  const took = [...(await during(seconds * 1_000))].sort((a, b) => a - b);
  agent.destroy();
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99) };
}

if (!isMainThread) parentPort?.postMessage(await ask(workerData as Load));
