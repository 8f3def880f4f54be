import { chmod, rename, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { SUPERUSER, settings } from './cluster.ts';

/**
 * Who may connect to the embedded server: the user of this process, and root for whoever looks after the installation; the system tells
 * the server who it is. Root's server runs as another user, whom other programs may run as, too; those are refused.
 *
 * Written anew at every start into `folder`, where root's files can be read and not be changed by the server.
 * @returns the settings that make the server read them; none on Windows, whose sockets tell nobody's name, and where our own user has none
 */
export async function whoMayConnect(folder: string): Promise<readonly string[]> {
  const own = nameOfOurs();
  if (process.platform === 'win32' || own === undefined) return [];
  const names = [...new Set([own, 'root'])];
  const rules = path.join(folder, 'pg_hba.conf');
  const map = path.join(folder, 'pg_ident.conf');
  await replace(rules, `local all ${SUPERUSER} peer map=ytterby\n`);
  await replace(map, names.map((name) => `ytterby "${name}" ${SUPERUSER}\n`).join(''));
  return settings({ hba_file: rules, ident_file: map });
}

/** A name of a user may hold no quote; whoever has such a one is asked for no name. */
function nameOfOurs(): string | undefined {
  try {
    const { username } = userInfo();
    return /^[^"\\/\s]+$/.test(username) ? username : undefined;
  } catch {
    return undefined;
  }
}

async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o644 });
  await chmod(draft, 0o644);
  await rename(draft, file);
}
