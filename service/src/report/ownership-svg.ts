import type { OwnershipGraph } from '@ytterby/core/ownership';
import { type DrawnHolding, ownersAbove } from '../ownership/owners-above.ts';
import { html, type Markup } from './markup.ts';

/** More boxes than these are no picture any more; the table below it has all. */
const MOST_PARTIES = 60;
const [BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y, MARGIN] = [190, 46, 22, 64, 16];

interface Box {
  readonly party: number;
  readonly level: number;
  x: number;
}

/**
 * Who stands above a party, drawn: the party at the bottom, its owners above it, theirs above them; listed parties
 * filled, shares on the lines, links that close a loop dashed. `null` when nobody stands above it.
 */
export function ownershipSvg(
  graph: OwnershipGraph,
  target: string,
  listed: ReadonlySet<string>,
  title: string,
): Markup | null {
  const above = ownersAbove(graph, target, MOST_PARTIES);
  if (above === undefined || above.holdings.length === 0) return null;
  const depth = Math.max(...above.parties.map(({ level }) => level));
  const rows: Box[][] = Array.from({ length: depth + 1 }, () => []);
  for (const { party, level } of above.parties) rows[level]?.push({ party, level, x: 0 });
  const widest = Math.max(...rows.map((row) => row.length));
  const width = MARGIN * 2 + widest * BOX_WIDTH + (widest - 1) * GAP_X;
  const height = MARGIN * 2 + (depth + 1) * BOX_HEIGHT + depth * GAP_Y;
  const boxes = new Map<number, Box>();
  for (const row of rows) {
    const rowWidth = row.length * BOX_WIDTH + (row.length - 1) * GAP_X;
    row.forEach((box, index) => {
      box.x = (width - rowWidth) / 2 + index * (BOX_WIDTH + GAP_X);
      boxes.set(box.party, box);
    });
  }
  const top = (at: number) => MARGIN + (depth - at) * (BOX_HEIGHT + GAP_Y);
  const lines = above.holdings.map(({ owner, owned, share }) => {
    const [from, to] = [boxes.get(owner), boxes.get(owned)];
    if (from === undefined || to === undefined) return html``;
    const [x1, y1, x2, y2] = [
      from.x + BOX_WIDTH / 2,
      top(from.level) + BOX_HEIGHT,
      to.x + BOX_WIDTH / 2,
      top(to.level),
    ];
    const isBack = from.level <= to.level;
    const dash = isBack ? '5 4' : 'none';
    return html`<path d="M${x1} ${isBack ? top(from.level) : y1} L${x2} ${isBack ? y2 + BOX_HEIGHT : y2}" fill="none" stroke="#7d8ea3" stroke-width="1.5" stroke-dasharray="${dash}"/>
<text x="${(x1 * 2 + x2) / 3 + 6}" y="${(y1 * 2 + y2) / 3 + 4}" font-size="13" fill="#1c2733" stroke="#ffffff" stroke-width="3" paint-order="stroke">${shareLabel(share)}</text>`;
  });
  const drawn = [...boxes.values()].map(({ party, level: at, x }) => {
    const id = graph.ids[party] ?? '';
    const name = graph.names[party] || id;
    const isListed = listed.has(id);
    const [fill, ink] = isListed ? ['#a3262a', '#ffffff'] : at === 0 ? ['#1f4e8c', '#ffffff'] : ['#eef2f6', '#1c2733'];
    return html`<rect x="${x}" y="${top(at)}" width="${BOX_WIDTH}" height="${BOX_HEIGHT}" rx="6" fill="${fill}" stroke="#7d8ea3"/>
<text x="${x + BOX_WIDTH / 2}" y="${top(at) + BOX_HEIGHT / 2 + 5}" font-size="14" text-anchor="middle" fill="${ink}">${short(name)}</text>`;
  });
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" style="max-width: ${width}px" font-family="system-ui, sans-serif">${lines}${drawn}</svg>`;
}

function shareLabel({ lo, hi }: DrawnHolding['share']): string {
  const percent = ({ n, d }: { readonly n: bigint; readonly d: bigint }) =>
    `${Number((Number((n * 10_000_000n) / d) / 100_000).toFixed(3))}`;
  const [least, most] = [percent(lo), hi === null ? '100' : percent(hi)];
  return least === most ? `${least} %` : `${least}–${most} %`;
}

function short(name: string): string {
  const characters = [...name];
  return characters.length <= 24 ? name : `${characters.slice(0, 23).join('')}…`;
}
