import { Link, useSearch } from '@tanstack/react-router';
import { dateText, type Effect, listTitle, speaker } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { useLanguage, useText } from '../../i18n/index.ts';
import { ConditionList } from './condition.tsx';
import { CitedLinks, UnderLink } from './links.tsx';
import { useListTitles } from './names.ts';

type Act = Reply<'provision.get'>['provision']['acts'][number];

/** What a provision does when its condition is met. */
export function EffectWords({ of: effect }: { readonly of: Effect }) {
  const { t } = useTranslation(['law', 'shell']);
  const text = useText();
  const say = speaker(useLanguage());
  const titles = useListTitles();
  const days = useSearch({ from: '/law', select: ({ asOf, knownAt, branch }) => ({ asOf, knownAt, branch }) });
  const name = say(`effect.${effect.kind}`);
  switch (effect.kind) {
    case 'licence-required':
    case 'prohibited':
    case 'undecided':
      return <p>{name}</p>;
    case 'exempts':
    case 'excludes':
      return (
        <p>
          {name}
          {t('effect.colon')}
          <CitedLinks ids={effect.from} />
        </p>
      );
    case 'review':
      return (
        <p>
          {name}
          {t('effect.colon')}
          {say(`review.${effect.policy}`)}
          {t('effect.for')}
          <CitedLinks ids={effect.on} />
        </p>
      );
    case 'duty':
      return (
        <p>
          {name}
          {t('effect.colon')}
          {text(effect.title)}
          {effect.clock !== undefined &&
            t(`effect.clock.${effect.clock.after}`, { count: Number(effect.clock.workingDays) })}
          {effect.on !== undefined && (
            <>
              {t('effect.for')}
              <CitedLinks ids={effect.on} />
            </>
          )}
        </p>
      );
    case 'workflow':
      return (
        <p>
          {name}
          {t('effect.colon')}
          {effect.off.map((each) => say(`off.${each}`)).join(t('shell:comma'))}
        </p>
      );
    case 'lists': {
      const title = text(listTitle(effect.list, titles));
      const isOfItems = titles.itemLists.some(({ id }) => id === effect.list);
      return (
        <p>
          {name}
          {t('effect.colon')}
          {isOfItems ? (
            <Link to="/law/control-list" search={{ ...days, list: effect.list }}>
              {title}
            </Link>
          ) : (
            title
          )}
        </p>
      );
    }
  }
}

/** What a provision does to other provisions. */
export function ActWords({ of: act }: { readonly of: Act }) {
  const { t } = useTranslation('law');
  const text = useText();
  const language = useLanguage();
  const say = speaker(language);
  const from = dateText(act.from, language);
  return (
    <li>
      <strong>{t(`act.${act.do}`)}</strong>
      {t('effect.colon')}
      <CitedLinks ids={act.on} />
      {say('stop')}{' '}
      {act.lastDay === undefined
        ? t('act.from', { from })
        : t('act.between', { from, lastDay: dateText(act.lastDay, language) })}
      {act.verified !== undefined && act.verified !== 'yes' && (
        <>
          {' '}
          <span className="tag">{say(`verified.${act.verified}`)}</span>
        </>
      )}
      {act.note !== undefined && <p className="soft">{text(act.note)}</p>}
      {act.under !== undefined && (
        <p className="soft">
          <UnderLink {...act.under} />
        </p>
      )}
      {act.when !== undefined && (
        <>
          <p className="soft">{t('act.when')}</p>
          <ConditionList of={act.when} />
        </>
      )}
    </li>
  );
}
