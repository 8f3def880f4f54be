import { ENTITY_KINDS, INTEREST_KINDS } from '@ytterby/core/ownership';
import type { Evidence, NameComparison, TextNote } from '@ytterby/core/screening';
import { Type } from 'typebox';
import type { PartyRecord } from '../feeds/lists/party-record.ts';
import { ReadingsInBody } from './determination.ts';
import { CoverageShape } from './law.ts';
import { route } from './route.ts';
import { Day, TextShape } from './shapes.ts';

/** Is a party on a list, and who stands behind it? */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);
const Word = Type.String({ minLength: 1, maxLength: 500 });

export const StandingShape = Type.Object(
  {
    is: Type.Enum(['not-yet-listed', 'listed', 'listed-without-measures', 'suspended', 'stopped'] as const),
    from: Type.Optional(Day),
    until: Type.Optional(Day),
    by: Type.Optional(Type.String({ description: 'The provision that made it so.' })),
  },
  { ...closed, description: 'Where a listing stands; days are [from, until).' },
);
export const RecordShape = Type.Unsafe<PartyRecord>({
  type: 'object',
  description:
    'The entry as its list has it: names, countries, addresses, identifiers, births, programmes, links, source.',
});
const MeasureShape = Type.Object(
  { provision: Type.String(), cite: TextShape, text: TextShape, tags: Type.Array(Type.String()) },
  closed,
);
export const EffectsShape = Type.Object(
  {
    tags: Type.Array(Type.String(), {
      description: 'Of those in force, heaviest first: banned, refusal-in-principle, no-general-licence …',
    }),
    inForce: Type.Array(MeasureShape, {
      description:
        'Measures of the law that name the list. Whether one bites depends on the goods and the exporter too.',
    }),
    paused: Type.Array(MeasureShape),
  },
  { ...closed, description: 'What a list of the pack means for an export on the day; empty for imported lists.' },
);
const ListShape = Type.Object(
  {
    id: Type.String(),
    from: Type.Enum(['pack', 'import'] as const),
    title: TextShape,
    kind: Type.Optional(Type.String()),
    version: Type.String(),
    date: Type.Optional(Day),
    parties: Type.Integer(),
  },
  closed,
);

const HitShape = Type.Object(
  {
    verdict: Type.Enum(['hit', 'possible'] as const),
    score: Type.Number({ description: '0 to 1; see the algorithm.' }),
    list: Type.String(),
    entry: Type.String(),
    record: RecordShape,
    recordHash: Type.String({ description: 'Another one tells that the entry has changed.' }),
    asked: Type.String({ description: 'The names that met: as asked,' }),
    listed: Type.String({ description: 'as listed.' }),
    listedAs: Type.Enum(['primary', 'alias', 'weak-alias', 'former'] as const),
    names: Type.Unsafe<NameComparison>({
      type: 'object',
      description: 'Which words met and how, which found no partner, and whether legal forms agree.',
    }),
    evidence: Type.Array(
      Type.Unsafe<Evidence>({ type: 'object', description: 'What speaks for or against it besides the name.' }),
    ),
    decidedBy: orNull(Type.Literal('identifier')),
    standing: StandingShape,
    effects: EffectsShape,
    effectsOverTime: Type.Array(
      Type.Object({ from: Day, until: orNull(Day), standing: StandingShape, tags: Type.Array(Type.String()) }, closed),
      { description: 'For a list of the pack: what it means, stretch by stretch of days.' },
    ),
  },
  closed,
);

