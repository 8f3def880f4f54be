import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Verification } from '@ytterby/service/licence-document';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, usePages, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { BalanceBars } from '../licences/balance-bars.tsx';
import { LicenceText } from '../licences/licence-text.tsx';
import { StandingMark } from '../licences/standing.tsx';
import { CustomsDrawDowns, Reserve } from './draw-downs.tsx';
import '../licences/licences.css';

const route = getRouteApi('/customs/');

/** Is a licence genuine, how does it stand today, what is left; and what is drawn from it. */
export function CheckLicence() {
  const { t } = useTranslation('customs');
  const { number } = route.useSearch();
  const navigate = route.useNavigate();
  const [verification, setVerification] = useState<Verification>();
  const verified = useMutation({
    retry: false,
    mutationFn: async (given: Blob) => (await client.call('licence.verify', { body: given })).body,
    onSuccess: async (found) => {
      setVerification(found);
      const shown = found.genuine === 'yes' ? found.licence.number : undefined;
      await navigate({ search: { number: shown } });
    },
  });
  const look = (typed: string) => {
    setVerification(undefined);
    verified.reset();
    return navigate({ search: { number: typed.trim() } });
  };
  return (
    <Page title={t('check.title')} lead={t('check.lead')}>
      <div className="stack">
        <section className="card customs-ways" aria-label={t('check.title')}>
          <CommandForm<{ number: string }>
            key={number}
            submit={t('check.byNumber')}
            initialValues={{ number }}
            onSubmit={async (typed) => look(typed.number)}
          >
            <Form.Item name="number" label={t('check.number')} rules={[{ required: true, whitespace: true }]}>
              <Input className="code" maxLength={200} autoComplete="off" />
            </Form.Item>
          </CommandForm>
          <div>
            <FileDrop
              accept=".pdf,.jws,.jwt,.txt,.json"
              words={{ drop: t('check.drop'), over: t('check.over'), choose: t('check.choose') }}
              onFile={(file) => verified.mutate(file)}
            />
            <details className="customs-paste">
              <summary>{t('check.paste')}</summary>
              <CommandForm<{ text: string }>
                submit={t('check.submit')}
                onSubmit={({ text }) => verified.mutateAsync(new Blob([text.trim()]))}
              >
                <Form.Item name="text" label={t('check.paste')} rules={[{ required: true, whitespace: true }]}>
                  <Input.TextArea className="pasted" autoSize={{ minRows: 3, maxRows: 10 }} spellCheck={false} />
                </Form.Item>
              </CommandForm>
            </details>
          </div>
        </section>
        <div aria-live="polite">
          {verified.isPending && <Waiting lines={2} />}
          {verified.error && <Failure error={verified.error} />}
          {verification && !verified.isPending && <Genuine of={verification} />}
        </div>
        {number !== undefined && (
          <Standing
            key={number}
            number={number}
            isShown={verification?.genuine === 'yes' && verification.licence.number === number}
          />
        )}
      </div>
    </Page>
  );
}

const MARKS: Readonly<Record<Verification['genuine'], readonly [IconName, string]>> = {
  yes: ['check', 'succeeds'],
  no: ['cross', 'fails'],
  unknown: ['question', 'warns'],
};

function Genuine({ of }: { readonly of: Verification }) {
  const { t } = useTranslation('licences');
  const text = useText();
  const moment = useMoment();
  const [icon, tone] = MARKS[of.genuine];
  return (
    <div className={`notice ${tone}`} role="status">
      <h2>
        <Icon name={icon} /> {t(`verify.${of.genuine}`)}
      </h2>
      <p>{text(of.reason)}</p>
      {of.genuine === 'yes' && (
        <>
          {of.status.is !== 'valid' && <p>{text(of.status.reason)}</p>}
          <p className="small soft">{t('verify.signedAt', { moment: moment(of.signedAt) })}</p>
        </>
      )}
    </div>
  );
}

/** The licence as it stands today. @param isShown its file or QR code was checked */
function Standing({ number, isShown }: { readonly number: string; readonly isShown: boolean }) {
  const { t } = useTranslation('customs');
  const found = useRead('customs.check', { body: { number } });
  const drawDowns = usePages('draw-down.list', { params: { number }, query: {} });
  return (
    <Loaded query={found} lines={6}>
      {({ body: { licence } }) =>
        licence === null ? (
          <p className="notice warns">{t('check.notHere')}</p>
        ) : (
          <>
            <section className="card" aria-labelledby="standing">
              <div className="card-head">
                <h2 id="standing">
                  <span className="code">{licence.number}</span> · <StandingMark of={licence.standing} />
                </h2>
                {licence.standing === 'valid' && licence.balances.length > 0 && <Reserve of={licence} />}
              </div>
              {!isShown && (
                <p className="small soft">
                  <Icon name="info" /> {t('check.numberOnly')}
                </p>
              )}
              <p className="small soft">{t('check.edition', { n: licence.edition })}</p>
              <h3>{t('left.title')}</h3>
              <BalanceBars of={licence.balances} lines={licence.content.lines} />
            </section>
            <section className="card" aria-labelledby="draw-downs">
              <h2 id="draw-downs">{t('drawDowns.title')}</h2>
              <Loaded query={drawDowns}>{(rows) => <CustomsDrawDowns of={rows} licence={licence} />}</Loaded>
              <MorePages of={drawDowns} />
            </section>
            <details className="card signed-text licence-page">
              <summary>
                <h2>{t('check.says')}</h2>
              </summary>
              <LicenceText of={licence.content} />
            </details>
          </>
        )
      }
    </Loaded>
  );
}
