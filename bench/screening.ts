/**
 * What screening is measured with: a list as crowded as a real one, queries as people write them, and peers that are
 * asked the same: Fuse.js, MiniSearch, and `pg_trgm` of PostgreSQL with either of its indexes.
 *
 * The names are those of the lists in `law/`, and of the OFAC and UN lists where `../shared/data` lies beside the
 * repository; the rest is made from their words. Seeded: same names and queries each time.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ListedParty, type PartyKind, type ScreeningIndex, screen } from '@ytterby/core/screening';
import { loadLaw } from '@ytterby/law';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { Client } from 'pg';
import { temporaryPostgres } from './postgres.ts';
import { randomFrom } from './random.ts';

const data = path.join(import.meta.dirname, '../../shared/data');

/** A name to look for, and who carries it. */
export interface Query {
  readonly name: string;
  readonly kind: PartyKind;
  /** How the name was changed; `stranger` = it is on no list. */
  readonly how: string;
  /** Numbers of the parties that carry the name. */
  readonly wanted: ReadonlySet<number>;
}

/** How a tool did on its queries. */
export interface Score {
  readonly queries: number;
  readonly seconds: number;
  /** Share of the listed whose entry comes first. */
  readonly recall: number;
  /** Share of the first answers that are right, strangers included. */
  readonly precision: number;
  /** Share of the strangers for whom something is reported. */
  readonly strangersReported: number;
}

/** Something that finds a party by a name: its number in the list, or none. */
export interface Tool {
  readonly name: string;
  readonly find: (query: Query) => number | undefined | Promise<number | undefined>;
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

/** A list of so many names, and queries of which a fifth ask about strangers. */
export function madeScreening({ names, queries }: { readonly names: number; readonly queries: number }): {
  readonly parties: readonly ListedParty[];
  readonly queries: readonly Query[];
} {
  const random = randomFrom(20260224);
  const parties = crowd(realParties(), names, random);
  return { parties, queries: queriesOf(parties, queries, random) };
}

/** Asks the tool all of the queries, one after another. */
export async function measure({ find }: Tool, queries: readonly Query[]): Promise<Score> {
  const began = performance.now();
  const answers: (number | undefined)[] = [];
  for (const query of queries) answers.push(await find(query));
  const seconds = (performance.now() - began) / 1000;
  let listed = 0;
  let right = 0;
  let answered = 0;
  let reported = 0;
  queries.forEach(({ wanted, how }, at) => {
    const answer = answers[at];
    if (answer !== undefined) answered += 1;
    if (how === 'stranger') reported += answer === undefined ? 0 : 1;
    else {
      listed += 1;
      right += answer !== undefined && wanted.has(answer) ? 1 : 0;
    }
  });
  return {
    queries: queries.length,
    seconds,
    recall: right / listed,
    precision: right / Math.max(1, answered),
    strangersReported: reported / Math.max(1, queries.length - listed),
  };
}

/** Ours: the first hit. What is only worth a look is not counted. */
export function ytterby(parties: readonly ListedParty[], index: ScreeningIndex): Tool {
  const numbers = new Map(parties.map(({ list, entry }, number) => [`${list} ${entry}`, number]));
  return {
    name: 'Ytterby',
    find({ name, kind }) {
      const [hit] = screen({ name, kind }, index, { limit: 3 }).hits;
      return hit?.verdict === 'hit' ? numbers.get(`${hit.party.list} ${hit.party.entry}`) : undefined;
    },
  };
}

const namesOf = (parties: readonly ListedParty[]) =>
  parties.flatMap(({ names }, party) => names.map((name) => ({ name, party })));

export function miniSearch(parties: readonly ListedParty[]): Tool {
  const index = new MiniSearch<{ id: number; name: string; party: number }>({
    fields: ['name'],
    storeFields: ['party'],
  });
  index.addAll(namesOf(parties).map((entry, id) => ({ id, ...entry })));
  return {
    name: 'MiniSearch, fuzzy 0.2, prefix',
    find({ name }) {
      const [first] = index.search(name, { fuzzy: 0.2, prefix: true });
      return first?.['party'] as number | undefined;
    },
  };
}

export function fuse(parties: readonly ListedParty[]): Tool {
  const index = new Fuse(namesOf(parties), { keys: ['name'], threshold: 0.4, ignoreLocation: true });
  return { name: 'Fuse.js, threshold 0.4', find: ({ name }) => index.search(name, { limit: 1 })[0]?.item.party };
}

/** The nearest of the names that are similar enough. */
const BY_TRIGRAM = {
  GIN: 'SELECT party FROM listed WHERE name % $1 ORDER BY similarity(name, $1) DESC LIMIT 1',
  GiST: 'SELECT party FROM listed WHERE name % $1 ORDER BY name <-> $1 LIMIT 1',
};
/** How similar is enough: what `pg_trgm` says by default, and what turned out best on these queries. */
const SIMILARITIES = [0.3, 0.5];

/** The same names in PostgreSQL, with one index after the other; a tool works until the next is asked for. */
export async function* trigrams(parties: readonly ListedParty[]): AsyncGenerator<Tool> {
  const postgres = await temporaryPostgres();
  const client = new Client(postgres.config);
  await client.connect();
  try {
    await client.query('CREATE EXTENSION pg_trgm; CREATE TABLE listed (name text NOT NULL, party integer NOT NULL)');
    const names = namesOf(parties);
    await client.query('INSERT INTO listed SELECT * FROM unnest($1::text[], $2::integer[])', [
      names.map(({ name }) => name),
      names.map(({ party }) => party),
    ]);
    for (const [kind, text] of Object.entries(BY_TRIGRAM)) {
      await client.query(`CREATE INDEX by_trigram ON listed USING ${kind} (name ${kind}_trgm_ops)`);
      await client.query('VACUUM ANALYZE listed');
      for (const similarity of SIMILARITIES) {
        await client.query(`SET pg_trgm.similarity_threshold = ${similarity}`);
        yield {
          name: `PostgreSQL pg_trgm, ${kind}, from ${similarity}`,
          async find({ name }) {
            const { rows } = await client.query<{ party: number }>({ name: kind, text, values: [name] });
            return rows[0]?.party;
          },
        };
      }
      await client.query('DROP INDEX by_trigram');
    }
  } finally {
    await client.end();
    await postgres.stop();
  }
}
