import type { Assessment, ImpactCase, Parameter } from '../impact/index.ts';
import { compare, multiply, parseRational, type Rational, rational, rationalText } from '../quantity/rational.ts';
import { conversion } from '../quantity/units.ts';
import { dayNumber, type LegalDate } from '../time/legal-date.ts';

/** A measure in force beside what was forecast of it: what really went out, and how licences were decided. */

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

/** A month outside the band. */
export interface Alarm {
  readonly month: string;
  readonly direction: 'below' | 'above';
  /** First month of the unbroken run of months outside on this side; the month itself where it begins one. */
  readonly since: string;
  readonly actual: string;
  readonly low: number;
  readonly high: number;
}

/** Decisions of a span of whole quarters, as published; null: too few to be published. */
export interface DecidedPeriod {
  readonly from: string;
  readonly to: string;
  readonly granted: number;
  readonly refused: number;
}

export interface WatchedDecisions extends DecidedPeriod {
  /** Granted of decided, exact: `17/20`; undefined where nothing was decided. */
  readonly approved: string | undefined;
  readonly is: FlowVerdict;
}

export interface Monitoring {
  readonly unit: string;
  /** Days from the first day of the forecast to the day of effect; 0: the forecast began on that day. */
  readonly startsOff: number;
  readonly months: readonly WatchedMonth[];
  readonly alarms: readonly Alarm[];
  /** Range of the approved share that the forecast stands on, from 0 to 1; undefined where the measure is a stop. */
  readonly approved: Pick<Parameter, 'low' | 'likely' | 'high'> | undefined;
  readonly decisions: readonly WatchedDecisions[];
  /** Forecast of working days from acceptance to decision, mean at the likely values; undefined: none. */
  readonly meanWait: number | undefined;
}

/**
 * How does a measure run beside its forecast, month by month? Amounts are compared exactly, in the unit of the forecast. What cannot be
 * compared is unknown, with the reason, and raises no alarm.
 * @param flows in the order in which they were given; of two for a month the later counts
 * @param periods of statistics that begin in the quarter of the day of effect or later
 * @example forecast 100–300 t for 2025-05: 90 t is below, 300 t inside, 300,001 kg above
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
  return {
    unit,
    startsOff: dayNumber(inEffectFrom) - dayNumber(given.from),
    months,
    alarms: alarmsOf(months),
    approved: approved && {
      low: approved.low,
      ...(approved.likely === undefined ? {} : { likely: approved.likely }),
      high: approved.high,
    },
    decisions: periods.map((period) => {
      const decided = period.granted + period.refused;
      const share = decided === 0 ? undefined : { n: BigInt(period.granted), d: BigInt(decided) };
      return {
        ...period,
        approved: share && `${period.granted}/${decided}`,
        is: share === undefined || approved === undefined ? 'unknown' : verdictOf(share, approved.low, approved.high),
      };
    }),
    meanWait: queue?.meanWait,
  };
}

/**
 * Which months are outside, on which side, and since when without a break? A month that is unknown breaks a run: nobody knows that it lasted.
 * @example below in 2025-05 and 2025-06: two alarms, both since 2025-05
 */
function alarmsOf(months: readonly WatchedMonth[]): readonly Alarm[] {
  const alarms: Alarm[] = [];
  for (const { month, is, actual, forecast } of months) {
    if ((is !== 'below' && is !== 'above') || actual === undefined || forecast === undefined) continue;
    const last = alarms.at(-1);
    const goesOn = last !== undefined && last.direction === is && nextMonth(last.month) === month;
    alarms.push({
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
