import { homedir } from 'node:os';
import path from 'node:path';
import { isRoot } from './postgres/server-user.ts';

/** The place below which `dataFolder` looks, where it is not this machine's own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly root: boolean;
}

/**
 * Where does this machine keep what Ytterby keeps? In `YTTERBY_DATA`, else in the user's own place for the data of programs.
 *
 * Root's is a place of the system (`/var/lib/ytterby`): PostgreSQL does not run as root, and the user it runs as instead may not
 * enter root's home.
 *
 * @example dataFolder({ YTTERBY_DATA: '/data' }) === '/data'
 */
export function dataFolder(
  env: Readonly<Record<string, string | undefined>>,
  machine: Machine = { platform: process.platform, home: homedir(), root: isRoot() },
): string {
  const { YTTERBY_DATA: named, XDG_DATA_HOME: shared, APPDATA: roaming } = env;
  if (named) return path.resolve(named);
  if (machine.root) return '/var/lib/ytterby';
  if (machine.platform === 'win32')
    return path.join(roaming || path.join(machine.home, 'AppData', 'Roaming'), 'Ytterby');
  if (machine.platform === 'darwin') return path.join(machine.home, 'Library', 'Application Support', 'Ytterby');
  // A relative XDG_DATA_HOME is to be ignored, says its specification.
  return path.join(shared && path.isAbsolute(shared) ? shared : path.join(machine.home, '.local', 'share'), 'ytterby');
}
