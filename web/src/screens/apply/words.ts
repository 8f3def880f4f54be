import { WORDS } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { useLanguage } from '../../i18n/index.ts';

/** How the value of a field is said: yes and no, countries and end uses have words of their own. */
export function useSaid(): (field: string, value: string) => string {
  const { t } = useTranslation('apply');
  const language = useLanguage();
  const country = useCountryName();
  return (field, value) => {
    if (value === 'yes' || value === 'no') return t(`fields.${value}`);
    if (/(^|\.)(country|destination|origin)$/.test(field)) return country(value);
    if (field === 'endUse.kind') return capital(WORDS[value]?.[language] ?? value);
    return value;
  };
}

/** The name of a kind of application, as the law has it. */
export function useKindName(): (kind: string) => string {
  const { t, i18n } = useTranslation('apply');
  return (kind) => (i18n.exists(`kinds.${kind}`, { ns: 'apply' }) ? t(`kinds.${kind as 'technology'}`) : kind);
}

/** May the reader apply in this organisation's name? Screens leave out what would be refused; the service decides. */
export function useMayApply(organisation: string): boolean {
  const organisations = useSession().data?.body.organisations ?? [];
  return organisations.some(({ id, actions }) => id === organisation && actions.includes('application.change'));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
