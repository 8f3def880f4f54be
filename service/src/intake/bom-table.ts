import { ExportFacts, type BomFacts, type BomPartFacts } from '@ytterby/core';
import type { TSchema } from 'typebox';
import { cleanText } from './clean-text.ts';
import { factsFromTree } from './facts-from-tree.ts';
import { BOM_HEADERS, findHeader, type Header, type HeaderOptions, missingColumns } from './headers.ts';
import { moneyOf } from './export-table.ts';
import { readNumber } from './numbers.ts';
import { IntakeError, type Problem, problem, refuse } from './problem.ts';
import { ColumnConventions, group, itemOf, RowCells, stepsOf } from './table-cells.ts';
import type { Table } from './table.ts';
import type { Tree } from './tree.ts';
import { choiceOf } from './words.ts';

const NUMBERS = ['quantity', 'unitValue', 'lineValue'] as const;

/** The schema of a bill of materials, taken from that of an export. */
export const BOM_SCHEMA: TSchema = ExportFacts.properties.bom;
const PART_SCHEMA: TSchema = ExportFacts.properties.bom.properties.parts.items;

/** A bill that was read, or its problems. */
export interface BomReading {
  facts: BomFacts | undefined;
  problems: Problem[];
  notes: Problem[];
}

function scaled(value: string): { digits: bigint; places: number } {
  const [whole = '0', fraction = ''] = value.split('.');
  return { digits: BigInt(whole + fraction), places: fraction.length };
}

const placed = (digits: bigint, places: number): string => {
  const text = digits.toString().padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '');
};

/**
 * Exact quotient of two decimals when it ends within 20 places, else the narrowest range of 20 places around it.
 * @example divide('10', '4') // '2.5'
 * @example divide('1', '3') // { min: '0.33333333333333333333', max: '0.33333333333333333334' }
 */
export function divide(value: string, by: string): string | { min: string; max: string } {
  const a = scaled(value);
  const b = scaled(by);
  const places = 20;
  const numerator = a.digits * 10n ** BigInt(places + b.places);
  const denominator = b.digits * 10n ** BigInt(a.places);
  const low = numerator / denominator;
  if (low * denominator === numerator) return placed(low, places);
  return { min: placed(low, places), max: placed(low + 1n, places) };
}

interface Use {
  id: string;
  part: Tree;
  input: Tree | undefined;
  at: number;
}

function amountTree(value: string | { min?: string; max?: string }, at: number): Tree {
  if (typeof value === 'string') return { kind: 'text', text: value, at };
  const end = (text: string | undefined): Tree | undefined =>
    text === undefined ? undefined : { kind: 'text', text, at };
  return group(at, { min: end(value.min), max: end(value.max) }) ?? { kind: 'nothing', at };
}

/** Value of one unit: given, or that of the line divided by its quantity. */
function valueOf(cells: RowCells, conventions: ColumnConventions, problems: Problem[]): Tree | undefined {
  const numbers = conventions.options(cells.row);
  const unitColumn = cells.column('unitValue');
  if (cells.text('unitValue') !== undefined)
    return moneyOf(cells, 'unitValue', numbers(unitColumn?.index ?? -1), problems);
  const lineColumn = cells.column('lineValue');
  const money = moneyOf(cells, 'lineValue', numbers(lineColumn?.index ?? -1), problems);
  if (money?.kind !== 'map' || lineColumn === undefined) return money;
  const quantityText = cells.text('quantity');
  // Without a quantity column, the line is one unit.
  if (quantityText === undefined && cells.column('quantity') === undefined) return money;
  const quantity =
    quantityText === undefined ? undefined : readNumber(quantityText, numbers(cells.column('quantity')?.index ?? -1));
  const line = readNumber(cells.text('lineValue') ?? '', numbers(lineColumn.index));
  if (!line.ok || (quantity !== undefined && !quantity.ok)) return money;
  const q = quantity?.value;
  const low = typeof q === 'string' ? q : q?.max;
  const high = typeof q === 'string' ? q : q?.min;
  const positive = (text: string | undefined): text is string => text !== undefined && /[1-9]/.test(text);
  if (quantity === undefined || (typeof q === 'string' && !positive(q))) {
    problems.push(problem('intake/no-quantity-to-divide', cells.place(lineColumn.index)));
    return undefined;
  }
  // A range divided by a range: the smallest value by the largest quantity, and the other way round.
  const least = typeof line.value === 'string' ? line.value : line.value.min;
  const most = typeof line.value === 'string' ? line.value : line.value.max;
  const min = least !== undefined && positive(low) ? divide(least, low) : undefined;
  const max = most !== undefined && positive(high) ? divide(most, high) : undefined;
  const from = typeof min === 'string' ? min : min?.min;
  const until = typeof max === 'string' ? max : max?.max;
  const unit =
    from !== undefined && from === until
      ? from
      : { ...(from === undefined ? {} : { min: from }), ...(until === undefined ? {} : { max: until }) };
  return {
    ...money,
    entries: money.entries.map((entry) =>
      entry.key === 'amount' ? { ...entry, value: amountTree(unit, lineColumn.index) } : entry,
    ),
  };
}

