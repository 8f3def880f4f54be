import { expect, it } from 'vitest';
import { readingsOf } from './readings-of.ts';

const still = { isPaused: false, withFinishedProducts: new Set(['cn/x/part-2']) };
const content = { fact: 'content', of: 'cn/x/part-1', in: 'cn/x/part-2', atLeast: '0.001' } as const;

it('finds the readings that count in a condition, however deep, each once', () => {
  const when = { all: [{ not: { fact: 'to' as const, is: ['china'] } }, { fact: 'from' as const, is: ['abroad'] }] };
  expect(readingsOf({ readings: ['region'], when, acts: [] }, still)).toEqual(['region']);
});

it('asks for the share of content how it is worked out, and whether finished products count', () => {
  const found = readingsOf({ readings: [], when: content, acts: [] }, still);
  expect(found).toContain('value-basis');
  expect(found).toContain('finished-product');
});

it('asks how long a pause lasts, of what pauses and of what is paused', () => {
  const pause = { do: 'suspend' as const, on: ['cn/x'], from: '2025-11-07', lastDay: '2026-11-10' };
  expect(readingsOf({ readings: [], when: null, acts: [pause] }, still)).toEqual(['end-day', 'revival']);
  expect(readingsOf({ readings: [], when: null, acts: [] }, { ...still, isPaused: true })).toEqual([
    'end-day',
    'revival',
  ]);
});
