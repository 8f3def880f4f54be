import { createWriteStream, openSync, renameSync, rmSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { UsageError } from './errors.ts';
import { type Language, say } from './terminal.ts';

/** A file that appears whole or not at all. */
export interface WholeFile {
  readonly stream: Writable;
  /** Puts the finished file in its place. */
  keep(): Promise<void>;
  /** Leaves no trace of it. */
  drop(): void;
}

/** Opens a file for writing beside its place, so that an answer that breaks off leaves the old file as it was. */
export function wholeFile(path: string, language: Language): WholeFile {
  const partial = `${path}.${process.pid}.part`;
  const refuse = (error: unknown): never => {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UsageError(
      say(
        language,
        `无法写入 ${path}（${reason}）。请检查文件夹是否存在、是否可写。`,
        `Cannot write ${path} (${reason}). Check that the folder exists and can be written to.`,
      ),
    );
  };
  let fd: number;
  try {
    fd = openSync(partial, 'w');
  } catch (error) {
    return refuse(error);
  }
  const stream = createWriteStream(partial, { fd });
  return {
    stream,
    keep: async () => {
      try {
        stream.end();
        await finished(stream);
        renameSync(partial, path);
      } catch (error) {
        rmSync(partial, { force: true });
        refuse(error);
      }
    },
    drop: () => {
      stream.destroy();
      rmSync(partial, { force: true });
    },
  };
}
