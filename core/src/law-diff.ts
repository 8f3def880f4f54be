import { compareDiagram, type OutcomePair, outcomesIn, waysTo } from './6-outcome/index.ts';
import { ruledAt } from './branch-answer.ts';
import type { LawBook, Moment } from './law/index.ts';
import { openCell } from './open-cell.ts';

/** How one law differs from another: provisions whose status changed, and kinds of exports that are answered differently. */
export interface LawDifference {
  readonly provisions: readonly {
    readonly id: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly exports: readonly {
    readonly outcomes: OutcomePair;
    readonly example: Readonly<Record<string, readonly string[]>>;
  }[];
}

/** What changes between two moments, two packs, or two branches? At most `most` examples of each pair of outcomes. */
export function diffLaw(
  before: { readonly book: LawBook; readonly moment: Moment },
  after: { readonly book: LawBook; readonly moment: Moment },
  most = 5,
): LawDifference {
  const [old, young] = [ruledAt(before.book, before.moment), ruledAt(after.book, after.moment)];
  const status = (ruled: typeof old) =>
    new Map(ruled.law.provisions.map(({ provision, status: { is } }) => [provision.id, is as string]));
  const [was, is] = [status(old), status(young)];
  const provisions = [...new Set([...was.keys(), ...is.keys()])]
    .filter((id) => was.get(id) !== is.get(id))
    .map((id) => ({ id, before: was.get(id) ?? null, after: is.get(id) ?? null }));
  const cell = new Map([
    ...openCell([...old.rules.variables, ...young.rules.variables], before.book),
    ...openCell([...old.rules.variables, ...young.rules.variables], after.book),
  ]);
  const diagram = compareDiagram(old.rules, young.rules, cell);
  const pairs = [...outcomesIn(diagram)].filter((pair) => pair !== 'same');
  return {
    provisions,
    exports: pairs.flatMap((pair) =>
      waysTo(diagram, (leaf) => leaf === pair, most).map(({ outcome, way }) => ({
        outcomes: outcome as OutcomePair,
        example: Object.fromEntries(way),
      })),
    ),
  };
}
