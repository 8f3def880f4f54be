import { type Kysely, sql } from 'kysely';
import { type Step, transitionTable } from './transition-table.ts';

/**
 * Measures before they are law: drafts in their revisions, assessments of them, the events that lead to the announcement. What a draft
 * says moves markets, so that nobody sees any of it but who may read measures. The gates are kept here once more, in triggers, for
 * whoever writes past the product's own rules; and no instrument of a measure becomes law before the measure is announced, nor with
 * another text.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

/** As core's table of transitions stood; a test compares the two. */
const STEPS: readonly Step[] = [
  ['draft', 'new', 'draft', 'policy-officer,policy-director'],
  ['revise', 'draft,assessed,partners-told', 'draft', 'policy-officer,policy-director'],
  ['sign-off', 'draft', 'assessed', 'policy-director'],
  ['choose-partners', 'draft,assessed', 'stays', 'policy-officer,policy-director'],
  ['choose-partners', 'partners-told', 'assessed', 'policy-officer,policy-director'],
  ['send-notice', 'assessed,partners-told', 'stays', 'policy-officer,policy-director'],
  ['all-told', 'assessed', 'partners-told', 'policy-officer,policy-director'],
  ['record-receipt', 'assessed,partners-told,announced', 'stays', 'policy-officer,policy-director,partner'],
  ['record-reply', 'assessed,partners-told,announced', 'stays', 'policy-officer,policy-director,partner'],
  ['announce', 'partners-told', 'announced', 'policy-director'],
  ['withdraw', 'draft,assessed,partners-told', 'withdrawn', 'policy-officer,policy-director'],
];

const TABLES = `
${transitionTable('measure_transition', STEPS)}
create table measure (
  id uuid primary key,
  -- Of the draft in its last revision.
  instrument text not null,
  title_zh text not null,
  title_en text not null,
  status text not null default 'new',
  version integer not null default 0,
  revision integer not null default 0,
  -- Who wrote the last revision.
  revised_by uuid,
  -- The earliest day on which anything of it takes effect.
  first_day date,
  created_at timestamptz not null,
  created_by uuid not null
);
create unique index measure_instrument on measure (instrument) where status <> 'withdrawn';

create table measure_event (
  measure uuid not null references measure,
  sequence integer not null,
  -- After the event.
  revision integer not null,
  kind text not null,
  at timestamptz not null,
  on_day date not null,
  -- null = whoever has the link of a notice.
  account uuid,
  role text not null,
  -- The event as core replays it.
  content jsonb not null,
  primary key (measure, sequence)
);

create table assessment (
  id uuid primary key,
  -- null = of no measure.
  measure uuid references measure,
  revision integer,
  -- Of invented data, or published with the product: everybody may read it.
  demo boolean not null default false,
  -- An impact case as a file (YAML).
  case_text text not null,
  -- Name of the set of supply-chain tables, and the hash of what it held.
  tables text not null,
  tables_fingerprint text not null,
  seed integer not null,
  samples integer not null check (samples > 0),
  samples_done integer not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'stopped')),
  problem jsonb,
  result jsonb,
  -- null = the product itself.
  ran_by uuid,
  asked_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  check ((measure is null) = (revision is null)),
  check (not demo or measure is null),
  check ((state = 'done') = (result is not null)),
  check ((state in ('done', 'failed', 'stopped')) = (finished_at is not null))
);
create index assessment_measure on assessment (measure, revision);
create index assessment_waiting on assessment (asked_at) where state in ('waiting', 'running');
`;

