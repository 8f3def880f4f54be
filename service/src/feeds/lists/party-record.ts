import type { LegalDate } from '@ytterby/core';

/** What a listed party is; `unknown` when the source does not say. */
export type PartyKind = 'organisation' | 'person' | 'vessel' | 'aircraft' | 'unknown';

/** How far a name goes: a weak alias (nickname, low quality) supports a match, it does not make one. */
export type NameType = 'primary' | 'alias' | 'weak-alias' | 'former';

/** One spelling of a party's name, as the source writes it, without invisible characters. */
export interface PartyName {
  readonly text: string;
  readonly type: NameType;
  /** ISO 15924, where most letters are not Latin: `Hani`, `Cyrl`, `Arab`. */
  readonly script?: string;
}

/** `other`: a number of a kind that is not told apart here (MMSI, D-U-N-S, national identity card). */
export type IdentifierScheme = 'LEI' | 'USCC' | 'registration' | 'passport' | 'IMO' | 'tax' | 'other';

/** A number that names one party. `country` is the issuer, written like `PartyRecord.countries`. */
export interface Identifier {
  readonly scheme: IdentifierScheme;
  readonly value: string;
  readonly country?: string;
}

/** A place; `text` holds all of it, the country's name included. */
export interface Address {
  readonly text: string;
  readonly country?: string;
}

/** A birth: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. With `to` it lies between the two; `about` = the source says circa. */
export interface Birth {
  readonly date: string;
  readonly to?: string;
  readonly about?: true;
}

/** Another party that the source names beside this one. */
export interface PartyLink {
  /** `linked-to`, or the source's word for the relation, such as `owner`. */
  readonly relation: string;
  readonly name?: string;
  /** Id in the same list. */
  readonly id?: string;
}

/**
 * Where a listing stands: `listed` = its own measures apply (or nothing is known of measures apart from the listing);
 * `listed-without-measures` = named, with no measure of its own; `suspended` = named, measures not applied for the time
 * being; `stopped` = the listing or all its measures are at an end.
 */
export type StandingIs = 'not-yet-listed' | 'listed' | 'listed-without-measures' | 'suspended' | 'stopped';

/** One stretch of days, `[from, until)`, in which a listing stands still. */
export interface Standing {
  readonly is: StandingIs;
  readonly from?: LegalDate;
  readonly until?: LegalDate;
  /** The provision that made it so, where one is known. */
  readonly by?: string;
}

/** One party on one list, whatever the list's own format. Absent = the source does not say; nothing is guessed. */
export interface PartyRecord {
  /** The source's own id where it has one; else made from the name, so that it stays while the name stays. */
  readonly id: string;
  readonly list: string;
  readonly kind: PartyKind;
  /** At least one. */
  readonly names: readonly PartyName[];
  /** ISO 3166-1 alpha-2 where the source's word is known, else that word. Nationality, citizenship, seat, flag. */
  readonly countries?: readonly string[];
  readonly addresses?: readonly Address[];
  readonly identifiers?: readonly Identifier[];
  readonly births?: readonly Birth[];
  readonly programmes?: readonly string[];
  readonly remarks?: string;
  readonly links?: readonly PartyLink[];
  /** First day on the list. */
  readonly from?: LegalDate;
  /** First day on which it no longer is. */
  readonly until?: LegalDate;
  /** For lists whose measures were paused or stopped: every stretch of days, in order. */
  readonly standings?: readonly Standing[];
  readonly source: { readonly file: string; readonly record: number | string };
}

/**
 * Where does this listing stand on a day? Days are `[from, until)`. A record without dates stands as `listed` on every
 * day: the version of the list tells as of when.
 * @example standingOn({ …record, from: '2026-02-24' }, '2026-02-23').is // 'not-yet-listed'
 */
export function standingOn(record: Pick<PartyRecord, 'from' | 'until' | 'standings'>, asOf: LegalDate): Standing {
  const stretch = record.standings?.findLast(({ from }) => from === undefined || from <= asOf);
  if (stretch !== undefined) return stretch;
  const { from, until } = record;
  if (from !== undefined && asOf < from) return { is: 'not-yet-listed', until: from };
  if (until !== undefined && asOf >= until) return { is: 'stopped', from: until };
  return { is: 'listed', ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}
