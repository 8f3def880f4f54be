import { getRouteApi, Link } from '@tanstack/react-router';
import { dateText, speaker, WORDS } from '@ytterby/core';
import {
  type Claim,
  EVIDENCE_KINDS,
  SHIPMENT_TRANSITIONS,
  type ShipmentCommand,
  type ShipmentCommandName,
} from '@ytterby/core/humanitarian';
import { transitionFor } from '@ytterby/core/licensing';
import { Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand, useRead, useRefresh } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { useCountryName } from '../../components/country.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import { FileButton } from '../apply/papers-page.tsx';
import { beijingToday } from '../ask/beijing.ts';
import { Prose } from '../cases/act.tsx';
import { DocumentList } from '../cases/documents-part.tsx';
import { Cites, ProvisionsField } from '../cases/provisions.tsx';
import { useRoleName } from '../roles.tsx';
import { ClaimFields } from './claim-fields.tsx';
import { Finding } from './finding.tsx';
import { stated } from './prefill.ts';
import { ReportPart } from './report-part.tsx';
import { Breach, ShipmentMark } from './rows.tsx';
import './humanitarian.css';

type Own = Reply<'humanitarian.get'>;
type Registered = Reply<'humanitarian.registered'>;
type Shipment = Own | Registered;

const ofOne = getRouteApi('/workspace/$organisation/shipments/$shipment');
const ofAll = getRouteApi('/shipments/$shipment');

const can = ({ status }: Shipment, command: ShipmentCommandName) =>
  transitionFor(SHIPMENT_TRANSITIONS, status, command) !== undefined;

/** A shipment as its exporter sees it: may it go, record the export, report. */
export function OwnShipment() {
  const { t } = useTranslation('humanitarian');
  const params = ofOne.useParams();
  const { organisation } = params;
  const found = useRead('humanitarian.get', { params });
  const give = useCommand('humanitarian.act');
  const mayChange = useMay(organisation)('humanitarian.change');
  return (
    <Loaded query={found} lines={8}>
      {({ body, revision }) => {
        const act = (command: ShipmentCommand) => give.give({ params, body: command, revision });
        return (
          <ShipmentPage
            of={body}
            back={
              <Link to="/workspace/$organisation/shipments" params={{ organisation }}>
                {t('page.back')}
              </Link>
            }
            actions={mayChange && <Acts of={body} act={act} />}
            report={
              <ReportPart
                of={body}
                act={mayChange && can(body, 'report') ? act : undefined}
                getFile={async (format) =>
                  (await client.call('humanitarian.report', { params, query: { format } })).body
                }
              />
            }
            documents={
              <>
                <DocumentList
                  of={body.documents}
                  onGet={async (document) =>
                    (await client.call('humanitarian.document', { params: { ...params, document } })).body
                  }
                />
                {mayChange && <AddDocument params={params} />}
              </>
            }
            reviewer={body.authorities}
          />
        );
      }}
    </Loaded>
  );
}

/** The same as the authority sees it; one that is stopped is reviewed here. */
export function RegisteredShipment() {
  const { t } = useTranslation('humanitarian');
  const params = ofAll.useParams();
  const found = useRead('humanitarian.registered', { params });
  const mayReview = useMay()('humanitarian.review');
  return (
    <Loaded query={found} lines={8}>
      {({ body, revision }) => (
        <ShipmentPage
          of={body}
          back={<Link to="/shipments">{t('page.back')}</Link>}
          actions={mayReview && can(body, 'clear') && <Review of={body} revision={revision} />}
          report={
            <ReportPart
              of={body}
              getFile={async (format) =>
                (await client.call('humanitarian.registered-report', { params, query: { format } })).body
              }
            />
          }
          documents={
            <DocumentList
              of={body.documents}
              onGet={async (document) =>
                (await client.call('humanitarian.registered-document', { params: { ...params, document } })).body
              }
            />
          }
          history={<History of={body.events} />}
        />
      )}
    </Loaded>
  );
}

interface ShipmentPageProps {
  readonly of: Shipment;
  readonly back: ReactNode;
  /** What can be done next. */
  readonly actions: ReactNode;
  readonly report: ReactNode;
  readonly documents: ReactNode;
  readonly reviewer?: Own['authorities'];
  readonly history?: ReactNode;
}

