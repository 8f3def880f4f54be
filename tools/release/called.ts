import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { nodeFileTrace } from '@vercel/nft';
import { transformWithOxc } from 'vite';

/**
 * Which files of the packages can our code reach, as far as reading it tells: by import, require, and paths that are put together from its
 * own place? With the folders that they lie in; relative to the root, with forward slashes.
 * @param entries our own files, absolute
 */
export async function calledFiles(root: string, entries: readonly string[]): Promise<Set<string>> {
  const { fileList } = await nodeFileTrace([...entries], {
    base: root,
    processCwd: root,
    ts: false,
    readFile: readAsScript,
  });
  const called = new Set<string>();
  for (const file of fileList)
    for (
      let at = file.replaceAll('\\', '/');
      at.includes('node_modules/') && !called.has(at);
      at = path.posix.dirname(at)
    )
      called.add(at);
  return called;
}

async function readAsScript(file: string): Promise<Buffer | string | null> {
  try {
    const content = await readFile(file);
    return file.endsWith('.ts') ? (await transformWithOxc(content.toString(), file)).code : content;
  } catch (error) {
    // It asks for whatever a path might mean.
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(error.code)))
      return null;
    throw error;
  }
}
