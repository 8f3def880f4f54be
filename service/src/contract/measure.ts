import {
  GATES,
  type GateId,
  MEASURE_STANDINGS,
  MEASURE_STATUS_NAMES,
  type MeasureStanding,
  type MeasureStatus,
  type Partner,
} from '@ytterby/core/measures';
import { Type } from 'typebox';
import { StatusShape } from './law.ts';
import { InstrumentGiven, LawEffectShape, LawFileProblemShape } from './recorded-instrument.ts';
import { route } from './route.ts';
import { Day, Id, Instant, PAGING, PageOf, TextShape } from './shapes.ts';

/**
 * Measures before they are law: what they would say in each revision, what they would do, which gates they have passed, and the
 * announcement that makes law of them. Nobody learns of one before it is announced but those who may read measures.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const SUMMARY = {
  id: Id,
  instrument: Type.String({ description: 'Id of the instrument that it drafts.' }),
  title: TextShape,
  status: Type.Enum(MEASURE_STATUS_NAMES as MeasureStatus[]),
  standing: Type.Enum(Object.keys(MEASURE_STANDINGS) as MeasureStanding[], {
    description: 'Its status and, once it is announced, where its provisions stand in the law of today.',
  }),
  standingText: TextShape,
  revision: Type.Integer({ description: 'Of the text, from 1.' }),
  version: Type.Integer({ description: 'Goes back as If-Match.' }),
  firstDay: Type.Unsafe<string>({ ...Day, description: 'The earliest day on which anything of it takes effect.' }),
  createdAt: Instant,
};
const SummaryShape = Type.Object(SUMMARY, closed);

const GateShape = Type.Object(
  {
    id: Type.Enum(Object.keys(GATES) as GateId[]),
    text: TextShape,
    isMet: Type.Boolean(),
    missing: Type.Array(TextShape, { description: 'What is missing; empty where it is met.' }),
    partners: Type.Array(Type.String(), { description: 'The partners for which it is missing.' }),
  },
  closed,
);

const PersonShape = orNull(Type.Object({ id: Id, name: Type.String() }, closed));
const EventShape = Type.Object(
  {
    sequence: Type.Integer(),
    revision: Type.Integer({ description: 'After the event.' }),
    at: Instant,
    on: Day,
    kind: Type.String({ description: 'The command that it was.' }),
    person: PersonShape,
    role: Type.String(),
    text: TextShape,
    content: Type.Unsafe<Readonly<Record<string, unknown>>>({
      type: 'object',
      description: "The event, as core has it, without the text of the law file; a revision's is got by its number.",
    }),
  },
  closed,
);

const PartnerShape = Type.Object(
  {
    partner: Type.Unsafe<Partner>({ type: 'object', description: 'Country or region, contact, language, embargo.' }),
    notice: orNull(
      Type.Object(
        {
          on: Day,
          at: Instant,
          how: Type.Enum(['mail', 'handed-over'] as const),
          text: TextShape,
          reference: orNull(Type.String()),
        },
        { ...closed, description: 'The last one of this revision. Null: not sent.' },
      ),
    ),
    receipt: orNull(
      Type.Object(
        {
          on: Day,
          at: Instant,
          how: Type.Enum(['opened', 'recorded'] as const),
          name: orNull(Type.String()),
          note: orNull(Type.String()),
        },
        { ...closed, description: 'The first one of this revision. Null: none.' },
      ),
    ),
    replies: Type.Array(
      Type.Object({ on: Day, at: Instant, text: Type.String(), name: orNull(Type.String()) }, closed),
    ),
  },
  closed,
);

const MeasureShape = Type.Object(
  {
    ...SUMMARY,
    text: Type.String({ description: 'The law file of the last revision; as it was announced, once it is.' }),
    announcedOn: orNull(Day),
    withdrawn: orNull(Type.Object({ on: Day, reason: Type.String() }, closed)),
    revisedBy: PersonShape,
    assessment: orNull(Type.Unsafe<string>({ ...Id, description: 'The one that was signed off. Null: none is.' })),
    gates: Type.Array(GateShape, { description: 'What the announcement needs, asked for the person who reads.' }),
    commands: Type.Array(Type.String(), {
      description: 'What this person may do with it now, by the order of steps; gates may still stand against it.',
    }),
    partners: Type.Array(PartnerShape),
    provisions: Type.Array(Type.Object({ id: Type.String(), cite: TextShape, status: StatusShape }, closed), {
      description: 'Of an announced measure: where each of its provisions stands today.',
    }),
    events: Type.Array(EventShape),
  },
  closed,
);

const One = Type.Object({ measure: Id }, closed);

/** How many records of a kind would be answered otherwise. */
const Touched = Type.Object(
  {
    looked: Type.Integer({ description: 'How many there are.' }),
    asked: Type.Integer({ description: 'How many of them were asked for this preview.' }),
    different: Type.Integer({ description: 'How many of those would come out differently.' }),
  },
  closed,
);
const PreviewShape = Type.Object(
  {
    text: Type.String({ description: 'The law file; lines of the problems count in it.' }),
    problems: Type.Array(LawFileProblemShape),
    effect: orNull(
      Type.Object(
        {
          ...LawEffectShape.properties,
          determinations: Touched,
          licences: Touched,
          cases: Touched,
          shipments: Touched,
          items: Type.Object(
            {
              codes: Type.Array(
                Type.Object({ code: Type.String(), name: TextShape, list: Type.String(), from: Day }, closed),
                { description: 'Entries of lists of items that the draft puts in force and that no list has today.' },
              ),
              hs: Type.Array(Type.String(), {
                description: 'HS and customs codes of these entries: hints, as always.',
              }),
            },
            closed,
          ),
          partners: Type.Array(
            Type.Object(
              { country: Type.String(), records: Type.Integer({ description: 'Records touched that go there.' }) },
              closed,
            ),
            { description: 'Destinations of the records touched, the most first.' },
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);

export const MEASURE_ROUTES = {
  'measure.list': route({
    id: 'measure.list',
    method: 'GET',
    path: '/v1/measures',
    summary: 'Measures, the latest first',
    action: 'measure.read',
    kind: 'read',
    query: Type.Object(
      { ...PAGING, status: Type.Optional(Type.Enum(MEASURE_STATUS_NAMES as MeasureStatus[])) },
      closed,
    ),
    reply: PageOf(SummaryShape),
  }),
  'measure.draft': route({
    id: 'measure.draft',
    method: 'POST',
    path: '/v1/measures',
    summary: 'Draft a measure: an instrument, filled in or as a law file',
    description: 'Its title is the title of the instrument. Nothing of it counts as law before it is announced.',
    action: 'measure.draft',
    kind: 'command',
    body: InstrumentGiven,
    reply: MeasureShape,
    status: 201,
    revision: 'given',
    problems: ['not-valid', 'conflict'],
  }),
  'measure.preview': route({
    id: 'measure.preview',
    method: 'POST',
    path: '/v1/measures/previews',
    summary: 'What a draft would do: to the law, to records, to which items and partners',
    description:
      'Nothing is stored. Figures are of all organisations and name none of them. With problems there is no effect to show yet.',
    action: 'measure.draft',
    kind: 'read',
    // Its figures are of all organisations, more than the person sees.
    asProduct: true,
    body: InstrumentGiven,
    reply: PreviewShape,
  }),
  'measure.get': route({
    id: 'measure.get',
    method: 'GET',
    path: '/v1/measures/:measure',
    summary: 'A measure: its text, its gates, what happened',
    action: 'measure.read',
    kind: 'read',
    params: One,
    reply: MeasureShape,
    revision: 'given',
  }),
  'measure.text': route({
    id: 'measure.text',
    method: 'GET',
    path: '/v1/measures/:measure/text',
    summary: 'The law file of a measure, of its last revision or an earlier one',
    action: 'measure.read',
    kind: 'read',
    params: One,
    query: Type.Object({ revision: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) }, closed),
    reply: { file: ['application/yaml; charset=utf-8'] },
  }),
  'measure.revise': route({
    id: 'measure.revise',
    method: 'PUT',
    path: '/v1/measures/:measure/draft',
    summary: 'Revise a draft: sign-off and notices of the revision before count no more',
    action: 'measure.draft',
    kind: 'command',
    params: One,
    body: InstrumentGiven,
    reply: MeasureShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
  'measure.sign-off': route({
    id: 'measure.sign-off',
    method: 'POST',
    path: '/v1/measures/:measure/sign-offs',
    summary: 'Sign off the finished assessment of the revision',
    description: 'By a director who neither wrote the revision nor ran the assessment.',
    action: 'measure.approve',
    kind: 'command',
    params: One,
    body: Type.Object({ assessment: Id }, closed),
    reply: MeasureShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
  'measure.announce': route({
    id: 'measure.announce',
    method: 'POST',
    path: '/v1/measures/:measure/announcements',
    summary: 'Announce the measure: published today, it is law as of its days of effect',
    description: 'By a director who did not write the revision. Every gate must be met.',
    action: 'measure.approve',
    kind: 'command',
    params: One,
    reply: MeasureShape,
    revision: 'wanted',
    problems: ['not-valid', 'conflict'],
  }),
  'measure.withdraw': route({
    id: 'measure.withdraw',
    method: 'POST',
    path: '/v1/measures/:measure/withdrawals',
    summary: 'Give up a draft',
    action: 'measure.draft',
    kind: 'command',
    params: One,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' }) }, closed),
    reply: MeasureShape,
    revision: 'wanted',
    problems: ['conflict'],
  }),
} as const;
