import { useSearch } from '@tanstack/react-router';
import { type ReadingId, speaker } from '@ytterby/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { KnownAtPicker } from './law-days.tsx';
import { InstrumentLink, ProvisionLink, ReadingLink } from './links.tsx';
import { given } from './search.ts';
import { Sources } from './sources.tsx';

type ReadingOf = Reply<'reading.list'>['items'][number];
type DoubtOf = Reply<'doubt.list'>['items'][number];

/** Where the texts leave room, which way the pack reads them, and what is unsure. */
export function Readings() {
  const { t } = useTranslation('law');
  const text = useText();
  const { knownAt } = useSearch({ from: '/law/readings' });
  const readings = useRead('reading.list');
  const doubts = useRead('doubt.list', { query: given({ knownAt }) });
  return (
    <Page className="law" title={t('readings.title')} lead={t('readings.lead')}>
      <Loaded query={readings} lines={10}>
        {({ body: { items } }) => (
          <>
            <nav className="card" aria-label={t('readings.questions')}>
              <h2>{t('readings.count', { count: items.length })}</h2>
              <ol className="questions-of">
                {items.map(({ id, question }) => (
                  <li key={id}>
                    <ReadingLink id={id} words={text(question)} />
                  </li>
                ))}
              </ol>
            </nav>
            {items.map((reading) => (
              <ReadingCard
                key={reading.id}
                of={reading}
                doubts={(doubts.data?.body.items ?? []).filter((doubt) => doubt.readings.includes(reading.id))}
              />
            ))}
          </>
        )}
      </Loaded>
      <section className="card">
        <h2>{t('readings.doubts')}</h2>
        <p className="soft">{t('readings.doubtsLead')}</p>
        <KnownAtPicker />
        <Loaded query={doubts} lines={6}>
          {({ body: { items } }) => <Doubts of={items} />}
        </Loaded>
      </section>
    </Page>
  );
}

function ReadingCard({ of: reading, doubts }: { readonly of: ReadingOf; readonly doubts: readonly DoubtOf[] }) {
  const { t } = useTranslation('law');
  const text = useText();
  const say = speaker(useLanguage());
  const { reading: chosen } = useSearch({ from: '/law/readings' });
  const card = useRef<HTMLElement>(null);
  const { id, question, takes, options, provisions } = reading;
  const isChosen = chosen === id;
  useEffect(() => {
    if (!isChosen) return;
    card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: 'start' });
  }, [isChosen]);
  const hangs = (option: string) => provisions.filter((provision) => provision.option === option);
  return (
    <section
      ref={card}
      tabIndex={-1}
      className={`card reading ${isChosen ? 'chosen' : ''}`}
      aria-labelledby={`r-${id}`}
    >
      <h2 id={`r-${id}`}>{text(question)}</h2>
      <p>{t(`readings.turns.${id as ReadingId}`)}</p>
      <ul className="options">
        {options.map((option) => {
          const isTaken = option.id === takes;
          return (
            <li key={option.id} className={isTaken ? 'taken' : undefined}>
              <p>
                {isTaken && (
                  <strong className="taken-mark">
                    <Icon name="check" /> {t('readings.taken')}
                  </strong>
                )}{' '}
                {text(option.text)} <code className="soft">{option.id}</code>
              </p>
              {hangs(option.id).length > 0 && (
                <p className="small">
                  {t('readings.only')}{' '}
                  {hangs(option.id).map((provision, index) => (
                    <span key={provision.id}>
                      {index > 0 && say('semicolon')}
                      <ProvisionLink id={provision.id} words={text(provision.cite)} />
                    </span>
                  ))}
                </p>
              )}
              <Sources of={option.sources} />
            </li>
          );
        })}
      </ul>
      {doubts.length > 0 && (
        <>
          <h3>{t('readings.from')}</h3>
          <Doubts of={doubts} />
        </>
      )}
    </section>
  );
}

function Doubts({ of }: { readonly of: readonly DoubtOf[] }) {
  const { t } = useTranslation('law');
  const text = useText();
  if (of.length === 0) return <p className="soft">{t('readings.noDoubt')}</p>;
  return (
    <ul className="doubts">
      {of.map(({ instrument, title, provision, cite, doubt }) => (
        <li key={provision ?? instrument}>
          {provision === null || cite === null ? (
            <InstrumentLink id={instrument} words={text(title)} />
          ) : (
            <ProvisionLink id={provision} words={text(cite)} />
          )}
          <p>{text(doubt)}</p>
        </li>
      ))}
    </ul>
  );
}
