import { Type } from 'typebox';
import { ACTIONS } from '../access/rights.ts';
import { MEMBER_ROLES, ORGANISATION_KINDS, type OrganisationKind } from '../access/roles.ts';
import { route } from './route.ts';
import { Id, Instant, LanguageShape, NOTHING, TextShape } from './shapes.ts';

/** Signing in and out, and what the one who is signed in may do. */

const closed = { additionalProperties: false } as const;
export const Email = Type.String({ minLength: 3, maxLength: 254, description: 'Capitals do not matter.' });
/** Length only: what a password must be is told in a sentence, not in a pattern. */
export const Password = Type.String({ minLength: 1, maxLength: 1000 });
export const PersonName = Type.String({ minLength: 1, maxLength: 200 });
export const LinkCode = Type.String({ minLength: 1, maxLength: 200, description: 'What stands behind # in the link.' });
/** As the browser's WebAuthn interface gives it; checked by the library that verifies it. */
export const WebAuthnReply = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 2000 }),
    rawId: Type.String({ minLength: 1, maxLength: 2000 }),
    type: Type.Literal('public-key'),
    response: Type.Record(Type.String(), Type.Unknown()),
    clientExtensionResults: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    authenticatorAttachment: Type.Optional(Type.Union([Type.String({ maxLength: 50 }), Type.Null()])),
  },
  { ...closed, description: 'RegistrationResponseJSON or AuthenticationResponseJSON of WebAuthn.' },
);
export const WebAuthnOptions = Type.Record(Type.String(), Type.Unknown(), {
  description: 'Handed to navigator.credentials as it is.',
});

const SecondFactorMethod = Type.Enum(['totp', 'recovery-code', 'passkey'] as const);

/** Where a sign-in has led. */
export const SignedIn = Type.Object(
  {
    state: Type.Enum(['signed-in', 'second-factor'] as const, {
      description: '`second-factor`: the password was right; now one of `methods` is wanted.',
    }),
    methods: Type.Array(SecondFactorMethod),
  },
  closed,
);

export const SessionShape = Type.Object(
  {
    state: Type.Enum(['signed-out', 'second-factor', 'signed-in'] as const),
    account: Type.Union([
      Type.Object({ id: Id, email: Type.String(), name: Type.String(), language: LanguageShape }, closed),
      Type.Null(),
    ]),
    secondFactor: Type.Object(
      {
        given: Type.Boolean(),
        methods: Type.Array(SecondFactorMethod, { description: 'The ones the person has.' }),
        withheld: Type.Array(
          Type.Object({ organisation: Id, roles: Type.Array(Type.Enum([...MEMBER_ROLES])) }, closed),
          {
            description: 'Roles that do not count until a second factor is given.',
          },
        ),
      },
      closed,
    ),
    endsAt: Type.Union([Instant, Type.Null()]),
    organisations: Type.Array(
      Type.Object(
        {
          id: Id,
          kind: Type.Enum(Object.keys(ORGANISATION_KINDS) as OrganisationKind[]),
          name: TextShape,
          demo: Type.Boolean(),
          roles: Type.Array(Type.Enum([...MEMBER_ROLES])),
          agent: Type.Union([Id, Type.Null()], {
            description: 'The own organisation that acts for this one as its agent.',
          }),
          actions: Type.Array(Type.Enum([...ACTIONS]), { description: 'What the person may do in this organisation.' }),
        },
        closed,
      ),
    ),
    actions: Type.Array(Type.Enum([...ACTIONS]), {
      description: 'What the person may do at all, in some organisation or in none.',
    }),
    signIn: Type.Object(
      {
        providers: Type.Array(Type.Object({ id: Type.String(), name: TextShape }, closed)),
        passkeys: Type.Boolean({ description: 'False where the address is an IP address: WebAuthn wants a name.' }),
        setUp: Type.Boolean({ description: 'True until the first administrator was made.' }),
      },
      closed,
    ),
  },
  closed,
);

