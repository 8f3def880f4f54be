import { type Kysely, sql } from 'kysely';

/**
 * Webhooks: what happens to licences, told to programs of others. A trigger writes the event and what waits to be delivered in the
 * transaction of the event itself, under the lock of the licence: nothing is told that was not stored, nothing that was stored is
 * left out, and the order of the sequence is for each licence the order of what happened.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const TABLES = `
create sequence published_event_sequence;
create table published_event (
  id uuid primary key,
  sequence bigint not null unique default nextval('published_event_sequence'),
  licence uuid not null references licence,
  -- The holder of the licence.
  organisation uuid not null,
  kind text not null,
  at timestamptz not null,
  data jsonb not null,
  -- Whether the licence was used up after it.
  exhausted boolean not null
);
create index published_event_licence on published_event (licence, sequence);

create table webhook (
  id uuid primary key,
  organisation uuid not null references organisation on delete cascade,
  url text not null,
  kinds text[] not null,
  -- Sealed by the instance key; the previous one signs along until its end.
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  secret_made_at timestamptz not null,
  made_at timestamptz not null
);
create index webhook_organisation on webhook (organisation);

create table webhook_delivery (
  webhook uuid not null references webhook on delete cascade,
  event uuid not null references published_event,
  -- Whose webhook it is.
  organisation uuid not null,
  licence uuid not null,
  sequence bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  attempts integer not null default 0,
  -- Not before; null = at once. An attempt moves it on before it is made, so that nobody else makes the same.
  next_at timestamptz,
  tried_since timestamptz,
  tried_at timestamptz,
  -- Of the last answer.
  answer_status integer,
  failure text,
  primary key (webhook, event)
);
create index webhook_delivery_waiting on webhook_delivery (webhook, licence, sequence) where state = 'waiting';
create index webhook_delivery_dead on webhook_delivery (webhook, sequence) where state = 'dead';
create index webhook_delivery_sequence on webhook_delivery (webhook, sequence);
create index webhook_delivery_event on webhook_delivery (event);
`;

const EVENTS = `
-- As core's isExhausted.
create function licence_used_up(which uuid) returns boolean language sql stable as $$
  select (exists (select from licence_line where licence = which)
      and not exists (select from licence_line where licence = which and granted <> drawn))
    or (exists (select from licence where id = which and state->'terms'->>'form' = 'individual-licence')
      and exists (select from draw_down where licence = which and completes));
$$;

create function publish_event(which uuid, holder uuid, happened text, said jsonb, used_up boolean) returns void
  language plpgsql security definer set search_path = public as $$
declare
  e published_event;
begin
  insert into published_event (id, licence, organisation, kind, at, data, exhausted)
    values (gen_random_uuid(), which, holder, happened, now(), said, used_up) returning * into e;
  insert into webhook_delivery (webhook, event, organisation, licence, sequence)
    select w.id, e.id, w.organisation, which, e.sequence from webhook w join organisation o on o.id = w.organisation
    where happened = any (w.kinds) and (w.organisation = holder or o.kind in ('customs', 'licensing-authority'));
  if found then perform pg_notify('webhook_event', ''); end if;
end $$;
revoke execute on function publish_event from public;

create function licence_published() returns trigger language plpgsql security definer set search_path = public as $$
declare
  l record;
  happened text := case new.command when 'issue' then 'issued' when 'amend' then 'amended' when 'suspend' then 'suspended'
    when 'reinstate' then 'reinstated' when 'revoke' then 'revoked' when 'surrender' then 'surrendered' end;
begin
  if happened is null then return new; end if;
  select number, status into strict l from licence where id = new.licence;
  perform publish_event(new.licence, new.organisation, 'licence.' || happened,
    jsonb_build_object('licence', l.number, 'status', l.status, 'version', new.version, 'on', new.event->'on'),
    licence_used_up(new.licence));
  return new;
end $$;
-- By its name after licence_lines: the lines are those that the event has made.
create trigger licence_published after insert on licence_event for each row execute function licence_published();

create function draw_down_published() returns trigger language plpgsql security definer set search_path = public as $$
declare
  d record;
  used_up boolean := licence_used_up(new.licence);
  was boolean := coalesce((select exhausted from published_event where licence = new.licence order by sequence desc limit 1), false);
begin
  select w.*, l.number as licence_number, l.version as licence_version into strict d
    from draw_down w join licence l on l.id = w.licence where w.id = new.draw_down;
  perform publish_event(new.licence, new.organisation, 'draw-down.' || d.status,
    jsonb_build_object('licence', d.licence_number, 'drawDown', d.number, 'declaration', d.declaration, 'status', d.status,
      'version', new.version, 'lines', d.lines, 'lastDay', d.last_day, 'completes', d.completes, 'on', new.on_day),
    used_up);
  if used_up and not was then
    perform publish_event(new.licence, new.organisation, 'licence.exhausted',
      jsonb_build_object('licence', d.licence_number, 'status', 'exhausted', 'version', d.licence_version, 'on', new.on_day), true);
  end if;
  return new;
end $$;
create trigger draw_down_published after insert on draw_down_event for each row execute function draw_down_published();
`;

const RIGHTS = `
grant select on published_event to ytterby_app;
grant select, insert, update, delete on webhook to ytterby_app;
grant select, update (state, attempts, next_at, tried_since, tried_at, answer_status, failure) on webhook_delivery to ytterby_app;

alter table webhook enable row level security;
create policy kept_apart on webhook using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]));
alter table webhook_delivery enable row level security;
create policy kept_apart on webhook_delivery
  using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]));
alter table published_event enable row level security;
create policy kept_apart on published_event for select using ((select sees_all())
  or organisation = any ((select seen_organisations())::uuid[])
  or exists (select from webhook_delivery d where d.event = id));
`;

const STATEMENTS = [TABLES, EVENTS, RIGHTS].join('\n');
