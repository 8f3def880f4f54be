import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, type Reply } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { LicenceText } from './licence-text.tsx';
import './licences.css';

type Verification = Reply<'licence.verify'>;
type Status = Extract<Verification, { genuine: 'yes' }>['status'];

/** For everybody: is this licence genuine, and may it be used today? */
export function Verify() {
  const { t } = useTranslation('licences');
  const asked = useMutation({
    mutationFn: async (file: Blob) => (await client.call('licence.verify', { body: file })).body,
  });
  return (
    <Page title={t('verify.title')} lead={t('verify.lead')}>
      <div className="stack">
        <section className="card">
          <FileDrop
            accept=".pdf,.jws,.txt"
            words={{ drop: t('verify.drop'), over: t('verify.over'), choose: t('verify.choose') }}
            onFile={(file) => asked.mutate(file)}
          />
          <div className="form-end">
            <CommandForm<{ text: string }>
              submit={t('verify.submit')}
              onSubmit={({ text }) => asked.mutateAsync(new Blob([text.trim()])).catch(() => undefined)}
            >
              <Form.Item name="text" label={t('verify.paste')} rules={[{ required: true, whitespace: true }]}>
                <Input.TextArea className="pasted" autoSize={{ minRows: 3, maxRows: 10 }} spellCheck={false} />
              </Form.Item>
            </CommandForm>
          </div>
        </section>
        <div aria-live="polite">
          {asked.isPending && <Waiting lines={2} />}
          {asked.error && <Failure error={asked.error} />}
          {asked.data && !asked.isPending && <Verified of={asked.data} />}
        </div>
      </div>
    </Page>
  );
}

const MARKS: Readonly<Record<Verification['genuine'], readonly [IconName, string]>> = {
  yes: ['check', 'succeeds'],
  no: ['cross', 'fails'],
  unknown: ['question', 'warns'],
};

function Verified({ of }: { readonly of: Verification }) {
  const { t } = useTranslation('licences');
  const text = useText();
  const moment = useMoment();
  const [icon, tone] = MARKS[of.genuine];
  return (
    <section className="card verified">
      <div className={`notice ${tone}`}>
        <h2>
          <Icon name={icon} /> {t(`verify.${of.genuine}`)}
        </h2>
        <p>{text(of.reason)}</p>
        {of.genuine === 'yes' && (
          <p className="small soft">
            {t('verify.signedAt', { moment: moment(of.signedAt) })} · {t('verify.key', { kid: of.kid })}
          </p>
        )}
      </div>
      {of.genuine === 'yes' && (
        <>
          <StatusFound of={of.status} />
          <div>
            <h2>{t('verify.says')}</h2>
            <LicenceText of={of.licence} />
          </div>
        </>
      )}
    </section>
  );
}

/** Where it stands; a status list that is too old settles nothing, and that is said. */
function StatusFound({ of }: { readonly of: Status }) {
  const { t } = useTranslation('licences');
  const text = useText();
  const moment = useMoment();
  const [icon, tone]: readonly [IconName, string] =
    of.is === 'valid' ? ['check', 'succeeds'] : of.is === 'unknown' ? ['question', 'warns'] : ['warning', 'fails'];
  return (
    <div className={`notice ${tone}`}>
      <h2>
        <Icon name={icon} /> {t('verify.status', { status: t(`verify.statuses.${of.is}`) })}
      </h2>
      <p>{text(of.reason)}</p>
      {of.listOf !== null && <p className="small soft">{t('verify.listOf', { moment: moment(of.listOf) })}</p>}
      {of.lastKnown !== null && (
        <p className="small">{t('verify.lastKnown', { status: t(`verify.statuses.${of.lastKnown}`) })}</p>
      )}
    </div>
  );
}