function ShipmentPage({ of, back, actions, report, documents, reviewer = [], history }: ShipmentPageProps) {
  const { t } = useTranslation('humanitarian');
  const text = useText();
  const { state, status, gaps } = of;
  const next = of.leftThoughRefused
    ? 'leftThoughRefused'
    : status === 'shipped' && of.report.due === null
      ? 'shippedNoReport'
      : status;
  // Once it has left, what matters is the report.
  const hasLeft = state.shipped !== null;
  const finding = state.found !== null && <Finding of={state.found} cleared={state.cleared} gaps={gaps} />;
  return (
    <Page
      className="humanitarian"
      title={of.number}
      lead={
        <>
          <ShipmentMark of={status} /> {of.leftThoughRefused && <Breach />} · {text(of.exporter)} · {back}
        </>
      }
    >
      <div className="stack">
        {next !== 'new' && (
          <section className="card next-step">
            <p>
              <strong>{t(`page.next.${next}`)}</strong>
            </p>
            {actions !== false && <div className="row no-print">{actions}</div>}
          </section>
        )}
        {hasLeft ? report : finding}
        <ReviewText of={of} reviewer={reviewer} />
        <ClaimText of={of} />
        <section className="card" aria-labelledby="documents">
          <h2 id="documents">{t('page.documents')}</h2>
          {documents}
        </section>
        {hasLeft && finding}
        {history !== undefined && (
          <section className="card" aria-labelledby="history">
            <h2 id="history">{t('page.history')}</h2>
            {history}
          </section>
        )}
      </div>
    </Page>
  );
}

interface ActsProps {
  readonly of: Own;
  readonly act: (command: ShipmentCommand) => Promise<unknown>;
}

function Acts({ of, act }: ActsProps) {
  const { t } = useTranslation('humanitarian');
  const today = beijingToday();
  const { claim, shipped, cleared } = of.state;
  return (
    <>
      {can(of, 'ship') && (
        <DialogButton type="primary" label={t('page.record')} title={t('page.record')}>
          {(close) => (
            <CommandForm<{ exportedOn: string; reference?: string }>
              submit={t('page.record')}
              initialValues={{ exportedOn: today }}
              onSubmit={async ({ exportedOn, reference = '' }) => {
                const named = reference.trim() === '' ? {} : { reference: reference.trim() };
                await act({ command: 'ship', exportedOn, ...named });
                close();
              }}
            >
              <p className="soft">{t('page.recordText')}</p>
              <Form.Item name="exportedOn" label={t('page.exportedOn')} rules={[{ required: true }]}>
                <Input type="date" max={today} />
              </Form.Item>
              <Form.Item name="reference" label={t('page.reference')}>
                <Input maxLength={500} />
              </Form.Item>
            </CommandForm>
          )}
        </DialogButton>
      )}
      {can(of, 'supplement') && claim !== null && (
        <DialogButton label={t('page.supplement')} title={t('page.supplement')}>
          {(close) => (
            <CommandForm<{ claim: Claim }>
              submit={t('page.supplement')}
              initialValues={{ claim }}
              onSubmit={async (values) => {
                await act({ command: 'supplement', claim: stated(values.claim) });
                close();
              }}
            >
              <ClaimFields lines={linesOf(of)} settled={shipped !== null || cleared.length > 0} />
            </CommandForm>
          )}
        </DialogButton>
      )}
      {can(of, 'withdraw') && (
        <DialogButton label={t('page.withdraw')} title={t('page.withdraw')}>
          {(close) => (
            <CommandForm<{ reason: string }>
              submit={t('page.withdraw')}
              onSubmit={async ({ reason }) => {
                await act({ command: 'withdraw', reason });
                close();
              }}
            >
              <Prose name="reason" label={t('page.reason')} rows={2} />
            </CommandForm>
          )}
        </DialogButton>
      )}
    </>
  );
}

/** The lines that were determined, by their ids. */
const linesOf = ({ determination }: Shipment) =>
  determination.lines.map(({ id, description }) => ({ id, item: { description } }));

function Review({ of, revision }: { readonly of: Registered; readonly revision: number | undefined }) {
  const { t } = useTranslation('humanitarian');
  const review = useCommand('humanitarian.review');
  const cited = (of.state.found?.because ?? []).map(({ id }) => id);
  const button = (command: 'clear' | 'refuse') => (
    <DialogButton
      label={t(`review.${command}`)}
      title={t(`review.${command}`)}
      {...(command === 'clear' && { type: 'primary' as const })}
    >
      {(close) => (
        <CommandForm<{ reason: string; provisions: string[] }>
          submit={t(`review.${command}`)}
          danger={command === 'refuse'}
          initialValues={{ provisions: cited }}
          onSubmit={async (values) => {
            await review.give({ params: { shipment: of.id }, body: { command, ...values }, revision });
            close();
          }}
        >
          <p className="soft">{t('review.lead')}</p>
          <Prose name="reason" label={t('review.reason')} extra={t('review.reasonHint')} />
          <ProvisionsField name="provisions" label={t('review.provisions')} first={cited} />
        </CommandForm>
      )}
    </DialogButton>
  );
  return (
    <>
      {button('clear')}
      {button('refuse')}
    </>
  );
}

