import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { useMay } from './may.ts';

type Pack = Reply<'law.pack'>;
type Recorded = Reply<'recorded-instrument.list'>[number];

/** Which law this installation serves, how far it was checked, and what was recorded here beside the pack. */
export function LawPack() {
  const { t } = useTranslation('administration');
  const mayRecord = useMay()('law.record');
  const pack = useRead('law.pack');
  return (
    <Page
      title={t('sections.law')}
      lead={t('law.lead')}
      actions={
        mayRecord && (
          <Link className="quiet-button edged" to="/administration/law/record">
            <Icon name="add" /> {t('law.record')}
          </Link>
        )
      }
    >
      <div className="stack">
        <Loaded query={pack} lines={6}>
          {({ body }) => <PackFacts pack={body} />}
        </Loaded>
        <RecordedHere mayRecord={mayRecord} />
      </div>
    </Page>
  );
}

function PackFacts({ pack }: { readonly pack: Pack }) {
  const { t } = useTranslation('administration');
  const text = useText();
  const language = useLanguage();
  const { title, version, today, coverage, covers, checked, counts, branches, fingerprint } = pack;
  const day = (date: string) => dateText(date, language);
  const isChecked = coverage.state === 'checked';
  const facts = [
    [t('law.checkedUpTo'), day(checked.upTo)],
    [t('law.today'), day(today)],
    [t('law.coversFrom'), day(covers.from)],
    [t('law.version'), version],
    [t('law.instruments'), counts.instruments],
    [t('law.provisions'), counts.provisions],
    [t('law.itemEntries'), counts.itemEntries],
    [t('law.listedParties'), counts.listedParties],
    [t('law.readings'), counts.readings],
  ] as const;
  return (
    <section className="card">
      <h2>{text(title)}</h2>
      <div className={`notice ${isChecked ? 'succeeds' : 'warns'}`}>
        <p>
          {!isChecked && <Icon name="warning" />} <strong>{text(coverage.text)}</strong>
        </p>
        <p>{text(checked.note)}</p>
      </div>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="small soft pack-note">{text(covers.reason)}</p>
      {branches.length > 1 && (
        <>
          <h3>{t('law.branches')}</h3>
          <ul>
            {branches.map(({ id, label }) => (
              <li key={id}>{text(label)}</li>
            ))}
          </ul>
        </>
      )}
      <p className="small soft">
        {t('law.fingerprint')} <code className="hash">{fingerprint}</code>
      </p>
    </section>
  );
}

function RecordedHere({ mayRecord }: { readonly mayRecord: boolean }) {
  const { t } = useTranslation('administration');
  const moment = useMoment();
  const language = useLanguage();
  const recorded = useRead('recorded-instrument.list');
  const withdraw = useCommand('instrument.withdraw');
  return (
    <section className="card">
      <h2>{t('law.recorded')}</h2>
      <p className="soft">{t('law.recordedLead')}</p>
      <Loaded query={recorded} lines={2}>
        {({ body }) => (
          <Records
            caption={t('law.recorded')}
            rows={body}
            rowKey={({ id }) => id}
            columns={[
              {
                head: t('law.instrument'),
                cell: ({ instrument, withdrawnAt, text }) => (
                  <>
                    {withdrawnAt === null ? (
                      <Link to="/law/instrument" search={{ id: instrument }}>
                        <span className="code">{instrument}</span>
                      </Link>
                    ) : (
                      <span className="code">{instrument}</span>
                    )}
                    <details className="small">
                      <summary>{t('law.text')}</summary>
                      <pre className="law-text" tabIndex={0}>
                        {text}
                      </pre>
                    </details>
                  </>
                ),
              },
              {
                head: t('law.published'),
                cell: ({ published }) => <span className="number">{dateText(published, language)}</span>,
              },
              { head: t('law.recordedAt'), cell: ({ recordedAt }) => moment(recordedAt) },
              { head: t('law.standing'), cell: (row) => <RecordStanding of={row} /> },
            ]}
            {...(mayRecord && {
              actions: ({ id, instrument, withdrawnAt }: Recorded) =>
                withdrawnAt === null && (
                  <ConfirmButton
                    danger
                    size="small"
                    label={t('law.withdraw')}
                    name={t('law.withdrawTitle', { instrument })}
                    title={t('law.withdrawTitle', { instrument })}
                    sentence={t('law.withdrawText')}
                    act={t('law.withdraw')}
                    onAct={() => withdraw.give({ params: { record: id } })}
                  />
                ),
            })}
          />
        )}
      </Loaded>
    </section>
  );
}

function RecordStanding({ of: { withdrawnAt, inPack } }: { readonly of: Recorded }) {
  const { t } = useTranslation('administration');
  const moment = useMoment();
  if (withdrawnAt !== null) return <>{t('law.withdrawn', { moment: moment(withdrawnAt) })}</>;
  return <>{inPack ? t('law.inPack') : t('law.counts')}</>;
}
