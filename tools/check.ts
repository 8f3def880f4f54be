/** Everything that can be checked without running the code. `npm run check -- --fix` repairs what can be repaired. */
import { spawnSync } from 'node:child_process';

const fix = process.argv.includes('--fix');
const projects = ['core/tsconfig.pure.json', 'core', 'law', 'service', 'service/test', 'web', 'tsconfig.json'];

const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format', 'biome', 'format', ...(fix ? ['--write'] : [])],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings', ...(fix ? ['--fix'] : [])],
  ['fences', 'node', 'tools/fences.ts'],
  ...projects.map((project) => [`types in ${project}`, 'tsc', '--project', project] as const),
];

let failed = false;
for (const [name, command, ...args] of steps) {
  const began = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 2 ** 20,
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(4);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}`);
  if (status === 0) continue;
  failed = true;
  console.log(error ? error.message : `${stdout}${stderr}`);
}
process.exit(failed ? 1 : 0);
