import type { LawDifference, LawProblem } from '@ytterby/core';
import { type Static, Type } from 'typebox';
import { route } from './route.ts';
import { Day, Id, Instant, NOTHING, TextShape } from './shapes.ts';

/**
 * Instruments that are recorded here before the law pack brings them: an announcement of this morning, in force this afternoon. What
 * is recorded counts in every answer, on every screen, until it is withdrawn.
 */

const closed = { additionalProperties: false } as const;

const LawId = Type.String({
  pattern: '^cn/[a-z0-9][a-z0-9./()-]*$',
  maxLength: 200,
  description: 'As lawyers cite it: cn/mofcom-gac-2026-50.',
});
const Words = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 20_000 }), en: Type.String({ minLength: 1, maxLength: 20_000 }) },
  closed,
);
const Verified = Type.Enum(['yes', 'partly', 'no'] as const, {
  description: 'The text itself was read; a summary was read; neither.',
});
const Sources = Type.Array(Type.String({ minLength: 8, maxLength: 2000 }), {
  minItems: 1,
  maxItems: 50,
  description: 'Where it was read.',
});

const FormAct = Type.Object(
  {
    do: Type.Enum(['suspend', 'resume', 'end'] as const, {
      description:
        'suspend = pause; resume = end pauses that earlier instruments ordered; end = repeal, stop for good.',
    }),
    on: Type.Array(LawId, { minItems: 1, maxItems: 200, description: 'Provisions, or instruments for all of theirs.' }),
    from: Day,
    lastDay: Type.Optional(Type.Unsafe<string>({ ...Day, description: 'The last day as printed.' })),
    destinations: Type.Optional(
      Type.Array(Type.Enum(['china', 'hong-kong-macao-taiwan', 'united-states', 'japan', 'elsewhere'] as const), {
        description: 'Only for exports there; none = for all.',
      }),
    ),
    verified: Type.Optional(Verified),
    note: Type.Optional(Words),
  },
  closed,
);
const FormProvision = Type.Object(
  {
    paragraph: Type.String({
      pattern: '^[a-z0-9][a-z0-9./()-]*$',
      maxLength: 100,
      description: 'Its number in the instrument: 1, 2(3).',
    }),
    cite: Words,
    text: Words,
    from: Type.Optional(Day),
    lastDay: Type.Optional(Day),
    verified: Type.Optional(Verified),
    doubt: Type.Optional(Words),
    acts: Type.Optional(Type.Array(FormAct, { maxItems: 50, description: 'What it does to other provisions.' })),
  },
  closed,
);

/** An instrument as it is filled in on the screen. What it cannot say, the text of a law file can. */
export const InstrumentForm = Type.Object(
  {
    id: LawId,
    kind: Type.Enum(
      ['law', 'regulation', 'announcement', 'order', 'catalogue', 'measures', 'list-notice', 'statement'] as const,
      { description: '`statement` = announced, not enacted: it opens a branch.' },
    ),
    number: Type.Optional(Type.String({ maxLength: 100, description: '2026 No. 50' })),
    title: Words,
    issuer: Words,
    published: Day,
    from: Day,
    verified: Verified,
    source: Sources,
    summary: Words,
    doubt: Type.Optional(Words),
    settles: Type.Optional(
      Type.Array(LawId, { maxItems: 50, description: 'Announcements that it settles, one way or the other.' }),
    ),
    provisions: Type.Array(FormProvision, { minItems: 1, maxItems: 500 }),
  },
  closed,
);
export type InstrumentForm = Static<typeof InstrumentForm>;

/** An instrument, filled in or as a law file. */
export const InstrumentGiven = Type.Union([
  Type.Object({ form: InstrumentForm }, closed),
  Type.Object(
    { text: Type.String({ minLength: 1, maxLength: 2_000_000, description: 'A law file (YAML), as in the pack.' }) },
    closed,
  ),
]);
export type InstrumentGiven = Static<typeof InstrumentGiven>;

