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
import { loopsAmong, pathsBetween, productOf } from './paths.ts';
import type { OwnershipReadings } from './readings.ts';
import {
  ancestorsOf,
  type Bounds,
  dependentsOf,
  leastStated,
  ownersOf,
  type Scope,
  seedsOf,
  type Supposed,
} from './scope.ts';
import type { InterestKind, OwnershipProblem } from './statements.ts';
import { OutOfSteps, OwnershipTooLarge, Work } from './work.ts';

/** Parties that are passed over in telling a long chain. */
export interface LeftOut {
  /** How many of those told stand before them. */
  readonly after: number;
  readonly parties: number;
}

/** A chain, told from the top: each party holds `shares[i]` in the next, through those left out where they stand between. */
export interface ToldPath {
  readonly parties: readonly string[];
  readonly shares: readonly Interval[];
  readonly product: Interval;
  /** Only of a chain too long to tell. */
  readonly leftOut?: LeftOut;
}

/** Entities that hold each other, told by one ring among them. */
export interface ToldLoop {
  readonly members: readonly string[];
  /** Each holds a share in the next, and the last in the first. */
  readonly ring: readonly string[];
  readonly product: Interval;
  readonly leftOut?: LeftOut;
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
  /** The largest chains. */
  readonly paths: readonly ToldPath[];
  /** There are, or may be, more chains than are told. */
  readonly hasMorePaths: boolean;
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
  readonly loops: readonly ToldLoop[];
  /** There are more groups of entities that hold each other. */
  readonly hasMoreLoops: boolean;
  /** Links without a share from listed parties, or from entities that listed parties surely hold half of. */
  readonly controls: readonly { owner: string; owned: string; kind: InterestKind; byListed: boolean }[];
  /** Only when the verdict is unknown. */
  readonly deciding?: { alone: readonly ToldFact[]; together: readonly ToldFact[]; isCut: boolean };
  /** False: a large loop was enclosed, to 60 decimal places or with doubles, and its number is no simple fraction. */
  readonly isExact: boolean;
  /** How much was worked out, in steps of about a microsecond. */
  readonly steps: number;
  /** What is wrong with statements about this entity and those above it. */
  readonly problems: readonly OwnershipProblem[];
}

export interface HoldingOptions {
  /** Default: 1/2 (No. 61 para. 2: 50 % or more). */
  readonly threshold?: Rational;
  /** Paths told for each party; default 5. */
  readonly paths?: number;
  /** Look for the facts that could settle an unknown verdict; default true. It solves what hangs on each of them some eighty times. */
  readonly deciding?: boolean;
  /** At most so many steps, then `OwnershipTooLarge` is thrown; default: no limit. */
  readonly mostSteps?: number;
}

const MAX_LOOPS = 20;
const MAX_CONTROLS = 50;
/** Listed parties tried when facts are searched, and steps for it. */
const MAX_PARTIES_FOR_FACTS = 20;
const MAX_STEPS_FOR_FACTS = 1_000_000;
/** Listed parties whose chains are told: those that hold most. */
const MAX_PARTIES_WITH_PATHS = 100;
/** Of a longer chain the first and last are told. */
const MAX_TOLD = 40;

/**
 * What do listed parties hold of this entity, on the day of the graph? Exact lower and upper bounds for each listed party
 * and for all together, through all paths, under the readings named (MOFCOM No. 61 of 2025 para. 2 counts holdings of
 * 50 % or more and says neither how chains nor how several listed parties count). Unknown shares, and what stated shares
 * leave over, widen the upper bound and never the lower; both stay within 0 and 1. The answer is `unknown` when a fact
 * that nobody stated could change it, and `deciding` then says which. Who might secretly own a listed party is not such a
 * fact; what was stated about its owners counts. An entity that the graph does not know is wholly
 * unknown. Links without shares are reported, never counted.
 * Cost: the solver's, once for everything above the entity and then for each listed party for what stands between it and the
 * entity; the facts that could settle it, and chains told, have limits of their own, and say where those were met.
 * @example A holds 30 % of B, B 30 % of A, the listed L 45.5 % of A (multiply): A [1/2, 1], as 0.455 / (1 - 0.09) = 1/2
 */
export function holdingIn(
  onDay: OwnershipGraph,
  entity: string,
  listed: Iterable<string>,
  readings: OwnershipReadings,
  options: HoldingOptions = {},
): HoldingAnswer {
  const work = new Work(options.mostSteps);
  const size = { entities: 0, links: 0, listed: 0 };
  try {
    return workedOut(onDay, entity, new Set(listed), readings, options, work, size);
  } catch (error) {
    throw error instanceof OutOfSteps ? new OwnershipTooLarge(size) : error;
  }
}

