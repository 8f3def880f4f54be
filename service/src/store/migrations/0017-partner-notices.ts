import { type Kysely, sql } from 'kysely';

/**
 * What is told to partner countries of a measure, what they say, and what becomes of the measure: notices as they were sent with their
 * links, openings, replies with their papers, rounds of dialogue, actual flows. Nobody sees any of it but who may read measures; whoever
 * has a link comes through the product. That a notice was sent, received and replied to are events of the measure; here is what goes with
 * them. Nothing is ever changed but how the mail of a link went, and its end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const TABLES = `
-- Whom partners can ask; the last one counts.
create table measure_contact_point (
  measure uuid not null references measure,
  version integer not null check (version > 0),
  name text not null check (name <> ''),
  email text not null,
  telephone text,
  made_at timestamptz not null,
  made_by uuid not null,
  primary key (measure, version)
);

create table partner_notice (
  id uuid primary key,
  measure uuid not null,
  -- Of the event that sent it.
  sequence integer not null,
  revision integer not null,
  partner text not null,
  -- What it says, in both languages.
  content jsonb not null,
  -- The sealed file.
  pdf bytea not null,
  sha256 text not null check (sha256 = encode(sha256(pdf), 'hex')),
  -- The last day on which the partner keeps it to itself; null = until the measure is announced.
  embargo date,
  contact text not null,
  email text,
  language text not null check (language in ('zh', 'en')),
  how text not null check (how in ('mail', 'handed-over')),
  sent_at timestamptz not null,
  sent_by uuid not null,
  unique (measure, sequence),
  foreign key (measure, sequence) references measure_event,
  check (how <> 'mail' or email is not null)
);
create index partner_notice_partner on partner_notice (measure, revision, partner);

create table partner_notice_link (
  id uuid primary key,
  notice uuid not null references partner_notice,
  code_hash bytea not null unique,
  -- The code, sealed by the instance key until the mail with it has gone out; then nobody can show it again.
  sealed bytea,
  mail text not null default 'waiting' check (mail in ('waiting', 'sent', 'refused')),
  mail_at timestamptz,
  -- What the mail server said.
  mail_answer text,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  revoked_at timestamptz,
  check ((mail = 'waiting') = (mail_at is null)),
  check (mail = 'waiting' or sealed is null)
);
create index partner_notice_link_notice on partner_notice_link (notice);
create index partner_notice_link_waiting on partner_notice_link (made_at) where mail = 'waiting';

create table partner_notice_opening (
  id uuid primary key,
  link uuid not null references partner_notice_link,
  at timestamptz not null,
  -- Who opened it, as they wrote it.
  name text not null check (name <> '')
);
create index partner_notice_opening_link on partner_notice_opening (link);

-- What goes with the event of a reply.
create table partner_reply (
  measure uuid not null,
  sequence integer not null,
  how text not null check (how in ('link', 'note', 'mail', 'meeting', 'other')),
  received_on date not null,
  -- null = whoever has the link.
  made_by uuid,
  primary key (measure, sequence),
  foreign key (measure, sequence) references measure_event,
  check ((how = 'link') = (made_by is null))
);

create table partner_reply_file (
  id uuid primary key,
  measure uuid not null,
  sequence integer not null,
  name text not null,
  media_type text not null,
  sha256 text not null check (sha256 = encode(sha256(bytes), 'hex')),
  size integer not null,
  bytes bytea not null,
  made_at timestamptz not null,
  made_by uuid not null,
  foreign key (measure, sequence) references partner_reply
);
create index partner_reply_file_reply on partner_reply_file (measure, sequence);

create table dialogue_round (
  id uuid primary key,
  measure uuid not null references measure,
  partners text[] not null check (cardinality(partners) > 0),
  held_on date not null,
  place text not null,
  agenda_zh text not null,
  agenda_en text not null,
  made_at timestamptz not null,
  made_by uuid not null
);
create index dialogue_round_measure on dialogue_round (measure, held_on);

create table dialogue_minutes (
  round uuid not null references dialogue_round,
  version integer not null check (version > 0),
  attendees text not null,
  text text not null check (text <> ''),
  -- Replies, by the sequence of their events, that need no more talk.
  settles integer[] not null,
  written_at timestamptz not null,
  written_by uuid not null,
  primary key (round, version)
);

-- What really went out. A later row for the same month corrects the one before.
create table measure_flow (
  measure uuid not null references measure,
  sequence integer not null check (sequence > 0),
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  amount numeric not null check (amount >= 0),
  unit text not null check (unit <> ''),
  source text not null check (source <> ''),
  made_at timestamptz not null,
  made_by uuid not null,
  primary key (measure, sequence)
);
`;

const SIGNED = [
  ['measure_contact_point', 'made_by'],
  ['partner_notice', 'sent_by'],
  ['partner_reply', 'made_by'],
  ['partner_reply_file', 'made_by'],
  ['dialogue_round', 'made_by'],
  ['dialogue_minutes', 'written_by'],
  ['measure_flow', 'made_by'],
] as const;

const RIGHTS = `
grant select, insert on measure_contact_point, partner_notice, partner_notice_link, partner_notice_opening, partner_reply,
  partner_reply_file, dialogue_round, dialogue_minutes, measure_flow to ytterby_app;
grant update (sealed, mail, mail_at, mail_answer, revoked_at) on partner_notice_link to ytterby_app;

${SIGNED.map(
  ([table, by]) => `alter table ${table} enable row level security;
create policy of_policy on ${table} using ((select sees_measures()))
  with check ((select sees_measures()) and ${by} is not distinct from (select acting_account()));`,
).join('\n')}
alter table partner_notice_link enable row level security;
create policy of_policy on partner_notice_link using ((select sees_measures()));
alter table partner_notice_opening enable row level security;
create policy of_policy on partner_notice_opening for select using ((select sees_measures()));
-- Whoever has a link comes through the product.
create policy by_link on partner_notice_opening for insert with check ((select is_product()));
`;

const STATEMENTS = [TABLES, RIGHTS].join('\n');
