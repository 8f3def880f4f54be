import { ExportFacts, type PartyFacts } from '@ytterby/core';
import { type FactReading, factsFromTree } from './facts-from-tree.ts';
import { EXPORT_HEADERS, findHeader, type Header, missingColumns } from './headers.ts';
import { readNumber } from './numbers.ts';
import { IntakeError, type Problem, problem, refuse } from './problem.ts';
import { type ExportOptions, type ExportReading, exportReading } from './read-structured.ts';
import { ColumnConventions, group, itemOf, RowCells, stepsOf } from './table-cells.ts';
import type { Table } from './table.ts';
import type { Tree } from './tree.ts';

const NUMBERS = ['value', 'quantity'] as const;

/** Value and currency of a row: a sign in the cell, the currency column, and the unit in the header must agree. */
export function moneyOf(
  cells: RowCells,
  field: string,
  readOptions: Parameters<typeof readNumber>[1],
  problems: Problem[],
): Tree | undefined {
  const leaf = cells.leaf(field);
  if (leaf === undefined || leaf.kind !== 'text') return undefined;
  const column = cells.column(field);
  const reading = readNumber(leaf.text, readOptions);
  const inCell = reading.ok ? reading.currency : undefined;
  const inColumn = cells.leaf('currency');
  const inHeader = column?.currency;
  if (inCell !== undefined && inHeader !== undefined && inCell !== inHeader) {
    problems.push(problem('intake/currency-conflict', cells.place(leaf.at), { first: inCell, second: inHeader }));
  }
  const amount: Tree =
    reading.ok && inCell !== undefined && typeof reading.value === 'string' ? { ...leaf, text: reading.value } : leaf;
  const currency = inCell ?? (inColumn === undefined ? inHeader : undefined);
  return group(leaf.at, {
    amount,
    currency: currency === undefined ? inColumn : { kind: 'text', text: currency, at: leaf.at },
  });
}

/** A party as its columns have it, which begin with the same word; undefined where they say nothing. */
function party(
  role: PartyFacts['role'],
  column: 'importer' | 'consignee' | 'endUser',
  cells: RowCells,
): Tree | undefined {
  const facts = group(-1, {
    name: cells.leaf(`${column}Name`),
    country: cells.leaf(`${column}Country`),
    military: cells.leaf(`${column}Military`),
    chinesePerson: cells.leaf(`${column}ChinesePerson`),
    owners: cells.leaf(`${column}Owners`),
  });
  if (facts?.kind !== 'map') return undefined;
  return {
    ...facts,
    entries: [{ key: 'role', keyAt: facts.at, value: { kind: 'text', text: role, at: facts.at } }, ...facts.entries],
  };
}

function exportOf(cells: RowCells, conventions: ColumnConventions, options: ExportOptions, problems: Problem[]): Tree {
  const numbers = conventions.options(cells.row);
  const quantityColumn = cells.column('quantity');
  let quantity = cells.leaf('quantity');
  let unit = cells.leaf('unit');
  if (quantity?.kind === 'text') {
    const reading = readNumber(quantity.text, numbers(quantity.at));
    // "5 kg" in one cell.
    if (reading.ok && reading.unit !== undefined && typeof reading.value === 'string') {
      unit ??= { kind: 'text', text: reading.unit, at: quantity.at };
      quantity = { ...quantity, text: reading.value };
    }
    if (unit === undefined && quantityColumn?.unit !== undefined)
      unit = { kind: 'text', text: quantityColumn.unit, at: quantity.at };
  }
  const line = group(-1, {
    id: cells.leaf('id'),
    item: itemOf(cells) ?? { kind: 'map', entries: [], at: -1 },
    madeIn: cells.leaf('madeIn'),
    origin: cells.leaf('origin'),
    steps: stepsOf(cells),
    technologyOrigin: cells.leaf('technologyOrigin'),
    part: cells.leaf('part'),
    quantity,
    unit,
    value: moneyOf(cells, 'value', numbers(cells.column('value')?.index ?? -1), problems),
  });
  const parties = [
    party('importer', 'importer', cells),
    party('consignee', 'consignee', cells),
    party('end-user', 'endUser', cells),
  ].filter((one) => one !== undefined);
  const facts = group(-1, {
    asOf: cells.leaf('asOf') ?? (options.asOf === undefined ? undefined : { kind: 'text', text: options.asOf, at: -1 }),
    act: cells.leaf('act'),
    from: cells.leaf('from'),
    to: cells.leaf('to'),
    finalDestination: cells.leaf('finalDestination'),
    via: cells.leaf('via'),
    exporter: group(-1, {
      name: cells.leaf('exporterName'),
      country: cells.leaf('exporterCountry'),
      chinesePerson: cells.leaf('exporterChinesePerson'),
    }),
    parties: parties.length === 0 ? undefined : { kind: 'list', items: parties, at: -1 },
    endUse: group(-1, {
      kind: cells.leaf('endUse'),
      description: cells.leaf('endUseDescription'),
      mayAlsoBe: cells.leaf('mayAlsoBe'),
      dangerKnown: cells.leaf('dangerKnown'),
    }),
    lines: { kind: 'list', items: line === undefined ? [] : [line], at: -1 },
  });
  return facts ?? { kind: 'map', entries: [], at: -1 };
}

