import { type ItemParameters, rowsAbout, sharesOf, type TradeRow } from '../impact/index.ts';

/** A share of what a trade table knows, with what it leaves empty. */
export interface KnownShare {
  /** From 0 to 1, of the rows with an amount. */
  readonly share: number;
  /** Rows without an amount: not in the share, and not nothing. */
  readonly unknownRows: number;
}

/** How a partner stands on the restricting party for one item, by the trade rows of an assessment. Undefined: the rows say nothing of it. */
export interface PartnerExposure {
  readonly item: string;
  /** Part of the partner's imports that comes from the restricting party. */
  readonly dependsOn: KnownShare | undefined;
  /** Part of the restricting party's exports that goes to the partner. */
  readonly receives: KnownShare | undefined;
  /** Part of the imports of the economy that was assessed that comes from the partner; undefined also where it is the partner itself. */
  readonly supplies: KnownShare | undefined;
}

/**
 * What do the trade rows say of a partner for an item? They are looked at from three sides: its own imports, the restricting party's exports,
 * and what it sends on to the economy that was assessed. A side without a row that names it is not known, and not
 * nothing: a table need not list small partners.
 * @param partner as the tables call it: `JPN`; undefined: they have no name for it
 * @example imports of JPN of 60 from CHN and 40 from VNM: dependsOn 0.6; no exports of CHN in the rows: receives undefined
 */
export function partnerExposure(
  { id, trade }: Pick<ItemParameters, 'id' | 'trade'>,
  partner: string | undefined,
  { economy, restricting }: { readonly economy: string; readonly restricting: string },
  rows: readonly TradeRow[],
): PartnerExposure {
  const about = trade === undefined || partner === undefined ? [] : rowsAbout(rows, trade);
  const amountOf = (row: TradeRow) => (trade?.by === 'mass' ? row.mass : row.value);
  const shareIn = (reporter: string, direction: TradeRow['direction'], of: string): KnownShare | undefined => {
    const side = about.filter((row) => row.reporter === reporter && row.direction === direction);
    const unknownRows = side.filter((row) => amountOf(row) === undefined).length;
    const amounts = new Map<string, number>();
    for (const row of side) {
      const amount = amountOf(row);
      if (amount !== undefined) amounts.set(row.partner, (amounts.get(row.partner) ?? 0) + amount);
    }
    const share = sharesOf(amounts).get(of);
    return share === undefined ? undefined : { share, unknownRows };
  };
  if (partner === undefined) return { item: id, dependsOn: undefined, receives: undefined, supplies: undefined };
  return {
    item: id,
    dependsOn: shareIn(partner, 'import', restricting),
    receives: shareIn(restricting, 'export', partner),
    supplies: economy === partner ? undefined : shareIn(economy, 'import', partner),
  };
}
