import type { TObject } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import { inBeijing, noSuchDays } from './beijing-days.ts';
import { fieldProblems } from './field-problems.ts';

const validators = new WeakMap<TObject, Validator>();

/**
 * A body as one of core's commands, of which it has the name and the fields.
 * @param schemas of the commands that somebody may give here, by name
 * @param path where the command stands, as `/body`
 * @throws ApiProblem `bad-request` where there is no such command; `not-valid`, because `malformed`, with a sentence for each field
 * @example commandInBody(CASE_COMMAND_SCHEMAS, { command: 'withdraw' }, '/body') // throws: /body/reason is missing
 */
export function commandInBody<Command extends { readonly command: string }>(
  schemas: Readonly<Record<string, TObject>>,
  body: { readonly command: string },
  path: string,
): Command {
  const schema = Object.hasOwn(schemas, body.command) ? schemas[body.command] : undefined;
  if (schema === undefined) {
    const names = Object.keys(schemas).join(', ');
    throw new ApiProblem('bad-request', undefined, [
      {
        path: `${path}/command`,
        zh: `没有这个操作；只能是：${names}。`,
        en: `There is no such command; it must be one of: ${names}.`,
      },
    ]);
  }
  const validator = validators.get(schema) ?? Compile(schema);
  validators.set(schema, validator);
  const command = inBeijing(schema, body, path);
  const problems = validator.Check(command)
    ? noSuchDays(schema, command, path)
    : fieldProblems(validator, command, path);
  if (problems.length > 0) throw malformed(problems);
  return command as Command;
}

/** What a command cannot be understood for, by field. */
export const malformed = (fields: readonly FieldProblem[]): ApiProblem =>
  new ApiProblem(
    'not-valid',
    { zh: '命令的内容不完整或者有多余的内容', en: 'The command lacks something or says too much' },
    fields,
    'malformed',
  );

/** The same of a part of a body whose schema is core's: an application, a claim. @throws ApiProblem `not-valid` */
export function partOfBody<Part>(validator: Validator, value: unknown, path: string): Part {
  const problems = validator.Check(value) ? [] : fieldProblems(validator, value, path);
  if (problems.length > 0) throw new ApiProblem('not-valid', undefined, problems);
  return value as Part;
}
