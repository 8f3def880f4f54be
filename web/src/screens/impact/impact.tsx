import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Progress as ProgressBar } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImpactCase } from '@ytterby/core/impact';
import { movedText, reportOf, type ReportSection } from '@ytterby/service/impact-report';
import { type Reply, readOf, useRead } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Board } from './board.tsx';
import { Facilitated, Heat, Queue, Rests, SectorsHit, Trade, WideBands } from './parts.tsx';
import { ReportPart } from './report-part.tsx';
import { type Settings, withSettings } from './settings.ts';
import { reported, type Shown, wordsOf } from './shown.ts';
import { type Runs, useRuns } from './use-runs.ts';
import '../../components/sections.css';
import './impact.css';

const route = getRouteApi('/impact');

type Cases = Reply<'impact.cases'>;
type CaseReply = Reply<'impact.case'>;
type Summary = Reply<'assessment.list'>['items'][number];

/** Draws of a run in the browser: few while a slider moves, and fewer where the table is large. */
const WHILE_SLIDING = 24;
const drawsFor = (sectors: number) => (sectors > 150 ? 100 : 500);
const LOOK_AGAIN_MS = 1500;

/** For everybody: what a measure would do to supply chains and an economy, on what that rests, and what would make it lighter. */
export function Impact() {
  const { t } = useTranslation('impact');
  const cases = useRead('impact.cases');
  return (
    <Page title={t('title')} lead={t('lead')} className="impact">
      <Loaded query={cases} lines={6}>
        {({ body }) => <Chosen cases={body.cases} />}
      </Loaded>
    </Page>
  );
}

function Chosen({ cases }: Pick<Cases, 'cases'>) {
  const { t } = useTranslation('impact');
  const text = useText();
  const { case: wanted } = route.useSearch();
  const chosen = cases.find(({ id }) => id === wanted) ?? cases[0];
  if (chosen === undefined) return null;
  return (
    <>
      <nav className="sections no-print" aria-label={t('cases')}>
        {cases.map(({ id, title }) => (
          <Link
            key={id}
            to="/impact"
            search={{ case: id }}
            resetScroll={false}
            aria-current={id === chosen.id ? 'page' : undefined}
          >
            {t(`short.${id}`, { defaultValue: text(title) })}
          </Link>
        ))}
      </nav>
      <OneCase key={chosen.id} id={chosen.id} />
    </>
  );
}

function OneCase({ id }: { readonly id: string }) {
  const found = useRead('impact.case', { params: { case: id } });
  const list = useQuery({
    ...readOf('assessment.list', { query: { limit: 200 } }),
    refetchInterval: ({ state }) =>
      state.data?.body.items.some((each) => isPublished(each, id) && isOnItsWay(each)) ? LOOK_AGAIN_MS : false,
  });
  return (
    <Loaded query={found} lines={8}>
      {({ body }) => (
        <Loaded query={list} lines={8}>
          {({ body: { items } }) => {
            const published = items.filter((each) => isPublished(each, id));
            const done = published.find(({ state }) => state === 'done');
            const coming = published.find(isOnItsWay);
            if (done) return <Published found={body} summary={done} />;
            if (coming) return <Coming summary={coming} />;
            return <RunHere found={body} />;
          }}
        </Loaded>
      )}
    </Loaded>
  );
}

const isPublished = ({ demo, case: { id } }: Summary, wanted: string) => demo && id === wanted;
const isOnItsWay = ({ state }: Summary) => state === 'waiting' || state === 'running';

function Coming({ summary: { samples, samplesDone, state } }: { readonly summary: Summary }) {
  const { t } = useTranslation('impact');
  const part = samplesDone / samples;
  return (
    <section className="card on-its-way" role="status">
      <p>
        {t(state === 'waiting' ? 'coming.waiting' : part < 1 ? 'coming.drawing' : 'coming.ending', {
          samples,
          samplesDone,
        })}
      </p>
      <ProgressBar percent={Math.round(part * 100)} status="active" aria-label={t('coming.label')} />
    </section>
  );
}

function Published({ found, summary }: { readonly found: CaseReply; readonly summary: Summary }) {
  const query = useRead('assessment.get', { params: { assessment: summary.id } });
  return (
    <Loaded query={query} lines={8}>
      {({ body: { result } }) =>
        result === null ? null : (
          <Assessed
            found={found}
            id={summary.id}
            base={{
              given: result.case,
              assessment: result.assessment,
              sources: result.sources,
              tables: result.tables,
              sectorNames: result.sectorNames,
            }}
          />
        )
      }
    </Loaded>
  );
}