const STEPS_OF_A_MEASURE = `
create function sees_measures() returns boolean language sql stable
  as $$ select is_product() or coalesce(current_setting('ytterby.measures', true), '') = 'on' $$;

create function measure_begins() returns trigger language plpgsql as $$
begin
  if new.status <> 'new' or new.version <> 0 or new.revision <> 0 or new.revised_by is not null
    or new.created_by is distinct from acting_account() then
    perform refuse_step('a measure begins new');
  end if;
  return new;
end $$;
create trigger measure_begins before insert on measure for each row execute function measure_begins();

-- Partners chosen last.
create function measure_partners(which uuid) returns setof text language sql stable security definer set search_path = public as $$
  select p->>'partner' from (select content from measure_event where measure = which and kind = 'choose-partners'
    order by sequence desc limit 1) e cross join lateral jsonb_array_elements(e.content->'partners') p;
$$;
revoke execute on function measure_partners from public;

create function measure_step() returns trigger language plpgsql security definer set search_path = public as $$
declare
  m record;
  step record;
  a record;
  writes boolean := new.kind in ('draft', 'revise');
begin
  select * into strict m from measure where id = new.measure for update;
  if new.sequence <> m.version + 1 then
    raise exception 'the measure was changed meanwhile' using errcode = 'serialization_failure';
  end if;
  if new.kind is distinct from new.content->>'command' or new.role is distinct from new.content->'by'->>'role'
    or new.account::text is distinct from new.content->'by'->>'person'
    or new.on_day::text is distinct from new.content->>'on' then
    perform refuse_step('the event is not what its columns say');
  end if;
  if new.revision <> m.revision + writes::int then perform refuse_step('not this revision'); end if;
  if new.role = 'partner' then
    if new.account is not null or not is_product() then perform refuse_step('a forged signer'); end if;
  elsif new.account is null or new.account is distinct from acting_account() or not exists (
      select from membership s join organisation o on o.id = s.organisation
      where s.account = new.account and o.kind = 'licensing-authority' and new.role = any (s.roles)) then
    perform refuse_step('a forged signer');
  end if;
  select to_status, roles into step from measure_transition where command = new.kind and from_status = m.status;
  if not found then perform refuse_step('a skipped state'); end if;
  if not new.role = any (step.roles) then perform refuse_step('not this role'); end if;
  if exists (select from measure_event e where e.measure = m.id and e.on_day > new.on_day) then
    perform refuse_step('a step back in time');
  end if;
  if new.kind in ('sign-off', 'announce') and new.account = m.revised_by then
    perform refuse_step('one''s own revision signed');
  end if;
  if new.kind = 'sign-off' then
    select * into a from assessment where id = (new.content->>'assessment')::uuid;
    if not found or a.measure is distinct from m.id or a.revision is distinct from m.revision then
      perform refuse_step('an assessment of something else');
    end if;
    if a.state <> 'done' then perform refuse_step('an assessment that is not finished'); end if;
    if a.ran_by is null or a.ran_by = new.account then perform refuse_step('one''s own assessment signed'); end if;
    if a.ran_by::text is distinct from new.content->>'ranBy' then
      perform refuse_step('the event is not what its columns say');
    end if;
  end if;
  if new.kind = 'choose-partners' then
    if (select count(*) <> count(distinct p->>'partner') from jsonb_array_elements(new.content->'partners') p) then
      perform refuse_step('a partner twice');
    end if;
    if exists (select from measure_event e where e.measure = m.id and e.kind = 'send-notice' and e.revision = m.revision
        and not exists (select from jsonb_array_elements(new.content->'partners') p
          where p->>'partner' = e.content->>'partner')) then
      perform refuse_step('a partner dropped that was told');
    end if;
  end if;
  if new.kind in ('send-notice', 'record-receipt') and (new.content->>'revision')::int is distinct from m.revision then
    perform refuse_step('not this revision');
  end if;
  if new.kind in ('send-notice', 'record-receipt', 'record-reply')
    and not exists (select from measure_partners(m.id) p where p = new.content->>'partner') then
    perform refuse_step('not a partner');
  end if;
  if new.kind in ('record-receipt', 'record-reply') and not exists (select from measure_event e where e.measure = m.id
      and e.kind = 'send-notice' and e.revision = m.revision and e.content->>'partner' = new.content->>'partner') then
    perform refuse_step('a partner that was not told');
  end if;
  if new.kind = 'record-receipt' and ((new.content->>'how' = 'opened') is distinct from (new.role = 'partner')
      or (new.content->>'how' = 'recorded' and coalesce(new.content->>'note', '') = '')) then
    perform refuse_step('a receipt of which nobody says how it is known');
  end if;
  if new.kind in ('all-told', 'announce') then
    if not exists (select from measure_partners(m.id)) then perform refuse_step('no partner'); end if;
    if exists (select from measure_partners(m.id) p where not exists (select from measure_event e where e.measure = m.id
        and e.kind = 'send-notice' and e.revision = m.revision and e.content->>'partner' = p)) then
      perform refuse_step('a partner that was not told');
    end if;
  end if;
  if new.kind = 'announce' then
    if not exists (select from measure_event e where e.measure = m.id and e.kind = 'sign-off' and e.revision = m.revision) then
      perform refuse_step('no assessment signed off');
    end if;
    if exists (select from measure_partners(m.id) p where not exists (select from measure_event e where e.measure = m.id
        and e.kind = 'record-receipt' and e.revision = m.revision and e.content->>'partner' = p)) then
      perform refuse_step('a notice without a receipt');
    end if;
    if m.first_day is null or m.first_day < new.on_day then perform refuse_step('a day of effect that has passed'); end if;
  end if;
  update measure set version = new.sequence, revision = new.revision,
    status = case when step.to_status = 'stays' then status else step.to_status end,
    revised_by = case when writes then new.account else revised_by end,
    instrument = case when writes then new.content->>'instrument' else instrument end,
    title_zh = case when writes then new.content->'title'->>'zh' else title_zh end,
    title_en = case when writes then new.content->'title'->>'en' else title_en end,
    first_day = case when writes then (new.content->>'firstDay')::date else first_day end
    where id = m.id;
  return new;
end $$;
create trigger measure_step before insert on measure_event for each row execute function measure_step();
`;

