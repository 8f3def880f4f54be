/**
 * Screening measured: 10,000 queries against 200,000 names on one core, with recall and precision beside speed, and the
 * same queries through Fuse.js and MiniSearch (fewer of them, because they take longer). As a program:
 *
 *     node bench/screening.ts                                 all of it
 *     node bench/screening.ts --names 1000000 --only ours     build time and size of a large index
 *
 * The names are those of the lists in `law/`, and of the OFAC and UN lists where `../shared/data` lies beside the
 * repository; the rest is made from their words, so that the list is as crowded as a real one. Seeded: same names and
 * queries each time.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  type ListedParty,
  type PartyKind,
  type ScreeningIndex,
  buildIndex,
  byteLengthOf,
  fromBuffer,
  screen,
  toBuffer,
} from '@ytterby/core/screening';
import { loadLaw } from '@ytterby/law';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';

const data = path.join(import.meta.dirname, '../../shared/data');

interface Query {
  readonly name: string;
  readonly kind: PartyKind;
  /** How the name was changed; `stranger` = it is on no list. */
  readonly how: string;
  /** Numbers of the parties that carry the name. */
  readonly wanted: ReadonlySet<number>;
}

interface Score {
  readonly tool: string;
  readonly queries: number;
  readonly perSecond: number;
  /** Share of the listed whose entry comes first. */
  readonly recall: number;
  /** Share of the first answers that are right, strangers included. */
  readonly precision: number;
  /** Share of the strangers for whom something is reported. */
  readonly falseHits: number;
}

/** mulberry32, as in bom.ts. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.split(/\r?\n/)) {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
      cell.replace(/^"|"$/g, '').replaceAll('""', '"').trim(),
    );
    if (cells.length > 1) rows.push(cells);
  }
  return rows;
}

/** Real parties: the lists of the law pack, and OFAC and UN where they are at hand. */
function realParties(): ListedParty[] {
  const parties: ListedParty[] = loadLaw().partyLists.flatMap((list) =>
    list.entries.map(({ id, zh, en, country }) => ({
      list: list.id,
      entry: id,
      kind: 'organisation' as const,
      names: [zh, en].filter((name) => name !== undefined),
      ...(country === undefined ? {} : { countries: [country] }),
    })),
  );
  if (!existsSync(data)) {
    console.log('No ../shared/data beside the repository: only the names of the law pack, and what is made from them.');
    return parties;
  }
  for (const [prim, alt] of [
    ['ofac-sdn-2021.sdn.csv', 'ofac-sdn-2021.alt.csv'],
    ['ofac-consolidated.cons_prim.csv', 'ofac-consolidated.cons_alt.csv'],
  ] as const) {
    const names = new Map<string, string[]>();
    for (const [id = '', , , name = ''] of csvRows(readFileSync(path.join(data, 'us-lists', alt), 'utf8')))
      names.set(id, [...(names.get(id) ?? []), name]);
    for (const [id = '', name = '', type = ''] of csvRows(readFileSync(path.join(data, 'us-lists', prim), 'utf8'))) {
      if (name === '') continue;
      const kind = type === 'individual' ? 'person' : /vessel|aircraft/.test(type) ? 'vessel' : 'organisation';
      parties.push({ list: prim, entry: id, kind, names: [name, ...(names.get(id) ?? [])] });
    }
  }
  const un = readFileSync(path.join(data, 'un-list/UN_consolidated_2026-02-27.xml'), 'utf8');
  for (const [, kind, body = ''] of un.matchAll(/<(INDIVIDUAL|ENTITY)>(.*?)<\/\1>/gs)) {
    const parts = [...body.matchAll(/<(?:FIRST|SECOND|THIRD|FOURTH)_NAME>([^<]*)</g)].map(([, part = '']) =>
      part.trim(),
    );
    const aliases = [...body.matchAll(/<ALIAS_NAME>([^<]+)</g)].map(([, alias = '']) => alias.trim());
    const name = parts.filter((part) => part !== '').join(' ');
    if (name === '') continue;
    parties.push({
      list: 'un',
      entry: name,
      kind: kind === 'ENTITY' ? 'organisation' : 'person',
      names: [name, ...aliases.filter((alias) => alias !== '')],
    });
  }
  return parties;
}

