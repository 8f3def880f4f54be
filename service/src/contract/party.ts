import type { PartyFacts } from '@ytterby/core';
import { Type } from 'typebox';
import { SEARCH } from './product.ts';
import { route } from './route.ts';
import { Id, Instant, NOTHING, OrganisationParams, PageOf } from './shapes.ts';

/** The parties with which an organisation deals: importers, consignees, intermediaries, end users. */

const closed = { additionalProperties: false } as const;

const PartyShape = Type.Object(
  {
    id: Id,
    name: Type.String(),
    facts: Type.Unsafe<PartyFacts>({ type: 'object', 'x-schema': 'PartyFacts' }),
    changedAt: Instant,
    revision: Type.Integer(),
  },
  closed,
);
const PartyFields = Type.Object(
  {
    facts: Type.Unsafe<unknown>({
      'x-schema': 'PartyFacts',
      description:
        'One of the parties of ExportFacts: role, name, country, military, listEntry, owners. The name is needed.',
    }),
  },
  closed,
);
const PartyParams = Type.Object({ organisation: Id, party: Id }, closed);

export const PARTY_ROUTES = {
  'party.list': route({
    id: 'party.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/parties',
    summary: 'The parties of an organisation, by name',
    action: 'library.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(SEARCH, closed),
    reply: PageOf(PartyShape),
  }),
  'party.get': route({
    id: 'party.get',
    method: 'GET',
    path: '/v1/organisations/:organisation/parties/:party',
    summary: 'One party',
    action: 'library.read',
    kind: 'read',
    params: PartyParams,
    reply: PartyShape,
    revision: 'given',
  }),
  'party.create': route({
    id: 'party.create',
    method: 'POST',
    path: '/v1/organisations/:organisation/parties',
    summary: 'Take in a party',
    action: 'library.change',
    kind: 'command',
    params: OrganisationParams,
    body: PartyFields,
    reply: PartyShape,
    status: 201,
    revision: 'given',
    problems: ['not-valid'],
  }),
  'party.change': route({
    id: 'party.change',
    method: 'PUT',
    path: '/v1/organisations/:organisation/parties/:party',
    summary: 'Change a party',
    action: 'library.change',
    kind: 'command',
    params: PartyParams,
    body: PartyFields,
    reply: PartyShape,
    revision: 'wanted',
    problems: ['not-valid'],
  }),
  'party.remove': route({
    id: 'party.remove',
    method: 'DELETE',
    path: '/v1/organisations/:organisation/parties/:party',
    summary: 'Remove a party; decisions on its hits stay',
    action: 'library.change',
    kind: 'command',
    params: PartyParams,
    reply: NOTHING,
    revision: 'wanted',
  }),
} as const;
