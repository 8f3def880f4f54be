import { type Static, Type } from 'typebox';
import { EXPORT_MOVEMENTS } from '../facts.ts';

/**
 * How a licence is asked for and decided, as data: what each kind of application needs, how long the decision may take,
 * what stops that clock. Every rule hangs on a provision and counts on the days on which that provision is in force.
 */

/** What can be applied for. The first three are the forms of Order 792 art. 15. */
export const APPLICATION_KINDS = [
  'individual-licence',
  'general-licence',
  'registration-certificate',
  'overseas-operator',
  'technology',
  'minor-change',
  'major-change',
] as const;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

/** What can be true of an application and changes what it needs or which forms are open to it. */
export const CIRCUMSTANCES = [
  'watch-listed-party',
  'barred-by-penalty',
  'through-agent',
  'provided-in-china',
  'government-certificate-asked',
] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** What an exporter states of itself and the law asks of who wants some form. */
export const CONDITION_FACTS = ['complianceSystem', 'exportRecord', 'fixedChannels'] as const;

/** The elements of a licence; the law says which are key (Order 792 art. 18). */
export const LICENCE_ELEMENTS = [
  'item',
  'destination',
  'end-user',
  'end-use',
  'quantity',
  'value',
  'validity',
  'importer',
  'consignee',
  'contract',
  'transport',
  'exporter-details',
] as const;
export type LicenceElement = (typeof LICENCE_ELEMENTS)[number];

const closed = { additionalProperties: false };
const Bilingual = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed);
const Verified = Type.Union([Type.Literal('yes'), Type.Literal('partly'), Type.Literal('no')]);
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$' });
const Count = Type.String({ pattern: '^[1-9][0-9]{0,2}$' });
const For = Type.Array(Type.Enum(APPLICATION_KINDS), { minItems: 1 });

/** Where a rule stands, and how firmly that was verified. */
const RULE = {
  provision: Type.String({ minLength: 1, description: 'Id of the provision; the rule counts while it is in force.' }),
  verified: Verified,
  note: Type.Optional(Bilingual),
};

export const Procedure = Type.Object(
  {
    title: Bilingual,
    kinds: Type.Array(
      Type.Object(
        {
          id: Type.Enum(APPLICATION_KINDS),
          name: Bilingual,
          /** How long what is granted may run. Absent = the law says nothing. */
          longestYears: Type.Optional(Count),
          /** one = a single end user. */
          endUsers: Type.Optional(Type.Literal('one')),
          ...RULE,
        },
        closed,
      ),
      { minItems: 1 },
    ),
    /** What has to be so before a form is open: something that the exporter states, or one of some movements. */
    conditions: Type.Array(
      Type.Union([
        Type.Object({ fact: Type.Enum(CONDITION_FACTS), for: For, name: Bilingual, ...RULE }, closed),
        Type.Object(
          {
            fact: Type.Literal('movement'),
            oneOf: Type.Array(Type.Enum(EXPORT_MOVEMENTS), { minItems: 1 }),
            for: For,
            name: Bilingual,
            ...RULE,
          },
          closed,
        ),
      ]),
    ),
    /** How many licences a year, for how many years in a row, the applicant for a class of a form has had. */
    licenceRecord: Type.Array(
      Type.Object(
        {
          id: Id,
          for: For,
          name: Bilingual,
          licences: Count,
          years: Count,
          /** yes = of the same kind of item as what is applied for. */
          sameKind: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
          ...RULE,
        },
        closed,
      ),
    ),
    /** Forms that are closed in some circumstance. `name` says which; `open`, what has to be so instead. */
    closed: Type.Array(
      Type.Object({ for: For, when: Type.Enum(CIRCUMSTANCES), name: Bilingual, open: Bilingual, ...RULE }, closed),
    ),
    timeLimits: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Bilingual,
          for: For,
          /** Chinese working days from acceptance. Absent = what the clock of the provision says. */
          workingDays: Type.Optional(Count),
          ...RULE,
        },
        closed,
      ),
    ),
    /** What time is not counted. */
    notCounted: Type.Array(Type.Object({ id: Id, name: Bilingual, ...RULE }, closed)),
    /** What lifts the time limit. */
    noLimit: Type.Array(
      Type.Object({ id: Id, name: Bilingual, when: Type.Optional(Type.Enum(CIRCUMSTANCES)), ...RULE }, closed),
    ),
    papers: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Bilingual,
          for: For,
          /** Only in this circumstance. */
          when: Type.Optional(Type.Enum(CIRCUMSTANCES)),
          ...RULE,
        },
        closed,
      ),
      { minItems: 1 },
    ),
    /** What the end-user and end-use proof says, field by field. */
    proofFields: Type.Array(Type.Object({ id: Id, name: Bilingual, ...RULE }, closed)),
    /** Applications whose papers are in Chinese, or come with a Chinese translation. */
    inChinese: Type.Array(Type.Object({ for: For, ...RULE }, closed)),
    /** What the remark field of a customs declaration says of goods on a list, by the words that the law puts in quotes. */
    remarks: Type.Array(
      Type.Object(
        {
          list: Type.String({ minLength: 1, description: 'Id of the list of items.' }),
          controlled: Type.String({
            minLength: 1,
            description: 'For goods on the list; the control code goes with it.',
          }),
          near: Type.String({
            minLength: 1,
            description: 'For goods whose parameters come near; the parameters go with it.',
          }),
          ...RULE,
        },
        closed,
      ),
    ),
    keyElements: Type.Object({ elements: Type.Array(Type.Enum(LICENCE_ELEMENTS), { minItems: 1 }), ...RULE }, closed),
    /** Provisions that can leave no path to approval though they have no effect of their own, such as the factors of review. */
    refusalGrounds: Type.Array(Type.String(), { minItems: 1 }),
    retention: Type.Object({ years: Count, ...RULE }, closed),
  },
  { ...closed, description: 'How applications are made and decided.' },
);
export type Procedure = Static<typeof Procedure>;
