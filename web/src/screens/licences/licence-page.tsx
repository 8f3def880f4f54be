import { getRouteApi, Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import type { LicenceState } from '@ytterby/core/licensing';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useRead, useSession } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { saveFile } from '../ask/save-file.ts';
import { useRoleName } from '../roles.tsx';
import { LicenceActs, Surrender } from './acts.tsx';
import { BalanceBars } from './balance-bars.tsx';
import { DrawDownRows } from './draw-downs.tsx';
import { LicenceText } from './licence-text.tsx';
import { StandingMark } from './standing.tsx';
import { OwnUsageReports, RegisteredUsageReports } from './usage-reports.tsx';
import { GiveNoticeLink } from '../notices/give-link.tsx';
import { TouchedBy } from '../watch/touched-by.tsx';
import './licences.css';

type OfficerLicence = Reply<'register.get'>;
type HolderLicence = Reply<'licence.get'>;

const inRegister = getRouteApi('/licences/$licence');
const ofHolder = getRouteApi('/workspace/$organisation/licences/$licence');

/** A licence as the authority sees it: what it says, what was done to it, what can be done. */
export function RegisteredLicence() {
  const { t } = useTranslation('licences');
  const { licence: id } = inRegister.useParams();
  const found = useRead('register.get', { params: { licence: id } });
  const drawn = useRead('register.draw-downs', { params: { licence: id }, query: { limit: 200 } });
  const session = useSession().data?.body;
  return (
    <Loaded query={found} lines={8}>
      {({ body, revision }) => (
        <LicencePage
          of={body}
          back={<Link to="/licences">{t('back')}</Link>}
          getPdf={async () => (await client.call('register.pdf', { params: { licence: id } })).body}
          history={<History of={body.events} />}
          drawDowns={<Loaded query={drawn}>{({ body: { items } }) => <DrawDownRows of={items} />}</Loaded>}
          usage={<RegisteredUsageReports licence={id} />}
        >
          <TouchedBy subject={id} />
          <p>
            <Link to="/cases/$case" params={{ case: body.case }}>
              {t('fields.case', { number: body.content.application })}
            </Link>
          </p>
          {session !== undefined && <LicenceActs of={body} revision={revision} session={session} />}
        </LicencePage>
      )}
    </Loaded>
  );
}

/** A licence as its holder sees it. */
export function HeldLicence() {
  const { t } = useTranslation('licences');
  const params = ofHolder.useParams();
  const { organisation } = params;
  const found = useRead('licence.get', { params });
  const drawn = useRead('licence.draw-downs', { params, query: { limit: 200 } });
  const mine = useSession().data?.body.organisations.find(({ id }) => id === organisation);
  return (
    <Loaded query={found} lines={8}>
      {({ body, revision }) => (
        <LicencePage
          of={body}
          back={
            <Link to="/workspace/$organisation/licences" params={{ organisation }}>
              {t('back')}
            </Link>
          }
          getPdf={async () => (await client.call('licence.pdf', { params })).body}
          drawDowns={<Loaded query={drawn}>{({ body: { items } }) => <DrawDownRows of={items} />}</Loaded>}
          usage={<OwnUsageReports params={params} mayReport={mine?.actions.includes('usage-report.make') === true} />}
        >
          <TouchedBy organisation={organisation} subject={params.licence} />
          <GiveNoticeLink organisation={organisation} from={{ licence: params.licence }} />
          {mine?.actions.includes('licence.surrender') === true && (
            <Surrender of={body} revision={revision} organisation={organisation} />
          )}
        </LicencePage>
      )}
    </Loaded>
  );
}

interface LicencePageProps {
  readonly of: OfficerLicence | HolderLicence;
  readonly back: ReactNode;
  readonly getPdf: () => Promise<Blob>;
  readonly history?: ReactNode;
  readonly drawDowns: ReactNode;
  /** A part of its own. */
  readonly usage: ReactNode;
  /** What can be done. */
  readonly children: ReactNode;
}

function LicencePage({ of, back, getPdf, history, drawDowns, usage, children }: LicencePageProps) {
  const { t } = useTranslation('licences');
  const text = useText();
  return (
    <Page
      className="licence-page"
      title={of.number}
      lead={
        <>
          <StandingMark of={of.standing} /> · {text(of.holder)} · {back}
        </>
      }
      actions={<Pdf number={of.number} get={getPdf} />}
    >
      <div className="stack">
        <section className="card" aria-labelledby="acts">
          <h2 id="acts">{t('parts.acts')}</h2>
          <Acts of={of.state} />
          {children}
        </section>
        <section className="card" aria-label={of.number}>
          <LicenceText of={of.content} balances={of.balances} />
        </section>
        <section className="card" aria-labelledby="draw-downs">
          <h2 id="draw-downs">{t('drawDowns.title')}</h2>
          <BalanceBars of={of.balances} lines={of.content.lines} />
          {drawDowns}
        </section>
        {usage}
        {history !== undefined && (
          <section className="card" aria-labelledby="history">
            <h2 id="history">{t('parts.history')}</h2>
            {history}
          </section>
        )}
        <details className="card signed-text">
          <summary>
            <h2>{t('parts.signed')}</h2>
          </summary>
          <p className="small soft">{t('signedHint')}</p>
          <pre>{of.jws}</pre>
        </details>
      </div>
    </Page>
  );
}

function Pdf({ number, get }: { readonly number: string; readonly get: () => Promise<Blob> }) {
  const { t } = useTranslation('licences');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      saveFile(await get(), `${number}.pdf`);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button loading={isBusy} onClick={() => void save()}>
        <Icon name="download" /> {t('pdf')}
      </Button>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

/** What was done since it was issued, in sentences. */
function Acts({ of }: { readonly of: Partial<Pick<LicenceState, 'proposal'>> & HolderLicence['state'] }) {
  const { t } = useTranslation('licences');
  const language = useLanguage();
  const { suspension, proposal, amendments, ended } = of;
  const said = (act: { readonly on: string; readonly reason: string }) => ({
    day: dateText(act.on, language),
    reason: act.reason,
  });
  const sentences = [
    ...(ended ? [t('ended', said(ended))] : []),
    ...(suspension ? [t('suspended', said(suspension))] : []),
    ...(proposal ? [t('proposed', said(proposal))] : []),
    ...amendments.map((each) => t('amended', said(each))),
  ];
  if (sentences.length === 0) return <p className="soft">{t('nothingDone')}</p>;
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

const DONE = [
  'issue',
  'suspend',
  'reinstate',
  'amend',
  'propose-revocation',
  'drop-revocation',
  'revoke',
  'surrender',
] as const;

function History({ of }: { readonly of: OfficerLicence['events'] }) {
  const { t } = useTranslation(['licences', 'cases']);
  const moment = useMoment();
  const role = useRoleName();
  return (
    <Records
      caption={t('parts.history')}
      rows={of.toReversed()}
      rowKey={({ version }) => version}
      columns={[
        { head: t('cases:events.when'), cell: ({ at }) => <span className="number">{moment(at)}</span> },
        {
          head: t('cases:events.who'),
          cell: (event) => (
            <>
              {event.person} <span className="small soft">{role(event.role)}</span>
            </>
          ),
        },
        {
          head: t('cases:events.what'),
          cell: ({ command }) => {
            const known = DONE.find((each) => each === command);
            return known === undefined ? command : t(`did.${known}`);
          },
        },
        { head: t('reason'), cell: ({ event }) => (typeof event['reason'] === 'string' ? event['reason'] : null) },
      ]}
    />
  );
}
