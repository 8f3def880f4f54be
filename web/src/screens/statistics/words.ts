import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';

interface Period {
  readonly from: string;
  readonly to: string;
}

/** Quarters as people write them. @example usePeriodText()({ from: '2026-Q1', to: '2026-Q2' }) // 'Q1 2026 – Q2 2026' */
export function usePeriodText(): (period: Period) => string {
  const { t } = useTranslation('statistics');
  const quarter = (text: string) => t('quarter', { year: text.slice(0, 4), number: text.slice(6) });
  return ({ from, to }) => (from === to ? quarter(from) : `${quarter(from)} – ${quarter(to)}`);
}

/** A month as people write it. @example useMonthText()('2026-03') // 'March 2026' */
export function useMonthText(): (month: string) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return (month) => format.format(new Date(`${month}-01T00:00Z`));
}

/**
 * A share in per cent, never rounded up: 1999 of 2000 are not all.
 * @example usePercent()('0.6428') // '64 %'; usePercent()(1999 / 2000, 1) // '99.9 %'
 */
export function usePercent(): (share: number | string, places?: number) => string {
  const language = useLanguage();
  return (share, places = 0) => {
    const scale = 10 ** places;
    // A share of two whole numbers can lie a hair below the decimal that it is.
    const percent = Math.floor(Number(share) * 100 * scale + 1e-6) / scale;
    return `${String(percent)}${language === 'zh' ? '%' : '\u00a0%'}`;
  };
}
