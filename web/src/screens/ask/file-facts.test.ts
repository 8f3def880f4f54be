import { expect, it } from 'vitest';
import { EXAMPLES } from './examples.ts';
import { withBom } from './file-facts.ts';

it('puts the bill into every export, a line each, in their order', async () => {
  const bom = { parts: [{ id: 'a\nb' }] };
  const read = [
    { row: 3, facts: EXAMPLES.rotor },
    { row: 7, facts: EXAMPLES['third-country-magnet'] },
  ];
  const { rows, file } = withBom(read, bom, 'a.csv');
  const lines = (await file.text()).split('\n').map((line) => JSON.parse(line) as object);
  expect(file.name).toBe('a.csv.ndjson');
  expect(lines).toEqual(read.map(({ facts }) => ({ ...facts, bom })));
  expect(rows.map(({ row }) => row)).toEqual([3, 7]);
});
