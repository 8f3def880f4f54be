import { compare, ONE, type Rational, subtract, ZERO } from '../quantity/rational.ts';

/**
 * How long does something take, when part of it is not over yet? The product-limit estimate of E. L. Kaplan and P. Meier
 * (Nonparametric estimation from incomplete observations, JASA 53, 1958, 457–481): what is still open counts for as long as it was
 * watched, and is neither left out nor taken for finished. Every step is exact; only the bands, which hold logarithms, are floats.
 */

/** One thing that was watched for `time` whole units: how it ended, or null where it had not ended (censored). */
export interface Watched<Ending extends string> {
  readonly time: number;
  readonly ending: Ending | null;
}

/** What happened at one time. Whoever is censored at the time at which others end was still watched then. */
export interface SurvivalStep {
  readonly time: number;
  /** Watched until just before this time. */
  readonly atRisk: number;
  readonly ended: number;
  /** Share that takes longer than `time`. */
  readonly longer: Rational;
  /** Greenwood's sum of d / (n (n − d)); null from where everything has ended, and its variance is undefined. */
  readonly greenwood: Rational | null;
  /** Of `longer`. */
  readonly band: Band | null;
}

/**
 * Which share takes longer than each time? One step for each time at which something ended: the share before it times 1 − d/n.
 * Nothing watched, or nothing ended, gives no step.
 *
 * @example Times 1, 2, 2, 3+, 5 ("+": still open): n = 5, 4, 1 and d = 1, 2, 1.
 * longer: 1 − 1/5 = 4/5; 4/5 × (1 − 2/4) = 2/5; 2/5 × (1 − 1/1) = 0
 */
export function kaplanMeier<Ending extends string>(watched: readonly Watched<Ending>[]): readonly SurvivalStep[] {
  let longer = ONE;
  let greenwood: Rational | null = ZERO;
  return riskSets(watched).map(({ time, atRisk, endings }) => {
    const ended = endings.length;
    longer = { n: longer.n * BigInt(atRisk - ended), d: longer.d * BigInt(atRisk) };
    greenwood =
      greenwood === null || ended === atRisk
        ? null
        : plus(greenwood, { n: BigInt(ended), d: BigInt(atRisk) * BigInt(atRisk - ended) });
    return { time, atRisk, ended, longer, greenwood, band: bandOf({ longer, greenwood }) };
  });
}

/** A share with the times from which it holds. */
export interface IncidenceStep {
  readonly time: number;
  readonly share: Rational;
}

/**
 * Which share has ended in this way by each time, where other endings compete with it? The estimate of O. O. Aalen and S. Johansen
 * (Scand. J. Statist. 5, 1978, 141–150): at each time, the share for which nothing had ended before, times d of this ending / n.
 * Over all endings the shares add up to 1 − `longer` of `kaplanMeier`, exactly. To treat the other endings as censored would say
 * what happens in a world in which nobody withdraws, and is too high for this one.
 *
 * @example Times 1 granted, 2 granted, 2 refused, 3+, 5 granted. granted: 1/5; 1/5 + 4/5 × 1/4 = 2/5; 2/5 + 2/5 × 1/1 = 4/5.
 * refused: 1/5, so that 4/5 + 1/5 = 1
 */
export function cumulativeIncidence<Ending extends string>(
  watched: readonly Watched<Ending>[],
  ending: Ending,
): readonly IncidenceStep[] {
  // Both over the same line: the product of all n so far.
  let [before, share, line] = [1n, 0n, 1n];
  return riskSets(watched).map(({ time, atRisk, endings }) => {
    const n = BigInt(atRisk);
    const these = BigInt(endings.filter((each) => each === ending).length);
    share = share * n + before * these;
    before *= n - BigInt(endings.length);
    line *= n;
    return { time, share: { n: share, d: line } };
  });
}

/** 97.5 % point of the standard normal distribution. */
const Z = 1.959963984540054;

/** A share between two bounds, as floats: an estimate, on which nothing is decided. */
export interface Band {
  readonly atLeast: number;
  readonly atMost: number;
}

/**
 * Between which bounds does the share lie, with 95 % confidence at this one time? On the scale of log(−log S), so that it stays
 * between 0 and 1 (J. D. Kalbfleisch and R. L. Prentice, The Statistical Analysis of Failure Time Data, 1980, section 1.4). Null
 * where the share is 0 or 1.
 *
 * @example S = 6/7, Greenwood's sum 3/(21 × 18) = 1/126: σ = √(1/126) / |ln 6/7| = 0.5779; exp(±1.96 σ) = 3.104, 0.3222;
 * (6/7)^3.104 = 0.620 and (6/7)^0.3222 = 0.952
 */
function bandOf({ longer, greenwood }: Pick<SurvivalStep, 'longer' | 'greenwood'>): Band | null {
  const share = asNumber(longer);
  if (greenwood === null || share <= 0 || share >= 1) return null;
  const spread = Math.exp((Z * Math.sqrt(asNumber(greenwood))) / -Math.log(share));
  return { atLeast: share ** spread, atMost: share ** (1 / spread) };
}

/** A time by which a share has ended, with its 95 % band. Null: not reached yet, which is an answer. */
export interface Quantile {
  readonly time: number | null;
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

/**
 * By which time has this share ended? The first time at which no more than 1 − `share` takes longer. The band holds the times at
 * which the band of the curve does (R. Brookmeyer and J. Crowley, Biometrics 38, 1982, 29–41).
 * @param share between 0 and 1; 1/2 asks for the median
 * @example Steps 4/5 at 1, 2/5 at 2, 0 at 5: the median is 2. Steps 4/5 at 1 and no more: not reached yet
 */
export function quantileOf(steps: readonly SurvivalStep[], share: Rational): Quantile {
  const rest = subtract(ONE, share);
  const first = (holds: (step: SurvivalStep) => boolean) => steps.find(holds)?.time ?? null;
  const isDown = (bound: number | undefined, { longer }: SurvivalStep) =>
    bound === undefined ? longer.n === 0n : bound <= asNumber(rest);
  return {
    time: first(({ longer }) => compare(longer, rest) <= 0),
    atLeast: first((step) => isDown(step.band?.atLeast, step)),
    atMost: first((step) => isDown(step.band?.atMost, step)),
  };
}

interface RiskSet<Ending> {
  readonly time: number;
  readonly atRisk: number;
  readonly endings: readonly Ending[];
}

/** The times at which something ended, in order, and who was still watched then. */
function riskSets<Ending extends string>(watched: readonly Watched<Ending>[]): readonly RiskSet<Ending>[] {
  const times = new Map<number, { left: number; readonly endings: Ending[] }>();
  for (const { time, ending } of watched) {
    const at = times.get(time) ?? { left: 0, endings: [] };
    times.set(time, at);
    at.left += 1;
    if (ending !== null) at.endings.push(ending);
  }
  let atRisk = watched.length;
  return [...times]
    .sort(([a], [b]) => a - b)
    .flatMap(([time, { left, endings }]) => {
      const set = { time, atRisk, endings };
      atRisk -= left;
      return endings.length === 0 ? [] : [set];
    });
}

/** The sum, not in lowest terms: over hundreds of steps that is what takes the time. */
const plus = (a: Rational, b: Rational): Rational => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });

/** The nearest float, also where both sides of the line are enormous. */
function asNumber({ n, d }: Rational): number {
  const size = 4 * Math.max(n.toString(16).length, d.toString(16).length);
  const shift = BigInt(Math.max(0, size - 1000));
  return Number(n >> shift) / Number(d >> shift);
}
