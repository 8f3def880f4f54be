import { type Kysely, sql } from 'kysely';

/**
 * Organisations and people, an organisation's records, the law recorded here, and the audit trail.
 *
 * `ytterby_app` is the role of the running product. It owns nothing, may not change or delete what is append-only, and sees the
 * rows of those organisations alone that its transaction names in `ytterby.organisations`. `ytterby.product` opens all of them,
 * for what the product does in its own name: signing people in, jobs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const ORGANISATIONS = `
create table organisation (
  id uuid primary key,
  kind text not null,
  name_zh text not null,
  name_en text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  uscc text unique,
  lei text unique,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  revision integer not null default 1,
  check (name_zh <> '' or name_en <> '')
);
create unique index organisation_one_installation on organisation (kind) where kind = 'installation';

create table site (
  id uuid primary key,
  organisation uuid not null references organisation on delete cascade,
  name text not null,
  address text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  unlocode text,
  revision integer not null default 1
);
create index site_organisation on site (organisation);
`;

const PEOPLE = `
create table account (
  id uuid primary key,
  email text not null unique,
  name text not null,
  language text not null check (language in ('zh', 'en')),
  password_hash text,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  oidc_issuer text,
  oidc_subject text,
  created_at timestamptz not null,
  disabled_at timestamptz,
  revision integer not null default 1,
  unique (oidc_issuer, oidc_subject)
);
create table passkey (
  id uuid primary key,
  account uuid not null references account on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  backed_up boolean not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_account on passkey (account);
create table recovery_code (
  account uuid not null references account on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account, code_hash)
);
create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  account uuid not null references account on delete cascade,
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null,
  closed_at timestamptz,
  second_factor boolean not null,
  half boolean not null,
  address text not null,
  user_agent text not null,
  oidc_provider text,
  oidc_id_token bytea
);
create index session_account on session (account);
create table ceremony (
  id uuid primary key,
  code_hash bytea not null unique,
  kind text not null,
  account uuid references account on delete cascade,
  data jsonb not null,
  ends_at timestamptz not null
);
create table sign_in_failure (key text not null, at timestamptz not null);
create index sign_in_failure_key on sign_in_failure (key, at);

create table membership (
  account uuid not null references account on delete cascade,
  organisation uuid not null references organisation on delete cascade,
  roles text[] not null check (cardinality(roles) > 0),
  primary key (account, organisation)
);
create index membership_organisation on membership (organisation);
create table api_token (
  id uuid primary key,
  token_hash bytea not null unique,
  account uuid not null references account on delete cascade,
  organisation uuid not null references organisation on delete cascade,
  roles text[] not null,
  name text not null,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_account on api_token (account);
create table link (
  id uuid primary key,
  code_hash bytea not null unique,
  kind text not null,
  email text,
  account uuid references account on delete cascade,
  organisation uuid references organisation on delete cascade,
  roles text[] not null,
  made_by uuid references account on delete set null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz
);
create table agency (
  id uuid primary key,
  agent uuid not null references organisation,
  principal uuid not null references organisation,
  scopes text[] not null check (cardinality(scopes) > 0),
  document text not null,
  from_day date not null,
  last_day date,
  revoked_at timestamptz,
  made_at timestamptz not null,
  check (agent <> principal),
  check (last_day is null or last_day >= from_day)
);
create index agency_agent on agency (agent);
create index agency_principal on agency (principal);
`;

const RECORDS = `
create table product (
  id uuid primary key,
  organisation uuid not null references organisation on delete cascade,
  code text not null,
  name text not null,
  facts jsonb not null,
  changed_at timestamptz not null default now(),
  revision integer not null default 1,
  unique (organisation, code)
);
create table party (
  id uuid primary key,
  organisation uuid not null references organisation on delete cascade,
  name text not null,
  facts jsonb not null,
  changed_at timestamptz not null default now(),
  revision integer not null default 1
);
create index party_organisation on party (organisation, name);
create table bill (
  id uuid primary key,
  organisation uuid not null references organisation on delete cascade,
  name text not null,
  facts jsonb not null,
  parts integer not null,
  changed_at timestamptz not null default now(),
  revision integer not null default 1
);
create index bill_organisation on bill (organisation, name);

create table hit_decision (
  id uuid primary key,
  organisation uuid not null references organisation,
  party_key text not null,
  entry text not null,
  decision text not null check (decision in ('true-match', 'false-positive')),
  reason text not null check (reason <> ''),
  decided_by text not null,
  decided_at timestamptz not null default now(),
  data jsonb not null
);
create index hit_decision_organisation on hit_decision (organisation, decided_at);

create table saved_determination (
  id uuid primary key,
  organisation uuid not null references organisation on delete cascade,
  name text not null,
  facts jsonb not null,
  as_of_mode text not null check (as_of_mode in ('fixed', 'today')),
  outcome text not null,
  asked_at timestamptz not null,
  as_of date not null,
  known_at date not null,
  law text not null,
  changed_at timestamptz,
  seen_at timestamptz,
  revision integer not null default 1
);
create index saved_determination_organisation on saved_determination (organisation, id);
create table determination_answer (
  id uuid primary key,
  organisation uuid not null references organisation,
  saved_determination uuid not null references saved_determination,
  asked_at timestamptz not null,
  as_of date not null,
  known_at date not null,
  law text not null,
  cause text not null check (cause in ('saved', 'facts', 'law', 'lists', 'day', 'asked')),
  gist jsonb not null,
  difference jsonb
);
create index determination_answer_saved on determination_answer (saved_determination, asked_at);

create table recorded_instrument (
  id uuid primary key,
  instrument text not null,
  path text not null,
  text text not null,
  published date not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null references account,
  withdrawn_at timestamptz,
  withdrawn_by uuid references account
);
create unique index recorded_instrument_once on recorded_instrument (instrument) where withdrawn_at is null;
`;

const COMMANDS = `
create table idempotency_key (
  scope text not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  reply bytea,
  made_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_key_made on idempotency_key (made_at);

create table audit_event (
  sequence bigint primary key default 0,
  at timestamptz not null default now(),
  account uuid,
  api_token uuid,
  organisation uuid,
  action text not null,
  subject_kind text,
  subject_id text,
  outcome text not null check (outcome in ('done', 'refused')),
  request_id text not null,
  detail text not null,
  hash bytea not null default ''
);
create index audit_event_organisation on audit_event (organisation, sequence);
create table audit_head (single boolean primary key default true check (single), sequence bigint not null, hash bytea not null);
insert into audit_head (sequence, hash) values (0, sha256('ytterby audit'));

-- Sets sequence, at and hash. The row's text, field by field with a separator that JSON escapes and ids never hold; "audit.ts" builds the same text to verify it.
create function audit_chain() returns trigger language plpgsql security definer set search_path = public as $$
declare head record;
begin
  select sequence, hash into strict head from audit_head for update;
  new.sequence := head.sequence + 1;
  new.at := date_trunc('milliseconds', clock_timestamp());
  new.hash := sha256(head.hash || convert_to(concat_ws(E'\\x1f',
    new.sequence, (extract(epoch from new.at) * 1000)::bigint, coalesce(new.account::text, ''), coalesce(new.api_token::text, ''),
    coalesce(new.organisation::text, ''), new.action, coalesce(new.subject_kind, ''), coalesce(new.subject_id, ''), new.outcome,
    new.request_id, new.detail), 'UTF8'));
  update audit_head set sequence = new.sequence, hash = new.hash;
  return new;
end $$;
create trigger audit_chain before insert on audit_event for each row execute function audit_chain();
`;

/** Tables that hold an organisation's rows, with the columns that name it. */
const KEPT_APART: Readonly<Record<string, readonly string[]>> = {
  organisation: ['id'],
  site: ['organisation'],
  membership: ['organisation'],
  agency: ['agent', 'principal'],
  api_token: ['organisation'],
  product: ['organisation'],
  party: ['organisation'],
  bill: ['organisation'],
  hit_decision: ['organisation'],
  saved_determination: ['organisation'],
  determination_answer: ['organisation'],
  audit_event: ['organisation'],
};
/** Tables about one person. */
const PERSONAL: Readonly<Record<string, string>> = {
  passkey: 'account',
  recovery_code: 'account',
  session: 'account',
};
const OTHERS = ['account', 'ceremony', 'sign_in_failure', 'link', 'recorded_instrument', 'idempotency_key'];
const APPEND_ONLY = ['hit_decision', 'determination_answer', 'audit_event'];

