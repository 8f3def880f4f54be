import { type Kysely, sql } from 'kysely';

/**
 * What customs draws from licences: the lines with what is granted, reserved and drawn, and every draw-down with its events. A
 * draw-down is an inserted event; a trigger takes the amounts from the lines, so that nobody writes a total, and the lines check
 * that they are never overdrawn. This takes the place of the write-offs that were steps of the licence.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

/** As core's table of units stood; a test compares the two. */
const UNITS: readonly (readonly [code: string, dimension: string, factor: string, names: string])[] = [
  ['KGM', 'mass', '1', 'kg kilogram kilograms kilogramme kilogrammes kilo 千克 公斤'],
  ['GRM', 'mass', '0.001', 'g gram grams gramme grammes 克'],
  ['MGM', 'mass', '0.000001', 'mg milligram milligrams milligramme milligrammes 毫克'],
  ['TNE', 'mass', '1000', 't tonne tonnes metric-ton metric-tons 吨 公吨'],
  ['LBR', 'mass', '0.45359237', 'lb lbs pound pounds 磅'],
  ['ONZ', 'mass', '0.028349523125', 'oz ounce ounces 盎司'],
  ['C62', 'piece', '1', 'one unit units ea each 台 辆 1'],
  ['H87', 'piece', '1', 'pc pcs piece pieces 件 个 只 块 片'],
  ['NMB', 'piece', '1', 'number no'],
  ['SET', 'set', '1', 'set sets 套'],
  ['MTR', 'length', '1', 'm metre metres meter meters 米'],
  ['KMT', 'length', '1000', 'km kilometre kilometres kilometer kilometers 千米 公里'],
  ['CMT', 'length', '0.01', 'cm centimetre centimetres centimeter centimeters 厘米'],
  ['MMT', 'length', '0.001', 'mm millimetre millimetres millimeter millimeters 毫米'],
  ['MTK', 'area', '1', 'm2 m² sqm square-metre square-metres square-meter square-meters 平方米'],
  ['LTR', 'volume', '1', 'l litre litres liter liters 升'],
  ['MLT', 'volume', '0.001', 'ml millilitre millilitres milliliter milliliters 毫升'],
];
const UNIT_ROWS = UNITS.flatMap(([code, dimension, factor, names]) =>
  [...new Set([code.toLowerCase(), ...names.split(' ')])].map(
    (name) => `('${name}', '${code}', '${dimension}', ${factor})`,
  ),
);

const TABLES = `
create table measure_unit (
  name text primary key,
  -- UN/ECE Recommendation 20.
  code text not null,
  dimension text not null,
  -- How many of the dimension's base unit one of it is.
  factor numeric not null check (factor > 0)
);
insert into measure_unit (name, code, dimension, factor) values ${UNIT_ROWS.join(', ')};

-- A unit that is not in the table is a dimension of its own.
create function measured(said text, out dimension text, out factor numeric) language sql stable as $$
  select coalesce(u.dimension, 'word ' || lower(btrim(said))), coalesce(u.factor, 1)
  from (values (lower(regexp_replace(btrim(said), '\\s+', '-', 'g')))) named (name)
  left join measure_unit u on u.name = named.name;
$$;

create table licence_line (
  licence uuid not null references licence,
  line text not null,
  -- The holder.
  organisation uuid not null,
  -- As the licence writes it.
  unit text not null,
  dimension text not null,
  currency text not null,
  -- Quantities in the base unit of the dimension: every unit is a decimal in it, so that nothing is ever rounded.
  granted numeric not null,
  reserved numeric not null default 0,
  drawn numeric not null default 0,
  granted_value numeric not null,
  reserved_value numeric not null default 0,
  drawn_value numeric not null default 0,
  primary key (licence, line),
  constraint never_overdrawn check (reserved >= 0 and drawn >= 0 and granted >= reserved + drawn),
  constraint value_never_overdrawn
    check (reserved_value >= 0 and drawn_value >= 0 and granted_value >= reserved_value + drawn_value)
);

create table draw_down (
  id uuid primary key,
  licence uuid not null references licence,
  -- The holder of the licence.
  organisation uuid not null,
  -- That customs gave it.
  number text not null,
  declaration text not null,
  status text not null,
  version integer not null,
  -- On which the reservation can still be confirmed.
  last_day date not null,
  lines jsonb not null,
  completes boolean not null default false,
  changed_on date not null,
  unique (licence, number)
);
create index draw_down_reserved on draw_down (licence, last_day) where status = 'reserved';
create index draw_down_completes on draw_down (licence) where completes;
create index draw_down_of_licence on draw_down (licence, id);

create table draw_down_event (
  draw_down uuid not null references draw_down,
  version integer not null,
  licence uuid not null,
  -- The holder of the licence.
  organisation uuid not null,
  at timestamptz not null default now(),
  on_day date not null,
  -- Null where nobody did it but the days.
  person uuid,
  customs uuid,
  command text not null,
  event jsonb not null,
  primary key (draw_down, version),
  check ((command = 'run-out') = (person is null) and (person is null) = (customs is null))
);
`;

