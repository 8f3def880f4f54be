import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommand, useSession } from '../api.ts';
import { Icon } from '../components/icon.tsx';
import { useText } from '../i18n/index.ts';
import { Menu } from './menu.tsx';

/** Who is signed in, and the way in and out. Empty until that is known, so that nothing wrong shows for a moment. */
export function AccountMenu() {
  const { t } = useTranslation();
  const text = useText();
  const session = useSession().data?.body;
  const signOut = useCommand('session.close', { refreshes: false });
  if (session === undefined) return null;
  if (session.account === null || session.state !== 'signed-in')
    return (
      <Link to="/sign-in" className="quiet-button edged">
        <Icon name="person" />
        {t('account.signIn')}
      </Link>
    );
  const leave = async () => {
    const { body } = await signOut.give();
    // A fresh page: nothing of the person stays in memory.
    location.assign(body.provider ?? '/');
  };
  return (
    <Menu
      label={t('account.menu', { name: session.account.name })}
      face={
        <>
          <Icon name="person" />
          <span className="account-name">{session.account.name}</span>
        </>
      }
    >
      <p>{session.account.email}</p>
      {session.secondFactor.withheld.length > 0 && (
        <p className="warns">
          <Icon name="warning" /> {t('account.factor')}
        </p>
      )}
      {session.organisations.length > 0 && (
        <>
          <p>{t('account.organisations')}</p>
          <ul>
            {session.organisations.map(({ id, name }) => (
              <li key={id}>
                <Link
                  to="/administration/organisations/$organisation"
                  params={{ organisation: id }}
                  className="quiet-button"
                >
                  {text(name)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <hr />
      <Link to="/account" className="quiet-button">
        {t('account.settings')}
      </Link>
      <button type="button" className="quiet-button" disabled={signOut.isPending} onClick={() => void leave()}>
        {t('account.signOut')}
      </button>
    </Menu>
  );
}
