import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, usePages } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { type Column, Records } from '../../components/records.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { useBegin } from './apply-button.tsx';
import { useKindName, useMayApply } from './words.ts';
import './apply.css';

type Summary = Reply<'application.list'>['items'][number];

const route = getRouteApi('/workspace/$organisation/applications');

/** The applications of an organisation, the latest first. */
export function Applications() {
  const { t } = useTranslation('apply');
  const { organisation } = route.useParams();
  const mayApply = useMayApply(organisation);
  const begin = useBegin();
  const [error, setError] = useState<unknown>();
  const applications = usePages('application.list', { params: { organisation }, query: {} });
  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      actions={
        mayApply && (
          <>
            <Link className="quiet-button edged" to="/workspace/$organisation/determinations" params={{ organisation }}>
              {t('list.fromAnswer')}
            </Link>
            <Button loading={begin.isBusy} onClick={() => void begin.run(organisation).catch(setError)}>
              <Icon name="add" /> {t('list.new')}
            </Button>
          </>
        )
      }
    >
      <div className="stack">
        {error !== undefined && <Failure error={error} />}
        <section className="card">
          <Loaded query={applications}>
            {(rows) =>
              rows.length === 0 && mayApply ? <p className="soft">{t('list.newHelp')}</p> : <Rows rows={rows} />
            }
          </Loaded>
          <MorePages of={applications} />
        </section>
      </div>
    </Page>
  );
}

function Rows({ rows }: { readonly rows: readonly Summary[] }) {
  const { t } = useTranslation(['apply', 'shell']);
  const text = useText();
  const moment = useMoment();
  const country = useCountryName();
  const kind = useKindName();
  const { organisation } = route.useParams();
  const columns: Column<Summary>[] = [
    {
      head: t('list.number'),
      cell: ({ id, number, kind: of }) => (
        <>
          <Link to="/workspace/$organisation/applications/$case" params={{ organisation, case: id }}>
            {number ?? t('list.draft')}
          </Link>
          <div className="small soft">{kind(of)}</div>
        </>
      ),
    },
    {
      head: t('list.about'),
      cell: ({ item, endUser, destination }) =>
        [item, endUser, destination === null ? null : country(destination)]
          .filter((each) => each !== null)
          .join(t('shell:comma')),
    },
    {
      head: t('list.status'),
      cell: ({ statusText, waitsFor }) => (
        <>
          {text(statusText)}
          {waitsFor.includes('applicant') && <div className="your-turn">{t('list.yourTurn')}</div>}
        </>
      ),
    },
    { head: t('list.days'), cell: ({ clock }) => <ShortClock clock={clock} /> },
    { head: t('list.begun'), cell: ({ createdAt }) => <span className="number">{moment(createdAt)}</span> },
  ];
  return <Records caption={t('list.title')} rows={rows} rowKey={({ id }) => id} columns={columns} />;
}

function ShortClock({ clock }: { readonly clock: Summary['clock'] }) {
  const { t } = useTranslation('apply');
  switch (clock.is) {
    case 'running':
    case 'stopped':
      return (
        <>
          {clock.remaining < 0
            ? t('clock.late', { count: -clock.remaining })
            : t('clock.remaining', { count: clock.remaining })}
          {clock.is === 'stopped' && <div className="small soft">{t('clock.stopped')}</div>}
        </>
      );
    case 'no-limit':
      return <>{t('clock.noLimit')}</>;
    default:
      return null;
  }
}
