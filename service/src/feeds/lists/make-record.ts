import { createHash } from 'node:crypto';
import type { LegalDate } from '@ytterby/core';
import { cleanText } from '../../intake/clean-text.ts';
import type { Place } from '../../intake/index.ts';
import { countryOf } from './country-of.ts';
import { listProblem, type ListProblem } from './errors.ts';
import type {
  Address,
  Birth,
  Identifier,
  IdentifierScheme,
  NameType,
  PartyKind,
  PartyLink,
  PartyRecord,
  Standing,
} from './party-record.ts';

/** The longest name: the longest on any published list has a few hundred characters. */
export const MAX_NAME_LENGTH = 2000;
/** Names, addresses, numbers of one party: the longest entries of published lists have a few hundred. */
export const MAX_PARTS = 10_000;
const MAX_REMARKS_LENGTH = 100_000;

/** One entry of a list: its record, or why there is none. Both = the record lacks what the problems name. */
export interface ListReading {
  readonly record?: PartyRecord;
  readonly problems: readonly ListProblem[];
}

/** What a reader found in one entry, in the source's own words. Empty texts and repetitions may be in it. */
export interface Draft {
  id: string;
  kind: PartyKind;
  names: { text: string; type: NameType }[];
  countries?: string[];
  addresses?: { text: string; country?: string | undefined }[];
  identifiers?: { scheme: IdentifierScheme; value: string; country?: string | undefined }[];
  births?: Birth[];
  programmes?: string[];
  remarks?: string;
  links?: PartyLink[];
  from?: LegalDate | undefined;
  until?: LegalDate | undefined;
  standings?: readonly Standing[];
}

const SCRIPTS = (
  [
    ['Hani', 'Han'],
    ['Cyrl', 'Cyrillic'],
    ['Arab', 'Arabic'],
    ['Hebr', 'Hebrew'],
    ['Hang', 'Hangul'],
    ['Thai', 'Thai'],
    ['Grek', 'Greek'],
    ['Deva', 'Devanagari'],
    ['Mymr', 'Myanmar'],
    ['Geor', 'Georgian'],
    ['Armn', 'Armenian'],
    ['Khmr', 'Khmer'],
  ] as const
).map(([code, name]) => [code, new RegExp(`\\p{Script=${name}}`, 'gu')] as const);

/** ISO 15924 code of the script that most letters of a text have; undefined for Latin and for texts without letters. */
export function scriptOf(text: string): string | undefined {
  if (/^[\u0020-\u024f]*$/.test(text)) return undefined;
  const kana = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  let best: string | undefined;
  let most = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  for (const [code, pattern] of SCRIPTS) {
    const count = text.match(pattern)?.length ?? 0;
    if (count > most) [best, most] = [code, count];
  }
  return kana > 0 && (best === 'Hani' || kana > most) ? 'Jpan' : best;
}

/** An id for an entry whose source has none: the same words give the same id in every version. */
export function madeId(...words: readonly string[]): string {
  const folded = words.map((word) => word.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim());
  return createHash('sha256').update(folded.join('\n')).digest('hex').slice(0, 16);
}

const cp1252 = new TextDecoder('windows-1252');
/** U+0080 to U+009F are control characters that nobody types: text of Windows-1252 whose bytes were taken for characters. */
const repaired = (text: string) =>
  text.replace(/[\u0080-\u009f]/g, (sign) => cp1252.decode(Uint8Array.of(sign.charCodeAt(0))));

const unique = <Value>(values: readonly Value[], key: (value: Value) => string = String): Value[] => [
  ...new Map(values.map((value) => [key(value), value] as const)).values(),
];

/**
 * Turns what a reader found into a record: invisible and control characters out, spaces folded, repetitions dropped,
 * countries by code. An entry without id or usable name gives problems and no record.
 */
