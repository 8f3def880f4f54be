import { chmod, lstat, mkdir, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { createCluster, InitdbFailed } from './cluster.ts';
import { PostgresError } from './errors.ts';
import { hasCode, programError } from './failure.ts';
import type { Program } from './program.ts';
import { runProgram, type UnixUser } from './run-program.ts';
import { isRoot } from './server-user.ts';

/** Makes the folder of the product when it is missing, and tells its real name, by which a server on it is known. */
export async function makeFolder(folder: string): Promise<string> {
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    await mkdir(folder, { mode: 0o700 });
    // The user that root starts the server as must get through to its own part.
    if (isRoot()) await chmod(folder, 0o711);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const real = await realpath(folder);
  if (!(await stat(real)).isDirectory()) throw new PostgresError('postgres/not-a-database', { folder });
  return real;
}

/** Raises `postgres/not-writable` when the user that root starts the server as may not enter the folder. */
export async function checkEntry(folder: string, user: UnixUser): Promise<void> {
  const { code } = await runProgram('sh', ['-c', 'cd "$1"', 'sh', folder], { user });
  if (code !== 0) throw new PostgresError('postgres/not-writable', { folder, reason: `EACCES, uid ${user.uid}` });
}

/**
 * Makes the cluster of the folder when there is none. Raises `postgres/not-a-database` and `postgres/other-major`, and then has
 * changed nothing.
 */
export async function prepareCluster(
  folder: string,
  data: string,
  program: Program,
  user: UnixUser | undefined,
): Promise<void> {
  if (await hasCluster(folder, data, program.major)) {
    // Put there by root, from a backup for example.
    if (user !== undefined && (await lstat(data)).uid === 0)
      await runProgram('chown', ['-hR', `${user.uid}:${user.gid}`, data]);
    return;
  }
  for (const name of await readdir(folder)) {
    // A start that was killed may have left an initdb that is still writing.
    if (name.startsWith(`${path.basename(data)}.new-`))
      await rm(path.join(folder, name), { recursive: true, force: true, maxRetries: 10 });
  }
  try {
    await createCluster(program, user, data, { sync: true });
  } catch (error) {
    throw error instanceof InitdbFailed ? await programError(error.message, folder) : error;
  }
}

async function hasCluster(folder: string, data: string, major: number): Promise<boolean> {
  const inside = await readdir(data).catch((error: unknown): string[] => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  // A cluster right in the folder is another program's.
  const isAnother = (await readdir(folder)).includes('PG_VERSION');
  if (isAnother || (inside.length > 0 && !inside.includes('PG_VERSION')))
    throw new PostgresError('postgres/not-a-database', { folder });
  if (inside.length === 0) return false;
  const found = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim();
  if (found !== String(major)) throw new PostgresError('postgres/other-major', { folder, found, wanted: major });
  return true;
}
