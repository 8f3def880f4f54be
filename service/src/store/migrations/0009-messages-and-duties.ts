import { type Kysely, sql } from 'kysely';

/**
 * Messages to people, how each wants them by mail, and links to their calendars. Whom a message goes to is settled when it is told, by
 * a function of the owner's: whoever tells need not see them. Nobody reads but their own, and of an organisation only while they
 * belong to it. And reports on use, with the conditions that ask for them: a condition of the library brings its reports along.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const STATEMENTS = `
alter table account add column mail text not null default 'daily' check (mail in ('none', 'at-once', 'daily'));

create table message (
  id uuid primary key,
  -- null = it was told to people wherever they belong.
  organisation uuid references organisation on delete cascade,
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  title_zh text not null,
  title_en text not null,
  text_zh text not null,
  text_en text not null,
  path text not null check (path like '/%' and path not like '//%'),
  key text not null unique,
  told_at timestamptz not null
);
create table message_recipient (
  message uuid not null references message on delete cascade,
  account uuid not null references account on delete cascade,
  read_at timestamptz,
  -- The outbox. 'left': it is not mailed, because the person wants none, has read it already, or it is too old.
  mail text not null default 'waiting' check (mail in ('waiting', 'sent', 'left', 'refused')),
  -- When it was sent, left or refused.
  mail_at timestamptz,
  -- What the mail server said when it refused.
  mail_refusal text,
  primary key (message, account)
);
create index message_recipient_account on message_recipient (account, message);
create index message_recipient_waiting on message_recipient (account) where mail = 'waiting';

create table calendar_link (
  account uuid primary key references account on delete cascade,
  code_hash bytea not null unique,
  -- Whose duties it showed when it was made: roles that counted then, and no later ones.
  organisations uuid[] not null,
  authority boolean not null,
  made_at timestamptz not null
);

-- Which reports it asks for and by when, as core's term; null = none.
alter table condition_text add column report jsonb;
update condition_text set report = '{"stages": ["arrival", "use"], "days": 60, "count": "days", "after": "arrival"}'
  where id = 'report-of-use' and version = 1 and made_by is null;

create or replace function condition_of_library() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.command = 'set-condition' and new.event ? 'library' and not exists (
      select from condition_text t where t.id = new.event->>'library' and t.retired_at is null
        and t.version = (select max(version) from condition_text where id = t.id)
        and t.zh = new.event->'text'->>'zh' and t.en = new.event->'text'->>'en'
        and t.report is not distinct from new.event->'report') then
    perform refuse_step('not the words of the library');
  end if;
  return new;
end $$;

create table usage_report (
  id uuid primary key,
  organisation uuid not null references organisation,
  licence uuid not null references licence,
  -- The export that it is about: number of the customs declaration.
  declaration text not null check (declaration <> ''),
  stage text not null check (stage in ('transport', 'arrival', 'installation', 'use')),
  happened_on date not null,
  text text not null check (text <> ''),
  -- Papers that show it, as the holder names them: a bill of lading with its number.
  papers text[] not null,
  made_at timestamptz not null,
  made_by uuid not null references account
);
create index usage_report_licence on usage_report (licence, made_at);
create index usage_report_organisation on usage_report (organisation);

create function tell_message(m jsonb) returns integer language plpgsql security definer set search_path = public as $$
declare
  whose uuid := (m->>'organisation')::uuid;
  people uuid[] := case when jsonb_typeof(m->'accounts') = 'array'
    then array(select jsonb_array_elements_text(m->'accounts')::uuid) end;
  held text[] := case when jsonb_typeof(m->'roles') = 'array' then array(select jsonb_array_elements_text(m->'roles')) end;
  today date := ((m->>'told_at')::timestamptz at time zone 'Asia/Shanghai')::date;
  told integer;
begin
  if whose is null and people is null and held is null then
    raise exception 'a message to nobody' using errcode = 'check_violation';
  end if;
  insert into message (id, organisation, kind, subject_kind, subject_id, title_zh, title_en, text_zh, text_en, path, key, told_at)
    values ((m->>'id')::uuid, whose, m->>'kind', m->>'subject_kind', m->>'subject_id', m->>'title_zh', m->>'title_en',
      m->>'text_zh', m->>'text_en', m->>'path', m->>'key', (m->>'told_at')::timestamptz)
    on conflict (key) do nothing;
  if not found then return null; end if;
  insert into message_recipient (message, account)
    select (m->>'id')::uuid, a.id from account a
    where a.disabled_at is null and (people is null or a.id = any (people))
      and (whose is null and held is null or exists (select from membership s
        where s.account = a.id and (held is null or s.roles && held)
          and (whose is null or s.organisation = whose or s.organisation in (select agent from agency
            where principal = whose and revoked_at is null and from_day <= today and (last_day is null or last_day >= today)))));
  get diagnostics told = row_count;
  return told;
end $$;

grant select, insert on usage_report to ytterby_app;
grant select on message to ytterby_app;
grant select, update (read_at, mail, mail_at, mail_refusal) on message_recipient to ytterby_app;
grant select, insert, update, delete on calendar_link to ytterby_app;

alter table usage_report enable row level security;
create policy kept_apart on usage_report
  using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]))
  with check (((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]))
    and exists (select from licence l where l.id = licence and l.organisation = usage_report.organisation));
alter table message_recipient enable row level security;
create policy own on message_recipient using ((select is_product()) or account = (select acting_account()));
alter table message enable row level security;
create policy own on message for select using ((select is_product())
  or (organisation is null or (select sees_all()) or organisation = any ((select seen_organisations())::uuid[]))
    and exists (select from message_recipient r where r.message = id and r.account = (select acting_account())));
alter table calendar_link enable row level security;
create policy own on calendar_link using ((select is_product()) or account = (select acting_account()));
`;
