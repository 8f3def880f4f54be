import { describe, expect, it } from 'vitest';
import { atFields } from './at-fields.ts';
import { filledIn } from './filled-in.ts';

describe('what was filled in', () => {
  it('leaves out what is empty, however deep', () => {
    const form = {
      id: ' cn/mofcom-2026-60 ',
      number: '',
      doubt: { zh: ' ', en: undefined },
      settles: [],
      provisions: [{ paragraph: '1', acts: [{ do: 'suspend', destinations: [], lastDay: '' }] }, {}],
    };
    expect(filledIn(form)).toEqual({
      id: 'cn/mofcom-2026-60',
      provisions: [{ paragraph: '1', acts: [{ do: 'suspend' }] }],
    });
  });
});

describe('problems of a law file at the fields of the form', () => {
  const path = (field: string) =>
    atFields([{ file: 'x.yaml', line: 1, column: 1, field, code: 'x', zh: '错', en: 'wrong' }]).fields[0]?.path;
  it.each([
    ['title.zh', '/body/form/title/zh'],
    ['provisions[0].id', '/body/form/provisions/0/paragraph'],
    ['provisions[1].acts[0].on[2]', '/body/form/provisions/1/acts/0/on/2'],
    ['provisions[0].acts[1].when.is[0]', '/body/form/provisions/0/acts/1/destinations/is/0'],
    ['id', '/body/form/id'],
    ['', '/body/form'],
  ])('%s', (field, at) => {
    expect(path(field)).toBe(at);
  });
});
