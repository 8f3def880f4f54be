import type { Reply } from '../../api.ts';

export type RuleVersion = Reply<'rule.list'>[number];

/** The versions of one rule, the last first. */
export interface Rule {
  readonly id: string;
  readonly versions: readonly RuleVersion[];
  readonly last: RuleVersion;
  /** The version that is asked about every case; undefined: none is. */
  readonly active: RuleVersion | undefined;
  /** The version that was tried last, where it could take effect now. */
  readonly waiting: RuleVersion | undefined;
}

/** Is this version asked about every case? */
export const isSpeaking = ({ status }: RuleVersion): boolean => status === 'active';

/**
 * The rules from their versions: those that are active first, then those that were only tried, then those that are retired; among
 * themselves in the order in which they came.
 * @example rulesOf(versions).filter(({ active }) => active !== undefined)
 */
export function rulesOf(versions: readonly RuleVersion[]): readonly Rule[] {
  const rules = [...Map.groupBy(versions, ({ id }) => id)].flatMap(([id, found]): Rule[] => {
    const sorted = found.toSorted((one, other) => other.version - one.version);
    const [last] = sorted;
    if (last === undefined) return [];
    const waiting = last.status === 'tried' ? last : undefined;
    return [{ id, versions: sorted, last, active: sorted.find(isSpeaking), waiting }];
  });
  const rank = ({ active, waiting }: Rule) => (active !== undefined ? 0 : waiting !== undefined ? 1 : 2);
  return rules.toSorted((one, other) => rank(one) - rank(other));
}
