import { getRouteApi } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, usePages, useRead } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { given } from '../law/search.ts';
import type { AuditSearch } from './search.ts';

type Event = Reply<'audit.list'>['items'][number];
type Verified = Reply<'audit.verify'>;

const route = getRouteApi('/administration/audit');

/** Who did what, and what was refused; nothing in it can be changed unseen. */
export function Audit() {
  const { t } = useTranslation('administration');
  const text = useText();
  const moment = useMoment();
  const search = route.useSearch();
  const events = usePages('audit.list', { query: given(search) });
  const organisations = useRead('organisation.list', { query: { limit: 200 } }).data?.body.items;
  const organisationName = (id: string) => {
    const found = organisations?.find((each) => each.id === id);
    return found ? text(found.name) : <code className="hash">{id}</code>;
  };
  return (
    <Page title={t('sections.audit')} lead={t('audit.lead')}>
      <div className="stack">
        <Verify />
        <SignedHeads />
        <section className="card">
          <Filters />
          <Loaded query={events}>
            {(rows) => (
              <Records
                caption={t('sections.audit')}
                rows={rows}
                rowKey={({ sequence }) => sequence}
                columns={[
                  { head: t('audit.number'), cell: ({ sequence }) => <span className="number">{sequence}</span> },
                  { head: t('audit.at'), cell: ({ at }) => moment(at) },
                  { head: t('audit.who'), cell: (event) => <Who of={event} /> },
                  {
                    head: t('audit.action'),
                    cell: ({ action, outcome }) => (
                      <>
                        <code>{action}</code>
                        {outcome === 'refused' && (
                          <div className="refused">
                            <Icon name="cross" /> {t('audit.outcomes.refused')}
                          </div>
                        )}
                      </>
                    ),
                  },
                  {
                    head: t('audit.about'),
                    cell: ({ organisation, subject }) => (
                      <>
                        {organisation !== null && organisationName(organisation)}
                        {subject !== null && (
                          <div className="small soft">
                            {subject.kind} <code className="hash">{subject.id}</code>
                          </div>
                        )}
                      </>
                    ),
                  },
                  { head: t('audit.detail'), cell: (event) => <Detail of={event} /> },
                ]}
              />
            )}
          </Loaded>
          <MorePages of={events} />
        </section>
      </div>
    </Page>
  );
}

function Who({ of: { account, name, token } }: { readonly of: Event }) {
  const { t } = useTranslation('administration');
  const navigate = route.useNavigate();
  if (account === null) return <span className="soft">{t('audit.nobody')}</span>;
  return (
    <>
      <button
        type="button"
        className="link-button"
        title={t('audit.only', { name: name ?? account })}
        onClick={() => void navigate({ search: (old) => ({ ...old, account }), replace: true })}
      >
        {name ?? account}
      </button>
      {token !== null && <div className="small soft">{t('audit.byToken')}</div>}
    </>
  );
}

function Detail({ of: { detail, requestId, hash } }: { readonly of: Event }) {
  const { t } = useTranslation('administration');
  return (
    <details className="small">
      <summary>{t('audit.more')}</summary>
      {Object.keys(detail).length > 0 && (
        <pre className="law-text" tabIndex={0}>
          {JSON.stringify(detail, null, 2)}
        </pre>
      )}
      <p>
        {t('audit.request')} <code className="hash">{requestId}</code>
      </p>
      <p>
        {t('audit.hash')} <code className="hash">{hash}</code>
      </p>
    </details>
  );
}

function Filters() {
  const { t } = useTranslation('administration');
  const text = useText();
  const id = useId();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const rights = useRead('rights.get').data?.body.actions ?? [];
  const organisations = useRead('organisation.list', { query: { limit: 200 } }).data?.body.items ?? [];
  const people = useRead('person.list', { query: { limit: 200 } }).data?.body.items ?? [];
  const set = (next: Partial<AuditSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false });
  const choice = (
    name: keyof AuditSearch,
    label: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <div>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <Select
        id={`${id}-${name}`}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('audit.any')}
        value={search[name] ?? null}
        options={[...options]}
        onChange={(value: string | null | undefined) => set({ [name]: value ?? undefined })}
      />
    </div>
  );
  return (
    <div className="audit-filters">
      {choice(
        'outcome',
        t('audit.outcome'),
        (['done', 'refused'] as const).map((value) => ({ value, label: t(`audit.outcomes.${value}`) })),
      )}
      {choice(
        'action',
        t('audit.action'),
        rights.map(({ action }) => ({ value: action, label: action })),
      )}
      {choice(
        'account',
        t('audit.who'),
        people.map((person) => ({ value: person.id, label: `${person.name} (${person.email})` })),
      )}
      {choice(
        'organisation',
        t('audit.organisation'),
        organisations.map((organisation) => ({ value: organisation.id, label: text(organisation.name) })),
      )}
    </div>
  );
}

