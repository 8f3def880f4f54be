import { extname } from 'node:path';
import type { LegalDate } from '@ytterby/core';
import { refuseList } from './errors.ts';
import { headOf, type ListFile } from './list-file.ts';
import { tableForm, tableRows } from './list-table.ts';
import type { ListReading } from './make-record.ts';
import { BIS_COLUMNS, readBis } from './read-bis.ts';
import { CSL_COLUMNS, readCsl } from './read-csl.ts';
import { readFtm } from './read-ftm.ts';
import { type OfacRole, ofacRole, ofacRoleOf, readOfac } from './read-ofac.ts';
import { OPENSANCTIONS_COLUMNS, readOpenSanctions } from './read-opensanctions.ts';
import { readPlain } from './read-plain.ts';
import { readUn } from './read-un.ts';

/** Kinds of list that can be read. `ofac-sdn` is also OFAC's consolidated list; `csv` is a table of one's own. */
export const LIST_FORMATS = ['ofac-sdn', 'un', 'csl', 'bis', 'opensanctions', 'ftm', 'csv'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** Changes when a reader gives other records for the same bytes; then the same file makes a new version. */
export const READER_VERSION = '1';

/**
 * What kind of list is this file? By its content; the name does not matter.
 * Raises `lists/unknown-format`, `lists/wrong-format`, `lists/empty-file`, `intake/cannot-open`.
 */
export async function formatOf(input: ListFile): Promise<ListFormat> {
  if (extname(input.path).toLowerCase() === '.xlsx') return 'csv';
  const head = (await headOf(input, 65_536)).toString('utf8').trimStart();
  if (head.startsWith('<')) {
    if (/<CONSOLIDATED_LIST[\s>]/.test(head)) return 'un';
    // The reader says precisely what is wrong with it; a web page in its place is no list at all.
    if (/<!DOCTYPE/i.test(head) && !/<!DOCTYPE html|<html/i.test(head)) return 'un';
    return unknown(input);
  }
  if (head.startsWith('{')) return 'ftm';
  if (head.startsWith('[')) return unknown(input);
  const form = await tableForm(input);
  for await (const { cells } of tableRows(input, form)) {
    if (ofacRole(cells) !== undefined) return 'ofac-sdn';
    const titles = new Set(cells.map((title) => title.trim().toLowerCase()));
    const has = (columns: readonly string[]) => columns.every((title) => titles.has(title));
    if (has(BIS_COLUMNS)) return 'bis';
    if (has(CSL_COLUMNS)) return 'csl';
    if (has(OPENSANCTIONS_COLUMNS)) return 'opensanctions';
    return 'csv';
  }
  return unknown(input);
}

function unknown(input: ListFile): never {
  return refuseList('lists/unknown-format', { file: input.file }, { known: LIST_FORMATS.join(', ') });
}

async function ofacFiles(files: readonly ListFile[]): Promise<Parameters<typeof readOfac>[0]> {
  const byRole: Partial<Record<OfacRole, ListFile>> = {};
  for (const file of files) {
    const role = await ofacRoleOf(file);
    if (role === undefined)
      return refuseList(
        'lists/wrong-format',
        { file: file.file },
        { wanted: 'a file of OFAC', found: 'its columns are others' },
      );
    const other = byRole[role];
    if (other !== undefined)
      return refuseList('lists/wrong-files', { file: file.file }, { found: `${other.file} and ${file.file}: ${role}` });
    byRole[role] = file;
  }
  const { main } = byRole;
  if (main === undefined)
    return refuseList('lists/wrong-files', { file: files[0]?.file ?? '' }, { found: 'no main file (sdn, cons_prim)' });
  return { ...byRole, main };
}

/**
 * Every entry of a list, in order: its record, or its problems with place and remedy. One bad entry does not stop the others.
 * Throws only `ListError`, when the list as a whole cannot be read: a list that breaks off is never taken for a whole one.
 * @example for await (const { record, problems } of readList([listFile('sdn.csv')], 'ofac-sdn', 'sdn')) …
 */
export async function* readList(
  files: readonly ListFile[],
  format: ListFormat,
  list: string,
  onDate: (day: LegalDate) => void = () => {},
): AsyncGenerator<ListReading> {
  if (format === 'ofac-sdn') {
    yield* readOfac(await ofacFiles(files), list);
    return;
  }
  const [file, second] = files;
  if (file === undefined || second !== undefined)
    refuseList('lists/wrong-files', { file: file?.file ?? '' }, { found: `${files.length} files` });
  yield* readerOf(file, format, list, onDate);
}

function readerOf(
  file: ListFile,
  format: Exclude<ListFormat, 'ofac-sdn'>,
  list: string,
  onDate: (day: LegalDate) => void,
): AsyncGenerator<ListReading> {
  switch (format) {
    case 'un':
      return readUn(file, list, onDate);
    case 'csl':
      return readCsl(file, list);
    case 'bis':
      return readBis(file, list);
    case 'opensanctions':
      return readOpenSanctions(file, list);
    case 'ftm':
      return readFtm(file, list);
    case 'csv':
      return readPlain(file, list);
  }
}
