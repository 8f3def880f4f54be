/** A picture of what leads to what, in layers: where each box stands. */

export interface Arrow {
  readonly from: string;
  readonly to: string;
}

export interface Place {
  /** Centre of the box, counted in boxes from the left. */
  readonly column: number;
  /** 0 = a layer that nothing leads to. */
  readonly layer: number;
}

export interface Layers {
  readonly places: ReadonlyMap<string, Place>;
  /** Arrows that close a loop, by their index: they lead back up, or to their own box. */
  readonly back: ReadonlySet<number>;
}

const SWEEPS = 9;

/**
 * Lays boxes out in layers, so that every arrow leads down but those that close a loop. Within a layer a box stands near those
 * it is joined to. The same boxes and arrows always give the same picture.
 * @example layersOf(['a', 'b'], [{ from: 'a', to: 'b' }]).places.get('b') // { column: 0, layer: 1 }
 */
export function layersOf(boxes: readonly string[], arrows: readonly Arrow[]): Layers {
  const back = loopArrows(boxes, arrows);
  const down = arrows.filter(({ from, to }, index) => !back.has(index) && from !== to);
  const layer = longestWays(boxes, down);
  const rows: string[][] = [];
  for (const box of boxes) (rows[layer.get(box) ?? 0] ??= []).push(box);
  const [above, below] = [joined(down, 'to', 'from'), joined(down, 'from', 'to')];
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const order = new Map(rows.flatMap((row) => row.map((box, at) => [box, at - (row.length - 1) / 2] as const)));
    const isDown = sweep % 2 === 0;
    for (const row of isDown ? rows : [...rows].reverse()) {
      const near = isDown ? above : below;
      const wanted = new Map(
        row.map((box) => [
          box,
          mean((near.get(box) ?? []).map((other) => order.get(other) ?? 0)) ?? order.get(box) ?? 0,
        ]),
      );
      row.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      row.forEach((box, at) => order.set(box, at - (row.length - 1) / 2));
    }
  }
  const places = new Map<string, Place>();
  rows.forEach((row, at) => {
    row.forEach((box, index) => places.set(box, { column: index - (row.length - 1) / 2, layer: at }));
  });
  return { places, back };
}

/** Walks from every box, first from those that nothing leads to; an arrow into the walk so far closes a loop. */
function loopArrows(boxes: readonly string[], arrows: readonly Arrow[]): ReadonlySet<number> {
  const out = new Map<string, number[]>();
  arrows.forEach(({ from }, index) => out.set(from, [...(out.get(from) ?? []), index]));
  const isLedTo = new Set(arrows.filter(({ from, to }) => from !== to).map(({ to }) => to));
  const back = new Set<number>();
  const state = new Map<string, 'open' | 'done'>();
  const starts = [...boxes.filter((box) => !isLedTo.has(box)), ...boxes];
  for (const start of starts) {
    if (state.has(start)) continue;
    const walk = [{ box: start, next: 0 }];
    state.set(start, 'open');
    for (let here = walk.at(-1); here !== undefined; here = walk.at(-1)) {
      const index = out.get(here.box)?.[here.next++];
      const to = index === undefined ? undefined : arrows[index]?.to;
      if (index === undefined || to === undefined) {
        state.set(here.box, 'done');
        walk.pop();
      } else if (state.get(to) === 'open') back.add(index);
      else if (!state.has(to)) {
        state.set(to, 'open');
        walk.push({ box: to, next: 0 });
      }
    }
  }
  return back;
}

/** How many arrows the longest way from the top to each box has. */
function longestWays(boxes: readonly string[], down: readonly Arrow[]): ReadonlyMap<string, number> {
  const waiting = new Map(boxes.map((box) => [box, 0]));
  const out = new Map<string, string[]>();
  for (const { from, to } of down) {
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
    out.set(from, [...(out.get(from) ?? []), to]);
  }
  const layer = new Map<string, number>();
  const ready = boxes.filter((box) => waiting.get(box) === 0);
  for (const box of ready) {
    for (const to of out.get(box) ?? []) {
      layer.set(to, Math.max(layer.get(to) ?? 0, (layer.get(box) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return layer;
}

function joined(
  arrows: readonly Arrow[],
  of: keyof Arrow,
  others: keyof Arrow,
): ReadonlyMap<string, readonly string[]> {
  const near = new Map<string, string[]>();
  for (const arrow of arrows) near.set(arrow[of], [...(near.get(arrow[of]) ?? []), arrow[others]]);
  return near;
}

const mean = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
