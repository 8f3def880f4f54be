import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Value } from 'typebox/value';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { Route } from '../contract/route.ts';
import { inBeijing } from './beijing-days.ts';

/** What arrived, before anything is known about it. */
export interface Arrived {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

const MOST_PROBLEMS = 50;

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
    if (validator.Check(value)) return value;
    throw new ApiProblem('bad-request', undefined, fieldProblems(validator, value, path));
  };
}

function fieldProblems(validator: Validator, value: unknown, path: string): FieldProblem[] {
  const found = new Map<string, FieldProblem>();
  for (const { instancePath, keyword, params, message } of validator.Errors(value)) {
    const where = `${path}${instancePath}`;
    // A field that is not known is told by its parent, all such fields at once.
    if (keyword === 'boolean') continue;
    // What is wrong with a union is told once: of its branches each one complains.
    if (found.has(where) && keyword !== 'required') continue;
    found.set(where, { path: where, ...sentence(keyword, params as Record<string, unknown>, message) });
    if (found.size === MOST_PROBLEMS) break;
  }
  return [...found.values()];
}

function sentence(keyword: string, params: Record<string, unknown>, message: string): { zh: string; en: string } {
  const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));
  switch (keyword) {
    case 'required':
      return {
        zh: `缺少：${list(params['requiredProperties'])}。`,
        en: `Missing: ${list(params['requiredProperties'])}.`,
      };
    case 'additionalProperties': {
      const names = list(params['additionalProperties']);
      return { zh: `没有这些字段：${names}。`, en: `There are no such fields: ${names}.` };
    }
    case 'enum':
      return {
        zh: `只能是：${list(params['allowedValues'])}。`,
        en: `It must be one of: ${list(params['allowedValues'])}.`,
      };
    case 'type':
      return { zh: `类型应为 ${list(params['type'])}。`, en: `It must be of type ${list(params['type'])}.` };
    case 'minLength':
    case 'minItems':
    case 'minimum':
      return { zh: `至少为 ${list(params['limit'])}。`, en: `It must be at least ${list(params['limit'])}.` };
    case 'maxLength':
    case 'maxItems':
    case 'maximum':
      return { zh: `至多为 ${list(params['limit'])}。`, en: `It must be at most ${list(params['limit'])}.` };
    case 'pattern':
      return { zh: `须符合格式 ${list(params['pattern'])}。`, en: `It must match ${list(params['pattern'])}.` };
    case 'format':
      return { zh: `格式应为 ${list(params['format'])}。`, en: `It must be a ${list(params['format'])}.` };
    default:
      return { zh: `内容不符合要求（${keyword}）。`, en: `It ${message}.` };
  }
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
