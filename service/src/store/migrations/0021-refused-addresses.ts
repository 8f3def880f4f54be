import { type Kysely, sql } from 'kysely';

/** From which addresses secrets were guessed at, cookies forged, or too much was asked: one row a day, and no person in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table refused_address (
  on_day date not null,
  address text not null,
  reason text not null,
  times bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (on_day, address, reason)
);
grant select, insert, update, delete on refused_address to ytterby_app;
alter table refused_address enable row level security;
create policy product_only on refused_address using ((select is_product()));
`,
    )
    .execute(db);
}
