import { ReportTerm, ReviewRule } from '@ytterby/core/licensing';
import { type Static, Type } from 'typebox';
import { route } from './route.ts';
import { Id, Instant, NOTHING, TextShape } from './shapes.ts';

/**
 * What the authority sets for its own review: the library of conditions, and the rules that put flags on cases and suggest whom to
 * ask. Everything is kept in versions; a rule becomes active only after it was tried on past cases.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

export const ConditionId = Type.String({ minLength: 1, maxLength: 200, pattern: '^[a-z0-9][a-z0-9-]*$' });
const Words = Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' });
const ConditionShape = Type.Object(
  {
    id: ConditionId,
    version: Type.Integer(),
    text: TextShape,
    cite: orNull(Type.String({ description: 'The provision that stands behind it.' })),
    report: orNull(ReportTerm),
    madeAt: Instant,
    retiredAt: orNull(Instant),
  },
  closed,
);

const FLAGGED = { id: Id, number: Type.String(), status: Type.String(), statusText: TextShape, applicant: TextShape };
export const ReviewRuleShape = Type.Object(
  {
    id: Id,
    version: Type.Integer(),
    rule: ReviewRule,
    status: Type.Enum(['tried', 'active', 'replaced', 'retired'] as const, {
      description: '`tried`: on past cases only; it is not asked yet.',
    }),
    triedAt: Instant,
    triedOn: Type.Integer({ description: 'On how many past cases.' }),
    flagged: Type.Integer({ description: 'How many of them it would have flagged.' }),
    activeFrom: orNull(Instant),
    replacedBy: orNull(Type.Integer({ description: 'The version that took its place.' })),
    retiredAt: orNull(Instant),
  },
  closed,
);

/** What the rules say about one case. */
export const CaseFlagShape = Type.Object(
  {
    rule: Id,
    version: Type.Integer(),
    name: TextShape,
    flags: Type.Array(TextShape),
    departments: Type.Array(Id, { description: 'Whose advice to ask for.' }),
    conditions: Type.Array(Type.Object({ id: ConditionId, text: TextShape }, closed), {
      description: 'Conditions of the library to set.',
    }),
  },
  { ...closed, description: 'A rule that speaks about the case: it suggests, and decides nothing.' },
);
export type CaseFlag = Static<typeof CaseFlagShape>;

const OneCondition = Type.Object({ condition: ConditionId }, closed);
const OneRule = Type.Object({ rule: Id }, closed);

export const REVIEW_RULE_ROUTES = {
  'condition.list': route({
    id: 'condition.list',
    method: 'GET',
    path: '/v1/conditions',
    summary: 'The library of conditions, each in its last version, with those that are retired',
    action: 'rules.read',
    kind: 'read',
    reply: Type.Array(ConditionShape),
  }),
  'condition.add': route({
    id: 'condition.add',
    method: 'POST',
    path: '/v1/conditions',
    summary: 'Add a condition to the library, or a new wording of one',
    description: 'What was set on cases before keeps its words.',
    action: 'rules.change',
    kind: 'command',
    body: Type.Object(
      {
        condition: Type.Optional(
          Type.Unsafe<string>({ ...ConditionId, description: 'Of which this is a new wording. Absent: a new one.' }),
        ),
        text: Type.Object({ zh: Words, en: Words }, closed),
        cite: Type.Optional(
          Type.String({ minLength: 1, maxLength: 200, description: 'Id of a provision in force today.' }),
        ),
        report: Type.Optional(
          Type.Union([ReportTerm, Type.Null()], {
            description: 'Reports on use that it asks for; null: none. Absent: as in the wording before.',
          }),
        ),
      },
      closed,
    ),
    reply: ConditionShape,
    status: 201,
    problems: ['not-valid'],
  }),
  'condition.retire': route({
    id: 'condition.retire',
    method: 'DELETE',
    path: '/v1/conditions/:condition',
    summary: 'Retire a condition: it is not set any more, and stays where it is set',
    action: 'rules.change',
    kind: 'command',
    params: OneCondition,
    reply: NOTHING,
  }),

  'department.list': route({
    id: 'department.list',
    method: 'GET',
    path: '/v1/departments',
    summary: 'The departments whose advice a rule can suggest, by name',
    action: 'rules.read',
    kind: 'read',
    reply: Type.Array(Type.Object({ id: Id, name: TextShape }, closed)),
  }),
  'rule.list': route({
    id: 'rule.list',
    method: 'GET',
    path: '/v1/review-rules',
    summary: 'The rules for flags and routing in all their versions, the latest first',
    action: 'rules.read',
    kind: 'read',
    reply: Type.Array(ReviewRuleShape),
  }),
  'rule.try': route({
    id: 'rule.try',
    method: 'POST',
    path: '/v1/review-rules',
    summary: 'Try a rule on the last 500 cases, as they stand now',
    description: 'It is kept as a version that is not active yet.',
    action: 'rules.change',
    kind: 'command',
    body: Type.Object(
      {
        id: Type.Optional(
          Type.Unsafe<string>({ ...Id, description: 'Of the rule that it changes. Absent: a new one.' }),
        ),
        rule: ReviewRule,
      },
      closed,
    ),
    reply: Type.Object(
      {
        tried: ReviewRuleShape,
        flaggedNow: Type.Integer({ description: 'How many of these cases the active version flags.' }),
        newly: Type.Integer({ description: 'How many it flags that the active version does not.' }),
        noLonger: Type.Integer({ description: 'How many it does not flag that the active version does.' }),
        shown: Type.Array(
          Type.Object(
            { ...FLAGGED, isNew: Type.Boolean({ description: 'The active version does not flag it.' }) },
            closed,
          ),
          { description: 'The first 50 that it would have flagged, the latest first.' },
        ),
        shownNoLonger: Type.Array(Type.Object(FLAGGED, closed), {
          description: 'The first 50 that the active version flags and it does not.',
        }),
      },
      closed,
    ),
    status: 201,
    problems: ['not-valid'],
  }),
  'rule.activate': route({
    id: 'rule.activate',
    method: 'POST',
    path: '/v1/review-rules/:rule/activation',
    summary: 'Let a version that was tried take effect, in place of the one before',
    description: 'Only the last version, once.',
    action: 'rules.change',
    kind: 'command',
    params: OneRule,
    body: Type.Object({ version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }, closed),
    reply: ReviewRuleShape,
    problems: ['not-valid', 'conflict'],
  }),
  'rule.retire': route({
    id: 'rule.retire',
    method: 'DELETE',
    path: '/v1/review-rules/:rule',
    summary: 'Retire a rule: its flags are gone from now on',
    action: 'rules.change',
    kind: 'command',
    params: OneRule,
    reply: NOTHING,
  }),
} as const;
