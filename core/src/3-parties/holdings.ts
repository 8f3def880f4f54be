import { ask, type Ask, type Basis, NOT_STATED, ofVerdict } from '../basis.ts';
import type { ExportFacts, PartyFacts } from '../facts.ts';
import { anyOf, type Text, type Verdict } from '../finding.ts';
import type { LawBook, ListsInForce, Readings } from '../law/index.ts';
import { rational } from '../quantity/rational.ts';
import { exactForm } from './find-entries.ts';
import { namingOf } from './naming.ts';
import { isTheListed, withinOf } from './party-basis.ts';
import {
  type HoldingAnswer,
  holdingIn,
  namedOwners,
  type OwnershipGraph,
  type OwnershipReadings,
  PARTY_OF_FACTS,
  registerOfOwners,
} from './ownership/index.ts';
import { ASK_END_USER, recipients } from './recipients.ts';

/** What a question about holdings reads. */
export interface HoldingsAsked {
  readonly readings: Readings;
  readonly owners: OwnersKnown;
}

/** Owners of one party worked through; with more, what listed parties hold of it stays open. */
export const MOST_OWNERS = 2_000;

/** An owner that may be a listed party: by a likeness, or because somebody says that it is not known. */
interface MayBe {
  readonly owner: string;
  /** Who it is in the graph in which it is the listed party. */
  readonly id: string;
  /** The lists of the entries that it is like; null = of any list. */
  readonly lists: ReadonlySet<string> | null;
  readonly entries: readonly {
    readonly entry: string;
    readonly zh?: string;
    readonly en?: string;
    readonly within?: string;
  }[];
}

/** The owners of a party under one way to tell who is who. */
interface Told {
  readonly graph: OwnershipGraph;
  /** The lists that name an owner, by its id in the graph. */
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The owners that the facts name for one party. */
interface Owners {
  /** Tells it from the other parties of the export. */
  readonly number: number;
  /** Each owner is what its exact name or a person says. */
  readonly certain: Told;
  /** Each owner that is like a listed party is that party. Null: none is. */
  readonly most: Told | null;
  readonly mayBe: readonly MayBe[];
  /** More owners than are worked through: none of them counts, and nothing is known of what is held. */
  readonly areTooMany: boolean;
}

/** The owners of each party of an export against the lists, taken apart once for all its lines, laws and readings. */
export interface OwnersKnown {
  /** Importers and end users, in whom holdings are counted. */
  readonly subject: readonly PartyFacts[];
  /** All recipients with what tells who they are and who owns them; owners too many to work through are unknown ones. */
  readonly told: readonly Pick<PartyFacts, 'role' | 'name' | 'listEntry' | 'owners'>[];
  readonly of: (party: PartyFacts) => Owners;
  /** Answers given before, by party and by who counts as listed. */
  readonly answered: Map<string, HoldingAnswer>;
  readonly bases: Map<string, Basis>;
}

/** Nothing is done before an owner is asked about: most exports are not. Cost of each party: a screening for each name, then its links. */
export function ownersKnown(
  facts: Pick<ExportFacts, 'asOf' | 'parties'>,
  book: Pick<LawBook, 'partyLists'>,
): OwnersKnown {
  const known = new Map<PartyFacts, Owners>();
  return {
    told: recipients(facts).map(({ role, name, listEntry, owners }) => ({
      role,
      ...(name === undefined ? {} : { name }),
      ...(listEntry === undefined ? {} : { listEntry }),
      ...(owners === undefined ? {} : { owners: areTooMany(owners) ? ('unknown' as const) : owners }),
    })),
    subject: recipients(facts).filter(({ role }) => role === 'importer' || role === 'end-user'),
    of: (party) => {
      const found = known.get(party) ?? { number: known.size, ...takeApart(party.owners, facts.asOf, book) };
      known.set(party, found);
      return found;
    },
    answered: new Map(),
    bases: new Map(),
  };
}

function takeApart(
  owners: PartyFacts['owners'],
  asOf: string,
  book: Pick<LawBook, 'partyLists'>,
): Omit<Owners, 'number'> {
  if (areTooMany(owners)) return { ...takeApart('unknown', asOf, book), areTooMany: true };
  const certain = new SameParty();
  const most = new SameParty();
  const mayBe = new Map<string, Omit<MayBe, 'id'>>();
  for (const owner of namedOwners(owners)) {
    const id = idOf(owner.name);
    for (const told of [certain, most]) told.add(id, owner.name);
    const naming = namingOf(owner, book);
    if (naming === undefined) {
      mayBe.set(owner.name, { owner: owner.name, lists: null, entries: [] });
      continue;
    }
    for (const { entry, list } of naming.certain) for (const told of [certain, most]) told.isEntry(id, entry, list);
    for (const { entry, list } of naming.like) most.isEntry(id, entry, list);
    if (naming.like.length > 0)
      mayBe.set(owner.name, {
        owner: owner.name,
        lists: new Set(naming.like.map(({ list }) => list)),
        entries: naming.like,
      });
  }
  const told = (same: SameParty): Told => ({
    graph: registerOfOwners(owners, ({ name }) => same.nameOf(idOf(name))).asOf(asOf),
    lists: same.lists(),
  });
  return {
    certain: told(certain),
    most: mayBe.size === 0 ? null : told(most),
    mayBe: [...mayBe.values()].map((each) => ({ ...each, id: most.nameOf(idOf(each.owner)) })),
    areTooMany: false,
  };
}

function areTooMany(owners: PartyFacts['owners']): boolean {
  let count = 0;
  for (const _ of namedOwners(owners)) {
    count += 1;
    if (count > MOST_OWNERS) return true;
  }
  return false;
}

const idOf = (name: string): string => exactForm(name) || name;

/** Names that are one party: those of one entry of a list are, however they are written. Called by the name that came first. */
class SameParty {
  readonly #parent = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #listed: { readonly id: string; readonly list: string }[] = [];

