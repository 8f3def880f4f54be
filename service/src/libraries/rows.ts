import { type RawBuilder, sql, type Transaction } from 'kysely';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import type { Database, Json } from '../store/schema.ts';

/** What the rows of an organisation's libraries have in common. */

/** Tables whose rows an organisation names and changes. */
export type LibraryTable = 'product' | 'party' | 'bill' | 'saved_determination';

/** Why was no row changed? Somebody else changed it, or it is not there. */
export async function goneOrChanged(
  db: Transaction<Database>,
  table: LibraryTable,
  { organisation, id }: { readonly organisation: string; readonly id: string },
): Promise<ApiProblem> {
  const { rows } =
    await sql`select from ${sql.table(table)} where id = ${id} and organisation = ${organisation}`.execute(db);
  return new ApiProblem(rows.length > 0 ? 'changed-meanwhile' : 'not-found');
}

/** Facts and answers, as a column takes them. */
export const asJson = (value: object): Json => value as unknown as Json;

/** Does a text contain what somebody searched for? Everything does when that is empty. */
export const contains = (text: RawBuilder<string>, search = ''): RawBuilder<boolean> =>
  sql<boolean>`strpos(lower(${text}), lower(${search.trim()})) > 0`;

/**
 * A name without what surrounds it.
 * @throws ApiProblem `not-valid` where nothing is left
 */
export function nameIn(text: string | undefined, path: string): string {
  const name = text?.trim() ?? '';
  if (name !== '') return name;
  const problem: FieldProblem = { path, zh: '须填写名称。', en: 'A name is needed.' };
  throw new ApiProblem('not-valid', undefined, [problem]);
}

/** SQLSTATE */
const UNIQUE_VIOLATION = '23505';

/** @throws ApiProblem `conflict` with this field problem, where the database has such a row already */
export async function onlyOnce<T>(write: () => Promise<T>, problem: FieldProblem): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    throw new ApiProblem('conflict', { zh: problem.zh, en: problem.en }, [problem]);
  }
}