export const SCREENING_ROUTES = {
  'screening.run': route({
    id: 'screening.run',
    method: 'POST',
    path: '/v1/screenings',
    summary: 'Screen parties against the lists',
    description:
      'Nothing is stored, and what somebody decided of a hit does not count here. A name that cannot be compared is told as unreadable, which is no clearance.',
    action: 'party.screen',
    kind: 'compute',
    body: Type.Object(
      {
        parties: Type.Array(
          Type.Object(
            {
              name: Type.String({ minLength: 1, maxLength: 2000 }),
              otherNames: Type.Optional(Type.Array(Word, { maxItems: 100 })),
              kind: Type.Optional(Type.Enum(['organisation', 'person', 'vessel'] as const)),
              countries: Type.Optional(
                Type.Array(Word, { maxItems: 100, description: 'Seat or nationality, by code or name.' }),
              ),
              identifiers: Type.Optional(
                Type.Array(Word, { maxItems: 100, description: 'As LEI:5493001KJTIIGC8Y1R12.' }),
              ),
              birth: Type.Optional(Type.String({ maxLength: 40, description: '1970, 1970-03 or 1970-03-01.' })),
              address: Type.Optional(Type.String({ maxLength: 2000 })),
            },
            closed,
          ),
          { minItems: 1, maxItems: 100 },
        ),
        asOf: Type.Optional(Day),
        knownOn: Type.Optional(Day),
        lists: Type.Optional(
          Type.Array(Type.String({ maxLength: 300 }), {
            minItems: 1,
            maxItems: 200,
            description: 'Only these lists; `pack` = all of the law pack. Default: every list.',
          }),
        ),
        limit: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 100, default: 10, description: 'Hits for each party at most.' }),
        ),
        readings: Type.Optional(ReadingsInBody),
      },
      closed,
    ),
    reply: Type.Object(
      {
        law: Type.String({ description: 'Fingerprint of the law that was asked.' }),
        asOf: Day,
        knownOn: Day,
        coverage: CoverageShape,
        lists: Type.Array(ListShape, { description: 'Lists that were looked into.' }),
        notLookedInto: Type.Array(Type.String(), { description: 'Lists of which no version was known by then.' }),
        parties: Type.Array(
          Type.Object(
            {
              verdict: Type.Enum(['hit', 'possible', 'none', 'unreadable'] as const),
              bites: Type.Boolean({ description: 'A hit means something on that day.' }),
              algorithm: Type.String(),
              query: Type.String({ description: 'Hash of what is known of the party.' }),
              notes: Type.Array(Type.Unsafe<TextNote>({ type: 'string' }), {
                description: 'What was odd about the characters of the name.',
              }),
              hits: Type.Array(HitShape),
            },
            closed,
          ),
          { description: 'In the order asked.' },
        ),
      },
      closed,
    ),
    problems: ['not-valid', 'not-found'],
  }),
} as const;

const Exact = Type.String({ description: 'Exact: a decimal or a fraction, as 0.5 or 1/3.' });
const ShareRange = Type.Object(
  { atLeast: Exact, atMost: Type.Union([Exact, Type.Null()], { description: 'Null: no upper limit is known.' }) },
  closed,
);
const PartyName = { party: Type.String(), name: Type.String() };
const VerdictShape = Type.Enum(['met', 'not-met', 'unknown'] as const);
const LeftOutShape = orNull(
  Type.Object(
    {
      after: Type.Integer({ description: 'How many of those told stand before them.' }),
      parties: Type.Integer({ description: 'How many are not told.' }),
    },
    { ...closed, description: 'Null: all are told.' },
  ),
);
const HoldingShape = Type.Object(
  {
    held: ShareRange,
    verdict: VerdictShape,
    paths: Type.Array(
      Type.Object(
        {
          parties: Type.Array(Type.String(), { description: 'From the top down, by id.' }),
          shares: Type.Array(ShareRange, {
            description: 'What each holds in the next that is told, through those left out between them.',
          }),
          product: ShareRange,
          leftOut: LeftOutShape,
        },
        closed,
      ),
      { description: 'The largest chains.' },
    ),
    hasMorePaths: Type.Boolean({ description: 'There are, or may be, more chains than are told.' }),
    flip: Type.Union(
      [
        Type.Object(
          {
            needed: Type.String({ description: 'Further direct share at which the threshold is reached.' }),
            unstated: Type.String({ description: 'How much of the entity is not stated.' }),
          },
          closed,
        ),
        Type.Null(),
      ],
      { description: 'Null: the threshold is reached.' },
    ),
  },
  closed,
);
const OpenFact = Type.Object(
  {
    kind: Type.String(),
    owner: orNull(Type.String()),
    owned: Type.String(),
    within: ShareRange,
    settles: Type.Array(Type.Enum(['met', 'not-met'] as const)),
  },
  closed,
);
const Control = Type.Object(
  {
    owner: Type.String(),
    owned: Type.String(),
    kind: Type.Enum([...INTEREST_KINDS]),
    byListed: Type.Boolean(),
  },
  closed,
);

