import type { Assessment, ImpactCase, LateQuarter, Parameter } from '../impact/index.ts';
import { quarterOf } from '../statistics/quarters.ts';
import { compare, multiply, parseRational, type Rational, rational, rationalText } from '../quantity/rational.ts';
import { conversion } from '../quantity/units.ts';
import { addDays, dayNumber, type LegalDate } from '../time/legal-date.ts';

/** A measure in force beside what was forecast of it: what really went out, and how licences were decided, and when. */

/** What really went out in one month. A later entry for the same month corrects the one before. */
export interface ActualFlow {
  /** `2026-01` */
  readonly month: string;
  /** Exact decimal: `5774`, `0.5`. */
  readonly amount: string;
  /** By code or name: `TNE`, `t`. */
  readonly unit: string;
}

/** inside: in the band, its ends included. unknown: as `FLOW_GAPS` says. */
export const FLOW_VERDICTS = ['inside', 'below', 'above', 'unknown'] as const;
export type FlowVerdict = (typeof FLOW_VERDICTS)[number];

/**
 * Why a month is unknown. `not-in-effect`: it was over before the measure took effect. `other-start`: the forecast begins in another month
 * than the measure, and a queue in its third month is not to be compared with one in its first.
 */
export const FLOW_GAPS = ['no-figure', 'not-in-effect', 'no-forecast', 'other-start', 'unit'] as const;
export type FlowGap = (typeof FLOW_GAPS)[number];

export interface WatchedMonth {
  readonly month: string;
  /** Nine tenths of the draws, in the unit of the forecast; undefined: the forecast does not reach this month. */
  readonly forecast:
    | { readonly without: number; readonly low: number; readonly middle: number; readonly high: number }
    | undefined;
  /** In the unit of the forecast, exact; undefined: none was given, or its unit does not convert. */
  readonly actual: string | undefined;
  readonly is: FlowVerdict;
  readonly why: FlowGap | undefined;
}

export interface Outside {
  readonly direction: 'below' | 'above';
  /** First month, or quarter, of the unbroken run outside on this side; its own where it begins one. */
  readonly since: string;
  readonly actual: string;
  readonly low: number;
  readonly high: number;
}

/** A month whose flow is outside the band; amounts in the unit of the forecast. */
export interface FlowAlarm extends Outside {
  readonly of: 'flow';
  readonly month: string;
}

/**
 * A published period whose decisions are outside the forecast: the approved share, or the share decided late. Fewer late than was forecast is
 * outside too: the forecast is wrong then as well. `low` and `high` from 0 to 1, `actual` as `17/20`.
 */
export interface DecisionAlarm extends Outside {
  readonly of: 'approvals' | 'lateness';
  readonly from: string;
  readonly to: string;
}

export type Alarm = FlowAlarm | DecisionAlarm;

/** Decisions of a span of whole quarters, `2026-Q1` to `2026-Q1`, as published. */
export interface DecidedPeriod {
  readonly from: string;
  readonly to: string;
  readonly granted: number;
  readonly refused: number;
  /** Decided after the limit, granted or refused: at least and at most so many. Small numbers are not published, so the two can differ. */
  readonly late: readonly [least: number, most: number];
}

/** One side of decisions beside the forecast. */
export interface WatchedShare {
  /** Of all decisions, exact: `17/20`, or `1/20–4/20` where it is not told which; undefined where nothing was decided. */
  readonly share: string | undefined;
  /** Undefined: there is no forecast of it. */
  readonly forecast: { readonly low: number; readonly high: number } | undefined;
  /** `unknown` also where what is published leaves it open. */
  readonly is: FlowVerdict;
}

export interface WatchedDecisions extends DecidedPeriod {
  readonly approvals: WatchedShare;
  readonly lateness: WatchedShare;
}

