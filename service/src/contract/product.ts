import type { LineFacts } from '@ytterby/core';
import { Type } from 'typebox';
import { route } from './route.ts';
import { Id, Instant, NOTHING, OrganisationParams, PAGING, PageOf } from './shapes.ts';

/** An organisation's products: what a line of an export says of the goods, kept under a code of its own. */

const closed = { additionalProperties: false } as const;
const Code = Type.String({ minLength: 1, maxLength: 200, description: 'The organisation’s own; once only.' });
const Name = Type.String({ minLength: 1, maxLength: 500 });

/** A line of an export without its number. */
export type ProductFacts = Omit<LineFacts, 'id'>;

export const SEARCH = {
  ...PAGING,
  search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of a name or code.' })),
};

const ProductShape = Type.Object(
  {
    id: Id,
    code: Code,
    name: Name,
    facts: Type.Unsafe<ProductFacts>({ type: 'object', 'x-schema': 'ProductFacts' }),
    changedAt: Instant,
    revision: Type.Integer(),
  },
  closed,
);
const ProductFields = Type.Object(
  {
    code: Code,
    name: Name,
    facts: Type.Unsafe<unknown>({
      'x-schema': 'ProductFacts',
      description: 'A line of ExportFacts without its id: item, madeIn, origin, steps, technologyOrigin, part …',
    }),
  },
  closed,
);
const ProductParams = Type.Object({ organisation: Id, product: Id }, closed);

export const PRODUCT_ROUTES = {
  'product.list': route({
    id: 'product.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/products',
    summary: 'The products of an organisation, by code',
    action: 'library.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(SEARCH, closed),
    reply: PageOf(ProductShape),
  }),
  'product.get': route({
    id: 'product.get',
    method: 'GET',
    path: '/v1/organisations/:organisation/products/:product',
    summary: 'One product',
    action: 'library.read',
    kind: 'read',
    params: ProductParams,
    reply: ProductShape,
    revision: 'given',
  }),
  'product.create': route({
    id: 'product.create',
    method: 'POST',
    path: '/v1/organisations/:organisation/products',
    summary: 'Take in a product',
    action: 'library.change',
    kind: 'command',
    params: OrganisationParams,
    body: ProductFields,
    reply: ProductShape,
    status: 201,
    revision: 'given',
    problems: ['not-valid', 'conflict'],
  }),
  'product.change': route({
    id: 'product.change',
    method: 'PUT',
    path: '/v1/organisations/:organisation/products/:product',
    summary: 'Change a product',
    action: 'library.change',
    kind: 'command',
    params: ProductParams,
    body: ProductFields,
    reply: ProductShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
  'product.remove': route({
    id: 'product.remove',
    method: 'DELETE',
    path: '/v1/organisations/:organisation/products/:product',
    summary: 'Remove a product; what was determined with it stays as it is',
    action: 'library.change',
    kind: 'command',
    params: ProductParams,
    reply: NOTHING,
    revision: 'wanted',
  }),
} as const;
