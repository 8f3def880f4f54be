import { Type } from 'typebox';
import { AGENCY_SCOPES, type AgencyScope } from '../access/roles.ts';
import { route } from './route.ts';
import { Day, Id, Instant, OrganisationParams, TextShape } from './shapes.ts';

/**
 * Agents in China who may act for an operator outside China, by a power of attorney. In the product's own name, because each side
 * sees the name of the other, which it may not see otherwise.
 */

const closed = { additionalProperties: false } as const;
const Scope = Type.Enum(Object.keys(AGENCY_SCOPES) as AgencyScope[]);
const Party = Type.Object({ id: Id, name: TextShape }, closed);

export const AgencyShape = Type.Object(
  {
    id: Id,
    agent: Party,
    principal: Party,
    scopes: Type.Array(Scope),
    document: Type.String({ description: 'Number or name of the power of attorney.' }),
    from: Day,
    lastDay: Type.Union([Day, Type.Null()], { description: 'Included. Null: until it is revoked.' }),
    revokedAt: Type.Union([Instant, Type.Null()]),
    standing: Type.Enum(['to-come', 'valid', 'ended', 'revoked'] as const, { description: 'Today, in Beijing.' }),
  },
  closed,
);

export const AGENT_ROUTES = {
  'agent.list': route({
    id: 'agent.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/agents',
    summary: 'Who acts for the organisation, and for whom it acts',
    action: 'agent.read',
    kind: 'read',
    asProduct: true,
    params: OrganisationParams,
    reply: Type.Array(AgencyShape),
  }),
  'agent.appoint': route({
    id: 'agent.appoint',
    method: 'POST',
    path: '/v1/organisations/:organisation/agents',
    summary: 'Appoint an agent',
    description:
      'The organisation is the principal: an operator outside China. The agent is a company in China, named by its code.',
    action: 'agent.appoint',
    kind: 'command',
    asProduct: true,
    params: OrganisationParams,
    body: Type.Object(
      {
        uscc: Type.String({ maxLength: 40, description: "The agent's Unified Social Credit Code." }),
        scopes: Type.Array(Scope, { minItems: 1, uniqueItems: true }),
        document: Type.String({ minLength: 1, maxLength: 300 }),
        from: Day,
        lastDay: Type.Union([Day, Type.Null()]),
      },
      closed,
    ),
    reply: AgencyShape,
    status: 201,
    problems: ['not-valid'],
  }),
  'agent.revoke': route({
    id: 'agent.revoke',
    method: 'POST',
    path: '/v1/organisations/:organisation/agents/:agency/revoke',
    summary: 'Revoke a power of attorney, from now on',
    action: 'agent.appoint',
    kind: 'command',
    asProduct: true,
    params: Type.Object({ organisation: Id, agency: Id }, closed),
    reply: AgencyShape,
    problems: ['conflict'],
  }),
} as const;
