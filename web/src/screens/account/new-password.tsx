import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Page } from '../../components/page.tsx';
import { WithLink } from './link-page.tsx';
import { NewPasswordField } from './person-fields.tsx';

/** A new password, with a link from an administrator. */
export function NewPassword() {
  const { t } = useTranslation('account');
  const reset = useCommand('password.reset');
  const [isDone, setDone] = useState(false);
  return (
    <Page title={t('reset.title')}>
      {isDone ? (
        <p className="notice succeeds" role="status">
          {t('reset.done')} <Link to="/sign-in">{t('reset.signIn')}</Link>
        </p>
      ) : (
        <WithLink kind="password-reset">
          {({ email }, code) => (
            <div className="card narrow">
              <p className="soft">{t('reset.for', { email: email ?? '' })}</p>
              <CommandForm<{ password: string }>
                submit={t('reset.submit')}
                onSubmit={async ({ password }) => {
                  await reset.give({ body: { code, password } });
                  setDone(true);
                }}
              >
                <NewPasswordField name="password" label={t('newPassword')} />
              </CommandForm>
            </div>
          )}
        </WithLink>
      )}
    </Page>
  );
}
