import { Type } from 'typebox';
import { SUBJECT_KIND_NAMES } from '../watch/kinds.ts';
import { EffectsShape, RecordShape, StandingShape } from './party-screening.ts';
import { route } from './route.ts';
import { Day, Id, PAGING, PageOf, TextShape } from './shapes.ts';

/** Lists of parties: those of the law pack, and the imported ones with their versions. */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const ListId = Type.String({
  minLength: 1,
  maxLength: 300,
  description:
    'cn/mofcom-2026-12/list of the pack, ofac-sdn of an import. Ids hold slashes, so they stand in the query.',
});
const VersionNumber = Type.Integer({ minimum: 1, description: 'Of an imported list: 1, 2, 3 …' });

const VersionShape = Type.Object(
  {
    version: VersionNumber,
    format: Type.String(),
    source: Type.String({ description: 'Where it came from.' }),
    date: Type.Union([Day, Type.Null()], { description: 'Day of the list itself, where it is known.' }),
    importedOn: Type.String({ description: 'Day in Beijing; from then on it is known here.' }),
    records: Type.Integer(),
    names: Type.Integer(),
    problems: Type.Integer({ description: 'Entries or parts of entries that could not be read.' }),
    sha256: Type.String({ description: 'Of the files that were imported.' }),
  },
  closed,
);
export const PartyListShape = Type.Object(
  {
    id: ListId,
    from: Type.Enum(['pack', 'import'] as const),
    kind: Type.Union([Type.String(), Type.Null()], {
      description: 'Of the pack: control-list, watch-list, unreliable-entity-list, countermeasure-list.',
    }),
    title: TextShape,
    published: Type.Union([Day, Type.Null()], { description: 'Of the pack: the day of its notice.' }),
    version: Type.String({ description: 'Version of the pack, or number of the newest import.' }),
    parties: Type.Integer(),
    versions: Type.Array(VersionShape, { description: 'Imports, oldest first. Empty for lists of the pack.' }),
  },
  closed,
);
const EntryShape = Type.Object({ record: RecordShape, standing: StandingShape }, closed);
const ListState = {
  knownOn: Type.Optional(Day),
  version: Type.Optional(VersionNumber),
};
const Kinds = Type.Enum(['added', 'changed', 'removed'] as const);

export const LIST_ROUTES = {
  'list.list': route({
    id: 'list.list',
    method: 'GET',
    path: '/v1/lists',
    summary: 'Every list of parties, with its versions',
    action: 'list.read',
    kind: 'compute',
    reply: Type.Object({ items: Type.Array(PartyListShape) }, closed),
  }),
  'list.entries': route({
    id: 'list.entries',
    method: 'GET',
    path: '/v1/lists/entries',
    summary: 'The entries of a list, with where each stands on a day',
    action: 'list.read',
    kind: 'compute',
    query: Type.Object(
      {
        list: ListId,
        asOf: Type.Optional(Day),
        ...ListState,
        text: Type.Optional(
          Type.String({ minLength: 1, maxLength: 200, description: 'In a name or the id; no search by likeness.' }),
        ),
        ...PAGING,
      },
      closed,
    ),
    reply: Type.Object({ list: ListId, version: Type.String(), asOf: Day, ...PageOf(EntryShape).properties }, closed),
    problems: ['not-found', 'not-valid'],
  }),
  'list.get': route({
    id: 'list.get',
    method: 'GET',
    path: '/v1/lists/entry',
    summary: 'One entry of a list: where it stands on a day, and what that means for an export',
    action: 'list.read',
    kind: 'compute',
    query: Type.Object(
      {
        list: ListId,
        entry: Type.String({ minLength: 1, maxLength: 500 }),
        asOf: Type.Optional(Day),
        ...ListState,
      },
      closed,
    ),
    reply: Type.Object(
      {
        asOf: Day,
        record: RecordShape,
        standing: StandingShape,
        effects: EffectsShape,
        effectsOverTime: Type.Array(
          Type.Object(
            { from: Day, until: orNull(Day), standing: StandingShape, tags: Type.Array(Type.String()) },
            closed,
          ),
        ),
      },
      closed,
    ),
    problems: ['not-found', 'not-valid'],
  }),
  'list.diff': route({
    id: 'list.diff',
    method: 'GET',
    path: '/v1/lists/differences',
    summary: 'What changed between two versions of an imported list',
    action: 'list.read',
    kind: 'compute',
    query: Type.Object(
      {
        list: ListId,
        from: Type.Optional(Type.Integer({ minimum: 1, description: 'Default: the version before `to`.' })),
        to: Type.Optional(Type.Integer({ minimum: 1, description: 'Default: the newest.' })),
        is: Type.Optional(Kinds),
        ...PAGING,
      },
      closed,
    ),
    reply: Type.Object(
      {
        list: ListId,
        from: VersionNumber,
        to: VersionNumber,
        count: Type.Object({ added: Type.Integer(), changed: Type.Integer(), removed: Type.Integer() }, closed),
        ...PageOf(
          Type.Object(
            {
              is: Kinds,
              id: Type.String(),
              before: orNull(RecordShape),
              after: orNull(RecordShape),
              fields: Type.Array(Type.String(), { description: 'Parts of a changed entry that differ.' }),
            },
            closed,
          ),
        ).properties,
      },
      closed,
    ),
    problems: ['not-found', 'not-valid'],
  }),
} as const;

