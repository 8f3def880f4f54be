import { NOTICE_FIELD_TYPES } from '@ytterby/core/notices';
import { type Static, Type } from 'typebox';
import { route } from './route.ts';
import { LinkCode } from './session.ts';
import { Day, Id, Instant, NOTHING, OrganisationParams, PAGING, PageOf, TextShape } from './shapes.ts';

/**
 * Compliance notices (No. 61 of 2025 para 7) down the chain: their form, who gives them to whom for which lot, who has signed, and
 * the link by which somebody who is not registered here reads, signs and passes on.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);
const Line = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\p{Cc}]*\\S[^\\p{Cc}]*$' });
const Prose = Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' });
const Verdict = Type.Enum(['met', 'not-met', 'unknown'] as const);
const Verified = Type.Enum(['yes', 'partly', 'no'] as const);
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' });

const Amount = Type.Object(
  {
    quantity: orNull(
      Type.String({ maxLength: 40, pattern: '^[0-9]+(\\.[0-9]+)?$', description: 'Exact decimal; null = not known.' }),
    ),
    unit: Type.String({
      minLength: 1,
      maxLength: 40,
      pattern: '\\S',
      description: 'UN/ECE Recommendation 20 code, as KGM.',
    }),
  },
  closed,
);
const PartyShape = Type.Object({ name: TextShape, country: Type.String() }, closed);
const OutsideParty = Type.Object({ name: Line, country: Country }, closed);
const Limb = Type.Object({ id: Type.String(), name: TextShape, verdict: Verdict }, closed);
const Bound = Type.String({ minLength: 1, maxLength: 60 });
const Share = Type.Object(
  {
    value: Type.Union(
      [
        Type.String({ minLength: 1, maxLength: 60 }),
        Type.Object({ min: Type.Optional(Bound), max: Type.Optional(Bound) }, closed),
      ],
      { description: 'A share as in ExportFacts: "0.4 %", a range { min, max }, or "unknown".' },
    ),
    source: orNull(Type.Unsafe<string>({ ...Line, description: 'Where the figure comes from.' })),
  },
  closed,
);

const Field = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$' }),
    label: Type.Object({ zh: Line, en: Line }, closed),
    help: Type.Optional(
      Type.Object(
        { zh: Prose, en: Prose },
        { ...closed, description: 'Of a statement: what it says. Else what to fill in.' },
      ),
    ),
    type: Type.Enum([...NOTICE_FIELD_TYPES]),
    required: Type.Enum(['yes', 'no'] as const),
    verified: Type.Unsafe<'yes' | 'partly' | 'no'>({
      ...Verified,
      description: 'How sure it is that the form asks for it.',
    }),
    note: Type.Optional(Type.Object({ zh: Prose, en: Prose }, closed)),
  },
  closed,
);
const TemplateFields = {
  title: Type.Object({ zh: Line, en: Line }, closed),
  fields: Type.Array(Field, { minItems: 1, maxItems: 100 }),
};
const TemplateShape = Type.Object(
  {
    version: Type.Integer({ description: 'The first is that of the law pack.' }),
    ...TemplateFields,
    madeAt: orNull(Type.Unsafe<string>({ ...Instant, description: 'Null: it came with the law pack.' })),
  },
  closed,
);

const ReceiptShape = Type.Object(
  {
    kind: Type.Enum(['opened', 'acknowledged'] as const),
    on: Day,
    name: orNull(Type.String()),
    position: orNull(Type.String()),
  },
  closed,
);
const State = Type.Enum(['not-opened', 'opened', 'acknowledged'] as const);
const LotShape = Type.Object(
  {
    id: Id,
    number: Type.String(),
    item: Type.String(),
    controlCode: orNull(Type.String()),
    amount: Amount,
  },
  closed,
);
const DutyShape = Type.Object(
  {
    branch: Type.String(),
    label: TextShape,
    verdict: Type.Unsafe<Static<typeof Verdict>>({
      ...Verdict,
      description: '`met`: owed. `not-met`: not owed on this day; it may still be given.',
    }),
    because: Type.Array(
      Type.Object({ provision: Type.String(), cite: TextShape, verdict: Verdict, verified: Verified }, closed),
    ),
    triggers: Type.Array(Type.Object({ id: Type.String(), name: TextShape, verdict: Verdict }, closed), {
      description: 'Where the text does not settle what triggers it: the answer under each.',
    }),
  },
  closed,
);

const SUMMARY = {
  id: Id,
  number: Type.String(),
  item: Type.String(),
  amount: Amount,
  issuer: PartyShape,
  recipient: PartyShape,
  issuedOn: Day,
  state: State,
  on: orNull(Type.Unsafe<string>({ ...Day, description: 'Day of the latest receipt.' })),
};
const SummaryShape = Type.Object(
  {
    ...SUMMARY,
    lot: orNull(Type.Unsafe<string>({ ...Id, description: 'Of the issuer; null for what was received.' })),
  },
  closed,
);
const NoticeShape = Type.Object(
  {
    ...SUMMARY,
    side: Type.Enum(['issued', 'received'] as const),
    lot: LotShape,
    limbs: Type.Array(Limb),
    share: Share,
    filled: Type.Record(Type.String(), Type.String()),
    template: TemplateShape,
    duty: orNull(Type.Array(DutyShape)),
    receipts: Type.Array(ReceiptShape),
    link: orNull(
      Type.Object(
        { endsAt: Instant, revokedAt: orNull(Instant) },
        { ...closed, description: 'For the issuer: the last link given out. Null: the recipient is registered here.' },
      ),
    ),
    left: orNull(
      Type.Unsafe<string>({
        ...Line,
        description: 'For the recipient: what it has not put into lots of its own; null = not known.',
      }),
    ),
  },
  closed,
);

/** What a notice says, whoever gives it. */
const ISSUED = {
  amount: Amount,
  limbs: Type.Record(Type.String(), Verdict, { description: 'By limb; a limb that is not named is unknown.' }),
  share: Share,
  filled: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 20_000 }), {
    description: 'By field of the current template.',
  }),
};
const NewLot = {
  number: Line,
  item: Line,
  controlCode: orNull(Line),
  amount: Amount,
};
const LinkShape = Type.Object(
  { link: Type.String({ description: 'Shown once: only its digest is kept.' }), endsAt: Instant },
  closed,
);
const Acknowledgement = {
  name: Type.Unsafe<string>({ ...Line, description: 'Who signs for the recipient.' }),
  position: Line,
  on: Day,
};

