import path from 'node:path';
import {
  type CaseTables,
  checkTable,
  domesticTable,
  type InputOutputTable,
  type PriceRow,
  type ProductionRow,
  TableError,
  type TradeRow,
} from '@ytterby/core/impact';
import { ImpactFileError, impactProblem } from '../problems.ts';
import { readShaped } from '../read-shaped.ts';
import { Description, DESCRIPTION_FILE, type TableDescription } from './description.ts';
import { eachRow, Problems, readMatrix } from './read-rows.ts';

/** What one file was found to hold. */
export interface TableFound {
  readonly description: TableDescription;
  readonly rows: number;
  /** Empty cells: amounts that are not known. */
  readonly unknown: number;
  /** Codes that the table of the economy does not use, such as final demand. */
  readonly leftOut: readonly string[];
}

/** Tables ready for an assessment, with where each comes from. */
export interface TablesRead extends Omit<CaseTables, 'economy'> {
  readonly title: string;
  /** Undefined where no table describes an economy. */
  readonly economy: InputOutputTable | undefined;
  readonly found: readonly TableFound[];
}

type Of<Kind extends TableDescription['kind']> = Extract<TableDescription, { kind: Kind }>;

/**
 * Reads the tables of a folder as its description says.
 * @param description the description; default: `tables.yaml` in the folder
 * @throws IntakeError or ImpactFileError with file, line, field and remedy of every problem
 * @example (await readTables('us-2023')).economy?.sectors.length // 71
 */
export async function readTables(
  folder: string,
  description: string = path.join(folder, DESCRIPTION_FILE),
): Promise<TablesRead> {
  const { value, place } = await readShaped(description, Description);
  const found: TableFound[] = [];
  const problems = new Problems();
  const trade: TradeRow[] = [];
  const production: ProductionRow[] = [];
  const prices: PriceRow[] = [];
  const names = new Map<string, string>();
  const economies = value.tables.filter(isOfEconomy);
  const units = new Set(economies.map(({ unit }) => unit));
  if (units.size > 1)
    throw new ImpactFileError([
      impactProblem('impact/unlike-units', place('tables'), { units: [...units].join(', ') }),
    ]);
  for (const table of value.tables) {
    let unknown = 0;
    const missing = (amount: number | undefined) => {
      if (amount === undefined) unknown++;
      return amount;
    };
    const tell = (rows: number) => found.push({ description: table, rows, unknown, leftOut: [] });
    switch (table.kind) {
      case 'names':
        tell(
          await eachRow(folder, table, { needed: ['code', 'name'] }, problems, (row) =>
            names.set(row.key('code'), row.text('name')),
          ),
        );
        break;
      case 'trade':
        tell(
          await eachRow(
            folder,
            table,
            { needed: ['reporter', 'partner', 'direction', 'item', 'period'], others: ['value', 'mass'] },
            problems,
            (row) => {
              const direction = row.key('direction');
              if (direction !== 'import' && direction !== 'export')
                return row.problem('impact/wrong-direction', 'direction', { value: direction });
              const amounts = (['value', 'mass'] as const).map((field) => {
                const amount = row.amount(field);
                if (amount !== undefined && amount < 0) row.problem('impact/negative', field, { value: amount });
                return amount;
              });
              if (amounts.every((amount) => amount === undefined)) unknown++;
              const [reporter, partner, item, period] = [
                row.key('reporter'),
                row.key('partner'),
                row.key('item'),
                row.key('period'),
              ];
              trade.push({ reporter, partner, direction, item, period, value: amounts[0], mass: amounts[1] });
            },
          ),
        );
        break;
      case 'production':
        tell(
          await eachRow(folder, table, { needed: ['party', 'item', 'period', 'amount'] }, problems, (row) =>
            production.push({
              party: row.key('party'),
              item: row.key('item'),
              period: row.key('period'),
              amount: missing(row.amount('amount')),
            }),
          ),
        );
        break;
      case 'prices':
        tell(
          await eachRow(folder, table, { needed: ['item', 'period', 'price'] }, problems, (row) =>
            prices.push({
              item: row.key('item'),
              period: row.key('period'),
              price: missing(row.amount('price')),
            }),
          ),
        );
        break;
      default:
    }
  }
  const economy =
    economies.length === 0 ? undefined : await economyOf(folder, economies, { problems, names, found, place });
  problems.raise();
  if (economy !== undefined)
    try {
      checkTable(economy);
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      throw new ImpactFileError([
        impactProblem('impact/not-a-table', { ...place('tables') }, { detail: error.message }),
      ]);
    }
  return {
    title: value.title,
    economy,
    sectorNames: names,
    unit: economies[0]?.unit ?? '',
    trade,
    production,
    prices,
    found,
  };
}

type OfEconomy = Of<'make' | 'use' | 'imports' | 'sectors' | 'flows'>;
const ECONOMY: readonly string[] = ['make', 'use', 'imports', 'sectors', 'flows'];
function isOfEconomy(table: TableDescription): table is OfEconomy {
  return ECONOMY.includes(table.kind);
}

