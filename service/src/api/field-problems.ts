import type { TSchema } from 'typebox';
import type { Validator } from 'typebox/compile';
import { Settings } from 'typebox/system';
import type { FieldProblem } from '../contract/problems.ts';

/** So many problems are told at once; whoever mends them is told the rest. */
const MOST_PROBLEMS = 50;
// Of a union every branch complains; the library stops at eight complaints.
Settings.Set({ maxErrors: 2_000 });

interface Complaint {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * What is wrong with a value, a sentence for each field: what is missing or too much is told at its own path, and of a union only what its
 * nearest branch says.
 * @param path where the value stands, as `/body`
 * @example fieldProblems(validator, { lines: [{}] }, '/body') // [{ path: '/body/lines/0/item', en: 'It is missing.', … }]
 */
export function fieldProblems(validator: Validator, value: unknown, path: string): FieldProblem[] {
  const found = new Map<string, FieldProblem>();
  for (const each of nearest(complaints(validator, value), validator.Type())) {
    const where = `${path}${each.instancePath}`;
    if (!found.has(where)) found.set(where, { path: where, ...sentence(each) });
    if (found.size === MOST_PROBLEMS) break;
  }
  return [...found.values()];
}

function complaints(validator: Validator, value: unknown): Complaint[] {
  const all: Complaint[] = [];
  for (const { keyword, schemaPath, instancePath, params } of validator.Errors(value)) {
    const given = params as Readonly<Record<string, unknown>>;
    if (keyword === 'required')
      for (const field of given['requiredProperties'] as readonly string[])
        all.push({ keyword, schemaPath, instancePath: `${instancePath}/${field}`, params: { field } });
    // A field that is not known complains itself, and its parent of all of them.
    else if (keyword !== 'additionalProperties') all.push({ keyword, schemaPath, instancePath, params: given });
  }
  return all;
}

/** The complaints without those of branches that were not meant. Those of a union come before its own. */
function nearest(all: readonly Complaint[], schema: TSchema): readonly Complaint[] {
  const kept: Complaint[] = [];
  for (const each of all) {
    if (each.keyword !== 'anyOf') {
      kept.push(each);
      continue;
    }
    const prefix = `${each.schemaPath}/anyOf/`;
    const branches = new Map<string, Complaint[]>();
    for (let at = kept.length - 1; at >= 0; at -= 1) {
      const other = kept[at];
      if (!other?.schemaPath.startsWith(prefix) || !isWithin(other.instancePath, each.instancePath)) continue;
      const branch = other.schemaPath.slice(prefix.length).split('/', 1)[0] ?? '';
      branches.set(branch, [other, ...(branches.get(branch) ?? [])]);
      kept.splice(at, 1);
    }
    kept.push(...meant([...branches.values()].toReversed(), each));
  }
  return kept.map((each) =>
    each.keyword === 'required' ? { ...each, params: { wanted: wantedAt(schema, each) } } : each,
  );
}

const isWithin = (path: string, parent: string) => path === parent || path.startsWith(`${parent}/`);
const isChoice = ({ keyword }: Complaint) => keyword === 'const' || keyword === 'enum';

/** What the branch of a union says that the value is nearest to; where it is near to none, what it could be. */
function meant(
  branches: readonly (readonly Complaint[])[],
  { instancePath, schemaPath }: Complaint,
): readonly Complaint[] {
  const isOther = (each: Complaint) =>
    (each.instancePath === instancePath && (each.keyword === 'type' || isChoice(each))) ||
    // Its kind is told by one of its own fields.
    (each.keyword === 'const' && each.instancePath.lastIndexOf('/') === instancePath.length);
  const [first, ...rest] = branches.filter((branch) => !branch.some(isOther));
  if (first !== undefined) {
    const missing = first.filter(({ keyword }) => keyword === 'required');
    const common = missing.filter(({ instancePath: at }) =>
      rest.every((branch) => branch.some((each) => each.keyword === 'required' && each.instancePath === at)),
    );
    if (rest.length > 0 && common.length > 0) return common;
    const isBare = (branch: readonly Complaint[]) => branch.every(({ keyword }) => keyword === 'required');
    if (rest.length > 0 && [first, ...rest].every(isBare)) {
      const options = [first, ...rest].map((branch) => branch.map(({ params }) => String(params['field'])).join(' + '));
      return [{ keyword: 'one-needed', schemaPath, instancePath, params: { options } }];
    }
    return rest.reduce((nearer, branch) => (branch.length < nearer.length ? branch : nearer), first);
  }
  const told = branches.flatMap((branch) => branch.filter(isOther).slice(0, 1));
  const at = told.find((each) => each.instancePath !== instancePath)?.instancePath ?? instancePath;
  const options = told.filter((each) => each.instancePath === at).flatMap(({ params }) => optionsOf(params));
  return [{ keyword: 'one-of', schemaPath, instancePath: at, params: { options: [...new Set(options)] } }];
}

function optionsOf(params: Readonly<Record<string, unknown>>): readonly string[] {
  if ('options' in params) return params['options'] as readonly string[];
  if ('allowedValues' in params) return (params['allowedValues'] as readonly unknown[]).map(String);
  if ('allowedValue' in params) return [String(params['allowedValue'])];
  return [params['type']].flat().map(String);
}

/** The schema of a field that is missing, where the path of its parent's schema leads to it. */
function wantedAt(schema: TSchema, { schemaPath, params }: Complaint): unknown {
  let at: unknown = schema;
  for (const step of [...schemaPath.split('/').slice(1), 'properties', String(params['field'])]) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return at;
}

/** What a field takes, in a word. @example wordFor({ enum: ['zh', 'en'] }) // 'zh, en' */
function wordFor(schema: unknown): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const { enum: choices, const: only, anyOf, type } = schema as Readonly<Record<string, unknown>>;
  if (Array.isArray(choices)) return choices.join(', ');
  if (only !== undefined) return typeof only === 'string' ? only : JSON.stringify(only);
  if (Array.isArray(anyOf)) {
    const words = anyOf.map(wordFor);
    return words.includes(undefined) ? undefined : [...new Set(words)].join(', ');
  }
  return typeof type === 'string' ? type : undefined;
}

