import type { Verdict } from '../../finding.ts';
import { atLeast, type Interval } from '../../quantity/interval.ts';
import {
  compare,
  divide,
  isZero,
  ONE,
  type Rational,
  rational,
  smaller,
  subtract,
  ZERO,
} from '../../quantity/rational.ts';
import { type Deciding, decidingFacts, type Judged, type OpenFact, partiesOf } from './deciding-facts.ts';
import { type OwnershipGraph, shareOfEdge, withoutOpenRest } from './graph.ts';
import { majorityWhole } from './majority-whole.ts';
import { multipliedThrough } from './multiply.ts';
import { loopsAmong, pathsBetween } from './paths.ts';
import type { OwnershipReadings } from './readings.ts';
import { ancestorsOf, leastStated, ownersOf, type Scope, seedsOf, type Supposed } from './scope.ts';
import type { InterestKind, OwnershipProblem } from './statements.ts';

/** A chain, told from the top: each party holds `shares[i]` in the next. */
export interface ToldPath {
  readonly parties: readonly string[];
  readonly shares: readonly Interval[];
  readonly product: Interval;
}

/** What is needed for the threshold. */
export interface FlipStake {
  /** Further share in the entity itself at which the threshold is reached, everything else as it surely is. */
  readonly needed: Rational;
  /** How much of the entity is not stated, so that part of it may be in these hands already. */
  readonly unstated: Rational;
}

/** The holding of one listed party, or of all of them together. */
export interface PartyHolding {
  /** Id of the listed party; absent: all of them together. */
  readonly party?: string;
  readonly held: Interval;
  readonly verdict: Verdict;
  readonly paths: readonly ToldPath[];
  /** Absent when the threshold is reached. */
  readonly flip?: FlipStake;
}

/** An open fact, told with ids. */
export interface ToldFact {
  readonly kind: OpenFact['kind'];
  readonly owner?: string;
  readonly owned: string;
  /** What is known: the range of a share, or how much may be in unknown hands. */
  readonly within: Interval;
  /** Which verdicts an answer can bring about; absent where only the set can. */
  readonly settles?: readonly ('met' | 'not-met')[];
}

/** What listed parties hold of one entity on one day, under named readings, with everything that explains it. */
export interface HoldingAnswer {
  readonly entity: string;
  readonly day: string;
  readonly readings: OwnershipReadings;
  readonly verdict: Verdict;
  /** The entity is itself one of the listed parties. */
  readonly isListed: boolean;
  /** Under `single`: every listed party that may hold something through stated links, largest first. */
  readonly parties: readonly PartyHolding[];
  /** All of them together, each holding counted once; decides under `sum`. */
  readonly together: PartyHolding;
  /** What a listed party that is not named anywhere above the entity may hold. */
  readonly open: Rational;
  /** A listed party surely holds something, and none (under `sum`: not all together) reaches the threshold. */
  readonly hasListedMinority: boolean;
  readonly loops: readonly { members: readonly string[]; ring: readonly string[]; product: Interval }[];
  /** Links without a share from listed parties, or from entities that listed parties surely hold half of. */
  readonly controls: readonly { owner: string; owned: string; kind: InterestKind; byListed: boolean }[];
  /** Only when the verdict is unknown. */
  readonly deciding?: { alone: readonly ToldFact[]; together: readonly ToldFact[]; isCut: boolean };
  /** False: a loop of many entities was bounded with doubles. */
  readonly isExact: boolean;
  /** What is wrong with statements about this entity and those above it. */
  readonly problems: readonly OwnershipProblem[];
}

export interface HoldingOptions {
  /** Default: 1/2 (No. 61 para. 2: 50 % or more). */
  readonly threshold?: Rational;
  /** Paths told for each party; default 5. */
  readonly paths?: number;
  /** Look for the facts that could settle an unknown verdict; default true. It solves the graph some eighty times. */
  readonly deciding?: boolean;
}

const MAX_LOOPS = 20;
const MAX_CONTROLS = 50;
/** Beyond so many entities above the target, the facts that could settle the answer are not searched. */
const MAX_SCOPE_FOR_FACTS = 20_000;
/** Listed parties tried when facts are searched. */
const MAX_PARTIES_FOR_FACTS = 20;

