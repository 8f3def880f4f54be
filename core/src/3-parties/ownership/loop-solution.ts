import { commonMultiple, ONE, type Rational, simplestBetween, ZERO } from '../../quantity/rational.ts';
import { eliminate, type Eliminated } from './elimination.ts';
import type { Work } from './work.ts';

/** One share of a member of a loop in another. */
export interface LoopLink {
  /** The row of the owner. */
  readonly owner: number;
  readonly share: Rational;
}

/** What a number surely lies in; the ends are the same where it is exact. */
export interface Enclosed {
  readonly lo: Rational;
  readonly hi: Rational;
}

/** Ends that are not exact have so many decimal places. */
export const PLACES = 60;
const ENDS = 10n ** BigInt(PLACES);
/** Binary places in which every solution is found, so that fractions of up to 2^128 below the line show themselves. */
const FIRST_BITS = 400;
const SIMPLE_BITS = 128;
/** A loop whose determinant has at most so many bits is solved exactly in every member. */
const EXACT_BITS = 2200;
/** Steps for taking one loop apart, and for showing that numbers in it are exactly what they seem. */
const MOST_STEPS = 400_000_000;
const MOST_PROOF = 1_200_000_000;
/** Steps of doubles that cost as much as one step of exact numbers. */
const DOUBLES = 250;

const bitsOf = (value: bigint): number => value.toString(16).length * 4;
/** log2, or a little more. */
const logOf = (value: bigint): number => (value < 1n << 1000n ? Math.log2(Number(value)) : bitsOf(value));

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * x = A x + b over the members of one loop, exact or enclosed. Each round solves the residue in doubles (see `eliminate`), takes
 * some 40 bits of it as whole numbers, and computes the new residue in whole numbers without rounding, so that it never grows
 * (Z. Wan, "An algorithm to solve integer linear systems exactly using numerical methods", J. Symb. Comput. 41, 2006). What is
 * left of the residue bounds the error, by a v > 0 with (I - A) v >= 1, which is checked in whole numbers. A fraction in so
 * narrow an enclosure, that no other with a denominator up to the determinant fits in, is the solution itself; the determinant is
 * at most the product of the rows' denominators (Fischer's inequality for M-matrices: A. Berman, R. J. Plemmons, Nonnegative
 * Matrices in the Mathematical Sciences, SIAM 1994, chapter 6).
 * Cost: one elimination for a loop whatever is asked of it, then for every 40 bits one pass over its links and over the numbers
 * kept. 2,000 members with 3 owners each: 10 passes for 60 places, some 700 to show that a holding is exactly 1/2.
 */
export class LoopSolver {
  readonly #size: number;
  /** Row in what is solved, -1: the member is held by its loop alone and so by nobody. */
  readonly #place: Int32Array;
  readonly #members: number[];
  readonly #start: Int32Array;
  readonly #column: Int32Array;
  readonly #parts: bigint[] = [];
  readonly #whole: bigint[] = [];
  readonly #eliminated: Eliminated;
  /** (I - A) v >= 1, in parts of 2^20. */
  readonly #reach: bigint[];
  readonly #bits: number;
  /** Bits a round. */
  readonly #digits: number;
  readonly #work: Work;
  readonly #hasProofs: boolean;

  private constructor(
    size: number,
    place: Int32Array,
    members: number[],
    rows: { start: Int32Array; column: Int32Array; parts: bigint[]; whole: bigint[] },
    eliminated: Eliminated,
    reach: bigint[],
    digits: number,
    work: Work,
    hasProofs: boolean,
  ) {
    this.#size = size;
    this.#place = place;
    this.#members = members;
    this.#start = rows.start;
    this.#column = rows.column;
    this.#parts = rows.parts;
    this.#whole = rows.whole;
    this.#eliminated = eliminated;
    this.#reach = reach;
    this.#digits = digits;
    this.#work = work;
    this.#hasProofs = hasProofs;
    this.#bits = Math.ceil(rows.whole.reduce((sum, whole) => sum + logOf(whole), 0) * (1 + 2 ** -30)) + 1;
  }

