import { type NoticePartId, NOTICE_PARTS, Partner } from '@ytterby/core/measures';
import { type Static, Type } from 'typebox';
import { route } from './route.ts';
import { LinkCode } from './session.ts';
import { Day, Id, Instant, TextShape } from './shapes.ts';

/**
 * Notices of a measure to partner countries: who is told, what each is told, whether it went out and was received, and what came back.
 * Confidential until the measure is announced: nobody sees any of it but who may read measures, and of a notice who has its link.
 */

const closed = { additionalProperties: false } as const;
const orNull = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Union([schema, Type.Null()]);
const Line = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\p{Cc}]*\\S[^\\p{Cc}]*$' });
const Prose = Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' });
export const PartnerCode = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' });

export const OfMeasure = Type.Object({ measure: Id }, closed);
const OfPartner = Type.Object({ measure: Id, partner: PartnerCode }, closed);

export const ContactPointShape = Type.Object(
  { name: Line, email: Type.String({ format: 'email', maxLength: 320 }), telephone: orNull(Line) },
  { ...closed, description: 'Whom partners can ask.' },
);

const ContentShape = Type.Object(
  {
    title: TextShape,
    number: Type.String({ description: 'Instrument, revision and partner.' }),
    partner: Type.Object({ code: Type.String(), name: TextShape }, closed),
    issuer: TextShape,
    embargo: TextShape,
    parts: Type.Array(
      Type.Object(
        { id: Type.Enum([...NOTICE_PARTS] as NoticePartId[]), title: TextShape, lines: Type.Array(TextShape) },
        closed,
      ),
    ),
    items: Type.Object(
      {
        codes: Type.Array(Type.String(), { description: 'Control codes.' }),
        hs: Type.Array(Type.String(), { description: 'HS codes: hints.' }),
        more: Type.Integer({ description: 'Control codes beyond these.' }),
      },
      { ...closed, description: 'What is newly controlled.' },
    ),
    months: Type.Object(
      {
        unit: Type.String(),
        rows: Type.Array(
          Type.Object(
            {
              month: Type.String(),
              without: Type.Number({ description: 'Without the measure.' }),
              low: Type.Number(),
              middle: Type.Number(),
              high: Type.Number(),
            },
            closed,
          ),
        ),
      },
      { ...closed, description: 'What goes out by the forecast, month by month; no rows: no forecast by month.' },
    ),
    contact: ContactPointShape,
  },
  { ...closed, description: 'What the notice says, in both languages.' },
);

const SentShape = Type.Object(
  {
    id: Id,
    content: ContentShape,
    sha256: Type.String({ description: 'Of the sealed file.' }),
    sentAt: Instant,
    sentBy: Type.String({ description: 'Name of the person.' }),
    how: Type.Enum(['mail', 'handed-over'] as const),
    mail: orNull(
      Type.Object(
        {
          state: Type.Enum(['waiting', 'sent', 'refused'] as const),
          at: orNull(Instant),
          answer: orNull(Type.String({ description: 'What the mail server said.' })),
          linkEndsAt: Instant,
        },
        { ...closed, description: 'Null: it was handed over.' },
      ),
    ),
    openings: Type.Array(Type.Object({ at: Instant, name: Type.String() }, closed)),
  },
  closed,
);

export const REPLY_WAYS = ['link', 'note', 'mail', 'meeting', 'other'] as const;
const ReplyShape = Type.Object(
  {
    sequence: Type.Integer({ description: 'Of its event in the measure.' }),
    on: Day,
    name: orNull(Type.String()),
    text: Type.String(),
    how: Type.Enum([...REPLY_WAYS]),
    isOpen: Type.Boolean({ description: 'No round of dialogue has settled it.' }),
    files: Type.Array(
      Type.Object(
        { id: Id, name: Type.String(), mediaType: Type.String(), sha256: Type.String(), size: Type.Integer() },
        closed,
      ),
    ),
  },
  closed,
);

