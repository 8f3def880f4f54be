/** x = A x + b over the members of a loop, in doubles: row `i` has the shares `share[start[i]] … share[start[i + 1] - 1]`. */
export interface LoopShares {
  readonly size: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly share: Float64Array;
  /** What the row leaves over of the whole, never negative; not computed from the doubles, which would lose it. */
  readonly slack: Float64Array;
}

/** I - A taken apart, so that any b is solved with one step for each number kept. */
export interface Eliminated {
  /** Solves in place: b becomes x. */
  readonly solve: (b: Float64Array) => void;
  /** Numbers kept: what one `solve` costs. */
  readonly kept: number;
  /** Multiplications that it took. */
  readonly steps: number;
}

/** Remaining rows are kept as a dense square once so much of it is filled. */
const DENSE = 1 / 12;
const SMALL = 24;

/**
 * Takes I - A apart without subtracting: the pivot of a row is its slack plus its other shares, and eliminating a member hands
 * its shares on to those who hold it (W. K. Grassmann, M. I. Taksar, D. P. Heyman, "Regenerative analysis and steady state
 * distributions for Markov chains", Operations Research 33(5), 1985; for such matrices with slack: A. S. Alfa, J. Xue, Q. Ye,
 * "Accurate computation of the smallest eigenvalue of a diagonally dominant M-matrix", Math. Comp. 71, 2002). So every number
 * kept is right to some 2^-45 of itself, however nearly the loop closes. The member with the least fill comes first (H. M.
 * Markowitz, "The elimination form of the inverse and its application to linear programming", Management Science 3(3), 1957).
 * Every member must reach a slack through its owners.
 * Cost: for rings and trees of loops a few steps a share; for m members that are tangled up at random m^3 / 3 at most, with
 * m about a third of the members where each has three owners. Given up (`undefined`) beyond `mostSteps`.
 */
