import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { NewPasswordField } from './person-fields.tsx';

export function PasswordSection({ account }: { readonly account: Reply<'account.get'> }) {
  const { t } = useTranslation('account');
  const change = useCommand('password.change');
  return (
    <section className="card">
      <h2>{t('change.title')}</h2>
      {account.hasPassword ? (
        <CommandForm<{ password: string; newPassword: string }>
          submit={t('change.submit')}
          done={t('change.done')}
          onSubmit={(body) => change.give({ body })}
        >
          <Form.Item name="password" label={t('change.current')} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <NewPasswordField name="newPassword" label={t('newPassword')} />
        </CommandForm>
      ) : (
        <p className="soft">
          {account.provider === null ? t('change.none') : t('change.atProvider', { provider: account.provider })}
        </p>
      )}
    </section>
  );
}
