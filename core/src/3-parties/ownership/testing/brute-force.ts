import {
  add,
  compare,
  divide,
  isZero,
  larger,
  multiply,
  ONE,
  type Rational,
  rational,
  smaller,
  subtract,
  ZERO,
} from '../../../quantity/rational.ts';

/**
 * Bounds by brute force, for small graphs: every corner of what the statements allow is tried, every corner is solved as
 * one dense linear system or by trying every set of majorities. Shares no code with the solvers under test.
 */

/** `share[x][o]`: range of what `o` holds of `x`. `open[x]`: the rest of `x` may be held by a listed party. */
export interface Dense {
  readonly size: number;
  readonly share: readonly (readonly (readonly [Rational, Rational] | undefined)[])[];
  readonly open: readonly boolean[];
}

const HALF = rational('1/2');

const sum = (values: readonly Rational[]) => values.reduce(add, ZERO);

/** Every corner of { s within its ranges, total at most 1 }: all ends, and all but one at an end with the total just 1. */
function corners(ranges: readonly (readonly [Rational, Rational])[]): Rational[][] {
  const found: Rational[][] = [];
  const ends = (at: number, chosen: Rational[], free: number | undefined): void => {
    if (at === ranges.length) {
      const rest = subtract(ONE, sum(chosen));
      if (free === undefined) {
        if (rest.n >= 0n) found.push([...chosen]);
        return;
      }
      const [lo, hi] = ranges[free] as readonly [Rational, Rational];
      const value = subtract(ONE, sum(chosen.filter((_, i) => i !== free)));
      if (compare(value, lo) > 0 && compare(value, hi) < 0)
        found.push(chosen.map((each, i) => (i === free ? value : each)));
      return;
    }
    const [lo, hi] = ranges[at] as readonly [Rational, Rational];
    if (free === at) ends(at + 1, [...chosen, ZERO], free);
    else for (const end of compare(lo, hi) === 0 ? [lo] : [lo, hi]) ends(at + 1, [...chosen, end], free);
  };
  ends(0, [], undefined);
  for (let free = 0; free < ranges.length; free++) ends(0, [], free);
  return found;
}

/** x = A x + b by Gauss and Jordan over the unknowns that something flows into; the others are 0. */
export function solveDense(matrix: readonly (readonly Rational[])[], constant: readonly Rational[]): Rational[] {
  const size = constant.length;
  const fed = constant.map((value) => value.n > 0n);
  for (let round = 0; round < size; round++) {
    for (let row = 0; row < size; row++) {
      if ((matrix[row] ?? []).some((factor, other) => factor.n > 0n && fed[other] === true)) fed[row] = true;
    }
  }
  const unknowns = fed.flatMap((is, row) => (is ? [row] : []));
  const rows = unknowns.map((row) => [
    ...unknowns.map((other) => subtract(row === other ? ONE : ZERO, matrix[row]?.[other] ?? ZERO)),
    constant[row] ?? ZERO,
  ]);
  for (let column = 0; column < unknowns.length; column++) {
    const pivot = rows.findIndex((row, i) => i >= column && !isZero(row[column] ?? ZERO));
    if (pivot < 0) throw new Error('singular');
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    const scale = rows[column]?.[column] ?? ONE;
    rows[column] = (rows[column] ?? []).map((value) => divide(value, scale));
    for (let row = 0; row < rows.length; row++) {
      const factor = rows[row]?.[column] ?? ZERO;
      if (row === column || isZero(factor)) continue;
      rows[row] = (rows[row] ?? []).map((value, i) => subtract(value, multiply(factor, rows[column]?.[i] ?? ZERO)));
    }
  }
  const solution = constant.map(() => ZERO);
  unknowns.forEach((row, i) => {
    solution[row] = rows[i]?.at(-1) ?? ZERO;
  });
  return solution;
}

/** What the seeds hold when every share is known: multiplied through. `rest`: held by the seeds beside the owners. */
export function trueMultiplied(
  shares: readonly (readonly Rational[])[],
  rest: readonly Rational[],
  seeds: ReadonlySet<number>,
): Rational[] {
  const size = rest.length;
  const matrix = shares.map((row, x) => row.map((share, o) => (seeds.has(x) || seeds.has(o) ? ZERO : share)));
  const constant = rest.map((own, x) =>
    seeds.has(x) ? ZERO : add(own, sum((shares[x] ?? []).filter((_, o) => seeds.has(o)))),
  );
  const held = solveDense(matrix, constant);
  for (let x = 0; x < size; x++) if (seeds.has(x)) held[x] = ONE;
  return held;
}

