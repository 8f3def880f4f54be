import type { Text } from '@ytterby/core';

const NAMES = {
  zh: new Intl.DisplayNames(['zh-Hans-CN'], { type: 'region', fallback: 'code' }),
  en: new Intl.DisplayNames(['en-GB'], { type: 'region', fallback: 'code' }),
};
/** As the law names them. */
const AS_THE_LAW: Readonly<Partial<Record<string, Text>>> = {
  HK: { zh: '中国香港', en: 'Hong Kong, China' },
  MO: { zh: '中国澳门', en: 'Macao, China' },
  TW: { zh: '中国台湾', en: 'Taiwan, China' },
};

/** A country or region by its ISO 3166-1 alpha-2 code, in words. @example countryText('JP') // { zh: '日本', en: 'Japan' } */
export const countryText = (code: string): Text =>
  AS_THE_LAW[code] ?? { zh: NAMES.zh.of(code) ?? code, en: NAMES.en.of(code) ?? code };
