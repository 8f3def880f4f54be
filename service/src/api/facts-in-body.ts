import { type BomFacts, ExportFacts, type PartyFacts } from '@ytterby/core';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { PARTY_FACTS, PRODUCT_FACTS } from '../contract/core-schemas.ts';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { ProductFacts } from '../contract/product.ts';
import { BOM_SCHEMA } from '../intake/bom-table.ts';
import { factsFromTree } from '../intake/facts-from-tree.ts';
import { IntakeError, type Problem } from '../intake/problem.ts';
import { readJson } from '../intake/read-json.ts';

/** As the intake is told where it reads; not shown to anybody. */
const BODY = { file: 'body' };

const exportValidator = Compile(ExportFacts);
const bomValidator = Compile(BOM_SCHEMA);
const productValidator = Compile(PRODUCT_FACTS);
const partyValidator = Compile(PARTY_FACTS);

/**
 * Facts about an export as they stand in a body: taken as they are when they are in order, and else read as leniently as a file
 * (full-width digits, names of countries).
 * @param path where they stand, as `/body/facts`
 * @throws ApiProblem `not-valid`, with a sentence for each field
 */
export function exportFacts(value: unknown, path: string): ExportFacts {
  return exportValidator.Check(value) ? value : readFrom(ExportFacts, value, path);
}

/** A bill of materials as it stands in a body; see `exportFacts`. */
export function bomFacts(value: unknown, path: string): BomFacts {
  return bomValidator.Check(value) ? (value as BomFacts) : (readFrom(BOM_SCHEMA, value, path) as BomFacts);
}

/** A product: a line of an export without its number; see `exportFacts`. */
export function itemFacts(value: unknown, path: string): ProductFacts {
  return (productValidator.Check(value) ? value : readFrom(PRODUCT_FACTS, value, path)) as ProductFacts;
}

/** One party of an export; see `exportFacts`. */
export function partyFacts(value: unknown, path: string): PartyFacts {
  return (partyValidator.Check(value) ? value : readFrom(PARTY_FACTS, value, path)) as PartyFacts;
}

function readFrom<S extends TSchema>(schema: S, value: unknown, path: string): Static<S> {
  const { facts, problems } = reading(schema, value);
  if (facts !== undefined) return facts;
  throw new ApiProblem(
    'not-valid',
    undefined,
    problems.slice(0, 200).map((found) => fieldProblem(found, path)),
  );
}

function reading<S extends TSchema>(schema: S, value: unknown) {
  try {
    return factsFromTree(schema, readJson(JSON.stringify(value ?? null), BODY), { place: () => BODY });
  } catch (error) {
    if (error instanceof IntakeError) return { facts: undefined, problems: error.problems };
    throw error;
  }
}

/** A problem of the intake, as the API tells it. @example fieldProblem(found, '/body/facts').path // '/body/facts/lines/0/madeIn' */
export function fieldProblem({ field = '', message, remedy }: Problem, path: string): FieldProblem {
  const pointer = field
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) => `/${step}`)
    .join('');
  return {
    path: `${path}${pointer}`,
    zh: `${message.zh}。${remedy.zh}。`,
    en: `${capital(message.en)}. ${capital(remedy.en)}.`,
  };
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
