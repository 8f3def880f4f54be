import type { LinearSolver } from './value-added-limit.ts';

/** What is used of the solver HiGHS (npm `highs`, MIT), once loaded: Node and a browser's worker load it in their own ways. */
export interface Highs {
  readonly infinity: number;
  readonly constants: {
    readonly objectiveSense: { readonly maximize: unknown };
    readonly modelStatus: { readonly optimal: number };
  };
  readonly raw: { lpCall(model: object): { readonly status: number; readonly value?: HighsAnswer } };
}
interface HighsAnswer {
  readonly modelStatus: number;
  readonly solution: { readonly colValue: Float64Array; readonly rowDual: Float64Array };
}

/**
 * The linear solver that HiGHS is (Huangfu & Hall 2018, Mathematical Programming Computation 10).
 * @example highsSolver(await loadHighs())({ worth: [1, 2], most: [3, 2], limits: [{ name: 'c', weights: [1, 1], atMost: 4 }] })?.x // [2, 2]
 */
export function highsSolver({ raw, infinity, constants }: Highs): LinearSolver {
  return ({ worth, most, limits }) => {
    const [rows, columns] = [limits.length, worth.length];
    const values: number[] = [];
    const indices: number[] = [];
    const starts = Int32Array.of(0, ...limits.map(() => 0));
    for (const [at, { weights }] of limits.entries()) {
      for (const [j, weight] of weights.entries())
        if (weight !== 0) {
          indices.push(j);
          values.push(weight);
        }
      starts[at + 1] = values.length;
    }
    const { value } = raw.lpCall({
      numCols: columns,
      numRows: rows,
      sense: constants.objectiveSense.maximize,
      colCost: worth,
      colLower: new Float64Array(columns),
      colUpper: most,
      rowLower: new Float64Array(rows).fill(-infinity),
      rowUpper: Float64Array.from(limits, ({ atMost }) => atMost),
      matrix: {
        format: 'csr',
        numRows: rows,
        numCols: columns,
        starts,
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    });
    if (value?.modelStatus !== constants.modelStatus.optimal) return undefined;
    return { x: value.solution.colValue, shadowPrices: value.solution.rowDual.map(Math.abs) };
  };
}
