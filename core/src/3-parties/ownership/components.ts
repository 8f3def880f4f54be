/** Compressed links: those of node `x` are `links[start[x]] … links[start[x + 1] - 1]`. */
export interface Links {
  readonly start: Int32Array;
  readonly other: Int32Array;
}

/** Groups of nodes that reach each other, in an order in which owners come before what they own. */
export interface Components {
  /** Nodes group by group. */
  readonly order: Int32Array;
  /** Place of each node in `order`. */
  readonly position: Int32Array;
  /** Group of each node, counted from 0 in that order. */
  readonly group: Int32Array;
  readonly groupSize: Int32Array;
}

/**
 * Which entities stand in loops together? Strongly connected components (R. E. Tarjan, "Depth-first search and linear
 * graph algorithms", SIAM J. Comput. 1(2), 1972), without recursion, so that a chain of a million owners is no problem.
 * The links lead from the owned to its owners; a group is finished after all groups above it, so owners come first.
 * @example A owns B, B owns A, A owns C: groups {A, B}, {C}
 */
export function componentsOf(nodes: number, { start, other }: Links): Components {
  const index = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const group = new Int32Array(nodes).fill(-1);
  const order = new Int32Array(nodes);
  const position = new Int32Array(nodes);
  const sizes: number[] = [];
  const waiting = new Int32Array(nodes);
  const path = new Int32Array(nodes);
  const next = new Int32Array(nodes);
  let [counter, waitingCount, placed] = [0, 0, 0];
  for (let root = 0; root < nodes; root++) {
    if (index[root] !== -1) continue;
    let depth = 0;
    path[0] = root;
    index[root] = low[root] = counter++;
    next[root] = start[root] as number;
    waiting[waitingCount++] = root;
    while (depth >= 0) {
      const node = path[depth] as number;
      const at = next[node] as number;
      if (at < (start[node + 1] as number)) {
        next[node] = at + 1;
        const to = other[at] as number;
        if (index[to] === -1) {
          index[to] = low[to] = counter++;
          next[to] = start[to] as number;
          waiting[waitingCount++] = to;
          path[++depth] = to;
        } else if (group[to] === -1 && (index[to] as number) < (low[node] as number)) low[node] = index[to] as number;
        continue;
      }
      if (low[node] === index[node]) {
        const first = placed;
        let member: number;
        do {
          member = waiting[--waitingCount] as number;
          group[member] = sizes.length;
          position[member] = placed;
          order[placed++] = member;
        } while (member !== node);
        sizes.push(placed - first);
      }
      depth--;
      if (depth >= 0) {
        const above = path[depth] as number;
        if ((low[node] as number) < (low[above] as number)) low[above] = low[node] as number;
      }
    }
  }
  return { order, position, group, groupSize: Int32Array.from(sizes) };
}
