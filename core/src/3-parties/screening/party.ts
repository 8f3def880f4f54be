import type { PartyKind } from '../names/name-form.ts';
import type { Identifier } from './identifiers.ts';

/** What is known about a party besides its names. Absent = unknown, which is evidence neither for nor against. */
export interface PartyFeatures {
  readonly kind?: PartyKind;
  /** ISO 3166-1 alpha-2: seat, registration, nationality. */
  readonly countries?: readonly string[];
  readonly addresses?: readonly string[];
  /** Of a person: `1970`, `1970-03` or `1970-03-01`. */
  readonly births?: readonly string[];
  readonly identifiers?: readonly Identifier[];
}

/** One entry of a list, as it is put into an index. */
export interface ListedParty extends PartyFeatures {
  readonly list: string;
  readonly entry: string;
  /** All its names, official one first. */
  readonly names: readonly string[];
}

/** Who is asked about. */
export interface ScreeningQuery extends PartyFeatures {
  readonly name: string;
  readonly otherNames?: readonly string[];
}