/**
 * What do listed parties hold of this entity, on the day of the graph? Exact lower and upper bounds for each listed party
 * and for all together, through all paths, under the readings named (MOFCOM No. 61 of 2025 para. 2 counts holdings of
 * 50 % or more and says neither how chains nor how several listed parties count). Unknown shares, and what stated shares
 * leave over, widen the upper bound and never the lower; both stay within 0 and 1. The answer is `unknown` when a fact
 * that nobody stated could change it, and `deciding` then says which. Who might secretly own a listed party is not such a
 * fact; what was stated about its owners counts. An entity that the graph does not know is wholly
 * unknown. Links without shares are reported, never counted.
 * @example A holds 30 % of B, B 30 % of A, the listed L 45.5 % of A (multiply): A [1/2, 1], as 0.455 / (1 - 0.09) = 1/2
 */
export function holdingIn(
  onDay: OwnershipGraph,
  entity: string,
  listed: Iterable<string>,
  readings: OwnershipReadings,
  options: HoldingOptions = {},
): HoldingAnswer {
  const threshold = options.threshold ?? rational('1/2');
  const wanted = options.paths ?? 5;
  const listedIds = new Set(listed);
  const target = onDay.indexOf(entity);
  const base = { entity, day: onDay.day, readings };
  if (target === undefined || target >= onDay.parties) {
    const isListed = listedIds.has(entity);
    const verdict: Verdict = isListed ? 'met' : 'unknown';
    return {
      ...base,
      verdict,
      isListed,
      parties: [],
      together: { held: { lo: isListed ? ONE : ZERO, hi: ONE }, verdict, paths: [] },
      open: ONE,
      hasListedMinority: false,
      loops: [],
      controls: [],
      isExact: true,
      problems: [{ code: 'ownership/party-not-described', owned: entity.slice(0, 80) }],
    };
  }
  const isListed = listedIds.has(entity);
  const id = (node: number) => onDay.ids[onDay.party(node)] ?? '';
  const everything = ancestorsOf(onDay, target, new Set());
  const inScope = new Set<number>();
  for (const node of everything) inScope.add(onDay.party(node));
  const present = [...inScope].filter((node) => node !== target && listedIds.has(onDay.ids[node] ?? ''));
  const graph = withoutOpenRest(onDay, present);
  present.sort((a, b) => (id(a) < id(b) ? -1 : 1));
  const solver = readings.chain === 'multiply' ? multipliedThrough : majorityWhole;
  let isExact = true;
  const scopeFor = (parties: readonly number[]): Scope => {
    const seeds = seedsOf(graph, parties);
    return { graph, seeds, nodes: ancestorsOf(graph, target, seeds), supposed: {} };
  };
  const boundsOf = (scope: Scope): { lo: Rational; hi: Rational } => {
    const bounds = solver(scope);
    isExact &&= bounds.isExact;
    return { lo: bounds.lo.get(target) ?? ZERO, hi: bounds.hi.get(target) ?? ONE };
  };
  const unstated = subtract(
    ONE,
    leastStated(ownersOf({ graph, seeds: new Set(), nodes: everything, supposed: {} }, target)),
  );
  const told = (scope: Scope, party: number | undefined, held: { lo: Rational; hi: Rational }): PartyHolding => {
    const paths = pathsBetween(graph, scope.seeds, target, scope.nodes, wanted).map(({ edges, product }) => ({
      parties: tellParties(
        edges.map((edge) => id(graph.owner[edge] as number)),
        entity,
      ),
      shares: edges
        .filter((edge) => graph.party(graph.owner[edge] as number) !== graph.party(graph.owned[edge] as number))
        .map((edge) => shareOfEdge(graph, edge)),
      product,
    }));
    const verdict = atLeast(held, threshold);
    return {
      ...(party === undefined ? {} : { party: id(party) }),
      held,
      verdict,
      paths,
      ...(verdict === 'met' ? {} : { flip: { needed: flipStake(scope, held.lo), unstated } }),
    };
  };
  /** A small further stake shows by how much loops raise a direct holding. */
  const flipStake = (scope: Scope, lo: Rational): Rational => {
    const missing = subtract(threshold, lo);
    // Where everything is stated, others would have to sell, and who does decides what loops add.
    if (readings.chain !== 'multiply' || isZero(unstated)) return missing;
    const probe = smaller(unstated, rational('0.000001'));
    const more = solver({ ...scope, supposed: { stake: new Map([[target, probe]]) } }).lo.get(target) ?? lo;
    const gain = divide(subtract(more, lo), probe);
    return compare(gain, ONE) > 0 ? divide(missing, gain) : missing;
  };
  const nobody = scopeFor([]);
  const ofNobody = boundsOf(nobody);
  const open = ofNobody.hi;
  const all = present.length === 0 ? nobody : scopeFor(present);
  const together = told(all, undefined, present.length === 0 ? ofNobody : boundsOf(all));
  const scopes = readings.sum === 'sum' ? [] : present.length === 1 ? [all] : present.map((party) => scopeFor([party]));
  const parties = present.flatMap((party, i) => {
    const scope = scopes[i];
    if (scope === undefined) return [];
    return present.length === 1 ? [{ ...together, party: id(party) }] : [told(scope, party, boundsOf(scope))];
  });
  parties.sort((a, b) => compare(b.held.lo, a.held.lo) || compare(b.held.hi ?? ONE, a.held.hi ?? ONE));
  const verdicts =
    readings.sum === 'sum'
      ? [together.verdict]
      : [...parties.map((each) => each.verdict), atLeast({ lo: ZERO, hi: open }, threshold)];
  const verdict = isListed ? 'met' : strongest(verdicts);

  let deciding: Deciding | undefined;
  if (verdict === 'unknown' && options.deciding !== false && isExact && everything.length <= MAX_SCOPE_FOR_FACTS) {
    const tried = readings.sum === 'sum' ? [all] : [...scopes.slice(0, MAX_PARTIES_FOR_FACTS), nobody];
    deciding = decidingFacts(tried, target, (supposed: Supposed): Judged => {
      const held = tried.map((scope) => boundsOf({ ...scope, supposed }));
      return {
        verdict: strongest(held.map((each) => atLeast(each, threshold))),
        lo: held.map((each) => each.lo).reduce((a, b) => (compare(a, b) >= 0 ? a : b), ZERO),
        hi: held.map((each) => each.hi).reduce((a, b) => (compare(a, b) >= 0 ? a : b), ZERO),
      };
    });
  }
  const ids = new Set([...inScope].map((node) => graph.ids[node]));
  const tellFact = (fact: OpenFact, settles?: readonly ('met' | 'not-met')[]): ToldFact => ({
    kind: fact.kind,
    ...partiesOf(graph, fact),
    within: fact.kind === 'share' ? fact.within : { lo: ZERO, hi: fact.kind === 'rest' ? fact.upTo : ONE },
    ...(settles === undefined ? {} : { settles }),
  });
  const controlling = graph.controls.filter(({ owned }) => inScope.has(owned));
  const held = controlling.length === 0 ? undefined : solver(all).lo;
  const reached = verdict === 'met';
  return {
    ...base,
    verdict,
    isListed,
    parties,
    together,
    open,
    hasListedMinority:
      !reached && (readings.sum === 'sum' ? [together] : parties).some((each) => compare(each.held.lo, ZERO) > 0),
    loops: loopsAmong(graph, everything, MAX_LOOPS).map(({ members, ring, product }) => ({
      members: [...new Set(members.map(id))],
      ring: ring.map(id),
      product,
    })),
    controls: controlling
      .filter(({ owner }) => listedIds.has(graph.ids[owner] ?? '') || compare(held?.get(owner) ?? ZERO, threshold) >= 0)
      .slice(0, MAX_CONTROLS)
      .map(({ owner, owned, kind }) => ({
        owner: id(owner),
        owned: id(owned),
        kind,
        byListed: listedIds.has(graph.ids[owner] ?? ''),
      })),
    ...(deciding === undefined
      ? {}
      : {
          deciding: {
            alone: deciding.alone.map(({ fact, settles }) => tellFact(fact, settles)),
            together: (deciding.together?.facts ?? []).map((fact) =>
              tellFact(fact, deciding.together === undefined ? undefined : [deciding.together.settles]),
            ),
            isCut: deciding.isCut,
          },
        }),
    isExact,
    problems: graph.problems.filter(({ owner, owned }) => ids.has(owned) || (owner !== undefined && ids.has(owner))),
  };
}

/** Met if one is met, else unknown if one is unknown. */
function strongest(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('met') ? 'met' : verdicts.includes('unknown') ? 'unknown' : 'not-met';
}

function tellParties(owners: readonly string[], entity: string): string[] {
  return [...owners, entity].filter((party, i, all) => party !== all[i - 1]);
}