  /** Takes a loop apart. `undefined`: it is too tangled, closes too nearly, or its shares are more than the whole. */
  static of(rows: readonly (readonly LoopLink[])[], work: Work, hasProofs = true): LoopSolver | undefined {
    const size = rows.length;
    // Who is held from outside, at least in part, through whatever chain; nothing flows into the others.
    const sums = rows.map((row) => {
      let whole = 1n;
      for (const { share } of row) if (whole % share.d !== 0n) whole = commonMultiple(whole, share.d);
      const parts = row.map(({ share }) => share.n * (whole / share.d));
      let common = whole;
      for (const part of parts) {
        if (common === 1n) break;
        common = gcd(common, part);
      }
      return common === 1n ? { whole, parts } : { whole: whole / common, parts: parts.map((part) => part / common) };
    });
    const users: number[][] = rows.map(() => []);
    rows.forEach((row, user) => {
      for (const { owner, share } of row) if (share.n > 0n) users[owner]?.push(user);
    });
    const isReached = new Uint8Array(size);
    const waiting: number[] = [];
    const see = (row: number) => {
      if (isReached[row] === 1) return;
      isReached[row] = 1;
      waiting.push(row);
    };
    sums.forEach(({ whole, parts }, row) => {
      if (parts.reduce((sum, part) => sum + part, 0n) < whole) see(row);
    });
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop())
      for (const user of users[row] ?? []) see(user);
    const place = new Int32Array(size).fill(-1);
    const members: number[] = [];
    for (let row = 0; row < size; row++) {
      if (isReached[row] === 0) continue;
      place[row] = members.length;
      members.push(row);
    }
    const start = new Int32Array(members.length + 1);
    const column: number[] = [];
    const parts: bigint[] = [];
    const whole: bigint[] = [];
    const share: number[] = [];
    const slack = new Float64Array(members.length);
    for (const [i, row] of members.entries()) {
      const own = sums[row] as { whole: bigint; parts: bigint[] };
      let rest = own.whole;
      (rows[row] ?? []).forEach(({ owner }, at) => {
        const to = place[owner] as number;
        const part = own.parts[at] as bigint;
        if (to === -1 || part === 0n) return;
        column.push(to);
        parts.push(part);
        share.push(quotient(part, own.whole));
        rest -= part;
      });
      if (rest < 0n) return undefined;
      slack[i] = quotient(rest, own.whole);
      whole.push(own.whole);
      start[i + 1] = column.length;
    }
    work.spend(column.length * 4 + size);
    const columns = Int32Array.from(column);
    const eliminated = eliminate(
      { size: members.length, start, column: columns, share: Float64Array.from(share), slack },
      MOST_STEPS,
    );
    if (eliminated === undefined) return undefined;
    work.spend(Math.ceil(eliminated.steps / DOUBLES));
    const held = new Float64Array(members.length).fill(1);
    eliminated.solve(held);
    let most = 1;
    for (const value of held) if (!(value <= most)) most = value;
    const digits = Math.min(40, 45 - Math.ceil(Math.log2(most)));
    if (!(digits >= 6)) return undefined;
    const unit = 2 ** 20;
    const reach = Array.from(held, (value) => BigInt(Math.ceil(value * unit * (1 + 2 ** -6))));
    for (let i = 0; i < members.length; i++) {
      let over = (whole[i] as bigint) * ((reach[i] as bigint) - BigInt(unit));
      for (let at = start[i] as number; at < (start[i + 1] as number); at++)
        over -= (parts[at] as bigint) * (reach[columns[at] as number] as bigint);
      if (over < 0n) return undefined;
    }
    const kept = { start, column: columns, parts, whole };
    return new LoopSolver(size, place, members, kept, eliminated, reach, digits, work, hasProofs);
  }

  /** Every v with (I - A) v >= 1 that was checked, one a member: by how much an error in b may grow. */
  reachOf(row: number): Rational {
    const at = this.#place[row] as number;
    return at === -1 ? ZERO : { n: this.#reach[at] as bigint, d: 1n << 20n };
  }

  /**
   * The least solution for these b. Of the rows that are wanted those of small loops are solved exactly; in larger ones numbers
   * that are simple fractions are, as long as the proof is affordable. `isRough`: no proofs, 20 places do.
   */
  solve(b: readonly Rational[], wanted: (row: number) => boolean, isRough = false): Enclosed[] {
    const members = this.#members;
    const solution: Enclosed[] = Array.from({ length: this.#size }, () => EXACTLY_NOTHING);
    let common = 1n;
    members.forEach((row) => {
      const { n, d } = b[row] ?? ZERO;
      if (n !== 0n && common % d !== 0n) common = commonMultiple(common, d);
    });
    b.forEach(({ n }, row) => {
      // Only where statements contradict each other: everything that may be.
      if (n > 0n && this.#place[row] === -1) solution[row] = { lo: ZERO, hi: ONE };
    });
    const bits = this.#bits + bitsOf(common);
    const lifted = new Lifted(
      members.map((row, i) => {
        const { n, d } = b[row] ?? ZERO;
        return n * (common / d) * (this.#whole[i] as bigint);
      }),
    );
    const isFed = this.#fed(lifted.residue);
    const isBelow = this.#fed(this.#missing(lifted.residue, common));
    members.forEach((row, at) => {
      if (isBelow[at] === 0) solution[row] = { lo: ONE, hi: ONE };
    });
    const isOpen = isFed.map((fed, at) => fed & (isBelow[at] as number));
    if (!isOpen.includes(1)) return solution;
    const weights = this.#whole.map((whole) => new Scale(whole * common));
    const isExact = 2 * bits + 8 <= EXACT_BITS && !isRough;
    const all = members.map((_, at) => at);
    this.#lift(lifted, common, weights, isRough ? 100 : isExact ? 2 * bits + 8 : FIRST_BITS, all);
    const simple: { row: number; at: number; value: Rational }[] = [];
    let needed = 0;
    members.forEach((row, at) => {
      if (isOpen[at] === 0) return;
      const { lo, hi, d } = this.#enclosed(lifted, at);
      if (isRough) {
        solution[row] = { lo: { n: lo, d }, hi: { n: hi, d } };
        return;
      }
      solution[row] = { lo: { n: (lo * ENDS) / d, d: ENDS }, hi: { n: (hi * ENDS + d - 1n) / d, d: ENDS } };
      if (!wanted(row)) return;
      const value = simplestBetween({ n: lo, d }, { n: hi, d });
      this.#work.spend(isExact ? Math.ceil((bits * bits) / 2000) + 40 : 40);
      const below = bitsOf(value.d);
      // Something is held, however little, and not everything.
      if (!isExact && (below > SIMPLE_BITS || value.n === 0n || value.n === value.d)) return;
      simple.push({ row, at, value });
      needed = Math.max(needed, bits + below + 4);
    });
    if (simple.length === 0) return solution;
    if (!isExact) {
      if (!this.#hasProofs) return solution;
      const rounds = needed / this.#digits;
      const cost = rounds * (this.#eliminated.kept + this.#parts.length * 100);
      if (cost > MOST_PROOF || !this.#work.allows(cost / DOUBLES)) return solution;
    }
    this.#lift(
      lifted,
      common,
      weights,
      needed,
      simple.map(({ at }) => at),
    );
    for (const { row, at, value } of simple) {
      const { lo, hi, d } = this.#enclosed(lifted, at);
      const isWithin = lo * value.d <= value.n * d && value.n * d <= hi * value.d;
      // Two fractions differ by at least one part in the product of their denominators.
      const isAlone = bitsOf(hi - lo) + bitsOf(value.d) + bits <= lifted.bits;
      if (isWithin && isAlone) solution[row] = { lo: value, hi: value };
    }
    return solution;
  }

  /** What others hold flows in where b leaves something over: the same equations hold for 1 - x. */
  #missing(b: readonly bigint[], common: bigint): bigint[] {
    return b.map((value, i) => {
      let left = this.#whole[i] as bigint;
      for (let at = this.#start[i] as number; at < (this.#start[i + 1] as number); at++)
        left -= this.#parts[at] as bigint;
      return left * common - value;
    });
  }

  /** Members into whom any of b flows. */
  #fed(b: readonly bigint[]): Uint8Array {
    const isFed = new Uint8Array(this.#members.length);
    const waiting: number[] = [];
    b.forEach((value, at) => {
      if (value === 0n) return;
      isFed[at] = 1;
      waiting.push(at);
    });
    if (waiting.length === 0 || waiting.length === b.length) return isFed;
    const users: number[][] = this.#members.map(() => []);
    for (let i = 0; i < this.#members.length; i++)
      for (let at = this.#start[i] as number; at < (this.#start[i + 1] as number); at++)
        users[this.#column[at] as number]?.push(i);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      for (const user of users[at] ?? []) {
        if (isFed[user] === 1) continue;
        isFed[user] = 1;
        waiting.push(user);
      }
    }
    return isFed;
  }

  /** Goes on until the error of these members is below 2^-bits; the values of others are left behind. */
  #lift(lifted: Lifted, common: bigint, weights: readonly Scale[], bits: number, which: readonly number[]): void {
    const shift = BigInt(this.#digits);
    const unit = 2 ** this.#digits;
    const size = this.#members.length;
    const most = this.#reach.reduce((a, c) => (a > c ? a : c), 0n);
    const target = bits + bitsOf(most) - 20 + 8;
    const { residue, value } = lifted;
    const digit = new Float64Array(size);
    const whole: bigint[] = Array.from({ length: size }, () => 0n);
    while (lifted.bits < target) {
      this.#work.spend(Math.ceil((this.#eliminated.kept + this.#parts.length * 60 + size * 60) / DOUBLES));
      for (let i = 0; i < size; i++) digit[i] = (weights[i] as Scale).of(residue[i] as bigint);
      this.#eliminated.solve(digit);
      for (let i = 0; i < size; i++) {
        whole[i] = BigInt(Math.round((digit[i] as number) * unit));
      }
      for (const i of which) value[i] = ((value[i] as bigint) << shift) + (whole[i] as bigint);
      for (let i = 0; i < size; i++) {
        let taken = (this.#whole[i] as bigint) * (whole[i] as bigint);
        for (let at = this.#start[i] as number; at < (this.#start[i + 1] as number); at++)
          taken -= (this.#parts[at] as bigint) * (whole[this.#column[at] as number] as bigint);
        residue[i] = ((residue[i] as bigint) << shift) - (common === 1n ? taken : common * taken);
      }
      lifted.bits += this.#digits;
    }
    // As much as is left of the residue, in whole parts of what a row makes of 1.
    let left = 1n;
    for (let i = 0; i < size; i++) {
      const own = residue[i] as bigint;
      const by = (own < 0n ? -own : own) / ((this.#whole[i] as bigint) * common) + 1n;
      if (by > left) left = by;
    }
    lifted.left = left;
  }

  #enclosed(lifted: Lifted, at: number): { lo: bigint; hi: bigint; d: bigint } {
    const value = lifted.value[at] as bigint;
    const error = ((lifted.left * (this.#reach[at] as bigint)) >> 20n) + 1n;
    const lo = value - error;
    return { lo: lo < 0n ? 0n : lo, hi: value + error, d: 1n << BigInt(lifted.bits) };
  }
}

const EXACTLY_NOTHING: Enclosed = { lo: ZERO, hi: ZERO };

/** How far a solution has come: `value` in parts of 2^bits, and what is left of b. */
class Lifted {
  readonly residue: bigint[];
  readonly value: bigint[];
  bits = 0;
  left = 1n;
  constructor(residue: bigint[]) {
    this.residue = residue;
    this.value = residue.map(() => 0n);
  }
}

/** Numbers as doubles, in parts of one large number. */
class Scale {
  readonly #shift: bigint;
  readonly #unit: number;
  constructor(unit: bigint) {
    this.#shift = BigInt(Math.max(0, bitsOf(unit) - 80));
    this.#unit = Number(unit >> this.#shift);
  }
  of(value: bigint): number {
    return Number(value >> this.#shift) / this.#unit;
  }
}

/** The nearest double, or one beside it, of a fraction from 0 to 1. */
function quotient(n: bigint, d: bigint): number {
  const shift = BigInt(Math.max(0, bitsOf(d) - 1000));
  const [above, below] = [Number(n >> shift), Number(d >> shift)];
  return above / below;
}
