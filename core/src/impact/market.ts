import { TableError } from './input-output.ts';

/** One side of the world market of an item: what it made and used before the measure, in one unit of mass a year. */
export interface MarketParty {
  readonly party: string;
  readonly production: number;
  readonly use: number;
  /** By how many per cent production rises when the price rises by one: 0 or more. */
  readonly supplyElasticity: number;
  /** By how many per cent use falls when the price rises by one: 0 or more, given without its sign. */
  readonly demandElasticity: number;
}

/** A market before a measure, in which one party's net exports are then restricted. */
export interface Market {
  /** Who restricts; its own market is cut off from the price of the others as far as the restriction goes. */
  readonly restricting: MarketParty;
  readonly others: readonly MarketParty[];
  /** Price before, in money for a unit of mass. */
  readonly price: number;
}

/** What the others have after a restriction. */
export interface Clearing {
  /** Price after ÷ price before, outside the restricting party. */
  readonly priceRatio: number;
  readonly price: number;
  /** By party: production and use after. */
  readonly parties: ReadonlyMap<string, { readonly production: number; readonly use: number }>;
  /** What the restricting party still sends out. */
  readonly exports: number;
}

/** Prices may rise to this many times what they were; beyond it curves of constant elasticity say nothing about any market. */
export const HIGHEST_PRICE_RATIO = 1e6;

/**
 * At which price do supply and demand meet outside the restricting party when it holds back `share` (0 to 1) of its net exports?
 * Every party's production is production·p^supplyElasticity and its use is use·p^−demandElasticity, p the price ratio; stocks are left out.
 * First step of the two-step method of USGS Open-File Report 2024-1057. Found by halving the interval of the price's logarithm: excess
 * demand falls wherever the price rises, so there is one price.
 * @returns undefined where no price up to a millionfold clears the market: nobody can make more, or use less
 * @throws TableError where a quantity, a share or an elasticity cannot be
 * @example China sends out all of the 100 that others use, they make none, demand elasticity 0.5; half held back: p^−0.5 = 0.5, p = 4
 */
export function clearMarket(market: Market, share: number): Clearing | undefined {
  const { restricting, others, price } = market;
  if (!(share >= 0 && share <= 1)) throw new TableError(`a share of ${share} of net exports`);
  if (!(price > 0)) throw new TableError(`a price of ${price}`);
  for (const each of [restricting, ...others])
    for (const key of ['production', 'use', 'supplyElasticity', 'demandElasticity'] as const)
      if (!(each[key] >= 0 && Number.isFinite(each[key]))) throw new TableError(`${key} of ${each[key]}`, each.party);
  const before = others.reduce((sum, { production, use }) => sum + use - production, 0);
  const netExports = restricting.production - restricting.use;
  if (netExports < 0) throw new TableError('a party that imports cannot restrict exports', restricting.party);
  const exports = netExports * (1 - share);
  // What the others' books leave open before (stocks, rounding) stays open after: the measure is not blamed for it.
  const unexplained = before - netExports;
  const excess = (ratio: number) =>
    others.reduce(
      (sum, { production, use, supplyElasticity, demandElasticity }) =>
        sum + use * ratio ** -demandElasticity - production * ratio ** supplyElasticity,
      -exports - unexplained,
    );
  let [low, high] = [0, Math.log(HIGHEST_PRICE_RATIO)];
  if (excess(Math.exp(high)) > 0) return undefined;
  for (let step = 0; step < 100 && high - low > 1e-13; step++) {
    const middle = (low + high) / 2;
    if (excess(Math.exp(middle)) > 0) low = middle;
    else high = middle;
  }
  const priceRatio = share === 0 ? 1 : Math.exp(high);
  const parties = new Map(
    others.map(({ party, production, use, supplyElasticity, demandElasticity }) => [
      party,
      { production: production * priceRatio ** supplyElasticity, use: use * priceRatio ** -demandElasticity },
    ]),
  );
  return { priceRatio, price: price * priceRatio, parties, exports };
}
