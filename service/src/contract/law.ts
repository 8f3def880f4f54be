import type { Condition, Effect, Instrument, ItemList, ListEntry, Provision, Status } from '@ytterby/core';
import { Type } from 'typebox';
import { route } from './route.ts';
import { Day, PAGING, PageOf, TextShape } from './shapes.ts';

/** The law itself, not an export: instruments, provisions, where they stand on a day and over time, readings, doubts. */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);

const LawId = Type.String({ minLength: 1, maxLength: 300, description: 'As lawyers cite it: cn/mofcom-2025-61/1(3).' });
const BranchId = Type.String({
  maxLength: 300,
  description: '`enacted`, or the id of an announcement that is neither enacted nor settled.',
});
const dayThat = (description: string) => Type.Optional(Type.Unsafe<string>({ ...Day, description }));
/** Which law is asked. */
export const LAW_DAYS = {
  asOf: dayThat('Day whose law applies, in Beijing time. Default: `knownAt`, else today.'),
  knownAt: dayThat('Only what was published by this day counts. Default: `asOf`.'),
};
const BRANCH = { branch: Type.Optional(BranchId) };

const VerifiedShape = Type.Enum(['yes', 'partly', 'no'] as const, {
  description: 'The text itself was read; a summary was read; neither.',
});
const SourceShape = Type.Object({ url: orNull(Type.String()), note: orNull(Type.String()) }, closed);
const Sources = Type.Array(SourceShape);

export const StatusShape = Type.Unsafe<Status>({
  type: 'object',
  required: ['is'],
  properties: {
    is: { enum: ['not-yet-published', 'not-yet-in-force', 'in-force', 'paused', 'ended', 'never-ran'] },
    from: { type: 'string', description: 'Not yet in force: the first day.' },
    since: { type: 'string', description: 'In force: since when.' },
    until: { type: 'string', description: 'Paused: the last day as printed; absent = no end named.' },
    by: { type: 'string', description: 'Paused, ended, never ran: by this provision.' },
    on: { type: 'string', description: 'Ended: on this day.' },
    everInForce: { type: 'boolean', description: 'Paused: false = before it ever ran.' },
  },
  description: 'Where a provision stands on a day.',
});
const StandingShape = Type.Enum([
  'not-yet-published',
  'not-yet-in-force',
  'in-force',
  'paused',
  'ended',
  'never-ran',
] as const);

export const CoverageShape = Type.Object(
  {
    state: Type.Enum(['checked', 'not-checked-since', 'before-coverage'] as const, {
      description: 'How far the gazette was checked for these days; `before-coverage`: the pack answers nothing.',
    }),
    from: Day,
    checkedUpTo: Day,
    text: TextShape,
  },
  closed,
);
const AskedShape = {
  asOf: Day,
  knownAt: Day,
  branch: BranchId,
  coverage: CoverageShape,
};
const BranchShape = Type.Object({ id: BranchId, label: TextShape }, closed);

/** A provision as a lawyer cites it, with where it stands. */
const LimbShape = Type.Object({ id: LawId, cite: TextShape, status: StatusShape }, closed);

const InstrumentHead = {
  id: LawId,
  kind: Type.Unsafe<Instrument['kind']>({ type: 'string', description: '`statement` = announced, not enacted.' }),
  number: orNull(Type.String()),
  title: TextShape,
  issuer: TextShape,
  published: Day,
  from: Day,
  verified: VerifiedShape,
  recorded: Type.Boolean({ description: 'Recorded in this installation; not part of the pack.' }),
};
export const InstrumentRow = Type.Object(
  {
    ...InstrumentHead,
    provisions: Type.Integer(),
    doubts: Type.Integer({ description: 'Places that the instrument leaves open.' }),
    standing: Type.Array(Type.Object({ is: StandingShape, provisions: Type.Integer() }, closed), {
      description: 'How many provisions that do something stand where on the day. Empty for a statement.',
    }),
    limbs: Type.Array(LimbShape, { description: 'Those provisions one by one.' }),
  },
  closed,
);