/** Imports: a command beside what is only read. */
const ImportId = Type.String({
  pattern: '^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$',
  description: 'Id of the list: lower-case letters, digits, hyphens, such as ofac-sdn.',
});

export const LIST_IMPORT_ROUTES = {
  'list.import': route({
    id: 'list.import',
    method: 'POST',
    path: '/v1/lists/versions',
    summary: 'Import a list from a file, as a new version',
    description:
      'All of it or nothing; the same bytes again make no version. What it touches is looked for at once. A list that comes in several files (OFAC with its aliases and addresses) is imported on the command line.',
    action: 'list.import',
    kind: 'command',
    query: Type.Object(
      {
        list: ImportId,
        name: Type.String({ minLength: 1, maxLength: 300, description: 'Name of the file.' }),
        date: Type.Optional(
          Type.Unsafe<string>({ ...Day, description: 'Day of the list; absent: what the file says.' }),
        ),
        source: Type.Optional(
          Type.String({ maxLength: 500, description: 'Where it came from; absent: the name of the file.' }),
        ),
      },
      closed,
    ),
    body: 'file',
    reply: Type.Object(
      { is: Type.Enum(['imported', 'unchanged'] as const), list: ListId, version: VersionShape },
      closed,
    ),
    status: 201,
    problems: ['not-valid', 'too-large'],
  }),
  'list.touched': route({
    id: 'list.touched',
    method: 'GET',
    path: '/v1/lists/versions/touched',
    summary: 'How much an imported version touches, in figures',
    description:
      'Of all organisations together. What it touches is told to those whose records they are, and to the authority.',
    action: 'list.import',
    kind: 'read',
    // Whoever imports lists may not see the records they touch; how many there are they may.
    asProduct: true,
    query: Type.Object({ list: ImportId, version: VersionNumber }, closed),
    reply: Type.Object(
      {
        isDone: Type.Boolean({ description: 'false = the search for what it touches waits or goes on.' }),
        change: orNull(
          Type.Unsafe<string>({
            ...Id,
            description: 'null = not searched yet, or the version was there before anything was watched.',
          }),
        ),
        touched: Type.Array(Type.Object({ kind: Type.Enum([...SUBJECT_KIND_NAMES]), count: Type.Integer() }, closed)),
      },
      closed,
    ),
    problems: ['not-found'],
  }),
} as const;
