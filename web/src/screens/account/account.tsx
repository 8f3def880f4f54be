import { useTranslation } from 'react-i18next';
import { useRead, useSession } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Passkeys } from './passkeys.tsx';
import { CalendarLink, Mail } from './mail.tsx';
import { PasswordSection } from './password-section.tsx';
import { Profile } from './profile.tsx';
import { Sessions } from './sessions.tsx';
import { Tokens } from './tokens.tsx';
import { Totp } from './totp.tsx';
import './account.css';

export function Account() {
  const { t } = useTranslation('account');
  const account = useRead('account.get');
  const session = useSession().data?.body;
  return (
    <Page title={t('page.title')} lead={t('page.lead')}>
      <Loaded query={account} lines={8}>
        {({ body, revision }) => (
          <div className="account-sections">
            <Profile account={body} revision={revision} />
            <PasswordSection account={body} />
            <Totp account={body} />
            <Passkeys hasPassword={body.hasPassword} isPossible={session?.signIn.passkeys ?? true} />
            <Mail />
            <CalendarLink />
            <Sessions />
            <Tokens organisations={session?.organisations ?? []} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}
