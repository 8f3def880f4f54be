import { type InputOutputTable, leontief, TableError } from './input-output.ts';

/** A quantity or value that came from each of several partners. */
export type Shipments = ReadonlyMap<string, number>;

/** @throws TableError where an amount is negative or no number */
function totalOf(shipments: Shipments): number {
  let total = 0;
  for (const [partner, amount] of shipments) {
    if (!(amount >= 0 && Number.isFinite(amount))) throw new TableError(`an amount of ${amount}`, partner);
    total += amount;
  }
  return total;
}

/**
 * Which part of the whole comes from each partner? From 0 to 1; empty where nothing was shipped, for a share of nothing is not known.
 * @example sharesOf(new Map([['CHN', 75], ['JPN', 25]])) // CHN 0.75, JPN 0.25
 */
export function sharesOf(shipments: Shipments): ReadonlyMap<string, number> {
  const total = totalOf(shipments);
  return total === 0 ? new Map() : new Map([...shipments].map(([partner, amount]) => [partner, amount / total]));
}

/**
 * How concentrated is supply? The Herfindahl-Hirschman index from 0 (many small ones) to 10,000 (a single one): the sum of squared
 * shares in percent (Hirschman 1945; the scale of the US merger guidelines, where 1,800 and more is highly concentrated). Undefined
 * where nothing was shipped.
 * @example concentration(new Map([['CHN', 75], ['JPN', 25]])) // 75² + 25² = 6250
 */
export function concentration(shipments: Shipments): number | undefined {
  const shares = sharesOf(shipments);
  if (shares.size === 0) return undefined;
  let sum = 0;
  for (const share of shares.values()) sum += (share * 100) ** 2;
  return sum;
}

/** What a country makes, brings in and sends out of one item in one year, in one unit. */
export interface Supply {
  readonly production: number;
  readonly imports: Shipments;
  readonly exports: number;
}

/** How far a country rests on others for an item. Shares from 0 to 1; undefined where it uses none. */
export interface ImportDependence {
  /** Production + imports − exports. */
  readonly apparentUse: number;
  /** Net imports by apparent use, the USGS's net import reliance; 0 for a net exporter. */
  readonly netImportReliance: number | undefined;
  /** The part of all that is at hand (production and imports) that comes from each partner. */
  readonly fromPartner: ReadonlyMap<string, number>;
}

/**
 * How much of what a country uses comes from abroad, and from whom? Net import reliance as in the USGS Mineral Commodity
 * Summaries, appendix B: (imports − exports) / apparent consumption; changes of stocks are not counted here.
 * @example production 20, imports CHN 60 and JPN 20, exports 10: use 90, reliance 70/90 = 0.78, from CHN 60/100 = 0.6
 */
export function importDependence({ production, imports, exports }: Supply): ImportDependence {
  const brought = totalOf(imports);
  totalOf(
    new Map([
      ['production', production],
      ['exports', exports],
    ]),
  );
  const apparentUse = production + brought - exports;
  const atHand = production + brought;
  return {
    apparentUse,
    netImportReliance: apparentUse > 0 ? Math.max(0, (brought - exports) / apparentUse) : undefined,
    fromPartner: new Map(atHand === 0 ? [] : [...imports].map(([partner, amount]) => [partner, amount / atHand])),
  };
}

/**
 * Of an input that reaches the economy through some sectors' purchases, how much stands behind one unit of final demand of each
 * sector, through all tiers? `direct[j]` is what sector j buys of it per unit of its output; the answer is direct · (I − A)⁻¹.
 * @example Miller & Blair's two sectors, the first buying 0.01 a unit: [0.0125, 0.0033], as L's first row is [1.2541, 0.3300]
 */
export function throughTheChain(table: InputOutputTable, direct: Float64Array): Float64Array {
  return leontief(table).multipliers(direct);
}

/** A sector that stands on an item. */
export interface ExposedSector {
  readonly sector: string;
  /** Its value added, in the table's unit. */
  readonly valueAdded: number;
  /** What it buys of the item for one unit of output: directly, and through all tiers. */
  readonly direct: number;
  readonly total: number;
}

/**
 * Which sectors stand on an item, the most exposed first? Exposure is what they need of it for a unit of output, through all
 * tiers: it says who is touched, not how hard, for a needle can stop a factory.
 */
export function exposedSectors(table: InputOutputTable, direct: Float64Array): readonly ExposedSector[] {
  const total = throughTheChain(table, direct);
  return table.sectors
    .map((sector, j) => ({
      sector,
      valueAdded: table.valueAdded[j] as number,
      direct: direct[j] as number,
      total: total[j] as number,
    }))
    .filter((each) => each.total > 0)
    .sort((one, two) => two.total - one.total || (one.sector < two.sector ? -1 : 1));
}
