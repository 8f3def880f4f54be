import { useTranslation } from 'react-i18next';
import { useCountryName } from '../../components/country.tsx';

type Amount = string | number | { readonly min?: string | number; readonly max?: string | number } | undefined;

/** What a fact of a part is called. @example useFieldName()({ field: 'steps.mined' }) // 'mined in' */
export function useFieldName(): (of: { readonly field: string; readonly usedIn?: string | undefined }) => string {
  const { t } = useTranslation('suppliers');
  return ({ field, usedIn = '' }) => {
    const [name = '', inner = ''] = field.split('.');
    if (name === 'value')
      return inner === '' ? t('fields.valueOpen') : t('fields.value', { basis: t(`bases.${inner as 'cost'}`) });
    if (name === 'steps') return t(`fields.${inner as 'mined'}`);
    if (field === 'item.code') return t('fields.code');
    if (name === 'item') return t('fields.fraction', { element: field.slice('item.massFractions.'.length) });
    return name === 'quantity' ? t('fields.quantity', { usedIn }) : t(`fields.${name as 'origin' | 'rareEarths'}`);
  };
}

/** What a bill or a supplier says of a fact, in words. @example useSaid()('origin', 'JP') // 'Japan' */
export function useSaid(): (field: string, said: unknown) => string {
  const { t } = useTranslation('suppliers');
  const country = useCountryName();
  const amount = (of: Amount): string => {
    if (of === undefined || of === 'unknown') return t('changes.notKnown');
    if (typeof of !== 'object') return String(of);
    const { min, max } = of;
    if (min !== undefined && max !== undefined) return t('said.between', { least: min, most: max });
    return max === undefined ? t('said.from', { least: min ?? 0 }) : t('said.upTo', { most: max });
  };
  return (field, said) => {
    if (said === null || said === undefined) return t('changes.unstated');
    const [name] = field.split('.');
    if (name === 'value' || name === 'quantity') {
      if (typeof said !== 'object') return amount(said as Amount);
      const { amount: figure, currency, unit } = said as { amount?: Amount; currency?: string; unit?: string };
      return figure === undefined ? t('changes.unstated') : `${amount(figure)} ${currency ?? unit ?? ''}`.trim();
    }
    if (field.startsWith('item.massFractions.')) return amount(said as Amount);
    if (name === 'item') return said === 'none' ? t('said.none') : String(said as string);
    if (name === 'rareEarths') return t(`said.rare.${said as 'none'}`);
    return said === 'unknown' ? t('changes.notKnown') : country(said as string);
  };
}
