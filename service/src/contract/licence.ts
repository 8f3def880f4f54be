import type { Balance } from '@ytterby/core/customs';
import {
  LICENCE_STANDINGS,
  LICENCE_STATUSES,
  type LicenceCommandName,
  type LicenceStanding,
  type LicenceState,
  type LicenceStatus,
} from '@ytterby/core/licensing';
import { Type } from 'typebox';
import type { KeySet } from '../licence-document/key-set.ts';
import type { LicenceContent } from '../licence-document/licence-content.ts';
import type { Verification } from '../licence-document/verify.ts';
import { route } from './route.ts';
import { Day, Id, Instant, OrganisationParams, PAGING, PageOf, TextShape } from './shapes.ts';

/**
 * Licences: for their holders, for the authority's register, and for whoever wants to know whether one is genuine. What is done to a
 * licence is one of core's commands; who does it comes from the session.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);
const Standing = Type.Enum(Object.keys(LICENCE_STANDINGS) as LicenceStanding[]);

const SUMMARY = {
  id: Id,
  number: Type.String({ description: 'As YB-2026-000417.' }),
  organisation: Id,
  holder: TextShape,
  case: Id,
  kind: Type.String(),
  /** By what was done to it. */
  status: Type.Enum(Object.keys(LICENCE_STATUSES) as LicenceStatus[]),
  /** By everything: what was done, what day it is, what customs has drawn. */
  standing: Standing,
  standingText: TextShape,
  version: Type.Integer({ description: 'Goes back as If-Match.' }),
  edition: Type.Integer({ description: '1 as granted; one more with every amendment.' }),
  issuedAt: Instant,
  firstDay: Day,
  lastDay: Day,
  destination: Type.String(),
  endUser: orNull(Type.String({ description: 'The first of them.' })),
  item: orNull(Type.String({ description: 'Of the first line.' })),
};
export const LicenceSummaryShape = Type.Object(SUMMARY, closed);

/** What an officer does with a licence; everything else follows from a case. */
export const OFFICER_COMMANDS = [
  'suspend',
  'reinstate',
  'propose-revocation',
  'drop-revocation',
  'revoke',
] as const satisfies readonly LicenceCommandName[];

/** What the holder may see of the state: not what the authority is only considering. */
export type HolderState = Pick<LicenceState, 'suspension' | 'amendments' | 'ended'>;

const MORE = {
  content: Type.Unsafe<LicenceContent>({ type: 'object', description: 'Everything that the licence says; signed.' }),
  balances: Type.Unsafe<readonly Balance[]>({
    type: 'array',
    items: { type: 'object' },
    description: 'What is granted, reserved, drawn and left on each line that has amounts; exact.',
  }),
  jws: Type.String({ description: 'The signed text, as compact JWS.' }),
};
const HolderLicenceShape = Type.Object(
  {
    ...SUMMARY,
    ...MORE,
    state: Type.Unsafe<HolderState>({ type: 'object', description: 'What was done to the licence, for its holder.' }),
    authorities: Type.Array(Type.Object({ id: Id, name: TextShape }, closed), {
      description: 'The authorities whose officers did it; of a person the role alone.',
    }),
  },
  closed,
);
const OfficerLicenceShape = Type.Object(
  {
    ...SUMMARY,
    ...MORE,
    state: Type.Unsafe<LicenceState>({ type: 'object', description: 'The whole state of the licence.' }),
    events: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          at: Instant,
          person: Type.String({ description: 'Name of the person.' }),
          role: Type.String(),
          command: Type.String(),
          event: Type.Record(Type.String(), Type.Unknown()),
        },
        closed,
      ),
    ),
  },
  closed,
);

const HolderParams = Type.Object({ organisation: Id, licence: Id }, closed);
const OneLicence = Type.Object({ licence: Id }, closed);
const PDF = { file: ['application/pdf'] } as const;

