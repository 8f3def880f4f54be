import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  gathered,
  instantOf,
  QR_PREFIX,
  type StatusFinding,
  type Verification,
  verifyLicence,
} from '@ytterby/service/licence-document';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { LicenceText } from './licence-text.tsx';
import { type Held, heldEvidence, isKept, ownVerifying } from './verify-offline.ts';
import { Camera, codesIn, useQrDetector } from './verify-scan.tsx';
import './licences.css';
import './verify.css';

/** What was found, and how. */
interface Finding {
  readonly verification: Verification;
  /** An RFC 3339 instant, by the clock of this device. */
  readonly at: string;
  /** Whether this browser found it, with what it holds, or the service. */
  readonly by: Held['from'] | 'asked';
}

/** For everybody: is this licence genuine, and may it be used today? Works without a network once it was opened with one. */
export function Verify() {
  const { t } = useTranslation('licences');
  const verifying = useVerifying();
  const detector = useQrDetector();
  const { asked } = verifying;
  return (
    <Page title={t('verify.title')} lead={t('verify.lead')}>
      <div className="stack">
        <AtHand />
        <section className="card">
          <FileDrop
            accept={`.pdf,.jws,.jwt,.txt,.json${detector ? ',image/*' : ''}`}
            words={{ drop: t('verify.drop'), over: t('verify.over'), choose: t('verify.choose') }}
            onFile={(file) => void verifying.file(file, detector)}
          />
          {detector && 'mediaDevices' in navigator && (
            <div className="form-end">
              {verifying.isScanning ? (
                <Camera detector={detector} onCodes={verifying.codes} onClose={() => verifying.setScanning(false)} />
              ) : (
                <Button onClick={() => verifying.setScanning(true)}>{t('verify.scan')}</Button>
              )}
            </div>
          )}
          <div className="form-end">
            <CommandForm<{ text: string }> submit={t('verify.submit')} onSubmit={({ text }) => verifying.text(text)}>
              <Form.Item name="text" label={t('verify.paste')} rules={[{ required: true, whitespace: true }]}>
                <Input.TextArea className="pasted" autoSize={{ minRows: 3, maxRows: 10 }} spellCheck={false} />
              </Form.Item>
            </CommandForm>
          </div>
        </section>
        <div aria-live="polite">
          {asked.isPending && <Waiting lines={2} />}
          {verifying.picture !== undefined && <p className="notice warns">{t(`verify.${verifying.picture}`)}</p>}
          {asked.error && <Failure error={asked.error} />}
          {asked.data && !asked.isPending && <Verified of={asked.data} />}
        </div>
      </div>
    </Page>
  );
}

/** Verifies what is given: in this browser where it can, else by asking the service. */
function useVerifying() {
  const queries = useQueryClient();
  const [scanned, setScanned] = useState<readonly string[]>([]);
  const [isScanning, setScanning] = useState(false);
  const [picture, setPicture] = useState<'noCode' | 'noDetector'>();
  const asked = useMutation({
    networkMode: 'always',
    retry: false,
    mutationFn: async (given: Blob): Promise<Finding> => {
      const at = new Date().toISOString();
      if (!(await queries.fetchQuery(ownVerifying))) {
        const { body } = await client.call('licence.verify', { body: given });
        return { verification: body, at, by: 'asked' };
      }
      const { keys, statusList, from } = await queries.fetchQuery(heldEvidence);
      const bytes = new Uint8Array(await given.arrayBuffer());
      return { verification: await verifyLicence(bytes, { keys, statusList, at }), at, by: from };
    },
  });
  const verify = (given: Blob) => {
    setPicture(undefined);
    return asked.mutateAsync(given).catch(() => undefined);
  };
  const codes = (texts: readonly string[]) => {
    const ours = texts.filter((text) => text.startsWith(QR_PREFIX) && !scanned.includes(text));
    if (ours.length === 0) return;
    const all = ours.reduce(gathered, scanned);
    setScanned(all);
    void verify(new Blob([all.join('\n')])).then((found) => {
      // More codes are still to come.
      const { verification } = found ?? {};
      if (verification?.genuine !== 'unknown' || verification.fault !== 'incomplete') setScanning(false);
    });
  };
  return {
    asked,
    picture,
    isScanning,
    setScanning: (wanted: boolean) => {
      setScanned([]);
      setScanning(wanted);
    },
    codes,
    text: (text: string) => verify(new Blob([text.trim()])),
    file: async (file: File, detector: ReturnType<typeof useQrDetector>) => {
      if (!file.type.startsWith('image/')) return verify(file);
      const found = detector === undefined ? [] : await codesIn(file, detector).catch(() => []);
      if (found.some((text) => text.startsWith(QR_PREFIX))) return codes(found);
      asked.reset();
      setPicture(detector === undefined ? 'noDetector' : 'noCode');
    },
  };
}

