import { Link } from '@tanstack/react-router';
import { dateText, type Outcome } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { KindOfExport } from '../law/kind-of-export.tsx';
import { useNames } from '../law/names.ts';
import { Patterns, StandingMark } from '../law/standing.tsx';

type Effect = NonNullable<Reply<'instrument.preview'>['effect']>;
type Day = Effect['days'][number];
type Standing = Parameters<typeof StandingMark>[0]['is'];

/** Provisions named before the rest is folded away. */
const NAMED = 6;

/** What the law would be with the instrument: day by day, and as statements about it. */
export function InstrumentEffect({ of: { days, statements } }: { readonly of: Pick<Effect, 'days' | 'statements'> }) {
  const { t } = useTranslation('administration');
  return (
    <>
      <Patterns />
      <section className="card effect" aria-label={t('effect.days')}>
        <h2>{t('effect.days')}</h2>
        {days.length === 0 && <p>{t('effect.noDay')}</p>}
        {days.map((day, index) => (
          <OnDay key={day.day} of={day} isOpen={index === 0} />
        ))}
      </section>
      <Statements of={statements} />
    </>
  );
}

function OnDay({ of: { day, difference }, isOpen }: { readonly of: Day; readonly isOpen: boolean }) {
  const { t } = useTranslation(['administration', 'shell']);
  const language = useLanguage();
  const names = useNames();
  const provisions = groupBy(difference.provisions, ({ before, after }) => `${before} ${after}`);
  const pairs = groupBy(difference.exports, ({ outcomes }) => outcomes);
  const cited = (some: typeof difference.provisions) =>
    some.map(({ id }) => names.provision(id)).join(t('shell:comma'));
  return (
    <details className="changed" open={isOpen}>
      <summary>
        <h3>{dateText(day, language)}</h3>{' '}
        <span className="soft">
          {t('effect.provisions', { count: difference.provisions.length })}
          {t('shell:comma')}
          {pairs.size === 0 ? t('effect.noExport') : t('effect.outcomes', { count: pairs.size })}
        </span>
      </summary>
      {[...provisions].map(([key, alike]) => {
        const [first] = alike;
        if (!first) return null;
        return (
          <div key={key} className="provisions-changed">
            <p className="row">
              <StandingOrNone is={first.before} />
              <Icon name="right" />
              <StandingOrNone is={first.after} />
              <span className="soft">{t('effect.provisions', { count: alike.length })}</span>
            </p>
            <p className="small">{cited(alike.slice(0, NAMED))}</p>
            {alike.length > NAMED && (
              <details className="small">
                <summary>{t('effect.others', { count: alike.length - NAMED })}</summary>
                {cited(alike.slice(NAMED))}
              </details>
            )}
          </div>
        );
      })}
      {[...pairs].map(([key, alike]) => {
        const [before, after] = key.split('>') as [Outcome, Outcome];
        const [first, ...others] = alike;
        return (
          <div key={key}>
            <p className="row outcomes">
              <OutcomeBadge outcome={before} />
              <Icon name="right" />
              <OutcomeBadge outcome={after} />
            </p>
            {first && <KindOfExport facts={first.example} />}
            {others.length > 0 && (
              <details>
                <summary>{t('effect.examples', { count: others.length })}</summary>
                {others.map((each, index) => (
                  <KindOfExport key={index} facts={each.example} />
                ))}
              </details>
            )}
          </div>
        );
      })}
    </details>
  );
}

/** Null: the provision is not known there. */
function StandingOrNone({ is }: { readonly is: string | null }) {
  const { t } = useTranslation('administration');
  return is === null ? <span className="soft">{t('effect.notThere')}</span> : <StandingMark is={is as Standing} />;
}

function Statements({ of: { from, until, broken } }: { readonly of: Effect['statements'] }) {
  const { t } = useTranslation('administration');
  const text = useText();
  const language = useLanguage();
  const days = { from: dateText(from, language), until: dateText(until, language) };
  return (
    <section className={`notice ${broken.length > 0 ? 'fails' : 'succeeds'} effect`}>
      <h2>{t('effect.statements')}</h2>
      {broken.length === 0 ? (
        <p>
          <Icon name="check" /> {t('effect.allHold', days)}
        </p>
      ) : (
        <>
          <p>
            <Icon name="warning" /> {t('effect.broken', { count: broken.length, ...days })}
          </p>
          <ul>
            {broken.map((problem, index) => (
              <li key={index}>
                <strong>{text(problem.text)}</strong>{' '}
                {t('effect.brokenFrom', { day: dateText(problem.from, language) })}
                <KindOfExport facts={problem.example} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Which saved determinations would come out differently. */
export function SavedOnes({ of: { saved, asked, different, shown } }: { readonly of: Effect['determinations'] }) {
  const { t } = useTranslation('administration');
  const text = useText();
  return (
    <section className="card effect">
      <h2>{t('effect.saved')}</h2>
      <p>
        {t('effect.savedCount', { different, asked })} {asked < saved && t('effect.rest', { count: saved - asked })}
      </p>
      <ul className="differing">
        {shown.map(({ organisation, id, name, difference }) => (
          <li key={id}>
            <Link
              to="/workspace/$organisation/determinations/$determination"
              params={{ organisation, determination: id }}
            >
              {name}
            </Link>
            {difference.length > 0 && (
              <details className="small">
                <summary>{t('effect.sentences', { count: difference.length })}</summary>
                {difference.map((sentence) => (
                  <p key={sentence.en}>{text(sentence)}</p>
                ))}
              </details>
            )}
          </li>
        ))}
      </ul>
      {different > shown.length && <p className="soft">{t('effect.notShown', { count: different - shown.length })}</p>}
    </section>
  );
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
