import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCli, temporaryFolder } from './testing/run-cli.ts';

test.each([
  ['audit', 'verify'],
  ['backup', 'copy.ytterby'],
])('%s %s of a folder without a database says so, and makes none', async (...command) => {
  const { folder } = temporaryFolder();
  for (const data of [folder, path.join(folder, 'missing')]) {
    const { code, out, err } = await runCli(...command, '--data', data, '--lang', 'en');
    expect(code).not.toBe(0);
    expect(out).toBe('');
    expect(err).toContain(`There is no database in ${data}.`);
  }
  expect(readdirSync(folder)).toEqual([]);
});
