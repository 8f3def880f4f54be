import { COUNTRY_CODES } from '../../intake/countries.ts';
import { readDate } from '../../intake/dates.ts';
import { birthOf } from './births.ts';
import { listProblem, type ListProblem } from './errors.ts';
import type { ListFile } from './list-file.ts';
import { namedRows, tableForm } from './list-table.ts';
import { type Draft, type ListReading, madeId, makeRecord } from './make-record.ts';
import { readOfacRemarks } from './ofac-remarks.ts';
import type { IdentifierScheme, PartyKind } from './party-record.ts';

const KINDS: Readonly<Record<string, PartyKind>> = {
  entity: 'organisation',
  individual: 'person',
  vessel: 'vessel',
  aircraft: 'aircraft',
};

/** Columns without which it is another file. */
export const CSL_COLUMNS = ['source', 'type', 'programs', 'name', 'addresses', 'alt_names', 'ids'] as const;

/** Codes that are both a country and a state of the US. */
const STATES = new Set('AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA SC SD TN VA'.split(' '));

/**
 * The country at the end of an address. Only the Denied Persons List leaves the country out, so only there may the two letters be
 * a US state; after a postcode they are a country even there.
 */
function countryAtEnd(address: string, list: string): string | undefined {
  const code = /(?:^|,\s*)([A-Z]{2})$/.exec(address)?.[1];
  if (code === undefined || !COUNTRY_CODES.has(code)) return undefined;
  return STATES.has(code) && list === 'DPL' && !/\d[^,]*,\s*[A-Z]{2}$/.test(address) ? undefined : code;
}

const several = (cell: string) => cell.split(/;\s*/).filter((text) => text !== '');

function schemeOfLabel(label: string): IdentifierScheme {
  if (/passport/i.test(label)) return 'passport';
  if (/Vessel Registration Identification|^IMO/i.test(label)) return 'IMO';
  if (/Legal Entity/i.test(label)) return 'LEI';
  if (/Unified Social Credit/i.test(label)) return 'USCC';
  if (/\btax\b|V\.A\.T\.|NIT #|RUC #|R\.F\.C\./i.test(label)) return 'tax';
  return /registr|company number|matricula|folio/i.test(label) ? 'registration' : 'other';
}

/** `CO, 1978075, Matricula Mercantil No` or `IMO 8898831, Vessel Registration Identification`; other facts are no numbers. */
function identifierOf(text: string): NonNullable<Draft['identifiers']> {
  const parts = text.split(/,\s*/);
  const country = /^[A-Z]{2}$/.test(parts[0] ?? '') ? parts.shift() : undefined;
  const label = parts.pop() ?? '';
  const number = parts.join(', ').replace(/^IMO /, '');
  if (!/\d/.test(number) || /risk:|sanctions/i.test(text)) return [];
  return [{ scheme: schemeOfLabel(label), value: number, country }];
}

/**
 * The Consolidated Screening List of the US International Trade Administration (CSV): the lists of Commerce, State and
 * Treasury in one table. `id` is the row's own, else the list's abbreviation with the entity number, else with a
 * number made from name and first day. `programmes` begin with the abbreviation of the list (`EL`, `UVL`, `SDN`).
 */
export async function* readCsl(input: ListFile, list: string): AsyncGenerator<ListReading> {
  const form = await tableForm(input);
  for await (const { place, row, cell, problem } of namedRows(
    input,
    form,
    'the US Consolidated Screening List',
    CSL_COLUMNS,
  )) {
    if (problem !== undefined) {
      yield { problems: [problem] };
      continue;
    }
    const problems: ListProblem[] = [];
    const source = cell('source');
    const short = /\(([A-Z]{2,8})\)/.exec(source)?.[1] ?? (source || '?');
    const day = (title: string) => {
      const text = cell(title);
      const date = text === '' ? undefined : readDate(text);
      if (date?.ok === false) problems.push(listProblem('lists/bad-value', place, { value: text, wanted: 'a day' }));
      return date?.ok === true ? date.value : undefined;
    };
    const own = cell('_id');
    const number = cell('entity_number');
    const draft: Draft = {
      id: own !== '' ? own : `${short}/${number !== '' ? number : madeId(cell('name'), cell('start_date'))}`,
      kind: KINDS[cell('type').toLowerCase()] ?? 'unknown',
      names: [
        { text: cell('name'), type: 'primary' },
        ...several(cell('alt_names')).map((text) => ({ text, type: 'alias' as const })),
      ],
      countries: [...several(cell('nationalities')), ...several(cell('citizenships')), ...several(cell('vessel_flag'))],
      addresses: several(cell('addresses')).map((text) => ({ text, country: countryAtEnd(text, short) })),
      identifiers: several(cell('ids')).flatMap(identifierOf),
      births: several(cell('dates_of_birth')).flatMap((text) => birthOf(text) ?? []),
      programmes: [short, ...several(cell('programs'))],
      from: day('start_date'),
      until: day('end_date'),
    };
    readOfacRemarks(cell('remarks'), draft);
    if (cell('vessel_owner') !== '') (draft.links ??= []).push({ relation: 'owner', name: cell('vessel_owner') });
    draft.remarks = [
      ['Title', 'title'],
      ['Federal Register', 'federal_register_notice'],
      ['License requirement', 'license_requirement'],
      ['License policy', 'license_policy'],
      ['', 'remarks'],
    ]
      .flatMap(([label = '', title = '']) => {
        const text = cell(title);
        return text === '' ? [] : [label === '' ? text : `${label}: ${text}`];
      })
      .join('; ');
    const made = makeRecord(draft, list, place, row);
    yield { ...made, problems: [...problems, ...made.problems] };
  }
}