const all = [...Object.keys(KEPT_APART), ...Object.keys(PERSONAL), ...OTHERS];

const RIGHTS = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'ytterby_app') then create role ytterby_app nologin; end if;
end $$;
grant ytterby_app to current_user;
grant usage on schema public to ytterby_app;
grant select on audit_head to ytterby_app;
${all
  .map(
    (table) =>
      `grant select, insert${APPEND_ONLY.includes(table) ? '' : ', update, delete'} on ${table} to ytterby_app;`,
  )
  .join('\n')}

create function is_product() returns boolean language sql stable
  as $$ select coalesce(current_setting('ytterby.product', true), '') = 'on' $$;
create function acting_account() returns uuid language sql stable
  as $$ select nullif(current_setting('ytterby.account', true), '')::uuid $$;
create function sees_all() returns boolean language sql stable
  as $$ select is_product() or coalesce(current_setting('ytterby.organisations', true), '') = 'all' $$;
create function seen_organisations() returns uuid[] language sql stable as $$
  select case when sees_all() then '{}' else
    string_to_array(coalesce(current_setting('ytterby.organisations', true), ''), ',')::uuid[] end $$;

${Object.entries(KEPT_APART)
  .map(([table, columns]) => {
    const isSeen = (column: string) => `${column} = any ((select seen_organisations())::uuid[])`;
    const seen = columns.map(isSeen).join(' or ');
    // Anybody's refused or public request leaves a trace; nobody but those who see all can read it. Both sides see a power of
    // attorney, but nobody makes themselves an agent: the last column says whose row it is.
    const check = table === 'audit_event' ? 'true' : `(select sees_all()) or ${isSeen(columns.at(-1) ?? '')}`;
    return `alter table ${table} enable row level security;
create policy kept_apart on ${table} using ((select sees_all()) or ${seen}) with check (${check});`;
  })
  .join('\n')}
${Object.entries(PERSONAL)
  .map(
    ([table, column]) => `alter table ${table} enable row level security;
create policy own on ${table} using ((select is_product()) or ${column} = (select acting_account()));`,
  )
  .join('\n')}
alter table account enable row level security;
create policy known on account for select using ((select sees_all()) or id = (select acting_account())
  or exists (select from membership where membership.account = account.id));
create policy changed on account for update using ((select is_product()) or id = (select acting_account()));
create policy made on account for insert with check ((select is_product()));
create policy removed on account for delete using ((select is_product()));
${['ceremony', 'sign_in_failure', 'link']
  .map(
    (table) => `alter table ${table} enable row level security;
create policy product_only on ${table} using ((select is_product()));`,
  )
  .join('\n')}
`;

const STATEMENTS = [ORGANISATIONS, PEOPLE, RECORDS, COMMANDS, RIGHTS].join('\n');
