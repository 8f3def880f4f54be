import type { Verdict } from '../finding.ts';
import { ANYTHING, divideByPositive, type Interval, multiplyIntervals, NOTHING } from '../quantity/interval.ts';
import {
  type Answer,
  type Effort,
  type End,
  lookAt,
  type OpenFact,
  type QuestionFact,
  rowOfLine,
  unitsWithin,
} from './answers.ts';
import { type Candidate, candidatesFor, type Goal, nextAnswers } from './candidates.ts';
import { type Content, type ContentLimb, presenceIn, rootsOf, type TestedProduct } from './content.ts';

/** What one answer, with the other facts as they are, leads to for the product. */
export interface AnswerEffect {
  readonly share: Interval;
  readonly verdict: Verdict;
}

/** One question whose answer can change the verdict. */
export interface Question {
  readonly fact: QuestionFact;
  /** Id of the part asked about; for `rate`, of a part whose value needs it. */
  readonly part: string;
  /** `class`: is the part on the list of inputs, or of products? */
  readonly list?: 'inputs' | 'products';
  /** `quantity`: id of the part that the input goes into. */
  readonly usedIn?: string;
  /** `loop`: ids of all its parts. */
  readonly parts?: readonly string[];
  /** `rate`: the currency without a rate. */
  readonly currency?: string;
  /** Id of the product for which it is asked. */
  readonly product: string;
  /** What is known of the number asked for, in its own currency or unit; `null` where no number is asked for. */
  readonly known: Interval | null;
  /** What the part adds to the share of the product, as far as is known now. */
  readonly adds: Interval;
  /** The answer that speaks most against the limb. */
  readonly best: AnswerEffect;
  /** The answer that speaks most for it. */
  readonly worst: AnswerEffect;
}

/** What to ask when the limb is `unknown`. */
export interface ContentQuestions {
  /** Answered favourably, they settle the limb as `not-met`; `null` = no answers can. */
  readonly settleAsNotMet: readonly Question[] | null;
  /** Answered unfavourably, they could settle it as `met`; `null` = no answers can. */
  readonly couldSettleAsMet: readonly Question[] | null;
  /** Was the whole search done? False only when the bill was too large for the effort allowed; the sets may then be incomplete. */
  readonly isComplete: boolean;
}

/** The search for one exported part. */
interface Search {
  readonly content: Content;
  readonly roots: readonly number[];
  readonly effort: Effort;
}

/** How many facts are tried alone when the search found that several are needed. */
const TRIED_ALONE = 32;

/** Answers that bring the share of one product to the goal, besides those given; `null` = none can. */
function answersFor(search: Search, product: TestedProduct, goal: Goal, given: readonly Answer[]): Answer[] | null {
  const { content, roots, effort } = search;
  const taken = new Map(given.map((answer) => [answer.fact.key, answer]));
  const chosen: Answer[] = [];
  let first: readonly Candidate[] = [];
  const isEnough = (answer: Answer) => lookAt(content, product, roots, [...given, answer], effort).isReached === goal;
  while (effort.left > 0) {
    const look = lookAt(content, product, roots, [...given, ...chosen], effort);
    if (look.isReached === goal) {
      if (chosen.length < 2) return chosen;
      // Across a part that may be an input, gains are not exact: one fact may do what several were chosen for.
      const alone = first.slice(0, TRIED_ALONE).find(isEnough);
      return alone === undefined ? chosen : [alone];
    }
    if (look.isReached !== 'unknown') return null;
    const candidates = candidatesFor(content, product, look, goal, taken);
    if (chosen.length === 0) first = candidates;
    const next = nextAnswers(candidates, look, product, content.asked.threshold, goal);
    if (next.length === 0) return null;
    for (const answer of next) {
      taken.set(answer.fact.key, answer);
      chosen.push(answer);
    }
  }
  return null;
}