export const SESSION_ROUTES = {
  'session.get': route({
    id: 'session.get',
    method: 'GET',
    path: '/v1/session',
    summary: 'Who is signed in, and what they may do',
    description:
      'For screens, so that they leave out what would be refused. The server decides again at every request.',
    action: 'session.read',
    kind: 'read',
    asProduct: true,
    reply: SessionShape,
  }),
  'session.open': route({
    id: 'session.open',
    method: 'POST',
    path: '/v1/session',
    summary: 'Sign in with a password',
    description:
      'The answer and the time it takes are the same for an unknown account, a wrong password and a disabled account. After several failures a growing wait is asked for.',
    action: 'session.open',
    kind: 'command',
    asProduct: true,
    body: Type.Object({ email: Email, password: Password }, closed),
    reply: SignedIn,
    problems: ['wrong-credentials', 'too-many-requests'],
  }),
  'session.second-factor': route({
    id: 'session.second-factor',
    method: 'POST',
    path: '/v1/session/second-factor',
    summary: 'Give the second factor: a one-time code or a recovery code',
    action: 'session.open',
    kind: 'command',
    asProduct: true,
    body: Type.Object({ code: Type.String({ minLength: 6, maxLength: 40 }) }, closed),
    reply: SignedIn,
    problems: ['not-signed-in', 'wrong-credentials', 'too-many-requests'],
  }),
  'session.close': route({
    id: 'session.close',
    method: 'DELETE',
    path: '/v1/session',
    summary: 'Sign out',
    action: 'session.close',
    kind: 'command',
    asProduct: true,
    reply: Type.Object(
      {
        provider: Type.Union([Type.String(), Type.Null()], {
          description: 'Where to go to sign out at the sign-in provider too.',
        }),
      },
      closed,
    ),
  }),
  'passkey.ask': route({
    id: 'passkey.ask',
    method: 'POST',
    path: '/v1/session/passkey/options',
    summary: 'Begin to sign in with a passkey',
    action: 'session.open',
    kind: 'command',
    asProduct: true,
    reply: Type.Object({ ceremony: Type.String(), options: WebAuthnOptions }, closed),
    problems: ['conflict'],
  }),
  'passkey.sign-in': route({
    id: 'passkey.sign-in',
    method: 'POST',
    path: '/v1/session/passkey',
    summary: 'Sign in with a passkey',
    description: 'No name is asked: the passkey knows whose it is. It counts as both factors.',
    action: 'session.open',
    kind: 'command',
    asProduct: true,
    body: Type.Object({ ceremony: LinkCode, response: WebAuthnReply }, closed),
    reply: SignedIn,
    problems: ['wrong-credentials'],
  }),
  'oidc.start': route({
    id: 'oidc.start',
    method: 'POST',
    path: '/v1/session/oidc/:provider/start',
    summary: 'Begin to sign in at a provider (OpenID Connect)',
    description:
      'The provider sends the browser back to /sign-in/:provider, whose page hands the query to oidc.finish.',
    action: 'session.open',
    kind: 'command',
    asProduct: true,
    params: Type.Object({ provider: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) }, closed),
    body: Type.Object(
      { invitation: Type.Optional(LinkCode) },
      { ...closed, description: 'With an invitation, the person becomes a member as it says.' },
    ),
    reply: Type.Object({ goTo: Type.String({ description: 'The address at the provider.' }) }, closed),
    problems: ['not-found', 'not-ready'],
  }),
  'oidc.finish': route({
    id: 'oidc.finish',
    method: 'POST',
    path: '/v1/session/oidc/:provider',
    summary: 'Finish signing in at a provider',
    action: 'session.open',
    kind: 'command',
    asProduct: true,
    params: Type.Object({ provider: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) }, closed),
    body: Type.Object(
      { query: Type.String({ maxLength: 8000, description: 'What stands behind ? in the address, as it came.' }) },
      closed,
    ),
    reply: SignedIn,
    problems: ['wrong-credentials', 'conflict', 'not-found', 'not-ready'],
  }),
  'set-up.finish': route({
    id: 'set-up.finish',
    method: 'POST',
    path: '/v1/set-up',
    summary: 'Make the first administrator, with the link that the first start printed',
    action: 'link.use',
    kind: 'command',
    asProduct: true,
    body: Type.Object(
      {
        code: LinkCode,
        email: Email,
        name: PersonName,
        password: Password,
        language: LanguageShape,
        company: Type.Optional(
          Type.Object(
            { name: Type.Object({ zh: Type.String({ maxLength: 300 }), en: Type.String({ maxLength: 300 }) }, closed) },
            { ...closed, description: 'The own company, of which the person becomes administrator and exporter.' },
          ),
        ),
      },
      closed,
    ),
    reply: SignedIn,
    problems: ['wrong-credentials', 'not-valid'],
  }),
  'link.look': route({
    id: 'link.look',
    method: 'POST',
    path: '/v1/links/look',
    summary: 'What a link is for',
    action: 'link.use',
    kind: 'read',
    asProduct: true,
    body: Type.Object({ code: LinkCode }, closed),
    reply: Type.Object(
      {
        kind: Type.Enum(['set-up', 'invitation', 'password-reset'] as const),
        email: Type.Union([Type.String(), Type.Null()]),
        organisation: Type.Union([TextShape, Type.Null()]),
        roles: Type.Array(Type.Enum([...MEMBER_ROLES])),
        hasAccount: Type.Boolean({ description: 'The person has an account and signs in before accepting.' }),
        endsAt: Instant,
      },
      closed,
    ),
    problems: ['not-found'],
  }),
  'invitation.accept': route({
    id: 'invitation.accept',
    method: 'POST',
    path: '/v1/invitations/accept',
    summary: 'Accept an invitation',
    description: 'With a new account, or signed in with the account of that e-mail address; then `person` is left out.',
    action: 'link.use',
    kind: 'command',
    asProduct: true,
    body: Type.Object(
      {
        code: LinkCode,
        person: Type.Optional(Type.Object({ name: PersonName, password: Password, language: LanguageShape }, closed)),
      },
      closed,
    ),
    reply: SignedIn,
    problems: ['wrong-credentials', 'not-signed-in', 'not-valid', 'conflict'],
  }),
  'password.reset': route({
    id: 'password.reset',
    method: 'POST',
    path: '/v1/password-resets',
    summary: 'Set a new password with a link from an administrator',
    description: 'All sessions of the account end. A second factor stays as it is.',
    action: 'link.use',
    kind: 'command',
    asProduct: true,
    body: Type.Object({ code: LinkCode, password: Password }, closed),
    reply: NOTHING,
    problems: ['wrong-credentials', 'not-valid'],
  }),
} as const;
