import { Type } from 'typebox';
import { ACTIONS, ALL_ROLES } from '../access/rights.ts';
import {
  AGENCY_SCOPES,
  type AgencyScope,
  MEMBER_ROLES,
  ORGANISATION_KINDS,
  type OrganisationKind,
} from '../access/roles.ts';
import { route } from './route.ts';
import { Email } from './session.ts';
import { Id, Instant, LanguageShape, NOTHING, OrganisationParams, PAGING, PageOf, TextShape } from './shapes.ts';

/** Members of an organisation, invitations, all people of the installation, and the table of rights. */

const closed = { additionalProperties: false } as const;
const Roles = Type.Array(Type.Enum([...MEMBER_ROLES]), { minItems: 1, uniqueItems: true });

const MemberShape = Type.Object(
  {
    account: Id,
    name: Type.String(),
    email: Type.String(),
    roles: Type.Array(Type.Enum([...MEMBER_ROLES])),
    secondFactor: Type.Boolean({ description: 'The person has one.' }),
    disabled: Type.Boolean(),
  },
  closed,
);
const MemberParams = Type.Object({ organisation: Id, account: Id }, closed);

const InvitationShape = Type.Object(
  {
    id: Id,
    email: Type.String(),
    roles: Type.Array(Type.Enum([...MEMBER_ROLES])),
    invitedBy: Type.Union([Type.String(), Type.Null()]),
    invitedAt: Instant,
    endsAt: Instant,
  },
  closed,
);
const Link = Type.String({ description: 'Shown this once; it works once. Hand it to the person by a way you trust.' });

const PersonShape = Type.Object(
  {
    id: Id,
    email: Type.String(),
    name: Type.String(),
    language: LanguageShape,
    createdAt: Instant,
    disabledAt: Type.Union([Instant, Type.Null()]),
    lastSeenAt: Type.Union([Instant, Type.Null()]),
    secondFactor: Type.Boolean(),
    provider: Type.Union([Type.String(), Type.Null()]),
    memberships: Type.Array(
      Type.Object({ organisation: Id, name: TextShape, roles: Type.Array(Type.Enum([...MEMBER_ROLES])) }, closed),
    ),
  },
  closed,
);
const PersonParams = Type.Object({ account: Id }, closed);

const RightShape = Type.Object(
  {
    role: Type.Enum([...ALL_ROLES]),
    when: Type.Enum(['own', 'acts-for', 'everywhere', 'by-token', 'demo'] as const),
    scope: Type.Optional(Type.Enum(Object.keys(AGENCY_SCOPES) as AgencyScope[])),
  },
  closed,
);

export const MEMBER_ROUTES = {
  'member.list': route({
    id: 'member.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/members',
    summary: 'The members of an organisation',
    action: 'member.read',
    kind: 'read',
    // Whether a member has a passkey is that member's own row.
    asProduct: true,
    params: OrganisationParams,
    query: Type.Object(PAGING, closed),
    reply: PageOf(MemberShape),
  }),
  'member.change': route({
    id: 'member.change',
    method: 'PUT',
    path: '/v1/organisations/:organisation/members/:account',
    summary: 'Change what a member may do',
    description: 'Nobody can give themselves a role. The sessions of the person end, so that the change holds at once.',
    action: 'member.change',
    kind: 'command',
    asProduct: true,
    params: MemberParams,
    body: Type.Object({ roles: Roles }, closed),
    reply: MemberShape,
    problems: ['not-valid', 'conflict'],
  }),
  'member.remove': route({
    id: 'member.remove',
    method: 'DELETE',
    path: '/v1/organisations/:organisation/members/:account',
    summary: 'End a membership',
    action: 'member.change',
    kind: 'command',
    asProduct: true,
    params: MemberParams,
    reply: NOTHING,
    problems: ['conflict'],
  }),
  'invitation.list': route({
    id: 'invitation.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/invitations',
    summary: 'Invitations that are still open',
    action: 'member.change',
    kind: 'read',
    asProduct: true,
    params: OrganisationParams,
    reply: Type.Array(InvitationShape),
  }),
  'invitation.create': route({
    id: 'invitation.create',
    method: 'POST',
    path: '/v1/organisations/:organisation/invitations',
    summary: 'Invite a person',
    description: 'No e-mail is sent: the reply has the link.',
    action: 'member.change',
    kind: 'command',
    asProduct: true,
    params: OrganisationParams,
    body: Type.Object({ email: Email, roles: Roles }, closed),
    reply: Type.Object({ link: Link, invitation: InvitationShape }, closed),
    status: 201,
    problems: ['not-valid', 'conflict'],
  }),
  'invitation.withdraw': route({
    id: 'invitation.withdraw',
    method: 'DELETE',
    path: '/v1/organisations/:organisation/invitations/:invitation',
    summary: 'Withdraw an invitation',
    action: 'member.change',
    kind: 'command',
    asProduct: true,
    params: Type.Object({ organisation: Id, invitation: Id }, closed),
    reply: NOTHING,
  }),
  'person.list': route({
    id: 'person.list',
    method: 'GET',
    path: '/v1/people',
    summary: 'All people with an account, by e-mail',
    action: 'people.read',
    kind: 'read',
    asProduct: true,
    query: Type.Object(
      { ...PAGING, search: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name or e-mail.' })) },
      closed,
    ),
    reply: PageOf(PersonShape),
  }),
  'person.disable': route({
    id: 'person.disable',
    method: 'POST',
    path: '/v1/people/:account/disable',
    summary: 'Disable an account: sessions and API tokens end',
    action: 'people.administer',
    kind: 'command',
    asProduct: true,
    params: PersonParams,
    reply: PersonShape,
    problems: ['not-found', 'conflict'],
  }),
  'person.enable': route({
    id: 'person.enable',
    method: 'POST',
    path: '/v1/people/:account/enable',
    summary: 'Enable an account again',
    action: 'people.administer',
    kind: 'command',
    asProduct: true,
    params: PersonParams,
    reply: PersonShape,
    problems: ['not-found'],
  }),
  'person.reset-password': route({
    id: 'person.reset-password',
    method: 'POST',
    path: '/v1/people/:account/password-link',
    summary: 'A link with which a person sets a new password',
    action: 'people.administer',
    kind: 'command',
    asProduct: true,
    params: PersonParams,
    reply: Type.Object({ link: Link, endsAt: Instant }, closed),
    status: 201,
    problems: ['not-found', 'conflict'],
  }),
  'person.remove-second-factors': route({
    id: 'person.remove-second-factors',
    method: 'POST',
    path: '/v1/people/:account/remove-second-factors',
    summary: 'Remove all second factors of a person who has lost them',
    action: 'people.administer',
    kind: 'command',
    asProduct: true,
    params: PersonParams,
    reply: PersonShape,
    problems: ['not-found', 'conflict'],
  }),
  'rights.get': route({
    id: 'rights.get',
    method: 'GET',
    path: '/v1/rights',
    summary: 'The table of rights: who may do what, and where',
    action: 'rights.read',
    kind: 'compute',
    reply: Type.Object(
      {
        roles: Type.Array(
          Type.Object(
            {
              role: Type.Enum([...ALL_ROLES]),
              name: TextShape,
              in: Type.Array(Type.Enum(Object.keys(ORGANISATION_KINDS) as OrganisationKind[])),
              secondFactor: Type.Boolean(),
            },
            closed,
          ),
        ),
        actions: Type.Array(Type.Object({ action: Type.Enum([...ACTIONS]), rights: Type.Array(RightShape) }, closed)),
      },
      closed,
    ),
  }),
} as const;
