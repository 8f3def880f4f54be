import { type Kysely, sql } from 'kysely';
import { type Step, transitionTable } from './transition-table.ts';

/**
 * Cases: events, and beside them the state that they make. The order of the steps and the separation of duties are kept here once
 * more, in a trigger, for whoever writes past the product's own rules: a forged signer, a skipped state, one's own signature a
 * second time, a condition left out of a grant.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

/** As core's table of transitions stood; a test compares the two. */
const STEPS: readonly Step[] = [
  ['save', 'new', 'draft', 'exporter'],
  ['save', 'draft,returned', 'stays', 'exporter'],
  ['submit', 'draft,returned', 'submitted', 'exporter'],
  ['answer', 'in-review', 'stays', 'exporter'],
  ['withdraw', 'draft,submitted,returned,in-review,recommended', 'withdrawn', 'exporter'],
  ['reconsider', 'refused', 'reconsidering', 'exporter'],
  ['return', 'submitted', 'returned', 'licensing-officer'],
  ['accept', 'submitted', 'in-review', 'licensing-officer'],
  ['ask-information', 'in-review', 'stays', 'licensing-officer'],
  ['stop-clock', 'in-review', 'stays', 'licensing-officer'],
  ['resume-clock', 'in-review', 'stays', 'licensing-officer'],
  ['lift-limit', 'in-review', 'stays', 'licensing-officer'],
  ['assess', 'in-review', 'stays', 'licensing-officer'],
  ['report-hits', 'submitted,in-review', 'stays', 'licensing-officer'],
  ['judge-hit', 'in-review', 'stays', 'licensing-officer,senior-officer'],
  ['ask-advice', 'in-review', 'stays', 'licensing-officer'],
  ['give-advice', 'in-review', 'stays', 'adviser'],
  ['close-advice', 'in-review', 'stays', 'licensing-officer'],
  ['consolidate', 'in-review', 'stays', 'licensing-officer'],
  ['set-condition', 'in-review', 'stays', 'licensing-officer'],
  ['drop-condition', 'in-review', 'stays', 'licensing-officer'],
  ['countersign', 'in-review', 'stays', 'adviser,licensing-officer,senior-officer'],
  ['decline', 'in-review', 'stays', 'adviser,licensing-officer,senior-officer'],
  ['recommend-grant', 'in-review', 'recommended', 'licensing-officer'],
  ['recommend-refusal', 'in-review', 'recommended', 'licensing-officer'],
  ['send-back', 'recommended', 'in-review', 'senior-officer'],
  ['grant', 'recommended', 'granted', 'senior-officer'],
  ['refuse', 'recommended', 'refused', 'senior-officer'],
  ['uphold', 'reconsidering', 'upheld', 'senior-officer'],
  ['set-aside', 'reconsidering', 'in-review', 'senior-officer'],
];

