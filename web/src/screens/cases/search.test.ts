import { expect, it } from 'vitest';
import { queueSearch } from './search.ts';

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
