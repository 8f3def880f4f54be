import type { Verdict } from '../../finding.ts';
import { add, compare, ONE, type Rational, smaller, subtract, ZERO } from '../../quantity/rational.ts';
import type { Interval } from '../../quantity/interval.ts';
import type { OwnershipGraph } from './graph.ts';
import { isOpen, leastStated, ownersOf, type Scope, type Supposed } from './scope.ts';

/** Something nobody has said, that the answer may hang on. */
export type OpenFact =
  /** Which share does this owner hold? */
  | { readonly kind: 'share'; readonly edge: number; readonly within: Interval }
  /** Who holds what the stated shares of this party leave over? */
  | { readonly kind: 'rest'; readonly node: number; readonly upTo: Rational }
  /** Who is this party? */
  | { readonly kind: 'identity'; readonly node: number };

/** An open fact, with the verdicts that an answer to it alone can bring about. */
export interface DecidingFact {
  readonly fact: OpenFact;
  readonly settles: readonly ('met' | 'not-met')[];
}

/** The facts whose answers can settle a verdict that is unknown. */
export interface Deciding {
  /** Each alone can settle it; the nearest to the entity first. */
  readonly alone: readonly DecidingFact[];
  /** Where none can: a set that can together, of which none can be left out. */
  readonly together?: { readonly facts: readonly OpenFact[]; readonly settles: 'met' | 'not-met' };
  /** Were there more open facts than were tried? */
  readonly isCut: boolean;
}

/** Open facts that are tried, the nearest to the entity first. */
const MAX_FACTS = 40;

/** What is open in a scope, nearest to the target first. */
function openFacts(scope: Scope, target: number): { facts: OpenFact[]; isCut: boolean } {
  const { graph, seeds } = scope;
  const facts: OpenFact[] = [];
  const seen = new Set<number>([target]);
  const queue = [target];
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at] as number;
    if (seeds.has(node)) continue;
    const owners = ownersOf(scope, node);
    const least = leastStated(owners);
    const left = subtract(ONE, least);
    if (isOpen(scope, node) && left.n > 0n) {
      facts.push(
        graph.unnamed[node] === 1 && owners.length === 0
          ? { kind: 'identity', node }
          : { kind: 'rest', node, upTo: left },
      );
    }
    for (const { edge, owner, share } of owners) {
      const hi = smaller(share.hi ?? ONE, subtract(ONE, subtract(least, share.lo)));
      if (compare(share.lo, hi) < 0) facts.push({ kind: 'share', edge, within: { lo: share.lo, hi } });
      if (seen.has(owner)) continue;
      seen.add(owner);
      queue.push(owner);
    }
    if (facts.length > MAX_FACTS) break;
  }
  return { facts: facts.slice(0, MAX_FACTS), isCut: facts.length > MAX_FACTS };
}

/** One answer to an open fact. */
interface Answer {
  readonly fact: OpenFact;
  readonly suppose: (into: { shares: Map<number, Interval>; rest: Map<number, 'clear' | 'listed'> }) => void;
}

function answersTo(fact: OpenFact): Answer[] {
  if (fact.kind === 'share') {
    return [fact.within.lo, fact.within.hi ?? ONE].map((end) => ({
      fact,
      suppose: (into) => into.shares.set(fact.edge, { lo: end, hi: end }),
    }));
  }
  return (['clear', 'listed'] as const).map((rest) => ({ fact, suppose: (into) => into.rest.set(fact.node, rest) }));
}

function supposing(answers: Iterable<Answer>): Supposed {
  const into = { shares: new Map<number, Interval>(), rest: new Map<number, 'clear' | 'listed'>() };
  for (const answer of answers) answer.suppose(into);
  return into;
}

/** What the answer is under some suppositions. */
export interface Judged {
  readonly verdict: Verdict;
  readonly lo: Rational;
  readonly hi: Rational;
}

/**
 * Which facts could settle the verdict? Every open fact near the entity is answered in its two extreme ways, one at a
 * time. If none settles it alone, answers are added while each moves a bound, the one that moves it most first, and those
 * that turn out not to be needed are dropped again.
 * @example T: L holds 30 %, H holds 40 %, nothing else is known: who holds H, or the rest of T, can settle it to `met`
 */
