/** A bill of materials while somebody works on it: its rows, its cells, and what an edit makes of it. */

/** As the service takes it. What was typed stays text: only the service reads numbers, exactly. */
export interface Bill {
  readonly parts: readonly BillPart[];
  readonly unstated?: string;
  readonly rates?: unknown;
}
export interface BillPart {
  readonly id: string;
  readonly item?: Readonly<Record<string, unknown>>;
  readonly value?: unknown;
  readonly unit?: string;
  readonly origin?: string;
  readonly steps?: unknown;
  readonly rareEarths?: string;
  readonly inputs?: readonly BillInput[];
}
export interface BillInput {
  readonly part: string;
  readonly quantity?: unknown;
  readonly unit?: string;
}

/** What can be changed of a part in place. */
export const PART_FIELDS = ['value', 'unit', 'origin', 'code', 'rareEarths'] as const;
export type PartField = (typeof PART_FIELDS)[number];
/** One cell: a field of a part, or how much of a part goes into another. */
export type Cell =
  | { readonly part: string; readonly field: PartField }
  | { readonly part: string; readonly field: 'quantity'; readonly into: string; readonly at: number };

export const cellKey = (cell: Cell): string =>
  JSON.stringify(cell.field === 'quantity' ? ['quantity', cell.into, cell.at] : [cell.field, cell.part]);

const BASES = ['contract', 'customs', 'market', 'cost'] as const;
type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The money of a value that has one price basis or more: the one that is shown and changed, and how to put it back. */
function moneyIn(value: unknown): { readonly money: Fields; readonly basis?: string } {
  if (!isFields(value)) return { money: {} };
  const basis = 'amount' in value ? undefined : BASES.find((each) => isFields(value[each]));
  const money = basis === undefined ? value : value[basis];
  return { money: isFields(money) ? money : {}, ...(basis === undefined ? {} : { basis }) };
}

/** @example amountText({ min: '180', max: '630' }) // '180-630' */
export function amountText(amount: unknown): string {
  if (typeof amount === 'number') return String(amount);
  if (typeof amount === 'string') return amount === 'unknown' ? '' : amount;
  if (!isFields(amount)) return '';
  const [min, max] = [amountText(amount['min']), amountText(amount['max'])];
  if (min !== '' && max !== '') return min === max ? min : `${min}-${max}`;
  return min === '' ? (max === '' ? '' : `<=${max}`) : `>=${min}`;
}

const indexes = new WeakMap<Bill, ReadonlyMap<string, BillPart>>();
/** A part by its id; a bill is never changed, so it is looked through once. */
export function partIn(bill: Bill, id: string): BillPart | undefined {
  const index = indexes.get(bill) ?? new Map(bill.parts.map((part) => [part.id, part]));
  indexes.set(bill, index);
  return index.get(id);
}

/** What a cell shows; empty = unknown. */
export function cellText(bill: Bill, cell: Cell): string {
  if (cell.field === 'quantity') {
    return amountText(partIn(bill, cell.into)?.inputs?.[cell.at]?.quantity);
  }
  const part = partIn(bill, cell.part);
  if (part === undefined) return '';
  if (cell.field === 'value') return amountText(moneyIn(part.value).money['amount']);
  const said = cell.field === 'code' ? part.item?.['code'] : part[cell.field];
  return typeof said === 'string' && said !== 'unknown' ? said : '';
}

/** The currency of the value that is shown; for a part without one, that of most others. */
export function currencyOf(bill: Bill, part: BillPart | undefined): string {
  const own = moneyIn(part?.value).money['currency'];
  if (typeof own === 'string') return own;
  const counts = new Map<string, number>();
  for (const { value } of bill.parts) {
    const { currency } = moneyIn(value).money;
    if (typeof currency === 'string') counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'USD';
}

/**
 * The bill with one cell changed. Empty text makes the fact unknown again.
 * @example edited(bill, { part: 'dy', field: 'origin' }, 'AU')
 */
export function edited(bill: Bill, cell: Cell, text: string): Bill {
  const at = cell.field === 'quantity' ? cell.into : cell.part;
  return { ...bill, parts: bill.parts.map((part) => (part.id === at ? editedPart(bill, part, cell, text) : part)) };
}

function editedPart(bill: Bill, part: BillPart, cell: Cell, text: string): BillPart {
  switch (cell.field) {
    case 'quantity': {
      const inputs = (part.inputs ?? []).map((input, at) =>
        at === cell.at ? withField(input, 'quantity', text) : input,
      );
      return { ...part, inputs };
    }
    case 'value': {
      const { basis } = moneyIn(part.value);
      const money = text === '' ? { amount: 'unknown' } : { amount: text };
      const whole = { ...money, currency: currencyOf(bill, part) };
      return { ...part, value: basis === undefined ? whole : { ...(part.value as Fields), [basis]: whole } };
    }
    case 'code':
      return { ...part, item: withField(part.item ?? {}, 'code', text) };
    default:
      return withField(part, cell.field, text);
  }
}

function withField<Of extends object>(of: Of, field: string, text: string): Of {
  const { [field]: _, ...rest } = of as Record<string, unknown>;
  return (text === '' ? rest : { ...rest, [field]: text }) as Of;
}

/** What was done to a bill, to be taken back and done again. */
export interface History {
  readonly past: readonly Bill[];
  readonly present: Bill;
  readonly future: readonly Bill[];
  /** The cell of the last change: typing on in it is one step. */
  readonly last: string | undefined;
}

const MOST_STEPS = 200;

export const newHistory = (present: Bill): History => ({ past: [], present, future: [], last: undefined });

/** Takes in an edit. Letters typed into one cell one after the other are taken back together. */
export function changed(history: History, cell: Cell, text: string): History {
  if (cellText(history.present, cell) === text) return history;
  const key = cellKey(cell);
  const present = edited(history.present, cell, text);
  const past = key === history.last ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present, future: [], last: key };
}