const groundOf = ({ tables, law }: CaseReply) => (tables === null ? undefined : { tables, law });

/** Nothing was published of the case, so that it is run by the reader's own machine. */
function RunHere({ found }: { readonly found: CaseReply }) {
  const { t } = useTranslation('impact');
  const ground = useMemo(() => groundOf(found), [found]);
  const runs = useRuns(ground);
  const { run } = runs;
  const start = useCallback(() => {
    if (found.tables !== null) run({ given: found.case, seed: 1, samples: drawsFor(found.tables.sectors.length) });
  }, [found, run]);
  useEffect(start, [start]);
  if (found.tables === null) return <OnlyCase found={found} />;
  if (runs.ran !== undefined)
    return (
      <Assessed
        found={found}
        base={{
          given: found.case,
          assessment: runs.ran.assessment,
          sources: found.sources,
          tables: found.tables.sources,
          sectorNames: found.tables.sectorNames,
        }}
      />
    );
  return (
    <section className="card on-its-way">
      <p>{t('here.lead')}</p>
      <Running runs={runs} />
      {runs.progress === undefined && (
        <Button type="primary" onClick={start}>
          {t('here.start')}
        </Button>
      )}
    </section>
  );
}

/** The tables of the case are not there: what it is about, and what others found. */
function OnlyCase({ found: { case: given, sources } }: { readonly found: CaseReply }) {
  const { t } = useTranslation('impact');
  const text = useText();
  return (
    <div className="stack">
      <section className="card">
        <h2>{text(given.title)}</h2>
        <p>{text(given.scope)}</p>
        <p className="notice">{t('noTables')}</p>
      </section>
      {given.published.length > 0 && (
        <section className="card">
          <h2>{t('publishedElsewhere')}</h2>
          <ul className="points">
            {given.published.map(({ of, item, low, middle, high, unit, source }, index) => (
              <li key={index}>
                {t(`publishedOf.${of}`)}
                {item === undefined
                  ? ''
                  : ` (${text(given.items.find(({ id }) => id === item)?.name ?? { zh: item, en: item })})`}
                {': '}
                {low === undefined || high === undefined ? middle : `${middle} (${low}–${high})`} {text(unit)}.{' '}
                <span className="soft">{text(source)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Rests sources={sources} tables={[]} />
    </div>
  );
}

function Running({ runs: { progress, failure, stop } }: { readonly runs: Runs }) {
  const { t } = useTranslation('impact');
  return (
    <div className="running">
      {failure !== undefined && (
        <p className="notice" role="alert">
          {t('failed', { why: failure })}
        </p>
      )}
      {progress !== undefined && (
        <div className="row">
          <ProgressBar
            percent={Math.floor((progress.done / Math.max(1, progress.total)) * 100)}
            status="active"
            aria-label={t('running', { stage: t(`stages.${progress.stage}`) })}
          />
          <span className="small soft">{t('running', { stage: t(`stages.${progress.stage}`) })}</span>
          <Button size="small" onClick={stop}>
            {t('stop')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface AssessedProps {
  readonly found: CaseReply;
  readonly base: Shown;
  /** Of the published assessment, which has reports. */
  readonly id?: string;
}

function Assessed({ found, base, id }: AssessedProps) {
  const { t } = useTranslation('impact');
  const language = useLanguage();
  const ground = useMemo(() => groundOf(found), [found]);
  const runs = useRuns(ground);
  const [settings, setSettings] = useState<Settings>({});
  const [asked, setAsked] = useState<ImpactCase>();
  const isSet = Object.keys(settings).length > 0;
  const shown: Shown = isSet && runs.ran !== undefined ? { ...base, ...runs.ran } : base;
  const { samples, seed } = base.assessment;
  const set = (changed: Settings, isLast: boolean) => {
    setSettings(changed);
    if (Object.keys(changed).length === 0) return runs.clear();
    const given = withSettings(base.given, changed);
    setAsked(given);
    runs.run({ given, seed, samples: isLast ? samples : Math.min(samples, WHILE_SLIDING) });
  };
  const report = useMemo(() => reportOf(reported(shown), language), [shown.assessment, shown.given, language]);
  const section = (wanted: ReportSection['id']) => report.sections.find((each) => each.id === wanted);
  const part = (wanted: ReportSection['id']) => {
    const one = section(wanted);
    return one === undefined ? null : <ReportPart section={one} />;
  };
  const scenario = isSet && shown !== base && (
    <p className="of-scenario small">{t('ofScenario', { count: Object.keys(settings).length })}</p>
  );
  return (
    <div className="stack">
      <Headline base={base} {...(id === undefined ? {} : { id })} />
      <Board base={base} shown={shown} settings={settings} onSet={set} canRun={ground !== undefined}>
        <Status
          runs={runs}
          isSet={isSet}
          isOfSettings={shown !== base && shown.given === asked}
          drawn={shown.assessment.samples}
          wanted={samples}
        />
      </Board>
      {scenario}
      <Facilitated shown={shown} />
      <Queue section={section('queue')} />
      {part('lines')}
      <SectorsHit shown={shown} />
      {found.tables !== null && <Trade given={base.given} trade={found.tables.trade} />}
      {found.tables !== null && (
        <Heat shown={base} tables={found.tables} exposure={section('exposure')?.sentences ?? []} />
      )}
      {part('markets')}
      <WideBands shown={shown} />
      {part('published')}
      <Rests sources={base.sources} tables={base.tables} assumptions={section('assumptions')} />
      {part('gaps')}
      {part('limits')}
      {part('method')}
    </div>
  );
}

interface StatusProps {
  readonly runs: Runs;
  readonly isSet: boolean;
  /** What is seen is of all that was set. */
  readonly isOfSettings: boolean;
  readonly drawn: number;
  readonly wanted: number;
}

/** Of what the figures are, whether they are rough, and how far the full run is. */
function Status({ runs, isSet, isOfSettings, drawn, wanted }: StatusProps) {
  const { t } = useTranslation('impact');
  const isRough = isSet && (!isOfSettings || drawn < wanted);
  const words = !isSet
    ? t('board.asIs')
    : isOfSettings
      ? t(isRough ? 'board.rough' : 'board.full', { drawn })
      : t(runs.progress === undefined ? 'board.stopped' : 'board.working');
  return (
    <div className="status">
      <p className="small">
        <span className={`chip ${isRough ? 'rough' : ''}`}>{words}</span>
      </p>
      {(runs.progress !== undefined || runs.failure !== undefined) && <Running runs={runs} />}
    </div>
  );
}

/** The answer first, with its band, and what it rests on. */
export function Headline({ base, id }: { readonly base: Shown; readonly id?: string }) {
  const { t } = useTranslation('impact');
  const language = useLanguage();
  const text = useText();
  const words = wordsOf(base, language);
  const { given, assessment } = base;
  const { loss, path, valueAdded, facilitation, samples, seed } = assessment;
  const [as] = facilitation;
  const smallest = facilitation
    .slice(1)
    .toSorted((one, two) => one.loss - two.loss)
    .at(0);
  const moved = movedText(given);
  const best = given.facilitation.find(({ id: each }) => each === smallest?.facilitation);
  return (
    <section className="card headline" aria-label={text(given.title)}>
      <h2>{text(given.title)}</h2>
      <p className="scope">{text(given.scope)}</p>
      {moved && <p className="scope">{text(moved)}</p>}
      <div className="large-figures">
        <div className="figure first">
          <h3>{t('headline.loss')}</h3>
          <p className="large" data-figure="loss">
            {words.money(loss.middle)}
          </p>
          <p className="soft">{t('headline.band', { range: words.moneyRange(loss) })}</p>
          <p className="soft small">{t('headline.share', { share: words.percent(loss.middle / valueAdded) })}</p>
        </div>
        <div className="figure">
          <h3>{t('headline.path')}</h3>
          <p className="large" data-figure="path">
            {words.money(path.lost)}
          </p>
          <p className="soft small">{t('headline.pathMeans')}</p>
        </div>
        {as && (
          <div className="figure">
            <h3>{t('headline.exported')}</h3>
            <p className="large">{words.percent(as.exportedShare.middle)}</p>
            {as.exportedShare.high > as.exportedShare.low && (
              <p className="soft">{t('headline.band', { range: words.percentRange(as.exportedShare) })}</p>
            )}
          </div>
        )}
        {smallest && best && as && as.loss > 0 && (
          <div className="figure">
            <h3>{t('headline.best')}</h3>
            <p className="large">{`−${words.percent(1 - smallest.loss / as.loss)}`}</p>
            <p className="soft small">{text(best.name)}</p>
          </div>
        )}
      </div>
      <p className="small soft">{t('headline.rests', { samples, seed })}</p>
      {id !== undefined && (
        <ul className="row downloads no-print">
          {(['pdf', 'html'] as const).map((format) => (
            <li key={format}>
              <a href={`/v1/assessments/${id}/report?format=${format}&language=${language}`} download>
                <Icon name="download" /> {t(`report.${format}`)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
