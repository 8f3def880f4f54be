import { COUNTRY_CODES, countryCode } from '../../intake/countries.ts';

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\bsaint\b/g, 'st')
    .replace(/\b(?:the|of|and)\b|&/g, '')
    .replace(/[^\p{L}]/gu, '');

/** Names that publishers of lists use and Unicode's tables do not. */
const ALIASES: Readonly<Record<string, string>> = {
  'Korea, North': 'KP',
  'Korea, South': 'KR',
  'Republic of Korea': 'KR',
  Burma: 'MM',
  Palestinian: 'PS',
  'West Bank': 'PS',
  'Region: Gaza': 'PS',
  'State of Palestine': 'PS',
  'Congo, Democratic Republic of the': 'CD',
  'Democratic Republic of the Congo': 'CD',
  'Congo, Republic of the': 'CG',
  'Republic of the Congo': 'CG',
  "Cote d'Ivoire": 'CI',
  'Cote d Ivoire': 'CI',
  'The Gambia': 'GM',
  'Gambia, The': 'GM',
  'Bahamas, The': 'BS',
  'Syrian Arab Republic': 'SY',
  'Libyan Arab Jamahiriya': 'LY',
  'United Republic of Tanzania': 'TZ',
  'Republic of Moldova': 'MD',
  'Russian Federation': 'RU',
  'United Kingdom of Great Britain and Northern Ireland': 'GB',
  'Brunei Darussalam': 'BN',
  'Lao PDR': 'LA',
  "Lao People's Democratic Republic": 'LA',
  'Viet Nam': 'VN',
  'Cabo Verde': 'CV',
  'Cape Verde': 'CV',
  Macedonia: 'MK',
  'North Macedonia, The Republic of': 'MK',
  'The former Yugoslav Republic of Macedonia': 'MK',
  Swaziland: 'SZ',
  'Bosnia-Herzegovina': 'BA',
  'Virgin Islands, British': 'VG',
  'British Virgin Islands': 'VG',
  'Virgin Islands, U.S.': 'VI',
  'Antigua and Barbuda': 'AG',
  'Timor-Leste': 'TL',
  Macau: 'MO',
  'Hong Kong': 'HK',
  Kosovo: 'XK',
  'Iran (Islamic Republic of)': 'IR',
  'China, Hong Kong Special Administrative Region': 'HK',
  'Macedonia, The Former Yugoslav Republic of': 'MK',
};

const byName = new Map<string, string>();
for (const language of ['en', 'zh-Hans', 'fr', 'es']) {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  for (const code of COUNTRY_CODES) {
    const name = names.of(code);
    if (name !== undefined && !byName.has(fold(name))) byName.set(fold(name), code);
  }
}
for (const [name, code] of Object.entries(ALIASES)) byName.set(fold(name), code);

/** Words that name no country. */
const NOTHING = /^(?:undetermined|none identified|unknown|n\/?a|na|-+)$/i;
const known = new Map<string, string>();

/**
 * Which country does a list mean by this word? Its ISO 3166-1 alpha-2 code (`XK` for Kosovo), for names in English,
 * Chinese, French and Spanish; else the word itself, so that nothing is lost. Undefined for an empty one.
 * @example countryOf('Korea, North') // 'KP'
 */
export function countryOf(text: string): string | undefined {
  const word = text.replace(/\s+/g, ' ').trim();
  if (word === '' || (NOTHING.test(word) && word !== 'NA')) return undefined;
  if (word.length > 200) return word.slice(0, 200).toWellFormed();
  const found = known.get(word);
  if (found !== undefined) return found;
  const code = countryCode(word) ?? byName.get(fold(word)) ?? word;
  // Lists use a few hundred words; a hostile one could use millions.
  if (known.size < 10_000) known.set(word, code);
  return code;
}
