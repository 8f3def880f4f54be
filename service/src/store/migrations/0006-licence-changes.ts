import { type Kysely, sql } from 'kysely';

/**
 * What a granted change does to the licence that there is: other elements amend it, key elements end it in favour of a new one. Kept
 * here once more, for whoever writes past the product's own rules: the change is granted, of this very licence, its holder's own,
 * and counts once. A licence is reinstated on a provision.
 *
 * And the name of the authority for the applicant, who sees none of its persons.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const STATEMENTS = `
insert into licence_transition values
  ('replace', 'issued', 'surrendered', '{senior-officer}'),
  ('replace', 'suspended', 'surrendered', '{senior-officer}');

create function licence_change() returns trigger language plpgsql security definer set search_path = public as $$
declare
  l record;
begin
  if new.command = 'reinstate' and jsonb_array_length(coalesce(new.event->'provisions', '[]')) = 0 then
    perform refuse_step('reinstated without a provision');
  end if;
  if new.command not in ('amend', 'replace') then return new; end if;
  select * into strict l from licence where id = new.licence;
  if not exists (select from licensing_case c join case_event e on e.licensing_case = c.id
      where c.id::text = new.event->>'case' and c.status = 'granted' and c.organisation = l.organisation
        and c.kind = case new.command when 'amend' then 'minor-change' else 'major-change' end
        and c.state #>> '{application,change,licence}' = l.number
        and e.command = 'grant' and e.person = new.person) then
    perform refuse_step('a change of this licence that was not granted');
  end if;
  if new.command = 'amend' then
    if exists (select from licence_event e where e.licence = l.id and e.command = 'amend'
        and e.event->>'case' = new.event->>'case') then
      perform refuse_step('a change carried out twice');
    end if;
  elsif not exists (select from licence n where n.id::text = new.event->>'newLicence'
      and n.licensing_case::text = new.event->>'case' and n.organisation = l.organisation and n.id <> l.id) then
    perform refuse_step('replaced by no licence of this holder');
  end if;
  return new;
end $$;
create trigger licence_change before insert on licence_event for each row execute function licence_change();

-- Who decided on it, an applicant may know by the authority's name: no more of another organisation.
create function named_authorities(ids uuid[]) returns table (id uuid, name_zh text, name_en text)
  language sql stable security definer set search_path = public as $$
    select o.id, o.name_zh, o.name_en from organisation o
      where o.id = any (ids) and o.kind = 'licensing-authority' order by o.name_en, o.id
$$;
`;
