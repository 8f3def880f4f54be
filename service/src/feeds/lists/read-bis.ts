import { addDays, isLegalDate } from '@ytterby/core';
import { listProblem, type ListProblem, refuseList } from './errors.ts';
import type { ListFile } from './list-file.ts';
import { namedRows } from './list-table.ts';
import { type Draft, type ListReading, madeId, makeRecord } from './make-record.ts';

/** Columns without which it is another file. */
export const BIS_COLUMNS = ['name', 'street_address', 'city', 'country', 'effective_date', 'expiration_date'] as const;
/** Entries are held in memory, since one party has a row for each address. The list has some hundred. */
const MAX_ENTRIES = 200_000;

/** BIS writes month/day/year. */
function usDay(text: string): string | undefined {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (parts === null) return isLegalDate(text) ? text : undefined;
  const day = `${parts[3]}-${(parts[1] ?? '').padStart(2, '0')}-${(parts[2] ?? '').padStart(2, '0')}`;
  return isLegalDate(day) ? day : undefined;
}

/**
 * The Denied Persons List of the US Bureau of Industry and Security (tab separated). Rows of one name and one order are
 * one party with several addresses. The list has no ids: one is made from name and first day. The day of expiry still
 * counts as denied. Whether an entry is a person or a company is not said: `kind` is unknown.
 */
export async function* readBis(input: ListFile, list: string): AsyncGenerator<ListReading> {
  const parties = new Map<string, { draft: Draft; row: number; problems: ListProblem[] }>();
  const form = { delimiter: '\t', encoding: 'utf-8' } as const;
  for await (const { place, row, cell, problem } of namedRows(input, form, 'the Denied Persons List', BIS_COLUMNS)) {
    if (problem !== undefined) {
      yield { problems: [problem] };
      continue;
    }
    const problems: ListProblem[] = [];
    const day = (title: string) => {
      const text = cell(title);
      const found = usDay(text);
      if (found === undefined && text !== '')
        problems.push(listProblem('lists/bad-value', place, { value: text, wanted: 'a day (month/day/year)' }));
      return found;
    };
    const [from, last] = [day('effective_date'), day('expiration_date')];
    const address = ['street_address', 'city', 'state', 'postal_code', 'country'].map(cell);
    const country = cell('country');
    const id = `dpl-${madeId(cell('name'), cell('effective_date'), cell('expiration_date'))}`;
    let party = parties.get(id);
    if (party === undefined) {
      if (parties.size >= MAX_ENTRIES) refuseList('lists/too-many', place, { what: 'entries', limit: MAX_ENTRIES });
      const draft: Draft = {
        id,
        kind: 'unknown',
        names: [{ text: cell('name'), type: 'primary' }],
        addresses: [],
        programmes: ['DPL'],
        remarks: [cell('action'), cell('fr_citation')].filter((text) => text !== '').join('; '),
        from,
        until: last === undefined ? undefined : addDays(last, 1),
      };
      parties.set(id, (party = { draft, row, problems }));
    } else party.problems.push(...problems);
    party.draft.addresses?.push({
      text: address.filter((text) => text !== '').join(', '),
      ...(country === '' ? {} : { country }),
    });
  }
  for (const { draft, row, problems } of parties.values()) {
    const made = makeRecord(draft, list, { file: input.file, row }, row);
    yield { ...made, problems: [...problems, ...made.problems] };
  }
}
