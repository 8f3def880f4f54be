import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { Records } from '../../components/records.tsx';
import { useRead } from '../../api.ts';
import { useLanguage, useText } from '../../i18n/index.ts';
import { InstrumentLink, ProvisionLink } from './links.tsx';
import { StandingMark } from './standing.tsx';
import { type Bar, type Drawn, type DrawnInstrument, lastDay, rowsOf } from './time-line.ts';

interface TimelineTableProps {
  readonly instruments: readonly DrawnInstrument[];
  readonly branches: Drawn['branches'];
}

interface Line {
  readonly provisions: DrawnInstrument['groups'][number]['provisions'];
  readonly bar: Bar;
  readonly branch: string | null;
}

/** What the drawing shows, in words. */
export function TimelineTable({ instruments, branches }: TimelineTableProps) {
  const { t } = useTranslation(['law', 'shell']);
  const text = useText();
  const language = useLanguage();
  const covered = useRead('law.pack').data?.body.covers.from;
  const linesOf = (instrument: DrawnInstrument): Line[] =>
    rowsOf(instrument, false).flatMap(({ provisions, enacted, announced }) => [
      ...enacted.map((bar) => ({ provisions, bar, branch: null })),
      ...announced.flatMap(({ branch, bars }) => bars.map((bar) => ({ provisions, bar, branch }))),
    ]);
  return (
    <div className="stack time-table">
      {instruments.map((instrument) => (
        <section key={instrument.id} className="card">
          <h2 className="instrument-name">
            <InstrumentLink id={instrument.id} words={text(instrument.title)} />
          </h2>
          <Records
            caption={text(instrument.title)}
            rows={linesOf(instrument)}
            rowKey={({ provisions, bar, branch }) => `${provisions[0]?.id} ${bar.from} ${branch}`}
            columns={[
              {
                head: t('timeline.provisions'),
                cell: ({ provisions }) => (
                  <>
                    {provisions.slice(0, 3).map(({ id, cite }, index) => (
                      <span key={id}>
                        {index > 0 && t('shell:comma')}
                        <ProvisionLink id={id} words={text(cite)} />
                      </span>
                    ))}
                    {provisions.length > 3 && (
                      <span className="soft"> {t('timeline.andOthers', { count: provisions.length })}</span>
                    )}
                  </>
                ),
              },
              {
                head: t('timeline.standing'),
                cell: ({ bar, branch }) => (
                  <>
                    <StandingMark is={bar.is} announced={branch !== null} />
                    {branch !== null && (
                      <div className="small announced-note">
                        {text(branches.find(({ id }) => id === branch)?.label ?? { zh: branch, en: branch })}
                      </div>
                    )}
                  </>
                ),
              },
              {
                head: t('timeline.from'),
                cell: ({ bar: { from } }) => (
                  <span className="number">
                    {from === covered
                      ? t('timeline.orEarlier', { day: dateText(from, language) })
                      : dateText(from, language)}
                  </span>
                ),
              },
              {
                head: t('timeline.lastDay'),
                cell: ({ bar }) => {
                  const last = lastDay(bar);
                  return (
                    <span className="number">{last === null ? t('timeline.noEnd') : dateText(last, language)}</span>
                  );
                },
              },
              { head: t('timeline.byHead'), cell: ({ bar: { by } }) => by !== null && <ProvisionLink id={by} /> },
            ]}
          />
        </section>
      ))}
    </div>
  );
}
