import { getRouteApi, Link, Outlet, useParams } from '@tanstack/react-router';
import { CASE_STATUSES } from '@ytterby/core/licensing';
import { APPLICATION_KINDS } from '@ytterby/core';
import { Input, Select } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead, useSession } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/index.ts';
import { BulkBar, BulkBox, type Chosen } from './bulk-select.tsx';
import { ClockMark, Waits } from './clock.tsx';
import { QUEUE_STATUSES, type QueueSearch } from './search.ts';
import '../workspace/workspace.css';
import './cases.css';

type Row = Reply<'case.list'>['items'][number];

const route = getRouteApi('/cases');

/** Working days after which the service puts such a case first. */
const STILL_AFTER = 5;

/** The queue of the authority; a case that is open stands beside it, or instead of it on a narrow screen. */
export function Cases() {
  const { t } = useTranslation('cases');
  const open = useParams({ strict: false, select: (params) => params.case });
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRef<HTMLOListElement>(null);
  useQueueKeys(list, open, () => void navigate({ to: '/cases', search }));
  const queue = (
    <>
      <Filters search={search} />
      <Queue search={search} open={open} list={list} />
    </>
  );
  if (open === undefined)
    return (
      <Page title={t('title')} lead={t('lead')}>
        <div className="cases-desk">{queue}</div>
      </Page>
    );
  return (
    <div className="cases-desk split">
      <aside className="queue-beside no-print" aria-label={t('queue.label')}>
        <details>
          <summary>{t('filters.title')}</summary>
          <Filters search={search} />
        </details>
        <Queue search={search} open={open} list={list} />
      </aside>
      {/* Made anew for another case: what was typed belongs to the one before. */}
      <div className="case-open" key={open}>
        <Outlet />
      </div>
    </div>
  );
}

function Filters({ search }: { readonly search: QueueSearch }) {
  const { t } = useTranslation('cases');
  const text = useText();
  const navigate = route.useNavigate();
  const id = useId();
  const change = (part: QueueSearch) => void navigate({ to: '.', search: { ...search, ...part }, replace: true });
  return (
    <search className="queue-filters" aria-label={t('filters.title')}>
      <Input.Search
        allowClear
        aria-label={t('filters.search')}
        placeholder={t('filters.search')}
        defaultValue={search.search ?? ''}
        onSearch={(value) => change({ search: value.trim() === '' ? undefined : value.trim() })}
      />
      <label htmlFor={`${id}status`}>{t('filters.status')}</label>
      <Select
        id={`${id}status`}
        value={search.status ?? ''}
        options={[
          { value: '', label: t('filters.open') },
          ...QUEUE_STATUSES.map((value) => ({ value, label: text(CASE_STATUSES[value]) })),
        ]}
        onChange={(value) => change({ status: QUEUE_STATUSES.find((each) => each === value) })}
      />
      <label htmlFor={`${id}kind`}>{t('filters.kind')}</label>
      <Select
        id={`${id}kind`}
        value={search.kind ?? ''}
        options={[
          { value: '', label: t('filters.allKinds') },
          ...APPLICATION_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
        ]}
        onChange={(value) => change({ kind: APPLICATION_KINDS.find((each) => each === value) })}
      />
    </search>
  );
}

interface QueueProps {
  readonly search: QueueSearch;
  readonly open: string | undefined;
  readonly list: React.RefObject<HTMLOListElement | null>;
}

function Queue({ search: { status, kind, search }, open, list }: QueueProps) {
  const { t } = useTranslation('cases');
  const text = useText();
  const query = useRead('case.list', {
    query: { ...(status && { status }), ...(kind && { kind }), ...(search && { search }) },
  });
  const mayWork = useSession().data?.body.actions.includes('case.work') ?? false;
  const [chosen, setChosen] = useState<Chosen>(null);
  // Beside an open case there is no room to choose others.
  const choosing = open === undefined ? chosen : null;
  return (
    <section className="queue" aria-label={t('queue.label')}>
      <Loaded query={query} lines={6}>
        {({ body: { items, more } }) => (
          <>
            <p className="small soft row">
              <span role="status">{t('queue.count', { count: items.length })}</span>
              <span className="queue-keys">{t('queue.keys')}</span>
            </p>
            {mayWork && open === undefined && items.length > 0 && (
              <BulkBar chosen={chosen} shown={items.map(({ id }) => id)} onChange={setChosen} />
            )}
            {items.length === 0 && <p className="soft">{t('queue.none')}</p>}
            <ol className="queue-rows" ref={list}>
              {items.map((row) => (
                <li key={row.id} className={choosing === null ? undefined : 'choosing'}>
                  {choosing !== null && (
                    <BulkBox
                      id={row.id}
                      name={`${row.number ?? ''} ${text(row.applicant)}`}
                      chosen={choosing}
                      onChange={setChosen}
                    />
                  )}
                  <QueueRow row={row} isOpen={row.id === open} />
                </li>
              ))}
            </ol>
            {more && <p className="notice warns">{t('queue.more')}</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}

function QueueRow({ row, isOpen }: { readonly row: Row; readonly isOpen: boolean }) {
  const { t } = useTranslation('cases');
  const text = useText();
  const country = useCountryName();
  const search = route.useSearch();
  const { id, number, applicant, kind, statusText, clock, waitsFor, standsStill, endUser, destination, item } = row;
  const known = APPLICATION_KINDS.find((each) => each === kind);
  return (
    <Link
      to="/cases/$case"
      params={{ case: id }}
      search={search}
      className="queue-row"
      {...(isOpen && { 'aria-current': 'page' as const })}
    >
      <span className="who">
        <strong>{text(applicant)}</strong>
        {endUser !== null && <> → {endUser}</>}
        {destination !== null && <span className="soft"> ({country(destination)})</span>}
      </span>
      <span className="what">
        {item} <span className="soft">{known === undefined ? kind : t(`kinds.${known}`)}</span>
      </span>
      <ClockMark of={clock} />
      {standsStill !== null && standsStill >= STILL_AFTER && (
        <span className="stands-still">
          <Icon name="warning" /> {t('queue.standsStill', { count: standsStill })}
        </span>
      )}
      <Waits of={waitsFor} />
      <span className="small soft number">
        {number} · {text(statusText)}
      </span>
    </Link>
  );
}

/** j and k go through the queue from anywhere on the screen, the arrows only where the focus is in it; Esc closes the case. */
function useQueueKeys(list: QueueProps['list'], open: string | undefined, close: () => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const at = event.target instanceof Element ? event.target : document.body;
      const isTyping = at.closest('input, textarea, select, [role="combobox"], [role="dialog"], dialog[open]') !== null;
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.key === 'Escape' && open !== undefined) return close();
      const isInList = list.current?.contains(at) ?? false;
      const step =
        event.key === 'j' || (isInList && event.key === 'ArrowDown')
          ? 1
          : event.key === 'k' || (isInList && event.key === 'ArrowUp')
            ? -1
            : 0;
      const links = [...(list.current?.querySelectorAll('a') ?? [])];
      if (step === 0 || links.length === 0) return;
      event.preventDefault();
      const focused = links.findIndex((link) => link === document.activeElement);
      const here = focused >= 0 ? focused : links.findIndex((link) => link.ariaCurrent === 'page');
      const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
      links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}
