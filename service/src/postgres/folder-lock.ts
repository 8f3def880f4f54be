import { lchown, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PostgresError } from './errors.ts';
import type { UnixUser } from './run-program.ts';

/** The right to use a folder; it ends with `release` or with the process, however that ends. */
export interface FolderLock {
  /** Lets another user take the lock after us: root does not shut out the owner of the folder. */
  give(user: UnixUser): Promise<void>;
  release(): Promise<void>;
}

/** Of SQLite: https://sqlite.org/rescode.html */
const BUSY = 5;
const NOT_A_FILE_OF_SQLITE = 26;
const FULL = 13;

/** Two that come at once meet each other's half-taken locks; whoever has the folder for good has it for longer. */
const PATIENCE_MS = 300;

interface Owner {
  readonly pid: number;
  readonly since: string;
}

async function ownerOf(file: string): Promise<string> {
  try {
    const { pid, since } = JSON.parse(await readFile(file, 'utf8')) as Owner;
    return `PID ${pid}, ${since}`;
  } catch {
    // It is just being written.
    return 'PID ?';
  }
}

/**
 * Takes a folder for this process alone. Raises `postgres/in-use`, `postgres/not-writable`, `postgres/disk-full`,
 * `postgres/not-a-database`.
 *
 * The lock is one of the kernel on a file, which Node offers through SQLite only. Unlike a file with a process id in it, it is gone when
 * its holder is, cannot be taken for that of another process with the same id, holds between containers, and one alone of those that
 * come in the same moment gets it. `owner.json` is for people to read.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const owner = path.join(folder, 'owner.json');
  const locked = path.join(folder, 'lock');
  let held: DatabaseSync | undefined;
  try {
    held = new DatabaseSync(locked, { timeout: PATIENCE_MS });
    // Nothing is ever written, so no journal has to lie beside it.
    held.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    const us: Owner = { pid: process.pid, since: new Date().toISOString() };
    // Anew, so that root does not follow a link that the owner of the folder put there.
    await rm(owner, { force: true });
    await writeFile(owner, `${JSON.stringify(us)}\n`, { flag: 'wx' });
  } catch (error) {
    held?.close();
    switch ((error as { errcode?: number }).errcode) {
      case undefined:
        throw error;
      case BUSY:
        throw new PostgresError('postgres/in-use', { folder, owner: await ownerOf(owner) }, { cause: error });
      case NOT_A_FILE_OF_SQLITE:
        throw new PostgresError('postgres/not-a-database', { folder }, { cause: error });
      case FULL:
        throw new PostgresError('postgres/disk-full', { folder }, { cause: error });
      default:
        throw new PostgresError(
          'postgres/not-writable',
          { folder, reason: (error as Error).message },
          { cause: error },
        );
    }
  }
  const lock = held;
  return {
    give: async ({ uid, gid }) => {
      for (const file of [locked, owner]) await lchown(file, uid, gid);
    },
    release: async () => {
      if (!lock.isOpen) return;
      await rm(owner, { force: true });
      lock.close();
    },
  };
}
