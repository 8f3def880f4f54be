import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { determine, outcomesOf, questions, shortAnswer, wholeOf } from '../determine.ts';
import { OUTCOMES, type SettledOutcome } from '../6-outcome/index.ts';
import { readingsOf } from '../law/index.ts';
import { type Gathered, type Hole, type PlainAnswer, plainAnswer, toldFacts } from './completions.ts';
import { type Case, EXPORTS_A_LAW, someCases } from './random-export.ts';
import { runnable } from './runnable.ts';

const RUNS = Number(process.env.YTTERBY_RUNS ?? 1000);
/** Seconds of work, but the suite may share its cores with much else. A long run has no limit. */
const patient = { timeout: RUNS > 1000 ? 0 : 300_000 };

const inOrder = (outcomes: Iterable<SettledOutcome>) => {
  const found = new Set(outcomes);
  return OUTCOMES.filter((outcome) => found.has(outcome));
};

function plainly({ book, truth, holes, readings }: Case): PlainAnswer {
  return plainAnswer(truth, holes, book, readingsOf(book, readings), OUTCOMES);
}

/** Says how to see it again: the law, the export and the readings as files. */
function expectEqual(found: unknown, wanted: unknown, told: Case, what: string): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) expect(found, `${what}\n${runnable(told)}`).toEqual(wanted);
}

interface Tally {
  /** Answers of one line in one branch that stay open, and those that the product leaves wider than they are. */
  open: number;
  wider: number;
  asked: number;
}

type Found = ReturnType<typeof questions>;

function checkLines(told: Case, found: Found, plain: PlainAnswer, tally: Tally): void {
  for (const [index, branches] of plain.lines.entries()) {
    const names = found[index]?.branches.map(({ branch }) => branch);
    expectEqual(
      names,
      branches.map(({ branch }) => branch),
      told,
      'branches',
    );
    for (const { branch, possible } of branches) {
      const product = found[index]?.branches.find((each) => each.branch === branch)?.possible ?? [];
      if (possible.size > 1) tally.open += 1;
      if (product.join() === inOrder(possible).join()) continue;
      // What the law asks may be tied together by one untold fact; the product looks at each by itself, and may then keep
      // an outcome too many. Never one too few.
      const missing = inOrder(possible).filter((outcome) => !product.includes(outcome));
      expectEqual(missing, [], told, `line ${index}, ${branch}: possible outcomes that the product leaves out`);
      tally.wider += 1;
      const isTied = !plain.isFree(branch, index);
      expectEqual(isTied ? inOrder(possible) : product, inOrder(possible), told, `line ${index}, ${branch}`);
    }
  }
}

function checkOverall(told: Case, found: Found, { overall, isFree }: PlainAnswer): void {
  const {
    outcome,
    branches: [first],
  } = wholeOf(found);
  const product = first?.possible ?? [];
  const possible = overall.map((branch) => inOrder(branch.possible));
  const [enacted = []] = possible;
  const isSettled = enacted.length === 1 && possible.every((outcomes) => outcomes.join() === enacted.join());
  const isDefinite = outcome !== 'undetermined' && outcome !== 'unconfirmed';
  if (isDefinite) expectEqual(isSettled && outcome === enacted[0], true, told, `definite: ${outcome}`);
  else if (isSettled)
    expectEqual(
      overall.every(({ branch }) => isFree(branch)),
      false,
      told,
      `settled, yet ${outcome}`,
    );
  if (product.join() === enacted.join()) return;
  const missing = enacted.filter((each) => !product.includes(each));
  expectEqual(missing, [], told, 'possible outcomes of the whole export that the product leaves out');
  expectEqual(isFree('enacted'), false, told, `product ${product.join()}, plainly ${enacted.join()}`);
}

function checkQuestions(told: Case, found: Found, plain: PlainAnswer, tally: Tally): void {
  for (const [index, branches] of plain.lines.entries()) {
    const mattering = told.holes.filter((_, hole) => branches.some(({ matters }) => matters[hole]));
    const ids = (found[index]?.questions ?? []).map(({ id }) => id);
    tally.asked += ids.length;
    const unasked = mattering.filter((hole) => !ids.some((id) => isAbout(id, hole)));
    expectEqual(
      unasked.map(({ feeds }) => feeds.join(' or ')),
      [],
      told,
      `line ${index}: matters, and is not asked`,
    );
    const inVain = ids.filter((id) => !mattering.some((hole) => isAbout(id, hole)));
    if (inVain.length === 0) continue;
    const isTied = branches.some(({ branch }) => !plain.isFree(branch, index));
    const together = branches.map(({ branch }) => plain.isAskedWith(branch, index));
    const withOthers = told.holes.filter((_, hole) => together.some((byHole) => byHole[hole]));
    if (inVain.every((id) => withOthers.some((hole) => isAbout(id, hole)))) continue;
    if (isExact(found[index]?.branches ?? [], branches) && !isTied)
      expectEqual(inVain, [], told, `line ${index}: asked, and cannot change the outcome`);
  }
}