/** Columns of which a row needs at least one, or it says nothing about goods. */
const GOODS = ['id', 'description', 'code', 'form', 'elements', 'formula', 'cas', 'hs'];

/** What a table of exports cannot be read without. */
export function missingForExports(header: Header, table: Table, options: ExportOptions): Problem[] {
  const missing =
    options.asOf === undefined
      ? missingColumns(header, table, EXPORT_HEADERS, ['asOf'], {
          en: ', or name one day for all rows (on the command line: --as-of)',
          zh: '，或为所有行指定同一出口日期（命令行：--as-of）',
        })
      : [];
  if (!header.columns.some((column) => GOODS.includes(column.field)))
    missing.push(...missingColumns(header, table, EXPORT_HEADERS, ['description']));
  return missing;
}

/**
 * A table of exports, one row an export with one line. A bad row is reported with row, column and remedy; the others go
 * on. Notes about the header (columns that were ignored) come with the first row.
 * Raises `intake/no-header`, `intake/missing-column`, `intake/no-rows` and what the table raises.
 */
export async function* exportsFromTable(table: Table, options: ExportOptions = {}): AsyncGenerator<ExportReading> {
  const header = await findHeader(table, EXPORT_HEADERS, options);
  const missing = missingForExports(header, table, options);
  if (missing.length > 0) throw new IntakeError(missing);
  const conventions = new ColumnConventions(table, header);
  let headerNotes = header.notes;
  let count = 0;
  for await (const row of table.rows()) {
    if (row.row <= header.row || row.cells.every((cell) => cell.trim() === '')) continue;
    count++;
    const cells = new RowCells(table, header, row);
    const reading = await readRow(cells, conventions, options);
    if (headerNotes.length > 0) reading.notes.unshift(...headerNotes);
    headerNotes = [];
    yield exportReading(row.row, row.line, reading);
  }
  if (count === 0) refuse('intake/no-rows', { file: table.file, row: header.row });
}

async function readRow(
  cells: RowCells,
  conventions: ColumnConventions,
  options: ExportOptions,
): Promise<FactReading<ExportFacts>> {
  const first = cells.problems();
  if (first.length > 0) return { facts: undefined, problems: first, notes: [] };
  const read = (): FactReading<ExportFacts> => {
    const problems: Problem[] = [];
    const tree = exportOf(cells, conventions, options, problems);
    const reading = factsFromTree(ExportFacts, tree, { place: cells.place, numbers: conventions.options(cells.row) });
    return problems.length === 0
      ? reading
      : { ...reading, facts: undefined, problems: [...problems, ...reading.problems] };
  };
  // `1.234` alone reads well and may still be wrong, so the columns are read before the first such value counts.
  const unsure = NUMBERS.some((field) => /^\D*\d{1,3}[.,]\d{3}(?!\d)/.test(cells.text(field) ?? ''));
  if (unsure && !conventions.isKnown) await conventions.learn(NUMBERS);
  return read();
}
