import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';

interface ProfileProps {
  readonly account: Reply<'account.get'>;
  readonly revision: number | undefined;
}

export function Profile({ account, revision }: ProfileProps) {
  const { t } = useTranslation(['account', 'shell']);
  const change = useCommand('account.change');
  return (
    <section className="card">
      <h2>{t('profile.title')}</h2>
      <p className="soft">{account.email}</p>
      <CommandForm<Pick<ProfileProps['account'], 'name' | 'language'>>
        submit={t('profile.submit')}
        done={t('shell:saved')}
        initialValues={{ name: account.name, language: account.language }}
        onSubmit={(body) => change.give({ body, revision })}
      >
        <Form.Item name="name" label={t('name')} rules={[{ required: true }]}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name="language" label={t('profile.language')} required>
          <Radio.Group
            options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`shell:language.${value}`) }))}
          />
        </Form.Item>
      </CommandForm>
    </section>
  );
}