const StretchShape = Type.Object({ from: Day, until: orNull(Day), status: StatusShape }, closed);
const ActShape = Type.Object(
  {
    do: Type.Enum(['suspend', 'resume', 'end'] as const),
    on: Type.Array(Type.String()),
    from: Day,
    lastDay: Type.Optional(Day),
    when: Type.Optional(
      Type.Unsafe<Condition>({ type: 'object', description: 'Only for exports that meet this; absent = for all.' }),
    ),
    under: Type.Optional(Type.Object({ reading: Type.String(), option: Type.String() }, closed)),
    verified: Type.Optional(VerifiedShape),
    note: Type.Optional(TextShape),
  },
  closed,
);
const ProvisionShape = Type.Object(
  {
    id: LawId,
    cite: TextShape,
    text: TextShape,
    verified: VerifiedShape,
    sources: Sources,
    doubt: orNull(TextShape),
    status: Type.Union([StatusShape, Type.Null()], {
      description: 'Null for a statement, and where only another reading than the taken one brings the provision in.',
    }),
    under: Type.Union([Type.Object({ reading: Type.String(), option: Type.String() }, closed), Type.Null()], {
      description: 'The reading and option under which alone the provision is there.',
    }),
    effect: orNull(Type.Unsafe<Effect>({ type: 'object', description: 'What it does when its condition is met.' })),
    when: orNull(Type.Unsafe<NonNullable<Provision['when']>>({ type: 'object', description: 'Its condition.' })),
    acts: Type.Array(ActShape, { description: 'What it does to other provisions.' }),
    readings: Type.Array(Type.String(), { description: 'Readings on which it or one of its acts hangs.' }),
  },
  closed,
);
export const InstrumentShape = Type.Object(
  {
    ...AskedShape,
    ...InstrumentHead,
    summary: TextShape,
    doubt: orNull(TextShape),
    sources: Sources,
    settles: Type.Array(Type.String(), { description: 'Statements that it settles.' }),
    actedOnBy: Type.Array(Type.String(), { description: 'Provisions of other instruments that act on it.' }),
    provisions: Type.Array(ProvisionShape),
  },
  closed,
);

