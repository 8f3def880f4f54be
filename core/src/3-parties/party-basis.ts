import { ask, type Ask, type Basis, NOT_STATED } from '../basis.ts';
import type { PartyFacts, RecipientFacts } from '../facts.ts';
import type { Text } from '../finding.ts';
import { joined, type LawBook, listTitle, NONE, type PartyVariable, type RecipientGroup } from '../law/index.ts';
import type { EntryHit } from './find-entries.ts';
import type { LikeHit } from './like-listed.ts';
import { namingOf } from './naming.ts';
import { ASK_END_USER, recipients } from './recipients.ts';

/** A recipient that a list names, or may name. */
interface Named {
  readonly party: PartyFacts;
  readonly hits: readonly (EntryHit & Pick<Partial<LikeHit>, 'within'>)[];
}

/** What is known of the recipients of one group against one list: who must be on it, and who may be. */
interface Standing {
  readonly must: readonly Named[];
  readonly may: readonly Named[];
}

/** The recipients of an export against every list. One for each export: its lines and readings have the same recipients. */
export interface ListedRecipients {
  readonly on: (variable: Pick<PartyVariable, 'list' | 'group'>) => Standing;
  /** Recipients of whom nothing tells on which lists they are. */
  readonly open: ReadonlyMap<RecipientGroup, readonly PartyFacts[]>;
  /** What was worked out of these recipients alone, by variable and reading: the lines of the export share it. */
  readonly bases: Map<string, Basis>;
}

const NOBODY: Standing = { must: [], may: [] };

/**
 * Who of the recipients is on which list, and who may be? Two marks for each list, must and may, never a set of sets.
 * Cost: one screening for each party, and a step for each entry that its name meets; the lists in the book cost nothing.
 */
export function listedRecipients(facts: RecipientFacts, book: LawBook): ListedRecipients {
  const standings = new Map<string, { must: Named[]; may: Named[] }>();
  const open = new Map<RecipientGroup, PartyFacts[]>();
  const put = (party: PartyFacts, group: RecipientGroup, mark: keyof Standing, all: Named['hits']) => {
    for (const list of new Set(all.map((hit) => hit.list))) {
      const key = `${list} ${group}`;
      const standing = standings.get(key) ?? { must: [], may: [] };
      standings.set(key, standing);
      standing[mark].push({ party, hits: all.filter((hit) => hit.list === list) });
    }
  };
  for (const party of recipients(facts)) {
    const group = groupOf(party);
    const naming = namingOf(party, book);
    if (naming === undefined) open.set(group, [...(open.get(group) ?? []), party]);
    else {
      put(party, group, 'must', naming.certain);
      put(party, group, 'may', naming.like);
    }
  }
  return { on: ({ list, group }) => standings.get(`${list} ${group}`) ?? NOBODY, open, bases: new Map() };
}

/** @example groupOf({ role: 'consignee' }) // 'other' */
export function groupOf({ role }: Pick<PartyFacts, 'role'>): RecipientGroup {
  return role === 'importer' || role === 'end-user' ? 'importer-or-end-user' : 'other';
}

/** Names told of one list; a file can hold two hundred. */
const MOST_TOLD = 4;

/**
 * Is a recipient of this group on this list: stated, by exactly the name, or by a likeness that a person must judge? One question for each party
 * that may be on it, the same on every list that it may be on.
 */
export function partyBasis({ list, group }: PartyVariable, { on, open }: ListedRecipients, book: LawBook): Basis {
  const { must, may } = on({ list, group });
  if (must.length > 0) {
    const names = told(must.map(({ party }) => party));
    const title = listTitle(list, book);
    return {
      values: [list],
      used: { zh: `“${names}”列入${title.zh}`, en: `${names} on ${title.en}` },
      ask: ASK_END_USER,
    };
  }
  const unknown = open.get(group) ?? [];
  const asks = [...may.map(({ party, hits }) => askLike(party, hits)), ...unknown.map(askOpen)];
  const [first, ...others] = new Map(asks.map((each) => [each.id, each])).values();
  if (first === undefined) {
    return {
      values: [NONE],
      used: { zh: '名单上没有相同或者相似的名称', en: 'no list entry of this name or one like it' },
      ask: ASK_END_USER,
    };
  }
  return {
    values: [list, NONE],
    used: may.length === 0 ? NOT_STATED : likeText(may),
    ask: first,
    ...(others.length === 0 ? {} : { others }),
  };
}

