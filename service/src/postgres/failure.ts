import { statfs } from 'node:fs/promises';
import type { constants } from 'node:os';
import { PostgresError } from './errors.ts';

/** PostgreSQL adds to its log in pieces of this size; with less than one left, nothing works. */
const WAL_SEGMENT = 16 * 1024 * 1024;

/** Is this an error of the file system with one of these codes? */
export function hasCode(error: unknown, ...codes: readonly (keyof typeof constants.errno)[]): boolean {
  return (
    error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code as keyof typeof constants.errno)
  );
}

/** What an error of the file system means for a folder; an error of another kind stays what it is. */
export function folderError(error: unknown, folder: string): unknown {
  if (hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ELOOP', 'ENAMETOOLONG')) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return new PostgresError('postgres/not-writable', { folder, reason: code }, { cause: error });
  }
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) return new PostgresError('postgres/disk-full', { folder }, { cause: error });
  if (hasCode(error, 'ENOTDIR', 'EEXIST')) {
    return new PostgresError('postgres/not-a-database', { folder }, { cause: error });
  }
  return error;
}

/** What stopped initdb or the server from working in a folder, by what it wrote: which may be nothing, on a full disk. */
export async function programError(
  wrote: string,
  folder: string,
  leftover?: { readonly pid: number },
): Promise<PostgresError> {
  const disk = await statfs(folder).catch(() => undefined);
  if (/No space left on device|Disk quota exceeded/.test(wrote) || (disk && disk.bavail * disk.bsize < WAL_SEGMENT))
    return new PostgresError('postgres/disk-full', { folder });
  if (/pre-existing shared memory block/.test(wrote))
    return new PostgresError('postgres/leftover-stays', { pid: leftover?.pid ?? '?' });
  // The line that says why, without its time and process.
  const lines = wrote.trim().split('\n');
  const fatal = lines.findLast((line) => /\b(FATAL|PANIC|error): /.test(line)) ?? lines.at(-1) ?? '';
  const reason = fatal.replace(/^.*?\b(?:FATAL|PANIC|error):\s+/, '') || 'no reason given';
  return new PostgresError('postgres/does-not-start', { folder, reason });
}
