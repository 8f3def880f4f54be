import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { useMoment } from '../../i18n/index.ts';
import { newPasskey, PasskeyUnused } from './passkey.ts';
import { ProofField } from './person-fields.tsx';

interface PasskeysProps {
  readonly hasPassword: boolean;
  /** False where the installation is reached by an IP address. */
  readonly isPossible: boolean;
}

export function Passkeys({ hasPassword, isPossible }: PasskeysProps) {
  const { t } = useTranslation('account');
  const moment = useMoment();
  const passkeys = useRead('passkey.list');
  const remove = useCommand('passkey.remove');
  return (
    <section className="card">
      <h2>{t('passkeys.title')}</h2>
      <p className="soft">{t('passkeys.lead')}</p>
      <Loaded query={passkeys} lines={2}>
        {({ body }) => (
          <Records
            caption={t('passkeys.title')}
            rows={body}
            rowKey={({ id }) => id}
            columns={[
              {
                head: t('name'),
                cell: ({ name, backedUp }) => (
                  <>
                    {name}
                    {backedUp && <div className="small soft">{t('passkeys.synced')}</div>}
                  </>
                ),
              },
              { head: t('passkeys.created'), cell: ({ createdAt }) => moment(createdAt) },
              {
                head: t('passkeys.used'),
                cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('passkeys.never') : moment(lastUsedAt)),
              },
            ]}
            actions={({ id, name }) => (
              <DialogButton
                size="small"
                label={t('passkeys.remove')}
                name={t('passkeys.removeTitle', { name })}
                title={t('passkeys.removeTitle', { name })}
                disabled={!hasPassword}
              >
                {(close) => (
                  <CommandForm<{ password: string }>
                    danger
                    submit={t('passkeys.remove')}
                    onSubmit={async (body) => {
                      await remove.give({ params: { passkey: id }, body });
                      close();
                    }}
                  >
                    <ProofField />
                  </CommandForm>
                )}
              </DialogButton>
            )}
          />
        )}
      </Loaded>
      <div className="form-end">
        {isPossible ? (
          <DialogButton label={t('passkeys.add')} title={t('passkeys.add')} disabled={!hasPassword}>
            {(close) => <AddPasskey onDone={close} />}
          </DialogButton>
        ) : (
          <p className="small soft">{t('passkeys.impossible')}</p>
        )}
      </div>
    </section>
  );
}

function AddPasskey({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('account');
  const begin = useCommand('passkey.begin');
  const add = useCommand('passkey.add');
  const [isUnused, setUnused] = useState(false);
  const send = async ({ name, password }: { readonly name: string; readonly password: string }) => {
    setUnused(false);
    const { ceremony, options } = (await begin.give({ body: { password } })).body;
    try {
      await add.give({ body: { ceremony, name, response: await newPasskey(options) } });
      onDone();
    } catch (error) {
      if (!(error instanceof PasskeyUnused)) throw error;
      setUnused(true);
    }
  };
  return (
    <>
      <CommandForm submit={t('passkeys.next')} onSubmit={send}>
        <Form.Item name="name" label={t('name')} extra={t('passkeys.nameHelp')} rules={[{ required: true }]}>
          <Input autoFocus />
        </Form.Item>
        <ProofField />
      </CommandForm>
      {isUnused && (
        <p className="notice warns" role="alert">
          {t('passkeys.failed')}
        </p>
      )}
    </>
  );
}