function ReviewText({ of, reviewer }: { readonly of: Shipment; readonly reviewer: Own['authorities'] }) {
  const { t } = useTranslation('humanitarian');
  const language = useLanguage();
  const text = useText();
  const { review } = of.state;
  if (review === null) return null;
  const by = reviewer.find(({ id }) => id === review.by.organisation);
  return (
    <section className="card" aria-labelledby="review">
      <h2 id="review">{t('page.review')}</h2>
      <p>
        <strong>{t(`page.reviewed.${review.is}`, { day: dateText(review.on, language) })}</strong>{' '}
        {by !== undefined && <span className="soft">{t('page.by', { name: text(by.name) })}</span>}
      </p>
      <p className="prose">{review.reason}</p>
      <Cites ids={review.provisions} />
    </section>
  );
}

function ClaimText({ of }: { readonly of: Shipment }) {
  const { t } = useTranslation('humanitarian');
  const text = useText();
  const language = useLanguage();
  const say = speaker(language);
  const country = useCountryName();
  const { claim, undertaking, shipped } = of.state;
  const { determination } = of;
  if (claim === null) return null;
  const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
  const pairs: readonly (readonly [string, ReactNode])[] = [
    [t('claim.kind'), capital(WORDS[claim.endUse.kind]?.[language] ?? claim.endUse.kind)],
    [t('claim.description'), claim.endUse.description],
    [t('claim.destination'), country(claim.destination)],
    ...(claim.parties ?? []).map(
      ({ role, name, country: from }) =>
        [
          capital(say(`role.${role}`)),
          name && `${name}${from === undefined || from === 'unknown' ? '' : ` (${country(from)})`}`,
        ] as const,
    ),
    ...claim.items.map(
      ({ description, code, quantity, unit }, index) =>
        [
          t('claim.item', { n: index + 1 }),
          [description, code, [quantity, unit].filter(Boolean).join(' ')].filter(Boolean).join(' · '),
        ] as const,
    ),
    ...claim.evidence.map(({ kind, reference }) => [text(EVIDENCE_KINDS[kind]), reference] as const),
    [t('claim.contact'), claim.contact],
    ...(shipped === null
      ? []
      : [
          [t('page.exportedOn'), dateText(shipped.exportedOn, language)] as const,
          [t('page.reference'), shipped.reference] as const,
        ]),
  ];
  return (
    <section className="card" aria-labelledby="claim">
      <h2 id="claim">{t('page.claim')}</h2>
      <dl className="claim-text">
        {pairs.map(([head, value], index) => (
          <div key={`${head}${index}`}>
            <dt>{head}</dt>
            <dd>{value ?? <span className="soft">–</span>}</dd>
          </div>
        ))}
      </dl>
      {undertaking !== null && (
        <>
          <h3>{t('page.undertaking')}</h3>
          <blockquote className="undertaking">
            <p lang="zh-Hans">{undertaking.zh}</p>
            <p lang="en">{undertaking.en}</p>
          </blockquote>
          <p className="small soft">
            {t('page.givenBy', { name: undertaking.signatory, day: dateText(undertaking.on, language) })}
          </p>
        </>
      )}
      <h3>{t('page.determination')}</h3>
      <p>
        {t('page.frozen', {
          outcome: say(`outcome.${determination.outcome}`),
          day: dateText(determination.asOf, language),
          pack: determination.pack.version,
        })}
      </p>
    </section>
  );
}

function AddDocument({ params }: { readonly params: { readonly organisation: string; readonly shipment: string } }) {
  const { t } = useTranslation('humanitarian');
  const refresh = useRefresh();
  const [sending, setSending] = useState<string>();
  const [error, setError] = useState<unknown>();
  const send = async (file: File) => {
    setError(undefined);
    setSending(file.name);
    try {
      await client.call('humanitarian.add-document', { params, query: { name: file.name.slice(0, 300) }, body: file });
      await refresh();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setSending(undefined);
    }
  };
  return (
    <div className="row form-end no-print">
      <FileButton label={t('page.addDocument')} onFile={(file) => void send(file)} />
      <span role="status">{sending !== undefined && t('page.sending', { name: sending })}</span>
      {error !== undefined && <Failure error={error} />}
    </div>
  );
}

function History({ of }: { readonly of: Registered['events'] }) {
  const { t } = useTranslation('humanitarian');
  const moment = useMoment();
  const roleName = useRoleName();
  return (
    <Records
      caption={t('page.history')}
      rows={of}
      rowKey={({ version }) => version}
      columns={[
        { head: t('page.moment'), cell: ({ at }) => <span className="number">{moment(at)}</span> },
        { head: t('page.act'), cell: ({ command }) => t(`page.commands.${command as ShipmentCommandName}`) },
        { head: t('page.person'), cell: ({ person, role }) => `${person} (${roleName(role as 'exporter')})` },
      ]}
    />
  );
}