interface Gathering {
  readonly problems: Problems;
  readonly names: Map<string, string>;
  readonly found: TableFound[];
  readonly place: (...keys: readonly (string | number)[]) => { file: string; line: number };
}

async function economyOf(
  folder: string,
  tables: readonly OfEconomy[],
  { problems, names, found, place }: Gathering,
): Promise<InputOutputTable> {
  const one = <Kind extends OfEconomy['kind']>(kind: Kind): Of<Kind> => {
    const table = tables.find((each): each is OfEconomy & Of<Kind> => each.kind === kind);
    if (table !== undefined) return table;
    throw new ImpactFileError([impactProblem('impact/missing-table', place('tables'), { kind })]);
  };
  if (tables.some(({ kind }) => kind === 'sectors' || kind === 'flows'))
    return squareOf(folder, one('sectors'), one('flows'), { problems, names, found, place });
  const described = [one('make'), one('use'), one('imports')] as const;
  const [make, use, imports] = [
    await readMatrix(folder, described[0], problems),
    await readMatrix(folder, described[1], problems),
    await readMatrix(folder, described[2], problems),
  ];
  problems.raise();
  const [sectors, products] = [make.rows, make.columns];
  const added = described[1].valueAdded;
  for (const [description, cells, kept] of [
    [described[0], make, new Set([...sectors, ...products])],
    [described[1], use, new Set([...sectors, ...products, ...added])],
    [described[2], imports, new Set([...sectors, ...products])],
  ] as const)
    found.push({
      description,
      rows: cells.rows.length,
      unknown: 0,
      leftOut: [...cells.rows, ...cells.columns].filter((code) => !kept.has(code)),
    });
  const by = (rows: readonly string[], columns: readonly string[], get: (row: string, column: string) => number) => {
    const all = new Float64Array(rows.length * columns.length);
    for (const [i, row] of rows.entries())
      for (const [j, column] of columns.entries()) all[i * columns.length + j] = get(row, column);
    return all;
  };
  const table = domesticTable({
    sectors,
    products,
    make: by(sectors, products, (row, column) => make.get(row, column)),
    use: by(products, sectors, (row, column) => use.get(row, column)),
    imports: by(products, sectors, (row, column) => imports.get(row, column)),
    valueAdded: Float64Array.from(sectors, (sector) => added.reduce((sum, code) => sum + use.get(code, sector), 0)),
  });
  return withoutIdle(table);
}

/** A sector that puts out nothing in the year buys nothing either, whatever rounding left in the use table. */
function withoutIdle(table: InputOutputTable): InputOutputTable {
  const n = table.sectors.length;
  const flows = Float64Array.from(table.flows);
  for (let j = 0; j < n; j++) if (table.output[j] === 0) for (let i = 0; i < n; i++) flows[i * n + j] = 0;
  return { ...table, flows };
}

async function squareOf(
  folder: string,
  sectorsTable: Of<'sectors'>,
  flowsTable: Of<'flows'>,
  { problems, names, found }: Gathering,
): Promise<InputOutputTable> {
  const sectors: string[] = [];
  const output: number[] = [];
  const valueAdded: number[] = [];
  const need = (
    amount: number | undefined,
    row: { problem: (code: 'impact/empty-cell', field: string) => void },
    field: string,
  ) => {
    if (amount === undefined) row.problem('impact/empty-cell', field);
    return amount ?? 0;
  };
  const rows = await eachRow(
    folder,
    sectorsTable,
    { needed: ['code', 'output', 'value_added'], others: ['name'] },
    problems,
    (row) => {
      const code = row.key('code');
      sectors.push(code);
      if (row.text('name') !== '') names.set(code, row.text('name'));
      output.push(need(row.amount('output'), row, 'output'));
      valueAdded.push(need(row.amount('value_added'), row, 'value_added'));
    },
  );
  found.push({ description: sectorsTable, rows, unknown: 0, leftOut: [] });
  const n = sectors.length;
  const at = new Map(sectors.map((sector, index) => [sector, index]));
  const flows = new Float64Array(n * n);
  const seen = new Map<number, number>();
  const flowRows = await eachRow(folder, flowsTable, { needed: ['from', 'to', 'amount'] }, problems, (row) => {
    const [from, to] = [row.key('from'), row.key('to')];
    const [i, j] = [at.get(from), at.get(to)];
    if (i === undefined || j === undefined) {
      const sector = i === undefined ? from : to;
      row.problem('impact/unknown-sector', i === undefined ? 'from' : 'to', {
        sector,
        like: sectors.slice(0, 5).join(', '),
      });
      return;
    }
    const cell = i * n + j;
    if (seen.has(cell))
      row.problem('impact/cell-twice', 'from', { cell: `${from} × ${to}`, line: seen.get(cell) ?? 0 });
    seen.set(cell, row.line);
    flows[cell] = need(row.amount('amount'), row, 'amount');
  });
  found.push({ description: flowsTable, rows: flowRows, unknown: 0, leftOut: [] });
  problems.raise();
  return { sectors, flows, output: Float64Array.from(output), valueAdded: Float64Array.from(valueAdded) };
}
