import { type Static, type TObject, type TProperties, Type } from 'typebox';
import { LICENCE_ELEMENTS } from '../law/index.ts';
import { DayText, DecimalText, LICENCE_FORMS } from './application.ts';
import { ReportTerm } from './usage-reports.ts';

/** What is done with a licence. Who and when comes from the session and the clock, as with cases. */

const closed = { additionalProperties: false };
const Key = Type.String({ minLength: 1, maxLength: 200 });
const Prose = Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' });
const Provisions = Type.Array(Key, { minItems: 1, maxItems: 50 });
const Currency = Type.String({ pattern: '^[A-Z]{3}$' });
const Unit = Type.String({ minLength: 1, maxLength: 40 });

const ITEM = { line: Key, description: Type.Optional(Prose), code: Type.Optional(Key) };
/** One granted item: so much of it, for so much money, and no more. Technology has no amounts. */
const LicenceLine = Type.Union([
  Type.Object({ ...ITEM, quantity: DecimalText, unit: Unit, value: DecimalText, currency: Currency }, closed),
  Type.Object(ITEM, closed),
]);
const LicenceCondition = Type.Object(
  { id: Key, text: Type.Object({ zh: Prose, en: Type.Optional(Prose) }, closed), report: Type.Optional(ReportTerm) },
  closed,
);
export const LicenceTerms = Type.Object(
  {
    form: Type.Enum([...LICENCE_FORMS, 'registration-certificate'] as const),
    holder: Key,
    destination: Type.String({ pattern: '^[A-Z]{2}$' }),
    endUsers: Type.Array(Prose, { minItems: 1, maxItems: 200 }),
    endUse: Prose,
    from: DayText,
    /** Last day on which it can be used. */
    lastDay: DayText,
    lines: Type.Array(LicenceLine, { minItems: 1, maxItems: 500 }),
    conditions: Type.Array(LicenceCondition, { maxItems: 200 }),
  },
  closed,
);
export type LicenceTerms = Static<typeof LicenceTerms>;

const COMMANDS = {
  issue: { licence: Key, case: Key, terms: LicenceTerms },
  suspend: {
    ground: Type.Enum(['basis-changed', 'change-pending', 'use-in-doubt', 'other'] as const),
    reason: Prose,
    provisions: Provisions,
  },
  reinstate: { reason: Prose, provisions: Provisions },
  /**
   * By a granted change of non-key elements; made with the grant. Item, destination, end user and end use have no field
   * here. `elements`: what changes beside amounts and days, in the words of the application.
   */
  amend: {
    case: Key,
    elements: Type.Optional(
      Type.Array(Type.Object({ element: Type.Enum(LICENCE_ELEMENTS), to: Type.Optional(Prose) }, closed), {
        minItems: 1,
        maxItems: 50,
      }),
    ),
    lines: Type.Optional(
      Type.Array(Type.Object({ line: Key, quantity: DecimalText, value: DecimalText }, closed), {
        minItems: 1,
        maxItems: 500,
      }),
    ),
    lastDay: Type.Optional(DayText),
    /** More of them, as the case of the change set them; none is taken away. */
    conditions: Type.Optional(Type.Array(LicenceCondition, { minItems: 1, maxItems: 200 })),
    reason: Prose,
  },
  /** By a granted change of key elements: the licence goes back, for a new one is issued (Order 792 art. 18). */
  replace: { case: Key, newLicence: Key, reason: Prose, provisions: Provisions },
  'propose-revocation': { reason: Prose, provisions: Provisions },
  'drop-revocation': { reason: Prose },
  revoke: { reason: Prose, provisions: Provisions },
  surrender: { reason: Prose },
} as const;
export type LicenceCommandName = keyof typeof COMMANDS;
export const LICENCE_COMMANDS = Object.keys(COMMANDS) as readonly LicenceCommandName[];

export type LicenceCommand = {
  [Name in LicenceCommandName]: { readonly command: Name } & Static<TObject<(typeof COMMANDS)[Name]>>;
}[LicenceCommandName];

export const LICENCE_ROLES = ['exporter', 'licensing-officer', 'senior-officer'] as const;
export type LicenceRole = (typeof LICENCE_ROLES)[number];

const Actor = Type.Object({ person: Key, role: Type.Enum(LICENCE_ROLES), organisation: Key }, closed);
export type LicenceActor = Static<typeof Actor>;
export type LicenceEvent = LicenceCommand & { readonly by: LicenceActor; readonly on: string };

function schemasOf(more: TProperties): Readonly<Record<LicenceCommandName, TObject>> {
  return Object.fromEntries(
    LICENCE_COMMANDS.map((name) => [
      name,
      Type.Object({ command: Type.Literal(name), ...(COMMANDS[name] as TProperties), ...more }, closed),
    ]),
  ) as unknown as Record<LicenceCommandName, TObject>;
}

export const LICENCE_COMMAND_SCHEMAS = schemasOf({});
export const LICENCE_EVENT_SCHEMAS = schemasOf({ by: Actor, on: DayText });
