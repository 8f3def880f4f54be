import { expect, it } from 'vitest';
import { placesOf } from './places.ts';

type Session = Parameters<typeof placesOf>[0];

const organisation = (id: string, demo: boolean, ...actions: Session['organisations'][number]['actions']) => ({
  id,
  kind: 'company' as const,
  name: { zh: id, en: id },
  demo,
  roles: [],
  agent: null,
  actions,
});

it('offers the organisations whose records can be read, invented ones last', () => {
  const session = {
    organisations: [
      organisation('invented', true, 'library.read'),
      organisation('own', false, 'library.read', 'library.change'),
      organisation('authority', false, 'organisation.read'),
    ],
  } as unknown as Session;
  expect(placesOf(session).map(({ id, mayChange }) => [id, mayChange])).toEqual([
    ['own', true],
    ['invented', false],
  ]);
});
