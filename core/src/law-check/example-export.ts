import type { SettledOutcome } from '../6-outcome/index.ts';
import { outcomesOf } from '../determine.ts';
import type { BomFacts, ExportFacts, ItemFacts, MaterialFacts, PartyFacts } from '../facts.ts';
import { type LawBook, type ListEntry, members, type Moment, NONE } from '../law/index.ts';
import type { Breach, Way } from './day-law.ts';

/**
 * The other way round: an export, as somebody would state it, that falls into a cell of the law. So that what breaks a
 * statement can be asked about like any export. Where several items could stand for one list they are tried in turn, and
 * what comes out is an export to which the law really answers so; undefined where none of these does.
 * @example a way with `to: ['japan']` gives `to: 'JP'`; with `party: ['cn/mofcom-2025-35/list']` its first entry as end user
 */
export function exampleExport(
  { way, outcome }: Breach,
  book: LawBook,
  moment: Moment,
): { readonly facts: ExportFacts; readonly outcome: SettledOutcome } | undefined {
  if ('provision' in way) return undefined;
  for (const item of itemsFor(way, book).slice(0, MOST_TRIED)) {
    const facts = factsFor(way, item, book, moment);
    const [line] = outcomesOf(facts, book, { readings: moment.readings });
    const possible = line?.branches.find(({ branch }) => branch === moment.branch)?.possible ?? [];
    const [only] = possible;
    if (possible.length === 1 && only !== undefined && (outcome ?? only) === only) return { facts, outcome: only };
  }
  return undefined;
}

const MOST_TRIED = 40;
const COUNTRY: Readonly<Record<string, string>> = {
  china: 'CN',
  'hong-kong-macao-taiwan': 'HK',
  'united-states': 'US',
  japan: 'JP',
  elsewhere: 'DE',
  abroad: 'KR',
};

/** The first value that the way leaves open, or what is taken where the law does not ask. */
const valueIn = (way: Way, fact: string, otherwise: string): string => way[fact]?.[0] ?? otherwise;
const country = (value: string): string => COUNTRY[value] ?? value;

function factsFor(way: Way, item: ItemFacts, book: LawBook, moment: Moment): ExportFacts {
  const to = country(valueIn(way, 'to', 'elsewhere'));
  const left = country(valueIn(way, 'from', 'china'));
  const from = valueIn(way, 'same-country', 'no') === 'yes' ? to : left === to ? 'MO' : left;
  const exporter = valueIn(way, 'exporter', 'in-china');
  const bom = billFor(way, item, book);
  return {
    asOf: moment.asOf,
    knownAt: moment.knownAt,
    act: actFor(valueIn(way, 'act', 'export')),
    from,
    to,
    exporter:
      exporter === 'in-china'
        ? { country: 'CN' }
        : { country: 'KR', chinesePerson: exporter === 'chinese-abroad' ? 'yes' : 'no' },
    parties: partiesFor(way, to, book, moment),
    endUse: endUseFor(way),
    lines: [
      {
        id: 'line',
        item,
        origin: country(valueIn(way, 'origin', 'china')),
        madeIn: country(valueIn(way, 'made-in', 'china')),
        technologyOrigin: country(valueIn(way, 'technology-origin', 'china')),
        technologyExclusion: valueIn(way, 'technology-exclusion', 'none') as 'none',
        substantialHelp: valueIn(way, 'substantial-help', 'no') as 'no',
      },
    ],
    ...(bom !== undefined && { bom }),
  };
}

/** What crosses a border is exported or provided as well, whatever else is stated. */
function actFor(value: string): NonNullable<ExportFacts['act']> {
  const stated = members(value);
  const said = ['help-abroad', 'provide-technology'].find((act) => stated.includes(act)) ?? value;
  return said as NonNullable<ExportFacts['act']>;
}

function endUseFor(way: Way): NonNullable<ExportFacts['endUse']> {
  const [kind = 'civil', ...also] = members(valueIn(way, 'end-use', 'civil'));
  const named = (use: string) => (use === 'humanitarian' ? 'humanitarian-medical' : use) as 'civil';
  const chips = Object.entries(way).find(([key]) => key.startsWith('chip-process '))?.[1][0];
  return {
    kind: named(kind),
    ...(also.length > 0 && { mayAlsoBe: also.map(named) }),
    ...(chips !== undefined && { logicNodeNm: chips === 'reached' ? '7' : '28' }),
    dangerKnown: valueIn(way, 'danger-known', 'no') as 'no',
    militaryPotentialOfAi: valueIn(way, 'military-ai', 'no') as 'no',
    helpsRareEarthActivityAbroad: valueIn(way, 'helps-rare-earth-activity', 'no') as 'no',
  };
}

