import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { ApiProblem } from '../contract/problems.ts';
import type { Route } from '../contract/route.ts';
import { inBeijing, noSuchDays } from './beijing-days.ts';
import { fieldProblems } from './field-problems.ts';

/** What arrived, before anything is known about it. */
export interface Arrived {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** The checks of one route; each throws ApiProblem `bad-request` with a sentence for each field. */
export interface Validation {
  /** First: they name the organisation whose rights are asked. */
  params(value: unknown): unknown;
  /** Only after the rights: whoever may not, is told nothing about what is wrong. */
  rest(arrived: Pick<Arrived, 'query' | 'body'>): Pick<Arrived, 'query' | 'body'>;
}

export function validationOf({ params, query, body }: Route): Validation {
  const checkQuery = checkOf(query, '/query', true);
  const checkBody = body === 'file' ? (value: unknown) => value : checkOf(body, '/body', false);
  return {
    params: checkOf(params, '/params', false),
    rest: (arrived) => ({ query: checkQuery(arrived.query), body: checkBody(arrived.body) }),
  };
}

/** @param isText all values are texts, as in a query: numbers and yes/no are read from them */
function checkOf(schema: TSchema | undefined, path: string, isText: boolean): (value: unknown) => unknown {
  if (schema === undefined) return () => undefined;
  const validator = Compile(schema);
  return (given) => {
    refuseBadText(given, path);
    const dated = inBeijing(schema, given, path);
    const value = isText ? Value.Default(schema, Value.Convert(schema, dated)) : dated;
    const problems = validator.Check(value) ? noSuchDays(schema, value, path) : fieldProblems(validator, value, path);
    if (problems.length === 0) return value;
    throw new ApiProblem('bad-request', undefined, problems);
  };
}

/** No database keeps a NUL in a text, and half a surrogate pair is no character. */
function refuseBadText(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed())
      throw new ApiProblem('bad-request', undefined, [
        { path, zh: '文本含有无效字符。', en: 'The text holds a character that is none.' },
      ]);
  } else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) refuseBadText(each, `${path}/${index}`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      const step = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      refuseBadText(key, step);
      refuseBadText(each, step);
    }
  }
}
