import type { Readings } from './readings.ts';

/** Territories of the United States have country codes of their own (ISO 3166-1). */
const UNITED_STATES: readonly string[] = ['US', 'PR', 'GU', 'VI', 'AS', 'MP', 'UM'];
const NAMED: Readonly<Record<string, string>> = {
  CN: 'china',
  JP: 'japan',
  ...Object.fromEntries(UNITED_STATES.map((country) => [country, 'united-states'])),
};
const REGIONS: readonly string[] = ['HK', 'MO', 'TW'];

/**
 * What is a country code to the law, in the words of one of its facts? Hong Kong, Macao and Taiwan by the reading
 * `region` (open question Q-09). A place that the words do not name is `elsewhere`, or `abroad` where they have no such
 * word. Absent or unknown: any of the words that the reading leaves.
 * @example placesOf('DE', readings, ['china', 'abroad']) // ['abroad']
 * @example placesOf('GU', readings, ['united-states', 'elsewhere']) // ['united-states']
 * @example placesOf('HK', { region: 'inside' }, ['china', 'abroad']) // ['china']
 */
export function placesOf(
  country: string | undefined,
  { region }: Pick<Readings, 'region'>,
  words: readonly string[],
): readonly string[] {
  if (country === undefined || country === 'unknown')
    return region === 'inside' ? words.filter((word) => word !== 'hong-kong-macao-taiwan') : words;
  const isRegion = REGIONS.includes(country);
  if (isRegion && region === 'inside') return ['china'];
  const value = isRegion ? 'hong-kong-macao-taiwan' : (NAMED[country] ?? 'elsewhere');
  if (words.includes(value)) return [value];
  return [words.includes('elsewhere') ? 'elsewhere' : 'abroad'];
}
