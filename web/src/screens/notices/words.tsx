import { dateText, unitNamed } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';

export type Notice = Reply<'notice.get'>;
export type NoticeState = Notice['state'];
export type Party = Notice['issuer'];

/** @example useAmountText()({ quantity: '60', unit: 'KGM' }) // '60 KGM' */
export function useAmountText(): (amount: Notice['amount']) => string {
  const { t } = useTranslation('notices');
  return ({ quantity, unit }) => (quantity === null ? t('unknown') : `${quantity} ${unitNamed(unit)?.code ?? unit}`);
}

/** @example usePartyText()(notice.recipient) // 'Teile GmbH (Germany)' */
export function usePartyText(): (party: Party) => string {
  const language = useLanguage();
  const text = useText();
  const country = useCountryName();
  return (party) =>
    language === 'zh'
      ? `${text(party.name)}（${country(party.country)}）`
      : `${text(party.name)} (${country(party.country)})`;
}

/** @example useShareText()({ value: { min: '0.1 %', max: '0.4 %' }, source: null }) // '0.1 % to 0.4 %' */
export function useShareText(): (share: Notice['share']) => string {
  const { t } = useTranslation('notices');
  return ({ value }) => {
    if (value === 'unknown') return t('unknown');
    if (typeof value === 'string') return value;
    const min = value.min ?? '0';
    return value.max === undefined ? t('atLeast', { min }) : t('between', { min, max: value.max });
  };
}

/** Whether the recipient has signed: by a mark and by a word. */
export function StateMark({
  of: { state, on },
}: {
  readonly of: { readonly state: NoticeState; readonly on: string | null };
}) {
  const { t } = useTranslation('notices');
  const language = useLanguage();
  return (
    <span className={`notice-state ${state === 'acknowledged' ? 'good' : 'warn'}`}>
      <Icon name={state === 'acknowledged' ? 'check' : 'question'} />{' '}
      {on === null || state === 'not-opened'
        ? t(`states.${state}`)
        : t(`statesOn.${state}`, { day: dateText(on, language) })}
    </span>
  );
}