/** Who vouches for the trail from outside the database, up to where, and whether it arrives there. */
function SignedHeads() {
  const { t } = useTranslation('administration');
  const moment = useMoment();
  const heads = useRead('audit.heads');
  return (
    <section className="card">
      <h2>{t('heads.title')}</h2>
      <p className="soft">{t('heads.lead')}</p>
      <Loaded query={heads}>
        {({ body: { key, latest, statement, fault, destinations } }) => (
          <>
            {fault !== null && (
              <div className="notice fails">
                <p>
                  <Icon name="warning" />{' '}
                  <strong>{t(`verify.faults.${fault.fault}`, { sequence: fault.sequence })}</strong>
                </p>
                <p>{t('heads.stopped')}</p>
              </div>
            )}
            <p>
              {latest === null
                ? t('heads.none')
                : t('heads.latest', { sequence: latest.sequence, at: moment(latest.at) })}
            </p>
            <Records
              caption={t('heads.destinations')}
              rows={destinations}
              rowKey={({ to }) => to}
              columns={[
                { head: t('heads.to'), cell: ({ to }) => <code className="hash">{to}</code> },
                {
                  head: t('heads.sequence'),
                  cell: ({ sequence }) => <span className="number">{sequence ?? '—'}</span>,
                },
                {
                  head: t('heads.state'),
                  cell: ({ sequence, problem }) =>
                    problem === null ? (
                      t(sequence === null ? 'heads.waiting' : 'heads.taken')
                    ) : (
                      <span className="refused">
                        <Icon name="cross" /> {problem}
                      </span>
                    ),
                },
              ]}
            />
            <details className="small">
              <summary>{t('heads.more')}</summary>
              {statement !== null && <ShownOnce label={t('heads.statement')} value={statement} />}
              <ShownOnce label={t('heads.key')} value={JSON.stringify({ keys: [key] })} />
            </details>
          </>
        )}
      </Loaded>
    </section>
  );
}

type State = 'idle' | 'busy' | { readonly error: unknown } | { readonly verified: Verified };

/** Reads the whole trail; with an anchor that was kept elsewhere it shows that nothing was cut off its end. */
function Verify() {
  const { t } = useTranslation('administration');
  const id = useId();
  const [anchor, setAnchor] = useState('');
  const [state, setState] = useState<State>('idle');
  const stop = useRef<AbortController>(null);
  const [, sequence, hash] = /^\s*(\d+)\s+([0-9a-f]{64})\s*$/i.exec(anchor) ?? [];
  const isWrong = anchor.trim() !== '' && hash === undefined;
  const verify = async () => {
    const { signal } = (stop.current = new AbortController());
    setState('busy');
    try {
      const body = hash === undefined ? {} : { anchor: { sequence: Number(sequence), hash: hash.toLowerCase() } };
      setState({ verified: (await client.call('audit.verify', { body }, { signal })).body });
    } catch (error) {
      setState(signal.aborted ? 'idle' : { error });
    }
  };
  return (
    <section className="card">
      <h2>{t('verify.title')}</h2>
      <p className="soft">{t('verify.lead')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong && state !== 'busy') void verify();
        }}
      >
        <label htmlFor={id}>{t('verify.anchor')}</label>
        <div className="row verify">
          <Input
            id={id}
            className="code"
            value={anchor}
            placeholder={t('verify.anchorExample')}
            {...(isWrong && { status: 'error' as const, 'aria-describedby': `${id}-wrong` })}
            onChange={({ target }) => setAnchor(target.value)}
          />
          <Button type="primary" htmlType="submit" loading={state === 'busy'} disabled={isWrong}>
            {t('verify.verify')}
          </Button>
          {state === 'busy' && <Button onClick={() => stop.current?.abort()}>{t('record.stop')}</Button>}
        </div>
        {isWrong && (
          <p id={`${id}-wrong`} className="wrong">
            {t('verify.anchorWrong')}
          </p>
        )}
      </form>
      <div role="status">{typeof state === 'object' && 'verified' in state && <Result of={state.verified} />}</div>
      {typeof state === 'object' && 'error' in state && <Failure error={state.error} />}
    </section>
  );
}

function Result({ of: { events, fault, head, heads, records } }: { readonly of: Verified }) {
  const { t } = useTranslation('administration');
  const moment = useMoment();
  return (
    <div className={`notice ${fault === null && records.length === 0 ? 'succeeds' : 'fails'} verified`}>
      <p>
        <Icon name={fault === null && records.length === 0 ? 'check' : 'warning'} />{' '}
        <strong>
          {fault === null
            ? t('verify.good', { count: events })
            : t(`verify.faults.${fault.fault}`, { sequence: fault.sequence })}
        </strong>
      </p>
      {heads.latest !== null && (
        <p>
          {t('verify.heads', {
            count: heads.signed,
            sequence: heads.latest.sequence,
            at: moment(heads.latest.at),
          })}
        </p>
      )}
      {records.length > 0 && (
        <>
          <p>{t('verify.records', { count: records.length })}</p>
          <ul>
            {records.map(({ record, fault: how }) => (
              <li key={record}>
                <code>{record}</code> {t(`verify.recordFaults.${how}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      {heads.signed === 0 && <p>{t('verify.noHeads')}</p>}
      {heads.accepted.map(({ at, sequence, accepts }) => (
        <p key={at}>{t('verify.accepted', { at: moment(at), sequence, reason: accepts })}</p>
      ))}
      {heads.unknownKey > 0 && <p>{t('verify.unknownKey', { count: heads.unknownKey })}</p>}
      {heads.broken > 0 && <p>{t('verify.broken', { count: heads.broken })}</p>}
      <ShownOnce label={t('verify.head')} value={`${head.sequence} ${head.hash}`} />
    </div>
  );
}
