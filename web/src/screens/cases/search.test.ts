import { expect, it } from 'vitest';
import { bulkSearch, queueSearch } from './search.ts';

it('keeps the filters of the queue that it knows, and drops what it does not', () => {
  expect(queueSearch({ status: 'in-review', kind: 'technology', search: '1C905' })).toEqual({
    status: 'in-review',
    kind: 'technology',
    search: '1C905',
  });
  expect(queueSearch({ status: 'draft', kind: 'nonsense', search: '' })).toEqual({
    status: undefined,
    kind: undefined,
    search: undefined,
  });
});

it('keeps each case once that is to be decided together', () => {
  const id = '01a21644-ea54-76e6-869e-e5e15b239387';
  expect(bulkSearch({ cases: `${id},nonsense,${id},` })).toEqual({ cases: id });
  expect(bulkSearch({})).toEqual({ cases: '' });
});
