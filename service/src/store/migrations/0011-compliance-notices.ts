import { type Kysely, sql } from 'kysely';

/**
 * Compliance notices down the chain. A holder sees the notices that it gave and received and its own lots, whole; of what became of
 * its goods below that it sees, through `notice_chain`, who was told and who has signed, and nothing of what they trade. Who is not
 * registered here acts by a link, in the product's own name. Nothing but the end of a link is ever changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const TABLES = `
-- Of the form, in versions; the first is the pack's, so that this begins with the second.
create table notice_template (
  version integer primary key check (version > 1),
  template jsonb not null,
  made_at timestamptz not null,
  made_by uuid not null references account
);

create table notice_lot (
  id uuid primary key,
  -- The holder, where it is registered here.
  organisation uuid references organisation,
  -- The notice by whose link the holder acts, where it is not.
  held_under uuid,
  -- Name and country of the holder, as they were.
  holder jsonb not null,
  number text not null check (number <> ''),
  item text not null check (item <> ''),
  control_code text,
  -- null = not known.
  quantity numeric check (quantity >= 0),
  unit text not null,
  -- How it became known that somebody has goods without a notice. null = the holder has stated the lot itself.
  found_by uuid references organisation,
  how_known text,
  made_at timestamptz not null,
  made_by uuid references account,
  check (case when how_known is null then num_nonnulls(organisation, held_under) = 1 and found_by is null
    else num_nonnulls(organisation, held_under) = 0 and found_by is not null end)
);
create index notice_lot_organisation on notice_lot (organisation, id);

create table compliance_notice (
  id uuid primary key,
  number text not null unique,
  lot uuid not null references notice_lot,
  -- The issuer, where it is registered here: the holder of the lot.
  organisation uuid references organisation,
  -- null = it gets a link.
  recipient_organisation uuid references organisation,
  issuer jsonb not null,
  recipient jsonb not null,
  quantity numeric check (quantity >= 0),
  unit text not null,
  -- Each limb with its name and whether it applies.
  limbs jsonb not null,
  -- The share of Chinese-origin value, and where the figure comes from.
  share jsonb not null,
  -- What was filled in, by field of the template that it was made with.
  filled jsonb not null,
  template_version integer not null,
  template jsonb not null,
  -- Whether it was owed when it was given, where a determination was at hand.
  duty jsonb,
  issued_on date not null,
  issued_at timestamptz not null,
  made_by uuid references account
);
create index compliance_notice_lot on compliance_notice (lot);
create index compliance_notice_organisation on compliance_notice (organisation, id);
create index compliance_notice_recipient on compliance_notice (recipient_organisation, id);
alter table notice_lot add foreign key (held_under) references compliance_notice deferrable initially deferred;

create table notice_lot_source (
  lot uuid not null references notice_lot,
  notice uuid not null references compliance_notice,
  quantity numeric check (quantity >= 0),
  unit text not null,
  primary key (lot, notice)
);
create index notice_lot_source_notice on notice_lot_source (notice);

create table notice_receipt (
  id uuid primary key,
  notice uuid not null references compliance_notice,
  kind text not null check (kind in ('opened', 'acknowledged')),
  on_day date not null,
  at timestamptz not null,
  -- Who signed, as they wrote it.
  name text,
  position text,
  made_by uuid references account,
  unique (notice, kind),
  check ((kind = 'acknowledged') = (name is not null and position is not null))
);

create table notice_link (
  id uuid primary key,
  notice uuid not null references compliance_notice,
  code_hash bytea not null unique,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  revoked_at timestamptz
);
create unique index notice_link_open on notice_link (notice) where revoked_at is null;
`;

const CHECKS = `
create function notice_of_holder() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from notice_lot l where l.id = new.lot and l.how_known is null
      and l.organisation is not distinct from new.organisation) then
    perform refuse_step('a notice of goods that its issuer does not hold');
  end if;
  return new;
end $$;
create trigger notice_of_holder before insert on compliance_notice for each row execute function notice_of_holder();

create function lot_of_recipient() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from notice_lot l join compliance_notice n on n.id = new.notice where l.id = new.lot
      and (l.how_known is not null or l.organisation = n.recipient_organisation or l.held_under = n.id)) then
    perform refuse_step('a lot made from goods that somebody else received');
  end if;
  return new;
end $$;
create trigger lot_of_recipient before insert on notice_lot_source for each row execute function lot_of_recipient();

create function receipt_of_recipient() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not is_product() and not exists (select from compliance_notice n where n.id = new.notice
      and (sees_all() or n.recipient_organisation = any (seen_organisations()))) then
    perform refuse_step('a receipt for what somebody else received');
  end if;
  return new;
end $$;
create trigger receipt_of_recipient before insert on notice_receipt for each row execute function receipt_of_recipient();
`;

const FUNCTIONS = `
-- Who is meant, by exact name, code or id: whoever names a recipient need not see who else is registered.
create function organisations_called(said text)
  returns table (id uuid, name_zh text, name_en text, country text) language sql stable security definer set search_path = public as $$
  select o.id, o.name_zh, o.name_en, o.country from organisation o
  where o.kind in ('company', 'operator', 'research') and not o.demo and btrim(said) <> ''
    and (lower(btrim(said)) in (lower(o.name_zh), lower(o.name_en), o.id::text) or upper(btrim(said)) in (o.uscc, o.lei))
  order by o.id limit 5;
$$;

-- What a notice says of its lot, for whoever sees the notice.
create function notice_lot_told(which uuid) returns setof notice_lot language sql stable security definer set search_path = public as $$
  select l.* from notice_lot l where l.id = which and (sees_all() or l.organisation = any (seen_organisations())
    or exists (select from compliance_notice n where n.lot = l.id and n.recipient_organisation = any (seen_organisations())));
$$;

-- The chain of a lot. For nobody in particular it is whole, and goes back to where it began: for those who see all. For the holder
-- of the lot it is what became of it: of others' lots and notices who was told, when, and whether they have signed.
create function notice_chain(root uuid, viewer uuid) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare
  whole boolean := viewer is null;
begin
  if not sees_all() and (whole or not viewer = any (seen_organisations())) then return null; end if;
  if not exists (select from notice_lot where id = root and (whole or organisation = viewer)) then return null; end if;
  return (
    with recursive down (id) as (
      select l.id from notice_lot l where l.id = root
      union select s.lot from down d join compliance_notice n on n.lot = d.id join notice_lot_source s on s.notice = n.id
    ), up (id) as (
      select l.id from notice_lot l where l.id = root and whole
      union select n.lot from up u join notice_lot_source s on s.lot = u.id join compliance_notice n on n.id = s.notice
    ), held as (
      select l.*, (whole or coalesce(l.organisation = viewer, false)) as shown from notice_lot l
      where l.id in (select id from down union select id from up)
    ), told as (
      select n.*, (whole or coalesce(n.organisation = viewer, false)) as shown from compliance_notice n
      where n.lot in (select id from down)
        or n.id in (select s.notice from notice_lot_source s where s.lot in (select id from up))
    )
    select jsonb_build_object(
      'lots', coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'shown', h.shown, 'holder', h.holder,
          'key', coalesce('organisation ' || h.organisation, 'notice ' || h.held_under, 'lot ' || h.id),
          'found', h.how_known is not null,
          'number', case when h.shown then h.number end, 'item', case when h.shown then h.item end,
          'controlCode', case when h.shown then h.control_code end,
          'quantity', case when h.shown then h.quantity::text end, 'unit', case when h.shown then h.unit end,
          'howKnown', case when h.shown or h.found_by = viewer then h.how_known end,
          'madeFrom', coalesce((select jsonb_agg(jsonb_build_object('notice', s.notice,
              'quantity', case when h.shown then s.quantity::text end, 'unit', case when h.shown then s.unit end) order by s.notice)
            from notice_lot_source s where s.lot = h.id and s.notice in (select id from told)), '[]')) order by h.id)
        from held h), '[]'),
      'notices', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'shown', t.shown, 'lot', t.lot,
          'key', coalesce('organisation ' || t.recipient_organisation, 'notice ' || t.id), 'recipient', t.recipient,
          'issuedOn', t.issued_on, 'number', case when t.shown then t.number end,
          'quantity', case when t.shown then t.quantity::text end, 'unit', case when t.shown then t.unit end,
          'share', case when t.shown then t.share end, 'limbs', case when t.shown then t.limbs end,
          'receipts', coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'on', r.on_day,
              'name', case when t.shown then r.name end, 'position', case when t.shown then r.position end) order by r.at, r.id)
            from notice_receipt r where r.notice = t.id), '[]')) order by t.id)
        from told t), '[]')));
end $$;
`;

const RIGHTS = `
grant select, insert on notice_template, notice_lot, compliance_notice, notice_lot_source, notice_receipt to ytterby_app;
grant select, insert, update (revoked_at) on notice_link to ytterby_app;

alter table notice_template enable row level security;
create policy read on notice_template for select using (true);
create policy made on notice_template for insert with check ((select sees_all()));

alter table notice_lot enable row level security;
create policy kept_apart on notice_lot using ((select sees_all())
    or organisation = any ((select seen_organisations())::uuid[]) or found_by = any ((select seen_organisations())::uuid[]))
  with check ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[])
    or found_by = any ((select seen_organisations())::uuid[]));

alter table compliance_notice enable row level security;
create policy kept_apart on compliance_notice using ((select sees_all())
    or organisation = any ((select seen_organisations())::uuid[])
    or recipient_organisation = any ((select seen_organisations())::uuid[]))
  with check ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]));

alter table notice_lot_source enable row level security;
create policy of_its_lot on notice_lot_source using (exists (select from notice_lot l where l.id = lot));
alter table notice_receipt enable row level security;
create policy of_its_notice on notice_receipt using (exists (select from compliance_notice n where n.id = notice));
alter table notice_link enable row level security;
create policy of_its_issuer on notice_link using ((select is_product())
  or exists (select from compliance_notice n where n.id = notice
    and ((select sees_all()) or n.organisation = any ((select seen_organisations())::uuid[]))));
`;

const STATEMENTS = [TABLES, CHECKS, FUNCTIONS, RIGHTS].join('\n');