/** An end user for each list and each country's military that the way names, or one that is neither. */
function partiesFor(way: Way, to: string, book: LawBook, { asOf }: Moment): PartyFacts[] {
  const lists = (way.party ?? [NONE]).flatMap(members);
  const military = members(valueIn(way, 'military-user', 'none')).filter((place) => place !== 'none');
  const held = Object.entries(way).find(([key]) => key.startsWith('held '));
  const owners: PartyFacts['owners'] =
    held?.[1][0] === 'reached' ? [{ name: holderFor(held[0], book, asOf), share: '1' }] : 'none';
  const plain = { role: 'end-user' as const, name: 'Example Works', country: to, military: 'no' as const, owners };
  const listed = lists.flatMap((id): PartyFacts[] => {
    const entry = book.partyLists.find((list) => list.id === id)?.entries[0];
    return entry === undefined ? [] : [{ ...plain, name: entry.zh ?? entry.en ?? entry.id, listEntry: [entry.id] }];
  });
  const armed = military.map(
    (place): PartyFacts => ({
      ...plain,
      name: 'Example Forces',
      country: country(place),
      military: 'yes',
      listEntry: 'none',
    }),
  );
  return listed.length + armed.length > 0 ? [...listed, ...armed] : [{ ...plain, listEntry: 'none' }];
}

/** A name on a list that counts for holdings and was published by that day. */
function holderFor(key: string, book: LawBook, asOf: string): string {
  const kinds = key.split(' ')[1]?.split('+') ?? [];
  const published = new Set(book.instruments.filter((instrument) => instrument.published <= asOf).map(({ id }) => id));
  const list = book.partyLists.find(
    ({ id, kind }) => kinds.includes(kind) && published.has(id.slice(0, id.lastIndexOf('/'))),
  );
  const entry = list?.entries[0];
  return entry?.zh ?? entry?.en ?? 'Example Holding';
}

/** A bill in which Chinese-origin material of the list counted makes up half of the value, or next to nothing. */
function billFor(way: Way, item: ItemFacts, book: LawBook): BomFacts | undefined {
  const content = Object.entries(way).find(([key]) => key.startsWith('content '));
  if (content === undefined) return undefined;
  const [key, [value]] = content;
  const [, of = ''] = key.split(' ');
  const material = entriesOf(of, book)
    .map(materialOf)
    .find((found) => found !== undefined);
  if (material === undefined) return undefined;
  return {
    unstated: 'none',
    parts: [
      { id: 'line', item, value: { amount: '1000' }, inputs: [{ part: 'material', quantity: '1' }] },
      { id: 'material', item: material, value: { amount: value === 'reached' ? '500' : '0.01' }, origin: 'CN' },
    ],
  };
}

const entriesOf = (list: string, book: LawBook): readonly ListEntry[] =>
  book.itemLists.find(({ id }) => id === list)?.entries ?? [];

function materialOf({ match }: ListEntry): MaterialFacts | undefined {
  const form = match.form?.[0] as MaterialFacts['form'];
  if (match.elements !== undefined && form !== undefined) return { form, elements: [...match.elements] };
  return undefined;
}

/** Items that could be on exactly these lists: what the entries of each describe, and what the entry declares. */
function itemsFor(way: Way, book: LawBook): readonly ItemFacts[] {
  const lists = members(valueIn(way, 'item', NONE));
  if (lists.length === 0)
    return [
      { form: 'alloy', elements: ['Fe', 'Al'], code: 'none' },
      { form: 'alloy', elements: ['Fe', 'Al'] },
      { form: 'metal', elements: ['Ce'] },
      { form: 'technology', technologyFor: 'other' },
    ];
  const described = lists
    .flatMap((list) => entriesOf(list, book))
    .flatMap((entry): ItemFacts[] => {
      const { form, cas, technologyFor } = entry.match;
      const material = materialOf(entry);
      return [
        ...(material === undefined ? [] : [material]),
        ...(technologyFor === undefined
          ? []
          : [{ form: 'technology' as const, technologyFor: technologyFor[0] as 'mining' }]),
        ...(cas === undefined ? [] : [{ form: form?.[0] as 'reagent', cas: cas[0] as string }]),
        ...(entry.match.declaredOnly === undefined ? [] : [{ form: form?.[0] as 'equipment', code: entry.code }]),
      ];
    });
  // Every sort of entry is tried before more of one sort.
  const bySort = [...Map.groupBy(described, ({ form = '' }) => form).values()];
  return Array.from({ length: Math.max(0, ...bySort.map((sort) => sort.length)) }, (_, index) =>
    bySort.flatMap((sort) => sort[index] ?? []),
  ).flat();
}
