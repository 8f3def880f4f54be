import { Link } from '@tanstack/react-router';
import { PARTY_LIST_KINDS, speaker } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';

/** Where a listing stands, and what it means: the same words on every screen of parties. */

type Entry = Reply<'list.get'>;
type Standing = Entry['standing'];
type PartyName = Entry['record']['names'][number];
const TAGS = [
  'banned',
  'refusal-in-principle',
  'no-general-licence',
  'no-registration',
  'no-statutory-clock',
  'stricter-review',
  'risk-assessment-report',
  'written-undertaking',
  'other',
] as const;

const STANDING_MARKS: Readonly<Record<Standing['is'], readonly [IconName, string]>> = {
  listed: ['warning', 'danger'],
  'listed-without-measures': ['warning', 'warn'],
  suspended: ['info', 'warn'],
  'not-yet-listed': ['info', 'soft'],
  stopped: ['remove', 'soft'],
};

/** Listed, suspended, stopped … with its days. */
export function StandingMark({ of }: { readonly of: Standing }) {
  const { t } = useTranslation('parties');
  const [icon, tone] = STANDING_MARKS[of.is];
  return (
    <span className={`standing ${tone}`}>
      <Icon name={icon} /> <strong>{t(`standing.is.${of.is}`)}</strong>
      {of.from !== undefined && <> {t('standing.from', { day: of.from })}</>}
      {of.until !== undefined && <> {t('standing.until', { day: of.until })}</>}
    </span>
  );
}

/** The names of an entry, those that the reader can read first. */
export function useNames(): (names: readonly PartyName[]) => readonly string[] {
  const language = useLanguage();
  return (names) => {
    const isFirst = ({ script }: PartyName) => (script === 'Hani') === (language === 'zh');
    return [...new Set([...names.filter(isFirst), ...names.filter((name) => !isFirst(name))].map(({ text }) => text))];
  };
}

/** Kind of a list: Control List, Watch List … */
export function useListKind(): (kind: string | null | undefined) => string {
  const { t } = useTranslation('parties');
  const say = speaker(useLanguage());
  return (kind) => {
    const own = PARTY_LIST_KINDS.find((each) => each === kind);
    return own === undefined ? t('lists.imported') : say(`kind.${own}`);
  };
}

export function useTagWords(): (tags: readonly string[]) => string {
  const { t } = useTranslation('parties');
  return (tags) =>
    tags
      .map((tag) => TAGS.find((each) => each === tag))
      .flatMap((tag) => (tag === undefined ? [] : [t(`tags.${tag}`)]))
      .join(t('semicolon'));
}

interface EffectsProps {
  readonly of: Pick<Entry, 'standing' | 'effects'>;
  readonly isImported: boolean;
}

/** What an entry means for an export on the day, with the provisions that say it. */
export function Effects({ of: { standing, effects }, isImported }: EffectsProps) {
  const { t } = useTranslation('parties');
  const words = useTagWords();
  const { is } = standing;
  if (isImported) return <p>{t(is === 'listed' ? 'meaning.import' : 'meaning.importGone')}</p>;
  const silent = is === 'not-yet-listed' || is === 'stopped' || is === 'suspended' ? is : 'none';
  return (
    <>
      <p className="in-short">
        {effects.tags.length > 0 ? <strong>{words(effects.tags)}</strong> : t(`meaning.${silent}`)}
      </p>
      <Measures of={effects.inForce} />
      {effects.paused.length > 0 && (
        <>
          <p className="soft">{t('hit.paused')}</p>
          <Measures of={effects.paused} />
        </>
      )}
    </>
  );
}

function Measures({ of }: { readonly of: Entry['effects']['inForce'] }) {
  const text = useText();
  if (of.length === 0) return null;
  return (
    <ul className="measures">
      {of.map(({ provision, cite, text: says }) => (
        <li key={provision}>
          <Link to="/law/provision" search={{ id: provision }}>
            {text(cite)}
          </Link>
          : {text(says)}
        </li>
      ))}
    </ul>
  );
}

/** What a listing means, stretch by stretch of days; the one of the day is marked. */
export function OverTime({ of, day }: { readonly of: Entry['effectsOverTime']; readonly day: string }) {
  const { t } = useTranslation('parties');
  const words = useTagWords();
  if (of.length === 0) return null;
  return (
    <ol className="over-time">
      {of.map(({ from, until, standing, tags }) => {
        const isNow = from <= day && (until === null || day < until);
        return (
          <li key={from} aria-current={isNow ? 'date' : undefined}>
            <span className="days">
              <span className="number">{t('standing.from', { day: from })}</span>
              {until !== null && (
                <>
                  {' '}
                  <span className="number">{t('standing.until', { day: until })}</span>
                </>
              )}
            </span>
            <span>
              <StandingMark of={{ is: standing.is }} />
              {tags.length > 0 && <span className="small soft"> {words(tags)}</span>}
              {isNow && <span className="tag number">{day}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
