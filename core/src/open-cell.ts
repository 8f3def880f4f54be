import { type Cell, domainOf, type LawBook, NONE, setValue, type Variable, VOCABULARY } from './law/index.ts';

/**
 * The cell in which nothing is known: every value that the law tells apart. Walking its diagram is walking all
 * exports, so statements about the law itself can be checked on it.
 */
export function openCell(
  variables: readonly Variable[],
  book: LawBook,
  fixed: Readonly<Record<string, readonly string[]>> = {},
): Cell {
  const goods = [NONE, ...(book.goods?.families ?? []).map((family) => family.id)];
  const sets = { item: membershipsOf(book), goods };
  return new Map(
    variables.map((variable) => [
      variable.key,
      fixed[variable.fact] ?? SETS[variable.fact] ?? domainOf(variable, sets),
    ]),
  );
}

/**
 * Goods leave from one place, or pass through China too; they go to one place, or to one on the way to another; what is said to be
 * technology or help can be goods that are exported. The law asks for each by itself and never for its absence, so no third one in a
 * set is told apart.
 */
const SETS: Readonly<Record<string, readonly string[]>> = {
  act: [
    ...VOCABULARY.act,
    setValue(['export', 'help-abroad']),
    setValue(['export', 'provide-technology']),
    setValue(['help-abroad', 'provide-technology']),
  ],
  from: [...VOCABULARY.from, ...['abroad', 'hong-kong-macao-taiwan'].map((place) => setValue(['china', place]))],
  destination: VOCABULARY.destination.flatMap((place, index) => [
    place,
    ...VOCABULARY.destination.slice(index + 1).map((other) => setValue([place, other])),
  ]),
};

const worked = new WeakMap<LawBook['itemLists'], readonly string[]>();

/** Worked out once for the lists of a pack: statements about the law ask for it again and again. */
function membershipsOf({ itemLists }: LawBook): readonly string[] {
  const found = worked.get(itemLists) ?? memberships(itemLists);
  worked.set(itemLists, found);
  return found;
}

/** Every set of lists that some item can be on: no list, one list, and those pairs that name the same thing. */
function memberships(itemLists: LawBook['itemLists']): readonly string[] {
  const lists = itemLists.map((list) => list.id);
  const pairs = lists.flatMap((a) =>
    lists.filter((b) => a < b && overlap(itemLists, a, b)).map((b) => setValue([a, b])),
  );
  return [NONE, ...lists, ...pairs];
}

function overlap(itemLists: LawBook['itemLists'], a: string, b: string): boolean {
  const entries = (id: string) => itemLists.find((list) => list.id === id)?.entries ?? [];
  const share = (x: readonly string[] | undefined, y: readonly string[] | undefined) =>
    x === undefined || y === undefined || x.some((each) => y.includes(each));
  return entries(a).some((one) =>
    entries(b).some(
      (two) =>
        share(one.match.form, two.match.form) &&
        share(one.match.elements, two.match.elements) &&
        one.match.form !== undefined &&
        two.match.form !== undefined,
    ),
  );
}
