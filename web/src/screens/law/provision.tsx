import { useSearch } from '@tanstack/react-router';
import { addDays, dateText, speaker } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { AskedCoverage, LawDaysPicker } from './law-days.tsx';
import { CitedLinks, InstrumentLink, ProvisionLink } from './links.tsx';
import { useNames } from './names.ts';
import { ProvisionParts } from './provision-parts.tsx';
import { given } from './search.ts';
import { Sources } from './sources.tsx';
import { StandingMark, Stands } from './standing.tsx';

/** One provision: its text in both languages, where it stands on the day, and on every other day. */
export function Provision() {
  const { t } = useTranslation('law');
  const text = useText();
  const names = useNames();
  const { id, asOf, knownAt, branch } = useSearch({ from: '/law/provision' });
  const query = given({ asOf, knownAt, branch });
  const provision = useRead('provision.get', { query: { id, ...query } });
  const found = provision.data?.body;
  return (
    <Page
      className="law"
      title={found ? text(found.provision.cite) : names.provision(id)}
      lead={found && <InstrumentLink id={found.instrument.id} words={text(found.instrument.title)} />}
    >
      <LawDaysPicker />
      <Loaded query={provision} lines={8}>
        {({ body }) => (
          <>
            <AskedCoverage coverage={body.coverage} />
            <section className="card provision">
              <ProvisionParts
                of={body.provision}
                isPaused={body.overTime.some(({ stretches }) =>
                  stretches.some(({ status }) => status.is === 'paused' && status.until !== undefined),
                )}
              />
              {body.actedOnBy.length > 0 && (
                <p>
                  {t('actedOnBy')} <CitedLinks ids={body.actedOnBy} />
                </p>
              )}
              <p className="small soft">
                {t('both.note')} <code>{body.provision.id}</code>
              </p>
            </section>
            <History of={body} />
            <Neighbours instrument={body.instrument.id} provision={body.provision.id} days={query} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Found = Reply<'provision.get'>;

/** Every stretch of days, in the enacted text and in every branch. */
function History({ of: { overTime, knownAt } }: { readonly of: Found }) {
  const { t } = useTranslation('law');
  const text = useText();
  const language = useLanguage();
  const say = speaker(language);
  const covered = useRead('law.pack').data?.body.covers.from;
  const period = ({ from, until }: { readonly from: string; readonly until: string | null }) => {
    // Before the coverage begins, the first day is not known.
    const start =
      from === covered ? t('timeline.orEarlier', { day: dateText(from, language) }) : dateText(from, language);
    return until === null
      ? say('report.period-from', { from: start })
      : say('report.period-range', { from: start, until: dateText(addDays(until, -1), language) });
  };
  const told = overTime.filter(({ stretches }) => stretches.length > 0);
  return (
    <section className="card">
      <h2>{t('history.title')}</h2>
      <p className="small soft">{t('history.known', { day: dateText(knownAt, language) })}</p>
      {told.map(({ branch, label, stretches }, index) => (
        <div key={branch} className="history">
          <h3>{text(label)}</h3>
          {index > 0 && JSON.stringify(stretches) === JSON.stringify(told[0]?.stretches) ? (
            <p className="soft">{t('history.same')}</p>
          ) : (
            <Records
              caption={text(label)}
              rows={stretches}
              rowKey={({ from }) => from}
              columns={[
                { head: say('report.period'), cell: period },
                { head: t('timeline.standing'), cell: ({ status }) => <Stands of={status} /> },
              ]}
            />
          )}
        </div>
      ))}
      {told.length === 0 && <p className="soft">{t('provision.noStatus')}</p>}
    </section>
  );
}

interface NeighboursProps {
  readonly instrument: string;
  readonly provision: string;
  readonly days: { readonly asOf?: string; readonly knownAt?: string; readonly branch?: string };
}

/** The sources of the instrument, and its other provisions. */
function Neighbours({ instrument, provision, days }: NeighboursProps) {
  const { t } = useTranslation('law');
  const text = useText();
  const whole = useRead('instrument.get', { query: { id: instrument, ...days } });
  return (
    <Loaded query={whole} lines={2}>
      {({ body }) => (
        <section className="card">
          <h2>{t('provision.instrument')}</h2>
          <p>
            <InstrumentLink id={body.id} words={text(body.title)} />
          </p>
          <Sources of={body.sources} />
          {body.provisions.length > 1 && (
            <details>
              <summary>{t('provision.others', { count: body.provisions.length - 1 })}</summary>
              <ul className="plain">
                {body.provisions.map(({ id, cite, status }) => (
                  <li key={id}>
                    {id === provision ? <strong>{text(cite)}</strong> : <ProvisionLink id={id} words={text(cite)} />}{' '}
                    {status !== null && <StandingMark is={status.is} />}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
      )}
    </Loaded>
  );
}
