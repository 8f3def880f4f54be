import { BomFacts, ExportFacts } from '@ytterby/core';
import { Claim, SHIPMENT_COMMAND_SCHEMAS } from '@ytterby/core/humanitarian';
import { Application, CASE_COMMAND_SCHEMAS, LICENCE_COMMAND_SCHEMAS } from '@ytterby/core/licensing';
import { type TObject, type TSchema, Type } from 'typebox';
import { OFFICER_COMMANDS } from './licence.ts';

/** Schemas of core that bodies of requests have. The contract names them by `x-schema`, so that the screens need not carry them. */

/** A product: a line of an export without its number. */
export const PRODUCT_FACTS: TSchema = Type.Omit(ExportFacts.properties.lines.items, ['id'], {
  additionalProperties: false,
});
/** One party of an export. */
export const PARTY_FACTS: TSchema = ExportFacts.properties.parties.items;

/** What somebody does with a shipment once it is claimed. */
export const SHIPMENT_COMMANDS: Readonly<Record<string, TObject>> = Object.fromEntries(
  Object.entries(SHIPMENT_COMMAND_SCHEMAS).flatMap(([name, schema]) =>
    schema === undefined || name === 'claim' ? [] : [[name, schema]],
  ),
);
/** What an officer does with a licence. */
export const LICENCE_COMMANDS: Readonly<Record<string, TObject>> = Object.fromEntries(
  Object.entries(LICENCE_COMMAND_SCHEMAS).filter(([name]) => OFFICER_COMMANDS.some((each) => each === name)),
);

/** One of the commands: which, and its fields. */
const oneOf = (schemas: Readonly<Record<string, TObject>>, description: string) => ({
  description,
  oneOf: Object.entries(schemas).map(([title, schema]) => ({ title, ...schema })),
  discriminator: { propertyName: 'command' },
});

/** What a schema defines inside itself, to be called by name. */
function definitionsIn(value: unknown): Readonly<Record<string, object>> {
  if (typeof value !== 'object' || value === null) return {};
  const own = '$defs' in value ? (value.$defs as Readonly<Record<string, object>>) : {};
  return Object.values(value).reduce<Readonly<Record<string, object>>>(
    (found, each: unknown) => ({ ...found, ...definitionsIn(each) }),
    own,
  );
}

/** By the name that `x-schema` calls them. */
export const CORE_SCHEMAS = {
  ...definitionsIn(ExportFacts),
  ExportFacts,
  BomFacts,
  ProductFacts: PRODUCT_FACTS,
  PartyFacts: PARTY_FACTS,
  Application,
  Claim,
  CaseCommand: oneOf(
    CASE_COMMAND_SCHEMAS,
    'A command on a case. Who gives it and when is not said: the session and the clock say it.',
  ),
  ShipmentCommand: oneOf(SHIPMENT_COMMANDS, 'A command on a shipment under the humanitarian exemption.'),
  LicenceCommand: oneOf(LICENCE_COMMANDS, 'A command of an officer on a licence.'),
} satisfies Readonly<Record<string, object>>;
