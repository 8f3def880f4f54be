import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Reply, useSession } from '../api.ts';

type Action = Reply<'session.get'>['actions'][number];

/** Where everybody may go, in the order in which an export is thought through. */
const PLACES = [
  { to: '/', name: 'ask' },
  { to: '/law', name: 'law' },
  { to: '/content', name: 'content' },
  { to: '/parties', name: 'parties' },
  { to: '/statistics', name: 'statistics' },
  { to: '/impact', name: 'impact' },
  { to: '/workspace', name: 'workspace' },
  { to: '/administration', name: 'administration' },
] as const satisfies readonly Place[];

/** The desks of those who have one, in the order in which a case and its goods come by. */
const DESKS = [
  { to: '/cases', name: 'cases', action: 'case.read' },
  { to: '/advice', name: 'advice', action: 'advice.read' },
  { to: '/licences', name: 'licences', action: 'licence.register' },
  { to: '/customs', name: 'customs', action: 'licence.draw' },
  { to: '/shipments', name: 'shipments', action: 'humanitarian.register' },
  { to: '/notices', name: 'notices', action: 'notice.register' },
  { to: '/duties', name: 'duties', action: 'duty.register' },
  { to: '/watch', name: 'watch', action: 'watch.register' },
  { to: '/review', name: 'review', action: 'rules.read' },
  { to: '/measures', name: 'measures', action: 'measure.read' },
] as const satisfies readonly (Place & { action: Action })[];

interface Place {
  readonly to: LinkProps['to'];
  readonly name: string;
}

export function Navigation({ onLeave }: { readonly onLeave?: () => void }) {
  const { t } = useTranslation();
  const actions = useSession().data?.body.actions ?? [];
  const desks = DESKS.filter(({ action }) => actions.includes(action));
  return (
    <nav className="main-nav" aria-label={t('nav.label')}>
      {[PLACES, desks].map((places, row) =>
        places.length === 0 ? null : (
          <ul key={row === 0 ? 'places' : 'desks'} className={row === 0 ? undefined : 'desks'}>
            {places.map(({ to, name }) => (
              <li key={to}>
                <Link to={to} activeOptions={{ exact: to === '/' }} onClick={onLeave}>
                  {t(`nav.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        ),
      )}
    </nav>
  );
}
