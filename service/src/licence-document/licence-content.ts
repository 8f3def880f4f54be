import { isLegalDate } from '@ytterby/core';
import { type Static, type TSchema, Type } from 'typebox';
import { Check, Errors } from 'typebox/value';

/**
 * What does a licence say, exactly? Everything an officer or a customs house relies on is here, and this is what is signed;
 * the PDF and the QR codes only show or carry it. Absent is never silence: `null` says what it means at the field.
 */

const closed = { additionalProperties: false } as const;
/** No control characters, no marks that turn the direction of writing, no half surrogate: what is signed is what is seen. */
const VISIBLE = String.raw`^[^\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+$`;
const Words = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, pattern: VISIBLE, ...(description === undefined ? {} : { description }) });
const OrNull = <S extends TSchema>(shape: S, meaning: string) =>
  Type.Union([shape, Type.Null()], { description: `null = ${meaning}` });
const Bilingual = (maxLength: number) => Type.Object({ zh: Words(maxLength), en: Words(maxLength) }, closed);
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day in Beijing time.' });
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' });
/** One text for one number: no sign, no exponent, no zero that says nothing. */
const Exact = Type.String({
  pattern: '^(?=.*[1-9])(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{0,11}[1-9])?$',
  description: 'Exact decimal above zero, as 1200 or 0.75.',
});

export const LICENCE_KINDS = ['individual-licence', 'general-licence', 'registration-certificate'] as const;
export type LicenceKind = (typeof LICENCE_KINDS)[number];

const LicenceParty = Type.Object(
  {
    name: Words(300, 'As in the party’s own papers.'),
    nameZh: OrNull(Words(300), 'the name above is the Chinese one, or there is none'),
    country: Country,
    address: OrNull(Words(500), 'not stated in the application'),
    identifiers: Type.Array(
      Type.Object(
        { kind: Type.Enum(['lei', 'uscc', 'registration', 'tax', 'other'] as const), value: Words(80) },
        closed,
      ),
      { maxItems: 8 },
    ),
  },
  closed,
);
export type LicenceParty = Static<typeof LicenceParty>;

const LicenceLine = Type.Object(
  {
    line: Words(20, 'Number of the line, as in the contract.'),
    item: Bilingual(500),
    controlCode: Words(40, 'As 1C902.a.4.'),
    hs: OrNull(Type.String({ pattern: '^[0-9]{6,10}$' }), 'no customs code: technology, software'),
    quantity: OrNull(
      Type.Object(
        { amount: Exact, unit: Type.String({ pattern: '^[A-Z0-9]{2,3}$', description: 'UN/ECE Rec 20.' }) },
        closed,
      ),
      'no limit on the quantity',
    ),
    value: OrNull(
      Type.Object(
        { amount: Exact, currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' }) },
        closed,
      ),
      'no limit on the value',
    ),
  },
  closed,
);
export type LicenceLine = Static<typeof LicenceLine>;

export const LicenceContent = Type.Object(
  {
    number: Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{2,39}$' }),
    edition: Type.Integer({ minimum: 1, maximum: 9999, description: '1 as granted; one more with every amendment.' }),
    kind: Type.Enum([...LICENCE_KINDS]),
    authority: Bilingual(200),
    holder: LicenceParty,
    agent: OrNull(LicenceParty, 'the holder applied itself'),
    endUsers: Type.Array(LicenceParty, { minItems: 1, maxItems: 200 }),
    endUse: Bilingual(1000),
    origin: Type.Array(Country, { minItems: 1, maxItems: 20, description: 'Where the items are from.' }),
    destinations: Type.Array(Country, { minItems: 1, maxItems: 250 }),
    lines: Type.Array(LicenceLine, { minItems: 1, maxItems: 500 }),
    firstDay: Day,
    lastDay: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'The last day on which it may be used.' }),
    conditions: Type.Array(Type.Object({ id: Words(80), zh: Words(2000), en: Words(2000) }, closed), { maxItems: 50 }),
    legalBasis: Type.Array(Type.Object({ id: Words(120, 'Provision id.'), zh: Words(300), en: Words(300) }, closed), {
      minItems: 1,
      maxItems: 30,
    }),
    application: Words(80),
    case: Words(80),
    issuedOn: Day,
    law: Type.Object({ version: Words(80), checkedUpTo: Day }, closed),
  },
  closed,
);
export type LicenceContent = Static<typeof LicenceContent>;

/** Where and what is wrong in a value that should be the content of a licence. */
export interface ContentProblem {
  /** JSON Pointer, empty for the whole. */
  readonly at: string;
  readonly problem: string;
}

/**
 * What keeps this value from being the content of a licence? Empty: nothing. Only what makes it readable in one way is asked
 * here; whether the law lets it be granted is decided with the case.
 * @example contentProblems({ ...content, lastDay: '2026-02-30' }) // [{ at: '/lastDay', problem: 'is not a day that exists' }]
 */
export function contentProblems(value: unknown): readonly ContentProblem[] {
  if (!Check(LicenceContent, value))
    return Errors(LicenceContent, value).map(({ instancePath, message }) => ({ at: instancePath, problem: message }));
  const days = ['firstDay', 'lastDay', 'issuedOn'] as const;
  const problems = days
    .filter((field) => !isLegalDate(value[field]))
    .map((field) => ({ at: `/${field}`, problem: 'is not a day that exists' }));
  if (!isLegalDate(value.law.checkedUpTo))
    problems.push({ at: '/law/checkedUpTo', problem: 'is not a day that exists' });
  if (value.lastDay < value.firstDay) problems.push({ at: '/lastDay', problem: 'is before the first day' });
  const twice = (ids: readonly string[], at: string) => {
    ids.forEach((id, index) => {
      if (ids.indexOf(id) !== index) problems.push({ at: `${at}/${index}`, problem: `${id} stands twice` });
    });
  };
  twice(
    value.lines.map(({ line }) => line),
    '/lines',
  );
  twice(
    value.conditions.map(({ id }) => id),
    '/conditions',
  );
  return problems;
}

/**
 * The one text of a JSON value: RFC 8785 (JCS), for the values that a licence is made of. Members are in the order of their
 * UTF-16 code units, nothing is between them, and numbers are whole.
 * @throws RangeError for what has no such text: fractions, unpaired surrogates, `undefined`
 * @example jcs({ b: 1, a: ['é'] }) // '{"a":["é"],"b":1}'
 */
export function jcs(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${jcs(name)}:${jcs(member)}`).join(',')}}`;
  }
  throw new RangeError(`There is no canonical text for ${typeof value === 'number' ? value : typeof value}.`);
}
