import { dateOf, dayNumber, type Outcome, outcomeAcross, type Segment } from '@ytterby/core';

/** As numbers: the place in this list. */
export const OUTCOME_CODES = [
  'prohibited',
  'licence-required',
  'undetermined',
  'unconfirmed',
  'outside-pack',
  'exempt',
  'no-licence-required',
  'not-subject',
  'not-covered',
] as const satisfies readonly Outcome[];
const NOT_COVERED = OUTCOME_CODES.indexOf('not-covered');

type Stretch = Omit<Segment, 'branch'> & { readonly branch: string };

/**
 * Which outcome does a line have on any day? Every different run of answers is laid out once as days on which it changes, so that a day
 * costs one search for each run and one addition for each line: a slider over many thousand lines never waits.
 * Days before the first stretch are `not-covered`.
 */
export class OutcomesByDay {
  /** First day and outcome of every stretch, run after run. */
  #days = new Int32Array(256);
  #codes = new Uint8Array(256);
  #stretches = 0;
  /** Where each run begins; one more than there are runs. */
  #begins = new Int32Array(64);
  #runs = 0;
  /** The run of each line; -1 = on no day. */
  #runOf = new Int32Array(1024);
  /** The outcome of each line on its own day. */
  #own = new Uint8Array(1024);
  #lines = 0;

  /** Takes in a run of answers in all its branches, and numbers it: 0, 1, 2 … */
  addRun(stretches: readonly Stretch[]): number {
    for (const { day, code } of combined(stretches)) {
      this.#days = roomFor(this.#days, this.#stretches);
      this.#codes = roomFor(this.#codes, this.#stretches);
      this.#days[this.#stretches] = day;
      this.#codes[this.#stretches] = code;
      this.#stretches += 1;
    }
    this.#runs += 1;
    this.#begins = roomFor(this.#begins, this.#runs);
    this.#begins[this.#runs] = this.#stretches;
    return this.#runs - 1;
  }

  /** Takes in a line, with its outcome on its own day; without a run it is not covered on any other. */
  addLine(run: number | null, own: Outcome): void {
    this.#runOf = roomFor(this.#runOf, this.#lines);
    this.#own = roomFor(this.#own, this.#lines);
    this.#runOf[this.#lines] = run ?? -1;
    this.#own[this.#lines] = OUTCOME_CODES.indexOf(own);
    this.#lines += 1;
  }

  /** Every line on this day; null = each on its own day. */
  on(day: string | null): OutcomesOnDay {
    const codes = day === null ? this.#own.subarray(0, this.#lines) : this.#codesOn(dayNumber(day));
    const counts = new Int32Array(OUTCOME_CODES.length);
    for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
    return { counts, codes };
  }

  /** Days on which some line changes, in order. */
  turns(): string[] {
    const days = new Set<number>();
    for (let run = 0; run < this.#runs; run += 1) {
      const first = this.#begins[run] ?? 0;
      for (let at = first + 1; at < (this.#begins[run + 1] ?? 0); at += 1) days.add(this.#days[at] ?? 0);
    }
    return [...days].sort((a, b) => a - b).map(dateOf);
  }

  #codesOn(day: number): Uint8Array {
    const ofRun = Uint8Array.from({ length: this.#runs }, (_, run) => this.#codeOn(run, day));
    const codes = new Uint8Array(this.#lines);
    for (let line = 0; line < this.#lines; line += 1) codes[line] = ofRun[this.#runOf[line] ?? -1] ?? NOT_COVERED;
    return codes;
  }

  #codeOn(run: number, day: number): number {
    let low = this.#begins[run] ?? 0;
    let high = this.#begins[run + 1] ?? 0;
    const first = low;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#days[middle] ?? 0) <= day) low = middle + 1;
      else high = middle;
    }
    return low === first ? NOT_COVERED : (this.#codes[low - 1] ?? NOT_COVERED);
  }
}

export interface OutcomesOnDay {
  /** How many lines have each outcome, in the order of `OUTCOME_CODES`. */
  readonly counts: Int32Array;
  /** Line by line, the place in `OUTCOME_CODES`. */
  readonly codes: Uint8Array;
}

/** Lines that have one of these outcomes, in their order; all of them where none is named. */
export function linesWith({ codes }: OutcomesOnDay, wanted: ReadonlySet<Outcome>): Int32Array {
  const isWanted = OUTCOME_CODES.map((outcome) => wanted.size === 0 || wanted.has(outcome));
  const found = new Int32Array(codes.length);
  let count = 0;
  for (let line = 0; line < codes.length; line += 1) {
    if (isWanted[codes[line] ?? NOT_COVERED]) found[count++] = line;
  }
  return found.subarray(0, count);
}

/** The branches laid over one another: on each day on which any of them changes, what they say together. */
function combined(stretches: readonly Stretch[]): { day: number; code: number }[] {
  const branches = [...new Set(stretches.map(({ branch }) => branch))].map((branch) =>
    stretches.filter((each) => each.branch === branch),
  );
  const days = [...new Set(stretches.map(({ from }) => from))].sort();
  return days
    .map((day) => {
      const said = branches.flatMap((own) => on(own, day) ?? []);
      return { day: dayNumber(day), code: OUTCOME_CODES.indexOf(outcomeAcross(said)) };
    })
    .filter(({ code }, index, all) => code !== all[index - 1]?.code);
}

/** The stretch of one branch that the day lies in. */
export function on<S extends { readonly from: string; readonly until: string | null }>(
  stretches: readonly S[],
  day: string,
): S | undefined {
  return stretches.find(({ from, until }) => from <= day && (until === null || day < until));
}

function roomFor<A extends Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(array: A, place: number): A {
  if (place < array.length) return array;
  const larger = new (array.constructor as new (length: number) => A)(Math.max(16, array.length * 2));
  larger.set(array);
  return larger;
}
