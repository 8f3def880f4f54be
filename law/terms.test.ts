import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDERS = ['core/src', 'law', 'service/src', 'web/src', 'docs', 'examples', 'README.md', 'GLOSSARY.md'];
/** What people write in their files is read in any words; what is written here has one for one concept. */
const READ_FROM_PEOPLE = [path.join('service', 'src', 'intake'), path.join('law', 'terms.test.ts')];
const LOSING = { 法律包: '法规库', 受控: '受管制' } as const;

test.each(Object.entries(LOSING))('%s is always called %s', (losing, term) => {
  const found = FOLDERS.flatMap((folder) => textsIn(path.join(ROOT, folder))).filter((file) =>
    readFileSync(file, 'utf8').includes(losing),
  );
  expect(
    found.map((file) => path.relative(ROOT, file)),
    `say ${term}`,
  ).toEqual([]);
});

function textsIn(place: string): readonly string[] {
  if (/\.\w+$/.test(place)) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx|yaml|md)$/.test(file) && !file.includes('node_modules'))
    .map((file) => path.join(place, file))
    .filter((file) => !READ_FROM_PEOPLE.some((part) => path.relative(ROOT, file).startsWith(part)));
}
