import type { BomFacts, ContentAnswer } from '@ytterby/core';
import type { Flow } from './drawable-flow.ts';

/** More ribbons than these are no picture any more. */
const MOST_PARTS = 40;

/**
 * How value flows from inputs into the product of a bill, for drawing only: floats, the middle of ranges, and no more
 * than the parts that contribute plus the dearest others. `null` when the bill states no values to draw.
 */
export function valueFlow(bom: BomFacts, content: ContentAnswer): Flow | null {
  const parts = new Map(bom.parts.map((part) => [part.id, part]));
  const controlled = new Set(
    content.products.flatMap(({ contributions }) => contributions.flatMap(({ path }) => path)),
  );
  const isUsed = new Set(bom.parts.flatMap((part) => (part.inputs ?? []).map((input) => input.part)));
  const roots = bom.parts.filter((part) => !isUsed.has(part.id));
  const links: { from: string; to: string; value: number }[] = [];
  const seen = new Set<string>();
  const queue = roots.map(({ id }) => ({ id, units: 1 }));
  for (let next = queue.shift(); next !== undefined && seen.size < MOST_PARTS * 4; next = queue.shift()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    for (const input of parts.get(next.id)?.inputs ?? []) {
      const units = next.units * (middle(input.quantity) ?? 1);
      const value = units * (valueOf(parts.get(input.part)?.value) ?? 0);
      if (value > 0) links.push({ from: input.part, to: next.id, value });
      queue.push({ id: input.part, units });
    }
  }
  const kept = links
    .sort((a, b) => Number(controlled.has(b.from)) - Number(controlled.has(a.from)) || b.value - a.value)
    .slice(0, MOST_PARTS);
  if (kept.length === 0) return null;
  const ids = [...new Set(kept.flatMap(({ from, to }) => [from, to]))];
  const rest = roots.flatMap(({ id, value }) => {
    const own = valueOf(value);
    const inputs = kept.filter(({ to }) => to === id).reduce((sum, link) => sum + link.value, 0);
    return own !== undefined && own > inputs && ids.includes(id)
      ? [{ from: `${id} …`, to: id, value: own - inputs }]
      : [];
  });
  return {
    nodes: [...ids, ...rest.map(({ from }) => from)].map((id) => ({
      id,
      name: parts.get(id)?.item?.description ?? id,
      controlled: controlled.has(id),
    })),
    links: [...kept, ...rest],
  };
}

type Stated = string | number | { min?: string | number; max?: string | number } | undefined;

function middle(amount: Stated): number | undefined {
  if (amount === undefined || amount === 'unknown') return undefined;
  if (typeof amount !== 'object') return Number(amount);
  const [low, high] = [amount.min ?? amount.max, amount.max ?? amount.min];
  return low === undefined || high === undefined ? undefined : (Number(low) + Number(high)) / 2;
}

function valueOf(value: BomFacts['parts'][number]['value']): number | undefined {
  if (typeof value !== 'object') return undefined;
  if ('amount' in value) return middle(value.amount);
  const money = value.contract ?? value.customs ?? value.market ?? value.cost;
  return money === undefined ? undefined : middle(money.amount);
}
