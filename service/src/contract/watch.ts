import { Type } from 'typebox';
import { CHANGE_KIND_NAMES, SUBJECT_KIND_NAMES } from '../watch/kinds.ts';
import { route } from './route.ts';
import { Id, Instant, OrganisationParams, PAGING, PageOf, TextShape } from './shapes.ts';

/** What changed in law and lists, and what it touches. Nothing that is flagged was changed. */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);
const SubjectKindShape = Type.Enum([...SUBJECT_KIND_NAMES]);

const ChangeShape = Type.Object(
  {
    id: Id,
    kind: Type.Enum([...CHANGE_KIND_NAMES], {
      description:
        '`law`: other texts. `day`: a day came on which the law changes. `list`: another version of a list of parties.',
    }),
    title: TextShape,
    detail: Type.Record(Type.String(), Type.Integer(), {
      description: 'Instruments, or entries of the list: added, changed, removed.',
    }),
    seenAt: Instant,
    doneAt: orNull(Type.Unsafe<string>({ ...Instant, description: 'null = the search for what it touches goes on.' })),
    touched: Type.Array(
      Type.Object(
        {
          kind: SubjectKindShape,
          count: Type.Integer(),
          open: Type.Integer({ description: 'Of which nobody has taken note.' }),
        },
        closed,
      ),
    ),
  },
  closed,
);

const AcknowledgementShape = Type.Object({ by: Type.String(), note: Type.String(), at: Instant }, closed);
const FlagShape = Type.Object(
  {
    id: Id,
    change: Type.Object({ id: Id, title: TextShape }, closed),
    organisation: Id,
    subject: Type.Object({ kind: SubjectKindShape, id: Id, name: Type.String() }, closed),
    difference: Type.Array(TextShape, { description: 'What was and what is, by which provision or entry.' }),
    flaggedAt: Instant,
    acknowledgement: orNull(AcknowledgementShape),
  },
  closed,
);
const FLAG_QUERY = Type.Object(
  {
    ...PAGING,
    change: Type.Optional(Id),
    kind: Type.Optional(SubjectKindShape),
    subject: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'What is touched.' })),
    open: Type.Optional(Type.Boolean({ description: 'Only those of which nobody has taken note.' })),
  },
  closed,
);
const CHANGE_QUERY = Type.Object({ ...PAGING, change: Type.Optional(Id) }, closed);
const Note = Type.Object({ note: Type.String({ minLength: 1, maxLength: 4_000, pattern: '\\S' }) }, closed);

export const WATCH_ROUTES = {
  'watch.list': route({
    id: 'watch.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/watch',
    summary: 'Changes of law and lists that touch the records of an organisation, the latest first',
    action: 'watch.read',
    kind: 'read',
    params: OrganisationParams,
    query: CHANGE_QUERY,
    reply: PageOf(ChangeShape),
  }),
  'watch.flags': route({
    id: 'watch.flags',
    method: 'GET',
    path: '/v1/organisations/:organisation/watch/flags',
    summary: 'What changes touch, the latest first',
    action: 'watch.read',
    kind: 'read',
    params: OrganisationParams,
    query: FLAG_QUERY,
    reply: PageOf(FlagShape),
  }),
  'watch.acknowledge': route({
    id: 'watch.acknowledge',
    method: 'POST',
    path: '/v1/organisations/:organisation/watch/flags/:flag/acknowledgement',
    summary: 'Take note of what a change touches, once and with a few words',
    action: 'watch.acknowledge',
    kind: 'command',
    params: Type.Object({ organisation: Id, flag: Id }, closed),
    body: Note,
    reply: FlagShape,
    status: 201,
    problems: ['conflict'],
  }),
  'watch.register': route({
    id: 'watch.register',
    method: 'GET',
    path: '/v1/watch',
    summary: 'Changes of law and lists that touch cases, licences or humanitarian shipments, the latest first',
    action: 'watch.register',
    kind: 'read',
    query: CHANGE_QUERY,
    reply: PageOf(ChangeShape),
  }),
  'watch.register-flags': route({
    id: 'watch.register-flags',
    method: 'GET',
    path: '/v1/watch/flags',
    summary: 'Cases, licences and humanitarian shipments that changes touch, the latest first',
    action: 'watch.register',
    kind: 'read',
    query: FLAG_QUERY,
    reply: PageOf(FlagShape),
  }),
  'watch.register-acknowledge': route({
    id: 'watch.register-acknowledge',
    method: 'POST',
    path: '/v1/watch/flags/:flag/acknowledgement',
    summary: 'Take note for the authority, once and with a few words',
    action: 'watch.register-acknowledge',
    kind: 'command',
    params: Type.Object({ flag: Id }, closed),
    body: Note,
    reply: FlagShape,
    status: 201,
    problems: ['conflict'],
  }),
} as const;
