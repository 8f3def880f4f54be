import { isLegalDate } from '@ytterby/core';
import type { TSchema } from 'typebox';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import { DAY_PATTERN } from '../contract/shapes.ts';
import { readDate } from '../intake/dates.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const IS_DAY = new RegExp(DAY_PATTERN);
/** Of days in other spellings the schema complains. */
const LOOKS_LIKE_MOMENT = /^\d{4}-\d{2}-\d{2}[Tt ]/;

/**
 * What arrived, with the day in Beijing wherever the schema asks for a day and a moment with its offset from UTC was given.
 * @throws ApiProblem `bad-request` for a time of day whose day in Beijing is not known
 * @example inBeijing(Type.Object({ asOf: Day }), { asOf: '2026-11-10T20:00:00-05:00' }, '/query') // { asOf: '2026-11-11' }
 */
export function inBeijing(schema: TSchema, value: unknown, path: string): unknown {
  const { pattern, properties, items } = schema as Json;
  if (typeof value === 'string') return pattern === DAY_PATTERN && !IS_DAY.test(value) ? dayOf(value, path) : value;
  if (Array.isArray(value)) {
    if (!isObject(items)) return value;
    const read = value.map((each, index) => inBeijing(items as TSchema, each, `${path}/${index}`));
    return read.some((each, index) => each !== value[index]) ? read : value;
  }
  if (!isObject(value) || !isObject(properties)) return value;
  const changed = Object.entries(value).flatMap(([name, each]) => {
    const of = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const read = isObject(of) ? inBeijing(of as TSchema, each, `${path}/${name}`) : each;
    return read === each ? [] : [[name, read] as const];
  });
  return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) };
}

/**
 * The days that the calendar does not have, wherever the schema asks for a day.
 * @example noSuchDays(Type.Object({ from: Day }), { from: '2026-02-29' }, '/body') // [{ path: '/body/from', en: 'There is no such day: 2026-02-29.', … }]
 */
export function noSuchDays(schema: TSchema, value: unknown, path: string): FieldProblem[] {
  const { pattern, properties, items, anyOf } = schema as Json;
  if (Array.isArray(anyOf)) {
    const [first] = anyOf.map((each) => noSuchDays(each as TSchema, value, path)).filter(({ length }) => length > 0);
    return first ?? [];
  }
  if (typeof value === 'string')
    return pattern === DAY_PATTERN && IS_DAY.test(value) && !isLegalDate(value)
      ? [{ path, zh: `没有这一天：${value}。`, en: `There is no such day: ${value}.` }]
      : [];
  if (Array.isArray(value))
    return isObject(items) ? value.flatMap((each, at) => noSuchDays(items as TSchema, each, `${path}/${at}`)) : [];
  if (!isObject(value) || !isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, of]) =>
    Object.hasOwn(value, name) ? noSuchDays(of as TSchema, value[name], `${path}/${name}`) : [],
  );
}

function dayOf(text: string, path: string): string {
  if (!LOOKS_LIKE_MOMENT.test(text)) return text;
  const reading = readDate(text);
  if (reading.ok) return reading.value;
  if (reading.code !== 'intake/no-offset') return text;
  throw new ApiProblem('bad-request', undefined, [
    {
      path,
      zh: '时刻须注明与世界协调时的时差（如 +08:00），否则无法确定是北京时间的哪一日。',
      en: 'A time of day needs its offset from UTC (as +08:00): without it the day in Beijing is not known.',
    },
  ]);
}
