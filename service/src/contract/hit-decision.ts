import type { ScreeningQuery } from '@ytterby/core/screening';
import { Type } from 'typebox';
import { DECIDED } from '../screening/decided.ts';
import { SCREENING_ROUTES } from './party-screening.ts';
import { route } from './route.ts';
import { Day, Id, Instant, OrganisationParams, PAGING, PageOf } from './shapes.ts';

/** What an organisation decided of the hits of its screenings. A decision is never changed; a later one takes its place. */

const closed = { additionalProperties: false } as const;
const { body: ScreeningBody, reply: ScreeningReply } = SCREENING_ROUTES['screening.run'];
const PartyReply = ScreeningReply.properties.parties.items;
const HitReply = PartyReply.properties.hits.items;

const Decided = Type.Enum([...DECIDED]);
const Word = Type.String({ minLength: 1, maxLength: 500 });

const DecisionShape = Type.Object(
  {
    id: Id,
    decided: Decided,
    by: Type.String({ description: 'Who decided, by name.' }),
    reason: Type.String(),
    on: Day,
    at: Instant,
    list: Type.String(),
    entry: Type.String(),
    recordHash: Type.String({ description: 'Of the entry when it was decided: of another it does not hold any more.' }),
    party: Type.Unsafe<ScreeningQuery>({ type: 'object', description: 'The party as it was screened.' }),
    query: Type.String({ description: 'Hash of what was known of the party.' }),
    replaced: Type.Boolean({ description: 'There is a later decision on the same party and entry.' }),
  },
  closed,
);

const FoundShape = Type.Object(
  {
    counts: Type.Boolean(),
    changed: Type.Union([Type.Enum(['entry', 'party'] as const), Type.Null()], {
      description: 'Why it does not count: one of the two is no longer the same.',
    }),
    decided: Decided,
    by: Type.String(),
    reason: Type.String(),
    on: Day,
  },
  { ...closed, description: 'What somebody decided of this hit, whether or not it still counts.' },
);

export const HIT_DECISION_ROUTES = {
  'hit-decision.list': route({
    id: 'hit-decision.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/hit-decisions',
    summary: 'Decisions on hits, the latest first',
    action: 'library.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(
      {
        ...PAGING,
        query: Type.Optional(Type.String({ maxLength: 100, description: 'Only those on this party, by its hash.' })),
      },
      closed,
    ),
    reply: PageOf(DecisionShape),
  }),
  'hit-decision.record': route({
    id: 'hit-decision.record',
    method: 'POST',
    path: '/v1/organisations/:organisation/hit-decisions',
    summary: 'Decide whether a party is the listed one',
    description:
      'The decision carries the name of whoever is signed in, and a reason. It holds as long as neither the entry nor what is known of the party changes.',
    action: 'library.change',
    kind: 'command',
    params: OrganisationParams,
    body: Type.Object(
      {
        party: ScreeningBody.properties.parties.items,
        list: Word,
        entry: Word,
        recordHash: Type.String({ maxLength: 100, description: 'Of the hit: the entry as it was looked at.' }),
        decided: Decided,
        reason: Type.String({ maxLength: 4000 }),
      },
      closed,
    ),
    reply: DecisionShape,
    status: 201,
    problems: ['not-valid', 'conflict'],
  }),
  'hit-decision.screen': route({
    id: 'hit-decision.screen',
    method: 'POST',
    path: '/v1/organisations/:organisation/screenings',
    summary: 'Screen parties with the organisation’s decisions laid over the hits',
    description:
      'As screening.run, with its decisions: a hit that was decided to be another party is cleared, a true match is a hit. Nothing is stored.',
    action: 'library.read',
    kind: 'read',
    params: OrganisationParams,
    body: ScreeningBody,
    reply: Type.Object(
      {
        ...ScreeningReply.properties,
        parties: Type.Array(
          Type.Object(
            {
              ...PartyReply.properties,
              verdict: Type.Enum(['hit', 'possible', 'clear-by-decision', 'none', 'unreadable'] as const, {
                description:
                  '`clear-by-decision`: there were hits, and of each somebody decided that it is another party.',
              }),
              hits: Type.Array(
                Type.Object(
                  {
                    ...HitReply.properties,
                    verdict: Type.Enum(['hit', 'possible', 'cleared'] as const),
                    decision: Type.Union([FoundShape, Type.Null()]),
                  },
                  closed,
                ),
              ),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    problems: ['not-valid', 'not-found'],
  }),
} as const;
