import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INTAKE_ERRORS } from './errors.ts';
import { formatProblem, problem } from './problem.ts';

const folder = import.meta.dirname;
const source = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'errors.ts')
  .map((name) => readFileSync(join(folder, name), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, ''))
  .join('\n');
const used = new Set([...source.matchAll(/'(intake\/[a-z-]+)'/g)].map((match) => match[1]));

describe('INTAKE_ERRORS', () => {
  it('lists every code that is used, and no other', () => {
    expect(used).toEqual(new Set(Object.keys(INTAKE_ERRORS)));
  });

  it('says what is wrong and what to do in both languages', () => {
    for (const { message, remedy } of Object.values(INTAKE_ERRORS)) {
      for (const text of [message.en, message.zh, remedy.en, remedy.zh]) expect(text).not.toBe('');
      expect(message.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it('shows a problem as file:line:column field: message — remedy', () => {
    const found = problem(
      'intake/negative-number',
      { file: 'a.yaml', line: 3, column: 7, field: 'lines[0].quantity' },
      { value: '-5' },
    );
    expect(formatProblem(found)).toBe('a.yaml:3:7 lines[0].quantity: -5 is negative — give zero or more');
    const inTable = problem(
      'intake/negative-number',
      { file: 'a.xlsx', sheet: 'S', row: 4, column: '数量' },
      { value: '-5' },
    );
    expect(formatProblem(inTable, 'zh')).toBe('a.xlsx [S] 第4行 "数量": -5 为负数 — 请填写零或正数');
  });
});