const ChainShape = Type.Object(
  {
    root: Id,
    lots: Type.Array(
      Type.Object(
        {
          id: Id,
          tier: Type.Integer(),
          holder: PartyShape,
          shown: Type.Boolean({ description: 'False: what it is and how much is its holder’s own affair.' }),
          number: orNull(Type.String()),
          item: orNull(Type.String()),
          controlCode: orNull(Type.String()),
          amount: orNull(Amount),
          balance: Type.Object({ verdict: Verdict, left: orNull(Type.String()) }, closed),
          madeFrom: Type.Array(Type.Object({ notice: Id, amount: orNull(Amount) }, closed)),
          withoutNotice: Type.Array(Id, { description: 'Notices whose recipient let these goods go on without one.' }),
          howKnown: orNull(Type.String()),
        },
        closed,
      ),
    ),
    notices: Type.Array(
      Type.Object(
        {
          id: Id,
          tier: Type.Integer(),
          lot: Id,
          shown: Type.Boolean(),
          number: orNull(Type.String()),
          issuer: PartyShape,
          recipient: PartyShape,
          amount: orNull(Amount),
          share: orNull(Share),
          limbs: orNull(Type.Array(Limb)),
          issuedOn: Day,
          state: State,
          on: orNull(Day),
          receipts: Type.Array(ReceiptShape),
          balance: Type.Object({ verdict: Verdict, left: orNull(Type.String()) }, closed),
        },
        closed,
      ),
    ),
    notAcknowledged: Type.Array(Id),
    brokenBy: Type.Array(PartyShape, { description: 'Holders that let goods go on without a notice.' }),
  },
  { ...closed, description: 'Who has been told, from a lot down to the last tier that is known.' },
);

const OneNotice = Type.Object({ organisation: Id, notice: Id }, closed);
const Direction = Type.Enum(['issued', 'received'] as const);

