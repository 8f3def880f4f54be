import { useMemo } from 'react';
import { useCountryName } from '../../components/country.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { twoLetters } from './places.ts';

/** As China's customs statistics name them in English; in Chinese all screens do. */
const AS_CUSTOMS: Readonly<Partial<Record<string, string>>> = {
  HK: 'Hong Kong, China',
  MO: 'Macao, China',
  TW: 'Taiwan, China',
};

/** Names of trading partners, by codes of two or three letters. @example usePartnerName()('TWN') // 'Taiwan, China' */
export function usePartnerName(): (code: string) => string {
  const language = useLanguage();
  const country = useCountryName();
  return (code) => {
    const two = twoLetters(code);
    return (language === 'en' ? AS_CUSTOMS[two] : undefined) ?? (/^[A-Z]{2}$/.test(two) ? country(two) : code);
  };
}

/** A month, short. @example useMonthName()('2026-03') // 'Mar 2026' */
export function useMonthName(): (month: string) => string {
  const language = useLanguage();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      year: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    });
    return (month) => format.format(new Date(`${month}-01T00:00Z`));
  }, [language]);
}
