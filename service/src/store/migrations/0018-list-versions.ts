import { type Kysely, sql } from 'kysely';

/**
 * Versions of imported lists: what they are, and their records as packed, in parts. Data folders hold copies. A version is never
 * changed and never taken away, so that a screening can be repeated.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const STATEMENTS = `
create table list_version (
  list text not null check (list ~ '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$'),
  version integer not null check (version > 0),
  -- As in the file of the version.
  about text not null,
  records_sha256 text not null,
  -- Of the packed records, in bytes.
  size bigint not null check (size > 0),
  put_at timestamptz not null default now(),
  primary key (list, version),
  check (about::jsonb ->> 'list' = list and (about::jsonb ->> 'version')::integer = version
    and about::jsonb ->> 'recordsSha256' = records_sha256)
);

create table list_version_part (
  list text not null,
  version integer not null,
  part integer not null check (part >= 0),
  bytes bytea not null,
  primary key (list, version, part),
  foreign key (list, version) references list_version
);

grant select, insert on list_version, list_version_part to ytterby_app;
`;
