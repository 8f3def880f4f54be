import { type Kysely, sql } from 'kysely';

/**
 * What changed in law and lists, what it touches, and who took note. Found by the product alone and never changed; a person takes note
 * with a few words, once. What is flagged stays as it was: nothing here writes into it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const STATEMENTS = `
-- gistHash of the answer that was kept last; null = not worked out yet.
alter table saved_determination add column answer_hash text;

create table watch_change (
  id uuid primary key,
  -- law: other texts; day: a day of the law came; list: another version of a list of parties.
  kind text not null check (kind in ('law', 'day', 'list')),
  key text not null unique,
  title_zh text not null,
  title_en text not null,
  -- Figures of what changed, as { "added": 3 }.
  detail jsonb not null,
  seen_at timestamptz not null,
  -- null = the search for what it touches goes on.
  done_at timestamptz
);
create index watch_change_seen on watch_change (seen_at, id);

create table watch_flag (
  id uuid primary key,
  change uuid not null references watch_change,
  organisation uuid not null references organisation on delete cascade,
  subject_kind text not null check (subject_kind in
    ('saved-determination', 'party', 'case', 'licence', 'compliance-notice', 'humanitarian-shipment')),
  subject_id uuid not null,
  subject_name text not null,
  -- What was and what is, as sentences in both languages.
  difference jsonb not null,
  -- Of a case or licence: the answer of the law in which it is touched. The next change is compared with it.
  answer jsonb,
  flagged_at timestamptz not null,
  unique (change, subject_kind, subject_id)
);
create index watch_flag_organisation on watch_flag (organisation, id);
create index watch_flag_subject on watch_flag (subject_kind, subject_id, id);

create table watch_acknowledgement (
  flag uuid not null references watch_flag on delete cascade,
  -- Who took note: the organisation for itself, or an officer for the authority.
  authority boolean not null,
  organisation uuid not null references organisation on delete cascade,
  account uuid not null references account,
  note text not null check (note <> ''),
  at timestamptz not null,
  primary key (flag, authority)
);
create index watch_acknowledgement_organisation on watch_acknowledgement (organisation);

-- Up to where the product has looked: the law, the pack's lists, a version of each imported list.
create table watch_mark (
  what text primary key,
  mark jsonb not null
);

grant select, insert, update (done_at) on watch_change to ytterby_app;
grant select, insert on watch_flag, watch_acknowledgement to ytterby_app;
grant select, insert, update on watch_mark to ytterby_app;

alter table watch_change enable row level security;
create policy seen on watch_change for select using (true);
create policy found_by_product on watch_change for insert with check ((select is_product()));
create policy finished_by_product on watch_change for update using ((select is_product()));
alter table watch_flag enable row level security;
create policy kept_apart on watch_flag for select
  using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]));
create policy found_by_product on watch_flag for insert with check ((select is_product()));
alter table watch_acknowledgement enable row level security;
create policy kept_apart on watch_acknowledgement
  using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]))
  with check (((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]))
    and exists (select from watch_flag f where f.id = flag and f.organisation = watch_acknowledgement.organisation));
alter table watch_mark enable row level security;
create policy own on watch_mark using ((select is_product()));
`;
