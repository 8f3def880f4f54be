import { DRAW_DOWN_SCHEMAS } from '@ytterby/core/customs';
import { SHIPMENT_COMMAND_SCHEMAS } from '@ytterby/core/humanitarian';
import { CASE_COMMAND_SCHEMAS, CASE_REFUSALS, LICENCE_COMMAND_SCHEMAS } from '@ytterby/core/licensing';
import { MEASURE_COMMAND_SCHEMAS } from '@ytterby/core/measures';
import { expect, test } from 'vitest';
import { REASON_FIELDS, reasonFields } from './reason-fields.ts';
import { PROBLEM_REASONS, type ProblemReason } from './reasons.ts';

const COMMANDS = [
  CASE_COMMAND_SCHEMAS,
  LICENCE_COMMAND_SCHEMAS,
  SHIPMENT_COMMAND_SCHEMAS,
  MEASURE_COMMAND_SCHEMAS,
  DRAW_DOWN_SCHEMAS,
].flatMap((schemas) => Object.values(schemas).map((schema) => schema?.properties ?? {}));

test.each(Object.entries(REASON_FIELDS))('%s is a reason, and its fields are fields of commands', (reason, fields) => {
  expect(PROBLEM_REASONS.has(reason)).toBe(true);
  for (const field of fields) expect(COMMANDS.some((command) => Object.hasOwn(command, field))).toBe(true);
});

test('a reason names the first field that the command has, and none where it has none', () => {
  const about = (reason: ProblemReason, command: object) =>
    reasonFields(reason, command, CASE_REFUSALS['drop-pending']).map(({ path }) => path);
  expect(about('drop-pending', { command: 'drop-condition', condition: 'c1', reason: 'x' })).toEqual([
    '/body/condition',
  ]);
  expect(about('drop-pending', { command: 'recommend-grant' })).toEqual([]);
  expect(about('not-this-role', { command: 'grant', lines: [] })).toEqual([]);
  expect(about('no-such-provision', { provisions: [], noPath: [] })).toEqual(['/body/noPath']);
});
