import { Button, Form, Input, QRCode } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { ProofField } from './person-fields.tsx';

interface Proof {
  readonly password: string;
}

/** One-time codes of an authenticator app, and the recovery codes that stand in for it. */
export function Totp({ account }: { readonly account: Reply<'account.get'> }) {
  const { t } = useTranslation(['account', 'shell']);
  const remove = useCommand('totp.remove');
  const renew = useCommand('recovery-codes.renew');
  // Kept here and not in a dialog: they are shown once, and a dialog is soon closed.
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <section className="card">
      <h2>{t('totp.title')}</h2>
      <p className="soft">{t('totp.lead')}</p>
      <p>
        <strong>{account.totp ? t('totp.on') : t('totp.off')}</strong>{' '}
        {account.totp && t('totp.left', { count: account.recoveryCodesLeft })}
      </p>
      {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />}
      <div className="row">
        {account.totp ? (
          <>
            <DialogButton label={t('totp.renew')} title={t('totp.renew')}>
              {(close) => (
                <>
                  <p>{t('totp.renewText')}</p>
                  <CommandForm<Proof>
                    submit={t('totp.renew')}
                    onSubmit={async (body) => {
                      setCodes((await renew.give({ body })).body.recoveryCodes);
                      close();
                    }}
                  >
                    <ProofField />
                  </CommandForm>
                </>
              )}
            </DialogButton>
            <DialogButton label={t('totp.removeShort')} name={t('totp.remove')} title={t('totp.remove')}>
              {(close) => (
                <CommandForm<Proof>
                  danger
                  submit={t('totp.removeShort')}
                  onSubmit={async (body) => {
                    await remove.give({ body });
                    close();
                  }}
                >
                  <ProofField />
                </CommandForm>
              )}
            </DialogButton>
          </>
        ) : (
          <DialogButton label={t('totp.begin')} title={t('totp.begin')} disabled={!account.hasPassword}>
            {(close) => (
              <Begin
                onDone={(made) => {
                  setCodes(made);
                  close();
                }}
              />
            )}
          </DialogButton>
        )}
      </div>
    </section>
  );
}

/** Password, then the key for the app, then a code that shows that it works. */
function Begin({ onDone }: { readonly onDone: (recoveryCodes: readonly string[]) => void }) {
  const { t } = useTranslation('account');
  const begin = useCommand('totp.begin');
  const confirm = useCommand('totp.confirm');
  const [key, setKey] = useState<Reply<'totp.begin'>>();
  if (key === undefined)
    return (
      <CommandForm<Proof> submit={t('totp.next')} onSubmit={async (body) => setKey((await begin.give({ body })).body)}>
        <ProofField />
      </CommandForm>
    );
  return (
    <>
      <p>{t('totp.scan')}</p>
      <div className="totp-key">
        <div className="qr" role="img" aria-label={t('totp.qr')}>
          <QRCode type="svg" value={key.uri} size={168} bordered={false} color="#000" bgColor="#fff" marginSize={2} />
        </div>
        <div>
          <ShownOnce label={t('totp.key')} value={key.secret} />
          <a href={key.uri}>{t('totp.open')}</a>
        </div>
      </div>
      <CommandForm<{ code: string }>
        submit={t('totp.confirm')}
        onSubmit={async ({ code }) => onDone((await confirm.give({ body: { code: code.trim() } })).body.recoveryCodes)}
      >
        <Form.Item name="code" label={t('totp.code')} rules={[{ required: true, min: 6 }]}>
          <Input autoComplete="one-time-code" inputMode="numeric" className="code-field" />
        </Form.Item>
      </CommandForm>
    </>
  );
}

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { t } = useTranslation('account');
  return (
    <div className="notice warns" role="status">
      <h3>{t('totp.recovery')}</h3>
      <p>{t('totp.recoveryText')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button onClick={onKept}>{t('totp.kept')}</Button>
    </div>
  );
}