/** What the seeds hold when every share is known and a majority counts as the whole: least fixed point by trying all sets. */
export function trueMajority(
  shares: readonly (readonly Rational[])[],
  rest: readonly Rational[],
  seeds: ReadonlySet<number>,
): Rational[] {
  const size = rest.length;
  const held = (set: number) =>
    rest.map((own, x) => add(own, sum((shares[x] ?? []).filter((_, o) => (set & (1 << o)) !== 0))));
  let best: number | undefined;
  const bits = (set: number) => [...Array(size).keys()].filter((x) => (set & (1 << x)) !== 0).length;
  for (let set = 0; set < 1 << size; set++) {
    const now = held(set);
    const isFixed = now.every((h, x) => ((set & (1 << x)) !== 0) === (seeds.has(x) || compare(h, HALF) >= 0));
    if (isFixed && (best === undefined || bits(set) < bits(best))) best = set;
  }
  return held(best ?? 0).map((h, x) => (seeds.has(x) ? ONE : smaller(h, ONE)));
}

/** Members of groups that are stated to hold each other wholly, with no seed among them: by trying every group. */
function selfHeld(graph: Dense, seeds: ReadonlySet<number>): Set<number> {
  const found = new Set<number>();
  for (let set = 1; set < 1 << graph.size; set++) {
    const members = [...Array(graph.size).keys()].filter((x) => (set & (1 << x)) !== 0);
    if (members.some((x) => seeds.has(x))) continue;
    const isClosed = members.every((x) => compare(sum(members.map((o) => graph.share[x]?.[o]?.[0] ?? ZERO)), ONE) >= 0);
    if (isClosed) for (const x of members) found.add(x);
  }
  return found;
}

/** The corners of every node, as full rows with what is left for the seeds. */
function choices(graph: Dense): { shares: Rational[]; rest: Rational }[][] {
  return graph.share.map((row, x) => {
    const owners = row.flatMap((range, o) => (range === undefined ? [] : [{ o, range }]));
    return corners(owners.map(({ range }) => range)).map((corner) => {
      const shares = row.map(() => ZERO);
      owners.forEach(({ o }, i) => {
        shares[o] = corner[i] ?? ZERO;
      });
      return { shares, rest: graph.open[x] === true ? subtract(ONE, sum(corner)) : ZERO };
    });
  });
}

/** Lower and upper bound of what the seeds hold, multiplied through. */
export function bruteMultiplied(graph: Dense, seeds: ReadonlySet<number>): { lo: Rational[]; hi: Rational[] } {
  const least = graph.share.map((row) => row.map((range) => range?.[0] ?? ZERO));
  const lo = trueMultiplied(
    least,
    least.map(() => ZERO),
    seeds,
  );
  let hi: Rational[] = lo;
  const perNode = choices(graph);
  const closed = selfHeld(graph, seeds);
  const walk = (x: number, shares: Rational[][], rest: Rational[]): void => {
    if (x === graph.size) {
      const held = trueMultiplied(shares, rest, seeds);
      hi = hi.map((value, i) => larger(value, held[i] ?? ZERO));
      return;
    }
    if (closed.has(x)) {
      walk(x + 1, [...shares, graph.open.map(() => ZERO)], [...rest, ONE]);
      return;
    }
    if (seeds.has(x)) {
      walk(x + 1, [...shares, graph.open.map(() => ZERO)], [...rest, ZERO]);
      return;
    }
    for (const choice of perNode[x] ?? []) walk(x + 1, [...shares, choice.shares], [...rest, choice.rest]);
  };
  walk(0, [], []);
  return { lo, hi };
}

/** The same when a majority counts as the whole: upper bound = greatest set that holds itself, among what is reached. */
export function bruteMajority(graph: Dense, seeds: ReadonlySet<number>): { lo: Rational[]; hi: Rational[] } {
  const least = graph.share.map((row) => row.map((range) => range?.[0] ?? ZERO));
  const lo = trueMajority(
    least,
    least.map(() => ZERO),
    seeds,
  );
  const reached = new Set(seeds);
  for (let x = 0; x < graph.size; x++) {
    if (!seeds.has(x) && graph.open[x] === true && compare(sum(least[x] ?? []), ONE) < 0) reached.add(x);
  }
  for (let round = 0; round < graph.size; round++) {
    for (let x = 0; x < graph.size; x++) {
      if (seeds.has(x)) continue;
      if ((graph.share[x] ?? []).some((range, o) => range !== undefined && range[1].n > 0n && reached.has(o)))
        reached.add(x);
    }
  }
  const perNode = choices(graph);
  const most = (set: number) =>
    perNode.map((options) =>
      options
        .map(({ shares, rest }) => add(rest, sum(shares.filter((_, o) => (set & (1 << o)) !== 0))))
        .reduce(larger, ZERO),
    );
  let union = 0;
  for (let set = 0; set < 1 << graph.size; set++) {
    const members = [...Array(graph.size).keys()].filter((x) => (set & (1 << x)) !== 0);
    if (!members.every((x) => reached.has(x)) || ![...seeds].every((x) => members.includes(x))) continue;
    const held = most(set);
    // A set that supports itself; the greatest is the union of all.
    if (members.every((x) => seeds.has(x) || compare(held[x] ?? ZERO, HALF) >= 0)) union |= set;
  }
  const hi = most(union).map((h, x) => (seeds.has(x) ? ONE : smaller(h, ONE)));
  return { lo, hi };
}
