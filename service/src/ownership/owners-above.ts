import { type OwnershipGraph, shareOfEdge } from '@ytterby/core/ownership';

/** A party to draw; the one asked about is at level 0, its owners at 1, theirs at 2. */
export interface DrawnParty {
  /** Its number in the graph. */
  readonly party: number;
  readonly level: number;
}

/** A holding to draw. */
export interface DrawnHolding {
  readonly owner: number;
  readonly owned: number;
  readonly share: ReturnType<typeof shareOfEdge>;
}

/** Who stands above a party. */
export interface OwnersAbove {
  readonly parties: readonly DrawnParty[];
  readonly holdings: readonly DrawnHolding[];
  /** There are more parties or holdings than fit. */
  readonly isCut: boolean;
}

/**
 * The parties above one, nearest first, with their holdings: what a drawing of owners needs. A holding whose owner is not above
 * the owned party closes a loop.
 * Cost: a step for each holding in a party that is drawn.
 * @param most parties at most, and ten times as many holdings
 */
export function ownersAbove(graph: OwnershipGraph, target: string, most: number): OwnersAbove | undefined {
  const root = graph.indexOf(target);
  if (root === undefined) return undefined;
  const level = new Map<number, number>([[root, 0]]);
  const holdings: DrawnHolding[] = [];
  let isCut = false;
  const queue = [root];
  for (let owned = queue.shift(); owned !== undefined; owned = queue.shift()) {
    for (let edge = graph.start[owned] ?? 0; edge < (graph.start[owned + 1] ?? 0); edge += 1) {
      const owner = graph.party(graph.owner[edge] ?? 0);
      if (!level.has(owner) && level.size >= most) {
        isCut = true;
        continue;
      }
      if (holdings.length >= most * 10) {
        isCut = true;
        if (level.has(owner)) continue;
      }
      holdings.push({ owner, owned, share: shareOfEdge(graph, edge) });
      if (level.has(owner)) continue;
      level.set(owner, (level.get(owned) ?? 0) + 1);
      queue.push(owner);
    }
  }
  return { parties: Array.from(level, ([party, at]) => ({ party, level: at })), holdings, isCut };
}