function sentence({ keyword, params }: Complaint): { zh: string; en: string } {
  const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));
  const limit = list(params['limit']);
  switch (keyword) {
    case 'required': {
      const word = wordFor(params['wanted']);
      return word === undefined
        ? { zh: '缺少此项，请填写。', en: 'It is missing; give it.' }
        : { zh: `缺少此项，请填写（${word}）。`, en: `It is missing; give it (${word}).` };
    }
    case 'boolean':
      return {
        zh: '没有此字段，请删除或者改正名称。',
        en: 'There is no such field; leave it out, or correct its name.',
      };
    case 'one-needed': {
      const options = optionsOf(params);
      return { zh: `须填写其中之一：${options.join('；')}。`, en: `It needs one of these: ${options.join('; ')}.` };
    }
    case 'enum':
    case 'const':
    case 'one-of': {
      const options = optionsOf(params).join(', ');
      return { zh: `只能是：${options}。`, en: `It must be one of: ${options}.` };
    }
    case 'type':
      return { zh: `类型应为 ${list(params['type'])}。`, en: `It must be of type ${list(params['type'])}.` };
    case 'minLength':
      return { zh: `至少 ${limit} 个字符。`, en: `It needs ${limit} characters at least.` };
    case 'maxLength':
      return { zh: `最多 ${limit} 个字符。`, en: `It may have ${limit} characters at most.` };
    case 'minItems':
      return { zh: `至少 ${limit} 项。`, en: `It needs ${limit} entries at least.` };
    case 'maxItems':
      return { zh: `最多 ${limit} 项。`, en: `It may have ${limit} entries at most.` };
    case 'minimum':
      return { zh: `至少为 ${limit}。`, en: `It must be ${limit} at least.` };
    case 'maximum':
      return { zh: `至多为 ${limit}。`, en: `It must be ${limit} at most.` };
    case 'uniqueItems':
      return { zh: '不得重复。', en: 'No entry may be there twice.' };
    case 'pattern':
      return { zh: `须符合格式 ${list(params['pattern'])}。`, en: `It must match ${list(params['pattern'])}.` };
    case 'format':
      return { zh: `格式应为 ${list(params['format'])}。`, en: `It must be a ${list(params['format'])}.` };
    default:
      return { zh: `内容不符合要求（${keyword}）。`, en: `It does not meet the schema (${keyword}).` };
  }
}
