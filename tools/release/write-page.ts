/** `node tools/release/write-page.ts` puts a release together and writes docs/release.md. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assemble } from './assemble.ts';
import { releasePage } from './page.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = await mkdtemp(path.join(tmpdir(), 'ytterby-release-'));
try {
  const release = await assemble({ root, to: path.join(folder, 'ytterby') });
  await writeFile(path.join(root, 'docs/release.md'), releasePage(release));
} finally {
  await rm(folder, { recursive: true, force: true });
}
