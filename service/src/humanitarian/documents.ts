import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import { ApiProblem } from '../contract/problems.ts';
import type { DocumentBody } from '../contract/route.ts';
import { addAlone, held, refuseFull, refuseOverQuota } from '../documents/quotas.ts';
import { COLUMNS, rowOf, type StoredDocument, unchanged } from '../documents/taken-document.ts';
import type { Database } from '../store/schema.ts';

/** Papers that show the end use of a shipment, or that its report was sent: kept as they came. */

/**
 * Stores a document with its shipment, where there is room for it.
 * @param most what the organisation may have in all, in bytes
 * @throws ApiProblem `too-large`
 */
export async function addShipmentDocument(
  db: Transaction<Database>,
  of: { readonly organisation: string; readonly shipment: string; readonly person: string },
  document: DocumentBody,
  most: number,
): Promise<StoredDocument> {
  await addAlone(db, of.organisation);
  const there = db.selectFrom('humanitarian_document').select(held()).where('humanitarian_shipment', '=', of.shipment);
  refuseFull(await there.executeTakeFirstOrThrow(), document.size);
  await refuseOverQuota(db, of.organisation, document.size, most);
  return db
    .insertInto('humanitarian_document')
    .values({
      id: randomUUIDv7(),
      organisation: of.organisation,
      humanitarian_shipment: of.shipment,
      ...rowOf(document),
      added_by: of.person,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

export function shipmentDocuments(db: Transaction<Database>, shipment: string): Promise<StoredDocument[]> {
  return db
    .selectFrom('humanitarian_document')
    .select(COLUMNS)
    .where('humanitarian_shipment', '=', shipment)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

/** @throws ApiProblem `not-found`; `internal` where the bytes are not those that were stored */
export async function readShipmentDocument(db: Transaction<Database>, shipment: string, id: string) {
  const found = await db
    .selectFrom('humanitarian_document')
    .select([...COLUMNS, 'bytes'])
    .where('humanitarian_shipment', '=', shipment)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  return unchanged(found);
}
