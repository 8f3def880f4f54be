import { type Kysely, sql } from 'kysely';
import { type Step, transitionTable } from './transition-table.ts';

/**
 * Shipments under the humanitarian exemption: events, and beside them the state that they make, with the documents that show it. The
 * order of the steps is kept here once more, in a trigger, as with cases: a forged signer, a skipped state, an obstacle passed over.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

/** As core's table of transitions stood; a test compares the two. */
const STEPS: readonly Step[] = [
  ['claim', 'new', 'claimed', 'exporter'],
  ['supplement', 'claimed,stopped-for-review,cleared,shipped', 'stays', 'exporter'],
  ['stop', 'claimed,cleared', 'stopped-for-review', 'exporter'],
  ['resume', 'stopped-for-review', 'claimed', 'exporter'],
  ['clear', 'stopped-for-review', 'cleared', 'licensing-officer,senior-officer'],
  ['refuse', 'stopped-for-review', 'refused', 'licensing-officer,senior-officer'],
  ['ship', 'claimed,cleared,refused', 'shipped', 'exporter'],
  ['draft', 'shipped', 'stays', 'exporter'],
  ['report', 'shipped', 'reported', 'exporter'],
  ['withdraw', 'claimed,stopped-for-review,cleared', 'withdrawn', 'exporter'],
];

const STATEMENTS = `
${transitionTable('humanitarian_transition', STEPS)}
create table humanitarian_shipment (
  id uuid primary key,
  -- The exporter; for an agent, the operator outside China that it acts for.
  organisation uuid not null references organisation,
  number text not null unique,
  status text not null default 'new',
  version integer not null default 0,
  state jsonb not null,
  -- Frozen when it was claimed: the facts of the determination, and what was answered.
  facts jsonb not null,
  determination jsonb not null,
  created_at timestamptz not null default now()
);
create index humanitarian_shipment_organisation on humanitarian_shipment (organisation, id);
create index humanitarian_shipment_status on humanitarian_shipment (status, id);
create sequence humanitarian_number;

create table humanitarian_event (
  humanitarian_shipment uuid not null references humanitarian_shipment,
  version integer not null,
  organisation uuid not null,
  at timestamptz not null default now(),
  person uuid not null,
  role text not null,
  command text not null,
  event jsonb not null,
  primary key (humanitarian_shipment, version)
);

create table humanitarian_document (
  id uuid primary key,
  organisation uuid not null references organisation,
  humanitarian_shipment uuid not null references humanitarian_shipment,
  name text not null,
  media_type text not null,
  sha256 text not null,
  size integer not null,
  bytes bytea not null,
  added_by uuid not null,
  added_at timestamptz not null default now()
);
create index humanitarian_document_shipment on humanitarian_document (humanitarian_shipment);

create function humanitarian_begins() returns trigger language plpgsql as $$
begin
  if new.status <> 'new' or new.version <> 0 then perform refuse_step('a shipment begins new'); end if;
  return new;
end $$;
create trigger humanitarian_begins before insert on humanitarian_shipment
  for each row execute function humanitarian_begins();

create function humanitarian_step() returns trigger language plpgsql security definer set search_path = public as $$
declare
  s record;
  step record;
  cleared jsonb;
begin
  select * into strict s from humanitarian_shipment where id = new.humanitarian_shipment for update;
  if new.version <> s.version + 1 then
    raise exception 'the shipment was changed meanwhile' using errcode = 'serialization_failure';
  end if;
  if new.command is distinct from new.event->>'command' or new.role is distinct from new.event->'by'->>'role'
    or new.person::text is distinct from new.event->'by'->>'person' or new.organisation <> s.organisation then
    perform refuse_step('the event is not what its columns say');
  end if;
  if new.person is distinct from acting_account() then perform refuse_step('a forged signer'); end if;
  if new.role = 'exporter' and new.event->'by'->>'organisation' is distinct from s.organisation::text then
    perform refuse_step('the shipment of another');
  end if;
  select to_status, roles into step from humanitarian_transition where command = new.command and from_status = s.status;
  if not found then perform refuse_step('a skipped state'); end if;
  if not new.role = any (step.roles) then perform refuse_step('not this role'); end if;
  if exists (select from humanitarian_event e where e.humanitarian_shipment = s.id and e.person = new.person
      and (e.role = 'exporter') <> (new.role = 'exporter')) then
    perform refuse_step('on both sides of the desk');
  end if;
  -- What left though the exemption was refused is recorded, whatever stands against it.
  if new.command = 'resume' or (new.command = 'ship' and s.status <> 'refused') then
    -- What the authority has cleared since the claim last went on by itself.
    cleared := coalesce((
      select jsonb_agg(o->'key') from humanitarian_event c
        join lateral (select event from humanitarian_event f where f.humanitarian_shipment = s.id and f.version < c.version
          and f.event ? 'found' order by f.version desc limit 1) f on true
        cross join lateral jsonb_array_elements(f.event->'found'->'obstacles') o
      where c.humanitarian_shipment = s.id and c.command = 'clear' and new.command = 'ship'
        and c.version > coalesce((select max(version) from humanitarian_event r
          where r.humanitarian_shipment = s.id and r.command = 'resume'), 0)), '[]');
    if coalesce(new.event->'found'->>'verdict' not in ('exempt', 'no-licence-needed', 'stopped'), true)
      or jsonb_typeof(new.event->'found'->'obstacles') is distinct from 'array'
      or exists (select from jsonb_array_elements(new.event->'found'->'obstacles') o where not cleared @> (o->'key')) then
      perform refuse_step('an obstacle passed over');
    end if;
  end if;
  if new.command = 'ship' and (new.event->>'exportedOn' is distinct from new.event->'found'->>'day'
      or (new.event->>'exportedOn')::date > (new.event->>'on')::date) then
    perform refuse_step('an export that is still to come, or of another day');
  end if;
  update humanitarian_shipment set version = new.version,
    status = case when step.to_status = 'stays' then status else step.to_status end where id = s.id;
  return new;
end $$;
create trigger humanitarian_step before insert on humanitarian_event for each row execute function humanitarian_step();

grant select on humanitarian_transition to ytterby_app;
grant select, insert, update (state) on humanitarian_shipment to ytterby_app;
grant usage on sequence humanitarian_number to ytterby_app;
grant select, insert on humanitarian_event, humanitarian_document to ytterby_app;

${['humanitarian_shipment', 'humanitarian_event', 'humanitarian_document']
  .map(
    (table) => `alter table ${table} enable row level security;
create policy kept_apart on ${table} using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]));`,
  )
  .join('\n')}
`;
