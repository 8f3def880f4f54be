import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PostgresError } from './errors.ts';
import { hasCode } from './failure.ts';
import { runProgram } from './run-program.ts';

/** How long a server may take to stop in good order, and then how long to stop at all. */
const FAST_MS = 10_000;
const IMMEDIATE_MS = 5_000;

/** What a running server writes about itself: its process, and whether it takes connections. */
export interface Postmaster {
  readonly pid: number;
  readonly ready: boolean;
}

const pidFile = (data: string) => path.join(data, 'postmaster.pid');

/** Which server wrote last that it runs on this data? It may be gone by now, and its id another's. */
export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  let text: string;
  try {
    text = await readFile(pidFile(data), 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  // The eighth line is the state, as pg_ctl reads it.
  return Number.isSafeInteger(pid) && pid > 1 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
}

/** The command a process was started with; empty when there is no such process, or one that has ended and nobody asked about. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform !== 'linux') return (await runProgram('ps', ['-o', 'command=', '-p', String(pid)])).out;
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
}

/** Is this process a server that we started on this data? */
async function isOurs(pid: number, data: string): Promise<boolean> {
  return ` ${(await commandOf(pid)).trim()} `.includes(`/postgres -D ${data} `);
}

async function hasEnded(pid: number, data: string, within: number): Promise<boolean> {
  for (const until = Date.now() + within; Date.now() < until; await wait(20)) {
    if (!(await isOurs(pid, data))) return true;
  }
  return false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw new PostgresError('postgres/leftover-stays', { pid }, { cause: error });
  }
}

/**
 * Stops the server that an Ytterby which was killed left behind on this data; only the holder of the folder's lock may ask.
 * Raises `postgres/leftover-stays`.
 *
 * A `postmaster.pid` that names a process of somebody else goes away, since PostgreSQL would take that one for its own kind.
 * Should a server be running on the data after all, the new one still finds its shared memory and refuses to start.
 */
export async function stopLeftover(data: string): Promise<'none' | 'stopped'> {
  const found = await readPostmaster(data);
  if (found === undefined) return 'none';
  const { pid } = found;
  if (!(await isOurs(pid, data))) {
    await rm(pidFile(data), { force: true });
    return 'none';
  }
  signal(pid, 'SIGINT');
  if (await hasEnded(pid, data, FAST_MS)) return 'stopped';
  signal(pid, 'SIGQUIT');
  if (await hasEnded(pid, data, IMMEDIATE_MS)) return 'stopped';
  throw new PostgresError('postgres/leftover-stays', { pid });
}
