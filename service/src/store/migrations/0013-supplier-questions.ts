import { type Kysely, sql } from 'kysely';

/**
 * Questions to suppliers about a bill of materials, and their answers. A request keeps the questions as they were asked; of it
 * nothing but its link changes. Answers are only ever added: what was saved last is how the form stands, what was submitted last is
 * what the supplier says.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

const STATEMENTS = `
create table supplier_request (
  id uuid primary key,
  organisation uuid not null references organisation on delete cascade,
  bill uuid not null references bill on delete cascade,
  supplier text not null check (supplier <> ''),
  email text,
  -- As core's supplier questions, frozen.
  questions jsonb not null,
  as_of date not null,
  law text not null,
  due date not null,
  code_hash bytea not null unique,
  ends_at timestamptz not null,
  withdrawn_at timestamptz,
  made_at timestamptz not null,
  made_by uuid not null references account
);
create index supplier_request_bill on supplier_request (bill, made_at);
create index supplier_request_organisation on supplier_request (organisation);

create table supplier_answer (
  id uuid primary key,
  organisation uuid not null references organisation on delete cascade,
  request uuid not null references supplier_request on delete cascade,
  at timestamptz not null,
  submitted boolean not null,
  -- Who answers, as they say; empty while the form is only saved.
  person text not null,
  -- null = by the supplier, behind the link.
  entered_by uuid references account,
  replies jsonb not null,
  document text,
  document_hash bytea,
  -- What a minerals reporting template says of rare earths.
  declaration jsonb,
  check (not submitted or person <> '')
);
create index supplier_answer_request on supplier_answer (request, at);
create index supplier_answer_organisation on supplier_answer (organisation);

create function supplier_answer_fits() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from supplier_request where id = new.request and organisation = new.organisation
      and withdrawn_at is null) then
    raise exception 'no request to answer' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger supplier_answer_fits before insert on supplier_answer for each row execute function supplier_answer_fits();

grant select, insert, update (code_hash, ends_at, withdrawn_at) on supplier_request to ytterby_app;
grant select, insert on supplier_answer to ytterby_app;

alter table supplier_request enable row level security;
create policy kept_apart on supplier_request
  using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]))
  with check (((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]))
    and exists (select from bill b where b.id = bill and b.organisation = supplier_request.organisation));
alter table supplier_answer enable row level security;
create policy kept_apart on supplier_answer
  using ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]))
  with check ((select sees_all()) or organisation = any ((select seen_organisations())::uuid[]));
`;
