import { TableError } from './input-output.ts';

/**
 * What a licence requirement does to a flow of goods, day by day: exports wait for a decision, decisions for officers. All amounts are in
 * one unit of the flow (tonnes, or money) a day; days are numbered from 0, the first day of the measure.
 */
export interface LicenceQueue {
  readonly days: number;
  /** Is the authority at work on this day? The Chinese working calendar, from the law. */
  readonly isWorkingDay: (day: number) => boolean;
  /** What would go out each day without the measure. */
  readonly flow: (day: number) => number;
  /** Calendar days in which goods still leave that were declared to customs before the measure began: they need no licence. */
  readonly declaredBefore: number;
  /** Part of the flow that is caught (0 to 1); the rest goes out as before. */
  readonly caught: number;
  /** Part of what is caught that goes out under general licences on this day (0 to 1): no application for each export. */
  readonly underGeneralLicence: (day: number) => number;
  /** Part of what is caught that is exempt as humanitarian (0 to 1): it goes out at once. */
  readonly humanitarian: number;
  /** Working days from the export that was planned to a complete application: papers, translations, the end user's proof. */
  readonly preparation: number;
  /** Working days that even a case without a queue takes from acceptance to decision. */
  readonly review: number;
  /** How much of the flow the officers can decide on this day, if it is a working day. */
  readonly capacity: (day: number) => number;
  /** Part of what is decided that is approved (0 to 1). What is refused is not exported. */
  readonly approved: number;
  /** Calendar days from approval to the export. */
  readonly shipping: number;
  /** Working days within which the law wants a decision (Order 792 art. 17). */
  readonly limit: number;
}

/** One day of the queue. */
export interface QueueDay {
  readonly exported: number;
  /** What was applied for, and not decided yet, at the end of the day. */
  readonly waiting: number;
  readonly decided: number;
  /** Of what was decided on this day: decided after the limit. */
  readonly decidedLate: number;
  /** Working days from acceptance to decision of what was decided on this day, by amount; undefined where nothing was. */
  readonly meanWait: number | undefined;
}

/**
 * What goes out on each day? First in, first out; what is not exported for want of a decision is not lost, it waits; what is refused is lost. A
 * flow and not single cases: exact for amounts, silent about the luck of one applicant.
 * @throws TableError where a share is not from 0 to 1, or a number of days is negative
 * @example 10 a day, all caught, every day a working day, preparation 0, review 2, capacity 10, all approved, shipping 0: days 0 and 1 export nothing, from
 *   day 2 on 10 a day; 20 wait
 */
export function runLicenceQueue(queue: LicenceQueue): readonly QueueDay[] {
  const { days, isWorkingDay, flow, caught, underGeneralLicence, humanitarian, capacity, approved, limit } = queue;
  const { preparation, review, shipping, declaredBefore } = queue;
  for (const [name, share] of Object.entries({ caught, humanitarian, approved }))
    if (!(share >= 0 && share <= 1)) throw new TableError(`${name} of ${share}`);
  for (const [name, count] of Object.entries({ days, preparation, review, shipping, declaredBefore, limit }))
    if (!(count >= 0 && Number.isInteger(count))) throw new TableError(`${name} of ${count} days`);

  const planned: Cohort[] = [];
  const accepted: Cohort[] = [];
  const exported = new Float64Array(days + shipping + 1);
  const out: QueueDay[] = [];
  let workingDay = 0;
  let waiting = 0;
  for (let day = 0; day < days; day++) {
    const working = isWorkingDay(day);
    const general = underGeneralLicence(day);
    if (!(general >= 0 && general <= 1)) throw new TableError(`general licences of ${general} on day ${day}`);
    const today = flow(day);
    const free = day < declaredBefore ? 1 : humanitarian + (1 - humanitarian) * general;
    exported[day] = (exported[day] as number) + today * (1 - caught * (1 - free));
    planned.push({ since: workingDay, amount: today * caught * (1 - free) });
    // Ready on the working day on which the papers are complete; on a day off they lie until the next.
    while (working && planned[0] !== undefined && workingDay - planned[0].since >= preparation) {
      const { amount } = planned.shift() as Cohort;
      accepted.push({ since: workingDay, amount });
      waiting += amount;
    }
    let [left, decided, decidedLate, waited] = [working ? capacity(day) : 0, 0, 0, 0];
    while (left > 0 && accepted[0] !== undefined && workingDay - accepted[0].since >= review) {
      const first = accepted[0];
      const taken = Math.min(left, first.amount);
      const wait = workingDay - first.since;
      left -= taken;
      decided += taken;
      waited += taken * wait;
      if (wait > limit) decidedLate += taken;
      first.amount -= taken;
      if (first.amount <= 0) accepted.shift();
      if (taken === 0 && first.amount > 0) break;
    }
    waiting = Math.max(0, waiting - decided);
    exported[day + shipping] = (exported[day + shipping] as number) + decided * approved;
    out.push({
      exported: exported[day] as number,
      waiting,
      decided,
      decidedLate,
      meanWait: decided > 0 ? waited / decided : undefined,
    });
    if (working) workingDay++;
  }
  return out;
}

interface Cohort {
  readonly since: number;
  amount: number;
}

/** How far a path of figures is from another: the share of the observed mean, by root of mean squares, and their correlation. */
export interface Fit {
  readonly relativeError: number;
  readonly correlation: number;
}

/**
 * How near is what a model says to what was observed? `relativeError` is the root of the mean squared difference by the observed mean;
 * `correlation` is Pearson's, for the shape alone.
 * @example fitOf([1, 2, 3], [2, 4, 6]): differences 1, 2, 3, so √(14/3) / 4 = 0.54; correlation 1
 */
export function fitOf(modelled: readonly number[], observed: readonly number[]): Fit {
  if (modelled.length !== observed.length || observed.length < 2)
    throw new TableError(`${modelled.length} figures cannot be compared with ${observed.length}`);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [m, o] = [mean(modelled), mean(observed)];
  let [squares, mm, oo, mo] = [0, 0, 0, 0];
  for (const [at, value] of modelled.entries()) {
    const seen = observed[at] as number;
    squares += (value - seen) ** 2;
    mm += (value - m) ** 2;
    oo += (seen - o) ** 2;
    mo += (value - m) * (seen - o);
  }
  return {
    relativeError: Math.sqrt(squares / observed.length) / o,
    correlation: mm === 0 || oo === 0 ? 0 : mo / Math.sqrt(mm * oo),
  };
}
