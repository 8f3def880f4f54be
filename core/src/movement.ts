import type { ExportFacts, LineFacts } from './facts.ts';
import { placesOf, type Readings, VOCABULARY } from './law/index.ts';

/** What moves, from where to where, and who moves it: the facts that every step shares, as the law tells them apart. */

const isOpen = (country: string | undefined): boolean => country === undefined || country === 'unknown';

/** The act as stated; without a statement an item that crosses a border is exported, one that does not is transferred. */
export function actValues({ act, from, to }: ExportFacts, { item }: LineFacts): readonly string[] {
  if (act !== undefined && act !== 'unknown') return [act];
  if (act === 'unknown') return VOCABULARY.act;
  const goods = item.form === 'technology' ? 'provide-technology' : 'export';
  if (isOpen(from) || isOpen(to)) return [goods, 'transfer-in-country'];
  return [from === to ? 'transfer-in-country' : goods];
}

/** Where the goods leave from. Absent or unknown: anywhere. */
export function departureValues({ from }: ExportFacts, readings: Readings): readonly string[] {
  return placesOf(from, readings, VOCABULARY.from);
}

/** Where the goods go. Absent or unknown: anywhere. */
export function destinationValues({ to }: ExportFacts, readings: Readings): readonly string[] {
  return placesOf(to, readings, VOCABULARY.to);
}

/** Do the goods stay in one country or region? Open when either end is. */
export function sameCountryValues({ from, to }: ExportFacts): readonly string[] {
  return isOpen(from) || isOpen(to) ? ['yes', 'no'] : [from === to ? 'yes' : 'no'];
}

/** A body is where it is established; `chinesePerson` tells of persons of Chinese nationality abroad and is `no` if absent. */
export function exporterValues({ exporter }: ExportFacts): readonly string[] {
  const { country, chinesePerson } = exporter ?? {};
  if (country === 'CN') return ['in-china'];
  const abroad =
    chinesePerson === 'yes'
      ? ['chinese-abroad']
      : chinesePerson === 'unknown'
        ? ['chinese-abroad', 'foreign-abroad']
        : ['foreign-abroad'];
  return isOpen(country) ? ['in-china', ...abroad] : abroad;
}