export const NOTICE_ROUTES = {
  'notice-template.get': route({
    id: 'notice-template.get',
    method: 'GET',
    path: '/v1/notice-template',
    summary: 'The form of the compliance notice as it is now, and what the law pack says of it',
    action: 'notice-template.read',
    kind: 'read',
    reply: Type.Object(
      {
        template: TemplateShape,
        provision: Type.String(),
        note: TextShape,
        verified: Verified,
        limbs: Type.Array(Type.Object({ id: Type.String(), name: TextShape, provision: Type.String() }, closed)),
      },
      closed,
    ),
  }),
  'notice-template.list': route({
    id: 'notice-template.list',
    method: 'GET',
    path: '/v1/notice-templates',
    summary: 'The form in all its versions, the latest first',
    action: 'notice-template.read',
    kind: 'read',
    reply: Type.Array(TemplateShape),
  }),
  'notice-template.change': route({
    id: 'notice-template.change',
    method: 'POST',
    path: '/v1/notice-templates',
    summary: 'Change the form: a new version of it',
    description: 'Notices that were given keep the version they were made with.',
    action: 'notice-template.change',
    kind: 'command',
    body: Type.Object(
      {
        ...TemplateFields,
        basedOn: Type.Integer({ description: 'The version that was changed; another came since: refused.' }),
      },
      closed,
    ),
    reply: TemplateShape,
    status: 201,
    problems: ['not-valid', 'changed-meanwhile'],
  }),

  'notice.list': route({
    id: 'notice.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/notices',
    summary: 'The notices that an organisation gave, or received, the latest first',
    action: 'notice.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object({ ...PAGING, direction: Direction }, closed),
    reply: PageOf(SummaryShape),
  }),
  'notice.get': route({
    id: 'notice.get',
    method: 'GET',
    path: '/v1/organisations/:organisation/notices/:notice',
    summary: 'One notice, given or received',
    action: 'notice.read',
    kind: 'read',
    params: OneNotice,
    reply: NoticeShape,
  }),
  'notice.pdf': route({
    id: 'notice.pdf',
    method: 'GET',
    path: '/v1/organisations/:organisation/notices/:notice/pdf',
    summary: 'The notice as PDF, in Chinese and English',
    action: 'notice.read',
    kind: 'read',
    params: OneNotice,
    reply: { file: ['application/pdf'] },
  }),
  'notice.prefill': route({
    id: 'notice.prefill',
    method: 'GET',
    path: '/v1/organisations/:organisation/notice-draft',
    summary:
      'What a notice can be filled in with: from a saved determination, a product, a licence or a received notice',
    action: 'notice.issue',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(
      {
        determination: Type.Optional(Id),
        product: Type.Optional(Id),
        party: Type.Optional(Id),
        licence: Type.Optional(Id),
        notice: Type.Optional(
          Type.Unsafe<string>({ ...Id, description: 'A received notice whose goods are passed on.' }),
        ),
      },
      closed,
    ),
    reply: Type.Object(
      {
        item: orNull(Type.String()),
        controlCode: orNull(Type.String()),
        amount: orNull(Amount),
        recipient: orNull(Type.Object({ name: Type.String(), country: orNull(Type.String()) }, closed)),
        limbs: Type.Record(Type.String(), Verdict),
        share: orNull(Share),
        duty: orNull(Type.Array(DutyShape)),
      },
      closed,
    ),
  }),
  'notice.issue': route({
    id: 'notice.issue',
    method: 'POST',
    path: '/v1/organisations/:organisation/notices',
    summary: 'Give a notice for a lot, or part of it, to an organisation here or by a link',
    description: 'A quantity that is more than was received is kept, and shown in the chain: it is never refused.',
    action: 'notice.issue',
    kind: 'command',
    params: OrganisationParams,
    body: Type.Object(
      {
        lot: Type.Union([
          Type.Object({ id: Id }, closed),
          Type.Object(
            {
              ...NewLot,
              madeFrom: Type.Array(Type.Object({ notice: Id, amount: Amount }, closed), {
                maxItems: 200,
                description: 'Received notices whose goods are in it. None: the chain begins here.',
              }),
            },
            closed,
          ),
        ]),
        recipient: Type.Union([
          Type.Object(
            {
              organisation: Type.Unsafe<string>({
                ...Line,
                description: 'An organisation here: its exact name, unified code, LEI or id.',
              }),
            },
            closed,
          ),
          OutsideParty,
        ]),
        ...ISSUED,
        determination: Type.Optional(
          Type.Unsafe<string>({
            ...Id,
            description: 'A saved determination: whether the notice is owed is kept with it.',
          }),
        ),
      },
      closed,
    ),
    reply: Type.Object({ notice: NoticeShape, link: orNull(LinkShape) }, closed),
    status: 201,
    problems: ['not-valid'],
  }),
  'notice.acknowledge': route({
    id: 'notice.acknowledge',
    method: 'POST',
    path: '/v1/organisations/:organisation/notices/:notice/acknowledgement',
    summary: 'Acknowledge receipt of a notice',
    action: 'notice.issue',
    kind: 'command',
    params: OneNotice,
    body: Type.Object(Acknowledgement, closed),
    reply: NoticeShape,
    problems: ['not-valid', 'conflict'],
  }),
  'notice.renew-link': route({
    id: 'notice.renew-link',
    method: 'POST',
    path: '/v1/organisations/:organisation/notices/:notice/link',
    summary: 'Make a new link for the recipient; the one before does not open any more',
    action: 'notice.issue',
    kind: 'command',
    params: OneNotice,
    reply: LinkShape,
    status: 201,
    problems: ['not-valid'],
  }),
  'notice.revoke-link': route({
    id: 'notice.revoke-link',
    method: 'DELETE',
    path: '/v1/organisations/:organisation/notices/:notice/link',
    summary: 'Revoke the link of the recipient; the notice stays',
    action: 'notice.issue',
    kind: 'command',
    params: OneNotice,
    reply: NOTHING,
  }),
  'notice.report-found': route({
    id: 'notice.report-found',
    method: 'POST',
    path: '/v1/organisations/:organisation/notices/:notice/found',
    summary: 'State that goods of a notice were found with somebody who was given none',
    description: 'The recipient of the notice is shown in the chain as the one that broke it.',
    action: 'notice.issue',
    kind: 'command',
    params: OneNotice,
    body: Type.Object({ holder: OutsideParty, amount: Amount, howKnown: Prose }, closed),
    reply: Type.Object({ lot: Id }, closed),
    status: 201,
  }),

  'notice-lot.list': route({
    id: 'notice-lot.list',
    method: 'GET',
    path: '/v1/organisations/:organisation/notice-lots',
    summary: 'The lots of an organisation, the latest first',
    action: 'notice.read',
    kind: 'read',
    params: OrganisationParams,
    query: Type.Object(PAGING, closed),
    reply: PageOf(
      Type.Object(
        {
          ...LotShape.properties,
          given: Type.Integer({ description: 'Notices given for it.' }),
          notAcknowledged: Type.Integer(),
          begins: Type.Boolean({ description: 'The chain begins with it.' }),
          balance: Type.Object({ verdict: Verdict, left: orNull(Type.String()) }, closed),
        },
        closed,
      ),
    ),
  }),
  'notice-lot.chain': route({
    id: 'notice-lot.chain',
    method: 'GET',
    path: '/v1/organisations/:organisation/notice-lots/:lot/chain',
    summary: 'Who has been told of a lot of the organisation, down to the last tier',
    description: 'What others below trade is not shown: whom they told, and whether it was signed for.',
    action: 'notice.read',
    kind: 'read',
    params: Type.Object({ organisation: Id, lot: Id }, closed),
    reply: ChainShape,
  }),
  'notice-register.list': route({
    id: 'notice-register.list',
    method: 'GET',
    path: '/v1/notice-lots',
    summary: 'All lots with which a chain begins, the latest first',
    action: 'notice.register',
    kind: 'read',
    query: Type.Object(PAGING, closed),
    reply: PageOf(
      Type.Object(
        { ...LotShape.properties, holder: PartyShape, given: Type.Integer(), notAcknowledged: Type.Integer() },
        closed,
      ),
    ),
  }),
  'notice-register.chain': route({
    id: 'notice-register.chain',
    method: 'GET',
    path: '/v1/notice-lots/:lot/chain',
    summary: 'The whole chain of any lot, for the authority',
    action: 'notice.register',
    kind: 'read',
    params: Type.Object({ lot: Id }, closed),
    reply: ChainShape,
  }),

  'notice-link.open': route({
    id: 'notice-link.open',
    method: 'POST',
    path: '/v1/notice-links/open',
    summary: 'What the link of a notice opens: the notice, and what the recipient has given on',
    action: 'notice.open',
    kind: 'command',
    asProduct: true,
    body: Type.Object({ code: LinkCode }, closed),
    reply: Type.Object(
      {
        notice: NoticeShape,
        passedOn: Type.Array(SummaryShape),
        current: Type.Unsafe<Static<typeof TemplateShape>>({
          ...TemplateShape,
          description: 'The form for the next notice.',
        }),
        endsAt: Instant,
      },
      closed,
    ),
  }),
  'notice-link.pdf': route({
    id: 'notice-link.pdf',
    method: 'POST',
    path: '/v1/notice-links/pdf',
    summary: 'The notice of a link as PDF',
    action: 'notice.open',
    kind: 'read',
    asProduct: true,
    body: Type.Object({ code: LinkCode }, closed),
    reply: { file: ['application/pdf'] },
  }),
  'notice-link.acknowledge': route({
    id: 'notice-link.acknowledge',
    method: 'POST',
    path: '/v1/notice-links/acknowledgement',
    summary: 'Acknowledge receipt of the notice of a link',
    action: 'notice.open',
    kind: 'command',
    asProduct: true,
    body: Type.Object({ code: LinkCode, ...Acknowledgement }, closed),
    reply: NoticeShape,
    problems: ['not-valid', 'conflict'],
  }),
  'notice-link.pass-on': route({
    id: 'notice-link.pass-on',
    method: 'POST',
    path: '/v1/notice-links/notices',
    summary: 'Give the next notice for what the notice of a link brought, wholly or in part, by another link',
    action: 'notice.open',
    kind: 'command',
    asProduct: true,
    body: Type.Object(
      {
        code: LinkCode,
        lot: Type.Object(
          { ...NewLot, used: Amount },
          { ...closed, description: '`used`: how much of what was received is in it.' },
        ),
        recipient: OutsideParty,
        ...ISSUED,
      },
      closed,
    ),
    reply: Type.Object({ notice: NoticeShape, link: LinkShape }, closed),
    status: 201,
    problems: ['not-valid'],
  }),
} as const;
