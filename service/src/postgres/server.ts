import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { settings, SUPERUSER } from './cluster.ts';
import { PostgresError } from './errors.ts';
import { folderError, programError } from './failure.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { readPostmaster, stopLeftover } from './leftover.ts';
import { type Log, NO_LOG } from './log.ts';
import { checkEntry, makeFolder, prepareCluster } from './prepare-folder.ts';
import { findProgram, type Program } from './program.ts';
import { bareEnvironment, type UnixUser } from './run-program.ts';
import { serverUser } from './server-user.ts';
import { clearSocket, socketFolder } from './socket-folder.ts';
import { whoMayConnect } from './who-may-connect.ts';

const SETTINGS = settings({
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  max_connections: 60,
  // What is acknowledged is on the disk, whatever the files of the cluster say.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
});

/** A server that ends by itself is started again, so often and no more: after that, a person has to look. */
const RESTARTS = { most: 5, withinMs: 60_000, firstPauseMs: 100 };

/** How long the server may take to write everything down when it is stopped; then it is cut off, and repairs itself at the next start. */
const STOP_MS = 60_000;

/** A start that takes longer than this says so. */
const LONG_MS = 10_000;

/** The size of the log at which a start puts it aside, in place of the one put aside before. */
const LOG_BYTES = 10 * 1024 * 1024;

/** The embedded server of this process, running. */
export interface PostgresServer {
  /** How `pg` reaches a database of it. */
  connection(database: string): ClientConfig;
  /** The server had ended by itself, and has been started again; open connections were lost. */
  onRestart(listener: () => void): void;
  /** The server has ended by itself and stays away; called once, and not for `stop`. */
  onExit(listener: (error: PostgresError) => void): void;
  /** Stops the server in good order and gives the folder back. Connections are cut off, what they have not committed is undone. */
  stop(): Promise<void>;
}

/** What it takes to start the server, and to start it again. */
interface Plan {
  readonly program: Program;
  readonly user: UnixUser | undefined;
  readonly folder: string;
  readonly data: string;
  readonly socket: string;
  readonly log: Log;
}

/**
 * Starts the embedded PostgreSQL on a folder, which is made when it is missing, and keeps it running until `stop`. A server left
 * over from a start that was killed is stopped first.
 *
 * In the folder: `postgres/` (the data), `run/` (the socket), `pg_hba.conf` and `pg_ident.conf` (who may connect), `postgres.log`, `lock` and `owner.json`; root finds the data owned by the
 * user that the server runs as.
 *
 * Raises a PostgresError: `postgres/in-use` when another Ytterby has the folder, and what `POSTGRES_ERRORS` tells of folder, disk,
 * version and program.
 *
 * @example
 * const server = await startServer({ folder: '/var/lib/ytterby' });
 * const pool = new Pool(server.connection('postgres'));
 */
export async function startServer(options: {
  readonly folder: string;
  readonly program?: Program;
  readonly log?: Log;
}): Promise<PostgresServer> {
  let lock: FolderLock | undefined;
  try {
    const folder = await makeFolder(path.resolve(options.folder));
    lock = await lockFolder(folder);
    const data = path.join(folder, 'postgres');
    const user = await serverUser([data, folder]);
    if (user !== undefined) {
      await checkEntry(folder, user);
      await lock.give(user);
    }
    const program = options.program ?? (await findProgram(user, path.join(folder, 'program')));
    await prepareCluster(folder, data, program, user);
    const socket = await socketFolder(folder, user);
    const plan: Plan = { program, user, folder, data, socket, log: options.log ?? NO_LOG };
    return supervise(plan, await launch(plan), lock);
  } catch (error) {
    await lock?.release();
    throw folderError(error, options.folder);
  }
}