const RecordedShape = Type.Object(
  {
    id: Type.Unsafe<string>({ ...Id, description: 'Of the record.' }),
    instrument: LawId,
    published: Day,
    text: Type.String({ description: 'The law file.' }),
    recordedAt: Instant,
    withdrawnAt: Type.Union([Instant, Type.Null()]),
    inPack: Type.Boolean({ description: 'The law pack has brought it by now, and the pack’s text counts.' }),
  },
  closed,
);
const RecordParams = Type.Object({ record: Id }, closed);

/** What is wrong with a law file, and where. */
export const LawFileProblemShape = Type.Object(
  {
    file: Type.String({ description: 'The recorded file, or the one with which it does not go together.' }),
    line: Type.Integer({ description: 'In the text, from 1.' }),
    column: Type.Integer(),
    field: Type.String({ description: 'provisions[0].acts[0].on[1]; empty for the file as a whole.' }),
    code: Type.String(),
    zh: Type.String(),
    en: Type.String(),
  },
  closed,
);

const Broken = Type.Unsafe<LawProblem>({
  type: 'object',
  description:
    'A statement about the law that would not hold, from which day, in which branch, with an export that shows it.',
});
const ChangedOn = Type.Object(
  {
    day: Day,
    difference: Type.Unsafe<LawDifference>({
      type: 'object',
      description: 'Provisions that stand otherwise, and kinds of exports that are answered differently.',
    }),
  },
  closed,
);

/** What would be different in the law itself. */
export const LawEffectShape = Type.Object(
  {
    days: Type.Array(ChangedOn, {
      description: 'Today and the days to come on which the law would be another; at most 6.',
    }),
    statements: Type.Object(
      { from: Day, until: Day, broken: Type.Array(Broken) },
      {
        ...closed,
        description: 'Statements that hold now, between these days, and would not hold any more.',
      },
    ),
  },
  closed,
);
const EffectShape = Type.Object(
  {
    ...LawEffectShape.properties,
    determinations: Type.Object(
      {
        saved: Type.Integer({ description: 'How many there are.' }),
        asked: Type.Integer({
          description: 'How many of them were asked for this preview; the rest would be asked later.',
        }),
        different: Type.Integer({ description: 'How many of those would come out differently.' }),
        shown: Type.Array(
          Type.Object({ organisation: Id, id: Id, name: Type.String(), difference: Type.Array(TextShape) }, closed),
          { description: 'The first 50 in organisations whose records the person may read.' },
        ),
      },
      closed,
    ),
  },
  closed,
);

export const RECORDED_INSTRUMENT_ROUTES = {
  'recorded-instrument.list': route({
    id: 'recorded-instrument.list',
    method: 'GET',
    path: '/v1/law/recorded-instruments',
    summary: 'What was recorded here, the latest first, with what was withdrawn',
    action: 'law.read',
    kind: 'read',
    reply: Type.Array(RecordedShape),
  }),
  'instrument.preview': route({
    id: 'instrument.preview',
    method: 'POST',
    path: '/v1/law/recorded-instruments/previews',
    summary: 'What would be different with this instrument',
    description: 'Nothing is stored. With problems there is no effect to show yet.',
    action: 'law.record',
    kind: 'read',
    body: InstrumentGiven,
    reply: Type.Object(
      {
        text: Type.String({ description: 'The law file; lines of the problems count in it.' }),
        problems: Type.Array(LawFileProblemShape),
        effect: Type.Union([EffectShape, Type.Null()]),
      },
      closed,
    ),
  }),
  'instrument.record': route({
    id: 'instrument.record',
    method: 'POST',
    path: '/v1/law/recorded-instruments',
    summary: 'Record an instrument: it counts at once',
    description: 'Every saved determination that it touches is asked again in the background.',
    action: 'law.record',
    kind: 'command',
    body: InstrumentGiven,
    reply: RecordedShape,
    status: 201,
    problems: ['not-valid', 'conflict'],
  }),
  'instrument.withdraw': route({
    id: 'instrument.withdraw',
    method: 'DELETE',
    path: '/v1/law/recorded-instruments/:record',
    summary: 'Withdraw a recorded instrument: it does not count any more, and stays in the list',
    action: 'law.record',
    kind: 'command',
    params: RecordParams,
    reply: NOTHING,
    problems: ['conflict'],
  }),
} as const;
