import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';

const book = loadLaw();
const pauses = (isStatement: boolean) =>
  book.instruments
    .filter(({ kind }) => (kind === 'statement') === isStatement)
    .flatMap(({ provisions }) => provisions)
    .flatMap(({ id, acts }) =>
      (acts ?? []).filter(({ do: what }) => what === 'suspend').map((act) => ({ id, ...act })),
    );

describe('What the statement of 28 September 2026 carries', () => {
  const announced = pauses(true);

  test('every pause that named a day of November 2026 as its last is carried on without a gap, under the same reading', () => {
    const ending = pauses(false).filter(({ lastDay = '' }) => lastDay.startsWith('2026-11'));
    expect(ending.length).toBeGreaterThan(4);
    for (const { id, on, under } of ending)
      for (const target of on) {
        const carried = announced.filter((act) => act.on.includes(target));
        expect(carried, `${id}: ${target}`).not.toEqual([]);
        if (under !== undefined) expect(carried.map((act) => act.under)).toContainEqual(under);
      }
  });

  test('nothing else is carried', () => {
    const ending = new Set(
      pauses(false)
        .filter(({ lastDay = '' }) => lastDay.startsWith('2026-11'))
        .flatMap(({ on }) => on),
    );
    expect(announced.flatMap(({ on }) => on).filter((target) => !ending.has(target))).toEqual([]);
  });

  test('none of it is called verified, and what is inferred says why', () => {
    for (const { provisions } of book.instruments.filter(({ kind }) => kind === 'statement'))
      for (const { id, verified, doubt, acts } of provisions) {
        expect(verified, id).not.toBe('yes');
        for (const act of acts ?? []) expect(act.verified, id).toBe(verified);
        if (id !== 'cn/mofcom-2026-09-28/8') expect(doubt, id).toBeDefined();
      }
  });
});
