/**
 * The properties with very many random cases: what the tests check with a thousand, checked with a million.
 *
 *     npm run test:long                                          1,000,000 cases a property, every suite
 *     node tools/properties.ts --cases 20000                     as many as you say
 *     node tools/properties.ts --cases 20000 content item        only these suites
 *     node tools/properties.ts --cases 5000 --seed 7 oracle      the cases of this seed, and no others
 *
 * The suites run one after the other, each in a process of its own, so that one failure does not hide the others. The seed
 * is said first; every minute a line says how many draws were tried (a draw of `oracle` is one made-up law with four exports).
 * A failure prints seed and path, which `fc.assert(…, { seed, path })` takes to see it again, and for `oracle` the law and the
 * export as code that runs. Ctrl-C stops and says what was done by then.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const SUITES: Readonly<Record<string, readonly string[]>> = {
  oracle: ['core/src/oracle/second-evaluator.test.ts'],
  'cold-start': ['core/src/oracle/cold-start.test.ts'],
  relations: ['law/relations.test.ts'],
  law: ['law/properties.test.ts'],
  content: ['core/src/2-content'],
  item: ['core/src/1-item'],
  ownership: [
    'core/src/3-parties/ownership/ownership.property.test.ts',
    'core/src/oracle/ownership-programme.property.test.ts',
  ],
  outcome: ['core/src/6-outcome/diagram.test.ts'],
  quantity: ['core/src/quantity'],
};
/** No property may stop a long run by itself: a week. */
const TIMEOUT_MS = 7 * 24 * 3_600_000;

const root = path.resolve(import.meta.dirname, '..');
const usage = (problem: string): never => {
  console.error(
    `${problem}\nUsage: node tools/properties.ts [--cases N] [--seed N] [${Object.keys(SUITES).join('] [')}]`,
  );
  process.exit(2);
};
const { values, positionals } = (() => {
  try {
    return parseArgs({
      options: {
        cases: { type: 'string', default: '1000000' },
        seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      },
      allowPositionals: true,
    });
  } catch (error) {
    return usage((error as Error).message);
  }
})();
const cases = Number(values.cases.replaceAll('_', ''));
const seed = Number(values.seed);
if (!Number.isInteger(cases) || cases < 1) usage(`--cases takes a whole number, not ${values.cases}.`);
if (!Number.isInteger(seed)) usage(`--seed takes a whole number, not ${values.seed}.`);
for (const name of positionals) if (!Object.hasOwn(SUITES, name)) usage(`There is no suite ${name}.`);

const minutes = (since: number): string => `${((performance.now() - since) / 60_000).toFixed(1)} min`;
const results: [string, boolean][] = [];

function tell(): never {
  const failed = results.filter(([, held]) => !held).map(([name]) => name);
  const held = results.filter(([, each]) => each).map(([name]) => name);
  console.log(`\nSeed ${seed}, ${cases.toLocaleString('en-GB')} cases a property. Held: ${held.join(', ') || 'none'}.`);
  console.log(failed.length === 0 ? 'Failed: none.' : `Failed: ${failed.join(', ')}.`);
  process.exit(failed.length === 0 ? 0 : 1);
}

function run(name: string, files: readonly string[]): Promise<boolean> {
  const began = performance.now();
  console.log(`\n${name}: ${cases.toLocaleString('en-GB')} cases a property, seed ${seed}`);
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(
    process.execPath,
    [
      vitest,
      'run',
      ...files,
      `--testTimeout=${TIMEOUT_MS}`,
      `--hookTimeout=${TIMEOUT_MS}`,
      '--reporter=verbose',
      '--disable-console-intercept',
    ],
    {
      cwd: root,
      env: { ...process.env, YTTERBY_RUNS: String(cases), YTTERBY_SEED: String(seed), YTTERBY_PROGRESS: 'yes' },
      stdio: 'inherit',
    },
  );
  const stop = () => {
    child.kill();
    console.log(`\n${name}: stopped after ${minutes(began)}`);
    tell();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return new Promise((resolve) => {
    const end = (held: boolean) => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      console.log(`${name}: ${held ? 'held' : 'FAILED'} after ${minutes(began)}`);
      resolve(held);
    };
    child.once('error', (error) => {
      console.error(error.message);
      end(false);
    });
    child.once('exit', (code) => {
      end(code === 0);
    });
  });
}

for (const [name, files] of Object.entries(SUITES)) {
  if (positionals.length === 0 || positionals.includes(name)) results.push([name, await run(name, files)]);
}
tell();
