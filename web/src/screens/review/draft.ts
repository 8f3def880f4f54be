import type { ReviewCondition, ReviewRule } from '@ytterby/core/licensing';

/** A rule as it is being written: fields may be empty still, or left over from another fact that was chosen before. */

export const FACTS = [
  'destination',
  'end-use',
  'control-code',
  'value',
  'outcome',
  'hit',
  'first-application',
  'kind',
] as const satisfies readonly ReviewCondition['fact'][];
export type Fact = (typeof FACTS)[number];

export interface ConditionDraft {
  readonly fact?: Fact | undefined;
  readonly in?: readonly string[] | undefined;
  readonly startsWith?: readonly string[] | undefined;
  readonly is?: boolean | undefined;
  readonly currency?: string | undefined;
  readonly over?: string | undefined;
}
interface WordsDraft {
  readonly zh?: string | undefined;
  readonly en?: string | undefined;
}
export interface RuleDraft {
  readonly name?: WordsDraft | undefined;
  readonly when?: readonly (ConditionDraft | undefined)[] | undefined;
  readonly suggests?:
    | {
        readonly flags?: readonly (WordsDraft | undefined)[] | undefined;
        readonly departments?: readonly string[] | undefined;
        readonly conditions?: readonly string[] | undefined;
      }
    | undefined;
}

/** Before anything is written: one condition and one flag, to be filled in. */
export const NEW_DRAFT: RuleDraft = {
  when: [{ fact: 'destination' }],
  suggests: { flags: [{}], departments: [], conditions: [] },
};

/** What a condition begins with when its fact is chosen. @example firstOf('hit') // { fact: 'hit', is: true } */
export function firstOf(fact: Fact): ConditionDraft {
  if (fact === 'hit' || fact === 'first-application') return { fact, is: true };
  if (fact === 'value') return { fact, currency: 'CNY' };
  return { fact };
}

/**
 * The rule that a draft says so far: what is not whole yet is left out, and so is a flag without words. That the rest is right
 * only the service says.
 * @example ruleOf({ when: [{ fact: 'destination', in: ['DE'] }, { fact: 'kind' }] }).when // [{ fact: 'destination', in: ['DE'] }]
 */
export function ruleOf({ name, when = [], suggests = {} }: RuleDraft): ReviewRule {
  const flags = (suggests.flags ?? []).map((flag) => wordsOf(flag)).filter(({ zh, en }) => zh !== '' || en !== '');
  return {
    name: wordsOf(name),
    when: when.flatMap((each) => conditionOf(each ?? {})),
    suggests: { flags, departments: [...(suggests.departments ?? [])], conditions: [...(suggests.conditions ?? [])] },
  };
}

const wordsOf = ({ zh = '', en = '' }: WordsDraft = {}) => ({ zh: zh.trim(), en: en.trim() });

function conditionOf({
  fact,
  in: values = [],
  startsWith = [],
  is,
  currency,
  over,
}: ConditionDraft): ReviewCondition[] {
  switch (fact) {
    case undefined:
      return [];
    case 'hit':
    case 'first-application':
      return is === undefined ? [] : [{ fact, is }];
    case 'value':
      return currency === undefined || over === undefined || over === '' ? [] : [{ fact, currency, over }];
    case 'control-code':
      return startsWith.length === 0 ? [] : [{ fact, startsWith: [...startsWith] }];
    default:
      // Chosen from the values that core's schema lists.
      return values.length === 0 ? [] : [{ fact, in: [...values] } as ReviewCondition];
  }
}
