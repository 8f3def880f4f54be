import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PostgresError } from './errors.ts';
import { hasCode } from './failure.ts';
import type { UnixUser } from './run-program.ts';

/** The longest name of a unix socket, in bytes. */
const LONGEST = process.platform === 'linux' ? 107 : 103;

/** What PostgreSQL calls its socket. */
const SOCKET = '.s.PGSQL.5432';

/** Where the server of a data folder is reached, made or not. */
export function socketFolderOf(folder: string): string {
  const near = path.join(folder, 'run');
  const isShort = Buffer.byteLength(path.join(near, SOCKET)) <= LONGEST;
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return isShort ? near : path.join(tmpdir(), `ytterby-${key}`);
}

/**
 * Makes the folder through which the server of a data folder is reached: in the data folder, or, where that name is too long for a
 * socket, in the system's folder for temporary files. Only the user of the server may enter; who may connect there, `whoMayConnect` says.
 *
 * Raises `postgres/not-writable` when someone else has made it before.
 */
export async function socketFolder(folder: string, user: UnixUser | undefined): Promise<string> {
  const made = socketFolderOf(folder);
  await mkdir(made, { mode: 0o700 }).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
  const us = process.getuid?.();
  const found = await lstat(made);
  if (!found.isDirectory() || (found.uid !== us && found.uid !== user?.uid))
    throw new PostgresError('postgres/not-writable', { folder: made, reason: `uid ${found.uid}` });
  await chmod(made, 0o700);
  if (user !== undefined) await chown(made, user.uid, user.gid);
  return made;
}

/** Removes the socket of a server that was killed, whose lock names a process as `postmaster.pid` does. */
export async function clearSocket(made: string): Promise<void> {
  await rm(path.join(made, SOCKET), { force: true });
  await rm(path.join(made, `${SOCKET}.lock`), { force: true });
}
