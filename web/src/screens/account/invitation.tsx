import { Form, Input } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useSession } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { useRoleName } from '../roles.tsx';
import { WithLink } from './link-page.tsx';
import { NewPasswordField } from './person-fields.tsx';
import { OtherWays, SignInSteps } from './sign-in-steps.tsx';

interface InvitedProps {
  readonly link: Reply<'link.look'>;
  readonly code: string;
}

export function Invitation() {
  const { t } = useTranslation('account');
  return (
    <Page title={t('invitation.title')}>
      <WithLink kind="invitation">{(link, code) => <Invited link={link} code={code} />}</WithLink>
    </Page>
  );
}

function Invited({ link, code }: InvitedProps) {
  const { t } = useTranslation(['account', 'shell']);
  const text = useText();
  const roleName = useRoleName();
  const roles = link.roles.map(roleName).join(t('shell:comma'));
  return (
    <div className="card narrow">
      <p>{t('invitation.lead', { organisation: link.organisation ? text(link.organisation) : '', roles })}</p>
      <p className="soft">{t('invitation.for', { email: link.email ?? '' })}</p>
      {link.hasAccount ? <WithAccount link={link} code={code} /> : <WithoutAccount code={code} />}
    </div>
  );
}

/** Signs in first, and then accepts. */
function WithAccount({ link, code }: InvitedProps) {
  const { t } = useTranslation('account');
  const { history } = useRouter();
  const session = useSession();
  const accept = useCommand('invitation.accept');
  return (
    <Loaded query={session}>
      {({ body: { state, account } }) => {
        if (state !== 'signed-in' || account === null)
          return (
            <>
              <p className="notice">{t('invitation.signInFirst')}</p>
              <SignInSteps invitation={code} onSignedIn={() => void session.refetch()} />
            </>
          );
        if (account.email.toLowerCase() !== link.email?.toLowerCase())
          return <p className="notice warns">{t('invitation.otherAccount', { email: account.email })}</p>;
        return (
          <CommandForm
            submit={t('invitation.accept')}
            onSubmit={async () => {
              await accept.give({ body: { code } });
              history.replace('/');
            }}
          >
            <p>{t('invitation.asYou', { name: account.name })}</p>
          </CommandForm>
        );
      }}
    </Loaded>
  );
}

function WithoutAccount({ code }: { readonly code: string }) {
  const { t } = useTranslation('account');
  const language = useLanguage();
  const { history } = useRouter();
  const session = useSession().data?.body;
  const accept = useCommand('invitation.accept');
  const onward = () => history.replace('/');
  return (
    <>
      <h2>{t('invitation.make')}</h2>
      <CommandForm<{ person: { name: string; password: string } }>
        submit={t('invitation.accept')}
        onSubmit={async ({ person }) => {
          await accept.give({ body: { code, person: { ...person, language } } });
          onward();
        }}
      >
        <Form.Item name={['person', 'name']} label={t('name')} rules={[{ required: true }]}>
          <Input autoComplete="name" />
        </Form.Item>
        <NewPasswordField name={['person', 'password']} label={t('password')} />
      </CommandForm>
      {session && (
        <OtherWays passkeys={false} providers={session.signIn.providers} invitation={code} onSignedIn={onward} />
      )}
    </>
  );
}
