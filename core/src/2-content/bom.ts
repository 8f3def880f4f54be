import type { BomFacts } from '../facts.ts';
import { amountOf } from '../quantity/amount.ts';
import { ANYTHING, type Interval, isNothing, multiplyIntervals, point } from '../quantity/interval.ts';
import { isZero, ONE } from '../quantity/rational.ts';
import { conversion, PIECE } from '../quantity/units.ts';

/** What is wrong with a bill of materials. A problem never stops the answer: what it touches counts as unknown. */
export type BomProblem =
  | { readonly code: 'duplicate-id'; readonly part: string }
  | { readonly code: 'missing-part'; readonly part: string; readonly usedIn: string }
  | { readonly code: 'loop'; readonly parts: readonly string[] }
  | {
      readonly code: 'unit-mismatch';
      readonly part: string;
      readonly usedIn: string;
      readonly units: readonly [string, string];
    }
  | { readonly code: 'faulty-quantity'; readonly part: string; readonly usedIn: string };

/** How a part stands in the bill: sound; its id is used twice; it is named but not listed; it is part of a loop. */
export type Standing = 'sound' | 'duplicate' | 'missing' | 'loop';

/**
 * A bill of materials as a graph. Parts are numbered as their rows are; parts that are named but not listed come after the
 * last row. Line `e` of part `p`, for `e` from `firstLine[p]` up to `firstLine[p + 1]`, says: one unit of `p` holds
 * `quantity[e]` units of `child[e]`, counted in the child's own unit.
 */
export interface BomGraph {
  readonly bom: BomFacts;
  /** Number of rows; part numbers from here on are missing parts. */
  readonly rows: number;
  readonly ids: readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
  readonly firstLine: Int32Array;
  readonly child: Int32Array;
  readonly quantity: readonly Interval[];
  /** Is the child in it at all? 0 = yes; 1 = the stated range begins at 0; 2 = no, the quantity is exactly 0. */
  readonly absence: Uint8Array;
  readonly standing: readonly Standing[];
  /** All part numbers, every part after the parts it is made of. Within a loop, any order. */
  readonly order: Int32Array;
  /** By part number: all parts of the loop that the part is in. */
  readonly loopOf: ReadonlyMap<number, readonly number[]>;
  readonly problems: readonly BomProblem[];
}

/**
 * What is made of what, and what is wrong with the bill? Works on 100,000 tiers as on three; nothing is followed twice.
 *
 * A quantity counts in the unit stated beside it, else in the child's own unit; the unit of a part is the piece unless
 * stated. Conversion is exact. A quantity that is absent, `unknown`, faulty, or in a unit that does not convert, is wholly
 * unknown, but a listed input is taken to be in the product unless its quantity is 0 or a range that begins at a stated 0.
 * @example buildBom({ parts: [{ id: 'magnet', inputs: [{ part: 'dy', quantity: '5', unit: 'g' }] }, { id: 'dy', unit: 'kg' }] })
 * // one line, quantity 5/1000; no problems
 */
