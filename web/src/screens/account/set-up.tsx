import { Form, Input } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { WithLink } from './link-page.tsx';
import { NewPasswordField } from './person-fields.tsx';

interface Values {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly company?: { readonly name?: { readonly zh?: string; readonly en?: string } };
}

/** The first administrator, with the link that the first start has printed. */
export function SetUp() {
  const { t } = useTranslation('account');
  return (
    <Page title={t('setUp.title')} lead={t('setUp.lead')}>
      <WithLink kind="set-up">{(_, code) => <SetUpForm code={code} />}</WithLink>
    </Page>
  );
}

function SetUpForm({ code }: { readonly code: string }) {
  const { t } = useTranslation('account');
  const language = useLanguage();
  const { history } = useRouter();
  const finish = useCommand('set-up.finish');
  const send = async ({ name, email, password, company }: Values) => {
    const zh = company?.name?.zh?.trim() ?? '';
    const en = company?.name?.en?.trim() ?? '';
    const body = { code, name, email, password, language };
    await finish.give({ body: zh === '' && en === '' ? body : { ...body, company: { name: { zh, en } } } });
    history.replace('/');
  };
  return (
    <div className="card narrow">
      <CommandForm<Values> submit={t('setUp.submit')} onSubmit={send}>
        <h2>{t('setUp.person')}</h2>
        <Form.Item name="name" label={t('name')} rules={[{ required: true }]}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name="email" label={t('email')} rules={[{ required: true }]}>
          <Input type="email" autoComplete="username" />
        </Form.Item>
        <NewPasswordField name="password" label={t('password')} />
        <h2>{t('setUp.company')}</h2>
        <p className="small soft">{t('setUp.companyHelp')}</p>
        <Form.Item name={['company', 'name', 'zh']} label={t('setUp.companyZh')}>
          <Input lang="zh-Hans" />
        </Form.Item>
        <Form.Item name={['company', 'name', 'en']} label={t('setUp.companyEn')}>
          <Input lang="en" />
        </Form.Item>
      </CommandForm>
    </div>
  );
}