export function makeRecord(draft: Draft, list: string, place: Place, record: number | string): ListReading {
  const problems: ListProblem[] = [];
  const control = new Set<string>();
  const clean = (raw: string, kind: 'id' | 'prose' = 'prose'): string => {
    // Most texts are plain already.
    if (/^[!-~]+(?: [!-~]+)*$/.test(raw)) return raw;
    return cleanText(
      repaired(raw.toWellFormed()).replace(/[\p{Cc}\s]+/gu, (signs) => {
        for (const sign of signs.replace(/\s/g, '')) {
          control.add(`U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
        }
        return ' ';
      }),
      kind,
    ).text;
  };

  const id = clean(draft.id, 'id');
  if (id === '' || id.length > 200) return { problems: [listProblem('lists/no-id', place)] };
  const at: Place = { ...place, field: id };
  const parts = [draft.names, draft.addresses, draft.identifiers, draft.births, draft.links, draft.countries];
  const largest = Math.max(...parts.map((part) => part?.length ?? 0));
  if (largest > MAX_PARTS) {
    return {
      problems: [listProblem('lists/record-too-large', at, { count: largest, what: 'parts', limit: MAX_PARTS })],
    };
  }

  const names = new Map<string, PartyRecord['names'][number]>();
  for (const { text: raw, type } of draft.names) {
    if (raw.length > MAX_NAME_LENGTH) {
      problems.push(listProblem('lists/name-too-long', at, { length: raw.length, limit: MAX_NAME_LENGTH }));
      continue;
    }
    const text = clean(raw);
    if (!/[\p{L}\p{N}]/u.test(text) || names.has(text)) continue;
    const script = scriptOf(text);
    names.set(text, { text, type, ...(script === undefined ? {} : { script }) });
  }
  if (names.size === 0) return { problems: [...problems, listProblem('lists/no-name', at)] };

  const country = (raw: string | undefined): { country?: string } => {
    const code = raw === undefined ? undefined : countryOf(clean(raw));
    return code === undefined ? {} : { country: code };
  };
  const addresses: Address[] = unique(
    (draft.addresses ?? []).flatMap((address) => {
      const text = clean(address.text).slice(0, MAX_NAME_LENGTH).toWellFormed();
      return text === '' ? [] : [{ text, ...country(address.country) }];
    }),
    ({ text }) => text,
  );
  const identifiers: Identifier[] = unique(
    (draft.identifiers ?? []).flatMap((identifier) => {
      const value = clean(identifier.value, 'id').slice(0, 200).toWellFormed();
      return value === '' ? [] : [{ scheme: identifier.scheme, value, ...country(identifier.country) }];
    }),
    ({ scheme, value }) => `${scheme} ${value}`,
  );
  const countries = unique(
    [...(draft.countries ?? []), ...(draft.addresses ?? []).map((address) => address.country ?? '')].flatMap(
      (raw) => countryOf(clean(raw)) ?? [],
    ),
  );
  const programmes = unique((draft.programmes ?? []).map((text) => clean(text)).filter((text) => text !== ''));
  const remarks = clean(draft.remarks ?? '')
    .slice(0, MAX_REMARKS_LENGTH)
    .toWellFormed();
  const births = unique(draft.births ?? [], (birth) => JSON.stringify(birth));
  const links = unique(
    (draft.links ?? []).map((link) => ({ ...link, ...(link.name === undefined ? {} : { name: clean(link.name) }) })),
    (link) => JSON.stringify(link),
  );
  if (control.size > 0) problems.push(listProblem('lists/control-character', at, { names: [...control].join(', ') }));
  return {
    record: {
      id,
      list,
      kind: draft.kind,
      names: [...names.values()],
      ...(countries.length === 0 ? {} : { countries }),
      ...(addresses.length === 0 ? {} : { addresses }),
      ...(identifiers.length === 0 ? {} : { identifiers }),
      ...(births.length === 0 ? {} : { births }),
      ...(programmes.length === 0 ? {} : { programmes }),
      ...(remarks === '' ? {} : { remarks }),
      ...(links.length === 0 ? {} : { links }),
      ...(draft.from === undefined ? {} : { from: draft.from }),
      ...(draft.until === undefined ? {} : { until: draft.until }),
      ...(draft.standings === undefined ? {} : { standings: draft.standings }),
      source: { file: place.file, record },
    },
    problems,
  };
}
