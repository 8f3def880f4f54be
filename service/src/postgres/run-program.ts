import { spawn } from 'node:child_process';

/** Whom a program runs as; `undefined` wherever one is expected means: as ourselves. */
export interface UnixUser {
  readonly uid: number;
  readonly gid: number;
}

/** How a program ended and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Nothing of our environment but what a program needs to run: PGDATA, PGPORT and the like would change what PostgreSQL does. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' };
}

/** Runs a program to its end. Rejects when it cannot be started at all (`ENOENT`, `EACCES`, `EPERM`) or `signal` aborts. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: {
    readonly user?: UnixUser | undefined;
    readonly cwd?: string;
    readonly input?: string;
    readonly signal?: AbortSignal | undefined;
  } = {},
): Promise<Ended> {
  const { user, cwd = '/', input = '', signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: bareEnvironment(),
      ...(user === undefined ? {} : user),
      ...(signal === undefined ? {} : { signal }),
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
    // A program that ends early does not read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