function workedOut(
  onDay: OwnershipGraph,
  entity: string,
  listedIds: ReadonlySet<string>,
  readings: OwnershipReadings,
  options: HoldingOptions,
  work: Work,
  size: { entities: number; links: number; listed: number },
): HoldingAnswer {
  const threshold = options.threshold ?? rational('1/2');
  const wanted = options.paths ?? 5;
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
      together: { held: { lo: isListed ? ONE : ZERO, hi: ONE }, verdict, paths: [], hasMorePaths: false },
      open: ONE,
      hasListedMinority: false,
      loops: [],
      hasMoreLoops: false,
      controls: [],
      isExact: true,
      steps: 0,
      problems: [{ code: 'ownership/party-not-described', owned: entity.slice(0, 80) }],
    };
  }
  const isListed = listedIds.has(entity);
  const id = (node: number) => onDay.ids[onDay.party(node)] ?? '';
  const everything = ancestorsOf(onDay, target, new Set());
  const isAbove = new Uint8Array(onDay.nodes);
  const inScope = new Set<number>();
  for (const node of everything) {
    isAbove[node] = 1;
    inScope.add(onDay.party(node));
    size.links += (onDay.start[node + 1] as number) - (onDay.start[node] as number);
  }
  const present = [...inScope].filter((node) => node !== target && listedIds.has(onDay.ids[node] ?? ''));
  size.entities = inScope.size;
  size.listed = present.length;
  work.spend(everything.length + size.links);
  const graph = withoutOpenRest(onDay, present);
  present.sort((a, b) => (id(a) < id(b) ? -1 : 1));
  const solver = readings.chain === 'multiply' ? multipliedThrough : majorityWhole;
  let isExact = true;
  /** Listed parties, and the bounds of what they hold of everything above the entity. */
  interface Solved {
    readonly scope: Scope;
    readonly bounds: Bounds;
  }
  const solved = (scope: Scope): Solved => {
    const bounds = solver(scope);
    isExact &&= bounds.isExact;
    return { scope, bounds };
  };
  const controlling = graph.controls.filter(({ owned }) => inScope.has(owned));
  const alsoWanted = new Set(controlling.map(({ owner }) => owner));
  const nobody = solved({ graph, seeds: new Set(), nodes: everything, supposed: {}, target, work });
  /** What hangs on no listed party is what it is when nobody is listed. */
  const solvedFor = (parties: readonly number[]): Solved => {
    const seeds = seedsOf(graph, parties);
    const nodes = dependentsOf(graph, seeds, isAbove, new Set());
    work.spend(nodes.length);
    return solved({ graph, seeds, nodes, supposed: {}, target, alsoWanted, work, known: nobody.bounds });
  };
  const boundsOf = ({ bounds }: { readonly bounds: Bounds }): { lo: Rational; hi: Rational } => ({
    lo: bounds.lo.get(target) ?? ZERO,
    hi: bounds.hi.get(target) ?? ONE,
  });
  /** With something supposed, only what hangs on it is worked out anew. */
  const supposing = ({ scope, bounds }: Solved, supposed: Supposed): { bounds: Bounds } => {
    const changed = new Set<number>([...(supposed.rest?.keys() ?? []), ...(supposed.stake?.keys() ?? [])]);
    for (const edge of supposed.shares?.keys() ?? []) changed.add(graph.owned[edge] as number);
    const nodes = dependentsOf(graph, changed, isAbove, scope.seeds);
    work.spend(nodes.length);
    return { bounds: solver({ ...scope, nodes, supposed, known: bounds }) };
  };
  const unstated = subtract(
    ONE,
    leastStated(ownersOf({ graph, seeds: new Set(), nodes: everything, supposed: {} }, target)),
  );
  const pathsOf = ({ scope }: Solved): Pick<PartyHolding, 'paths' | 'hasMorePaths'> => {
    const { paths, hasMore } = pathsBetween(graph, scope.seeds, target, isAbove, wanted, work);
    return {
      paths: paths.map(({ edges, product }) => tell(edges, product)),
      hasMorePaths: hasMore,
    };
  };
  const tell = (edges: readonly number[], product: Interval): ToldPath => {
    const links = edges.filter(
      (edge) => graph.party(graph.owner[edge] as number) !== graph.party(graph.owned[edge] as number),
    );
    const parties = [...links.map((edge) => id(graph.owner[edge] as number)), entity];
    const shares = links.map((edge) => shareOfEdge(graph, edge));
    if (parties.length <= MAX_TOLD) return { parties, shares, product };
    const [first, last] = [MAX_TOLD / 2, parties.length - MAX_TOLD / 2];
    return {
      parties: [...parties.slice(0, first), ...parties.slice(last)],
      shares: [...shares.slice(0, first - 1), productOf(shares.slice(first - 1, last)), ...shares.slice(last)],
      product,
      leftOut: { after: first, parties: last - first },
    };
  };
  const told = (solution: Solved, party: number | undefined, hasPaths: boolean): PartyHolding => {
    const held = boundsOf(solution);
    const verdict = atLeast(held, threshold);
    return {
      ...(party === undefined ? {} : { party: id(party) }),
      held,
      verdict,
      ...(hasPaths ? pathsOf(solution) : { paths: [], hasMorePaths: true }),
      ...(verdict === 'met' ? {} : { flip: { needed: flipStake(solution, held.lo), unstated } }),
    };
  };
  /** A small further stake shows by how much loops raise a direct holding. */
  const flipStake = (solution: Solved, lo: Rational): Rational => {
    const missing = subtract(threshold, lo);
    // Where everything is stated, others would have to sell, and who does decides what loops add.
    if (readings.chain !== 'multiply' || isZero(unstated)) return missing;
    // Outside of loops a stake is what it is.
    const { group, groupSize } = graph.components;
    if (groupSize[group[target] as number] === 1 && !ownsPartOf(graph, target)) return missing;
    const probe = smaller(unstated, rational('0.000001'));
    const more = supposing(solution, { stake: new Map([[target, probe]]) }).bounds.lo.get(target) ?? lo;
    const gain = divide(subtract(more, lo), probe);
    return compare(gain, ONE) > 0 ? divide(missing, gain) : missing;
  };
  const ofNobody = boundsOf(nobody);
  const open = ofNobody.hi;
  const all = present.length === 0 ? nobody : solvedFor(present);
  const together = told(all, undefined, true);
  const each = readings.sum === 'sum' ? [] : present.length === 1 ? [all] : present.map((party) => solvedFor([party]));
  const largest = each
    .map((solution, i) => ({ solution, party: present[i] as number, held: boundsOf(solution) }))
    .sort((a, b) => compare(b.held.lo, a.held.lo) || compare(b.held.hi, a.held.hi));
  const parties = largest.map(({ solution, party }, i) =>
    present.length === 1 ? { ...together, party: id(party) } : told(solution, party, i < MAX_PARTIES_WITH_PATHS),
  );
  const verdicts =
    readings.sum === 'sum'
      ? [together.verdict]
      : [...parties.map((one) => one.verdict), atLeast({ lo: ZERO, hi: open }, threshold)];
  const verdict = isListed ? 'met' : strongest(verdicts);

  let deciding: Deciding | undefined;
  if (verdict === 'unknown' && options.deciding !== false) {
    const tried = readings.sum === 'sum' ? [all] : [...each.slice(0, MAX_PARTIES_FOR_FACTS), nobody];
    const end = work.steps + MAX_STEPS_FOR_FACTS;
    let last = 0;
    deciding = decidingFacts(
      tried.map(({ scope }) => scope),
      target,
      (supposed: Supposed): Judged | undefined => {
        if (work.steps + last > end) return undefined;
        const before = work.steps;
        const held = tried.map((solution) => boundsOf(supposing(solution, supposed)));
        last = work.steps - before;
        return {
          verdict: strongest(held.map((one) => atLeast(one, threshold))),
          lo: held.map((one) => one.lo).reduce((a, b) => (compare(a, b) >= 0 ? a : b), ZERO),
          hi: held.map((one) => one.hi).reduce((a, b) => (compare(a, b) >= 0 ? a : b), ZERO),
        };
      },
    );
  }
  const ids = new Set([...inScope].map((node) => graph.ids[node]));
  const tellFact = (fact: OpenFact, settles?: readonly ('met' | 'not-met')[]): ToldFact => ({
    kind: fact.kind,
    ...partiesOf(graph, fact),
    within: fact.kind === 'share' ? fact.within : { lo: ZERO, hi: fact.kind === 'rest' ? fact.upTo : ONE },
    ...(settles === undefined ? {} : { settles }),
  });
  const held = all.bounds.lo;
  const reached = verdict === 'met';
  const loops = loopsAmong(graph, everything, MAX_LOOPS + 1);
  return {
    ...base,
    verdict,
    isListed,
    parties,
    together,
    open,
    hasListedMinority:
      !reached && (readings.sum === 'sum' ? [together] : parties).some((one) => compare(one.held.lo, ZERO) > 0),
    loops: loops.slice(0, MAX_LOOPS).map(({ members, ring, product }) => ({
      members: [...new Set(members.map(id))],
      ...tellRing(ring.map(id)),
      product,
    })),
    hasMoreLoops: loops.length > MAX_LOOPS,
    controls: controlling
      .filter(({ owner }) => listedIds.has(graph.ids[owner] ?? '') || compare(held.get(owner) ?? ZERO, threshold) >= 0)
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
    steps: work.steps,
    problems: graph.problems.filter(({ owner, owned }) => ids.has(owned) || (owner !== undefined && ids.has(owner))),
  };
}

function ownsPartOf({ start, owner }: OwnershipGraph, node: number): boolean {
  for (let edge = start[node] as number; edge < (start[node + 1] as number); edge++)
    if (owner[edge] === node) return true;
  return false;
}

function tellRing(ring: readonly string[]): Pick<ToldLoop, 'ring' | 'leftOut'> {
  if (ring.length <= MAX_TOLD) return { ring };
  const [first, last] = [MAX_TOLD / 2, ring.length - MAX_TOLD / 2];
  return { ring: [...ring.slice(0, first), ...ring.slice(last)], leftOut: { after: first, parties: last - first } };
}

/** Met if one is met, else unknown if one is unknown. */
function strongest(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('met') ? 'met' : verdicts.includes('unknown') ? 'unknown' : 'not-met';
}