function told(parties: readonly PartyFacts[]): string {
  const names = [...new Set(parties.map(({ name }) => name ?? '?'))];
  return names.length <= MOST_TOLD ? names.join(', ') : `${names.slice(0, MOST_TOLD).join(', ')} … (${names.length})`;
}

function likeText(may: readonly Named[]): Text {
  const names = told(may.map(({ party }) => party));
  const hits = may.flatMap((each) => each.hits);
  const entries = entriesText(hits);
  const within = withinOf(hits);
  return within === undefined
    ? { zh: `“${names}”与名单上的“${entries.zh}”相似`, en: `${names} is like ${entries.en} on a list` }
    : {
        zh: `“${names}”中含有“${within}”，与名单上的“${entries.zh}”相同或者相似`,
        en: `${names} has “${within}” in it, as ${entries.en} on a list is called`,
      };
}

/** The parts of longer names that are listed ones; undefined where a name is like a listed one as a whole. */
export function withinOf(hits: readonly { readonly within?: string }[]): string | undefined {
  const parts = new Set(hits.flatMap(({ within }) => (within === undefined ? [] : [within])));
  return parts.size === 0 ? undefined : [...parts].slice(0, MOST_TOLD).join(', ');
}

function entriesText(hits: readonly EntryHit[]): Text {
  const named = new Map(
    hits.map(({ zh, en, entry }) => [entry, { zh: zh ?? en ?? entry, en: en ?? zh ?? entry }] as const),
  );
  return joined([...named.values()].slice(0, MOST_TOLD), { zh: '、', en: ', ' });
}

/** Whether the party is the listed one, by the entries of one list; over several lists the question stays the same one. */
function askLike({ name = '?' }: PartyFacts, hits: Named['hits']): Ask {
  const { zh, en } = isTheListed({ zh: name, en: name }, entriesText(hits), withinOf(hits));
  return ask(`listed:${name}`, `parties[${name}].listEntry`, zh, en);
}

/** What settles a likeness. @example isTheListed({ zh: 'TDK Köln', en: 'TDK Köln' }, listed, undefined).en // 'Is TDK Köln the listed TDK Corporation?' */
export function isTheListed(name: Text, { zh, en }: Text, within: string | undefined): Text {
  return within === undefined
    ? { zh: `“${name.zh}”是否就是名单上的“${zh}”？`, en: `Is ${name.en} the listed ${en}?` }
    : {
        zh: `“${name.zh}”中含有“${within}”：其是否就是名单上的“${zh}”，或者包括该主体？`,
        en: `“${within}” stands in ${name.en}: is this the listed ${en}, or is that party among those named?`,
      };
}

function askOpen({ name, role }: PartyFacts): Ask {
  if (name !== undefined)
    return ask(
      `listed:${name}`,
      `parties[${name}].listEntry`,
      `“${name}”是否为名单所列主体？`,
      `Is ${name} on a list of parties?`,
    );
  return role === 'end-user' ? ASK_END_USER : ask(`who:${role}`, 'parties', WHO[role].zh, WHO[role].en);
}

const WHO: Readonly<Record<Exclude<PartyFacts['role'], 'end-user'>, Text>> = {
  importer: { zh: '进口商是谁？', en: 'Who is the importer?' },
  consignee: { zh: '收货人是谁？', en: 'Who is the consignee?' },
  intermediary: { zh: '中间商是谁？', en: 'Who is the intermediary?' },
};
