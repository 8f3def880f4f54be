import type { IdentifierScheme, PartyKind } from './party-record.ts';

const KINDS: Readonly<Record<string, PartyKind>> = {
  Person: 'person',
  Company: 'organisation',
  Organization: 'organisation',
  PublicBody: 'organisation',
  LegalEntity: 'unknown',
  Vessel: 'vessel',
  Airplane: 'aircraft',
};

/** What kind of party a FollowTheMoney schema is; undefined for schemata that are no parties. */
export function kindOfSchema(schema: string): PartyKind | undefined {
  return Object.hasOwn(KINDS, schema) ? KINDS[schema] : undefined;
}

/** FollowTheMoney's properties that hold numbers. */
export const NUMBER_PROPERTIES: Readonly<Record<string, IdentifierScheme>> = {
  leiCode: 'LEI',
  uscCode: 'USCC',
  registrationNumber: 'registration',
  ogrnCode: 'registration',
  taxNumber: 'tax',
  innCode: 'tax',
  vatCode: 'tax',
  passportNumber: 'passport',
  imoNumber: 'IMO',
  idNumber: 'other',
  dunsCode: 'other',
  swiftBic: 'other',
  mmsi: 'other',
};

/** Relations between parties: schema → the two properties that name them. */
export const RELATIONS: Readonly<Record<string, readonly [string, string]>> = {
  Ownership: ['owner', 'asset'],
  Directorship: ['director', 'organization'],
  Membership: ['member', 'organization'],
  Employment: ['employee', 'employer'],
  Representation: ['agent', 'client'],
  Succession: ['predecessor', 'successor'],
  Family: ['person', 'relative'],
  Associate: ['person', 'associate'],
  UnknownLink: ['subject', 'object'],
};
