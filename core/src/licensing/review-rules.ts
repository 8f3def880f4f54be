import { type Static, Type } from 'typebox';
import { OUTCOMES } from '../6-outcome/index.ts';
import { END_USES } from '../facts.ts';
import { APPLICATION_KINDS } from '../law/index.ts';
import { add, compare, rational, ZERO } from '../quantity/rational.ts';
import { DecimalText } from './application.ts';
import type { CaseState } from './case-state.ts';

/**
 * Rules of the authority for its own review: on which cases to put a flag, which departments and which conditions to suggest. They
 * decide nothing. They are data, so that officers can change them, and try them on past cases before they count.
 */

const closed = { additionalProperties: false };
const Words = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' });
const Bilingual = Type.Object({ zh: Words, en: Words }, closed);
const Key = Type.String({ minLength: 1, maxLength: 200 });
const Some = <S extends Parameters<typeof Type.Array>[0]>(schema: S) =>
  Type.Array(schema, { minItems: 1, maxItems: 250 });

const Condition = Type.Union([
  Type.Object({ fact: Type.Literal('kind'), in: Some(Type.Enum(APPLICATION_KINDS)) }, closed),
  Type.Object(
    {
      fact: Type.Literal('destination'),
      in: Some(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' })),
    },
    closed,
  ),
  Type.Object(
    { fact: Type.Literal('control-code'), startsWith: Some(Key) },
    { ...closed, description: 'The control code of a line begins so: 1C902.' },
  ),
  Type.Object({ fact: Type.Literal('end-use'), in: Some(Type.Enum(END_USES)) }, closed),
  Type.Object(
    {
      fact: Type.Literal('outcome'),
      in: Some(Type.Enum([...OUTCOMES, 'undetermined', 'unconfirmed', 'not-covered'] as const)),
    },
    { ...closed, description: 'Of the determination that was frozen with the application.' },
  ),
  Type.Object(
    { fact: Type.Literal('hit'), is: Type.Boolean() },
    { ...closed, description: 'A party is listed, or is like a listed one and not cleared by two persons.' },
  ),
  Type.Object(
    {
      fact: Type.Literal('value'),
      currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' }),
      over: DecimalText,
    },
    {
      ...closed,
      description: 'The values of all lines in this currency come to more than this. Nothing is converted.',
    },
  ),
  Type.Object(
    { fact: Type.Literal('first-application'), is: Type.Boolean() },
    { ...closed, description: 'The applicant had submitted nothing before.' },
  ),
]);

/** When a rule speaks, and what it suggests then. */
export const ReviewRule = Type.Object(
  {
    name: Bilingual,
    when: Type.Array(Condition, {
      minItems: 1,
      maxItems: 20,
      description: 'All of them hold. What the application does not state makes none of them hold.',
    }),
    suggests: Type.Object(
      {
        flags: Type.Array(Bilingual, { maxItems: 20 }),
        departments: Type.Array(Key, { maxItems: 20, description: 'Organisations whose advice to ask for.' }),
        conditions: Type.Array(Key, { maxItems: 20, description: 'Conditions of the library to set.' }),
      },
      closed,
    ),
  },
  { ...closed, description: 'A rule for flags and routing.' },
);
export type ReviewRule = Static<typeof ReviewRule>;
export type ReviewCondition = ReviewRule['when'][number];

/** What is asked of a case beside its state. */
export interface ReviewCircumstances {
  readonly isFirstApplication: boolean;
}

/**
 * Which of these rules speak about a case? In their order, each whole, so that whoever sees a flag can see why.
 *
 * Amounts are compared exactly. A line without a value, or in another currency, adds nothing: a value over a threshold is certain, one
 * below it is not.
 *
 * @example flagsOf(state, rules, { isFirstApplication: true }).flatMap(({ suggests }) => suggests.flags) // [{ zh: '首次申请', … }]
 */
export function flagsOf<Rule extends Pick<ReviewRule, 'when' | 'suggests'>>(
  state: CaseState,
  rules: readonly Rule[],
  circumstances: ReviewCircumstances,
): readonly Rule[] {
  return rules.filter(({ when }) => when.every((condition) => holds(condition, state, circumstances)));
}

function holds(condition: ReviewCondition, state: CaseState, { isFirstApplication }: ReviewCircumstances): boolean {
  const { application } = state;
  if (application === null) return false;
  switch (condition.fact) {
    case 'kind':
      return isOneOf(application.kind, condition.in);
    case 'destination':
      return isOneOf(application.destination, condition.in);
    case 'control-code':
      return (application.lines ?? []).some(({ code }) => condition.startsWith.some((each) => code?.startsWith(each)));
    case 'end-use':
      return isOneOf(application.endUse?.kind, condition.in);
    case 'outcome':
      return isOneOf(application.determination?.outcome, condition.in);
    case 'hit':
      return hasHit(state) === condition.is;
    case 'value': {
      const total = (application.lines ?? [])
        .filter(({ currency }) => currency === condition.currency)
        .reduce((sum, { value }) => add(sum, rational(value ?? '0')), ZERO);
      return compare(total, rational(condition.over)) > 0;
    }
    case 'first-application':
      return isFirstApplication === condition.is;
  }
}

const isOneOf = (value: string | undefined, all: readonly string[]): boolean =>
  value !== undefined && all.includes(value);

function hasHit({ application, hits }: CaseState): boolean {
  const isOpenOrTrue = hits.some(
    ({ judged, countersigned }) => countersigned === undefined || judged?.match !== 'false-positive',
  );
  return isOpenOrTrue || (application?.determination?.listed ?? []).length > 0;
}