const NoticeShape = Type.Object(
  {
    partner: PartnerCode,
    name: TextShape,
    contact: Type.String(),
    email: orNull(Type.String()),
    language: Type.Enum(['zh', 'en'] as const),
    embargo: orNull(Type.Unsafe<string>({ ...Day, description: 'Null: until the measure is announced.' })),
    draft: orNull(
      Type.Unsafe<Static<typeof ContentShape>>({
        ...ContentShape,
        description: 'What it would say; null once it is sent, and while it cannot be drafted.',
      }),
    ),
    sent: orNull(SentShape),
    receipt: orNull(
      Type.Object(
        {
          on: Day,
          how: Type.Enum(['opened', 'recorded'] as const),
          name: orNull(Type.String()),
          note: orNull(Type.String()),
        },
        closed,
      ),
    ),
    replies: Type.Array(ReplyShape),
  },
  { ...closed, description: 'Of the last revision; replies of all.' },
);

const NoticesShape = Type.Object(
  {
    revision: Type.Integer(),
    version: Type.Integer({ description: 'Of the measure; goes back as If-Match.' }),
    contactPoint: orNull(ContactPointShape),
    missing: Type.Array(TextShape, { description: 'What keeps notices from being drafted and sent; empty: nothing.' }),
    notices: Type.Array(NoticeShape),
  },
  closed,
);

const OpenedShape = Type.Object(
  {
    content: ContentShape,
    sha256: Type.String({ description: 'Of the sealed file, in hex.' }),
    sentAt: Instant,
    receivedAt: Type.Unsafe<string>({ ...Instant, description: 'When a link of this notice was first opened.' }),
    isReplaced: Type.Boolean({
      description: 'The draft was revised or given up since: another notice follows, or none.',
    }),
    isAnnounced: Type.Boolean({ description: 'The measure is announced: the embargo has ended.' }),
    linkEndsAt: Instant,
  },
  closed,
);

