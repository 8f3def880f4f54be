import { factor, type Factors, type SquareMatrix } from './linear.ts';

/**
 * The input-output table of one economy and one year: who sold how much to whom. Symbols are those of Miller & Blair,
 * Input-Output Analysis (2nd edition 2009), chapter 2: Z flows, x output, f final demand, v value added.
 */
export interface InputOutputTable {
  /** Codes of the sectors, in the order of everything else. */
  readonly sectors: readonly string[];
  /** Z by rows: what sector i delivered to sector j. */
  readonly flows: SquareMatrix;
  /** x: what each sector put out. */
  readonly output: Float64Array;
  /** v: what each sector paid for labour, capital and taxes, that is its part of GDP. */
  readonly valueAdded: Float64Array;
}

/** What was wrong with numbers that were given, and where. */
export class TableError extends Error {
  readonly sector: string | undefined;
  constructor(message: string, sector?: string) {
    super(sector === undefined ? message : `${sector}: ${message}`);
    this.name = 'TableError';
    this.sector = sector;
  }
}

/**
 * Checks a table: sizes agree, codes are there once, numbers are finite, output is not negative, and a sector without output
 * buys nothing. Flows may be negative, as scrap and subsidies are in published tables.
 * @throws TableError with the sector
 */
export function checkTable(table: InputOutputTable): void {
  const { sectors, flows, output, valueAdded } = table;
  const n = sectors.length;
  if (n === 0) throw new TableError('a table has at least one sector');
  if (flows.length !== n * n) throw new TableError(`${n} sectors need ${n * n} flows, not ${flows.length}`);
  if (output.length !== n) throw new TableError(`${n} sectors need ${n} outputs, not ${output.length}`);
  if (valueAdded.length !== n) throw new TableError(`${n} sectors need ${n} values added, not ${valueAdded.length}`);
  const seen = new Set<string>();
  for (const [j, sector] of sectors.entries()) {
    if (seen.has(sector)) throw new TableError('the sector is there twice', sector);
    seen.add(sector);
    const made = output[j] as number;
    if (!(made >= 0 && Number.isFinite(made))) throw new TableError(`an output of ${made}`, sector);
    if (!Number.isFinite(valueAdded[j])) throw new TableError(`a value added of ${valueAdded[j]}`, sector);
    for (let i = 0; i < n; i++) {
      const flow = flows[i * n + j] as number;
      if (!Number.isFinite(flow)) throw new TableError(`a flow of ${flow} from ${sectors[i]}`, sector);
      if (flow !== 0 && made === 0) throw new TableError(`buys from ${sectors[i]} and puts out nothing`, sector);
    }
  }
}

/** f = x − Z·1: what is left of each sector's output for households, the state, stocks, investment and export. */
export function finalDemand({ sectors, flows, output }: InputOutputTable): Float64Array {
  const n = sectors.length;
  return output.map((made, i) => {
    let sold = 0;
    for (let j = 0; j < n; j++) sold += flows[i * n + j] as number;
    return made - sold;
  });
}

/**
 * A: how much of sector i's product goes into one unit of sector j's output, A[i,j] = Z[i,j] / x[j]. A sector without output has no recipe: zeros.
 * @example Z = [[150, 500], [200, 100]], x = [1000, 2000]: A = [[0.15, 0.25], [0.2, 0.05]] (Miller & Blair, table 2.3)
 */
export function inputCoefficients({ sectors, flows, output }: InputOutputTable): SquareMatrix {
  const n = sectors.length;
  return flows.map((flow, at) => {
    const made = output[at % n] as number;
    return made === 0 ? 0 : flow / made;
  });
}

/** B: which part of sector i's output goes to sector j, B[i,j] = Z[i,j] / x[i] (Miller & Blair, chapter 12.1). */
export function outputCoefficients({ sectors, flows, output }: InputOutputTable): SquareMatrix {
  const n = sectors.length;
  return flows.map((flow, at) => {
    const made = output[Math.floor(at / n)] as number;
    return made === 0 ? 0 : flow / made;
  });
}

