import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useSession } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../i18n/index.ts';
import { PasskeyUnused, usedPasskey } from './passkey.ts';

interface SignInStepsProps {
  readonly onSignedIn: () => void;
  /** Code of an invitation that a provider's sign-in accepts with it. */
  readonly invitation?: string;
}

/** All ways in, and the second factor where one is wanted. Ends with a session. */
export function SignInSteps({ onSignedIn, invitation }: SignInStepsProps) {
  const session = useSession();
  return (
    <Loaded query={session}>
      {({ body }) =>
        body.state === 'second-factor' ? (
          <SecondFactor methods={body.secondFactor.methods} onSignedIn={onSignedIn} />
        ) : (
          <>
            <WithPassword onSignedIn={onSignedIn} />
            <OtherWays
              passkeys={body.signIn.passkeys}
              providers={body.signIn.providers}
              onSignedIn={onSignedIn}
              {...(invitation === undefined ? {} : { invitation })}
            />
          </>
        )
      }
    </Loaded>
  );
}

function WithPassword({ onSignedIn }: Pick<SignInStepsProps, 'onSignedIn'>) {
  const { t } = useTranslation('account');
  const open = useCommand('session.open');
  return (
    <CommandForm<{ email: string; password: string }>
      submit={t('signIn.submit')}
      onSubmit={async (body) => {
        const { body: reached } = await open.give({ body });
        if (reached.state === 'signed-in') onSignedIn();
      }}
    >
      <Form.Item name="email" label={t('email')} rules={[{ required: true }]}>
        <Input type="email" autoComplete="username" />
      </Form.Item>
      <Form.Item name="password" label={t('password')} rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
    </CommandForm>
  );
}

interface OtherWaysProps extends SignInStepsProps {
  readonly passkeys: boolean;
  readonly providers: readonly { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }[];
}

/** Also for an invited person without an account, who may come in at a provider. */
export function OtherWays({ passkeys, providers, onSignedIn, invitation }: OtherWaysProps) {
  const { t } = useTranslation('account');
  if (!passkeys && providers.length === 0) return null;
  return (
    <>
      <p className="or" role="separator">
        {t('signIn.or')}
      </p>
      <div className="stack">
        {passkeys && <PasskeyButton label={t('signIn.passkey')} onSignedIn={onSignedIn} />}
        {providers.map((provider) => (
          <ProviderButton key={provider.id} provider={provider} {...(invitation === undefined ? {} : { invitation })} />
        ))}
      </div>
    </>
  );
}

function PasskeyButton({ label, onSignedIn }: { readonly label: string; readonly onSignedIn: () => void }) {
  const { t } = useTranslation('account');
  const ask = useCommand('passkey.ask');
  const signIn = useCommand('passkey.sign-in');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { ceremony, options } = (await ask.give()).body;
      await signIn.give({ body: { ceremony, response: await usedPasskey(options) } });
      onSignedIn();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button block loading={isBusy} icon={<Icon name="key" />} onClick={() => void run()}>
        {label}
      </Button>
      {error instanceof PasskeyUnused ? (
        <p className="notice warns" role="alert">
          {t('signIn.passkeyFailed')}
        </p>
      ) : (
        error !== undefined && <Failure error={error} />
      )}
    </>
  );
}

interface ProviderButtonProps {
  readonly provider: OtherWaysProps['providers'][number];
  readonly invitation?: string;
}

function ProviderButton({ provider, invitation }: ProviderButtonProps) {
  const { t } = useTranslation('account');
  const text = useText();
  const start = useCommand('oidc.start');
  const run = async () => {
    const body = invitation === undefined ? {} : { invitation };
    const reached = await start.give({ params: { provider: provider.id }, body });
    location.assign(reached.body.goTo);
  };
  return (
    <>
      <Button block loading={start.isPending} onClick={() => void run().catch(() => undefined)}>
        {t('signIn.at', { provider: text(provider.name) })}
      </Button>
      {start.error && <Failure error={start.error} />}
    </>
  );
}

interface SecondFactorProps {
  readonly methods: readonly string[];
  readonly onSignedIn: () => void;
}

function SecondFactor({ methods, onSignedIn }: SecondFactorProps) {
  const { t } = useTranslation('account');
  const give = useCommand('session.second-factor');
  const leave = useCommand('session.close');
  return (
    <section aria-labelledby="second-factor">
      <h2 id="second-factor">{t('factor.title')}</h2>
      <p className="soft">{t('factor.lead')}</p>
      {(methods.includes('totp') || methods.includes('recovery-code')) && (
        <CommandForm<{ code: string }>
          submit={t('factor.submit')}
          onSubmit={async ({ code }) => {
            await give.give({ body: { code: code.trim() } });
            onSignedIn();
          }}
        >
          <Form.Item
            name="code"
            label={t('factor.code')}
            extra={t('factor.codeHelp')}
            rules={[{ required: true, min: 6 }]}
          >
            <Input autoComplete="one-time-code" autoFocus className="code-field" />
          </Form.Item>
        </CommandForm>
      )}
      <div className="stack form-end">
        {methods.includes('passkey') && <PasskeyButton label={t('factor.passkey')} onSignedIn={onSignedIn} />}
        <Button type="link" loading={leave.isPending} onClick={() => void leave.give()}>
          {t('factor.other')}
        </Button>
      </div>
    </section>
  );
}
