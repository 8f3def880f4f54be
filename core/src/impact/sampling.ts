/**
 * Uncertainty: inputs as ranges, outputs as bands, and which range makes the band wide. Everything is drawn from a seed, so that a
 * figure in a report can be made again.
 */

/** A number that is not known better than this. Both ends may be reached. */
export interface Range {
  readonly name: string;
  readonly low: number;
  /** Where it most likely lies: values near it are drawn more often (triangular). Absent: all are alike. */
  readonly likely?: number;
  readonly high: number;
}

/** Draws from 0 (inclusive) to 1 (exclusive). */
export type Draw = () => number;

/**
 * The generator sfc32 (C. Doty-Humphrey, PractRand), seeded with one integer: the same seed gives the same numbers everywhere.
 * @example const [one, two] = [drawsOf(7), drawsOf(7)]; one() === two() // true
 */
export function drawsOf(seed: number): Draw {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162 ^ seed, 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 20; warm++) next();
  return next;
}

/** The value of a range below which the share `u` of its draws lies. */
export function quantileOf({ name, low, likely, high }: Range, u: number): number {
  if (!(low <= high) || (likely !== undefined && !(likely >= low && likely <= high)))
    throw new RangeError(`${name}: a range from ${low} over ${likely ?? 'anywhere'} to ${high}`);
  if (low === high) return low;
  if (likely === undefined) return low + u * (high - low);
  const below = (likely - low) / (high - low);
  return u < below
    ? low + Math.sqrt(u * (high - low) * (likely - low))
    : high - Math.sqrt((1 - u) * (high - low) * (high - likely));
}

/**
 * Samples of all ranges at once by a Latin hypercube (McKay, Beckman & Conover 1979): each range is cut into `count` parts of equal
 * chance, and every part is drawn once.
 * @returns `count` rows, in the order of `ranges`
 */
export function latinHypercube(ranges: readonly Range[], count: number, draw: Draw): readonly Float64Array[] {
  const rows = Array.from({ length: count }, () => new Float64Array(ranges.length));
  for (const [column, range] of ranges.entries()) {
    const order = Int32Array.from({ length: count }, (_, index) => index);
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(draw() * (i + 1));
      const kept = order[i] as number;
      order[i] = order[j] as number;
      order[j] = kept;
    }
    for (const [at, row] of rows.entries()) row[column] = quantileOf(range, ((order[at] as number) + draw()) / count);
  }
  return rows;
}

/** How a figure spreads: the middle, and where nine tenths of the samples lie. */
export interface Band {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/**
 * The band of samples: 5 %, 50 % and 95 % quantiles, between neighbours by straight lines (Hyndman & Fan 1996, type 7).
 * @example bandOf([1, 2, 3]) // low 1.1, middle 2, high 2.9
 */
export function bandOf(values: Iterable<number>): Band {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) throw new RangeError('a band of no samples');
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const [one, two] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number];
    return one + (place - below) * (two - one);
  };
  return { low: at(0.05), middle: at(0.5), high: at(0.95) };
}

/** Which part of a figure's variance comes from one range: alone, and together with others. */
export interface Sensitivity {
  readonly name: string;
  /** First-order Sobol index: what would go if this range alone were settled. */
  readonly alone: number;
  /** Total Sobol index: what would stay if all others were settled. */
  readonly total: number;
}

/**
 * Sobol's indices by the estimators of Saltelli et al. 2010 (Computer Physics Communications 181, table 2, b and f), from two samples A and B
 * of `count` rows and the mixtures of them: count · (ranges + 2) calls of the model. Estimates: small ones can come out a little below 0.
 * @example for f = x₁ + 2·x₂, both from 0 to 1: variances 1 and 4 of 5, so alone = total = 0.2 and 0.8, about
 */
export function sobolIndices(
  ranges: readonly Range[],
  model: (row: Float64Array) => number,
  { count, draw }: { readonly count: number; readonly draw: Draw },
): readonly Sensitivity[] {
  const [a, b] = [latinHypercube(ranges, count, draw), latinHypercube(ranges, count, draw)];
  const [fa, fb] = [a.map(model), b.map(model)];
  const all = [...fa, ...fb];
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length;
  return ranges.map(({ name }, column) => {
    if (variance === 0) return { name, alone: 0, total: 0 };
    let [alone, total] = [0, 0];
    for (const [at, row] of a.entries()) {
      const mixed = Float64Array.from(row);
      mixed[column] = (b[at] as Float64Array)[column] as number;
      const value = model(mixed);
      alone += (fb[at] as number) * (value - (fa[at] as number));
      total += ((fa[at] as number) - value) ** 2;
    }
    return { name, alone: alone / count / variance, total: total / (2 * count) / variance };
  });
}
