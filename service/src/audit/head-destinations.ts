import { open } from 'node:fs/promises';
import path from 'node:path';
import { addressFault } from '../webhooks/address.ts';
import { post } from '../webhooks/post.ts';

/** Where signed heads go: to a file, one a line, or to an address that takes each by POST. */
export type HeadDestination = { readonly file: string } | { readonly url: string };

/**
 * The destination that a setting names: the absolute path of a file, or an https address (http on this machine alone).
 * @example headDestination('/mnt/worm/heads.jws') // { file: '/mnt/worm/heads.jws' }
 */
export function headDestination(text: string): HeadDestination | undefined {
  if (path.isAbsolute(text)) return { file: path.normalize(text) };
  return addressFault(text, true) === null ? { url: text } : undefined;
}

/** As people are shown it: of an address the host alone, for the rest of it may be a secret. */
export const destinationName = (to: HeadDestination): string => ('file' in to ? to.file : new URL(to.url).host);

/** @throws Error with what went wrong, in words of the system or of HTTP */
export async function send(to: HeadDestination, line: string, timeoutMs: number): Promise<void> {
  if ('file' in to) return append(to.file, line);
  const attempt = await post({
    url: to.url,
    headers: { 'content-type': 'application/jose' },
    body: line,
    allowPrivate: true,
    timeoutMs,
  });
  if (attempt.is === 'failed') throw new Error(attempt.status === null ? attempt.why : `HTTP ${attempt.status}`);
}

async function append(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const end = Buffer.alloc(1);
    if (size > 0) await handle.read(end, 0, 1, size - 1);
    // A line that a crash has cut stays a line of its own.
    const gap = size > 0 && end.toString() !== '\n' ? '\n' : '';
    await handle.appendFile(`${gap}${line}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
