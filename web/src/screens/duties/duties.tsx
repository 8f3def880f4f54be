import { getRouteApi, Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { DUTY_KIND_NAMES, DUTY_KINDS, DUTY_STATUS_NAMES, DUTY_STATUSES } from '@ytterby/core/duties';
import { Radio, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { DutyMark, type DutyRow, DutySubject, type Viewer } from './duty-row.tsx';
import { Month } from './month.tsx';
import type { DutySearch } from './search.ts';
import './duties.css';

const ofAll = getRouteApi('/duties');
const ofOne = getRouteApi('/workspace/$organisation/duties');

/** What the authority owes, and what is owed to it. */
export function AuthorityDuties() {
  const { t } = useTranslation('duties');
  const navigate = ofAll.useNavigate();
  return (
    <Duties
      lead={t('authorityLead')}
      viewer="authority"
      search={ofAll.useSearch()}
      onSearch={(search) => void navigate({ to: '.', search, replace: true })}
    />
  );
}

/** What an organisation owes, and what is decided for it. */
export function OwnDuties() {
  const { t } = useTranslation('duties');
  const { organisation } = ofOne.useParams();
  const navigate = ofOne.useNavigate();
  return (
    <Duties
      lead={t('ownLead')}
      viewer={{ organisation }}
      search={ofOne.useSearch()}
      onSearch={(search) => void navigate({ to: '.', search, replace: true })}
    />
  );
}

interface DutiesProps {
  readonly lead: string;
  readonly viewer: Viewer;
  readonly search: DutySearch;
  readonly onSearch: (search: DutySearch) => void;
}

function Duties({ lead, viewer, search, onSearch }: DutiesProps) {
  const { t } = useTranslation('duties');
  return (
    <Page
      className="duties-page"
      title={t('title')}
      lead={
        <>
          {lead}{' '}
          <Link to="/account" hash="calendar">
            {t('subscribe')}
          </Link>
        </>
      }
    >
      <section className="card">
        <Filters viewer={viewer} search={search} onSearch={onSearch} />
        {search.month === undefined ? (
          <List viewer={viewer} search={search} />
        ) : (
          <Month
            viewer={viewer}
            search={search}
            month={search.month}
            onMonth={(month) => onSearch({ ...search, month })}
          />
        )}
      </section>
    </Page>
  );
}

function Filters({ viewer, search, onSearch }: Omit<DutiesProps, 'lead'>) {
  const { t } = useTranslation('duties');
  const text = useText();
  const id = useId();
  // Records of others are nobody's task.
  const kinds = DUTY_KIND_NAMES.filter((kind) => viewer !== 'authority' || kind !== 'record-keeping');
  return (
    <search className="duty-filters no-print" aria-label={t('filters.title')}>
      <Radio.Group
        optionType="button"
        aria-label={t('filters.view')}
        value={search.month === undefined ? 'list' : 'month'}
        onChange={({ target }) =>
          onSearch({ ...search, month: target.value === 'month' ? beijingToday().slice(0, 7) : undefined })
        }
        options={[
          { value: 'list', label: t('filters.list') },
          { value: 'month', label: t('filters.month') },
        ]}
      />
      <span className="field">
        <label htmlFor={`${id}kind`}>{t('filters.kind')}</label>
        <Select
          id={`${id}kind`}
          value={search.kind ?? ''}
          options={[
            { value: '', label: t('filters.allKinds') },
            ...kinds.map((value) => ({ value, label: text(DUTY_KINDS[value]) })),
          ]}
          onChange={(value) => onSearch({ ...search, kind: kinds.find((each) => each === value) })}
        />
      </span>
      <span className="field">
        <label htmlFor={`${id}status`}>{t('filters.status')}</label>
        <Select
          id={`${id}status`}
          value={search.status ?? ''}
          options={[
            { value: '', label: t('filters.open') },
            ...DUTY_STATUS_NAMES.map((value) => ({ value, label: text(DUTY_STATUSES[value]) })),
          ]}
          onChange={(value) => onSearch({ ...search, status: DUTY_STATUS_NAMES.find((each) => each === value) })}
        />
      </span>
    </search>
  );
}

function List({ viewer, search: { kind, status } }: Pick<DutiesProps, 'viewer' | 'search'>) {
  const query = { ...(kind && { kind }), ...(status && { status }) };
  return viewer === 'authority' ? (
    <RegisterList query={query} />
  ) : (
    <OwnList query={query} organisation={viewer.organisation} />
  );
}

type Query = Pick<DutySearch, 'kind' | 'status'>;

function RegisterList({ query }: { readonly query: Query }) {
  const duties = usePages('duty.register', { query: query as object });
  return (
    <>
      <Loaded query={duties}>{(rows) => <Rows of={rows} viewer="authority" />}</Loaded>
      <MorePages of={duties} />
    </>
  );
}

function OwnList({ query, organisation }: { readonly query: Query; readonly organisation: string }) {
  const duties = usePages('duty.list', { params: { organisation }, query: query as object });
  return (
    <>
      <Loaded query={duties}>{(rows) => <Rows of={rows} viewer={{ organisation }} />}</Loaded>
      <MorePages of={duties} />
    </>
  );
}

function Rows({ of, viewer }: { readonly of: readonly DutyRow[]; readonly viewer: Viewer }) {
  const { t } = useTranslation('duties');
  const text = useText();
  const language = useLanguage();
  if (of.length === 0)
    return (
      <p className="soft">
        <Icon name="check" /> {t('nothing')}
      </p>
    );
  return (
    <Records
      caption={t('title')}
      rows={of}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('fields.last'),
          cell: ({ last, provisional }) => (
            <>
              {last === null ? <span className="soft">–</span> : <strong>{dateText(last, language)}</strong>}
              {provisional && <div className="small soft">{t('provisional')}</div>}
            </>
          ),
        },
        { head: t('fields.status'), cell: (duty) => <DutyMark of={duty} /> },
        {
          head: t('fields.what'),
          cell: ({ title, because, first }) => (
            <>
              {text(title)}
              <div className="small soft">
                {because === null ? (
                  t('byAuthority')
                ) : (
                  <Link to="/law/provision" search={{ id: because.provision }}>
                    {text(because.cite)}
                  </Link>
                )}
                {' · '}
                {t('from', { day: dateText(first, language) })}
              </div>
            </>
          ),
        },
        {
          head: t('fields.subject'),
          cell: (duty) => (
            <>
              <DutySubject of={duty} viewer={viewer} />
              {viewer === 'authority' && <div className="small soft">{text(duty.subject.organisation.name)}</div>}
            </>
          ),
        },
        {
          head: t('fields.owedBy'),
          cell: ({ owedBy }) => (owedBy === null ? t('authority') : text(owedBy.name)),
        },
      ]}
    />
  );
}
