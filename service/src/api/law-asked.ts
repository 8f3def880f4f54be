import { type Coverage, coverageOf, isLegalDate, type LawBook, type LegalDate } from '@ytterby/core';
import { branchesAt } from '../browse-law/standing-over-time.ts';
import { type LawAsked, type LawAt, lawAt } from '../browse-law/law-at.ts';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';

/** Days that a request names exist, or it is refused: `2026-02-30` has the shape of a day. */
export function checkDays(days: Readonly<Record<string, LegalDate | undefined>>, path: '/query' | '/body'): void {
  const wrong: FieldProblem[] = Object.entries(days).flatMap(([name, day]) =>
    day === undefined || isLegalDate(day)
      ? []
      : [{ path: `${path}/${name}`, zh: `没有“${day}”这一天。`, en: `There is no day ${day}.` }],
  );
  if (wrong.length > 0) throw new ApiProblem('not-valid', undefined, wrong);
}

/** The law that a query asks, with how far it was checked. */
export interface LawAnswering extends LawAt {
  readonly asked: {
    readonly asOf: LegalDate;
    readonly knownAt: LegalDate;
    readonly branch: string;
    readonly coverage: Coverage;
  };
}

/** @throws ApiProblem `not-valid` for a day that does not exist and for a branch that was not open by `knownAt` */
export function lawAnswering({ book: pack }: LawInUse, query: LawAsked, today: LegalDate): LawAnswering {
  checkDays({ asOf: query.asOf, knownAt: query.knownAt }, '/query');
  const at = lawAt(pack, query, today);
  const { asOf, knownAt, branch } = at.moment;
  checkBranch(branch, branchesAt(at.book, knownAt));
  return { ...at, asked: { asOf, knownAt, branch, coverage: coverageOf(pack, asOf, knownAt) } };
}

/** Outcomes of exports are given for no day before the pack begins. @throws ApiProblem `not-valid` */
export function checkCovered(pack: LawBook, asOf: LegalDate, knownAt: LegalDate, field: string): void {
  const { state, text } = coverageOf(pack, asOf, knownAt);
  if (state === 'before-coverage') throw new ApiProblem('not-valid', undefined, [{ path: `/query/${field}`, ...text }]);
}

export function checkBranch(branch: string, open: readonly string[]): void {
  if (open.includes(branch)) return;
  throw new ApiProblem('not-valid', undefined, [
    {
      path: '/query/branch',
      zh: `没有“${branch}”这一分支。可选：${open.join('、')}。`,
      en: `There is no branch ${branch}. Choose from: ${open.join(', ')}.`,
    },
  ]);
}