const PartyId = Type.String({ minLength: 1, maxLength: 500 });
const StatedEntity = Type.Object(
  {
    id: PartyId,
    name: Type.Optional(Type.String({ maxLength: 2000 })),
    kind: Type.Optional(Type.Enum([...ENTITY_KINDS])),
    rest: Type.Optional(
      Type.Enum(['open', 'clear'] as const, {
        description: 'What the stated shares leave over: nobody has said (default), or no listed party holds it.',
      }),
    ),
  },
  closed,
);
const ShareEnd = Type.Union([Type.String({ maxLength: 400 }), Type.Number()]);
const StatedInterest = Type.Object(
  {
    owner: PartyId,
    owned: PartyId,
    kind: Type.Enum([...INTEREST_KINDS]),
    share: Type.Optional(
      Type.Union(
        [
          Type.String({ maxLength: 400 }),
          Type.Number(),
          Type.Object({ min: Type.Optional(ShareEnd), max: Type.Optional(ShareEnd) }, closed),
        ],
        { description: 'As "50 %", "0.5", "1/2", or a range. Absent: unknown.' },
      ),
    ),
    shareClass: Type.Optional(Type.String({ maxLength: 200 })),
    from: Type.Optional(Day),
    until: Type.Optional(Type.String({ maxLength: 40, description: 'First day on which it no longer holds.' })),
    source: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
);
const Holdings = Type.Union(
  [
    Type.Object(
      {
        form: Type.Literal('statements'),
        entities: Type.Array(StatedEntity, { maxItems: 20_000 }),
        interests: Type.Array(StatedInterest, { maxItems: 50_000 }),
      },
      closed,
    ),
    Type.Object(
      {
        form: Type.Literal('facts'),
        facts: Type.Unsafe<unknown>({ 'x-schema': 'ExportFacts', description: 'Facts about an export.' }),
        party: Type.Integer({ minimum: 0, description: 'Which of its parties; its owners are as the facts state.' }),
      },
      closed,
    ),
    Type.Object(
      {
        form: Type.Literal('records'),
        records: Type.Array(Type.Unknown(), {
          minItems: 1,
          maxItems: 50_000,
          description: 'Statements of BODS 0.4, entities of FollowTheMoney, or relationships of GLEIF.',
        }),
      },
      closed,
    ),
    Type.Object(
      {
        form: Type.Literal('text'),
        text: Type.String({ minLength: 1, description: 'A file of one of these formats, or a table of owners (CSV).' }),
      },
      closed,
    ),
  ],
  { description: 'Who holds what.' },
);

export const OWNERSHIP_ROUTES = {
  'ownership.assess': route({
    id: 'ownership.assess',
    method: 'POST',
    path: '/v1/ownership',
    summary: 'What listed parties hold of a party, through all chains',
    description:
      'No. 61 of 2025 para. 2 counts holdings of 50 % or more. Bounds are exact; what nobody stated widens the upper one. Nothing is stored.',
    action: 'ownership.assess',
    kind: 'compute',
    body: Type.Object(
      {
        holdings: Holdings,
        of: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 500,
            description: 'The party asked about, by id or exact name. Needed but for facts.',
          }),
        ),
        listed: Type.Optional(
          Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
            maxItems: 1000,
            description: 'Parties that count, by id or exact name. Default: Control List and Watch List in force.',
          }),
        ),
        asOf: Type.Optional(Day),
        knownAt: Type.Optional(Day),
        readings: Type.Optional(ReadingsInBody),
      },
      closed,
    ),
    reply: Type.Object(
      {
        law: Type.String({ description: 'Fingerprint of the law that was asked.' }),
        asOf: Day,
        knownAt: Day,
        coverage: CoverageShape,
        ...PartyName,
        verdict: VerdictShape,
        readings: Type.Object(
          { chain: Type.Enum(['multiply', 'majority-whole'] as const), sum: Type.Enum(['single', 'sum'] as const) },
          closed,
        ),
        byReading: Type.Array(
          Type.Object({ chain: Type.String(), sum: Type.String(), verdict: VerdictShape }, closed),
          { description: 'The verdict under each way to count.' },
        ),
        isListed: Type.Boolean({ description: 'The party is itself one of those that count.' }),
        listed: Type.Array(
          Type.Object(
            {
              ...PartyName,
              entries: Type.Array(Type.Object({ list: Type.String(), entry: Type.String() }, closed), {
                description: 'Empty where the request named it.',
              }),
            },
            closed,
          ),
          { description: 'Parties that count.' },
        ),
        parties: Type.Array(Type.Object({ ...PartyName, ...HoldingShape.properties }, closed), {
          description: 'Each listed party that may hold something, largest first.',
        }),
        together: HoldingShape,
        open: Type.String({ description: 'What a listed party that is named nowhere above may hold.' }),
        hasListedMinority: Type.Boolean(),
        deciding: Type.Union(
          [
            Type.Object(
              {
                alone: Type.Array(OpenFact, { description: 'Each of these can settle it by itself.' }),
                together: Type.Array(OpenFact, { description: 'Where none can: these can together.' }),
                isCut: Type.Boolean(),
              },
              closed,
            ),
            Type.Null(),
          ],
          { description: 'The smallest unknown that matters; null where the verdict is settled.' },
        ),
        loops: Type.Array(
          Type.Object(
            {
              members: Type.Array(Type.String(), { description: 'At most 200 of them.' }),
              size: Type.Integer({ description: 'How many hold each other.' }),
              ring: Type.Array(Type.String(), {
                description: 'Each holds a share in the next, the last in the first.',
              }),
              leftOut: LeftOutShape,
              product: ShareRange,
            },
            closed,
          ),
        ),
        hasMoreLoops: Type.Boolean(),
        controls: Type.Array(Control, { description: 'Links without a share: reported, never counted.' }),
        isExact: Type.Boolean(),
        graph: Type.Object(
          {
            parties: Type.Array(Type.Object({ ...PartyName, level: Type.Integer(), listed: Type.Boolean() }, closed), {
              description: 'The party at level 0, its owners at 1, and so on.',
            }),
            holdings: Type.Array(
              Type.Object(
                {
                  owner: Type.String(),
                  owned: Type.String(),
                  share: ShareRange,
                  closesLoop: Type.Boolean({ description: 'The owner stands below or beside what it owns.' }),
                },
                closed,
              ),
            ),
            isCut: Type.Boolean({ description: 'There are more parties than are given here.' }),
          },
          { ...closed, description: 'To be drawn.' },
        ),
        problems: Type.Array(
          Type.Object(
            {
              code: Type.String(),
              text: TextShape,
              line: orNull(Type.Integer({ description: 'Of the text or, counted from 1, the records.' })),
              owner: orNull(Type.String()),
              owned: orNull(Type.String()),
            },
            closed,
          ),
          { description: 'What is wrong with the statements; the others count.' },
        ),
      },
      closed,
    ),
    problems: ['not-valid'],
  }),
} as const;
