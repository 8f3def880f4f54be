import { type InputOutputTable, TableError } from './input-output.ts';
import type { SquareMatrix } from './linear.ts';

/**
 * The accounts from which statistical offices make input-output tables: who made which product, and who used it. Matrices are by rows, products by
 * sectors for use and imports, sectors by products for make.
 */
export interface SupplyUse {
  readonly sectors: readonly string[];
  readonly products: readonly string[];
  /** V: what sector j made of product i, `[j * products + i]`. */
  readonly make: Float64Array;
  /** U: what sector j used of product i, home-made and imported, `[i * sectors + j]`. */
  readonly use: Float64Array;
  /** The imported part of it, `[i * sectors + j]`. */
  readonly imports: Float64Array;
  /** Value added of each sector. */
  readonly valueAdded: Float64Array;
}

/**
 * The table of home deliveries between sectors: Z = V q̂⁻¹ (U − M). Each product's home-made part comes from the sectors in the shares in which they
 * make it (Miller & Blair, chapter 5.3, industry-based technology; the same as Eurostat's model D, fixed product sales structure). Output is what each
 * sector made of all products.
 * @throws TableError where sizes differ
 * @example one sector makes 90 of product a and another 10; a third uses 20 of it from home: it buys 18 from the first and 2 from the second
 */
export function domesticTable({ sectors, products, make, use, imports, valueAdded }: SupplyUse): InputOutputTable {
  const [n, m] = [sectors.length, products.length];
  const sizes = { make: make.length, use: use.length, imports: imports.length };
  for (const [name, length] of Object.entries(sizes))
    if (length !== n * m)
      throw new TableError(`${name}: ${n} sectors and ${m} products need ${n * m} values, not ${length}`);
  if (valueAdded.length !== n) throw new TableError(`${n} sectors need ${n} values added, not ${valueAdded.length}`);
  const madeOf = new Float64Array(m);
  const output = new Float64Array(n);
  for (let j = 0; j < n; j++)
    for (let i = 0; i < m; i++) {
      const made = make[j * m + i] as number;
      madeOf[i] = (madeOf[i] as number) + made;
      output[j] = (output[j] as number) + made;
    }
  const flows: SquareMatrix = new Float64Array(n * n);
  for (let i = 0; i < m; i++) {
    const all = madeOf[i] as number;
    for (let k = 0; k < n; k++) {
      const home = (use[i * n + k] as number) - (imports[i * n + k] as number);
      // What nobody makes here (scrap, used goods, products that are only imported) comes from outside all sectors.
      if (home === 0 || all === 0) continue;
      for (let j = 0; j < n; j++) {
        const share = (make[j * m + i] as number) / all;
        if (share !== 0) flows[j * n + k] = (flows[j * n + k] as number) + share * home;
      }
    }
  }
  return { sectors, flows, output, valueAdded };
}