const STATEMENTS = `
${transitionTable('case_transition', STEPS)}
create table licensing_case (
  id uuid primary key,
  -- The applicant; for an agent, the operator outside China that it acts for.
  organisation uuid not null references organisation,
  number text unique,
  kind text not null,
  status text not null default 'new',
  version integer not null default 0,
  state jsonb not null,
  -- Frozen when the application was made: the facts, and what was answered.
  facts jsonb,
  determination jsonb,
  -- Authority units whose advice was asked for.
  departments uuid[] not null default '{}',
  created_at timestamptz not null default now()
);
create index licensing_case_organisation on licensing_case (organisation, id);
create index licensing_case_status on licensing_case (status, id);
create sequence licensing_case_number;

create table case_event (
  licensing_case uuid not null references licensing_case,
  version integer not null,
  organisation uuid not null,
  at timestamptz not null default now(),
  person uuid not null,
  role text not null,
  command text not null,
  department uuid,
  event jsonb not null,
  primary key (licensing_case, version)
);

create table document (
  id uuid primary key,
  organisation uuid not null references organisation,
  licensing_case uuid not null references licensing_case,
  name text not null,
  media_type text not null,
  sha256 text not null,
  size integer not null,
  bytes bytea not null,
  added_by uuid not null,
  added_at timestamptz not null default now()
);
create index document_case on document (licensing_case);

create function refuse_step(why text) returns void language plpgsql as $$
begin
  raise exception '%', why using errcode = 'check_violation';
end $$;

create function case_begins() returns trigger language plpgsql as $$
begin
  if new.status <> 'new' or new.version <> 0 or new.departments <> '{}' then
    perform refuse_step('a case begins new');
  end if;
  return new;
end $$;
create trigger case_begins before insert on licensing_case for each row execute function case_begins();

create function case_step() returns trigger language plpgsql security definer set search_path = public as $$
declare
  c record;
  step record;
  doer uuid;
begin
  select * into strict c from licensing_case where id = new.licensing_case for update;
  if new.version <> c.version + 1 then
    raise exception 'the case was changed meanwhile' using errcode = 'serialization_failure';
  end if;
  if new.command is distinct from new.event->>'command' or new.role is distinct from new.event->'by'->>'role'
    or new.person::text is distinct from new.event->'by'->>'person' or new.organisation <> c.organisation then
    perform refuse_step('the event is not what its columns say');
  end if;
  if new.person is distinct from acting_account() then perform refuse_step('a forged signer'); end if;
  select to_status, roles into step from case_transition where command = new.command and from_status = c.status;
  if not found then perform refuse_step('a skipped state'); end if;
  if not new.role = any (step.roles) then perform refuse_step('not this role'); end if;
  if exists (select from case_event e where e.licensing_case = c.id and e.person = new.person
      and (e.role = 'exporter') <> (new.role = 'exporter')) then
    perform refuse_step('on both sides of the desk');
  end if;
  if new.command in ('grant', 'refuse') then
    select person into doer from case_event where licensing_case = c.id and command in ('recommend-grant', 'recommend-refusal')
      order by version desc limit 1;
    if doer = new.person then perform refuse_step('self-approval'); end if;
  elsif new.command in ('uphold', 'set-aside') then
    select person into doer from case_event where licensing_case = c.id and command = 'refuse' order by version desc limit 1;
    if doer = new.person then perform refuse_step('one''s own refusal reconsidered'); end if;
  elsif new.command = 'countersign' then
    select person into doer from case_event where licensing_case = c.id and (
        (new.event->>'of' = 'hit' and command = 'judge-hit' and event->>'hit' = new.event->>'id')
        or (new.event->>'of' = 'advice' and command = 'give-advice' and event->>'advice' = new.event->>'id')
        or (new.event->>'of' = 'consolidation' and command = 'consolidate')
        or (new.event->>'of' = 'dropped-condition' and command = 'drop-condition' and event->>'condition' = new.event->>'id'))
      order by version desc limit 1;
    if doer is null or doer = new.person then perform refuse_step('one''s own work countersigned'); end if;
  end if;
  if new.command = 'grant' and exists (
      select from case_event s where s.licensing_case = c.id and s.command = 'set-condition'
        and not (new.event->'conditions') ? (s.event->>'condition')
        and not exists (select from case_event d where d.licensing_case = c.id and d.command = 'countersign'
          and d.event->>'of' = 'dropped-condition' and d.event->>'id' = s.event->>'condition')) then
    perform refuse_step('a dropped condition');
  end if;
  if new.command in ('give-advice', 'ask-advice') then
    new.department := case when new.command = 'ask-advice' then (new.event->>'department')::uuid
      else (new.event->'by'->>'organisation')::uuid end;
  end if;
  update licensing_case set version = new.version,
    status = case when step.to_status = 'stays' then status else step.to_status end,
    departments = case when new.command = 'ask-advice' and not new.department = any (departments)
      then departments || new.department else departments end
    where id = c.id;
  return new;
end $$;
create trigger case_step before insert on case_event for each row execute function case_step();

grant select on case_transition to ytterby_app;
grant select, insert, update (state, number, facts, determination) on licensing_case to ytterby_app;
grant usage on sequence licensing_case_number to ytterby_app;
grant select, insert on case_event, document to ytterby_app;

alter table licensing_case enable row level security;
create policy kept_apart on licensing_case using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[])
  or departments && (select seen_organisations())::uuid[]);
alter table case_event enable row level security;
create policy kept_apart on case_event using (exists (select from licensing_case c where c.id = licensing_case))
  with check (exists (select from licensing_case c where c.id = licensing_case));
alter table document enable row level security;
create policy kept_apart on document using (exists (select from licensing_case c where c.id = licensing_case))
  with check ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]));
`;
