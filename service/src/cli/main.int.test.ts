import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { spawnCli, temporaryFolder } from './testing/run-cli.ts';

const { folder } = temporaryFolder();
copyFileSync(
  path.resolve(import.meta.dirname, '../../../examples/third-country-magnet.yaml'),
  path.join(folder, 'magnet.yaml'),
);

it('runs as a program in the folder of the user', async () => {
  const { code, out, err } = await spawnCli(['assess', 'magnet.yaml', '--lang', 'en'], folder);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^UNCONFIRMED/);
});

it('exits with 2 for a missing file', async () => {
  const { code, out, err } = await spawnCli(['assess', 'none.yaml', '--lang', 'en'], folder);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^none\.yaml: .*ENOENT/);
});

it.skipIf(process.platform === 'win32')('a pipe closed early is no fault', async () => {
  const { code, out, err } = await spawnCli('ytterby assess magnet.yaml --format json | head -1', folder);
  expect([code, out, err]).toEqual([0, '{\n', '']);
});

it('a folder that does not exist is named', async () => {
  const { code, err } = await spawnCli(['assess', 'magnet.yaml', '--out', 'none/answer.txt'], folder);
  expect(code).toBe(2);
  expect(err).toContain('none/answer.txt');
  expect(err).not.toMatch(/\n {4}at /);
});