const STEPS = `
create function checks_licences() returns boolean language sql stable
  as $$ select is_product() or coalesce(current_setting('ytterby.customs', true), '') = 'on' $$;

-- The lines of an event, in base units.
create function amounts_of(lines jsonb)
  returns table (line text, dimension text, currency text, quantity numeric, value numeric) language sql stable as $$
  select e->>'line', m.dimension, e->>'currency', (e->>'quantity')::numeric * m.factor, (e->>'value')::numeric
  from jsonb_array_elements(lines) e cross join lateral measured(e->>'unit') m;
$$;

-- Writes down what has run out by a day. The caller holds the lines of the licence.
create function let_run_out(which uuid, day date) returns void language plpgsql security definer set search_path = public as $$
begin
  insert into draw_down_event (draw_down, version, licence, organisation, on_day, command, event)
    select id, version + 1, licence, organisation, day, 'run-out',
      jsonb_build_object('command', 'run-out', 'drawDown', number, 'by', null, 'on', day)
    from draw_down where licence = which and status = 'reserved' and last_day < day order by id;
end $$;
revoke execute on function let_run_out from public;

create function draw_down_step() returns trigger language plpgsql security definer set search_path = public as $$
declare
  l record;
  d record;
  terms jsonb;
  step text;
  next jsonb := case when new.command in ('reserve', 'confirm', 'correct') then new.event->'lines' end;
begin
  if new.command is distinct from new.event->>'command' or new.person::text is distinct from new.event->'by'->>'person'
    or new.customs::text is distinct from new.event->'by'->>'organisation'
    or new.on_day::text is distinct from new.event->>'on' then
    perform refuse_step('the event is not what its columns say');
  end if;
  if new.command <> 'run-out' and (new.person is distinct from acting_account() or not exists (
      select from membership m join organisation o on o.id = m.organisation
      where m.account = new.person and m.organisation = new.customs and o.kind = 'customs'
        and m.roles && array['customs-officer', 'customs-system'])) then
    perform refuse_step('a forged signer');
  end if;
  -- Shared, so that draws on it do not wait here for one another, and a suspension waits for them.
  select organisation, status, state->'terms' as terms into strict l from licence where id = new.licence for share;
  terms := l.terms;
  perform from licence_line where licence = new.licence order by line for update;
  if new.command <> 'run-out' then perform let_run_out(new.licence, new.on_day); end if;

  select * into d from draw_down where id = new.draw_down;
  if new.version <> coalesce(d.version, 0) + 1 then
    raise exception 'the draw-down was changed meanwhile' using errcode = 'serialization_failure';
  end if;
  if new.organisation <> l.organisation or d.licence <> new.licence or d.number <> new.event->>'drawDown' then
    perform refuse_step('the event is not what its columns say');
  end if;
  if new.on_day < d.changed_on then perform refuse_step('a step back in time'); end if;
  step := case
    when new.command = 'reserve' and d.id is null then 'reserved'
    when new.command = 'confirm' and d.status = 'reserved' then 'confirmed'
    when new.command = 'release' and d.status = 'reserved' then 'released'
    when new.command = 'run-out' and d.status = 'reserved' and new.on_day > d.last_day then 'run-out'
    when new.command = 'correct' and d.status in ('confirmed', 'corrected') then 'corrected' end;
  if step is null then perform refuse_step('a skipped state'); end if;
  if new.command in ('reserve', 'confirm') then
    if l.status <> 'issued' or new.on_day < (terms->>'from')::date or new.on_day > (terms->>'lastDay')::date then
      perform refuse_step('a licence that is not valid');
    end if;
    if terms->>'form' = 'individual-licence' and exists (select from draw_down where licence = new.licence and completes) then
      perform refuse_step('an individual licence whose export is done');
    end if;
  end if;
  if new.command = 'reserve' and not coalesce((new.event->>'lastDay')::date between new.on_day and (terms->>'lastDay')::date, false) then
    perform refuse_step('a reservation that outlasts the licence, or is over');
  end if;
  if new.command = 'confirm' and new.on_day > d.last_day then perform refuse_step('a reservation that has run out'); end if;

  if next is not null then
    if jsonb_typeof(next) is distinct from 'array' or jsonb_array_length(next) = 0 or exists (
        select from jsonb_array_elements(next) e
        where coalesce(e->>'quantity' !~ '^[0-9]+(\\.[0-9]+)?$' or e->>'value' !~ '^[0-9]+(\\.[0-9]+)?$', true)
          or new.command = 'reserve' and e->>'quantity' !~ '[1-9]') then
      perform refuse_step('no amount');
    end if;
    if (select count(*) > count(distinct a.line) from amounts_of(next) a) or exists (
        select from amounts_of(next) a left join licence_line b on b.licence = new.licence and b.line = a.line
        where b.line is null or b.dimension is distinct from a.dimension or b.currency is distinct from a.currency) then
      perform refuse_step('not a line of the licence');
    end if;
    if new.command = 'confirm' and exists (
        select from amounts_of(next) a left join amounts_of(d.lines) b on b.line = a.line
        where a.quantity > coalesce(b.quantity, 0) or a.value > coalesce(b.value, 0)) then
      perform refuse_step('more than was reserved');
    end if;
  elsif new.command not in ('release', 'run-out') then
    perform refuse_step('no amount');
  end if;

  update licence_line b set reserved = b.reserved + c.reserved, drawn = b.drawn + c.drawn,
      reserved_value = b.reserved_value + c.reserved_value, drawn_value = b.drawn_value + c.drawn_value
    from (
      select e.line, sum(e.quantity * e.r) as reserved, sum(e.quantity * e.t) as drawn,
        sum(e.value * e.r) as reserved_value, sum(e.value * e.t) as drawn_value
      from (
        select a.*, case when d.status = 'reserved' then -1 else 0 end as r, case when d.status <> 'reserved' then -1 else 0 end as t
          from amounts_of(d.lines) a
        union all
        select a.*, case when step = 'reserved' then 1 else 0 end, case when step <> 'reserved' then 1 else 0 end
          from amounts_of(next) a
      ) e group by e.line
    ) c where b.licence = new.licence and b.line = c.line;
  if new.command = 'reserve' then
    insert into draw_down (id, licence, organisation, number, declaration, status, version, last_day, lines, changed_on)
      values (new.draw_down, new.licence, new.organisation, new.event->>'drawDown', new.event->>'declaration', step, 1,
        (new.event->>'lastDay')::date, next, new.on_day);
  else
    update draw_down set status = step, version = new.version, changed_on = new.on_day, lines = coalesce(next, lines),
      completes = coalesce((new.event->>'completes')::boolean, completes) where id = d.id;
  end if;
  return new;
end $$;
create trigger draw_down_step before insert on draw_down_event for each row execute function draw_down_step();

-- What a licence grants, and every amendment of it, stands in its lines.
create function licence_lines() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.command = 'issue' then
    insert into licence_line (licence, line, organisation, unit, dimension, currency, granted, granted_value)
      select new.licence, e->>'line', new.organisation, e->>'unit', m.dimension, e->>'currency',
        (e->>'quantity')::numeric * m.factor, (e->>'value')::numeric
      from jsonb_array_elements(new.event->'terms'->'lines') e cross join lateral measured(e->>'unit') m where e ? 'quantity';
  elsif new.command = 'amend' then
    perform from licence_line where licence = new.licence order by line for update;
    perform let_run_out(new.licence, (new.event->>'on')::date);
    update licence_line l set granted = (e->>'quantity')::numeric * (measured(l.unit)).factor, granted_value = (e->>'value')::numeric
      from jsonb_array_elements(coalesce(new.event->'lines', '[]')) e where l.licence = new.licence and l.line = e->>'line';
  end if;
  return new;
end $$;
create trigger licence_lines after insert on licence_event for each row execute function licence_lines();

-- What a licence grants and what is reserved and drawn of it, with the reservations that have run out by a day and are still counted.
create function licence_account(which uuid, day date) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'lines', coalesce((select jsonb_agg(jsonb_build_object('line', line, 'unit', unit, 'currency', currency,
        'granted', granted::text, 'reserved', reserved::text, 'drawn', drawn::text, 'grantedValue', granted_value::text,
        'reservedValue', reserved_value::text, 'drawnValue', drawn_value::text) order by length(line), line)
      from licence_line where licence = which), '[]'),
    'over', coalesce((select jsonb_agg(jsonb_build_object('lastDay', last_day, 'lines', lines))
      from draw_down where licence = which and status = 'reserved' and last_day < day), '[]'),
    'done', exists (select from draw_down where licence = which and completes));
$$;

-- All that a command of customs is decided by, under the lock that orders the draws on a licence: the licence shared, its lines
-- for this transaction alone. Null where there is no such licence.
create function draw_down_situation(licence_number text, draw_down_number text, day date) returns jsonb
  language plpgsql security definer set search_path = public as $$
declare
  l record;
  d uuid;
begin
  if not checks_licences() then raise exception 'only customs draws down' using errcode = 'insufficient_privilege'; end if;
  select id, organisation, status, state->'terms' as terms into l from licence where number = licence_number for share;
  if not found then return null; end if;
  perform from licence_line where licence = l.id order by line for update;
  perform let_run_out(l.id, day);
  select id into d from draw_down where licence = l.id and number = draw_down_number;
  return jsonb_build_object('licence', l.id, 'organisation', l.organisation, 'status', l.status,
    'terms', jsonb_build_object('form', l.terms->'form', 'from', l.terms->'from', 'lastDay', l.terms->'lastDay'),
    'account', licence_account(l.id, day), 'drawDown', d,
    'events', coalesce((select jsonb_agg(event order by version) from draw_down_event where draw_down = d), '[]'));
end $$;

-- Where the lines are not what the events make them, and where a draw-down is not. Nothing, unless somebody wrote past the product.
create function draw_down_faults() returns table (licence uuid, of text) language sql stable as $$
  with last as (
    select distinct on (draw_down) draw_down, command, version from draw_down_event order by draw_down, version desc
  ), held as (
    select distinct on (e.draw_down) e.licence, e.draw_down, l.command, l.version, e.event->'lines' as lines
    from draw_down_event e join last l on l.draw_down = e.draw_down
    where e.command in ('reserve', 'confirm', 'correct') order by e.draw_down, e.version desc
  ), total as (
    select h.licence, a.line, sum(a.quantity) filter (where h.command = 'reserve') as reserved,
      sum(a.quantity) filter (where h.command in ('confirm', 'correct')) as drawn,
      sum(a.value) filter (where h.command = 'reserve') as reserved_value,
      sum(a.value) filter (where h.command in ('confirm', 'correct')) as drawn_value
    from held h cross join lateral amounts_of(h.lines) a group by h.licence, a.line
  ), granted as (
    select l.id as licence, a.* from licence l cross join lateral amounts_of(
      jsonb_path_query_array(l.state->'terms'->'lines', '$[*] ? (exists (@.quantity))')) a
  )
  select coalesce(b.licence, t.licence, g.licence), 'line ' || coalesce(b.line, t.line, g.line)
    from licence_line b full join total t on t.licence = b.licence and t.line = b.line
    full join granted g on g.licence = b.licence and g.line = b.line
    where (b.reserved, b.drawn, b.reserved_value, b.drawn_value, b.granted, b.granted_value) is distinct from
      (coalesce(t.reserved, 0), coalesce(t.drawn, 0), coalesce(t.reserved_value, 0), coalesce(t.drawn_value, 0), g.quantity, g.value)
  union all
  select coalesce(d.licence, h.licence), 'draw-down ' || coalesce(d.number, h.draw_down::text)
    from draw_down d full join held h on h.draw_down = d.id
    where (d.version, d.lines, d.status) is distinct from (h.version, h.lines, case h.command when 'reserve' then 'reserved'
      when 'confirm' then 'confirmed' when 'correct' then 'corrected' when 'release' then 'released' else 'run-out' end);
$$;
`;