export interface Monitoring {
  readonly unit: string;
  /** Days from the first day of the forecast to the day of effect; 0: the forecast began on that day. */
  readonly startsOff: number;
  readonly months: readonly WatchedMonth[];
  /** Of flows, then of approvals, then of lateness. */
  readonly alarms: readonly Alarm[];
  /** Range of the approved share that the forecast stands on, from 0 to 1; undefined where the measure is a stop. */
  readonly approved: Pick<Parameter, 'low' | 'likely' | 'high'> | undefined;
  /** Forecast of late decisions by quarter; empty where the measure is a stop, or the assessment was stored before it was told. */
  readonly late: readonly LateQuarter[];
  readonly decisions: readonly WatchedDecisions[];
  /** Forecast of working days from acceptance to decision, mean at the likely values; undefined: none. */
  readonly meanWait: number | undefined;
}

/**
 * How does a measure run beside its forecast, month by month, and quarter by quarter where licences are decided? Amounts are compared exactly,
 * in the unit of the forecast. What cannot be compared is unknown, with the reason, and raises no alarm.
 *
 * Two things to know of decisions. The forecast counts them by amount, the statistics by number; and the statistics are those of the whole
 * authority, also of what was applied for before the measure. A period that begins after the forecast has ended is unknown. Late decisions
 * are compared with the forecast of the same quarter, so a period of several quarters is unknown, as is one where the forecast begins in
 * another month than the measure. The mean wait of the forecast is only shown: what is published of times is the median of all decisions
 * since the first, and a mean by amount over the period of the forecast is no forecast of that.
 * @param flows in the order in which they were given; of two for a month the later counts
 * @param periods of statistics that begin in the quarter of the day of effect or later, in order and without a gap
 * @example forecast 100–300 t for 2025-05: 90 t is below, 300 t inside, 300,001 kg above
 * @example approved 0.8–0.95, late in 2025-Q2 0–0.1; published 12 granted, 8 refused, 1 to 4 of them late: approvals 12/20 are below, and
 *   raise an alarm; lateness 1/20–4/20 is unknown, as 2/20 would be inside and 3/20 above
 */
export function monitoringOf(
  given: ImpactCase,
  assessment: Pick<Assessment, 'queue'>,
  inEffectFrom: LegalDate,
  flows: readonly ActualFlow[],
  periods: readonly DecidedPeriod[],
): Monitoring {
  const { queue } = assessment;
  const unit = queue?.unit ?? '';
  const began = inEffectFrom.slice(0, 7);
  const latest = new Map(flows.map((flow) => [flow.month, flow]));
  const forecasts = new Map((queue?.months ?? []).map((each) => [each.month, each]));
  const months = [...new Set([...forecasts.keys(), ...latest.keys()])].sort().map((month): WatchedMonth => {
    const found = forecasts.get(month);
    const forecast = found && {
      without: found.planned,
      low: found.band.low,
      middle: found.band.middle,
      high: found.band.high,
    };
    const flow = latest.get(month);
    const amount = flow && inUnit(flow, unit);
    const actual = amount && rationalText(amount);
    const unknown = (why: WatchedMonth['why']): WatchedMonth => ({ month, forecast, actual, is: 'unknown', why });
    if (flow === undefined) return unknown('no-figure');
    if (month < began) return unknown('not-in-effect');
    if (forecast === undefined) return unknown('no-forecast');
    if (given.from.slice(0, 7) !== began) return unknown('other-start');
    if (amount === undefined) return unknown('unit');
    return { month, forecast, actual, is: verdictOf(amount, forecast.low, forecast.high), why: undefined };
  });
  const approved = given.measure.kind === 'licence' ? given.measure.approved : undefined;
  const lastQuarter = quarterOf(addDays(given.from, given.days - 1));
  const late = queue?.lateByQuarter ?? [];
  const decisions = periods.map((period): WatchedDecisions => {
    const { from, to, granted, refused } = period;
    const isOne = from === to && given.from.slice(0, 7) === began;
    const lateness = isOne ? late.find(({ quarter }) => quarter === from)?.band : undefined;
    return {
      ...period,
      approvals: watchedShare([granted, granted], granted + refused, from <= lastQuarter ? approved : undefined),
      lateness: watchedShare(period.late, granted + refused, lateness),
    };
  });
  return {
    unit,
    startsOff: dayNumber(inEffectFrom) - dayNumber(given.from),
    months,
    alarms: [
      ...flowAlarms(months),
      ...decisionAlarms('approvals', decisions),
      ...decisionAlarms('lateness', decisions),
    ],
    approved: approved && {
      low: approved.low,
      ...(approved.likely === undefined ? {} : { likely: approved.likely }),
      high: approved.high,
    },
    late,
    decisions,
    meanWait: queue?.meanWait,
  };
}

