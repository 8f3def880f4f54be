import { Type } from 'typebox';
import { EffectsShape, RecordShape, StandingShape } from './party-screening.ts';
import { route } from './route.ts';
import { Day, PAGING, PageOf, TextShape } from './shapes.ts';

/** Lists of parties: those of the law pack, and the imported ones with their versions. Read only. */

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
      description: 'Of the pack: control-list, watch-list, unreliable-entity-list.',
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
