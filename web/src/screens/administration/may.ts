import { type Reply, useSession } from '../../api.ts';

type Action = Reply<'session.get'>['actions'][number];

/** May the person do this, in this organisation or at all? Screens leave out what would be refused; the service decides. */
export function useMay(organisation?: string): (action: Action) => boolean {
  const session = useSession().data?.body;
  const here = session?.organisations.find(({ id }) => id === organisation);
  return (action) => (here ?? session)?.actions.includes(action) ?? false;
}