/** What there is to verify with, how old it is, and whether the page needs a network. */
function AtHand() {
  const { t } = useTranslation('licences');
  const moment = useMoment();
  const own = useQuery(ownVerifying);
  const held = useQuery({ ...heldEvidence, enabled: own.data === true });
  const offline = useQuery({ ...isKept, enabled: held.data !== undefined });
  if (own.data === false) return <p className="notice warns">{t('verify.notHere')}</p>;
  if (held.error) return <p className="notice warns">{t('verify.nothingHeld')}</p>;
  if (held.data === undefined) return null;
  const { from, fetchedAt, list } = held.data;
  const isOld = list !== undefined && list.validUntil * 1000 < Date.now();
  const issued = list && moment(instantOf(list.issuedAt));
  const until = list && moment(instantOf(list.validUntil));
  return (
    <div
      className={`notice ${list === undefined || isOld ? 'warns' : from === 'kept' ? '' : 'succeeds'}`}
      role="status"
    >
      <p>
        <Icon name={isOld || list === undefined ? 'warning' : from === 'kept' ? 'info' : 'check'} />{' '}
        <strong>{t(from === 'kept' ? 'verify.offline' : 'verify.online')}</strong>{' '}
        {t('verify.fetched', { moment: moment(fetchedAt) })}
      </p>
      <p>
        {list === undefined
          ? t('verify.listBroken')
          : t(isOld ? 'verify.listOld' : 'verify.listFresh', { moment: issued, until })}
      </p>
      {offline.data !== undefined && (
        <p className="small soft">{t(offline.data ? 'verify.ready' : 'verify.notReady')}</p>
      )}
    </div>
  );
}

const MARKS: Readonly<Record<Verification['genuine'], readonly [IconName, string]>> = {
  yes: ['check', 'succeeds'],
  no: ['cross', 'fails'],
  unknown: ['question', 'warns'],
};

function Verified({ of }: { readonly of: Finding }) {
  const { t } = useTranslation('licences');
  const text = useText();
  const moment = useMoment();
  const { verification, at, by } = of;
  const [icon, tone] = MARKS[verification.genuine];
  return (
    <section className="card verified">
      <div className={`notice ${tone}`}>
        <h2>
          <Icon name={icon} /> {t(`verify.${verification.genuine}`)}
        </h2>
        <p>{text(verification.reason)}</p>
        {verification.genuine === 'yes' && (
          <p className="small soft">
            {t('verify.signedAt', { moment: moment(verification.signedAt) })} ·{' '}
            {t('verify.key', { kid: verification.kid })}
          </p>
        )}
        <p className="small soft">{t(`verify.by.${by}`, { moment: moment(at) })}</p>
      </div>
      {verification.genuine === 'yes' && (
        <>
          <StatusFound of={verification.status} />
          <div>
            <h2>{t('verify.says')}</h2>
            <LicenceText of={verification.licence} />
          </div>
        </>
      )}
    </section>
  );
}

/** Where it stands; a status list that is too old settles nothing, and that is said. */
function StatusFound({ of }: { readonly of: StatusFinding }) {
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
    </div>
  );
}
