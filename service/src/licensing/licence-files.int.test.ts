import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestService, testService } from '../api/testing.ts';
import { runCli } from '../cli/testing/run-cli.ts';
import { type LicenceFiles, keepLicenceFiles } from './licence-files.ts';
import { rotateKey } from './signing-keys.ts';
import { type IssuedLicence, issuedLicence } from './testing/issued-licence.ts';

/** What the service leaves in its data folder, and `ytterby verify` finds there. */

let service: TestService;
let files: LicenceFiles;
const folder = mkdtempSync(path.join(tmpdir(), 'ytterby-files-'));
const elsewhere = mkdtempSync(path.join(tmpdir(), 'ytterby-pdf-'));
const warned: string[] = [];

beforeAll(async () => {
  service = await testService();
  service.clock.now = Temporal.Instant.from('2026-03-02T01:00:00Z');
  const log = { warn: (_: object, message: string) => warned.push(message) };
  files = keepLicenceFiles({ store: service.store, issuer: service.access, folder, now: () => service.clock.now, log });
});
afterAll(async () => {
  await files.stop();
  await service.close();
  for (const each of [folder, elsewhere]) rmSync(each, { recursive: true });
});

const list = () => readFileSync(path.join(folder, 'licence-status.jwt'), 'utf8');
const keys = () => readFileSync(path.join(folder, 'licence-keys.json'), 'utf8');
const later = (duration: Temporal.DurationLike) => {
  service.clock.now = service.clock.now.add(duration);
};
async function verified({ pdf }: IssuedLicence): Promise<string> {
  const file = path.join(elsewhere, 'licence.pdf');
  writeFileSync(file, pdf);
  const { out } = await runCli('verify', file, '--data', folder, '--at', service.clock.now.toString(), '--lang', 'en');
  return out;
}

test('nothing is left where nothing was ever signed', async () => {
  await files.write();
  expect(readdirSync(folder)).toEqual([]);
});

test('ytterby verify finds keys and status list of the service, as they were last changed', async () => {
  const licence = await issuedLicence(service);
  await files.write();
  expect(readdirSync(folder).sort()).toEqual(['licence-keys.json', 'licence-status.jwt']);
  expect(await verified(licence)).toMatch(/✓ GENUINE[\s\S]*✓ STATUS: Valid/);

  const before = list();
  later({ minutes: 2 });
  await files.write();
  expect(list()).toBe(before);
  await licence.act('suspend');
  await files.write();
  expect(await verified(licence)).toMatch(/✓ GENUINE[\s\S]*✗ STATUS: Suspended/);
  await licence.act('reinstate');
  await files.write();
  expect(await verified(licence)).toContain('✓ STATUS: Valid');

  const reinstated = list();
  later({ minutes: 5 });
  await files.write();
  expect(list()).not.toBe(reinstated);

  const first = keys();
  await service.store.asProduct((db) => rotateKey(db, service.access.key, service.clock.now));
  later({ minutes: 1 });
  await files.write();
  expect(keys()).not.toBe(first);
  expect(await verified(licence)).toMatch(/✓ GENUINE[\s\S]*✓ STATUS: Valid/);
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a folder that cannot be written to is told, and the old files stay', async () => {
  const noFolder = path.join(folder, 'licence-keys.json', 'below-a-file');
  const log = { warn: (_: object, message: string) => warned.push(message) };
  const { store, access, clock } = service;
  const lost = keepLicenceFiles({ store, issuer: access, folder: noFolder, now: () => clock.now, log });
  await expect(lost.write()).rejects.toThrow('ENOTDIR');
  await lost.stop();
  expect(warned).toEqual(['the keys and the status list were not written']);
});