/** Enough further parties: a real name with its most telling words replaced by words of other names. */
function crowd(real: readonly ListedParty[], names: number, random: () => number): ListedParty[] {
  const below = (count: number) => Math.floor(random() * count);
  const latin = real.filter((party) => /^[ -~]+$/.test(party.names[0] as string));
  const words = { person: [] as string[], organisation: [] as string[], vessel: [] as string[] };
  for (const { kind = 'organisation', names: own } of latin)
    for (const name of own) words[kind].push(...name.split(/[\s,]+/).filter((word) => /^[A-Za-z'-]{4,}$/.test(word)));
  const parties: ListedParty[] = [...real];
  let count = real.reduce((sum, party) => sum + party.names.length, 0);
  for (let number = 0; count < names; number += 1) {
    const { names: own, kind = 'organisation' } = latin[below(latin.length)] as ListedParty;
    const made = (own[below(own.length)] as string).split(' ').map((word) => {
      if (!/^[A-Za-z',-]{4,}$/.test(word) || random() < 0.35) return word;
      const from = words[kind];
      const other = from[below(from.length)] as string;
      // Half of the words are made up: the front of one, the back of another.
      const another = from[below(from.length)] as string;
      const fresh =
        other.slice(0, Math.ceil(other.length / 2)) + another.slice(Math.floor(another.length / 2)).toUpperCase();
      return (random() < 0.5 ? other : fresh) + (word.endsWith(',') ? ',' : '');
    });
    const name = made.join(' ');
    if (made.length < 2 || name.length < 10) continue;
    parties.push({ list: 'made', entry: String(number), kind, names: [name] });
    count += 1;
  }
  return parties;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
function typingError(text: string, random: () => number): string {
  const places = [...text.matchAll(/[A-Za-z]{4,}/g)].flatMap(({ 0: word, index }) =>
    [...word].map((_, at) => index + at),
  );
  if (places.length === 0) return text;
  const at = places[Math.floor(random() * places.length)] as number;
  const letter = LETTERS[Math.floor(random() * 26)] as string;
  const how = random();
  if (how < 0.25) return text.slice(0, at) + letter + text.slice(at + 1);
  if (how < 0.5) return text.slice(0, at) + text.slice(at + 1);
  if (how < 0.75) return text.slice(0, at) + letter + text.slice(at);
  return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] as string) + text.slice(at + 2);
}

const FORMS =
  /[, ]+(?:co\.?,? ?ltd\.?|ltd\.?|limited|llc|l\.l\.c\.|inc\.?|corp\.?|corporation|company|co\.?|s\.a\.( de c\.v\.)?|gmbh|ag|ltda\.?|ooo|oao|有限公司|公司)$/i;
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\bINTERNATIONAL\b/i, 'INTL'],
  [/\bTRADING\b/i, 'TRDG'],
  [/\bCOMPANY\b/i, 'CO'],
  [/\bLIMITED\b/i, 'LTD'],
  [/\bINDUSTR(?:Y|IES)\b/i, 'IND'],
  [/\bTECHNOLOG(?:Y|IES)\b/i, 'TECH'],
  [/\bSERVICES?\b/i, 'SRVCS'],
  [/\bGROUP\b/i, 'GRP'],
  [/\bDEVELOPMENT\b/i, 'DEV'],
  [/\bENGINEERING\b/i, 'ENGR'],
  [/\bAND\b/i, '&'],
];

function queriesOf(parties: readonly ListedParty[], count: number, random: () => number): Query[] {
  // Parties whose names have the same words are equally right: "PAK, To-Chun" and "PAK TO CHUN".
  const sameWords = (name: string) =>
    name
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .sort()
      .join(' ')
      .trim();
  const carriers = new Map<string, Set<number>>();
  parties.forEach(({ names }, number) => {
    for (const name of names) carriers.set(sameWords(name), (carriers.get(sameWords(name)) ?? new Set()).add(number));
  });
  const pick = <Value>(from: readonly Value[]) => from[Math.floor(random() * from.length)] as Value;
  const queries: Query[] = [];
  const ways: readonly (readonly [string, (name: string) => string])[] = [
    ['as listed', (name) => name],
    ['one typing error', (name) => typingError(name, random)],
    ['two typing errors', (name) => typingError(typingError(name, random), random)],
    ['legal form dropped', (name) => name.replace(FORMS, '').replace(FORMS, '')],
    ['abbreviated', (name) => SHORT.reduce((text, [from, to]) => text.replace(from, to), name)],
    [
      'reordered',
      (name) => {
        const words = name.replace(/,/g, ' ').split(/\s+/);
        return [...words.slice(1), words[0]].join(' ');
      },
    ],
    ['a space lost', (name) => name.replace(/(?<=[A-Za-z]{3}) (?=[A-Za-z]{3})/, '')],
  ];
  while (queries.length < count * 0.8) {
    const party = pick(parties);
    const name = pick(party.names);
    const [how, change] = pick(ways);
    const wanted = carriers.get(sameWords(name)) as Set<number>;
    queries.push({ name: change(name), kind: party.kind ?? 'organisation', how, wanted });
  }
  const strangers = existsSync(data)
    ? csvRows(readFileSync(path.join(data, 'name-pairs/not-listed-names.csv'), 'utf8'))
        .slice(1)
        .map(([kind, name = '']) => ({
          name,
          kind: kind === 'person' ? ('person' as const) : ('organisation' as const),
        }))
    : ['Abbott Laboratories', 'Air Products', 'Allstate', 'Ameren', 'Amgen'].map((name) => ({
        name,
        kind: 'organisation' as const,
      }));
  while (queries.length < count) queries.push({ ...pick(strangers), how: 'stranger', wanted: new Set() });
  return queries;
}

/** Runs the queries and counts. `find` gives the number of the best party, or none. */
function measure(tool: string, queries: readonly Query[], find: (query: Query) => number | undefined): Score {
  for (const query of queries.slice(0, Math.min(200, queries.length / 10))) find(query);
  const began = performance.now();
  const found = queries.map(find);
  const seconds = (performance.now() - began) / 1000;
  let listed = 0;
  let right = 0;
  let answered = 0;
  let strangers = 0;
  let falseHits = 0;
  const byWay = new Map<string, [right: number, all: number]>();
  queries.forEach(({ wanted, how }, at) => {
    const answer = found[at];
    if (answer !== undefined) answered += 1;
    if (how === 'stranger') {
      strangers += 1;
      if (answer !== undefined) falseHits += 1;
      return;
    }
    listed += 1;
    const way = byWay.get(how) ?? [0, 0];
    const isRight = answer !== undefined && wanted.has(answer);
    byWay.set(how, [way[0] + (isRight ? 1 : 0), way[1] + 1]);
    if (isRight) right += 1;
  });
  console.log(`${tool}: ${[...byWay].map(([how, [ok, all]]) => `${how} ${(ok / all).toFixed(3)}`).join(', ')}`);
  return {
    tool,
    queries: queries.length,
    perSecond: queries.length / seconds,
    recall: right / listed,
    precision: right / Math.max(1, answered),
    falseHits: falseHits / Math.max(1, strangers),
  };
}

function measureIndex(parties: readonly ListedParty[]): ScreeningIndex {
  const began = performance.now();
  const built = buildIndex(parties);
  const seconds = (performance.now() - began) / 1000;
  const bytes = byteLengthOf(built);
  const copied = performance.now();
  const loaded = fromBuffer(toBuffer(built, new SharedArrayBuffer(bytes)));
  if (!loaded.ok) throw new Error(loaded.problem);
  console.log(
    `index of ${built.nameCount} names, ${built.termCount} spellings: built in ${seconds.toFixed(1)} s, ` +
      `${(bytes / 2 ** 20).toFixed(0)} MiB, to a shared buffer and back in ${((performance.now() - copied) / 1000).toFixed(2)} s`,
  );
  return loaded.index;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      names: { type: 'string', default: '200000' },
      queries: { type: 'string', default: '10000' },
      /** Queries for the other tools. */
      others: { type: 'string', default: '200' },
      only: { type: 'string' },
    },
  });
  const random = randomFrom(20260224);
  const parties = crowd(realParties(), Number(values.names), random);
  const queries = queriesOf(parties, Number(values.queries), random);
  const numbers = new Map(parties.map(({ list, entry }, number) => [`${list} ${entry}`, number]));
  const index = measureIndex(parties);
  console.log(`memory of the process with index and lists: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`);
  const ours = ({ name, kind }: Query) => {
    const [hit] = screen({ name, kind }, index, { limit: 3 }).hits;
    return hit?.verdict === 'hit' ? numbers.get(`${hit.party.list} ${hit.party.entry}`) : undefined;
  };
  const scores = [measure('ours', queries, ours)];
  if (values.only !== 'ours') {
    const names = parties.flatMap((party, number) => party.names.map((name) => ({ name, party: number })));
    const few = queries.filter((_, at) => at % Math.ceil(queries.length / Number(values.others)) === 0);
    scores.push(measure('ours, the same queries as MiniSearch', few, ours));
    const mini = new MiniSearch<{ id: number; name: string; party: number }>({
      fields: ['name'],
      storeFields: ['party'],
    });
    mini.addAll(names.map((entry, id) => ({ id, ...entry })));
    scores.push(
      measure('MiniSearch', few, ({ name }) => {
        const [first] = mini.search(name, { fuzzy: 0.2, prefix: true });
        return first?.['party'] as number | undefined;
      }),
    );
    const fewer = few.filter((_, at) => at % 10 === 0);
    const fuse = new Fuse(names, { keys: ['name'], threshold: 0.4, ignoreLocation: true, includeScore: true });
    scores.push(measure('ours, the same queries as Fuse.js', fewer, ours));
    scores.push(measure('Fuse.js', fewer, ({ name }) => fuse.search(name, { limit: 1 })[0]?.item.party));
  }
  console.table(
    scores.map(({ tool, queries: asked, perSecond, recall, precision, falseHits }) => ({
      tool,
      queries: asked,
      'queries/s': Math.round(perSecond * 10) / 10,
      'recall@1': recall.toFixed(3),
      'precision@1': precision.toFixed(3),
      'strangers reported': falseHits.toFixed(4),
    })),
  );
}

export { crowd, queriesOf, randomFrom, realParties };
if (import.meta.main) main();