export const LICENCE_ROUTES = {
  'licence.list': route({
    id: 'licence.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/licences',
    summary: 'The licences of an organisation, the latest first',
    action: 'licence.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(PAGING, closed),
    reply: PageOf(LicenceSummaryShape),
  }),
  'licence.get': route({
    id: 'licence.get',
    method: 'GET',
    path: '/v1/organisations/:organisation/licences/:licence',
    summary: 'One licence, as its holder sees it',
    action: 'licence.read',
    kind: 'read',
    params: HolderParams,
    reply: HolderLicenceShape,
    revision: 'given',
  }),
  'licence.pdf': route({
    id: 'licence.pdf',
    method: 'GET',
    path: '/v1/organisations/:organisation/licences/:licence/pdf',
    summary: 'The licence as a sealed, bilingual PDF with its QR codes',
    action: 'licence.read',
    kind: 'read',
    params: HolderParams,
    reply: PDF,
  }),
  'licence.surrender': route({
    id: 'licence.surrender',
    method: 'POST',
    path: '/v1/organisations/:organisation/licences/:licence/surrender',
    summary: 'Give a licence back; it cannot be used again',
    action: 'licence.surrender',
    kind: 'command',
    params: HolderParams,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' }) }, closed),
    reply: HolderLicenceShape,
    revision: 'wanted',
    problems: ['conflict'],
  }),

  'register.list': route({
    id: 'register.list',
    method: 'GET',
    path: '/v1/licences',
    summary: 'The register of licences, the latest first',
    action: 'licence.register',
    kind: 'read',
    query: Type.Object(
      {
        ...PAGING,
        standing: Type.Optional(Standing),
        kind: Type.Optional(Type.String({ maxLength: 100 })),
        destination: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
        search: Type.Optional(
          Type.String({ maxLength: 200, description: 'Number, holder, end user or control code.' }),
        ),
      },
      closed,
    ),
    reply: PageOf(LicenceSummaryShape),
  }),
  'register.get': route({
    id: 'register.get',
    method: 'GET',
    path: '/v1/licences/:licence',
    summary: 'One licence, whole',
    action: 'licence.register',
    kind: 'read',
    params: OneLicence,
    reply: OfficerLicenceShape,
    revision: 'given',
  }),
  'register.pdf': route({
    id: 'register.pdf',
    method: 'GET',
    path: '/v1/licences/:licence/pdf',
    summary: 'The licence as its holder has it',
    action: 'licence.register',
    kind: 'read',
    params: OneLicence,
    reply: PDF,
  }),
  'licence.act': route({
    id: 'licence.act',
    method: 'POST',
    path: '/v1/licences/:licence/commands',
    summary: 'Suspend, reinstate; propose a revocation, drop it, or revoke',
    description:
      'A revocation takes two persons: one proposes it, another decides. A granted change amends or replaces the licence by itself.',
    action: 'licence.work',
    kind: 'command',
    params: OneLicence,
    body: Type.Object(
      { command: Type.Enum(OFFICER_COMMANDS) },
      { additionalProperties: true, 'x-schema': 'LicenceCommand' },
    ),
    reply: OfficerLicenceShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),

  'key.rotate': route({
    id: 'key.rotate',
    method: 'POST',
    path: '/v1/licence-keys/rotations',
    summary: 'Let another key sign from now on',
    description: 'What earlier keys signed stays genuine; the private half of the one in use is destroyed.',
    action: 'key.rotate',
    kind: 'command',
    asProduct: true,
    reply: Type.Object({ kid: Type.String() }, closed),
    status: 201,
  }),
  'licence.keys': route({
    id: 'licence.keys',
    method: 'GET',
    path: '/v1/licence-keys',
    summary: 'The public keys that have signed licences (JWKS)',
    description: 'For a verifier that works without a network: keep it with the latest status list.',
    action: 'licence.verify',
    kind: 'read',
    asProduct: true,
    reply: Type.Unsafe<KeySet>({
      type: 'object',
      description: 'RFC 7517; `nbf` and `exp` of a key are the span in which it signed.',
    }),
  }),
  'licence.status': route({
    id: 'licence.status',
    method: 'GET',
    path: '/v1/licence-status',
    summary: 'The signed list of where every licence stands (Token Status List)',
    description: 'Made at most a minute ago; after its `exp` a verifier says that the status is unknown.',
    action: 'licence.verify',
    kind: 'read',
    asProduct: true,
    reply: { file: ['application/statuslist+jwt'] },
  }),
  'licence.verify': route({
    id: 'licence.verify',
    method: 'POST',
    path: '/v1/licence-verifications',
    summary: 'Is this licence genuine, and may it be used today?',
    description:
      'A licence as its PDF, as its signed text, or as the texts of its QR codes, one a line; up to 20 MB. Nothing is stored. `genuine` is yes, no, or unknown.',
    action: 'licence.verify',
    kind: 'compute',
    body: 'file',
    reply: Type.Unsafe<Verification>({
      type: 'object',
      description:
        'Genuine or not and why; what the licence says, and where it stands by the status list of this moment.',
    }),
    problems: ['not-ready'],
  }),
} as const;
