import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Reply, useSession } from '../api.ts';

type Action = Reply<'session.get'>['actions'][number];

/** The tasks that a person comes with, in the order of the day; some are only for those who may. */
const PLACES = [
  { to: '/', name: 'ask' },
  { to: '/law', name: 'law' },
  { to: '/content', name: 'content' },
  { to: '/parties', name: 'parties' },
  { to: '/workspace', name: 'workspace' },
  { to: '/cases', name: 'cases', action: 'case.read' },
  { to: '/advice', name: 'advice', action: 'advice.read' },
  { to: '/licences', name: 'licences', action: 'licence.register' },
  { to: '/administration', name: 'administration' },
] as const satisfies readonly { to: LinkProps['to']; name: string; action?: Action }[];

export function Navigation({ onLeave }: { readonly onLeave?: () => void }) {
  const { t } = useTranslation();
  const actions = useSession().data?.body.actions ?? [];
  return (
    <nav className="main-nav" aria-label={t('nav.label')}>
      <ul>
        {PLACES.filter((place) => !('action' in place) || actions.includes(place.action)).map(({ to, name }) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: to === '/' }} onClick={onLeave}>
              {t(`nav.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
