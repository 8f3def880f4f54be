import type { Input } from '../../api.ts';

/** Holdings as somebody writes them into a table, and the statements that the service takes. */

export interface HoldingRow {
  readonly id: number;
  readonly owner: string;
  readonly owned: string;
  /** In percent, as it was typed: `60`, `40-70`, `>=50`, `1/3`; empty or `?` = unknown. */
  readonly share: string;
}

type Statements = Extract<Input<'ownership.assess'>['body']['holdings'], { form: 'statements' }>;

/** One end of a share. A bare number is percent, because the column says so; a fraction is a share of the whole. */
const endOf = (text: string): string => (/[/%％]/.test(text) ? text : `${text} %`);
/** Full-width digits and signs, the dashes people use, and the words for not knowing. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[–—~〜至]/g, '-')
    .replace(/≥/g, '>=')
    .replace(/≤/g, '<=')
    .replace(/,/g, '.')
    .replace(/\s+/g, '');

/**
 * What a share says to the service; undefined = unknown.
 * @example shareOf('40-70') // { min: '40 %', max: '70 %' }
 */
export function shareOf(typed: string): string | { readonly min?: string; readonly max?: string } | undefined {
  const text = plain(typed);
  if (text === '' || /^(\?|-|unknown|未知)$/i.test(text)) return undefined;
  const [, sign, end] = /^(>=|>|<=|<)(.+)$/.exec(text) ?? [];
  if (sign !== undefined && end !== undefined) return sign.startsWith('>') ? { min: endOf(end) } : { max: endOf(end) };
  const [, min, max] = /^([^-]+)-([^-]+)$/.exec(text) ?? [];
  if (min === undefined || max === undefined) return endOf(text);
  // `40-70%` means both ends.
  return { min: endOf(/[%％]/.test(max) && !/[/%％]/.test(min) ? `${min}%` : min), max: endOf(max) };
}

const END = /^(\d+(\.\d+)?[%％]?|\d+\/\d+)$/;

/** Can a share be read as it is typed? What cannot counts as unknown, and must not do so unsaid. */
export function isReadable(typed: string): boolean {
  const share = shareOf(typed);
  const ends = share === undefined ? [] : typeof share === 'string' ? [share] : Object.values(share);
  return ends.every((end) => END.test(plain(end)));
}

/** Names in the table, in the order in which they come. */
export function partiesIn(rows: readonly HoldingRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ owner, owned }) => [owner.trim(), owned.trim()]))].filter((name) => name !== '');
}

/** The party that holds in no other, and so is likely the one asked about; the first of several. */
export function likelyTarget(rows: readonly HoldingRow[]): string | undefined {
  const owners = new Set(rows.map(({ owner }) => owner.trim()));
  const names = rows.map(({ owned }) => owned.trim()).filter((name) => name !== '');
  return names.find((name) => !owners.has(name)) ?? names[0];
}

/**
 * The statements of a table. A row that names only one of the two parties says nothing yet and is left out.
 * @param clear parties of whose unstated rest it is known that no listed party holds it
 */
export function statementsOf(rows: readonly HoldingRow[], clear: readonly string[] = []): Statements {
  const whole = rows.filter(({ owner, owned }) => owner.trim() !== '' && owned.trim() !== '');
  return {
    form: 'statements',
    entities: partiesIn(whole).map((id) => (clear.includes(id) ? { id, rest: 'clear' as const } : { id })),
    interests: whole.map(({ owner, owned, share }) => {
      const said = shareOf(share);
      return {
        owner: owner.trim(),
        owned: owned.trim(),
        kind: 'shareholding' as const,
        ...(said === undefined ? {} : { share: said }),
      };
    }),
  };
}

/** The row that a problem of the service is about, by its path in the body; undefined = none. */
export function rowAt(rows: readonly HoldingRow[], path: string): HoldingRow | undefined {
  const [, at] = /^\/body\/holdings\/interests\/(\d+)/.exec(path) ?? [];
  if (at === undefined) return undefined;
  return rows.filter(({ owner, owned }) => owner.trim() !== '' && owned.trim() !== '')[Number(at)];
}
