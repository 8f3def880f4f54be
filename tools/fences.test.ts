import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { crossings } from './fences.ts';

const root = path.resolve(import.meta.dirname, '..');
const fixtures = path.join(import.meta.dirname, 'fences/fixtures');

/** These are held by the linter; all the others by fences.ts. */
const lintRule: Record<string, string> = {
  'core-reads-the-clock': 'no-restricted-globals',
  'core-asks-the-locale': 'no-restricted-globals',
  'core-goes-round-the-ban': 'no-restricted-globals',
  'core-throws-dice': 'no-restricted-properties',
  'core-sorts-by-locale': 'no-restricted-properties',
  cycle: 'no-cycle',
  'cycle-of-types': 'no-cycle',
};

// The linter sees the fixtures outside the repository, where its configuration does not exclude them.
const outside = mkdtempSync(path.join(tmpdir(), 'fences-'));
cpSync(fixtures, outside, { recursive: true });
cpSync(path.join(root, '.oxlintrc.json'), path.join(outside, '.oxlintrc.json'));
afterAll(() => rmSync(outside, { recursive: true }));

function lint(fixture: string) {
  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const { status, stdout } = spawnSync(process.execPath, [oxlint, '--import-plugin', fixture], {
    cwd: outside,
    encoding: 'utf8',
  });
  return { status, stdout };
}

describe('the fences', () => {
  const names = readdirSync(fixtures);

  test.each(names.filter((name) => name !== 'good' && !(name in lintRule)))('refuse %s, once', (name) => {
    expect(crossings(path.join(fixtures, name))).toHaveLength(1);
  });

  test.each(Object.entries(lintRule))('refuse %s in the linter, by %s', (name, rule) => {
    expect(names).toContain(name);
    const { status, stdout } = lint(name);
    expect(stdout).toContain(rule);
    expect(status).toBe(1);
  });

  test('let the good one pass', () => {
    expect(crossings(path.join(fixtures, 'good'))).toEqual([]);
    expect(lint('good')).toMatchObject({ status: 0 });
  });

  test('hold in this repository', () => {
    expect(crossings(root)).toEqual([]);
  });
});
