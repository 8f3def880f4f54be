import { ask, type Basis, NOT_STATED, ofVerdict } from '../basis.ts';
import type { ExportFacts, PartyFacts } from '../facts.ts';
import type { Verdict } from '../finding.ts';
import type { LawBook, ListsInForce, Readings } from '../law/index.ts';
import { rational } from '../quantity/rational.ts';
import { findEntries } from './find-entries.ts';
import {
  type HoldingAnswer,
  holdingIn,
  namedOwners,
  type OwnershipGraph,
  PARTY_OF_FACTS,
  registerOfOwners,
} from './ownership/index.ts';
import { ASK_END_USER, recipients } from './recipients.ts';

/** What a question about holdings reads. */
export interface HoldingsAsked {
  readonly facts: Pick<ExportFacts, 'asOf' | 'parties'>;
  readonly book: LawBook;
  readonly readings: Readings;
}

const registers = new WeakMap<object, OwnershipGraph>();

/** The owners that the facts name, as a graph of holdings. Taken apart once for each party and day. */
function graphOf(party: PartyFacts, asOf: string): OwnershipGraph {
  const known = registers.get(party);
  if (known?.day === asOf) return known;
  const graph = registerOfOwners(party.owners).asOf(asOf);
  registers.set(party, graph);
  return graph;
}

/** What parties on lists of these kinds, in force on the day, hold of one importer or end user. */
export function holdingBy(
  kinds: readonly string[],
  party: PartyFacts,
  { book, readings, facts }: HoldingsAsked,
  lists: ListsInForce,
  threshold: string,
): HoldingAnswer {
  const counted = new Set(kinds.flatMap((kind) => lists.parties[kind] ?? []));
  const isListed = (name: string) => findEntries(name, book.partyLists).some((hit) => counted.has(hit.list));
  const graph = graphOf(party, facts.asOf);
  const listed = graph.ids.filter((id) => id !== PARTY_OF_FACTS && isListed(id));
  return holdingIn(
    graph,
    PARTY_OF_FACTS,
    listed,
    { chain: readings['owners-chain'], sum: readings['owners-sum'] },
    { threshold: rational(threshold), deciding: false, paths: 3 },
  );
}

/** Do parties on lists of these kinds hold at least this share of an importer or end user? */
export function heldBasis(
  kinds: readonly string[],
  threshold: string,
  findings: HoldingsAsked,
  lists: ListsInForce,
): Basis {
  const subject = recipients(findings.facts).filter(({ role }) => role === 'importer' || role === 'end-user');
  const verdicts = subject.map((party) => ({
    party,
    verdict: holdingBy(kinds, party, findings, lists, threshold).verdict,
  }));
  const verdict: Verdict = verdicts.some((each) => each.verdict === 'met')
    ? 'met'
    : verdicts.some((each) => each.verdict === 'unknown')
      ? 'unknown'
      : 'not-met';
  const name = verdicts.find((each) => each.verdict === 'unknown')?.party.name;
  const owners = subject.flatMap((party) => [...namedOwners(party.owners)].map((owner) => owner.name));
  return ofVerdict(
    verdict,
    owners.length === 0
      ? subject.every((party) => party.owners === 'none')
        ? { zh: '无列名所有者', en: 'no listed owner' }
        : NOT_STATED
      : { zh: owners.join('、'), en: owners.join(', ') },
    name === undefined
      ? ASK_END_USER
      : ask(
          `owners:${name}`,
          `parties[${name}].owners`,
          `谁持有“${name}”的股权，各占多少？`,
          `Who owns ${name}, and what share does each hold?`,
        ),
  );
}
