import { type ListProblem, listProblem, refuseList } from './errors.ts';
import type { ListFile } from './list-file.ts';
import { type ListRow, tableForm, tableRows } from './list-table.ts';
import { type Draft, type ListReading, makeRecord } from './make-record.ts';
import { readOfacRemarks } from './ofac-remarks.ts';
import type { PartyKind } from './party-record.ts';

/** The four files of an OFAC list in CSV. */
export type OfacRole = 'main' | 'aliases' | 'addresses' | 'comments';

const WIDTH: Readonly<Record<OfacRole, number>> = { main: 12, aliases: 5, addresses: 6, comments: 2 };
/** Rows of the side files are held in memory. OFAC's have some ten thousand. */
const MAX_SIDE_ROWS = 2_000_000;

const KINDS: Readonly<Record<string, PartyKind>> = {
  individual: 'person',
  vessel: 'vessel',
  aircraft: 'aircraft',
  '': 'organisation',
  entity: 'organisation',
};

/** OFAC writes "no value" as -0-. */
const value = (cell: string | undefined) => (cell === undefined || cell.trim() === '-0-' ? '' : cell.trim());

/**
 * Which of OFAC's files is this row from? They have no header, so the number of cells and their kinds tell.
 * @example ofacRole(['36', '12', 'aka', 'AERO-CARIBBEAN', '-0- ']) // 'aliases'
 */
export function ofacRole(cells: readonly string[]): OfacRole | undefined {
  if (!/^\d{1,10}$/.test((cells[0] ?? '').trim())) return undefined;
  if (cells.length === WIDTH.main && !/^\d+$/.test(cells[1] ?? '')) return 'main';
  if (cells.length === WIDTH.aliases && /^[afn]ka$/.test((cells[2] ?? '').trim())) return 'aliases';
  if (cells.length === WIDTH.addresses && /^\d{1,10}$/.test((cells[1] ?? '').trim())) return 'addresses';
  return cells.length === WIDTH.comments ? 'comments' : undefined;
}

/** The role of a file, by its first row. */
export async function ofacRoleOf(input: ListFile): Promise<OfacRole | undefined> {
  for await (const { cells } of tableRows(input, { ...(await tableForm(input)), delimiter: ',' }))
    return ofacRole(cells);
  return undefined;
}

interface Side {
  readonly cells: readonly string[];
  readonly place: ListProblem;
}

async function sideRows(
  input: ListFile,
  role: Exclude<OfacRole, 'main'>,
  found: ListProblem[],
): Promise<Map<string, Side[]>> {
  const byParty = new Map<string, Side[]>();
  let count = 0;
  for await (const row of rowsOf(input)) {
    const problem = rowProblem(input, row, WIDTH[role]);
    if (problem !== undefined) {
      found.push(problem);
      continue;
    }
    if (++count > MAX_SIDE_ROWS)
      refuseList('lists/too-many', { file: input.file }, { what: role, limit: MAX_SIDE_ROWS });
    const id = (row.cells[0] ?? '').trim();
    const place = listProblem('lists/no-such-party', { file: input.file, row: row.row }, { value: id });
    const others = byParty.get(id);
    if (others === undefined) byParty.set(id, [{ cells: row.cells, place }]);
    else others.push({ cells: row.cells, place });
  }
  return byParty;
}

async function* rowsOf(input: ListFile): AsyncGenerator<ListRow> {
  const { encoding } = await tableForm(input);
  yield* tableRows(input, { encoding, delimiter: ',' });
}

function rowProblem(input: ListFile, row: ListRow, width: number): ListProblem | undefined {
  if (row.problem !== undefined) return row.problem;
  if (row.cells.length === width) return undefined;
  const place = { file: input.file, row: row.row, ...(row.line === undefined ? {} : { line: row.line }) };
  return listProblem('lists/wrong-cells', place, { count: row.cells.length, expected: width });
}

function addressOf(cells: readonly string[]): { text: string; country?: string } | undefined {
  const [street, city, country, remarks] = [value(cells[2]), value(cells[3]), value(cells[4]), value(cells[5])];
  const text = [street, city, country].filter((part) => part !== '').join(', ');
  if (text === '') return undefined;
  return { text: remarks === '' ? text : `${text} (${remarks})`, ...(country === '' ? {} : { country }) };
}

/**
 * OFAC's SDN list or consolidated list: the main file (12 columns, no header), joined with its files of aliases, addresses
 * and overlong remarks by party number. The side files are held in memory, the main file streams.
 * Layout: OFAC data specification `dat_spec.txt`. Dates of listing are not in these files, so records have none.
 */
export async function* readOfac(
  files: Readonly<Partial<Record<OfacRole, ListFile>>> & { readonly main: ListFile },
  list: string,
): AsyncGenerator<ListReading> {
  const found: ListProblem[] = [];
  const side = async (role: Exclude<OfacRole, 'main'>) => {
    const input = files[role];
    return input === undefined ? new Map<string, Side[]>() : await sideRows(input, role, found);
  };
  const [aliases, addresses, comments] = [await side('aliases'), await side('addresses'), await side('comments')];
  if (files.aliases === undefined)
    found.push(listProblem('lists/names-missing', { file: files.main.file }, { what: 'aliases (alt)' }));
  if (found.length > 0) yield { problems: found };
  const take = (rows: Map<string, Side[]>, id: string) => {
    const own = rows.get(id) ?? [];
    rows.delete(id);
    return own;
  };

  for await (const row of rowsOf(files.main)) {
    const place = { file: files.main.file, row: row.row, ...(row.line === undefined ? {} : { line: row.line }) };
    const problem = rowProblem(files.main, row, WIDTH.main);
    if (problem !== undefined) {
      yield { problems: [problem] };
      continue;
    }
    const [id = '', name, type, programmes, title, callSign, vesselType, , , flag, owner, remarks] =
      row.cells.map(value);
    const kind = KINDS[(type ?? '').toLowerCase()] ?? 'unknown';
    const draft: Draft = { id, kind, names: [{ text: name ?? '', type: 'primary' }] };
    for (const { cells } of take(aliases, id))
      draft.names.push({ text: value(cells[3]), type: value(cells[2]) === 'fka' ? 'former' : 'alias' });
    draft.addresses = take(addresses, id).flatMap(({ cells }) => addressOf(cells) ?? []);
    draft.programmes = (programmes ?? '').split(/\]\s*\[/).map((text) => text.replace(/^\[|\]$/g, ''));
    if (flag !== undefined && flag !== '') draft.countries = [flag];
    if (owner !== undefined && owner !== '') draft.links = [{ relation: 'owner', name: owner }];
    // OFAC cuts remarks at 1,000 characters and goes on, in the middle of a word, in the file of comments.
    const whole =
      (remarks ?? '') +
      take(comments, id)
        .map(({ cells }) => value(cells[1]))
        .join('');
    readOfacRemarks(whole, draft);
    draft.remarks = [
      title === undefined || title === '' ? '' : `Title: ${title}`,
      callSign === undefined || callSign === '' ? '' : `Call sign: ${callSign}`,
      vesselType === undefined || vesselType === '' ? '' : `Vessel type: ${vesselType}`,
      whole,
    ]
      .filter((text) => text !== '')
      .join('; ');
    yield makeRecord(draft, list, place, row.row);
  }
  const orphans = [...aliases.values(), ...addresses.values(), ...comments.values()].flat();
  if (orphans.length > 0) yield { problems: orphans.map(({ place }) => place) };
}