function rareEarthsOf(cells: RowCells): Tree | undefined {
  const leaf = cells.leaf('rareEarths');
  if (leaf?.kind !== 'text') return leaf;
  const text = cleanText(leaf.text).text;
  const word =
    choiceOf(text, ['none', 'listed-below', 'unknown']) ?? (choiceOf(text, ['no']) === undefined ? undefined : 'none');
  // "Yes" alone does not say which, so what it holds beyond the parts below is unknown.
  const meant = word ?? (choiceOf(text, ['yes']) === undefined ? undefined : 'unknown');
  return meant === undefined ? leaf : { ...leaf, text: meant };
}

function readUse(cells: RowCells, conventions: ColumnConventions, problems: Problem[]): Use | undefined {
  const idLeaf = cells.leaf('id');
  const idColumn = cells.column('id')?.index ?? -1;
  if (idLeaf?.kind !== 'text') {
    problems.push(
      problem('intake/missing-field', cells.place(idColumn), {
        key: BOM_HEADERS.id[0] ?? 'id',
        hint: '',
        hintZh: '',
      }),
    );
    return undefined;
  }
  const id = cleanText(idLeaf.text).text.normalize('NFC');
  const unit = cells.leaf('unit') ?? unitFromHeader(cells);
  const part = group(idColumn, {
    id: idLeaf,
    item: itemOf(cells),
    value: valueOf(cells, conventions, problems),
    unit,
    origin: cells.leaf('origin'),
    steps: stepsOf(cells),
    supplier: cells.leaf('supplier'),
    rareEarths: rareEarthsOf(cells),
  });
  const input = group(idColumn, { part: idLeaf, quantity: cells.leaf('quantity'), unit });
  return part === undefined ? undefined : { id, part, input, at: idColumn };
}

function unitFromHeader(cells: RowCells): Tree | undefined {
  const column = cells.column('quantity');
  return column?.unit === undefined ? undefined : { kind: 'text', text: column.unit, at: column.index };
}

/** Depth of a row: `3`, `1.1.2`, `..2` or `--2`. */
function levelOf(text: string): number | undefined {
  const clean = cleanText(text).text.normalize('NFKC');
  const dotted = /^\d+(?:[.-]\d+)+\.?$/.exec(clean);
  if (dotted !== null) return clean.replace(/\.$/, '').split(/[.-]/).length;
  const plain = /^[\s.+>\-·]*(\d{1,3})\.?$/.exec(clean);
  return plain === null ? undefined : Number(plain[1]);
}

type Built = BomPartFacts & { inputs?: NonNullable<BomPartFacts['inputs']> };

/** Takes over what the new row adds; names the first field in which two rows of a part differ. */
function conflictOf(known: Built, next: Built): string | undefined {
  for (const field of ['item', 'value', 'unit', 'origin', 'steps', 'supplier', 'rareEarths'] as const) {
    const [a, b] = [known[field], next[field]];
    if (b === undefined) continue;
    if (a === undefined) Object.assign(known, { [field]: b });
    else if (typeof a === 'object' && typeof b === 'object') {
      for (const [key, value] of Object.entries(b as Record<string, unknown>)) {
        const other = (a as Record<string, unknown>)[key];
        if (other === undefined) Object.assign(a, { [key]: value });
        else if (JSON.stringify(other) !== JSON.stringify(value)) return `${field}.${key}`;
      }
    } else if (a !== b) return field;
  }
  return undefined;
}

/** What a bill cannot be read without. */
export function missingForBom(header: Header, table: Table): Problem[] {
  const missing = missingColumns(header, table, BOM_HEADERS, ['id']);
  if (!header.columns.some(({ field }) => field === 'parent' || field === 'level')) {
    missing.push(
      ...missingColumns(header, table, BOM_HEADERS, ['parent'], { en: ', or a column "level"', zh: '，或“层级”列' }),
    );
  }
  return missing;
}