/** Random law and exports of which some facts are not told: the product against the evaluator that tries every completion. */
describe('the product and the second evaluator', () => {
  test(
    'find the same possible outcomes for lines, branches and the whole, settle when one remains, ask what can matter',
    patient,
    () => {
      const tally: Tally = { open: 0, wider: 0, asked: 0 };
      fc.assert(
        fc.property(someCases, (cases) => {
          for (const told of cases) {
            const plain = plainly(told);
            const found = questions(toldFacts(told.truth, told.holes), told.book, { readings: told.readings });
            checkLines(told, found, plain, tally);
            checkOverall(told, found, plain);
            checkQuestions(told, found, plain, tally);
          }
        }),
        { numRuns: Math.ceil(RUNS / EXPORTS_A_LAW) },
      );
      expect(tally.open).toBeGreaterThan(RUNS / 4);
      expect(tally.asked).toBeGreaterThan(RUNS / 4);
      expect(tally.wider).toBeLessThan(tally.open / 10);
    },
  );

  test(
    'agree in long and in short: `determine`, `shortAnswer`, `wholeOf` and `outcomesOf` are one evaluator',
    patient,
    () => {
      fc.assert(
        fc.property(someCases, (cases) => {
          for (const told of cases) {
            const facts = toldFacts(told.truth, told.holes);
            const options = { readings: told.readings };
            const long = determine(facts, told.book, options);
            const short = shortAnswer(facts, told.book, options);
            expectEqual([short.outcome, short.possible], [long.outcome, long.possible], told, 'overall');
            const lines = outcomesOf(facts, told.book, options);
            const whole = wholeOf(lines);
            expectEqual(
              [whole.outcome, whole.branches[0]?.possible ?? []],
              [long.outcome, long.possible],
              told,
              'whole',
            );
            for (const [index, { outcome, branches, possible }] of long.lines.entries()) {
              expectEqual(short.lines[index]?.outcome, outcome, told, `line ${index}`);
              expectEqual(lines[index]?.branches[0]?.possible, possible, told, `line ${index}`);
              for (const each of branches) {
                const same = lines[index]?.branches.find(({ branch }) => branch === each.branch)?.possible;
                expectEqual(same, each.possible, told, `line ${index}, ${each.branch}`);
              }
            }
          }
        }),
        { numRuns: Math.ceil(RUNS / EXPORTS_A_LAW / (RUNS > 1000 ? 100 : 2)) },
      );
    },
  );
});

function isExact(
  product: readonly { readonly branch: string; readonly possible: readonly SettledOutcome[] }[],
  plain: readonly Gathered[],
): boolean {
  return plain.every(
    ({ branch, possible }) =>
      product.find((each) => each.branch === branch)?.possible.join() === inOrder(possible).join(),
  );
}

/**
 * Does a question of the product ask about this fact? The product asks one question for each fact that the law looks at:
 * of several parties, or of several fields of one, it asks about the first that is open; of a bill, about the parts that
 * can settle it.
 */
function isAbout(id: string, { feeds }: Hole): boolean {
  const asks: readonly (readonly [RegExp, readonly string[]])[] = [
    [/^item\b/, ['item']],
    [/^bom\./, ['content']],
    [/^to$/, ['to', 'destination', 'same-country']],
    [/^from$/, ['from', 'same-country', 'through-china']],
    [/^end-user$/, ['party', 'military-user', 'held']],
    [/^military:/, ['military-user']],
    [/^country:/, ['country']],
    [/^person:/, ['foreign-recipient']],
    [/^exporter(-person)?$/, ['exporter']],
    [/^(end-use|may-also-be)$/, ['end-use']],
    [/^via$/, ['via']],
    [/^final-destination$/, ['act', 'destination', 'same-country']],
    [/^owners:/, ['held']],
    [/^listed:/, ['party', 'held']],
  ];
  const about = asks.find(([pattern]) => pattern.test(id))?.[1] ?? [id];
  return about.some((fact) => feeds.includes(fact));
}
