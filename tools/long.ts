/** `npm run test:long`: the properties with a million random cases each, then the attacks with the figures that once stopped the service, and ten times them. */
import { spawn } from 'node:child_process';
import path from 'node:path';

const run = (tool: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, tool), ...args], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });

const asked = process.argv.slice(2);
const codes = [await run('properties.ts', asked)];
if (asked.length === 0) for (const times of ['1', '10']) codes.push(await run('attack.ts', ['--times', times]));
process.exit(Math.max(...codes));
