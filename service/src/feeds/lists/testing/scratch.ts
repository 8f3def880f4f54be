import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import {
  formatOf,
  listFile,
  ListError,
  type ListImport,
  type ListProblem,
  ListStore,
  type PartyRecord,
  readList,
} from '../index.ts';

/** A folder of its own for one test or one file of tests, with a way to put files into it and a store. Gone afterwards. */
export function scratch() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ytterby-lists-'));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    onTestFinished(remove);
  } catch {
    // Outside a test.
    afterAll(remove);
  }
  return {
    folder,
    store: new ListStore(path.join(folder, 'data')),
    put: (name: string, content: string | Uint8Array): string => {
      const file = path.join(folder, name);
      writeFileSync(file, content);
      return file;
    },
  };
}

/** An import on a day. */
export const on = (day: string): Pick<ListImport, 'importedAt' | 'importedOn'> => ({
  importedAt: new Date(`${day}T04:00:00Z`),
  importedOn: day,
});

/** All that reading files gives: records, problems, and the refusal if there was one. */
export async function readAll(files: readonly string[], format?: Parameters<typeof readList>[1]) {
  const records: PartyRecord[] = [];
  const problems: ListProblem[] = [];
  let refused: ListError | undefined;
  let date: string | undefined;
  try {
    const inputs = files.map((file) => listFile(file));
    const kind = format ?? (await formatOf(inputs[0]!));
    for await (const reading of readList(inputs, kind, 'test', (day) => (date = day))) {
      if (reading.record !== undefined) records.push(reading.record);
      problems.push(...reading.problems);
    }
  } catch (error) {
    if (!(error instanceof ListError)) throw error;
    refused = error;
  }
  return { records, problems, refused, date };
}
