import { type Static, type TObject, type TProperties, Type } from 'typebox';
import { DayText } from '../licensing/application.ts';

/**
 * What people do with a measure. A command says what; who and when comes from the session and the clock, so that nobody can sign in
 * another's name. An event is a command that was allowed, with who, when, and what was known of the assessment then.
 */

const closed = { additionalProperties: false };
const Key = Type.String({ minLength: 1, maxLength: 200 });
const Line = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
const Prose = Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' });
const Words = Type.Object({ zh: Prose, en: Prose }, closed);
const Revision = Type.Integer({ minimum: 1, maximum: 1_000_000 });

/** A partner country or region, by its ISO 3166-1 alpha-2 code. */
const PartnerCode = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' });

/** A country or region that is told before the measure is announced, and whom to tell there. */
export const Partner = Type.Object(
  {
    partner: PartnerCode,
    /** Authority, or person, that the notice goes to. */
    contact: Line,
    /** Absent: the notice is handed over. */
    email: Type.Optional(Type.String({ format: 'email', maxLength: 320 })),
    language: Type.Enum(['zh', 'en'] as const),
    /** The last day on which the partner keeps the notice to itself. Absent: until the measure is announced. */
    embargo: Type.Optional(DayText),
  },
  closed,
);
export type Partner = Static<typeof Partner>;

/** The text of an instrument, as a law file; title and days are read from it by whoever has the loader. */
const INSTRUMENT = {
  instrument: Key,
  title: Words,
  text: Type.String({ minLength: 1, maxLength: 2_000_000 }),
  /** The earliest day on which anything of it takes effect: `firstDayOf`. */
  firstDay: DayText,
};

const COMMANDS = {
  draft: INSTRUMENT,
  /** The whole text anew, as the next revision. */
  revise: INSTRUMENT,
  'sign-off': { assessment: Key },
  /** All of them; they take the place of those that were chosen before. */
  'choose-partners': { partners: Type.Array(Partner, { maxItems: 250 }) },
  'send-notice': {
    partner: PartnerCode,
    revision: Revision,
    /** As it went out. */
    text: Words,
    how: Type.Enum(['mail', 'handed-over'] as const),
    /** Number of the note with which it was handed over. */
    reference: Type.Optional(Line),
  },
  /** Follows by itself when every partner has a notice of this revision. */
  'all-told': {},
  'record-receipt': {
    partner: PartnerCode,
    revision: Revision,
    /** `opened`: by whoever has the link of the notice. `recorded`: by an officer, who says how it is known. */
    how: Type.Enum(['opened', 'recorded'] as const),
    /** Who received it. */
    name: Type.Optional(Line),
    /** "Handed over by note No. 12 of 2026". */
    note: Type.Optional(Line),
  },
  'record-reply': { partner: PartnerCode, text: Prose, name: Type.Optional(Line) },
  announce: {},
  withdraw: { reason: Prose },
} as const;
export type MeasureCommandName = keyof typeof COMMANDS;
export const MEASURE_COMMANDS = Object.keys(COMMANDS) as readonly MeasureCommandName[];
/** Nobody gives these: they follow from a command. */
const FOLLOWS: readonly MeasureCommandName[] = ['all-told'];

/** A command with its fields. */
export type MeasureCommand = {
  [Name in MeasureCommandName]: { readonly command: Name } & Static<TObject<(typeof COMMANDS)[Name]>>;
}[MeasureCommandName];

/** `partner`: whoever has the link of a notice. Nobody knows who that is, so `person` is null. */
export const MEASURE_ROLES = ['policy-officer', 'policy-director', 'partner'] as const;
export type MeasureRole = (typeof MEASURE_ROLES)[number];

const Actor = Type.Object({ person: Type.Union([Key, Type.Null()]), role: Type.Enum(MEASURE_ROLES) }, closed);
/** Account of the person, and the role in which they act. */
export type MeasureActor = Static<typeof Actor>;

/** A command that was allowed. `on` is the day in Beijing time; `ranBy`: who ran the assessment that is signed off. */
export type MeasureEvent = MeasureCommand & {
  readonly by: MeasureActor;
  readonly on: string;
  readonly ranBy?: string;
};

function schemasOf(
  names: readonly MeasureCommandName[],
  more: TProperties,
): Readonly<Partial<Record<string, TObject>>> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      Type.Object({ command: Type.Literal(name), ...(COMMANDS[name] as TProperties), ...more }, closed),
    ]),
  );
}

/** Schema of every command that somebody gives, by its name. Closed: a command that names its own signer has a field too many. */
export const MEASURE_COMMAND_SCHEMAS = schemasOf(
  MEASURE_COMMANDS.filter((name) => !FOLLOWS.includes(name)),
  {},
);
/** Schema of every event, by the name of its command. */
export const MEASURE_EVENT_SCHEMAS = schemasOf(MEASURE_COMMANDS, {
  by: Actor,
  on: DayText,
  ranBy: Type.Optional(Key),
});
