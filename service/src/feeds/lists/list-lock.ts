import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuseList } from './errors.ts';

/** An owner that is gone without a sign: on this machine its process tells, elsewhere its heartbeat. */
const HEARTBEAT_MS = 2_000;
const STALE_AFTER_MS = 60_000;
/** A lock whose owner did not sign yet has this long to do so. */
const UNSIGNED_FOR_MS = 10_000;

interface Owner {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

/** A held lock. */
export interface ListLock {
  /** Raises `lists/lock-lost` when another took the lock over, as after a long sleep of this machine. */
  confirm: () => Promise<void>;
  release: () => Promise<void>;
}

/** How long to wait for another import, and whom to tell. */
export interface LockOptions {
  readonly waitMs?: number;
  readonly onWait?: (pid: number) => void;
  readonly signal?: AbortSignal;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

async function ownerOf(folder: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path.join(folder, 'owner.json'), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** The name under which a dead lock is put aside: one name for each owner, so that it can be put aside once only. */
async function staleName(folder: string, owner: Owner | undefined): Promise<string | undefined> {
  try {
    if (owner === undefined) {
      const { mtimeMs } = await stat(folder);
      return Date.now() - mtimeMs > UNSIGNED_FOR_MS ? `unsigned-${Math.trunc(mtimeMs)}` : undefined;
    }
    const beat = await stat(path.join(folder, 'owner.json'));
    const silent = Date.now() - beat.mtimeMs > STALE_AFTER_MS;
    return (owner.host === os.hostname() && !isRunning(owner.pid)) || silent ? owner.token : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the lock of a list: a folder, because making one either succeeds for one process or fails. A lock whose owner is gone is
 * taken over. The lock saves work; what keeps a store whole is that a version folder appears at once or not at all.
 * Raises `lists/locked` after `waitMs` (default: ten minutes).
 */
export async function takeLock(folder: string, list: string, options: LockOptions = {}): Promise<ListLock> {
  const { waitMs = 600_000, onWait = () => {}, signal } = options;
  const mine: Owner = { token: randomUUID(), pid: process.pid, host: os.hostname() };
  const signature = path.join(folder, 'owner.json');
  const began = Date.now();
  let told = false;
  for (;;) {
    signal?.throwIfAborted();
    const made = await mkdir(folder).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      },
    );
    if (made) {
      await writeFile(signature, JSON.stringify(mine), { flag: 'wx' });
      break;
    }
    const owner = await ownerOf(folder);
    const dead = await staleName(folder, owner);
    if (dead !== undefined) {
      // The folder put aside stays for a while and is not empty, so a second process that judged the same lock dead
      // cannot move a newer one there.
      await rename(folder, `${folder}.${dead}`).catch(() => undefined);
      continue;
    }
    if (Date.now() - began > waitMs) refuseList('lists/locked', { file: folder }, { list, pid: owner?.pid ?? '?' });
    if (!told && owner !== undefined) {
      onWait(owner.pid);
      told = true;
    }
    await sleep(100, undefined, signal === undefined ? {} : { signal });
  }
  const beat = setInterval(() => {
    const now = new Date();
    void utimes(signature, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  const isMine = async () => (await ownerOf(folder))?.token === mine.token;
  return {
    confirm: async () => {
      if (!(await isMine())) refuseList('lists/lock-lost', { file: folder });
    },
    release: async () => {
      clearInterval(beat);
      if (await isMine()) await rm(folder, { recursive: true, force: true });
    },
  };
}
