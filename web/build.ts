import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const here = import.meta.dirname;
const root = path.resolve(here, '..');
const dist = path.join(here, 'dist');

/** Whatever the screens are made from. The lock file stands for all that is installed. */
const INPUTS = [
  'web/{index.html,vite.config.ts,content-security-policy.ts,package.json}',
  'web/public/**/*',
  'web/src/**/*',
  'core/package.json',
  'core/src/**/*.ts',
  'service/package.json',
  'service/src/{contract,client,access,licence-document}/**/*.ts',
  // What the contract takes its words from.
  'service/src/{jobs/job-names,messages/mail-wishes,messages/message-kinds,watch/kinds,webhooks/kinds}.ts',
  // What an assessment says.
  'service/src/impact/report/*.ts',
  'service/src/report/markup.ts',
  'service/src/{saved-determinations/as-of-mode,screening/decided}.ts',
  'package-lock.json',
];
/** Older builds are left for services which may still serve them. */
const KEPT_MS = 7 * 24 * 3_600_000;

export interface BuildOptions {
  /** Build although there is one of the same inputs. */
  readonly force?: boolean;
  /** Told once, before work that takes a few seconds. */
  readonly onBuild?: (sentence: string) => void;
}

/**
 * Builds the screens and says in which folder they are. The folder is named by the hash of what went in, and appears whole:
 * a build of the same inputs is taken as it is, two starts at once do not disturb each other, and a running service keeps
 * the files it serves.
 * @example const folder = await buildWeb({ onBuild: console.log }); // '…/web/dist/3f9a…'
 */
export async function buildWeb({ force = false, onBuild }: BuildOptions = {}): Promise<string> {
  const target = path.join(dist, inputsHash());
  if (existsSync(target) && !force) return target;
  onBuild?.('Building the screens; this takes some seconds the first time.');
  const draft = path.join(dist, `.draft-${process.pid}-${Date.now()}`);
  await mkdir(draft, { recursive: true });
  // Whatever we run in, people get the screens without the aids for those who write them.
  const { NODE_ENV: outside } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({
      configFile: path.join(here, 'vite.config.ts'),
      root: here,
      logLevel: 'error',
      mode: 'production',
      build: { outDir: draft, emptyOutDir: true },
    });
    compressFiles(draft);
    if (force) await rm(target, { recursive: true, force: true });
    await rename(draft, target).catch((error: NodeJS.ErrnoException) => {
      // Another start was quicker with the same inputs.
      if (!existsSync(target)) throw error;
    });
  } finally {
    if (outside === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = outside;
    await rm(draft, { recursive: true, force: true });
  }
  await removeOld(target);
  return target;
}

/** Once here, so that nothing is compressed anew for every visitor. */
function compressFiles(folder: string): void {
  for (const file of globSync('**/*.{js,css,html,svg,json,wasm}', { cwd: folder })) {
    const whole = path.join(folder, file);
    const content = readFileSync(whole);
    if (content.length < 1_024) continue;
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
    writeFileSync(`${whole}.br`, brotliCompressSync(content, quality));
    writeFileSync(`${whole}.gz`, gzipSync(content));
  }
}

function inputsHash(): string {
  const hash = createHash('sha256');
  const files = globSync(INPUTS, { cwd: root }).filter(
    (file) => !/\.test\.tsx?$/.test(file) && statSync(path.join(root, file)).isFile(),
  );
  for (const file of files.map((each) => each.replaceAll(path.sep, '/')).sort()) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

async function removeOld(current: string): Promise<void> {
  const old = readdirSync(dist)
    .filter((name) => !name.startsWith('.') && path.join(dist, name) !== current)
    .map((name) => ({ folder: path.join(dist, name), at: statSync(path.join(dist, name)).mtimeMs }))
    .filter(({ at }) => Date.now() - at > KEPT_MS);
  // A draft is work in progress, unless its process was killed.
  const lost = readdirSync(dist)
    .filter((name) => name.startsWith('.draft-'))
    .map((name) => ({ folder: path.join(dist, name), at: statSync(path.join(dist, name)).mtimeMs }))
    .filter(({ at }) => Date.now() - at > 3_600_000);
  for (const { folder } of [...old, ...lost]) await rm(folder, { recursive: true, force: true });
}

if (import.meta.main) console.log(await buildWeb({ force: process.argv.includes('--force'), onBuild: console.error }));
