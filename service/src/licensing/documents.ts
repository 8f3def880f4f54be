import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import { ApiProblem } from '../contract/problems.ts';
import type { DocumentBody } from '../contract/route.ts';
import { addAlone, held, refuseFull, refuseOverQuota } from '../documents/quotas.ts';
import { COLUMNS, rowOf, type StoredDocument, unchanged } from '../documents/taken-document.ts';
import type { Database } from '../store/schema.ts';

/** Documents of a case: kept as they came, at least as long as the case, in the same database and the same backup. */

/**
 * Stores a document with its case, where there is room for it.
 * @param most what the organisation may have in all, in bytes
 * @throws ApiProblem `too-large`
 */
export async function addDocument(
  db: Transaction<Database>,
  of: { readonly organisation: string; readonly case: string; readonly person: string },
  document: DocumentBody,
  most: number,
): Promise<StoredDocument> {
  await addAlone(db, of.organisation);
  const there = db.selectFrom('document').select(held()).where('licensing_case', '=', of.case);
  refuseFull(await there.executeTakeFirstOrThrow(), document.size);
  await refuseOverQuota(db, of.organisation, document.size, most);
  return db
    .insertInto('document')
    .values({
      id: randomUUIDv7(),
      organisation: of.organisation,
      licensing_case: of.case,
      ...rowOf(document),
      added_by: of.person,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

export function documentsOf(db: Transaction<Database>, licensingCase: string): Promise<StoredDocument[]> {
  return db
    .selectFrom('document')
    .select(COLUMNS)
    .where('licensing_case', '=', licensingCase)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

/** @throws ApiProblem `not-found`; `internal` where the bytes are not those that were stored */
export async function readDocument(db: Transaction<Database>, licensingCase: string, id: string) {
  const found = await db
    .selectFrom('document')
    .select([...COLUMNS, 'bytes'])
    .where('licensing_case', '=', licensingCase)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  return unchanged(found);
}
