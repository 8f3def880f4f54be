import { getRouteApi, Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { saveFile } from '../ask/save-file.ts';
import { type CaseParams, useAct } from './act.ts';
import { ChangedLicence } from './changed-licence.tsx';
import { Decided } from './decided.tsx';
import { InWords } from './in-words.tsx';
import { Correspondence, OPEN_REQUEST } from './correspondence.tsx';
import { TouchedBy } from '../watch/touched-by.tsx';
import { PackButton } from './pack-button.tsx';
import { nextPage, pageOf } from './pages.ts';
import { CaseTime, StepLine } from './standing.tsx';
import { useKindName, useMayApply } from './words.ts';
import './apply.css';

type Case = Reply<'application.get'>;

const route = getRouteApi('/workspace/$organisation/applications/$case');
const OPEN: ReadonlySet<string> = new Set(['draft', 'returned']);
const CAN_WITHDRAW: ReadonlySet<string> = new Set(['draft', 'submitted', 'returned', 'in-review', 'recommended']);

/** One application: where it stands, what is asked of the applicant, what was decided. */
export function ApplicationStatus() {
  const { organisation, case: id } = route.useParams();
  const params = { organisation, case: id };
  const found = useRead('application.get', { params });
  return (
    <Loaded query={found} lines={8}>
      {({ body, revision }) => <Whole key={id} of={body} revision={revision} params={params} />}
    </Loaded>
  );
}

interface WholeProps {
  readonly of: Case;
  readonly revision: number | undefined;
  readonly params: CaseParams;
}

function Whole({ of, revision, params }: WholeProps) {
  const { t } = useTranslation('apply');
  const text = useText();
  const language = useLanguage();
  const kind = useKindName();
  const mayApply = useMayApply(params.organisation);
  const { state, status, findings } = of;
  const { application } = state;
  const isOpen = OPEN.has(status);
  const frozen = application?.determination;
  // What the authority sent it back for comes first.
  const sentBack =
    status === 'returned' ? state.returned?.findings.find(({ field }) => field !== undefined)?.field : undefined;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <Page
      className="apply"
      title={of.number ?? t('edit.draft')}
      lead={
        <>
          {kind(of.kind)} · {text(of.statusText)} ·{' '}
          <Link to="/workspace/$organisation/applications" params={params}>
            {t('status.back')}
          </Link>
        </>
      }
      actions={
        <>
          {mayApply && isOpen && application !== null && (
            <Link
              className="quiet-button edged main-action"
              to="/workspace/$organisation/applications/$case/edit/$page"
              params={{
                ...params,
                page: sentBack === undefined ? nextPage(application, findings) : pageOf(sentBack),
              }}
            >
              <Icon name="right" /> {t('status.continue')}
            </Link>
          )}
          {mayApply && status === 'in-review' && state.requests.some(({ answered }) => answered === undefined) && (
            <a className="quiet-button edged main-action" href={`#${OPEN_REQUEST}`}>
              <Icon name="down" /> {t('status.answer')}
            </a>
          )}
          {application !== null && <PackButton params={params} />}
          {mayApply && CAN_WITHDRAW.has(status) && <Withdraw params={params} revision={revision} />}
        </>
      }
    >
      <div className="stack">
        <TouchedBy organisation={params.organisation} subject={params.case} />
        <StepLine of={of} />
        {status === 'returned' && state.returned !== null && <Returned of={of} params={params} />}
        <Decided of={of} revision={revision} params={params} mayAct={mayApply} />
        {application !== null && (
          <ChangedLicence
            application={application}
            organisation={params.organisation}
            isOpen={CAN_WITHDRAW.has(status)}
          />
        )}
        <Correspondence of={of} revision={revision} params={params} mayAnswer={mayApply} />
        {!isOpen && <CaseTime of={of} />}
        {status === 'draft' && (
          <p className={`notice ${errors > 0 ? 'warns' : 'succeeds'}`}>
            {errors > 0 ? t('found.mend', { count: errors }) : t('status.ready')}
          </p>
        )}
        {application !== null && (
          <section className="card">
            <details className="fold" open={isOpen}>
              <summary>
                <h2>{t('application.title')}</h2>
              </summary>
              {frozen !== undefined && (
                <p className="row">
                  {t('parts.answer')} <OutcomeBadge outcome={of.determination?.outcome ?? 'undetermined'} />
                  <span className="soft">{dateText(frozen.asOf, language)}</span>
                </p>
              )}
              <InWords application={application} documents={of.documents} papers={of.papers} />
            </details>
          </section>
        )}
        <Documents of={of} params={params} />
      </div>
    </Page>
  );
}

