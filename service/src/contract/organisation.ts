import { Type } from 'typebox';
import { ORGANISATION_KINDS, type OrganisationKind } from '../access/roles.ts';
import { route } from './route.ts';
import { Id, NOTHING, OrganisationParams, PAGING, PageOf } from './shapes.ts';

/** Organisations, their sites and identifiers. */

const closed = { additionalProperties: false } as const;
const Kind = Type.Enum(Object.keys(ORGANISATION_KINDS) as OrganisationKind[]);
const Name = Type.Object(
  { zh: Type.String({ maxLength: 300 }), en: Type.String({ maxLength: 300 }) },
  { ...closed, description: 'One of the two may be empty, not both.' },
);
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' });
const Uscc = Type.Union([Type.String({ maxLength: 40 }), Type.Null()], {
  description: 'Unified Social Credit Code (GB 32100-2015); its check digit is checked.',
});
const Lei = Type.Union([Type.String({ maxLength: 40 }), Type.Null()], {
  description: 'Legal Entity Identifier (ISO 17442); its check digits are checked.',
});

export const OrganisationShape = Type.Object(
  {
    id: Id,
    kind: Kind,
    name: Name,
    country: Country,
    uscc: Uscc,
    lei: Lei,
    demo: Type.Boolean({ description: 'Invented, and removable with one click.' }),
    revision: Type.Integer(),
  },
  closed,
);
const OrganisationFields = {
  name: Name,
  country: Country,
  uscc: Type.Optional(Uscc),
  lei: Type.Optional(Lei),
};

export const SiteShape = Type.Object(
  {
    id: Id,
    name: Type.String(),
    address: Type.String(),
    country: Country,
    unlocode: Type.Union([Type.String(), Type.Null()]),
    revision: Type.Integer(),
  },
  closed,
);
const SiteFields = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 300 }),
    address: Type.String({ maxLength: 1000 }),
    country: Country,
    unlocode: Type.Optional(
      Type.Union([Type.String({ pattern: '^[A-Z]{2}[A-Z2-9]{3}$', description: 'UN/LOCODE, as CNSHA.' }), Type.Null()]),
    ),
  },
  closed,
);
const SiteParams = Type.Object({ organisation: Id, site: Id }, closed);

export const ORGANISATION_ROUTES = {
  'organisation.list': route({
    id: 'organisation.list',
    method: 'GET',
    path: '/v1/organisations',
    summary: 'The organisations that the person may see, by name',
    action: 'organisation.list',
    kind: 'read',
    query: Type.Object(
      {
        ...PAGING,
        search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name, or a whole identifier.' })),
      },
      closed,
    ),
    reply: PageOf(OrganisationShape),
  }),
  'organisation.create': route({
    id: 'organisation.create',
    method: 'POST',
    path: '/v1/organisations',
    summary: 'Take in an organisation',
    action: 'organisation.create',
    kind: 'command',
    body: Type.Object({ kind: Kind, ...OrganisationFields }, closed),
    reply: OrganisationShape,
    status: 201,
    revision: 'given',
    problems: ['not-valid', 'conflict'],
  }),
  'organisation.get': route({
    id: 'organisation.get',
    method: 'GET',
    path: '/v1/organisations/:organisation',
    summary: 'One organisation',
    action: 'organisation.read',
    kind: 'read',
    params: OrganisationParams,
    reply: OrganisationShape,
    revision: 'given',
  }),
  'organisation.change': route({
    id: 'organisation.change',
    method: 'PATCH',
    path: '/v1/organisations/:organisation',
    summary: 'Change name, country or identifiers',
    action: 'organisation.change',
    kind: 'command',
    params: OrganisationParams,
    body: Type.Partial(Type.Object(OrganisationFields), closed),
    reply: OrganisationShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
  'organisation.remove': route({
    id: 'organisation.remove',
    method: 'DELETE',
    path: '/v1/organisations/:organisation',
    summary: 'Remove an organisation that has no members and no records',
    action: 'organisation.remove',
    kind: 'command',
    params: OrganisationParams,
    reply: NOTHING,
    revision: 'wanted',
    problems: ['conflict'],
  }),
  'site.list': route({
    id: 'site.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/sites',
    summary: 'The sites of an organisation',
    action: 'organisation.read',
    kind: 'read',
    params: OrganisationParams,
    reply: Type.Array(SiteShape),
  }),
  'site.add': route({
    id: 'site.add',
    method: 'POST',
    path: '/v1/organisations/:organisation/sites',
    summary: 'Add a site',
    action: 'organisation.change',
    kind: 'command',
    params: OrganisationParams,
    body: SiteFields,
    reply: SiteShape,
    status: 201,
    problems: ['not-valid'],
  }),
  'site.change': route({
    id: 'site.change',
    method: 'PUT',
    path: '/v1/organisations/:organisation/sites/:site',
    summary: 'Change a site',
    action: 'organisation.change',
    kind: 'command',
    params: SiteParams,
    body: SiteFields,
    reply: SiteShape,
    revision: 'wanted',
    problems: ['not-valid'],
  }),
  'site.remove': route({
    id: 'site.remove',
    method: 'DELETE',
    path: '/v1/organisations/:organisation/sites/:site',
    summary: 'Remove a site',
    action: 'organisation.change',
    kind: 'command',
    params: SiteParams,
    reply: NOTHING,
  }),
} as const;