/** Answers on quantities that may be 0 that take the product out of the exported part, or put it in. */
function presenceAnswers(search: Search, product: TestedProduct, goal: Goal): Answer[] {
  const { graph } = search.content.asked;
  const presence = presenceIn(search.roots, graph);
  const cameBy = new Map<number, { from: number; line: number }>();
  const found = graph.ids.map((_, part) => part).filter((part) => presence[part] === 'met');
  const frontier: Answer[] = [];
  const fact = (line: number): OpenFact => ({
    key: `quantity ${line}`,
    fact: 'quantity',
    part: graph.child[line] ?? 0,
    line,
  });
  for (let next = 0; next < found.length; next += 1) {
    const part = found[next] ?? 0;
    const end = graph.firstLine[part + 1] ?? 0;
    for (let line = graph.firstLine[part] ?? 0; line < end; line += 1) {
      const child = graph.child[line] ?? 0;
      if (presence[child] !== 'unknown') continue;
      if (presence[part] === 'met') frontier.push({ fact: fact(line), end: 'least' });
      if (cameBy.has(child)) continue;
      cameBy.set(child, { from: part, line });
      found.push(child);
    }
  }
  if (goal === 'not-met') return frontier;
  const path: Answer[] = [];
  for (let at = cameBy.get(product.part); at !== undefined; at = cameBy.get(at.from)) {
    if (graph.absence[at.line] === 1) path.push({ fact: fact(at.line), end: 'most' });
  }
  return path;
}

function productAnswer(product: TestedProduct, end: End): Answer {
  return { fact: { key: `product ${product.part}`, fact: 'class', list: 'products', part: product.part }, end };
}

/** Leaves out every answer that the goal is reached without, the last chosen first. */
function withoutNeedless(
  answers: readonly Answer[],
  search: Search,
  isReachedWith: (answers: readonly Answer[]) => boolean,
): Answer[] {
  let needed = [...answers];
  for (const answer of [...answers].reverse()) {
    if (search.effort.left <= 0) break;
    const fewer = needed.filter((each) => each !== answer);
    if (isReachedWith(fewer)) needed = fewer;
  }
  return needed;
}

interface Asked {
  readonly answer: Answer;
  readonly product: TestedProduct;
}

/** One set of answers that settles every product as not caught: product by product from the bottom up, answers reused. */
function settleAsNotMet(search: Search, open: readonly TestedProduct[]): Asked[] | null {
  const { content, roots, effort } = search;
  const fromBelow = [...open].sort((a, b) => (content.position[a.part] ?? 0) - (content.position[b.part] ?? 0));
  const firstAskedFor = new Map<Answer, TestedProduct>();
  const chosen: Answer[] = [];
  for (const product of fromBelow) {
    if (effort.left <= 0) break;
    if (lookAt(content, product, roots, chosen, effort).verdict === 'not-met') continue;
    const ways: Answer[][] = [];
    const byShare = answersFor(search, product, 'not-met', chosen);
    if (byShare) ways.push(byShare);
    if (product.isProduct === 'unknown') ways.push([productAnswer(product, 'least')]);
    if (product.isPresent === 'unknown') {
      const cut = presenceAnswers(search, product, 'not-met').filter(
        ({ fact }) => !chosen.some((each) => each.fact.key === fact.key),
      );
      const enough = (answers: readonly Answer[]) =>
        lookAt(content, product, roots, [...chosen, ...answers], effort).verdict === 'not-met';
      if (enough(cut)) ways.push(withoutNeedless(cut, search, enough));
    }
    if (ways.length === 0 && effort.left <= 0) break;
    if (ways.length === 0) return null;
    const shortest = ways.reduce((a, b) => (b.length < a.length ? b : a));
    for (const answer of shortest) {
      chosen.push(answer);
      firstAskedFor.set(answer, product);
    }
  }
  const isSettled = (answers: readonly Answer[]) =>
    fromBelow.every((product) => lookAt(content, product, roots, answers, effort).verdict === 'not-met');
  const needed = withoutNeedless(chosen, search, isSettled);
  return needed.map((answer) => ({ answer, product: firstAskedFor.get(answer) as TestedProduct }));
}

/** The smallest set found that settles one product, and so the limb, as met. */
function settleAsMet(search: Search, open: readonly TestedProduct[]): Asked[] | null {
  const { content, roots, effort } = search;
  let best: Asked[] | null = null;
  const fewestFirst = [...open].sort(
    (a, b) =>
      Number(a.isProduct === 'unknown') +
      Number(a.isPresent === 'unknown') -
      Number(b.isProduct === 'unknown') -
      Number(b.isPresent === 'unknown'),
  );
  // What would catch one product may catch another with fewer answers; looked for in bills of usual size only.
  const others = open.length <= 100 ? open : [];
  for (const product of fewestFirst) {
    if (effort.left <= 0 || best?.length === 1) break;
    const given: Answer[] = product.isPresent === 'unknown' ? presenceAnswers(search, product, 'met') : [];
    if (product.isProduct === 'unknown') given.push(productAnswer(product, 'most'));
    if (best !== null && given.length >= best.length) continue;
    const byShare = answersFor(search, product, 'met', given);
    if (byShare === null) continue;
    const caughtWith = (answers: readonly Answer[]) =>
      [product, ...others].find((each) => lookAt(content, each, roots, answers, effort).verdict === 'met');
    const all = [...given, ...byShare];
    if (lookAt(content, product, roots, all, effort).verdict !== 'met') continue;
    const needed = withoutNeedless(all, search, (answers) => caughtWith(answers) !== undefined);
    const caught = caughtWith(needed) ?? product;
    if (best === null || needed.length < best.length) best = needed.map((answer) => ({ answer, product: caught }));
  }
  return best;
}

