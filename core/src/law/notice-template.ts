import { type Static, Type } from 'typebox';

/**
 * The compliance notice (合规告知书, MOFCOM 2025 No. 61 para 7) as data: which fields it has, in which order, with which words. The
 * guide to it (Annex 2) was not read, so every field says how sure it is, and whoever answers for the form can change it without
 * code.
 */

const closed = { additionalProperties: false };
const Bilingual = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed);
const Verified = Type.Union([Type.Literal('yes'), Type.Literal('partly'), Type.Literal('no')]);
const Source = Type.Union([
  Type.String({ minLength: 8 }),
  Type.Object({ url: Type.Optional(Type.String()), note: Type.String() }, closed),
]);
/** Steps into data: `['fields', 2, 'id']`. */
type FieldPath = readonly (string | number)[];

/**
 * What stands in a field. The first eight say what the chain itself knows; a `statement` has words of its own and nothing is filled
 * in; `text`, `long-text` and `day` are filled in by the issuer.
 */
export const NOTICE_FIELD_TYPES = [
  'issuer',
  'recipient',
  'lot',
  'item',
  'control-code',
  'quantity',
  'limbs',
  'share',
  'text',
  'long-text',
  'day',
  'statement',
] as const;
export type NoticeFieldType = (typeof NOTICE_FIELD_TYPES)[number];
/** Types of which a notice has one field at most; some are never missing, since the chain hangs on them. */
const ONCE: readonly NoticeFieldType[] = NOTICE_FIELD_TYPES.slice(0, 8);
const ALWAYS: readonly NoticeFieldType[] = ['issuer', 'recipient', 'lot', 'item', 'quantity'];

export const NoticeField = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$', description: 'Small letters, digits and hyphens.' }),
    label: Bilingual,
    /** For a statement: the statement. For any other: what to fill in. */
    help: Type.Optional(Bilingual),
    type: Type.Enum(NOTICE_FIELD_TYPES),
    required: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
    /** How sure it is that the form asks for this. */
    verified: Verified,
    note: Type.Optional(Bilingual),
    source: Type.Optional(Type.Array(Source, { minItems: 1 })),
  },
  closed,
);
export type NoticeField = Static<typeof NoticeField>;

export const NoticeTemplate = Type.Object(
  { title: Bilingual, fields: Type.Array(NoticeField, { minItems: 1 }) },
  { ...closed, description: 'The fields of the compliance notice, in their order.' },
);
export type NoticeTemplate = Static<typeof NoticeTemplate>;

/** What a pack says of the notice: its first template, the duty that it serves, and where the text leaves room. */
export const NoticeLaw = Type.Object(
  {
    title: Bilingual,
    provision: Type.String({ minLength: 1, description: 'Id of the provision that asks for the notice.' }),
    duty: Type.String({ minLength: 1, description: 'The duty as the provisions name it.' }),
    verified: Verified,
    note: Bilingual,
    /** The limbs of which a notice says whether they apply. */
    limbs: Type.Array(
      Type.Object(
        {
          id: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
          name: Bilingual,
          provision: Type.String({ minLength: 1 }),
        },
        closed,
      ),
      { minItems: 1 },
    ),
    /** What triggers the duty of a provision, where summaries differ: each is shown, none is chosen. */
    triggers: Type.Array(
      Type.Object(
        {
          id: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
          name: Bilingual,
          for: Type.String({ minLength: 1, description: 'Id of the provision.' }),
          lists: Type.Array(Type.String(), { minItems: 1, description: 'Ids of the lists of items that trigger it.' }),
        },
        closed,
      ),
    ),
    fields: Type.Array(NoticeField, { minItems: 1 }),
  },
  { ...closed, description: 'The compliance notice: its fields, and the duty to give it.' },
);
export type NoticeLaw = Static<typeof NoticeLaw>;

/** Something that is wrong with one field, with its place. */
export interface FieldFault {
  readonly at: FieldPath;
  readonly zh: string;
  readonly en: string;
}

/**
 * What is wrong with a template that no schema can see? Empty = nothing.
 * @example templateFaults({ title, fields: [] }) // five faults: no field for issuer, recipient, lot, item, quantity
 */
export function templateFaults({ fields }: NoticeTemplate): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const seen = new Map<string, number>();
  fields.forEach(({ id, type, help }, index) => {
    if (fields.findIndex((other) => other.id === id) < index)
      faults.push({ at: ['fields', index, 'id'], zh: '此编号已用于另一栏。', en: 'Another field has this id.' });
    seen.set(type, (seen.get(type) ?? 0) + 1);
    if (ONCE.includes(type) && (seen.get(type) ?? 0) > 1)
      faults.push({
        at: ['fields', index, 'type'],
        zh: '此类型的栏目只能有一个。',
        en: 'There can be one field of this type only.',
      });
    if (type === 'statement' && help === undefined)
      faults.push({ at: ['fields', index, 'help'], zh: '请填写声明的文字。', en: 'Write what the statement says.' });
  });
  for (const type of ALWAYS)
    if (!seen.has(type))
      faults.push({
        at: ['fields'],
        zh: `告知链条离不开“${NAMES[type]?.zh}”一栏，请补上。`,
        en: `The chain cannot do without a field for ${NAMES[type]?.en}: add one.`,
      });
  return faults;
}

const NAMES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  issuer: { zh: '出具方', en: 'the issuer' },
  recipient: { zh: '接收方', en: 'the recipient' },
  lot: { zh: '批次', en: 'the lot' },
  item: { zh: '物项', en: 'the item' },
  quantity: { zh: '数量', en: 'the quantity' },
};

/** Types that the issuer fills in freely. */
export const isFilledIn = (type: NoticeFieldType): boolean => type === 'text' || type === 'long-text' || type === 'day';

/** What was filled in, by the id of the field. */
export type NoticeValues = Readonly<Record<string, string>>;

/**
 * What is wrong with what was filled in? Unknown fields, missing ones, days that are none.
 * @example valueFaults({ title, fields: [{ id: 'invoice', type: 'text', required: 'yes', … }] }, {}) // one fault, at ['invoice']
 */
export function valueFaults(
  { fields }: NoticeTemplate,
  values: NoticeValues,
  isDay: (text: string) => boolean,
): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const open = fields.filter(({ type }) => isFilledIn(type));
  for (const { id, type, required } of open) {
    const value = values[id]?.trim() ?? '';
    if (value === '' && required === 'yes') faults.push({ at: [id], zh: '请填写此项。', en: 'This is needed.' });
    if (value !== '' && type === 'day' && !isDay(value))
      faults.push({
        at: [id],
        zh: '没有这一天，请写作 2026-11-10。',
        en: 'There is no such day; write it as 2026-11-10.',
      });
  }
  for (const id of Object.keys(values))
    if (!open.some((field) => field.id === id))
      faults.push({ at: [id], zh: '表单没有此栏。', en: 'The form has no such field.' });
  return faults;
}