  add(id: string, name: string): void {
    if (!this.#parent.has(id)) this.#parent.set(id, id);
    if (!this.#names.has(id)) this.#names.set(id, name);
  }

  isEntry(id: string, entry: string, list: string): void {
    const key = `entry ${entry}`;
    this.add(key, '');
    const [one, other] = [this.#root(id), this.#root(key)];
    if (one !== other) {
      // The name that came first names them all.
      const [first, next] = this.#names.get(other) === '' ? [one, other] : [other, one];
      this.#parent.set(next, first);
    }
    this.#listed.push({ id, list });
  }

  nameOf(id: string): string {
    return this.#names.get(this.#root(id)) ?? id;
  }

  lists(): ReadonlyMap<string, ReadonlySet<string>> {
    const found = new Map<string, Set<string>>();
    for (const { id, list } of this.#listed) {
      const name = this.nameOf(id);
      found.set(name, (found.get(name) ?? new Set()).add(list));
    }
    return found;
  }

  #root(id: string): string {
    let at = id;
    for (let up = this.#parent.get(at); up !== undefined && up !== at; up = this.#parent.get(at)) {
      this.#parent.set(at, this.#parent.get(up) ?? up);
      at = up;
    }
    return at;
  }
}

/** What listed parties hold of one recipient, with the owners that may be listed and matter for it. */
export interface HeldByListed extends HoldingAnswer {
  readonly mayBe: readonly MayBe[];
}

/**
 * What do parties on lists of these kinds, in force on the day, hold of this party? Lower bounds count those who are listed for certain; the verdict
 * is open where it would be reached, or could be, if those whose names are only like listed ones were the listed ones. More listed owners never hold
 * less, so the two ends tell it all: two runs, not one for each set of owners.
 * @example an owner of 60 % named "TDK Corp": unknown on the Watch List; with `listEntry: none` and clear owners: not met
 */
export function holdingBy(
  kinds: readonly string[],
  party: PartyFacts,
  { readings, owners }: Pick<HoldingsAsked, 'readings' | 'owners'>,
  lists: ListsInForce,
  threshold: string,
): HeldByListed {
  const counted = new Set(kinds.flatMap((kind) => lists.parties[kind] ?? []));
  const taken: OwnershipReadings = { chain: readings['owners-chain'], sum: readings['owners-sum'] };
  const found = owners.of(party);
  const isCounted = (on: ReadonlySet<string> | null) => on === null || [...on].some((list) => counted.has(list));
  const answer = (which: 'certain' | 'most', { graph, lists: named }: Told, more: readonly string[]): HoldingAnswer => {
    const listed = [...named].flatMap(([id, on]) => (isCounted(on) ? [id] : []));
    const all = [...new Set([...listed, ...more])].sort();
    const key = JSON.stringify([found.number, which, all, taken, threshold]);
    const kept =
      owners.answered.get(key) ??
      holdingIn(graph, PARTY_OF_FACTS, all, taken, { threshold: rational(threshold), deciding: false, paths: 3 });
    owners.answered.set(key, kept);
    return kept;
  };
  const least = answer('certain', found.certain, []);
  const mayBe = found.mayBe.filter(({ lists: on }) => isCounted(on));
  if (least.verdict === 'met' || found.most === null || mayBe.length === 0) return { ...least, mayBe: [] };
  const ofAnyList = mayBe.filter(({ lists: on }) => on === null).map(({ id }) => id);
  const most = answer('most', found.most, ofAnyList);
  return most.verdict === 'not-met' ? { ...least, mayBe: [] } : { ...least, verdict: 'unknown', mayBe };
}

/** Do parties on lists of these kinds hold at least this share of an importer or end user (No. 61 of 2025 para. 2)? */
export function heldBasis(
  kinds: readonly string[],
  threshold: string,
  findings: HoldingsAsked,
  lists: ListsInForce,
): Basis {
  const { owners, readings } = findings;
  const counted = kinds.map((kind) => lists.parties[kind] ?? []);
  const key = JSON.stringify([counted, threshold, readings['owners-chain'], readings['owners-sum']]);
  const found = owners.bases.get(key) ?? workOut(kinds, threshold, findings, lists);
  owners.bases.set(key, found);
  return found;
}

function workOut(kinds: readonly string[], threshold: string, findings: HoldingsAsked, lists: ListsInForce): Basis {
  const { subject } = findings.owners;
  // Where no list of these kinds is in force, nobody can be a listed owner, known or not.
  const isAnyListed = kinds.some((kind) => (lists.parties[kind] ?? []).length > 0);
  const held = (isAnyListed ? subject : []).map((party) => ({
    party,
    ...holdingBy(kinds, party, findings, lists, threshold),
  }));
  const verdict: Verdict = anyOf(held.map((each) => each.verdict));
  const open = held.filter((each) => each.verdict === 'unknown');
  const asks = open.flatMap(({ party, mayBe }) => asksOf(party, mayBe));
  const [first = ASK_END_USER, ...others] = new Map(asks.map((each) => [each.id, each])).values();
  const basis = ofVerdict(verdict, ownersText(subject), first);
  return others.length === 0 ? basis : { ...basis, others };
}

/** Owners told in a sentence; facts may name thousands. */
const MOST_TOLD = 8;

function ownersText(subject: readonly PartyFacts[]): Text {
  const names: string[] = [];
  let count = 0;
  for (const party of subject)
    for (const { name } of namedOwners(party.owners)) {
      count += 1;
      if (names.length < MOST_TOLD) names.push(name);
    }
  if (count === 0)
    return subject.every(({ owners }) => owners === 'none')
      ? { zh: '无列名所有者', en: 'no listed owner' }
      : NOT_STATED;
  const more = count > MOST_TOLD ? ` … (${count})` : '';
  return { zh: `${names.join('、')}${more}`, en: `${names.join(', ')}${more}` };
}

/** Whether each owner that is like a listed party is that party; else who the owners are and what they hold. */
function asksOf({ name, owners }: PartyFacts, mayBe: readonly MayBe[]): readonly Ask[] {
  if (mayBe.length > 0)
    return mayBe.map(({ owner, entries }) => {
      const said = entries
        .slice(0, MOST_TOLD)
        .map(({ zh, en, entry }) => ({ zh: zh ?? en ?? entry, en: en ?? zh ?? entry }));
      const about = `parties[${name ?? '?'}].owners[${owner}].listEntry`;
      const listed = { zh: said.map(({ zh }) => zh).join('、'), en: said.map(({ en }) => en).join(', ') };
      const of = isTheListed({ zh: owner, en: `the owner ${owner}` }, listed, withinOf(entries));
      return said.length === 0
        ? ask(
            `listed:${owner}`,
            about,
            `所有者“${owner}”是否为名单所列主体？`,
            `Is the owner ${owner} on a list of parties?`,
          )
        : ask(`listed:${owner}`, about, `所有者${of.zh}`, of.en);
    });
  if (name === undefined) return [ASK_END_USER];
  // Owners already given are not asked for again.
  const given = Array.isArray(owners) && owners.length > 0;
  return [
    ask(
      `owners:${name}`,
      `parties[${name}].owners`,
      given
        ? `除已列明者外，还有谁直接或者间接持有“${name}”的股权？已列明者的份额和上级所有者有未知的，请补充。`
        : `谁持有“${name}”的股权，各占多少？`,
      given
        ? `Who else owns ${name}, directly or through others, and which shares and further owners of those already named are missing?`
        : `Who owns ${name}, and what share does each hold?`,
    ),
  ];
}
