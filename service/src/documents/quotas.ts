import { sql, type Transaction } from 'kysely';
import { ApiProblem } from '../contract/problems.ts';
import { DOCUMENT_REFUSALS } from '../contract/reasons.ts';
import type { Database } from '../store/schema.ts';

const MEGABYTE = 1024 * 1024;
export const GIGABYTE = 1024 * MEGABYTE;

/** How many documents one case, shipment or measure has at most, and of what size: what is handed over in one pack. */
export const MOST_TOGETHER = { documents: 200, bytes: 200 * MEGABYTE };

export interface Held {
  readonly documents: number;
  readonly bytes: number;
}

/** Selects `Held`. */
export const held = () => [
  sql<number>`count(*)::integer`.as('documents'),
  // Exact up to 8 PB.
  sql<number>`coalesce(sum(size), 0)::double precision`.as('bytes'),
];

/**
 * Until the transaction ends nobody else adds documents for the same: two that come together cannot both take the last room.
 * @param holder the id of an organisation or of a measure
 */
export async function addAlone(db: Transaction<Database>, holder: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`documents ${holder}`}, 0))`.execute(db);
}

/**
 * Is there room for a document of this size beside what the same case, shipment or measure has?
 * @throws ApiProblem `too-large`, reason `documents-full`, with the figures
 */
export function refuseFull({ documents, bytes }: Held, size: number): void {
  if (documents < MOST_TOGETHER.documents && bytes + size <= MOST_TOGETHER.bytes) return;
  const has = { documents, megabytes: (bytes / MEGABYTE).toFixed(1) };
  throw new ApiProblem(
    'too-large',
    {
      zh: `${DOCUMENT_REFUSALS['documents-full'].zh}。已有 ${has.documents} 份，共 ${has.megabytes} MB。`,
      en: `${DOCUMENT_REFUSALS['documents-full'].en}. There are ${has.documents} with ${has.megabytes} MB.`,
    },
    [],
    'documents-full',
  );
}

/**
 * Is there room for a document of this size beside all that the organisation has, with its cases and shipments?
 * @param most what it may have, in bytes
 * @throws ApiProblem `too-large`, reason `organisation-full`, with the figures
 */
export async function refuseOverQuota(
  db: Transaction<Database>,
  organisation: string,
  size: number,
  most: number,
): Promise<void> {
  const sums = await Promise.all([
    db.selectFrom('document').select(held()).where('organisation', '=', organisation).executeTakeFirstOrThrow(),
    db
      .selectFrom('humanitarian_document')
      .select(held())
      .where('organisation', '=', organisation)
      .executeTakeFirstOrThrow(),
  ]);
  const bytes = sums.reduce((sum, one) => sum + one.bytes, 0);
  if (bytes + size <= most) return;
  const [has, may] = [bytes, most].map((one) => (one / GIGABYTE).toFixed(2));
  throw new ApiProblem(
    'too-large',
    {
      zh: `${DOCUMENT_REFUSALS['organisation-full'].zh}。已有 ${has} GB，上限 ${may} GB。`,
      en: `${DOCUMENT_REFUSALS['organisation-full'].en}. It has ${has} GB of ${may} GB.`,
    },
    [],
    'organisation-full',
  );
}
