import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The tasks that a person comes with, in the order of the day. */
const PLACES = [
  { to: '/', name: 'ask' },
  { to: '/law', name: 'law' },
  { to: '/content', name: 'content' },
  { to: '/parties', name: 'parties' },
  { to: '/workspace', name: 'workspace' },
  { to: '/administration', name: 'administration' },
] as const satisfies readonly { to: LinkProps['to']; name: string }[];

export function Navigation({ onLeave }: { readonly onLeave?: () => void }) {
  const { t } = useTranslation();
  return (
    <nav className="main-nav" aria-label={t('nav.label')}>
      <ul>
        {PLACES.map(({ to, name }) => (
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
