import { WORDS } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { ELEMENTS_NAMED, OTHER_ELEMENTS } from './fact-fields.ts';

/** Values whose word hangs on the field that they stand in, or that no law asks about. */
const OWN = {
  'lines.item.technologyFor=mining': 'values.mining',
  'lines.item.technologyFor=smelting-separation': 'values.separation',
  'lines.item.technologyFor=metal-smelting': 'values.metalSmelting',
  'lines.item.technologyFor=magnet-making': 'values.magnetMaking',
  'lines.item.technologyFor=recycling': 'values.recycling',
  'lines.item.technologyFor=production-line': 'values.productionLine',
  'lines.item.technologyFor=other': 'values.otherTechnology',
  'lines.technologyExclusion=none': 'values.noExclusion',
  'parties.listEntry=none': 'values.notThatParty',
  'parties.owners=none': 'values.noListedOwner',
  'bom.parts.rareEarths=none': 'values.noRareEarths',
  'bom.parts.rareEarths=listed-below': 'values.listedBelow',
} as const;

/** How a value of a field is said: in the words of the law, or our own. @example useValueWord()('lines.item.form', 'magnet') // '磁体' */
export function useValueWord(): (field: string, value: string) => string {
  const { t } = useTranslation('ask');
  const language = useLanguage();
  return (field, value) => {
    const key = `${field}=${value}`;
    const said = Object.hasOwn(OWN, key) ? t(OWN[key as keyof typeof OWN]) : (WORDS[value]?.[language] ?? value);
    return said.charAt(0).toUpperCase() + said.slice(1);
  };
}

/** Elements to choose from: shown by symbol, found by symbol and by name. */
export function useElementOptions(): { value: string; label: string; search: string }[] {
  const { t } = useTranslation('ask');
  return [
    ...ELEMENTS_NAMED.map((value) => ({ value, label: value, search: `${value} ${t(`elements.${value}`)}` })),
    ...OTHER_ELEMENTS.map((value) => ({ value, label: value, search: value })),
  ];
}
