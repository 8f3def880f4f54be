import type { Readings } from './readings.ts';

const NAMED: Readonly<Record<string, string>> = { CN: 'china', US: 'united-states', JP: 'japan' };
const REGIONS: readonly string[] = ['HK', 'MO', 'TW'];

/**
 * What is a country code to the law, in the words of one of its facts? Hong Kong, Macao and Taiwan by the reading
 * `region` (open question Q-09). A place that the words do not name is `elsewhere`, or `abroad` where they have no such
 * word. Absent or unknown: any of the words that the reading leaves.
 * @example placesOf('DE', readings, ['china', 'abroad']) // ['abroad']
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
