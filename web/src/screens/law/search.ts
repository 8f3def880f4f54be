/** What the address says behind `?` on the screens of the law, so that everything seen can be linked. */

type Given = Record<string, unknown>;
type Optional<Name extends string> = { readonly [Key in Name]?: string | undefined };

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(text(value) ?? '') ? text(value) : undefined);
const oneOf = <const Value extends string>(value: unknown, values: readonly Value[]) =>
  values.find((each) => each === value);

/** Which law is asked; kept from screen to screen. */
export type LawDays = Optional<'asOf' | 'knownAt' | 'branch'>;
export const lawDays = ({ asOf, knownAt, branch }: Given): LawDays => ({
  asOf: day(asOf),
  knownAt: day(knownAt),
  branch: text(branch),
});

export const SHOWN = ['moving', 'rules', 'parties', 'all'] as const;
export type Shown = (typeof SHOWN)[number];
export interface TimelineSearch extends Optional<'open'> {
  readonly view?: 'table' | undefined;
  readonly show?: Shown | undefined;
}
export const timelineSearch = ({ view, show, open }: Given): TimelineSearch => ({
  view: oneOf(view, ['table']),
  show: oneOf(show, SHOWN),
  open: text(open),
});

export const idSearch = ({ id }: Given): { readonly id: string } => ({ id: text(id) ?? '' });

export type ChangesSearch = Optional<'before' | 'after'>;
export const changesSearch = ({ before, after }: Given): ChangesSearch => ({ before: day(before), after: day(after) });

export type ReadingsSearch = Optional<'reading'>;
export const readingsSearch = ({ reading }: Given): ReadingsSearch => ({ reading: text(reading) });

export type ItemsSearch = Optional<'list' | 'element' | 'form' | 'code' | 'hs' | 'text'>;
export const itemsSearch = ({ list, element, form, code, hs, text: words }: Given): ItemsSearch => ({
  list: text(list),
  element: text(element),
  form: text(form),
  code: text(code),
  hs: text(hs),
  text: text(words),
});

/** Without what is undefined: what goes to the service. @example given({ asOf: '2026-11-10', branch: undefined }) */
export function given<Query extends object>(query: Query): { [Key in keyof Query]: Exclude<Query[Key], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Query]: Exclude<Query[Key], undefined>;
  };
}