/** Starts the server and waits until it takes connections, which after a crash is when it has repaired what it needs to. */
async function launch(plan: Plan): Promise<ChildProcess> {
  const { program, user, folder, data, socket, log } = plan;
  const before = await readPostmaster(data);
  if ((await stopLeftover(data)) === 'stopped')
    log.warn({ ...before }, 'stopped a database server left over from an earlier start');
  await clearSocket(socket);
  const connecting = await whoMayConnect(folder);
  const output = await openLog(folder, user);
  try {
    const { size } = await output.stat();
    // A file, since a pipe would end with us, and a session of its own, since Ctrl-C is for us to hear first.
    const child = spawn(program.postgres, ['-D', data, '-k', socket, ...SETTINGS, ...connecting], {
      cwd: '/',
      detached: true,
      env: bareEnvironment(),
      stdio: ['ignore', output.fd, output.fd],
      ...(user === undefined ? {} : user),
    });
    await once(child, 'spawn').catch((error: NodeJS.ErrnoException) => {
      throw new PostgresError('postgres/program-fails', { reason: error.code ?? error.message }, { cause: error });
    });
    const slow = setTimeout(() => log.warn({ folder }, 'the database server is still starting'), LONG_MS);
    while (!hasEnded(child)) {
      const { pid, ready } = (await readPostmaster(data)) ?? {};
      if (ready && pid === child.pid) break;
      await wait(10);
    }
    clearTimeout(slow);
    if (!hasEnded(child)) return child;
    const length = (await output.stat()).size - size;
    const { buffer } = await output.read(Buffer.alloc(length), 0, length, size);
    throw await programError(buffer.toString('utf8'), folder, before);
  } finally {
    await output.close();
  }
}

async function openLog(folder: string, user: UnixUser | undefined): Promise<FileHandle> {
  const file = path.join(folder, 'postgres.log');
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_BYTES) await rename(file, `${file}.1`);
  // Root does not follow a link that the owner of the folder put there.
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
  const opened = await open(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  if (user !== undefined) await opened.chown(user.uid, user.gid);
  return opened;
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

function supervise(plan: Plan, first: ChildProcess, lock: FolderLock): PostgresServer {
  const { folder, socket, log } = plan;
  const restartListeners: (() => void)[] = [];
  const exitListeners: ((error: PostgresError) => void)[] = [];
  let child: ChildProcess | undefined;
  let restarts: number[] = [];
  let reviving: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | undefined;

  function watch(started: ChildProcess): void {
    child = started;
    const onEnd = () => {
      child = undefined;
      if (stopped !== undefined) return;
      log.warn({ code: started.exitCode, signal: started.signalCode }, 'the database server ended by itself');
      reviving = revive();
    };
    // It may have ended while its log was being closed.
    if (hasEnded(started)) onEnd();
    else started.once('exit', onEnd);
  }

  async function revive(): Promise<void> {
    let last: unknown;
    while (stopped === undefined) {
      restarts = restarts.filter((moment) => performance.now() - moment < RESTARTS.withinMs);
      if (restarts.length === RESTARTS.most) return giveUp(last);
      await wait(RESTARTS.firstPauseMs * 2 ** restarts.length);
      restarts.push(performance.now());
      try {
        watch(await launch(plan));
      } catch (error) {
        last = folderError(error, folder);
        continue;
      }
      log.info({}, 'the database server runs again');
      for (const listener of restartListeners) listener();
      return;
    }
  }

  function giveUp(last: unknown): void {
    const reason = last instanceof Error ? last.message : `ended ${RESTARTS.most} times in a minute`;
    const error =
      last instanceof PostgresError
        ? last
        : new PostgresError('postgres/does-not-start', { folder, reason }, { cause: last });
    for (const listener of exitListeners) listener(error);
  }

  // A process that forgets to stop the server, or dies of an error, does not leave it behind.
  const leave = () => child?.kill('SIGINT');

  async function stop(): Promise<void> {
    await reviving;
    if (child !== undefined) {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      const cut = setTimeout(() => child?.kill('SIGQUIT'), STOP_MS);
      await ended;
      clearTimeout(cut);
    }
    process.off('exit', leave);
    if (path.dirname(socket) !== folder) await rm(socket, { recursive: true, force: true });
    await lock.release();
  }

  process.once('exit', leave);
  watch(first);
  return {
    connection: (database) => ({ host: socket, user: SUPERUSER, database }),
    onRestart: (listener) => void restartListeners.push(listener),
    onExit: (listener) => void exitListeners.push(listener),
    stop: () => (stopped ??= stop()),
  };
}
