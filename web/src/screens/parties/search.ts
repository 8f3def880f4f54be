/** What the address says behind `?` on the screens of parties. */

type Given = Record<string, unknown>;
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(text(value) ?? '') ? text(value) : undefined);

/** A name to be screened, from another screen. */
export const nameSearch = ({ name }: Given): { readonly name?: string | undefined } => ({ name: text(name) });

export interface ListSearch {
  readonly list: string;
  readonly text?: string | undefined;
  readonly asOf?: string | undefined;
}
export const partyListSearch = (given: Given): ListSearch => ({
  list: text(given['list']) ?? '',
  text: text(given['text']),
  asOf: day(given['asOf']),
});

export interface EntrySearch {
  readonly list: string;
  readonly entry: string;
  readonly asOf?: string | undefined;
}
export const entrySearch = ({ list, entry, asOf }: Given): EntrySearch => ({
  list: text(list) ?? '',
  entry: text(entry) ?? '',
  asOf: day(asOf),
});