const INTO_LAW = `
-- May this text be recorded as law? As the measure announced it, where a measure has it; anything, where none has.
create function measure_lets_record(which text, given text) returns boolean language plpgsql stable
  security definer set search_path = public as $$
declare
  m record;
  said text;
  day date;
begin
  select * into m from measure where instrument = which and status <> 'withdrawn';
  if not found then return true; end if;
  if m.status <> 'announced' then return false; end if;
  select content->>'text' into strict said from measure_event
    where measure = m.id and kind in ('draft', 'revise') order by sequence desc limit 1;
  select on_day into strict day from measure_event where measure = m.id and kind = 'announce';
  return given = regexp_replace(said, '^published:[^\\n]*', 'published: ' || day::text, 'n');
end $$;

create function recorded_of_measure() returns trigger language plpgsql as $$
begin
  -- What is withdrawn is no law.
  if new.withdrawn_at is null and not measure_lets_record(new.instrument, new.text) then
    perform refuse_step('an instrument that a measure has');
  end if;
  return new;
end $$;
create trigger recorded_of_measure before insert or update on recorded_instrument
  for each row execute function recorded_of_measure();
`;

const ASSESSMENTS = `
create function assessment_begins() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.state <> 'waiting' or new.samples_done <> 0 or new.result is not null or new.problem is not null then
    perform refuse_step('an assessment begins waiting');
  end if;
  if new.ran_by is distinct from acting_account() then perform refuse_step('a forged signer'); end if;
  if new.measure is not null and not exists (select from measure m where m.id = new.measure and m.revision = new.revision) then
    perform refuse_step('not this revision');
  end if;
  return new;
end $$;
create trigger assessment_begins before insert on assessment for each row execute function assessment_begins();

create function assessment_ends() returns trigger language plpgsql as $$
begin
  if old.state in ('done', 'failed', 'stopped') then perform refuse_step('an assessment that has ended'); end if;
  return new;
end $$;
create trigger assessment_ends before update on assessment for each row execute function assessment_ends();
`;

const RIGHTS = `
grant select on measure_transition to ytterby_app;
grant select, insert on measure, measure_event to ytterby_app;
grant select, insert, update (state, samples_done, problem, result, started_at, finished_at) on assessment to ytterby_app;

${['measure', 'measure_event']
  .map(
    (table) => `alter table ${table} enable row level security;
create policy of_policy on ${table} using ((select sees_measures()));`,
  )
  .join('\n')}
alter table assessment enable row level security;
create policy of_policy on assessment using ((select sees_measures()));
create policy published on assessment for select using (demo);
`;

const STATEMENTS = [TABLES, STEPS_OF_A_MEASURE, INTO_LAW, ASSESSMENTS, RIGHTS].join('\n');
