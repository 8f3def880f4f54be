import { type Kysely, sql } from 'kysely';

/**
 * The library of conditions, and the rules for flags and routing, both in versions that nobody changes. A condition that claims to
 * come from the library has its words: kept here once more, for whoever writes past the product.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

/** What licences often carry, so that a new library is not empty. */
const SHIPPED: readonly (readonly [id: string, zh: string, en: string, cite: string | null])[] = [
  [
    'named-end-user',
    '仅供许可证件所列最终用户用于所列最终用途。',
    'Only for the end user and the end use that the licence names.',
    'cn/state-council-2024-792/24',
  ],
  [
    'no-transfer-without-consent',
    '未经国务院商务主管部门允许，最终用户不得改变最终用途或者向任何第三方转让。',
    'Without permission of the Ministry of Commerce the end user neither changes the end use nor transfers to a third party.',
    'cn/state-council-2024-792/24',
  ],
  [
    'report-of-use',
    '自每次到货之日起六十日内报告到货和使用情况。',
    'Arrival and use are reported within sixty days of each arrival.',
    null,
  ],
  ['on-site-check', '最终用户应当配合最终用途核查。', 'The end user cooperates with checks of the end use.', null],
];
const quoted = (text: string | null) => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`);

const STATEMENTS = `
create table condition_text (
  id text not null,
  version integer not null check (version > 0),
  zh text not null,
  en text not null,
  -- A provision of the law, where one stands behind it.
  cite text,
  -- The last version of a condition that is not set any more.
  retired_at timestamptz,
  made_at timestamptz not null default now(),
  -- null = it came with the product.
  made_by uuid references account,
  primary key (id, version)
);
${SHIPPED.map(
  ([id, ...rest]) =>
    `insert into condition_text (id, version, zh, en, cite) values (${quoted(id)}, 1, ${rest.map(quoted).join(', ')});`,
).join('\n')}

create table review_rule (
  id uuid not null,
  version integer not null check (version > 0),
  -- When it speaks and what it suggests then: a rule of core's, whole.
  rule jsonb not null,
  -- What it would have flagged: without that it cannot become active.
  tried_at timestamptz not null default now(),
  tried_by uuid not null references account,
  tried_on integer not null,
  flagged integer not null,
  active_from timestamptz,
  activated_by uuid references account,
  -- The version that took its place.
  replaced_by integer,
  retired_at timestamptz,
  retired_by uuid references account,
  primary key (id, version),
  check (active_from is not null or (replaced_by is null and retired_at is null)),
  check (replaced_by > version)
);
create unique index review_rule_in_force on review_rule (id)
  where active_from is not null and replaced_by is null and retired_at is null;

create function next_version() returns trigger language plpgsql as $$
declare
  last integer;
begin
  execute format('select max(version) from %I where id::text = $1', tg_table_name) into last using new.id::text;
  if new.version <> coalesce(last, 0) + 1 then perform refuse_step('not the next version'); end if;
  return new;
end $$;
create trigger condition_version before insert on condition_text for each row execute function next_version();
create trigger review_rule_version before insert on review_rule for each row execute function next_version();

create function review_rule_once() returns trigger language plpgsql as $$
begin
  if old.active_from is not null and new.active_from is distinct from old.active_from
    or old.replaced_by is not null and new.replaced_by is distinct from old.replaced_by
    or old.retired_at is not null and new.retired_at is distinct from old.retired_at then
    perform refuse_step('a rule changed afterwards');
  end if;
  return new;
end $$;
create trigger review_rule_once before update on review_rule for each row execute function review_rule_once();

create function condition_of_library() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.command = 'set-condition' and new.event ? 'library' and not exists (
      select from condition_text t where t.id = new.event->>'library' and t.retired_at is null
        and t.version = (select max(version) from condition_text where id = t.id)
        and t.zh = new.event->'text'->>'zh' and t.en = new.event->'text'->>'en') then
    perform refuse_step('not the words of the library');
  end if;
  return new;
end $$;
create trigger condition_of_library before insert on case_event for each row execute function condition_of_library();

grant select, insert on condition_text to ytterby_app;
grant select, insert, update (active_from, activated_by, replaced_by, retired_at, retired_by) on review_rule to ytterby_app;
alter table condition_text enable row level security;
create policy read on condition_text for select using ((select sees_all()));
create policy made on condition_text for insert with check ((select sees_all()));
alter table review_rule enable row level security;
create policy of_the_authority on review_rule using ((select sees_all()));
`;
