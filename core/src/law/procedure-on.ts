import type { Text, Verified } from '../finding.ts';
import type { LegalDate } from '../time/legal-date.ts';
import type { Effect } from './instrument.ts';
import type { LawBook } from './law-book.ts';
import { ENACTED, lawOn, readingsOf } from './law-on.ts';
import type { ApplicationKind, LicenceElement, Procedure } from './procedure.ts';

/** Where a rule stands, as a lawyer cites it. */
export interface RuleCite {
  readonly provision: string;
  readonly cite: Text;
  readonly verified: Verified;
}
export interface TimeLimit {
  readonly id: string;
  readonly name: Text;
  readonly for: readonly ApplicationKind[];
  readonly workingDays: number;
  readonly because: RuleCite;
}

/** The procedure on one day: the rules whose provisions are in force, each with its citation. */
export interface ProcedureOn {
  readonly on: LegalDate;
  readonly kinds: readonly (Procedure['kinds'][number] & { readonly because: RuleCite })[];
  readonly conditions: readonly (Procedure['conditions'][number] & { readonly because: RuleCite })[];
  readonly licenceRecord: readonly (Procedure['licenceRecord'][number] & { readonly because: RuleCite })[];
  readonly closed: readonly (Procedure['closed'][number] & { readonly because: RuleCite })[];
  readonly timeLimits: readonly TimeLimit[];
  readonly notCounted: readonly (Procedure['notCounted'][number] & { readonly because: RuleCite })[];
  readonly noLimit: readonly (Procedure['noLimit'][number] & { readonly because: RuleCite })[];
  readonly papers: readonly (Procedure['papers'][number] & { readonly because: RuleCite })[];
  readonly proofFields: readonly (Procedure['proofFields'][number] & { readonly because: RuleCite })[];
  readonly inChinese: readonly (Procedure['inChinese'][number] & { readonly because: RuleCite })[];
  readonly remarks: readonly (Procedure['remarks'][number] & { readonly because: RuleCite })[];
  readonly keyElements: { readonly elements: readonly LicenceElement[]; readonly because: RuleCite };
  /** How long the papers are kept; undefined where the rule is not in force. */
  readonly retention: (Procedure['retention'] & { readonly because: RuleCite }) | undefined;
  /** Provisions in force that can leave no path to approval: bans, refusals in principle, and the named grounds. */
  readonly refusalGrounds: ReadonlyMap<string, Text>;
  /** Every provision in force, for citations. */
  readonly inForce: ReadonlyMap<string, Text>;
}

/**
 * Which rules of procedure count on this day? In the enacted text, under the readings that the pack takes, as published
 * by that day. A rule whose provision is paused, ended or not yet published does not count.
 * Throws where the pack has no procedure: that is a bug of the caller, who must not offer licensing then.
 * @example procedureOn(book, '2026-03-02').timeLimits[0]?.workingDays // 45
 */
export function procedureOn(book: LawBook, on: LegalDate): ProcedureOn {
  const { procedure } = book;
  if (procedure === undefined) throw new Error('this law pack has no procedure');
  const { provisions } = lawOn(book, { asOf: on, knownAt: on, branch: ENACTED, readings: readingsOf(book) });
  const running = new Map(
    provisions.flatMap(({ provision, status }) =>
      status.is === 'in-force' ? [[provision.id, provision] as const] : [],
    ),
  );
  const counts = <Rule extends { readonly provision: string; readonly verified: Verified }>(rules: readonly Rule[]) =>
    rules.flatMap((rule) => {
      const found = running.get(rule.provision);
      if (found === undefined) return [];
      return [{ ...rule, because: { provision: rule.provision, cite: found.cite, verified: rule.verified } }];
    });
  const refuses = new Set(procedure.refusalGrounds);
  return {
    on,
    kinds: counts(procedure.kinds),
    conditions: counts(procedure.conditions),
    licenceRecord: counts(procedure.licenceRecord),
    closed: counts(procedure.closed),
    timeLimits: counts(procedure.timeLimits).map((limit) => ({
      ...limit,
      workingDays: Number(limit.workingDays ?? clockOf(running.get(limit.provision)?.effect)),
    })),
    notCounted: counts(procedure.notCounted),
    noLimit: counts(procedure.noLimit),
    papers: counts(procedure.papers),
    proofFields: counts(procedure.proofFields),
    inChinese: counts(procedure.inChinese),
    remarks: counts(procedure.remarks),
    keyElements: {
      elements: counts([procedure.keyElements])[0]?.elements ?? [],
      because: {
        provision: procedure.keyElements.provision,
        cite: running.get(procedure.keyElements.provision)?.cite ?? { zh: '', en: '' },
        verified: procedure.keyElements.verified,
      },
    },
    retention: counts([procedure.retention])[0],
    refusalGrounds: new Map(
      [...running.values()]
        .filter(({ id, effect }) => refuses.has(id) || leavesNoPath(effect))
        .map(({ id, cite }) => [id, cite]),
    ),
    inForce: new Map([...running.values()].map(({ id, cite }) => [id, cite])),
  };
}

/** The working days of a provision's own clock. */
export function clockOf(effect: Effect | undefined): string | undefined {
  return effect?.kind === 'duty' && effect.clock?.after === 'acceptance' ? effect.clock.workingDays : undefined;
}

function leavesNoPath(effect: Effect | undefined): boolean {
  return effect?.kind === 'prohibited' || (effect?.kind === 'review' && effect.policy === 'refusal-in-principle');
}
