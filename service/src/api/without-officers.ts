import { sql, type Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';

/** Who of the authority signed is not the applicant's to know: its role and the authority stay, the person does not. */

/** @example withoutOfficers({ by: { person: 'P', role: 'senior-officer', organisation: 'A' } }) // { by: { person: '', … } } */
export function withoutOfficers<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutOfficers) as T;
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutOfficers(each)]));
  if (isOfficer(copy['by'])) copy['by'] = { ...copy['by'], person: '' };
  return copy as T;
}

interface Signer {
  readonly role: string;
  readonly organisation: string;
}
const isOfficer = (by: unknown): by is Signer =>
  typeof by === 'object' && by !== null && 'role' in by && 'organisation' in by && by.role !== 'exporter';

function organisationsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { by } = value as { readonly by?: unknown };
  return [...(isOfficer(by) ? [by.organisation] : []), ...Object.values(value).flatMap(organisationsIn)];
}

/** The authorities that signed something in it, by name; an applicant sees of other organisations nothing else. */
export async function authoritiesIn(
  db: Transaction<Database>,
  value: unknown,
): Promise<{ id: string; name: { zh: string; en: string } }[]> {
  const ids = [...new Set(organisationsIn(value))];
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; name_zh: string; name_en: string }>`
    select id, name_zh, name_en from named_authorities(${ids}::uuid[])`.execute(db);
  return rows.map(({ id, name_zh: zh, name_en: en }) => ({ id, name: { zh, en } }));
}
