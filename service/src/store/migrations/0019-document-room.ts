import { type Kysely, sql } from 'kysely';

/** How much the documents of an organisation take is asked with each new one: answered from an index, not from the documents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const STATEMENTS = `
create index document_organisation on document (organisation) include (size);
create index humanitarian_document_organisation on humanitarian_document (organisation) include (size);
create index partner_reply_file_measure on partner_reply_file (measure) include (size);
`;
