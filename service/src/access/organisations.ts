import { randomUUIDv7 } from 'node:crypto';
import { bareIdentifier, isLei, isUscc } from '@ytterby/core/screening';
import type { Transaction } from 'kysely';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';
import { dateOf } from './moments.ts';
import type { OrganisationKind } from './roles.ts';

/** Organisations: their names and identifiers as they are stored. */

export interface OrganisationFields {
  readonly name: { readonly zh: string; readonly en: string };
  readonly country: string;
  readonly uscc: string | null;
  readonly lei: string | null;
}

/**
 * The fields in one spelling, identifiers bare.
 * @throws ApiProblem `not-valid` without a name, or where a check digit is wrong
 * @example readOrganisationFields({ uscc: '9135 0100 M000 100Y 43' }) // { uscc: '91350100M000100Y43' }
 */
export function readOrganisationFields<Fields extends Partial<OrganisationFields>>(given: Fields): Fields {
  const fields: { -readonly [Key in keyof OrganisationFields]?: OrganisationFields[Key] } = { ...given };
  const problems: FieldProblem[] = [];
  if (fields.name) {
    fields.name = { zh: fields.name.zh.trim(), en: fields.name.en.trim() };
    if (fields.name.zh === '' && fields.name.en === '')
      problems.push({
        path: '/body/name',
        zh: '须填写中文或英文名称。',
        en: 'A name is needed, in Chinese or English.',
      });
  }
  if (typeof fields.uscc === 'string') {
    if (!isUscc(fields.uscc)) problems.push({ path: '/body/uscc', ...WRONG_USCC });
    fields.uscc = bareIdentifier(fields.uscc);
  }
  if (typeof fields.lei === 'string') {
    if (!isLei(fields.lei)) problems.push({ path: '/body/lei', ...WRONG_LEI });
    fields.lei = bareIdentifier(fields.lei);
  }
  if (problems.length > 0) throw new ApiProblem('not-valid', undefined, problems);
  return fields as Fields;
}

export const WRONG_USCC = {
  zh: '统一社会信用代码有误：应为18位，且末位校验码须相符。',
  en: 'This is no Unified Social Credit Code: 18 characters, the last of which is a check digit.',
} as const;
const WRONG_LEI = {
  zh: 'LEI 编码有误：应为20位，且末两位校验码须相符。',
  en: 'This is no LEI: 20 characters, the last two of which are check digits.',
} as const;

/** @throws ApiProblem `conflict` where the code or LEI belongs to another organisation */
export async function createOrganisation(
  db: Transaction<Database>,
  kind: OrganisationKind,
  {
    name,
    country,
    uscc = null,
    lei = null,
  }: Pick<OrganisationFields, 'name' | 'country'> & Partial<OrganisationFields>,
  now: Temporal.Instant,
) {
  return onlyOnce(() =>
    db
      .insertInto('organisation')
      .values({
        id: randomUUIDv7(),
        kind,
        name_zh: name.zh,
        name_en: name.en,
        country,
        uscc,
        lei,
        created_at: dateOf(now),
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

/** Row-level security hides the other organisation, so it is the database that knows it. */
export async function onlyOnce<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    throw new ApiProblem('conflict', {
      zh: '该统一社会信用代码或 LEI 已属于另一单位。',
      en: 'Another organisation has this code or LEI already.',
    });
  }
}

/** SQLSTATE */
const UNIQUE_VIOLATION = '23505';
