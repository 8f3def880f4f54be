import { Link, useSearch } from '@tanstack/react-router';
import { addDays, dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { type Reply, useRead } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { BothLanguages } from './both-languages.tsx';
import { AskedCoverage, LawDaysPicker } from './law-days.tsx';
import { CitedLinks, ProvisionLink } from './links.tsx';
import { useNames } from './names.ts';
import { Doubt, ProvisionParts, VerifiedTag } from './provision-parts.tsx';
import { given } from './search.ts';
import { Sources } from './sources.tsx';

/** One instrument, provision by provision, in both languages, with where each stands on the day. */
export function Instrument() {
  const { t } = useTranslation('law');
  const text = useText();
  const language = useLanguage();
  const { id, asOf, knownAt, branch } = useSearch({ from: '/law/instrument' });
  const names = useNames();
  const instrument = useRead('instrument.get', { query: given({ id, asOf, knownAt, branch }) });
  const day = (date: string) => dateText(date, language);
  return (
    <Page className="law" title={names.instrument(id)} lead={instrument.data && text(instrument.data.body.issuer)}>
      <LawDaysPicker />
      <Loaded query={instrument} lines={8}>
        {({ body }) => (
          <>
            <AskedCoverage coverage={body.coverage} />
            <section className="card">
              <dl className="law-facts">
                <Fact name={t('instrument.kindHead')}>
                  {t(`kinds.${body.kind}`)}
                  {body.recorded && ` · ${t('instrument.recorded')}`}
                  <VerifiedTag of={body.verified} />
                </Fact>
                {body.number !== null && <Fact name={t('instrument.number')}>{body.number}</Fact>}
                <Fact name={t('instrument.published')}>{day(body.published)}</Fact>
                {body.kind !== 'statement' && <Fact name={t('instrument.from')}>{day(body.from)}</Fact>}
                <Fact name={t('instrument.id')}>
                  <code>{body.id}</code>
                </Fact>
              </dl>
              <p className="other-title" lang={language === 'zh' ? 'en' : 'zh-Hans'}>
                {language === 'zh' ? body.title.en : body.title.zh}
              </p>
              <BothLanguages of={body.summary} />
              {body.doubt !== null && <Doubt of={body.doubt} />}
              {body.settles.length > 0 && (
                <p>
                  {t('instrument.settles')} <CitedLinks ids={body.settles} />
                </p>
              )}
              {body.actedOnBy.length > 0 && (
                <p>
                  {t('actedOnBy')} <CitedLinks ids={body.actedOnBy} />
                </p>
              )}
              <WhatChanged of={body} />
              <h3>{t('sources')}</h3>
              <Sources of={body.sources} />
            </section>
            <h2 className="provisions-head">{t('instrument.provisions', { count: body.provisions.length })}</h2>
            <p className="small soft">{t('both.note')}</p>
            {body.provisions.map((provision) => (
              <section key={provision.id} className="card provision">
                <h3>
                  <ProvisionLink id={provision.id} words={text(provision.cite)} />
                </h3>
                <ProvisionParts of={provision} />
              </section>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Ways to the comparison of the law before and after. */
function WhatChanged({ of: { id, kind, published, provisions } }: { readonly of: Reply<'instrument.get'> }) {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const changes = useRead('law.timeline', { query: {} }).data?.body.changes;
  const covers = useRead('law.pack').data?.body.covers;
  if (kind === 'statement') {
    const [start] = provisions.flatMap(({ acts }) => acts.map((act) => act.from)).sort();
    if (start === undefined) return null;
    return (
      <p>
        <Link to="/law/changes" search={{ before: start, after: start, branch: id }}>
          {t('instrument.wouldChange')}
        </Link>
      </p>
    );
  }
  const days = new Set([
    published,
    ...(changes ?? []).flatMap((change) =>
      change.instrument === id && change.branch === 'enacted' ? [change.day] : [],
    ),
  ]);
  // Earlier days are not answered.
  const answered = [...days].filter((day) => day > (covers?.from ?? day)).sort();
  if (answered.length === 0) return null;
  return (
    <p className="row">
      {t('instrument.changed')}
      {answered.map((day) => (
        <Link key={day} to="/law/changes" search={{ before: addDays(day, -1), after: day }}>
          {dateText(day, language)}
        </Link>
      ))}
    </p>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