export const PARTNER_NOTICE_ROUTES = {
  'partner-notice.choose': route({
    id: 'partner-notice.choose',
    method: 'POST',
    path: '/v1/measures/:measure/partners',
    summary: 'Choose which partners are told of a measure, and whom they can ask',
    description: 'All of them anew. A partner that has a notice of this revision stays.',
    action: 'dialogue.record',
    kind: 'command',
    params: OfMeasure,
    body: Type.Object({ partners: Type.Array(Partner, { maxItems: 250 }), contactPoint: ContactPointShape }, closed),
    reply: NoticesShape,
    revision: 'wanted',
    problems: ['not-found', 'not-valid', 'conflict'],
  }),
  'partner-notice.list': route({
    id: 'partner-notice.list',
    method: 'GET',
    path: '/v1/measures/:measure/notices',
    summary: 'The notices of a measure: drafted, sent, received, answered',
    action: 'measure.read',
    kind: 'read',
    params: OfMeasure,
    reply: NoticesShape,
    revision: 'given',
    problems: ['not-found'],
  }),
  'partner-notice.document': route({
    id: 'partner-notice.document',
    method: 'GET',
    path: '/v1/measures/:measure/notices/:partner/document',
    summary: 'The notice to a partner as PDF: as it was sent and sealed, or before that as a draft',
    action: 'measure.read',
    kind: 'read',
    params: OfPartner,
    reply: { file: ['application/pdf'] },
    problems: ['not-found', 'conflict'],
  }),
  'partner-notice.send': route({
    id: 'partner-notice.send',
    method: 'POST',
    path: '/v1/measures/:measure/notices/:partner/send',
    summary: 'Send a partner its notice: sealed, frozen, by a link in a mail or handed over',
    description:
      'Only of a revision whose assessment is signed off. The mail says that a notice waits and not what of; a link sent before does not open any more.',
    action: 'dialogue.record',
    kind: 'command',
    params: OfPartner,
    body: Type.Object(
      {
        how: Type.Enum(['mail', 'handed-over'] as const),
        reference: Type.Optional(
          Type.Unsafe<string>({ ...Line, description: 'Number of the note with which it is handed over.' }),
        ),
      },
      closed,
    ),
    reply: NoticesShape,
    status: 201,
    revision: 'given',
    problems: ['not-found', 'not-valid', 'conflict'],
  }),
  'partner-notice.record-receipt': route({
    id: 'partner-notice.record-receipt',
    method: 'POST',
    path: '/v1/measures/:measure/notices/:partner/receipts',
    summary: 'Record that a partner has received its notice, and how that is known',
    action: 'dialogue.record',
    kind: 'command',
    params: OfPartner,
    body: Type.Object(
      {
        name: Type.Optional(Line),
        note: Type.Unsafe<string>({ ...Line, description: 'How it is known: handed over by note No. 12 of 2026.' }),
      },
      closed,
    ),
    reply: NoticesShape,
    status: 201,
    revision: 'given',
    problems: ['not-found', 'not-valid', 'conflict'],
  }),
  'partner-notice.record-reply': route({
    id: 'partner-notice.record-reply',
    method: 'POST',
    path: '/v1/measures/:measure/notices/:partner/replies',
    summary: 'Record what a partner has replied; its papers are added by themselves',
    action: 'dialogue.record',
    kind: 'command',
    params: OfPartner,
    body: Type.Object(
      {
        text: Prose,
        name: Type.Optional(Line),
        how: Type.Enum(['note', 'mail', 'meeting', 'other'] as const),
        receivedOn: Type.Unsafe<string>({ ...Day, description: 'Not a day to come.' }),
      },
      closed,
    ),
    reply: NoticesShape,
    status: 201,
    revision: 'given',
    problems: ['not-found', 'not-valid', 'conflict'],
  }),
  'partner-notice.add-reply-file': route({
    id: 'partner-notice.add-reply-file',
    method: 'POST',
    path: '/v1/measures/:measure/replies/:sequence/files',
    summary: 'Add a paper of a reply',
    description: 'As with the documents of a case.',
    action: 'dialogue.record',
    kind: 'command',
    params: Type.Object(
      {
        measure: Id,
        sequence: Type.String({ pattern: '^[1-9][0-9]{0,6}$', description: 'Of the event of the reply.' }),
      },
      closed,
    ),
    query: Type.Object({ name: Type.String({ minLength: 1, maxLength: 300 }) }, closed),
    body: 'file',
    keeps: 'document',
    reply: NoticesShape,
    status: 201,
    revision: 'given',
    problems: ['not-found', 'media-type', 'too-large', 'not-valid', 'not-ready'],
  }),
  'partner-notice.reply-file': route({
    id: 'partner-notice.reply-file',
    method: 'GET',
    path: '/v1/measures/:measure/reply-files/:file',
    summary: 'A paper of a reply',
    action: 'measure.read',
    kind: 'read',
    params: Type.Object({ measure: Id, file: Id }, closed),
    reply: { file: ['application/pdf', 'image/png', 'image/jpeg', 'text/plain; charset=utf-8'] },
    problems: ['not-found'],
  }),

  'partner-notice.open': route({
    id: 'partner-notice.open',
    method: 'POST',
    path: '/v1/partner-notices/open',
    summary: 'Open the notice of a link: the first opening is the receipt',
    description: 'A link that is forged, has ended or was replaced is not found, and too many tries have to wait.',
    action: 'partner-notice.open',
    kind: 'command',
    asProduct: true,
    body: Type.Object(
      { code: LinkCode, name: Type.Unsafe<string>({ ...Line, description: 'Who receives it, as they write it.' }) },
      closed,
    ),
    reply: OpenedShape,
    problems: ['not-found', 'too-many-requests'],
  }),
  'partner-notice.download': route({
    id: 'partner-notice.download',
    method: 'POST',
    path: '/v1/partner-notices/document',
    summary: 'The sealed notice of a link that was opened, as PDF',
    action: 'partner-notice.open',
    kind: 'read',
    asProduct: true,
    body: Type.Object({ code: LinkCode }, closed),
    reply: { file: ['application/pdf'] },
    problems: ['not-found', 'too-many-requests'],
  }),
  'partner-notice.reply': route({
    id: 'partner-notice.reply',
    method: 'POST',
    path: '/v1/partner-notices/replies',
    summary: 'Reply to the notice of a link that was opened',
    action: 'partner-notice.open',
    kind: 'command',
    asProduct: true,
    body: Type.Object({ code: LinkCode, name: Line, text: Prose }, closed),
    reply: Type.Object({ on: Day }, closed),
    status: 201,
    problems: ['not-found', 'conflict', 'too-many-requests'],
  }),
} as const;
