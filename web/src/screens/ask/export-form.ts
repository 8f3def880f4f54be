import type { BomFacts, ExportFacts, PartyFacts } from '@ytterby/core';
import { factAt, type FactPath, withFact } from './fact-path.ts';

/** The facts that a new question starts from: one thing, on one day, and nothing known of it. */
export function blankFacts(asOf: string): ExportFacts {
  return { asOf, lines: [{ item: {} }] };
}

/** Where the end user stands, or will stand once something is said of them. */
export function endUserPath(facts: ExportFacts): FactPath {
  const place = facts.parties?.findIndex(({ role }) => role === 'end-user') ?? -1;
  return ['parties', place < 0 ? (facts.parties?.length ?? 0) : place];
}

/** @example withEndUser(facts, 'country', 'DE').parties // [{ role: 'end-user', country: 'DE' }] */
export function withEndUser(facts: ExportFacts, field: keyof PartyFacts, value: unknown): ExportFacts {
  const path = endUserPath(facts);
  const known = factAt(facts, path);
  if (known === undefined && value === undefined) return facts;
  const named = known === undefined ? withFact(facts, path, { role: 'end-user' }) : facts;
  return withFact(named, [...path, field], value);
}

type BomPart = BomFacts['parts'][number];

/** A row of the short bill of materials on the form: what the product is made of, one level deep. */
export interface BillRow {
  readonly name: string;
  readonly form?: string;
  readonly elements: readonly string[];
  readonly origin?: string;
  /** Decimal text. */
  readonly value?: string;
  /** Does it hold rare earths? Absent = unknown. */
  readonly rareEarths?: NonNullable<BomPart['rareEarths']>;
}
/** What the form says of the product's value and of what is in it. */
export interface Bill {
  readonly value?: string;
  readonly currency: string;
  readonly rows: readonly BillRow[];
  /** What the product holds beside the rows; `listed-below` = nothing. Absent = unknown. */
  readonly rest?: NonNullable<BomPart['rareEarths']>;
}

export const EMPTY_BILL: Bill = { currency: 'CNY', rows: [] };

/**
 * The facts with this bill of materials: the product as its one root, each row an input of it, all in one currency. A bill without
 * rows is none. Rows without a name are left out: nothing can refer to them.
 * @example withBill(facts, { value: '200', currency: 'EUR', rows: [{ name: 'magnet', elements: ['Nd'], value: '8' }] })
 */
export function withBill(facts: ExportFacts, bill: Bill): ExportFacts {
  const rows = bill.rows.filter(({ name }) => name.trim() !== '');
  const [line, ...others] = facts.lines;
  if (rows.length === 0 || line === undefined) {
    const { bom: _, ...rest } = facts;
    // The line pointed at a part of the bill.
    return { ...rest, lines: facts.lines.map(({ part: _part, ...each }) => each) };
  }
  const { currency } = bill;
  const money = (amount: string | undefined) =>
    amount === undefined || amount.trim() === '' ? {} : { value: { amount: amount.trim(), currency } };
  // The root may not have the name of one of its inputs.
  const names = new Set(rows.map(({ name }) => name.trim()));
  let root = line.id ?? line.item.description ?? '';
  if (root.trim() === '' || names.has(root)) root = freeName(names);
  const parts = rows.map(
    ({ name, form, elements, origin, value, rareEarths }) =>
      ({
        id: name.trim(),
        ...(form === undefined && elements.length === 0
          ? {}
          : {
              item: {
                ...(form === undefined ? {} : { form }),
                ...(elements.length === 0 ? {} : { elements: [...elements] }),
              },
            }),
        ...money(value),
        ...(origin === undefined ? {} : { origin }),
        ...(rareEarths === undefined ? {} : { rareEarths }),
      }) as BomFacts['parts'][number],
  );
  const product: BomFacts['parts'][number] = {
    id: root,
    item: line.item.form === undefined ? {} : { form: line.item.form },
    ...money(bill.value),
    ...(line.origin === undefined ? {} : { origin: line.origin }),
    ...(bill.rest === undefined ? {} : { rareEarths: bill.rest }),
    inputs: parts.map(({ id }) => ({ part: id, quantity: '1' })),
  };
  return { ...facts, lines: [{ ...line, part: root }, ...others], bom: { parts: [product, ...parts] } };
}

/** `#` is not a name that people give. */
function freeName(taken: ReadonlySet<string>): string {
  let name = '#';
  while (taken.has(name)) name += '#';
  return name;
}

const SHOWN: readonly string[] = ['id', 'item', 'value', 'origin', 'rareEarths'];
const holdsOnly = (facts: object, names: readonly string[]) => Object.keys(facts).every((name) => names.includes(name));

/**
 * The bill as the form shows it; undefined when it is more than the form can show (tiers, ranges, elements that may be in it), and
 * must then stay as it is.
 */
export function billOf(facts: ExportFacts): Bill | undefined {
  const { bom } = facts;
  if (bom === undefined) return EMPTY_BILL;
  const root = bom.parts.find(({ id }) => id === facts.lines[0]?.part);
  if (root === undefined || bom.rates !== undefined || bom.unstated !== undefined) return undefined;
  const inputs = new Map((root.inputs ?? []).map((input) => [input.part, input]));
  const rest = bom.parts.filter((part) => part !== root);
  if (!holdsOnly(root, [...SHOWN, 'inputs']) || !holdsOnly(root.item ?? {}, ['form'])) return undefined;
  for (const part of rest) {
    const { item = {} } = part;
    if (!holdsOnly(part, SHOWN) || !holdsOnly(item, ['form', 'elements'])) return undefined;
    if (item.elements === 'unknown' || inputs.get(part.id)?.quantity !== '1') return undefined;
  }
  const amounts = [root, ...rest].map(({ value }) => amountOf(value));
  if (amounts.includes(null)) return undefined;
  const currencies = new Set(amounts.flatMap((money) => money?.currency ?? []));
  if (currencies.size > 1) return undefined;
  const value = amounts[0]?.amount;
  return {
    ...(value === undefined ? {} : { value }),
    ...(root.rareEarths === undefined ? {} : { rest: root.rareEarths }),
    currency: [...currencies][0] ?? EMPTY_BILL.currency,
    rows: rest.map(({ id, item, origin, rareEarths }, index) => {
      const amount = amounts[index + 1]?.amount;
      return {
        name: id,
        ...(item?.form === undefined ? {} : { form: item.form }),
        elements: Array.isArray(item?.elements) ? item.elements : [],
        ...(origin === undefined ? {} : { origin }),
        ...(amount === undefined ? {} : { value: amount }),
        ...(rareEarths === undefined ? {} : { rareEarths }),
      };
    }),
  };
}

/** A short bill repeats what the line says of the product; it may have been typed before. */
export function whole(facts: ExportFacts): ExportFacts {
  const bill = billOf(facts);
  return facts.bom === undefined || bill === undefined ? facts : withBill(facts, bill);
}

/** undefined = not stated; null = more than one amount. */
function amountOf(value: BomFacts['parts'][number]['value']): { amount: string; currency?: string } | undefined | null {
  if (value === undefined || value === 'unknown') return undefined;
  if (!('amount' in value) || typeof value.amount === 'object') return null;
  if (value.amount === 'unknown') return undefined;
  return { amount: String(value.amount), ...(value.currency === undefined ? {} : { currency: value.currency }) };
}
