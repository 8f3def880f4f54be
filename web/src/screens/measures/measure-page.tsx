import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { type Measure, MeasureContext } from './measure-context.ts';
import { StandingTag } from './measures.tsx';
import { type Step, stepsOf } from './steps.ts';
import '../../components/sections.css';
import '../administration/administration.css';
import './measures.css';

const route = getRouteApi('/measures/$measure');

/** One measure: where it stands in its life, and its parts. */
export function MeasurePage() {
  const { measure: id } = route.useParams();
  const found = useRead('measure.get', { params: { measure: id } });
  return (
    <Loaded query={found} lines={10}>
      {({ body: measure, revision }) => (
        <MeasureContext value={{ measure, revision, may: (command) => measure.commands.includes(command) }}>
          <Whole of={measure} />
        </MeasureContext>
      )}
    </Loaded>
  );
}

function Whole({ of }: { readonly of: Measure }) {
  const { t } = useTranslation('measures');
  const text = useText();
  const params = { measure: of.id };
  return (
    <Page
      className="measure-page"
      title={text(of.title)}
      lead={
        <>
          <span className="code">{of.instrument}</span> · {t('steps.revisionOf', { revision: of.revision })} ·{' '}
          <StandingTag of={of} /> · <Link to="/measures">{t('back')}</Link>
        </>
      }
    >
      <Steps of={stepsOf(of)} />
      <nav className="sections measure-parts no-print" aria-label={t('parts.label')}>
        <Link to="/measures/$measure" params={params} activeOptions={{ exact: true }}>
          {t('parts.overview')}
        </Link>
        <Link to="/measures/$measure/instrument" params={params}>
          {t('parts.instrument')}
        </Link>
        <Link to="/measures/$measure/assessment" params={params}>
          {t('parts.assessment')}
        </Link>
        <Link to="/measures/$measure/partners" params={params}>
          {t('parts.partners')}
        </Link>
        <Link to="/measures/$measure/dialogue" params={params}>
          {t('parts.dialogue')}
        </Link>
        <Link to="/measures/$measure/monitoring" params={params}>
          {t('parts.monitoring')}
        </Link>
      </nav>
      <div className="stack">
        <Outlet />
      </div>
    </Page>
  );
}

/** The life of the measure as a line, with what is done, where it is now, and what is to come. */
function Steps({ of }: { readonly of: readonly Step[] }) {
  const { t } = useTranslation('measures');
  const language = useLanguage();
  return (
    <ol className="measure-steps" aria-label={t('steps.label')}>
      {of.map(({ id, is, day }) => (
        <li key={id} className={is} {...(is === 'now' && { 'aria-current': 'step' as const })}>
          <span className="mark" aria-hidden="true">
            {is === 'done' && <Icon name="check" size="0.9em" />}
          </span>
          <span className="name">
            {t(`steps.${id as 'draft'}`)}
            <span className="visually-hidden"> ({t(`steps.${is}`)})</span>
          </span>
          {day !== null && (
            <span className="day">
              {is === 'ahead' ? t('steps.planned', { day: dateText(day, language) }) : dateText(day, language)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