export function undone({ past, present, future }: History): History {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, last: undefined };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], last: undefined };
}

export function redone({ past, present, future }: History): History {
  const [after, ...rest] = future;
  if (after === undefined) return { past, present, future, last: undefined };
  return { past: [...past, present], present: after, future: rest, last: undefined };
}

/** One row of the tree. */
export interface Row {
  /** Differs for each place in which a part is used. */
  readonly key: string;
  readonly part: string;
  readonly depth: number;
  /** Where it goes into; null for a part that no other contains. */
  readonly into: { readonly part: string; readonly at: number } | null;
  readonly hasInputs: boolean;
  /** `again`: what is in it is told further up; `loop`: it stands in itself; `missing`: the bill does not describe it. */
  readonly is: 'first' | 'again' | 'loop' | 'missing';
}

/**
 * The rows of the tree, from the parts that no other contains. What is in a part is told at its first place alone, so that there
 * are no more rows than lines in the bill; a loop is told, not followed.
 * @param closed keys of rows whose inputs are folded away
 */
export function rowsOf({ parts }: Bill, closed: ReadonlySet<string> = new Set()): readonly Row[] {
  const known = new Map(parts.map((part) => [part.id, part]));
  const isUsed = new Set(
    parts.flatMap(({ id, inputs = [] }) => inputs.flatMap(({ part }) => (part === id ? [] : [part]))),
  );
  const rows: Row[] = [];
  const told = new Set<string>();
  const walk = (start: string) => {
    const waiting: { row: Omit<Row, 'is' | 'hasInputs'>; above: ReadonlySet<string> }[] = [
      { row: { key: start, part: start, depth: 0, into: null }, above: new Set() },
    ];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { row, above } = next;
      const inputs = known.get(row.part)?.inputs ?? [];
      const is = !known.has(row.part)
        ? 'missing'
        : above.has(row.part)
          ? 'loop'
          : told.has(row.part) && inputs.length > 0
            ? 'again'
            : 'first';
      const hasInputs = is === 'first' && inputs.length > 0;
      rows.push({ ...row, is, hasInputs });
      told.add(row.part);
      if (!hasInputs) continue;
      if (closed.has(row.key)) {
        tellBelow(row.part);
        continue;
      }
      const inside = new Set([...above, row.part]);
      for (let at = inputs.length - 1; at >= 0; at--) {
        const part = inputs[at]?.part ?? '';
        waiting.push({
          row: { key: `${row.key} > ${at} ${part}`, part, depth: row.depth + 1, into: { part: row.part, at } },
          above: inside,
        });
      }
    }
  };
  /** What is folded away has its place all the same. */
  const tellBelow = (start: string) => {
    const waiting = [start];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      for (const { part } of known.get(next)?.inputs ?? [])
        if (!told.has(part)) {
          told.add(part);
          waiting.push(part);
        }
  };
  for (const { id } of parts) if (!isUsed.has(id)) walk(id);
  // What is left stands in loops that nothing leads into.
  for (const { id } of parts) if (!told.has(id)) walk(id);
  return rows;
}

/**
 * The cell that a problem of the service is about; undefined = none that is shown.
 * @example cellAt(bill, '/body/bom/parts/0/value/amount') // { part: 'rotor', field: 'value' }
 */
export function cellAt(bill: Bill, path: string): Cell | undefined {
  const [, at, field, rest = ''] = /^\/body\/bom\/parts\/(\d+)\/([^/]+)(.*)$/.exec(path) ?? [];
  const part = at === undefined ? undefined : bill.parts[Number(at)];
  if (part === undefined || field === undefined) return undefined;
  if (field === 'inputs') {
    const [, input] = /^\/(\d+)/.exec(rest) ?? [];
    const of = input === undefined ? undefined : part.inputs?.[Number(input)];
    return of && { part: of.part, field: 'quantity', into: part.id, at: Number(input) };
  }
  if (field === 'item') return rest === '/code' ? { part: part.id, field: 'code' } : undefined;
  const known = PART_FIELDS.find((each) => each === field);
  return known && { part: part.id, field: known };
}
