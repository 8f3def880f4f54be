import type { InputOutputTable } from './input-output.ts';
import type { ItemParameters, TradeCodes } from './assessment-case.ts';
import { concentration, importDependence, sharesOf } from './exposure.ts';

/** One line of foreign trade. An amount that the table leaves empty is undefined: not known, and not nothing. */
export interface TradeRow {
  /** Who reports, and with whom: as the table calls them. */
  readonly reporter: string;
  readonly partner: string;
  readonly direction: 'import' | 'export';
  readonly item: string;
  /** `2025`, `2025-04`. */
  readonly period: string;
  readonly value: number | undefined;
  readonly mass: number | undefined;
}

/** What one party made of an item in a period. */
export interface ProductionRow {
  readonly party: string;
  readonly item: string;
  readonly period: string;
  readonly amount: number | undefined;
}

/** What an item cost in a period. */
export interface PriceRow {
  readonly item: string;
  readonly period: string;
  readonly price: number | undefined;
}

/** What an assessment looks things up in. */
export interface CaseTables {
  readonly economy: InputOutputTable;
  /** Names of its sectors by code, where the table has them. */
  readonly sectorNames: ReadonlyMap<string, string>;
  /** Unit of its money: `million USD`. */
  readonly unit: string;
  readonly trade: readonly TradeRow[];
  readonly production: readonly ProductionRow[];
  readonly prices: readonly PriceRow[];
}

/** How an economy stands on its partners for an item, by the tables. */
export interface ItemExposure {
  readonly item: string;
  /** Rows about it. None: the tables say nothing. */
  readonly rows: number;
  /** Rows without an amount; then no concentration is told. */
  readonly unknownRows: number;
  /** Herfindahl-Hirschman index of imports; undefined where amounts are missing or nothing came in. */
  readonly concentration: number | undefined;
  /** Partners' shares of what is known, the largest first. */
  readonly partners: readonly { readonly partner: string; readonly share: number }[];
  /** Net imports by apparent use; undefined where production or exports are not in the tables. */
  readonly netImportReliance: number | undefined;
  /** The last price before the measure that the tables have. */
  readonly price: number | undefined;
}

/**
 * Rows about an item in the period that counts. A year's own rows go before those of its months, or it would count twice.
 * @example codes 280530 and period 2025: the rows of 2025; where there are none, those of 2025-01 to 2025-12
 */
export function rowsAbout<Row extends { readonly item: string; readonly period: string }>(
  all: readonly Row[],
  { codes, period }: TradeCodes,
): readonly Row[] {
  const found = all.filter(({ item }) => codes.includes(item));
  const whole = found.filter((row) => row.period === period);
  return whole.length > 0 ? whole : found.filter((row) => row.period.startsWith(`${period}-`));
}

/**
 * What do the tables say about an economy's imports of an item? Empty cells are left out of the shares and counted; with one of them
 * missing there is no concentration, for the missing partner could be the largest.
 * @example imports of 75 from CHN and 25 from JPN: concentration 6250; a third partner without an amount: concentration undefined
 */
export function itemExposure({ id, trade }: ItemParameters, economy: string, tables: CaseTables): ItemExposure {
  const codes = new Set(trade?.codes ?? []);
  const about = <Row extends { item: string; period: string }>(all: readonly Row[]) =>
    trade === undefined ? [] : rowsAbout(all, trade);
  const rows = about(tables.trade).filter(({ reporter }) => reporter === economy);
  const amountOf = (row: TradeRow) => (trade?.by === 'mass' ? row.mass : row.value);
  const sumBy = (direction: TradeRow['direction']) => {
    const sums = new Map<string, number>();
    for (const row of rows)
      if (row.direction === direction && amountOf(row) !== undefined)
        sums.set(row.partner, (sums.get(row.partner) ?? 0) + (amountOf(row) as number));
    return sums;
  };
  const unknownRows = rows.filter((row) => amountOf(row) === undefined).length;
  const [imports, exported] = [sumBy('import'), sumBy('export')];
  const made = about(tables.production).filter(({ party }) => party === economy);
  const isWhole =
    unknownRows === 0 &&
    rows.some(({ direction }) => direction === 'export') &&
    made.length > 0 &&
    made.every(({ amount }) => amount !== undefined);
  const prices = tables.prices
    .filter(({ item, price }) => codes.has(item) && price !== undefined)
    .sort((one, two) => (one.period < two.period ? -1 : 1));
  return {
    item: id,
    rows: rows.length,
    unknownRows,
    concentration: unknownRows === 0 ? concentration(imports) : undefined,
    partners: [...sharesOf(imports)]
      .map(([partner, share]) => ({ partner, share }))
      .sort((one, two) => two.share - one.share || (one.partner < two.partner ? -1 : 1)),
    netImportReliance: isWhole
      ? importDependence({
          production: made.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
          imports,
          exports: [...exported.values()].reduce((sum, amount) => sum + amount, 0),
        }).netImportReliance
      : undefined,
    price: prices.at(-1)?.price,
  };
}
