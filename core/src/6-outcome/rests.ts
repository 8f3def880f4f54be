import type { BoundCondition, BoundTest } from '../law/index.ts';
import type { Verdict } from '../finding.ts';

/**
 * What is left of a condition once some variables are known: decided, or a formula over the open ones. Rests that ask the same are one object, so they are
 * compared by `id`.
 */
export interface Rest {
  readonly id: number;
  readonly verdict: Verdict;
  /** The first variable that is open in it, by number. */
  readonly first: number;
}

interface OpenTest extends Rest {
  readonly variable: number;
  /** The values that meet it, a bit each. */
  readonly accepted: number;
}
interface OpenParts extends Rest {
  readonly parts: readonly Rest[];
  /** What one part decides for the whole. */
  readonly decides: Verdict;
  readonly last: number;
}

const NEVER_OPEN = Number.POSITIVE_INFINITY;
const MET: Rest = { id: 0, verdict: 'met', first: NEVER_OPEN };
const NOT_MET: Rest = { id: 1, verdict: 'not-met', first: NEVER_OPEN };
/** Keys are numbers: one for each variable and set of its values, so more apart than there are bits. */
const BITS = 32;

const opposite = (verdict: Verdict): Verdict => (verdict === 'met' ? 'not-met' : 'met');
const decided = (verdict: Verdict): Rest => (verdict === 'met' ? MET : NOT_MET);

/**
 * The rests of one diagram. Negations are pushed down to the tests, tests of one variable side by side become one, and parts are put in one order, so that
 * conditions written otherwise meet where they ask the same.
 */
export class Rests {
  readonly #every: readonly number[];
  readonly #numberOf: (key: string) => number;
  readonly #acceptedBy: (test: BoundTest, variable: number) => number;
  readonly #tests = new Map<number, OpenTest>();
  readonly #parts = new Map<string, OpenParts>();
  readonly #given = new Map<number, Rest>();
  readonly #ofTest = new Map<BoundTest, readonly [met: Rest, notMet: Rest]>();
  #size = 2;

  /**
   * @param every all values of each variable, a bit each
   * @param acceptedBy those that meet a test
   */
  constructor(
    every: readonly number[],
    numberOf: (key: string) => number,
    acceptedBy: (test: BoundTest, variable: number) => number,
  ) {
    this.#every = every;
    this.#numberOf = numberOf;
    this.#acceptedBy = acceptedBy;
  }

  /** What is asked before anything is given. Cost: a step for each test of the condition, none behind a part that decides. */
  of(condition: BoundCondition, isWanted = true): Rest {
    if ('test' in condition) return this.#ofBound(condition.test)[isWanted ? 0 : 1];
    if ('not' in condition) return this.of(condition.not, !isWanted);
    const [parts, isAll] = 'all' in condition ? [condition.all, isWanted] : [condition.any, !isWanted];
    return this.#join(
      parts.map((part) => () => this.of(part, isWanted)),
      isAll ? 'not-met' : 'met',
    );
  }

  /** What is left of it once the variable has this value (its bit). */
  given(rest: Rest, variable: number, bit: number): Rest {
    if (rest.first > variable) return rest;
    if ('accepted' in rest) return decided(((rest as OpenTest).accepted & (1 << bit)) === 0 ? 'not-met' : 'met');
    const { parts, decides, last } = rest as OpenParts;
    if (last < variable) return rest;
    const key = (rest.id * this.#every.length + variable) * BITS + bit;
    const before = this.#given.get(key);
    if (before !== undefined) return before;
    const left = this.#join(
      parts.map((part) => () => this.given(part, variable, bit)),
      decides,
    );
    this.#given.set(key, left);
    return left;
  }

  #ofBound(test: BoundTest): readonly [met: Rest, notMet: Rest] {
    const before = this.#ofTest.get(test);
    if (before !== undefined) return before;
    const each = test.variables.map(({ key }) => {
      const variable = this.#numberOf(key);
      return [variable, this.#acceptedBy(test, variable)] as const;
    });
    const both = [
      this.#join(
        each.map(
          ([variable, accepted]) =>
            () =>
              this.#test(variable, accepted),
        ),
        'met',
      ),
      this.#join(
        each.map(
          ([variable, accepted]) =>
            () =>
              this.#test(variable, (this.#every[variable] as number) & ~accepted),
        ),
        'not-met',
      ),
    ] as const;
    this.#ofTest.set(test, both);
    return both;
  }

  #test(variable: number, accepted: number): Rest {
    if (accepted === 0) return NOT_MET;
    if (accepted === this.#every[variable]) return MET;
    const key = variable * 2 ** BITS + accepted;
    const before = this.#tests.get(key);
    if (before !== undefined) return before;
    const test: OpenTest = { id: this.#next(), verdict: 'unknown', first: variable, variable, accepted };
    this.#tests.set(key, test);
    return test;
  }

  #join(parts: readonly (() => Rest)[], decides: Verdict): Rest {
    const open = new Map<number, Rest>();
    const ofVariable = new Map<number, number>();
    const add = (rest: Rest): boolean => {
      if (rest.verdict !== 'unknown') return rest.verdict === decides;
      if ('accepted' in rest) {
        const { variable, accepted } = rest as OpenTest;
        const before = ofVariable.get(variable);
        const both = before === undefined ? accepted : decides === 'met' ? before | accepted : before & accepted;
        ofVariable.set(variable, both);
        return this.#test(variable, both).verdict === decides;
      }
      if ((rest as OpenParts).decides === decides) return (rest as OpenParts).parts.some(add);
      open.set(rest.id, rest);
      return false;
    };
    for (const part of parts) if (add(part())) return decided(decides);
    for (const [variable, accepted] of ofVariable) {
      const test = this.#test(variable, accepted);
      open.set(test.id, test);
    }
    const [only] = open.values();
    if (open.size <= 1) return only ?? decided(opposite(decides));
    const sorted = [...open.values()].sort((a, b) => a.id - b.id);
    const key = `${decides} ${sorted.map(({ id }) => id).join(' ')}`;
    const before = this.#parts.get(key);
    if (before !== undefined) return before;
    const joined: OpenParts = {
      id: this.#next(),
      verdict: 'unknown',
      first: Math.min(...sorted.map(({ first }) => first)),
      last: Math.max(...sorted.map((rest) => ('last' in rest ? (rest as OpenParts).last : rest.first))),
      parts: sorted,
      decides,
    };
    this.#parts.set(key, joined);
    return joined;
  }

  #next(): number {
    this.#size += 1;
    return this.#size - 1;
  }
}
