/** Flow of value from the inputs through the tiers to the product. For drawing only: floats are fine here, verdicts are exact. */
export interface Flow {
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly controlled: boolean }[];
  readonly links: readonly { readonly from: string; readonly to: string; readonly value: number }[];
}

/** The links that a Sankey can draw: positive, between known nodes, and not part of a loop. */
export function drawable({ nodes, links }: Flow): Flow['links'] {
  const known = new Set(nodes.map(({ id }) => id));
  const below = new Map<string, string[]>();
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return (below.get(from) ?? []).some((next) => leadsTo(next, to, seen));
  };
  return links.filter(({ from, to, value }) => {
    if (!known.has(from) || !known.has(to) || !(value > 0) || !Number.isFinite(value) || leadsTo(to, from))
      return false;
    below.set(from, [...(below.get(from) ?? []), to]);
    return true;
  });
}