export function buildBom(bom: BomFacts): BomGraph {
  const ids: string[] = [];
  const numberOf = new Map<string, number>();
  const standing: Standing[] = [];
  const problems: BomProblem[] = [];
  const duplicates = new Set<string>();
  for (const part of bom.parts) {
    const seen = numberOf.get(part.id);
    if (seen === undefined) numberOf.set(part.id, ids.length);
    else {
      if (!duplicates.has(part.id)) problems.push({ code: 'duplicate-id', part: part.id });
      duplicates.add(part.id);
    }
    ids.push(part.id);
    standing.push('sound');
  }
  const rows = ids.length;
  let lines = 0;
  for (const part of bom.parts) lines += part.inputs?.length ?? 0;
  const firstLine: number[] = [];
  const child = new Int32Array(lines);
  const quantity: Interval[] = [];
  const absence = new Uint8Array(lines);
  for (const part of bom.parts) {
    firstLine.push(quantity.length);
    for (const input of part.inputs ?? []) {
      let number = numberOf.get(input.part);
      if (number === undefined) {
        number = ids.length;
        numberOf.set(input.part, number);
        ids.push(input.part);
        standing.push('missing');
      }
      if (number >= rows) problems.push({ code: 'missing-part', part: input.part, usedIn: part.id });
      const amount = amountOf(input.quantity);
      if (amount === undefined) problems.push({ code: 'faulty-quantity', part: input.part, usedIn: part.id });
      const line = quantity.length;
      const own = bom.parts[number]?.unit ?? (number < rows ? PIECE : input.unit) ?? PIECE;
      const factor = input.unit === undefined ? ONE : conversion(input.unit, own);
      if (factor === undefined) {
        problems.push({
          code: 'unit-mismatch',
          part: input.part,
          usedIn: part.id,
          units: [input.unit ?? own, own],
        });
      }
      child[line] = number;
      quantity.push(
        amount === undefined || factor === undefined
          ? ANYTHING
          : factor === ONE
            ? amount
            : multiplyIntervals(amount, point(factor)),
      );
      if (amount !== undefined && isNothing(amount)) absence[line] = 2;
      else if (typeof input.quantity === 'object' && input.quantity.min !== undefined && amount && isZero(amount.lo)) {
        absence[line] = 1;
      }
    }
  }
  for (let part = rows; part <= ids.length; part += 1) firstLine.push(quantity.length);
  for (let part = 0; part < rows; part += 1) if (duplicates.has(ids[part] ?? '')) standing[part] = 'duplicate';
  const lineStart = Int32Array.from(firstLine);
  const { order, loops } = componentsOf(lineStart, child);
  const loopOf = new Map<number, readonly number[]>();
  for (const loop of loops) {
    for (const part of loop) {
      if (standing[part] === 'sound') standing[part] = 'loop';
      loopOf.set(part, loop);
    }
    problems.push({ code: 'loop', parts: loop.map((part) => ids[part] ?? '').sort() });
  }
  return {
    bom,
    rows,
    ids,
    numberOf,
    firstLine: lineStart,
    child,
    quantity,
    absence,
    standing,
    order,
    loopOf,
    problems,
  };
}

/**
 * Strongly connected components: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing
 * 1 (1972) 146-160, with an explicit stack. Components come out children first. A component of several parts is a loop,
 * as is a part that lists itself.
 */
function componentsOf(firstLine: Int32Array, child: Int32Array): { order: Int32Array; loops: number[][] } {
  const count = firstLine.length - 1;
  const order = new Int32Array(count);
  const loops: number[][] = [];
  const found = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const isOpen = new Uint8Array(count);
  const open: number[] = [];
  const callers: number[] = [];
  const nextLine = firstLine.slice();
  let clock = 0;
  let placed = 0;
  for (let root = 0; root < count; root += 1) {
    if (found[root] !== -1) continue;
    callers.push(root);
    while (callers.length > 0) {
      const part = callers[callers.length - 1] ?? 0;
      if (found[part] === -1) {
        found[part] = clock;
        low[part] = clock;
        clock += 1;
        open.push(part);
        isOpen[part] = 1;
      }
      const line = nextLine[part] ?? 0;
      if (line < (firstLine[part + 1] ?? 0)) {
        const next = child[line] ?? 0;
        if (found[next] === -1) {
          callers.push(next); // The line is looked at once more when `next` is done.
          continue;
        }
        if (isOpen[next] === 1) low[part] = Math.min(low[part] ?? 0, low[next] ?? 0);
        nextLine[part] = line + 1;
        continue;
      }
      callers.pop();
      if (low[part] !== found[part]) continue;
      const component: number[] = [];
      let member: number | undefined;
      do {
        member = open.pop();
        if (member === undefined) break;
        isOpen[member] = 0;
        order[placed] = member;
        placed += 1;
        component.push(member);
      } while (member !== part);
      if (component.length > 1 || listsItself(part, firstLine, child)) loops.push(component);
    }
  }
  return { order, loops };
}

function listsItself(part: number, firstLine: Int32Array, child: Int32Array): boolean {
  for (let line = firstLine[part] ?? 0; line < (firstLine[part + 1] ?? 0); line += 1) {
    if (child[line] === part) return true;
  }
  return false;
}