/** What the authority sent it back for, in its own words. */
function Returned({ of, params }: Omit<WholeProps, 'revision'>) {
  const { t } = useTranslation('apply');
  const text = useText();
  const language = useLanguage();
  const { returned } = of.state;
  if (returned === null) return null;
  return (
    <section className="notice fails" aria-label={t('returned.title')}>
      <p>
        <Icon name="warning" /> <strong>{t('returned.title')}</strong>{' '}
        <span className="soft">{t('status.returnedOn', { day: dateText(returned.on, language) })}</span>
      </p>
      <ul className="news">
        {returned.findings.map(({ text: said, field }, index) => (
          <li key={index}>
            {text({ zh: said.zh, en: said.en ?? said.zh })}
            {field !== undefined && (
              <>
                {' '}
                <Link
                  to="/workspace/$organisation/applications/$case/edit/$page"
                  params={{ ...params, page: pageOf(field) }}
                  hash={field}
                  hashScrollIntoView={false}
                >
                  {t(`pages.${pageOf(field)}`)}
                </Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Withdraw({ params, revision }: Omit<WholeProps, 'of'>) {
  const { t } = useTranslation('apply');
  const act = useAct(params);
  return (
    <DialogButton label={t('withdraw.button')} title={t('withdraw.title')}>
      {(close) => (
        <>
          <p>{t('withdraw.text')}</p>
          <CommandForm<{ reason: string }>
            submit={t('withdraw.act')}
            danger
            onSubmit={async ({ reason }) => {
              await act.give({ command: 'withdraw', reason }, revision);
              close();
            }}
          >
            <Form.Item name="reason" label={t('withdraw.reason')} rules={[{ required: true, whitespace: true }]}>
              <Input.TextArea autoSize={{ minRows: 2 }} maxLength={20_000} />
            </Form.Item>
          </CommandForm>
        </>
      )}
    </DialogButton>
  );
}

function Documents({ of: { documents }, params }: Omit<WholeProps, 'revision'>) {
  const { t } = useTranslation('apply');
  const moment = useMoment();
  const take = async (document: string, name: string) => {
    const { body } = await client.call('document.get', { params: { ...params, document } });
    saveFile(body, name);
  };
  return (
    <section className="card">
      <h2>{t('documents.title')}</h2>
      {documents.length === 0 ? (
        <p className="soft">{t('documents.none')}</p>
      ) : (
        <Records
          caption={t('documents.title')}
          rows={documents}
          rowKey={({ id }) => id}
          columns={[
            {
              head: t('documents.name'),
              cell: ({ id, name, size }) => (
                <span className="row">
                  <button
                    type="button"
                    className="quiet-button"
                    aria-label={t('documents.download', { name })}
                    onClick={() => void take(id, name)}
                  >
                    <Icon name="download" /> {name}
                  </button>
                  <span className="small soft number">
                    {t('documents.size', { size: Math.max(1, Math.round(size / 1024)) })}
                  </span>
                </span>
              ),
            },
            { head: t('documents.added'), cell: ({ addedAt }) => <span className="number">{moment(addedAt)}</span> },
          ]}
        />
      )}
    </section>
  );
}
