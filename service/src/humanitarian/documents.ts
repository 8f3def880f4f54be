import type { Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import { ApiProblem } from '../contract/problems.ts';
import type { FileBody } from '../contract/route.ts';
import { COLUMNS, type StoredDocument, takenFile, unchanged } from '../licensing/documents.ts';
import type { Clamd } from '../licensing/virus-scan.ts';
import type { Database } from '../store/schema.ts';

/** Papers that show the end use of a shipment, or that its report was sent: kept as they came. */

/** @throws ApiProblem as `takenFile` */
export async function addShipmentDocument(
  db: Transaction<Database>,
  of: { readonly organisation: string; readonly shipment: string; readonly person: string },
  file: FileBody,
  clamd: Clamd | undefined,
): Promise<StoredDocument> {
  return db
    .insertInto('humanitarian_document')
    .values({
      id: randomUUIDv7(),
      organisation: of.organisation,
      humanitarian_shipment: of.shipment,
      ...(await takenFile(file, clamd, { shipment: of.shipment })),
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