/**
 * A bill of materials from a table: rows of parent and part, or parts indented by a level column (1, 2, 3 or 1.1.2).
 * The same part may stand under several parents; rows that describe it differently are a problem that names both.
 * Loops are read as they stand. All problems of the table are collected; facts come only without any.
 */
export async function bomFromTable(table: Table, options: HeaderOptions = {}): Promise<BomReading> {
  const header = await findHeader(table, BOM_HEADERS, options);
  const has = (field: string) => header.columns.some((column) => column.field === field);
  const missing = missingForBom(header, table);
  if (missing.length > 0) throw new IntakeError(missing);
  const conventions = new ColumnConventions(table, header);
  await conventions.learn(NUMBERS);
  const parts = new Map<string, { facts: Built; row: number }>();
  const problems: Problem[] = [];
  const notes: Problem[] = [...header.notes];
  const stack: { level: number; id: string }[] = [];
  const linked = new Map<string, Map<string, NonNullable<Built['inputs']>[number]>>();
  let count = 0;

  for await (const row of table.rows()) {
    if (row.row <= header.row || row.cells.every((cell) => cell.trim() === '')) continue;
    count++;
    if (problems.length > 1000) break;
    const cells = new RowCells(table, header, row);
    const broken = cells.problems();
    if (broken.length > 0) {
      problems.push(...broken);
      continue;
    }
    const use = readUse(cells, conventions, problems);
    if (use === undefined) continue;
    const context = { place: cells.place, numbers: conventions.options(row) };
    const partReading = factsFromTree(PART_SCHEMA, use.part, context);
    // The input is read through the part's schema too, so that quantity and unit meet the same checks.
    const carrier: Tree = {
      kind: 'map',
      at: use.at,
      entries: [
        { key: 'id', keyAt: use.at, value: { kind: 'text', text: use.id, at: use.at } },
        {
          key: 'inputs',
          keyAt: use.at,
          value: { kind: 'list', at: use.at, items: use.input === undefined ? [] : [use.input] },
        },
      ],
    };
    const inputReading = factsFromTree(PART_SCHEMA, carrier, context);
    notes.push(...partReading.notes);
    const facts = partReading.facts as Built | undefined;
    const input = (inputReading.facts as Built | undefined)?.inputs?.[0];
    problems.push(
      ...partReading.problems,
      ...inputReading.problems.filter(
        (one) => !partReading.problems.some((other) => other.column === one.column && other.code === one.code),
      ),
    );
    if (facts === undefined || input === undefined) continue;

    let parent: string | undefined;
    const parentText = cells.text('parent');
    if (has('parent')) parent = parentText === undefined ? undefined : cleanText(parentText).text.normalize('NFC');
    else {
      const levelText = cells.text('level') ?? '';
      const level = levelOf(levelText);
      const above = stack.at(-1);
      const place = cells.place(cells.column('level')?.index ?? -1);
      if (
        level === undefined ||
        (above !== undefined && level > above.level + 1) ||
        (above === undefined && level > 1)
      ) {
        problems.push(
          problem('intake/bad-level', place, {
            value: levelText === '' ? '""' : levelText,
            previous: above?.level ?? 0,
          }),
        );
        continue;
      }
      while (stack.length > 0 && (stack.at(-1)?.level ?? 0) >= level) stack.pop();
      parent = stack.at(-1)?.id;
      stack.push({ level, id: facts.id });
    }

    const known = parts.get(facts.id);
    if (known === undefined) parts.set(facts.id, { facts, row: row.row });
    else {
      const field = conflictOf(known.facts, facts);
      if (field !== undefined) {
        problems.push(
          problem('intake/part-conflict', cells.place(use.at), { part: facts.id, first: known.row, field }),
        );
        continue;
      }
    }
    if (parent === undefined) continue;
    const inputs = linked.get(parent) ?? new Map();
    linked.set(parent, inputs);
    const key = `${input.part}\n${JSON.stringify(input)}\n${has('parent') ? row.row : ''}`;
    inputs.set(key, input);
  }
  if (count === 0) refuse('intake/no-rows', { file: table.file, row: header.row });

  for (const [parent, inputs] of linked) {
    const known = parts.get(parent) ?? { facts: { id: parent }, row: 0 };
    parts.set(parent, known);
    known.facts.inputs = [...inputs.values()];
  }
  const facts: BomFacts = { parts: [...parts.values()].map((part) => part.facts) };
  return { facts: problems.length === 0 ? facts : undefined, problems, notes };
}
