import {
  type BranchId,
  diffLaw,
  ENACTED,
  type LawBook,
  type LawDifference,
  lawKnownAt,
  type LegalDate,
  readingsOf,
} from '@ytterby/core';

/** Two days whose law is compared. */
export interface DaysCompared {
  readonly before: LegalDate;
  readonly after: LegalDate;
  /** For both days; default: each as it was known on that day. */
  readonly knownAt?: LegalDate | undefined;
  /** Of the later day; default: the enacted text. */
  readonly branch?: BranchId | undefined;
}

/** Walking all kinds of exports takes a third of a second, and the same days are asked about again. */
const compared = new WeakMap<LawBook, Map<string, LawDifference>>();
const KEPT = 200;

/**
 * What changes from one day to another: provisions, and kinds of exports that are answered differently.
 * @example compareLaw(pack, { before: '2026-11-10', after: '2026-11-11' }).provisions[0]?.after // 'in-force'
 */
export function compareLaw(pack: LawBook, { before, after, knownAt, branch = ENACTED }: DaysCompared): LawDifference {
  const known = compared.get(pack) ?? new Map<string, LawDifference>();
  compared.set(pack, known);
  const key = JSON.stringify([before, after, knownAt, branch]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const on = (asOf: LegalDate, of: BranchId) => ({
    book: lawKnownAt(pack, knownAt ?? asOf),
    moment: { asOf, knownAt: knownAt ?? asOf, branch: of, readings: readingsOf(pack) },
  });
  const difference = diffLaw(on(before, ENACTED), on(after, branch));
  if (known.size >= KEPT) known.clear();
  known.set(key, difference);
  return difference;
}