/**
 * Which months are outside, on which side, and since when without a break? A month that is unknown breaks a run: nobody knows that it lasted.
 * @example below in 2025-05 and 2025-06: two alarms, both since 2025-05
 */
function flowAlarms(months: readonly WatchedMonth[]): readonly FlowAlarm[] {
  const alarms: FlowAlarm[] = [];
  for (const { month, is, actual, forecast } of months) {
    if ((is !== 'below' && is !== 'above') || actual === undefined || forecast === undefined) continue;
    const last = alarms.at(-1);
    const goesOn = last !== undefined && last.direction === is && nextMonth(last.month) === month;
    alarms.push({
      of: 'flow',
      month,
      direction: is,
      since: goesOn ? last.since : month,
      actual,
      low: forecast.low,
      high: forecast.high,
    });
  }
  return alarms;
}

/**
 * The same of periods, which follow each other.
 * @example approvals below in 2025-Q4, unknown in 2026-Q1, below in 2026-Q2 and Q3: three alarms, since 2025-Q4, 2026-Q2 and 2026-Q2
 */
function decisionAlarms(of: DecisionAlarm['of'], decisions: readonly WatchedDecisions[]): readonly DecisionAlarm[] {
  const alarms: DecisionAlarm[] = [];
  let last: DecisionAlarm | undefined;
  for (const { from, to, [of]: watched } of decisions) {
    const { share, forecast, is } = watched;
    const isOutside = (is === 'below' || is === 'above') && share !== undefined && forecast !== undefined;
    const since = last?.direction === is ? last.since : from;
    last = isOutside
      ? { of, from, to, direction: is, since, actual: share, low: forecast.low, high: forecast.high }
      : undefined;
    if (last !== undefined) alarms.push(last);
  }
  return alarms;
}

/** @example watchedShare([1, 4], 20, { low: 0, high: 0.1 }) // share 1/20–4/20, unknown: 2/20 is inside, and 3/20 above */
function watchedShare(
  [least, most]: readonly [number, number],
  decided: number,
  band: { readonly low: number; readonly high: number } | undefined,
): WatchedShare {
  const forecast = band && { low: band.low, high: band.high };
  if (decided === 0) return { share: undefined, forecast, is: 'unknown' };
  const share = least === most ? `${least}/${decided}` : `${least}/${decided}–${most}/${decided}`;
  if (forecast === undefined) return { share, forecast, is: 'unknown' };
  const [one, other] = [least, most].map((count) =>
    verdictOf({ n: BigInt(count), d: BigInt(decided) }, forecast.low, forecast.high),
  );
  return { share, forecast, is: one !== undefined && one === other ? one : 'unknown' };
}

/** @example nextMonth('2025-12') // '2026-01' */
function nextMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function verdictOf(amount: Rational, low: number, high: number): FlowVerdict {
  if (compare(amount, rational(low)) < 0) return 'below';
  return compare(amount, rational(high)) > 0 ? 'above' : 'inside';
}

function inUnit({ amount, unit }: ActualFlow, to: string): Rational | undefined {
  const [value, times] = [parseRational(amount), conversion(unit, to)];
  return value === undefined || times === undefined ? undefined : multiply(value, times);
}