export function decidingFacts(
  scopes: readonly Scope[],
  target: number,
  judge: (supposed: Supposed) => Judged | undefined,
): Deciding {
  const known = new Map<string, OpenFact>();
  let isCut = false;
  for (const scope of scopes) {
    const open = openFacts(scope, target);
    isCut ||= open.isCut;
    for (const fact of open.facts) {
      const key = fact.kind === 'share' ? `share ${fact.edge}` : `${fact.kind} ${fact.node}`;
      if (!known.has(key)) known.set(key, fact);
    }
  }
  const facts = [...known.values()].slice(0, MAX_FACTS);
  const alone: DecidingFact[] = [];
  const answers = facts.flatMap(answersTo);
  const judged: (Judged | undefined)[] = [];
  for (const answer of answers) {
    const one = judge(supposing([answer]));
    if (one === undefined) {
      isCut = true;
      break;
    }
    judged.push(one);
  }
  for (const fact of facts) {
    const settles = new Set<'met' | 'not-met'>();
    answers.forEach((answer, i) => {
      const verdict = judged[i]?.verdict;
      if (answer.fact === fact && (verdict === 'met' || verdict === 'not-met')) settles.add(verdict);
    });
    if (settles.size > 0) alone.push({ fact, settles: [...settles].sort() });
  }
  if (alone.length > 0 || (isCut && judged.length < answers.length)) return { alone, isCut };
  const [scope] = scopes;
  const sets = (['not-met', 'met'] as const).flatMap((wanted) => {
    const moves = (from: Judged, to: Judged) =>
      wanted === 'met' ? compare(to.lo, from.lo) > 0 : compare(to.hi, from.hi) < 0;
    const better = (a: Judged, b: Judged) => (wanted === 'met' ? compare(b.lo, a.lo) : compare(a.hi, b.hi)) < 0;
    const taken: Answer[] = [];
    let now = judge({});
    while (now !== undefined && now.verdict !== wanted) {
      let best: { answer: Answer; judged: Judged } | undefined;
      for (const [i, answer] of answers.entries()) {
        if (taken.some((each) => each.fact === answer.fact)) continue;
        const together = supposing([...taken, answer]);
        if (scope !== undefined && !canBe(scope, together)) continue;
        const then = taken.length === 0 ? judged[i] : judge(together);
        if (then === undefined) {
          isCut = true;
          return [];
        }
        if (moves(now, then) && (best === undefined || better(then, best.judged))) best = { answer, judged: then };
      }
      if (best === undefined) return [];
      taken.push(best.answer);
      now = best.judged;
    }
    for (const answer of taken.slice()) {
      const without = taken.filter((each) => each !== answer);
      if (judge(supposing(without))?.verdict === wanted) taken.splice(taken.indexOf(answer), 1);
    }
    return now === undefined ? [] : [{ facts: taken.map((each) => each.fact), settles: wanted }];
  });
  const [together] = sets.sort((a, b) => a.facts.length - b.facts.length);
  return { alone, ...(together === undefined ? {} : { together }), isCut };
}

/** Do the shares that are supposed leave room for the others? */
function canBe(scope: Scope, supposed: Supposed): boolean {
  const { graph } = scope;
  const nodes = new Set([...(supposed.shares?.keys() ?? [])].map((edge) => graph.owned[edge] as number));
  for (const node of nodes) {
    let sum: Rational = ZERO;
    for (const { share } of ownersOf({ ...scope, supposed }, node)) sum = add(sum, share.lo);
    if (compare(sum, ONE) > 0) return false;
  }
  return true;
}

/** The ids a question about an open fact is about. */
export function partiesOf(graph: OwnershipGraph, fact: OpenFact): { owner?: string; owned: string } {
  const id = (node: number) => graph.ids[graph.party(node)] ?? '';
  return fact.kind === 'share'
    ? { owner: id(graph.owner[fact.edge] as number), owned: id(graph.owned[fact.edge] as number) }
    : { owned: id(fact.node) };
}