export function eliminate(
  { size, start, column, share, slack }: LoopShares,
  mostSteps: number,
): Eliminated | undefined {
  const left = slack.slice();
  const rows: Map<number, number>[] = [];
  const users: Set<number>[] = Array.from({ length: size }, () => new Set<number>());
  let filled = 0;
  for (let row = 0; row < size; row++) {
    const own = new Map<number, number>();
    for (let at = start[row] as number; at < (start[row + 1] as number); at++) {
      const other = column[at] as number;
      if (other === row || share[at] === 0) continue;
      own.set(other, (own.get(other) ?? 0) + (share[at] as number));
      users[other]?.add(row);
    }
    rows.push(own);
    filled += own.size;
  }
  const stated = filled;
  const queue = new Fill();
  const weigh = (row: number) => (rows[row] as Map<number, number>).size * (users[row] as Set<number>).size;
  for (let row = 0; row < size; row++) queue.push(weigh(row), row);
  const isDone = new Uint8Array(size);
  const order: number[] = [];
  const pivot = new Float64Array(size);
  const [upTo, upRow, upBy]: [number[], number[], number[]] = [[0], [], []];
  const [downTo, downColumn, downBy]: [number[], number[], number[]] = [[0], [], []];
  let remaining = size;
  let steps = filled;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (remaining > SMALL && filled > remaining * remaining * DENSE) break;
    const [weight, row] = next;
    if (isDone[row] === 1 || weight !== weigh(row)) continue;
    const own = rows[row] as Map<number, number>;
    const by = users[row] as Set<number>;
    let whole = left[row] as number;
    for (const [other, value] of own) {
      whole += value;
      users[other]?.delete(row);
      downColumn.push(other);
      downBy.push(value);
    }
    if (!(whole > 0)) return undefined;
    isDone[row] = 1;
    remaining--;
    order.push(row);
    pivot[row] = whole;
    filled -= own.size;
    for (const user of by) {
      const using = rows[user] as Map<number, number>;
      const through = (using.get(row) as number) / whole;
      using.delete(row);
      filled -= using.size + 1;
      for (const [other, value] of own) {
        if (other === user) continue;
        const before = using.get(other);
        if (before === undefined) users[other]?.add(user);
        using.set(other, (before ?? 0) + through * value);
      }
      left[user] = (left[user] as number) + through * (left[row] as number);
      filled += using.size;
      upRow.push(user);
      upBy.push(through);
    }
    // Whose fill has changed: those who held it and those whom it held.
    for (const user of by) queue.push(weigh(user), user);
    for (const other of own.keys()) queue.push(weigh(other), other);
    upTo.push(upRow.length);
    downTo.push(downColumn.length);
    steps += own.size * by.size + own.size + by.size;
    // The square that is left once it is dense only grows while the fill does.
    if (filled > 2 * stated && (filled / DENSE) ** 1.5 / 3 > mostSteps) return undefined;
    if (steps * 20 > mostSteps) return undefined;
  }
  const members: number[] = [];
  for (let row = 0; row < size; row++) if (isDone[row] === 0) members.push(row);
  const m = members.length;
  steps = steps * 20 + (m * m * m) / 3;
  if (steps > mostSteps) return undefined;
  const place = new Map(members.map((row, i) => [row, i]));
  const square = new Float64Array(m * m);
  members.forEach((row, i) => {
    for (const [other, value] of rows[row] as Map<number, number>) square[i * m + (place.get(other) as number)] = value;
  });
  const over = Float64Array.from(members, (row) => left[row] as number);
  const wholes = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    const own = square.subarray(k * m, (k + 1) * m);
    let whole = over[k] as number;
    for (let j = k + 1; j < m; j++) whole += own[j] as number;
    if (!(whole > 0)) return undefined;
    wholes[k] = whole;
    for (let i = k + 1; i < m; i++) {
      const through = (square[i * m + k] as number) / whole;
      square[i * m + k] = through;
      if (through === 0) continue;
      const to = i * m;
      for (let j = k + 1; j < m; j++) square[to + j] = (square[to + j] as number) + through * (own[j] as number);
      over[i] = (over[i] as number) + through * (over[k] as number);
    }
  }
  const [to, up, upShare] = [Int32Array.from(upTo), Int32Array.from(upRow), Float64Array.from(upBy)];
  const [from, down, downShare] = [Int32Array.from(downTo), Int32Array.from(downColumn), Float64Array.from(downBy)];
  const first = order.length;
  const solve = (b: Float64Array): void => {
    for (let at = 0; at < first; at++) {
      const value = b[order[at] as number] as number;
      if (value === 0) continue;
      for (let i = to[at] as number; i < (to[at + 1] as number); i++) {
        const user = up[i] as number;
        b[user] = (b[user] as number) + (upShare[i] as number) * value;
      }
    }
    const rest = Float64Array.from(members, (row) => b[row] as number);
    for (let i = 1; i < m; i++) {
      let sum = rest[i] as number;
      for (let j = 0; j < i; j++) sum += (square[i * m + j] as number) * (rest[j] as number);
      rest[i] = sum;
    }
    for (let i = m - 1; i >= 0; i--) {
      let sum = rest[i] as number;
      for (let j = i + 1; j < m; j++) sum += (square[i * m + j] as number) * (rest[j] as number);
      rest[i] = sum / (wholes[i] as number);
      b[members[i] as number] = rest[i] as number;
    }
    for (let at = first - 1; at >= 0; at--) {
      const row = order[at] as number;
      let sum = b[row] as number;
      for (let i = from[at] as number; i < (from[at + 1] as number); i++)
        sum += (downShare[i] as number) * (b[down[i] as number] as number);
      b[row] = sum / (pivot[row] as number);
    }
  };
  return { solve, kept: up.length + down.length + m * m + size, steps };
}

/** A heap of rows, the least fill on top, then the smallest number; what is no longer so stays in it and is passed over. */
class Fill {
  readonly #items: [number, number][] = [];

  push(weight: number, row: number): void {
    const items = this.#items;
    let at = items.push([weight, row]) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isLess(items[at] as [number, number], items[up] as [number, number])) break;
      [items[at], items[up]] = [items[up] as [number, number], items[at] as [number, number]];
      at = up;
    }
  }

  pop(): [number, number] | undefined {
    const items = this.#items;
    const [top] = items;
    const last = items.pop();
    if (top === undefined || last === undefined || items.length === 0) return top;
    items[0] = last;
    for (let at = 0; ; ) {
      let best = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < items.length && isLess(items[child] as [number, number], items[best] as [number, number]))
          best = child;
      if (best === at) return top;
      [items[at], items[best]] = [items[best] as [number, number], items[at] as [number, number]];
      at = best;
    }
  }
}

const isLess = (a: readonly [number, number], b: readonly [number, number]) =>
  a[0] === b[0] ? a[1] < b[1] : a[0] < b[0];
