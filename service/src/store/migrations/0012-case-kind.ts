import { type Kysely, sql } from 'kysely';

/** The kind of an application can be chosen anew while it is a draft; the column by which cases are found follows what it says. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const STATEMENTS = `
update licensing_case set kind = state #>> '{application,kind}' where state #>> '{application,kind}' is not null;
grant update (kind) on licensing_case to ytterby_app;
`;
