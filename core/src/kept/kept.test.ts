import { describe, expect, test } from 'vitest';
import { kept, Memory } from './kept.ts';

describe('Kept answers', () => {
  test('are worked out once for the same inputs, and for each other input again', () => {
    const asked: string[] = [];
    const memory = new Memory(100_000);
    const lists = [{ id: 'a' }, { id: 'b' }] as const;
    const name = kept(
      (standing: readonly { readonly id: string }[], facts: { readonly day: string }) => {
        asked.push(facts.day);
        return `${standing.map(({ id }) => id).join()} ${facts.day}`;
      },
      () => 10,
      memory,
    );
    expect(name([lists[0]], { day: '1' })).toBe('a 1');
    expect(name([lists[1]], { day: '1' })).toBe('b 1');
    expect(name(lists, { day: '1' })).toBe('a,b 1');
    expect(name([lists[0]], { day: '2' })).toBe('a 2');
    expect(name([lists[0]], { day: '1' })).toBe('a 1');
    expect(asked).toEqual(['1', '1', '1', '2']);
  });

  test('of all functions together stay within one budget; what was used longest ago goes first', () => {
    const memory = new Memory(20_000);
    const asked: number[] = [];
    const work = (_: readonly object[], n: number) => {
      asked.push(n);
      return n;
    };
    const one = kept(work, () => 1_000, memory);
    const other = kept(work, () => 1_000, memory);
    one([], 0);
    for (let n = 1; n < 100; n += 1) {
      (n % 2 === 0 ? one : other)([], n);
      one([], 0);
      expect(memory.used.size).toBeLessThanOrEqual(20_000);
    }
    expect(memory.used.entries).toBeGreaterThan(10);
    expect(asked.filter((n) => n === 0)).toHaveLength(1);
    one([], 2);
    expect(asked.filter((n) => n === 2)).toHaveLength(2);
  });
});