const RIGHTS = `
grant select on measure_unit, licence_line, draw_down to ytterby_app;
grant select, insert on draw_down_event to ytterby_app;

alter table licence_line enable row level security;
alter table draw_down enable row level security;
alter table draw_down_event enable row level security;
${['licence_line', 'draw_down', 'draw_down_event']
  .map(
    (table) => `create policy kept_apart on ${table} for select using ((select sees_all()) or (select checks_licences())
  or organisation = any ((select seen_organisations())::uuid[]));`,
  )
  .join('\n')}
create policy drawn_by_customs on draw_down_event for insert with check ((select checks_licences()) and command <> 'run-out');

-- Customs reads what a licence says and where it stands, and nothing of how the authority came to it.
create policy checked on licence for select using ((select checks_licences()));
drop policy kept_apart on licence_event;
create policy kept_apart on licence_event using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]));
`;

const WRITE_OFFS = `
do $$ begin
  if exists (select from licence_event where command in ('write-off', 'reverse-write-off')) then
    raise exception 'a licence has write-offs, which no release of the product could make: they must be drawn anew as draw-downs first';
  end if;
end $$;
delete from licence_transition where command in ('write-off', 'reverse-write-off');
update licence set state = state - 'writeOffs';
insert into licence_line (licence, line, organisation, unit, dimension, currency, granted, granted_value)
  select l.id, e->>'line', l.organisation, e->>'unit', m.dimension, e->>'currency', (e->>'quantity')::numeric * m.factor,
    (e->>'value')::numeric
  from licence l cross join lateral jsonb_array_elements(l.state->'terms'->'lines') e cross join lateral measured(e->>'unit') m
  where e ? 'quantity';
`;

const STATEMENTS = [TABLES, STEPS, RIGHTS, WRITE_OFFS].join('\n');
