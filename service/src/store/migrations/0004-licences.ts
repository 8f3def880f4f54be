import { type Kysely, sql } from 'kysely';
import { type Step, transitionTable } from './transition-table.ts';

/**
 * Licences: events and the state that they make, as with cases; every edition as it was signed; the keys that signed. The steps
 * and the two persons that a revocation takes are kept here once more, in a trigger.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

/** As core's table of transitions stood; a test compares the two. */
const STEPS: readonly Step[] = [
  ['issue', 'new', 'issued', 'senior-officer'],
  ['write-off', 'issued', 'stays', 'customs-officer'],
  ['reverse-write-off', 'issued,suspended,revoked,surrendered', 'stays', 'customs-officer'],
  ['suspend', 'issued', 'suspended', 'licensing-officer,senior-officer'],
  ['reinstate', 'suspended', 'issued', 'senior-officer'],
  ['amend', 'issued,suspended', 'stays', 'senior-officer'],
  ['propose-revocation', 'issued,suspended', 'stays', 'licensing-officer'],
  ['drop-revocation', 'issued,suspended', 'stays', 'senior-officer'],
  ['revoke', 'issued,suspended', 'revoked', 'senior-officer'],
  ['surrender', 'issued,suspended', 'surrendered', 'exporter'],
];

const STATEMENTS = `
create table signing_key (
  kid text primary key,
  public jsonb not null,
  -- The private half, sealed by the instance key; gone once another key has taken over.
  sealed bytea,
  from_at timestamptz not null,
  until_at timestamptz,
  check (until_at is null or (sealed is null and until_at >= from_at))
);
create unique index signing_key_in_use on signing_key ((true)) where until_at is null;

${transitionTable('licence_transition', STEPS)}
create table licence (
  id uuid primary key,
  licensing_case uuid not null unique references licensing_case,
  -- The holder.
  organisation uuid not null references organisation,
  number text not null unique,
  status text not null default 'new',
  version integer not null default 0,
  -- The one that holds; 0 before the first is signed.
  edition integer not null default 0,
  state jsonb not null,
  issued_at timestamptz not null
);
create index licence_organisation on licence (organisation, id);
create sequence licence_number;

create table licence_event (
  licence uuid not null references licence,
  version integer not null,
  organisation uuid not null,
  at timestamptz not null default now(),
  person uuid not null,
  role text not null,
  command text not null,
  event jsonb not null,
  primary key (licence, version)
);
create index licence_event_at on licence_event (at);

create sequence licence_status_index minvalue 0;
create table licence_edition (
  licence uuid not null references licence,
  edition integer not null,
  organisation uuid not null,
  -- The issue or the amendment that made it.
  version integer not null,
  -- Its place in the status list.
  status_index integer not null unique default nextval('licence_status_index'),
  content jsonb not null,
  jws text not null,
  signed_at timestamptz not null,
  primary key (licence, edition),
  unique (licence, version)
);

create function licence_begins() returns trigger language plpgsql as $$
begin
  if new.status <> 'new' or new.version <> 0 or new.edition <> 0 then perform refuse_step('a licence begins new'); end if;
  if not exists (select from licensing_case c join case_event e on e.licensing_case = c.id
      where c.id = new.licensing_case and c.organisation = new.organisation and c.status = 'granted'
        and e.command = 'grant' and e.person = acting_account()) then
    perform refuse_step('a licence that was not granted');
  end if;
  return new;
end $$;
create trigger licence_begins before insert on licence for each row execute function licence_begins();

create function licence_step() returns trigger language plpgsql security definer set search_path = public as $$
declare
  l record;
  step record;
  proposal record;
begin
  select * into strict l from licence where id = new.licence for update;
  if new.version <> l.version + 1 then
    raise exception 'the licence was changed meanwhile' using errcode = 'serialization_failure';
  end if;
  if new.command is distinct from new.event->>'command' or new.role is distinct from new.event->'by'->>'role'
    or new.person::text is distinct from new.event->'by'->>'person' or new.organisation <> l.organisation then
    perform refuse_step('the event is not what its columns say');
  end if;
  if new.person is distinct from acting_account() then perform refuse_step('a forged signer'); end if;
  select to_status, roles into step from licence_transition where command = new.command and from_status = l.status;
  if not found then perform refuse_step('a skipped state'); end if;
  if not new.role = any (step.roles) then perform refuse_step('not this role'); end if;
  if new.command in ('propose-revocation', 'drop-revocation', 'revoke') then
    select person, command into proposal from licence_event where licence = l.id
      and command in ('propose-revocation', 'drop-revocation') order by version desc limit 1;
    if new.command = 'propose-revocation' then
      if proposal.command = 'propose-revocation' then perform refuse_step('a revocation proposed twice'); end if;
    elsif proposal.command is distinct from 'propose-revocation' then
      perform refuse_step('a revocation that nobody proposed');
    elsif proposal.person = new.person then
      perform refuse_step('one''s own proposal decided');
    end if;
  elsif new.command = 'surrender' and new.event->'by'->>'organisation' is distinct from l.organisation::text then
    perform refuse_step('the licence of another');
  end if;
  update licence set version = new.version,
    status = case when step.to_status = 'stays' then status else step.to_status end where id = l.id;
  return new;
end $$;
create trigger licence_step before insert on licence_event for each row execute function licence_step();

create function licence_signed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update licence set edition = new.edition
    where id = new.licence and edition = new.edition - 1 and version = new.version and organisation = new.organisation
      and exists (select from licence_event e where e.licence = new.licence and e.version = new.version
        and e.command in ('issue', 'amend') and e.person = acting_account());
  if not found then perform refuse_step('an edition that nobody decided'); end if;
  return new;
end $$;
create trigger licence_signed before insert on licence_edition for each row execute function licence_signed();

grant select, insert, update (sealed, until_at) on signing_key to ytterby_app;
grant select on licence_transition to ytterby_app;
grant select, insert, update (state) on licence to ytterby_app;
grant select, insert on licence_event, licence_edition to ytterby_app;
grant usage on sequence licence_number, licence_status_index to ytterby_app;

alter table signing_key enable row level security;
create policy published on signing_key for select using (true);
create policy made on signing_key for insert with check ((select sees_all()));
create policy succeeded on signing_key for update using ((select sees_all()) and until_at is null)
  with check ((select sees_all()));
alter table licence enable row level security;
create policy kept_apart on licence using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]));
alter table licence_event enable row level security;
create policy kept_apart on licence_event using (exists (select from licence l where l.id = licence));
alter table licence_edition enable row level security;
create policy kept_apart on licence_edition using (exists (select from licence l where l.id = licence));
`;
