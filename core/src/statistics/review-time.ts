import { ONE, type Rational, rational, subtract, ZERO } from '../quantity/rational.ts';
import type { Ending, Review } from './case-history.ts';
import { isSmall, LIMIT } from './small-cells.ts';
import { type Band, cumulativeIncidence, kaplanMeier, type Quantile, quantileOf, type Watched } from './survival.ts';

/** How long reviews take, as it is published. */

/** In which days: on the statutory clock, or as they pass. */
export const UNITS = ['working-days', 'calendar-days'] as const;
export type Unit = (typeof UNITS)[number];
/** Of which applications. */
export const GROUPS = ['compliant-civil', 'all'] as const;
export type Group = (typeof GROUPS)[number];

export interface TimePoint {
  /** Whole days after acceptance. */
  readonly time: number;
  /** Still open, and not withdrawn, just before that day. */
  readonly atRisk: number;
  /** Share decided by then, were nobody to withdraw: Kaplan and Meier, withdrawals and open cases censored. */
  readonly decided: Rational;
  readonly band: Band | null;
  /** Share granted by then, of all: Aalen and Johansen, with refusal and withdrawal competing. */
  readonly granted: Rational;
}

export interface TimeToDecision {
  readonly unit: Unit;
  readonly group: Group;
  /** Reviews begun. Null, like everything else: too few of these, or of those that are left, were decided. */
  readonly reviews: number | null;
  readonly points: readonly TimePoint[];
  /** By when a quarter, a half and nine in ten are decided. */
  readonly quantiles: readonly { readonly share: string; readonly by: Quantile }[];
}

const SHARES = ['0.25', '0.5', '0.9'] as const;

/**
 * How long does a decision take? A withdrawal ends the watch for "decided", and is an ending of its own for "granted".
 *
 * Small cells: nothing where fewer than `LIMIT` were decided, or where the reviews outside the group are 1 to `LIMIT` − 1; and a
 * point is shown only once `LIMIT` decisions have been made since the last that is, so that no step is one application. What is
 * decided after the last point shown is in no point, but counts in the quantiles.
 * @example reviewTime(tenReviewsOf5Days, 'working-days', 'all').quantiles[1] // { share: '0.5', by: { time: 5, … } }
 */
export function reviewTime(reviews: readonly Review[], unit: Unit, group: Group): TimeToDecision {
  const compliant = reviews.filter(({ standing }) => standing === 'compliant-civil');
  const these = group === 'all' ? reviews : compliant;
  const decisions = these.filter(({ ending }) => isDecision(ending)).length;
  if (decisions < LIMIT || isSmall(reviews.length - compliant.length))
    return { unit, group, reviews: null, points: [], quantiles: [] };
  const watched = these.map(
    ({ ending, workingDays, calendarDays }): Watched<Ending> => ({
      time: unit === 'working-days' ? workingDays : calendarDays,
      ending,
    }),
  );
  const steps = kaplanMeier(watched.map(({ time, ending }) => ({ time, ending: isDecision(ending) ? ending : null })));
  const granted = cumulativeIncidence(watched, 'granted');
  const points: TimePoint[] = [];
  let since = 0;
  for (const step of steps) {
    since += step.ended;
    if (since < LIMIT) continue;
    since = 0;
    const { band } = step;
    points.push({
      time: step.time,
      atRisk: step.atRisk,
      decided: subtract(ONE, step.longer),
      band: band && { atLeast: 1 - band.atMost, atMost: 1 - band.atLeast },
      granted: granted.findLast(({ time }) => time <= step.time)?.share ?? ZERO,
    });
  }
  const quantiles = SHARES.map((share) => ({ share, by: quantileOf(steps, rational(share)) }));
  return { unit, group, reviews: these.length, points, quantiles };
}

const isDecision = (ending: Ending | null): boolean => ending === 'granted' || ending === 'refused';