/** The question for an answer, with what its best and its worst answer would lead to. */
function questionFor({ answer, product }: Asked, goal: Goal, search: Search): Question {
  const { content, roots, effort } = search;
  const { graph } = content.asked;
  const { fact, end } = answer;
  const effect = (supposed: End): AnswerEffect => {
    const { share, verdict } = lookAt(content, product, roots, [{ fact, end: supposed }], effort);
    return { share, verdict };
  };
  const other: End = end === 'least' ? 'most' : 'least';
  const now = lookAt(content, product, roots, [], effort);
  const units = unitsWithin(content, product.part, now).get(fact.part) ?? NOTHING;
  const adds =
    fact.part === product.part
      ? product.share
      : divideByPositive(multiplyIntervals(units, now.contained.at(fact.part) ?? ANYTHING), product.value);
  const stated = content.bases.find(({ basis }) => basis === product.basis)?.stated[fact.part];
  const isNumber = fact.fact === 'value' || fact.fact === 'quantity';
  const known = fact.line === undefined ? (stated?.amount ?? ANYTHING) : (graph.quantity[fact.line] ?? ANYTHING);
  const row = fact.line === undefined ? -1 : rowOfLine(graph, fact.line);
  return {
    fact: fact.fact,
    part: graph.ids[fact.part] ?? '',
    ...(fact.list === undefined ? {} : { list: fact.list }),
    ...(row < 0 ? {} : { usedIn: graph.ids[row] ?? '' }),
    ...(fact.loop === undefined ? {} : { parts: fact.loop.map((part) => graph.ids[part] ?? '').sort() }),
    ...(fact.currency === undefined ? {} : { currency: fact.currency }),
    product: product.id,
    known: isNumber ? known : null,
    adds,
    best: effect(goal === 'not-met' ? end : other),
    worst: effect(goal === 'not-met' ? other : end),
  };
}

/**
 * Which facts would settle an open limb? Two sets: answered favourably, the first settles it as not met; answered
 * unfavourably, the second could settle it as met. Every question can change the verdict when the others of its set are
 * answered so; a fact that cannot is never asked. For one product whose contributions add up, taking the largest first gives
 * the fewest questions; for several products the sets are small, not proven smallest. A settled limb gives empty sets.
 * @param effort How many parts may be looked at before the search stops; then `isComplete` is false.
 * @example // dysprosium of unknown origin worth 2 % of the magnet: both sets ask its origin
 */
export function contentQuestions(
  content: Content,
  limb: ContentLimb,
  root?: number,
  effort = 4_000_000,
): ContentQuestions {
  if (limb.verdict !== 'unknown') return { settleAsNotMet: [], couldSettleAsMet: [], isComplete: true };
  const roots = root === undefined ? rootsOf(content.asked.graph) : [root];
  const open = limb.tested.filter(({ verdict }) => verdict === 'unknown');
  const searchFor = (goal: Goal, left: number): { questions: readonly Question[] | null; isComplete: boolean } => {
    const search: Search = { content, roots, effort: { left } };
    const asked = goal === 'not-met' ? settleAsNotMet(search, open) : settleAsMet(search, open);
    const isComplete = search.effort.left > 0;
    return { questions: asked?.map((each) => questionFor(each, goal, search)) ?? null, isComplete };
  };
  // Each set is looked for when it is first asked for: most callers need one.
  let against: ReturnType<typeof searchFor> | undefined;
  let towards: ReturnType<typeof searchFor> | undefined;
  const notMet = () => (against ??= searchFor('not-met', effort / 2));
  const met = () => (towards ??= searchFor('met', effort / 2));
  return {
    get settleAsNotMet() {
      return notMet().questions;
    },
    get couldSettleAsMet() {
      return met().questions;
    },
    get isComplete() {
      return notMet().isComplete && met().isComplete;
    },
  };
}