const BarShape = Type.Object(
  {
    from: Day,
    until: Type.Union([Day, Type.Null()], { description: 'First day after it; null = no change known.' }),
    is: StandingShape,
    by: orNull(Type.String({ description: 'The provision that paused or ended it.' })),
  },
  closed,
);
export const TimelineShape = Type.Object(
  {
    knownAt: Day,
    coverage: CoverageShape,
    branches: Type.Array(BranchShape, { description: 'The enacted text first.' }),
    instruments: Type.Array(
      Type.Object(
        {
          id: LawId,
          number: orNull(Type.String()),
          title: TextShape,
          published: Day,
          groups: Type.Array(
            Type.Object(
              {
                provisions: Type.Array(Type.Object({ id: LawId, cite: TextShape }, closed), {
                  description: 'They stand alike on every day, in every branch.',
                }),
                branches: Type.Array(Type.Object({ branch: BranchId, bars: Type.Array(BarShape) }, closed), {
                  description: 'The enacted text, and the branches that differ from it.',
                }),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    changes: Type.Array(
      Type.Object(
        {
          day: Day,
          branch: BranchId,
          instrument: LawId,
          is: StandingShape,
          status: StatusShape,
          provisions: Type.Array(Type.String()),
        },
        closed,
      ),
      { description: 'Day by day, what comes to stand otherwise; a change that an announcement shares is told once.' },
    ),
  },
  closed,
);

export const LawDifferenceShape = Type.Object(
  {
    before: Type.Object({ asOf: Day, knownAt: Day, branch: BranchId, coverage: CoverageShape }, closed),
    after: Type.Object({ asOf: Day, knownAt: Day, branch: BranchId, coverage: CoverageShape }, closed),
    provisions: Type.Array(
      Type.Object(
        {
          id: LawId,
          cite: TextShape,
          instrument: LawId,
          before: orNull(StandingShape),
          after: orNull(StandingShape),
        },
        closed,
      ),
      { description: 'Provisions that stand otherwise; null = not known on that day.' },
    ),
    exports: Type.Array(
      Type.Object(
        {
          before: Type.String({ description: 'Outcome.' }),
          after: Type.String(),
          example: Type.Record(Type.String(), Type.Array(Type.String()), {
            description: 'A kind of export that is answered so: fact → the values for which it holds.',
          }),
        },
        closed,
      ),
      { description: 'Kinds of exports that are answered differently; at most five for each pair of outcomes.' },
    ),
  },
  closed,
);

export const ReadingShape = Type.Object(
  {
    id: Type.String(),
    question: TextShape,
    takes: Type.String({ description: 'The option that the pack takes.' }),
    flag: Type.String(),
    options: Type.Array(Type.Object({ id: Type.String(), text: TextShape, sources: Sources }, closed)),
    provisions: Type.Array(Type.Object({ id: LawId, cite: TextShape, option: Type.String() }, closed), {
      description:
        'Provisions that are there, or act, only under one option. Other readings change how the rules count.',
    }),
  },
  closed,
);
export const DoubtShape = Type.Object(
  {
    instrument: LawId,
    title: TextShape,
    provision: orNull(LawId),
    cite: orNull(TextShape),
    doubt: TextShape,
    readings: Type.Array(Type.String(), { description: 'Readings that it names.' }),
  },
  closed,
);

export const ControlledItem = Type.Object(
  {
    id: Type.String({ description: '`list#code`.' }),
    code: Type.String(),
    list: Type.Object(
      {
        id: LawId,
        kind: Type.Unsafe<ItemList['kind']>({ type: 'string', description: '`dual-use` or `annex`.' }),
        title: TextShape,
      },
      closed,
    ),
    name: TextShape,
    parameters: orNull(TextShape),
    note: orNull(TextShape),
    match: Type.Unsafe<ListEntry['match']>({
      type: 'object',
      description: 'How it is recognised: forms, elements, CAS numbers, what it contains, technology for what.',
    }),
    hs: Type.Array(Type.Object({ code: Type.String(), from: orNull(Day), verified: orNull(VerifiedShape) }, closed), {
      description: 'Customs codes; a hint, never a definition.',
    }),
    verified: VerifiedShape,
    provision: orNull(LawId),
    status: orNull(StatusShape),
  },
  closed,
);

export const LAW_ROUTES = {
  'law.pack': route({
    id: 'law.pack',
    method: 'GET',
    path: '/v1/law',
    summary: 'Which law is served: the pack, how far it was checked, what is unsettled',
    action: 'law.read',
    kind: 'compute',
    reply: Type.Object(
      {
        id: Type.String(),
        version: Type.String(),
        title: TextShape,
        today: Day,
        coverage: CoverageShape,
        covers: Type.Object({ from: Day, reason: TextShape }, closed),
        checked: Type.Object({ upTo: Day, note: TextShape, sources: Sources }, closed),
        counts: Type.Object(
          {
            instruments: Type.Integer(),
            provisions: Type.Integer(),
            itemEntries: Type.Integer(),
            partyLists: Type.Integer(),
            listedParties: Type.Integer(),
            readings: Type.Integer(),
          },
          closed,
        ),
        branches: Type.Array(BranchShape, {
          description: 'The enacted text and, as known today, every announcement that is neither enacted nor settled.',
        }),
        recorded: Type.Array(Type.Object({ id: Type.String(), instrument: LawId, published: Day }, closed), {
          description: 'Instruments recorded in this installation, beside the pack.',
        }),
        fingerprint: Type.String({ description: 'Equal fingerprints, equal answers.' }),
      },
      closed,
    ),
  }),
  'instrument.list': route({
    id: 'instrument.list',
    method: 'GET',
    path: '/v1/law/instruments',
    summary: 'Every instrument, with where its provisions stand on a day',
    action: 'law.read',
    kind: 'compute',
    query: Type.Object({ ...LAW_DAYS, ...BRANCH }, closed),
    reply: Type.Object({ ...AskedShape, items: Type.Array(InstrumentRow) }, closed),
    problems: ['not-valid'],
  }),
  'instrument.get': route({
    id: 'instrument.get',
    method: 'GET',
    path: '/v1/law/instrument',
    summary: 'One instrument, provision by provision',
    description: 'Ids hold slashes, so the id stands in the query: many servers in between refuse %2F in a path.',
    action: 'law.read',
    kind: 'compute',
    query: Type.Object({ id: LawId, ...LAW_DAYS, ...BRANCH }, closed),
    reply: InstrumentShape,
    problems: ['not-found', 'not-valid'],
  }),
  'provision.get': route({
    id: 'provision.get',
    method: 'GET',
    path: '/v1/law/provision',
    summary: 'One provision: where it stands on a day as known on another, and over time in every branch',
    action: 'law.read',
    kind: 'compute',
    query: Type.Object({ id: LawId, ...LAW_DAYS, ...BRANCH }, closed),
    reply: Type.Object(
      {
        ...AskedShape,
        instrument: Type.Object({ id: LawId, title: TextShape, published: Day }, closed),
        provision: ProvisionShape,
        overTime: Type.Array(
          Type.Object({ branch: BranchId, label: TextShape, stretches: Type.Array(StretchShape) }, closed),
          { description: 'Every stretch of days from its publication on, in the enacted text and every open branch.' },
        ),
        actedOnBy: Type.Array(Type.String()),
      },
      closed,
    ),
    problems: ['not-found', 'not-valid'],
  }),
  'law.timeline': route({
    id: 'law.timeline',
    method: 'GET',
    path: '/v1/law/timeline',
    summary: 'The law over time, to be drawn: bars for each instrument, and the days of change',
    action: 'law.read',
    kind: 'compute',
    query: Type.Object({ knownAt: Type.Optional(Day) }, closed),
    reply: TimelineShape,
    problems: ['not-valid'],
  }),
  'law.diff': route({
    id: 'law.diff',
    method: 'GET',
    path: '/v1/law/differences',
    summary: 'What changes between two days: provisions, and kinds of exports that are answered differently',
    action: 'law.read',
    kind: 'compute',
    query: Type.Object(
      {
        before: Day,
        after: Day,
        knownAt: dayThat('For both days. Default: each as it was known on that day.'),
        ...BRANCH,
      },
      closed,
    ),
    reply: LawDifferenceShape,
    problems: ['not-valid'],
  }),
  'reading.list': route({
    id: 'reading.list',
    method: 'GET',
    path: '/v1/law/readings',
    summary: 'Where the texts leave room: the reading that the pack takes, and the others with their reasons',
    action: 'law.read',
    kind: 'compute',
    reply: Type.Object({ items: Type.Array(ReadingShape) }, closed),
  }),
  'doubt.list': route({
    id: 'doubt.list',
    method: 'GET',
    path: '/v1/law/doubts',
    summary: 'What the texts leave open, instrument by instrument',
    action: 'law.read',
    kind: 'compute',
    query: Type.Object({ knownAt: Type.Optional(Day) }, closed),
    reply: Type.Object({ knownAt: Day, items: Type.Array(DoubtShape) }, closed),
    problems: ['not-valid'],
  }),
  'controlList.browse': route({
    id: 'controlList.browse',
    method: 'GET',
    path: '/v1/law/control-list',
    summary: 'Controlled items, by element, form, control code, customs code or words',
    action: 'law.read',
    kind: 'compute',
    query: Type.Object(
      {
        ...LAW_DAYS,
        ...BRANCH,
        list: Type.Optional(Type.String({ maxLength: 300 })),
        element: Type.Optional(Type.String({ maxLength: 3, description: 'Symbol: Dy.' })),
        form: Type.Optional(Type.String({ maxLength: 60 })),
        code: Type.Optional(Type.String({ maxLength: 60, description: 'Beginning of a control code: 1C902.' })),
        hs: Type.Optional(Type.String({ maxLength: 20, pattern: '^[0-9. ]{2,20}$' })),
        text: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        ...PAGING,
      },
      closed,
    ),
    reply: Type.Object({ ...AskedShape, total: Type.Integer(), ...PageOf(ControlledItem).properties }, closed),
    problems: ['not-valid'],
  }),
} as const;
