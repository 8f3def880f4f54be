import { chown, mkdtemp, rename, rm } from 'node:fs/promises';
import type { Program } from './program.ts';
import { runProgram, type UnixUser } from './run-program.ts';

/** The one user of the embedded server. */
export const SUPERUSER = 'ytterby';

/** initdb did not make a cluster; `message` is what it wrote. */
export class InitdbFailed extends Error {}

/**
 * Makes an empty cluster in `data`, which does not exist yet or is empty: whole or not at all, whenever the machine stops.
 *
 * Sorting and case follow Unicode by code point (PostgreSQL's own `C.UTF-8`), so that no index depends on the libraries of the machine.
 */
export async function createCluster(
  program: Program,
  user: UnixUser | undefined,
  data: string,
  options: { readonly sync: boolean },
): Promise<void> {
  const partial = await mkdtemp(`${data}.new-`);
  try {
    if (user !== undefined) await chown(partial, user.uid, user.gid);
    const { code, err } = await runProgram(
      program.initdb,
      [
        `--pgdata=${partial}`,
        `--username=${SUPERUSER}`,
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--encoding=UTF8',
        '--auth=trust',
        '--no-instructions',
        ...(options.sync ? [] : ['--no-sync']),
      ],
      { user },
    );
    if (code !== 0) throw new InitdbFailed(err.trim());
    await rename(partial, data);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** How a server is told its settings: on its command line, so that each version of Ytterby brings its own. */
export function settings(values: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
