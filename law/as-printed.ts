import { type ItemList, type LawBook, type PartyList, weekday } from '@ytterby/core';

const ELEMENTS: Readonly<Record<string, string>> = {
  钐: 'Sm',
  钆: 'Gd',
  铽: 'Tb',
  镝: 'Dy',
  镥: 'Lu',
  钪: 'Sc',
  钇: 'Y',
  镱: 'Yb',
  钬: 'Ho',
  铒: 'Er',
  铕: 'Eu',
  铥: 'Tm',
  钕: 'Nd',
  钴: 'Co',
  铁: 'Fe',
  硼: 'B',
  镍: 'Ni',
  铝: 'Al',
  镁: 'Mg',
  铜: 'Cu',
  锆: 'Zr',
};

/** What the Chinese name calls the thing; the first that is found counts. */
const FORMS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/永磁材料$/, ['magnet', 'magnet-powder']],
  [/零件、部件、组件$/, ['part', 'assembly', 'finished-product']],
  [/靶$/, ['target']],
  [/合金$/, ['alloy']],
  [/^金属.$/, ['metal']],
  [/^氧化.及其混合物$/, ['oxide', 'mixture']],
  [/^氧化.$/, ['oxide']],
  [/化合物及其混合物$/, ['compound', 'mixture']],
  [/晶体材料$/, ['crystal']],
  [/光纤材料$/, ['optical-fibre']],
  [/陶瓷材料$/, ['ceramic']],
  [/磁制冷材料$/, ['magnetic-refrigeration-material']],
  [/磁致伸缩材料$/, ['magnetostrictive-material']],
  [/[储吸]氢材料$/, ['hydrogen-storage-material']],
  [/涂层材料$/, ['coating-material']],
  [/发光材料$|^荧光粉$/, ['luminescent-material']],
  [/^稀土矿$/, ['ore']],
  [/技术(及其载体)?$/, ['technology']],
  // Their parts are listed with them.
  [/设备$|[窑槽罐炉磨]$|压机$|压力机$|^2B902.*零部件$/, ['equipment']],
  [/药剂$|^环烷酸$|^[A-Z]\d{3}$/, ['reagent']],
];

/** What the title of a list of parties calls it. */
const KINDS: readonly (readonly [RegExp, PartyList['kind']])[] = [
  [/^出口管制管控名单/, 'control-list'],
  [/^关注名单/, 'watch-list'],
  [/^不可靠实体清单/, 'unreliable-entity-list'],
  [/^反制/, 'countermeasure-list'],
];

type Entry = ItemList['entries'][number];

/** Elements that the name says, in any order. @example elementsNamed('含镝的钕铁硼永磁材料') // ['B', 'Dy', 'Fe', 'Nd'] */
export function elementsNamed(name: string): readonly string[] {
  return [...new Set([...name].flatMap((character) => ELEMENTS[character] ?? []))].sort();
}

/**
 * Where does a list say something else than the words printed in it? An entry is matched by the elements and the form
 * that its Chinese name says, an alloy, its target and an oxide without mixtures by these elements alone; entries are numbered from 1; a list of parties is of
 * the kind that its title says. A make-up working day is a Saturday or Sunday. Empty = none.
 * @example asPrinted(book) // []
 */
export function asPrinted(book: LawBook): readonly string[] {
  return [
    ...book.itemLists.flatMap((list) =>
      list.entries.flatMap((entry) => entryProblems(entry).map((problem) => `${list.id} ${entry.code}: ${problem}`)),
    ),
    ...book.partyLists.flatMap(({ id, kind, title }) => {
      const named = KINDS.find(([pattern]) => pattern.test(title.zh))?.[1];
      return named === kind ? [] : [`${id}: named ${named ?? 'by no kind'}, held as ${kind}`];
    }),
    ...book.partyLists.flatMap(({ id, entries }) => {
      const numbers = entries.map((entry) => entry.id.split('/')[1] ?? '').filter((number) => !number.includes('.'));
      return numbers.every((number, index) => number === String(index + 1))
        ? []
        : [`${id}: entries are not numbered from 1`];
    }),
    ...Object.entries(book.calendar.changed)
      .filter(([day, off]) => !off && weekday(day) <= 5)
      .map(([day]) => `${day}: a make-up working day that is no Saturday or Sunday`),
  ];
}

function entryProblems({ name, match }: Entry): readonly string[] {
  const problems: string[] = [];
  const said = elementsNamed(name.zh);
  const matched = (match.elements ?? []).filter((element) => Object.values(ELEMENTS).includes(element)).sort();
  // A name without elements (稀土矿, 荧光粉) leaves them to the note of the entry.
  if (said.length > 0 && (said.join() !== matched.join() || matched.length !== match.elements?.length))
    problems.push(`named ${said.join('-')}, matched ${match.elements?.join('-') ?? 'by none'}`);
  const form = FORMS.find(([pattern]) => pattern.test(name.zh))?.[1];
  if (form !== undefined && form.join() !== match.form?.join())
    problems.push(`named ${form.join(', ')}, matched ${match.form?.join(', ') ?? 'by none'}`);
  if (/合金|^金属.$|^.靶$|^氧化.$/.test(name.zh) !== (match.onlyElements === 'yes'))
    problems.push('an alloy, a metal, its target or a plain oxide is of these elements alone, and nothing else is');
  const ways = [match.elements, match.cas, match.contains, match.technologyFor, match.declaredOnly];
  if (ways.every((way) => way === undefined)) problems.push('nothing tells whether an item meets it');
  return problems;
}
