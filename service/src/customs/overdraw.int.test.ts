import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { DrawDownEvent } from '@ytterby/core/customs';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresServer, startServer } from '../postgres/server.ts';
import { migrate } from '../store/migrate.ts';
import type { Acknowledgement, DrawingTask } from './testing/drawing-process.ts';
import { type MadeLicences, madeLicences } from './testing/made-licences.ts';

/** How many draws are acknowledged before the test looks; 10,000 are asked of a release. */
const DRAWS = Number(process.env['YTTERBY_DRAWS'] ?? 600);
const LICENCES = 50;
const PROCESSES = 4;
/** The server is killed so often, and as often one of the processes in between. */
const KILLS = 3;
/** So little on each licence that they are fought for. */
const KILOGRAMS = Math.max(12, Math.ceil(DRAWS / 200));

const folder = path.join(tmpdir(), `ytterby-overdraw-${randomUUID()}`);
const SCRIPT = path.join(import.meta.dirname, 'testing', 'drawing-process.ts');
let server: PostgresServer;
let made: MadeLicences;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  server = await startServer({ folder });
  await migrate(server.connection('postgres'));
  made = await madeLicences(server.connection('postgres'), {
    count: LICENCES,
    quantity: String(KILOGRAMS),
    value: '100000',
  });
}, 120_000);
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const acknowledged: Exclude<Acknowledgement, { refused: string }>[] = [];
const refusals = new Map<string, number>();
let failure = '';

function start(name: string): ChildProcess {
  const { officer, licences } = made;
  const numbers = licences.map(({ number }) => number);
  const task: DrawingTask = { config: server.connection('postgres'), officer, numbers, name };
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as Acknowledgement;
    if ('refused' in said) refusals.set(said.refused, (refusals.get(said.refused) ?? 0) + 1);
    else acknowledged.push(said);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    failure += text;
  });
  child.once('exit', (code) => {
    running.delete(child);
    if (code !== null && code !== 0) failure += `${name} ended with ${code}`;
  });
  return child;
}

async function until(count: number): Promise<void> {
  while (acknowledged.length < count) {
    if (failure !== '') throw new Error(failure);
    await wait(10);
  }
}

/** A mass by hand, in units so small that nothing is rounded: nanograms. */
function nanograms({ quantity, unit }: { readonly quantity: string; readonly unit: string }): bigint {
  const perUnit = { KGM: 1_000_000_000_000n, GRM: 1_000_000_000n, LBR: 453_592_370_000n }[unit];
  if (perUnit === undefined) throw new Error(unit);
  const [whole = '', part = ''] = quantity.split('.');
  return (BigInt(whole + part) * perUnit) / 10n ** BigInt(part.length);
}

test(`${DRAWS} draws by ${PROCESSES} processes, some killed, the server killed ${KILLS} times: never over, and none lost`, {
  timeout: 120_000 + DRAWS * 120,
}, async () => {
  const began = performance.now();
  const processes = Array.from({ length: PROCESSES }, (_, index) => start(`p${index}`));
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await until((DRAWS * kill) / (KILLS + 1));
    const [pid = ''] = readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await until((DRAWS * (kill + 0.5)) / (KILLS + 1));
    processes[kill % PROCESSES]?.kill('SIGKILL');
    start(`again${kill}`);
  }
  await until(DRAWS);
  for (const child of running) child.kill('SIGKILL');
  while (running.size > 0) await wait(10);
  const seconds = (performance.now() - began) / 1000;

  const owner = new Client(server.connection('postgres'));
  await owner.connect();
  const { rows: faults } = await owner.query('select * from draw_down_faults()');
  expect(faults).toEqual([]);
  const { rows } = await owner.query<{
    number: string;
    draw_down: string;
    version: number;
    event: DrawDownEvent;
    drawn: string;
    reserved: string;
  }>(
    `select l.number, d.number as draw_down, e.version, e.event, n.drawn, n.reserved from draw_down_event e
      join draw_down d on d.id = e.draw_down join licence l on l.id = e.licence join licence_line n on n.licence = l.id
      order by l.number, d.number, e.version`,
  );
  await owner.end();

  const stored = new Set(
    rows.map(({ number, draw_down, version, event }) => [number, draw_down, version, event.command].join(' ')),
  );
  const lost = acknowledged.filter(
    ({ licence, drawDown, version, command }) => !stored.has([licence, drawDown, version, command].join(' ')),
  );
  expect(lost).toEqual([]);
  const keys = acknowledged.map(({ licence, drawDown, version }) => `${licence} ${drawDown} ${version}`);
  expect(new Set(keys).size).toBe(keys.length);

  // Counted anew from the events alone: what every draw-down holds in the end, and with it every licence.
  const last = new Map<string, { number: string; mass: bigint }>();
  for (const { number, draw_down, event } of rows) {
    if (event.command === 'release' || event.command === 'run-out') last.delete(draw_down);
    else last.set(draw_down, { number, mass: event.lines.reduce((sum, line) => sum + nanograms(line), 0n) });
  }
  const perLicence = new Map<string, bigint>();
  for (const { number, mass } of last.values()) perLicence.set(number, (perLicence.get(number) ?? 0n) + mass);
  for (const { number, drawn, reserved } of rows)
    expect([
      number,
      nanograms({ quantity: drawn, unit: 'KGM' }) + nanograms({ quantity: reserved, unit: 'KGM' }),
    ]).toEqual([number, perLicence.get(number) ?? 0n]);
  for (const [number, held] of perLicence)
    expect([number, held <= BigInt(KILOGRAMS) * 1_000_000_000_000n]).toEqual([number, true]);
  // The licences were fought for, and reservations ran out.
  expect(refusals.get('quantity-overdrawn') ?? 0).toBeGreaterThan(DRAWS / 100);
  expect(rows.some(({ event }) => event.command === 'run-out')).toBe(true);
  console.log(
    `${acknowledged.length} draws acknowledged in ${seconds.toFixed(1)} s, ${rows.length} events stored, ${KILLS} kills of the server; refused: ${[...refusals].map(([code, count]) => `${code} ${count}`).join(', ')}`,
  );
});
