import { Type } from 'typebox';
import { expect, it } from 'vitest';
import { Day } from '../contract/shapes.ts';
import { inBeijing, noSuchDays } from './beijing-days.ts';

const SCHEMA = Type.Object({
  asOf: Type.Optional(Day),
  name: Type.Optional(Type.String()),
  parties: Type.Optional(Type.Array(Type.Object({ day: Type.Optional({ ...Day, description: 'x' }) }))),
});
const read = (value: unknown) => inBeijing(SCHEMA, value, '/query');

it('takes the day in Beijing of a moment, wherever a day is asked for', () => {
  expect(read({ asOf: '2026-11-10T20:00:00-05:00', parties: [{ day: '2026-11-10T15:59:59Z' }] })).toEqual({
    asOf: '2026-11-11',
    parties: [{ day: '2026-11-10' }],
  });
});

it('leaves all else as it is, for the schema to judge', () => {
  for (const value of [
    { asOf: '2026-11-10' },
    { asOf: '10.11.2026' },
    { asOf: '2026-02-30T00:00:00Z' },
    { asOf: 7 },
    { name: '2026-11-10T20:00:00-05:00' },
    { other: '2026-11-10T20:00:00-05:00' },
    null,
    'x',
  ])
    expect(read(value)).toBe(value);
});

it('refuses a time of day without an offset, and says where', () => {
  const refused = expect.objectContaining({ fields: [expect.objectContaining({ path: '/query/asOf' })] });
  expect(() => read({ asOf: '2026-11-10T20:00:00' })).toThrow(refused);
});

it('names the days that the calendar does not have', () => {
  const wrong = (value: unknown) => noSuchDays(SCHEMA, value, '/body').map(({ path }) => path);
  expect(wrong({ asOf: '2028-02-29', parties: [{ day: '2026-12-31' }], name: '2026-02-30' })).toEqual([]);
  expect(wrong({ asOf: '2026-02-29', parties: [{}, { day: '0000-00-00' }] })).toEqual([
    '/body/asOf',
    '/body/parties/1/day',
  ]);
  const either = Type.Object({ lastDay: Type.Union([Day, Type.Null()]) });
  expect(noSuchDays(either, { lastDay: null }, '')).toEqual([]);
  expect(noSuchDays(either, { lastDay: '2026-13-01' }, '').map(({ path }) => path)).toEqual(['/lastDay']);
});
