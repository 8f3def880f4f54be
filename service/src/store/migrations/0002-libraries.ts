import { type Kysely, sql } from 'kysely';

/** What an organisation saves and asks again, and the demo organisations, whose records are invented and can be taken out whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const STATEMENTS = `
-- Its answers stay, so a saved determination is put away and never deleted.
alter table saved_determination add column archived_at timestamptz;
create index hit_decision_party on hit_decision (organisation, party_key, entry);

-- Asked with every request: which may everybody see?
create index organisation_demo on organisation (id) where demo;

-- Being invented is said at the beginning: nobody's records become removable by it later.
create function demo_stays() returns trigger language plpgsql as $$
begin
  if new.demo is distinct from old.demo then
    raise exception 'an organisation is invented from the beginning, or never' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger demo_stays before update on organisation for each row execute function demo_stays();

-- The one way in which append-only rows go: ytterby_app may not delete them itself. The audit trail keeps what was done.
create function remove_demo() returns integer language plpgsql security definer set search_path = public as $$
declare removed integer;
begin
  if not is_product() then
    raise exception 'only the product removes the demo' using errcode = 'insufficient_privilege';
  end if;
  delete from agency where agent in (select id from organisation where demo) or principal in (select id from organisation where demo);
  delete from determination_answer where organisation in (select id from organisation where demo);
  delete from hit_decision where organisation in (select id from organisation where demo);
  delete from organisation where demo;
  get diagnostics removed = row_count;
  return removed;
end $$;
`;
