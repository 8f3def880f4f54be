import { type Reply, useSession } from '../../api.ts';

/** An organisation whose records the reader may see. */
export interface Place {
  readonly id: string;
  readonly name: Reply<'organisation.get'>['name'];
  readonly demo: boolean;
  readonly mayChange: boolean;
}

/** The organisations whose records the reader may see, their own first; the invented ones are open to everybody. */
export function placesOf({ organisations }: Reply<'session.get'>): readonly Place[] {
  return organisations
    .filter(({ actions }) => actions.includes('library.read'))
    .map(({ id, name, demo, actions }) => ({ id, name, demo, mayChange: actions.includes('library.change') }))
    .sort((a, b) => Number(a.demo) - Number(b.demo));
}

/** May the reader change the records of this organisation? Screens leave out what would be refused; the service decides. */
export function useMayChange(organisation: string): boolean {
  const session = useSession().data?.body;
  return session ? placesOf(session).some(({ id, mayChange }) => id === organisation && mayChange) : false;
}