/** What a table tells about demand: the demand-driven model of Leontief. */
export interface Leontief {
  readonly coefficients: SquareMatrix;
  /** Of I − A. */
  readonly factors: Factors;
  /** x = (I − A)⁻¹ f: the output that a final demand needs, through all tiers. */
  readonly outputFor: (demand: Float64Array) => Float64Array;
  /**
   * Multipliers: for one unit of final demand for each sector, how much of something that each unit of output brings (`perOutput`) comes about in
   * the whole economy. With ones: output multipliers; with v/x: value added multipliers; with jobs/x: jobs.
   */
  readonly multipliers: (perOutput: Float64Array) => Float64Array;
  /** L = (I − A)⁻¹, by rows. */
  readonly inverse: () => SquareMatrix;
}

/**
 * The open model of Leontief: recipes stay, prices stay, capacity is there (Miller & Blair, chapter 2.2).
 * @throws SingularError where some sectors use up all that they make
 * @example Miller & Blair's two sectors: leontief(table).outputFor([600, 1500]) // [1247.5, 1841.6], rounded
 */
export function leontief(table: InputOutputTable): Leontief {
  const coefficients = inputCoefficients(table);
  const factors = factor(identityLess(coefficients, table.sectors.length), table.sectors.length);
  return {
    coefficients,
    factors,
    outputFor: factors.solve,
    multipliers: factors.solveLeft,
    inverse: factors.inverse,
  };
}

/**
 * The supply-driven model of Ghosh: what is put out when primary inputs change, if every sector's sales keep their shares:
 * x = (I − Bᵀ)⁻¹ v. Read as the furthest that a loss of supply could go if nobody found another input and every buyer's
 * output shrank with what it bought: an upper bound, not a forecast (Dietzenbacher 1997, Oosterhaven 1988).
 * @returns by how much the output of each sector falls when the primary inputs of the sectors fall by `loss`; never more than the output there is
 * @example one sector sells 40 of its 100 to a second that makes 80: a loss of 10 in the first takes 10 from it and 4 from the second
 */
export function ghoshLoss(table: InputOutputTable, loss: Float64Array): Float64Array {
  const n = table.sectors.length;
  const factors = factor(identityLess(outputCoefficients(table), n), n);
  return factors.solveLeft(loss).map((fall, j) => Math.min(fall, table.output[j] as number));
}

/** I − M. */
export function identityLess(matrix: SquareMatrix, size: number): SquareMatrix {
  return matrix.map((value, at) => (at % (size + 1) === 0 ? 1 - value : -value));
}

/** What a hypothetical extraction leaves and takes. */
export interface Extraction {
  /** Output of each sector without what was taken out. */
  readonly output: Float64Array;
  /** What each sector loses, beside the one that was taken out. */
  readonly loss: Float64Array;
  /** Of all sectors together. */
  readonly outputLoss: number;
  readonly valueAddedLoss: number;
}

/**
 * What would the economy put out if one sector neither bought, sold nor met final demand any more, `share` of it (1: all)?
 * Complete extraction: row, column and final demand of the sector are scaled by 1 − share, the rest keeps its recipes and its
 * final demand, and imports are taken to fill the recipe (Miller & Blair, chapter 12.2.5; Paelinck, de Caevel & Degueldre 1965; Dietzenbacher & Lahr 2013 for
 * parts).
 * @example Miller & Blair's two sectors, first taken out: the second makes 1700 / (1 − 0.05) = 1789.47 instead of 2000
 */
export function extract(table: InputOutputTable, sector: number, share = 1): Extraction {
  const n = table.sectors.length;
  if (!(share >= 0 && share <= 1))
    throw new TableError(`a share of ${share} cannot be taken out`, table.sectors[sector]);
  const kept = 1 - share;
  const coefficients = inputCoefficients(table);
  for (let k = 0; k < n; k++) {
    if (k === sector) continue;
    coefficients[sector * n + k] = (coefficients[sector * n + k] as number) * kept;
    coefficients[k * n + sector] = (coefficients[k * n + sector] as number) * kept;
  }
  coefficients[sector * n + sector] = (coefficients[sector * n + sector] as number) * kept;
  const demand = finalDemand(table);
  demand[sector] = (demand[sector] as number) * kept;
  const output = factor(identityLess(coefficients, n), n).solve(demand);
  const loss = output.map((left, j) => (table.output[j] as number) - left);
  let [outputLoss, valueAddedLoss] = [0, 0];
  for (const [j, lost] of loss.entries()) {
    outputLoss += lost;
    const made = table.output[j] as number;
    if (made !== 0) valueAddedLoss += (lost * (table.valueAdded[j] as number)) / made;
  }
  return { output, loss, outputLoss, valueAddedLoss };
}
