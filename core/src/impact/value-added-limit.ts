import { finalDemand, type InputOutputTable, leontief, type Leontief, TableError } from './input-output.ts';

/** A linear programme: maximise worth · x where every limit holds and 0 ≤ x ≤ most. */
export interface LinearProgramme {
  readonly worth: Float64Array;
  readonly most: Float64Array;
  readonly limits: readonly { readonly name: string; readonly weights: Float64Array; readonly atMost: number }[];
}

/** Solves a linear programme, or says that nothing fulfils it. `shadowPrices`: what one more unit of a limit would add. */
export type LinearSolver = (
  programme: LinearProgramme,
) => { readonly x: Float64Array; readonly shadowPrices: Float64Array } | undefined;

/** A part of a sector that cannot make anything without the restricted item. */
export interface Dependence {
  readonly sector: string;
  /** Part of the sector's output that needs the item (0 to 1). */
  readonly needing: number;
  /** Part of what it normally uses of the item that it can get (0 to 1). */
  readonly available: number;
}

/** The most that an economy can still make. */
export interface LimitedEconomy {
  /** Value added that is lost, in the table's unit a year. */
  readonly valueAddedLost: number;
  /** By sector: its part of that. */
  readonly lostIn: Float64Array;
  /** By sector: final demand that is not met. */
  readonly unmet: Float64Array;
  /** Of each dependence: what one more unit of its sector's output would add to the economy's value added. */
  readonly shadowPrices: Float64Array;
}

/** What does not change between samples: worked out once for a table. */
export interface LimitModel {
  limit(dependences: readonly Dependence[], solve: LinearSolver): LimitedEconomy;
}

/**
 * What is the largest value added that the economy can make when some sectors lack an item? Second step of the two-step method of USGS Open-File
 * Report 2024-1057, as a linear programme (as Manley, Alonso & Nassar 2022, Resources Policy 78, and Levine & Yabroff 1975 before): choose how much of
 * each final demand y is met, 0 ≤ y ≤ f, so that v·L·y is largest and no sector makes more than it can, (L y)ₛ ≤ (1 − needing·(1 − available))·xₛ.
 * Recipes stay; whoever gets too little is chosen as is best for the whole, so a real market loses at least this much; imports of finished goods stay as they were.
 * Final demands that are negative (stocks drawn down) are kept as they are.
 * @throws TableError for a sector that is not there, a share outside 0 to 1; SingularError as `leontief`
 * @example one sector, output 100, value added 60, all of it needing the item, half available: 30 is lost
 */
export function limitModel(table: InputOutputTable): LimitModel {
  const model = leontief(table);
  const n = table.sectors.length;
  const demand = finalDemand(table);
  const perOutput = table.valueAdded.map((value, j) => {
    const made = table.output[j] as number;
    return made === 0 ? 0 : value / made;
  });
  // What costs more than it is worth (transit, after subsidies) is not given up for the gain: it counts as a unit of value added, as much as a unit can hold.
  const worth = model.multipliers(perOutput).map((value) => (value > 0 ? value : 1));
  const most = demand.map((value) => Math.max(0, value));
  const kept = demand.map((value) => Math.min(0, value));
  const keptOutput = model.outputFor(kept);
  const rows = new Map<number, Float64Array>();
  return {
    limit: (dependences, solve) => {
      const limits = dependences.map(({ sector, needing, available }) => {
        const at = table.sectors.indexOf(sector);
        if (at < 0) throw new TableError('there is no such sector', sector);
        for (const [name, share] of Object.entries({ needing, available }))
          if (!(share >= 0 && share <= 1)) throw new TableError(`${name} of ${share}`, sector);
        const weights = rows.get(at) ?? rowOfInverse(model, at, n);
        rows.set(at, weights);
        const atMost = (1 - needing * (1 - available)) * (table.output[at] as number) - (keptOutput[at] as number);
        return { name: sector, weights, atMost };
      });
      const solved = solve({ worth, most, limits });
      if (solved === undefined) throw new TableError('even without any final demand the limits do not hold');
      const unmet = most.map((value, j) => value - (solved.x[j] as number));
      const lostOutput = model.outputFor(unmet);
      const lostIn = lostOutput.map((value, j) => value * (perOutput[j] as number));
      const valueAddedLost = lostIn.reduce((sum, value) => sum + value, 0);
      return { valueAddedLost, lostIn, unmet, shadowPrices: solved.shadowPrices };
    },
  };
}

/** Row s of (I − A)⁻¹: how much sector s makes for a unit of each final demand. */
function rowOfInverse({ factors }: Leontief, at: number, n: number): Float64Array {
  const unit = new Float64Array(n);
  unit[at] = 1;
  return factors.solveLeft(unit);
}
