/**
 * The properties with very many random cases: what the tests check with a thousand, checked with a million.
 *
 *     node tools/properties.ts                         1,000,000 cases a property
 *     node tools/properties.ts 20000                   as many as you say
 *     node tools/properties.ts 20000 content item      only these suites: law, content, item, outcome, quantity
 *
 * The suites run one after the other, each in a process of its own, so that one failure does not hide the others. Vitest
 * prints each property as it ends; every minute a line says that work goes on. A failure prints the seed and the smallest
 * counterexample; put both into `fc.assert(…, { seed, path })` to see it again. A million cases of `law` take hours.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';

const SUITES: Readonly<Record<string, readonly string[]>> = {
  law: ['law/properties.test.ts'],
  content: ['core/src/2-content'],
  item: ['core/src/1-item'],
  outcome: ['core/src/6-outcome/diagram.test.ts'],
  quantity: ['core/src/quantity'],
};
/** No property may stop a long run by itself: a day. */
const TIMEOUT_MS = 24 * 3_600_000;

const root = path.resolve(import.meta.dirname, '..');
const [first = '1000000', ...others] = process.argv.slice(2);
const [runs, named] = /^[0-9_]+$/.test(first) ? [first.replaceAll('_', ''), others] : ['1000000', [first, ...others]];
const unknown = named.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0 || Number(runs) < 1) {
  console.error(
    `There is no suite ${unknown.join(', ')}. Usage: node tools/properties.ts [runs] [${Object.keys(SUITES).join('] [')}]`,
  );
  process.exit(2);
}

const minutes = (since: number): string => `${((performance.now() - since) / 60_000).toFixed(1)} min`;

function run(name: string, files: readonly string[]): Promise<boolean> {
  const began = performance.now();
  console.log(`\n${name}: ${Number(runs).toLocaleString('en-GB')} cases a property`);
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(
    process.execPath,
    [vitest, 'run', ...files, `--testTimeout=${TIMEOUT_MS}`, `--hookTimeout=${TIMEOUT_MS}`, '--reporter=verbose'],
    {
      cwd: root,
      env: {
        ...process.env,
        YTTERBY_RUNS: runs,
        YTTERBY_SEED: process.env.YTTERBY_SEED ?? String(Date.now() % 2 ** 31),
      },
      stdio: 'inherit',
    },
  );
  const ticks = setInterval(() => {
    console.log(`${name}: still running, ${minutes(began)}`);
  }, 60_000);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      clearInterval(ticks);
      console.error(error.message);
      resolve(false);
    });
    child.once('exit', (code) => {
      clearInterval(ticks);
      console.log(`${name}: ${code === 0 ? 'held' : 'FAILED'} after ${minutes(began)}`);
      resolve(code === 0);
    });
  });
}

const results: [string, boolean][] = [];
for (const [name, files] of Object.entries(SUITES)) {
  if (named.length === 0 || named.includes(name)) results.push([name, await run(name, files)]);
}
const failed = results.filter(([, held]) => !held).map(([name]) => name);
console.log(failed.length === 0 ? '\nAll properties held.' : `\nFailed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
