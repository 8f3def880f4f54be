import { type Kysely, sql } from 'kysely';

/**
 * What is only ever added, the steps of cases, licences, draw-downs and measures, notices, decisions on hits, versions of lists and of the
 * law, stands in the audit trail by its hash, in the same transaction: changed, taken away or put in past the product, it shows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENTS).execute(db);
}

/** Tables, the columns of their keys, and those that never change. */
export const RECORDS: Readonly<
  Record<string, { readonly key: readonly string[]; readonly columns: readonly string[] }>
> = {
  case_event: {
    key: ['licensing_case', 'version'],
    columns: ['organisation', 'at', 'person', 'role', 'command', 'department', 'event'],
  },
  licence_event: {
    key: ['licence', 'version'],
    columns: ['organisation', 'at', 'person', 'role', 'command', 'event'],
  },
  draw_down_event: {
    key: ['draw_down', 'version'],
    columns: ['licence', 'organisation', 'at', 'on_day', 'person', 'customs', 'command', 'event'],
  },
  humanitarian_event: {
    key: ['humanitarian_shipment', 'version'],
    columns: ['organisation', 'at', 'person', 'role', 'command', 'event'],
  },
  measure_event: {
    key: ['measure', 'sequence'],
    columns: ['revision', 'kind', 'at', 'on_day', 'account', 'role', 'content'],
  },
  partner_notice: {
    key: ['id'],
    columns: [
      'measure',
      'sequence',
      'revision',
      'partner',
      'content',
      'sha256',
      'embargo',
      'contact',
      'how',
      'sent_at',
      'sent_by',
    ],
  },
  compliance_notice: {
    key: ['id'],
    columns: [
      'number',
      'lot',
      'organisation',
      'recipient_organisation',
      'issuer',
      'recipient',
      'quantity',
      'unit',
      'limbs',
      'share',
      'filled',
      'template_version',
      'template',
      'duty',
      'issued_on',
      'issued_at',
      'made_by',
    ],
  },
  notice_receipt: { key: ['id'], columns: ['notice', 'kind', 'on_day', 'at', 'name', 'position', 'made_by'] },
  hit_decision: {
    key: ['id'],
    columns: ['organisation', 'party_key', 'entry', 'decision', 'reason', 'decided_by', 'decided_at', 'data'],
  },
  list_version: { key: ['list', 'version'], columns: ['about', 'records_sha256', 'size', 'put_at'] },
  recorded_instrument: {
    key: ['id'],
    columns: ['instrument', 'path', 'text', 'published', 'recorded_at', 'recorded_by'],
  },
};

/** A record's key and the hash of what it says, in built-in functions alone; moments as they are in UTC. */
const keyIn = (table: string): string => `'${table} ' || concat_ws(' ', ${RECORDS[table]?.key.join(', ') ?? ''})`;
const hashIn = (table: string): string =>
  `encode(sha256(convert_to(jsonb_build_array(${RECORDS[table]?.columns.join(', ') ?? ''})::text, 'UTF8')), 'hex')`;

/** Every record with its hash, as rows of `key` and `hash`. The time zone must be UTC. */
export const HASHED_RECORDS = Object.keys(RECORDS)
  .map((table) => `select ${keyIn(table)} as key, ${hashIn(table)} as hash from ${table}`)
  .join(' union all ');

const triggers = Object.entries(RECORDS).map(
  ([table, { key, columns }]) => `
create trigger record_hashed after insert on ${table}
  for each row execute function record_hashed('${key.join(',')}', '${columns.join(',')}');
create constraint trigger record_in_trail after insert on ${table} deferrable initially deferred
  for each row execute function record_in_trail();`,
);

const STATEMENTS = `
-- Records of the transaction that no audit event has taken up yet.
create table record_hash (
  transaction xid8 not null default pg_current_xact_id(),
  key text not null,
  hash text not null,
  primary key (transaction, key)
);

create function record_hashed() returns trigger language plpgsql security definer
  set search_path = public set timezone = 'UTC' as $$
declare row jsonb := to_jsonb(new);
begin
  insert into record_hash (key, hash) values (
    tg_table_name || ' ' || (select string_agg(row ->> name, ' ' order by at)
      from unnest(string_to_array(tg_argv[0], ',')) with ordinality each (name, at)),
    encode(sha256(convert_to((select jsonb_agg(row -> name order by at)
      from unnest(string_to_array(tg_argv[1], ',')) with ordinality each (name, at))::text, 'UTF8')), 'hex'));
  return null;
end $$;

-- What was done without an audit event of its own, as by a job, gets one at the end of the transaction.
create function record_in_trail() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select from record_hash where transaction = pg_current_xact_id()) then
    insert into audit_event (action, outcome, request_id, detail) values ('product.records', 'done', '-', '{}');
  end if;
  return null;
end $$;

create or replace function audit_chain() returns trigger language plpgsql security definer set search_path = public as $$
declare
  head record;
  records text;
begin
  with gone as (delete from record_hash where transaction = pg_current_xact_id() returning key, hash)
    select json_object_agg(key, hash order by key)::text into records from gone;
  if records is not null then
    new.detail := left(new.detail, -1) || case when new.detail = '{}' then '' else ',' end || '"records":' || records || '}';
  end if;
  select sequence, hash into strict head from audit_head for update;
  new.sequence := head.sequence + 1;
  new.at := date_trunc('milliseconds', clock_timestamp());
  new.hash := sha256(head.hash || convert_to(concat_ws(E'\\x1f',
    new.sequence, (extract(epoch from new.at) * 1000)::bigint, coalesce(new.account::text, ''), coalesce(new.api_token::text, ''),
    coalesce(new.organisation::text, ''), new.action, coalesce(new.subject_kind, ''), coalesce(new.subject_id, ''), new.outcome,
    new.request_id, new.detail), 'UTF8'));
  update audit_head set sequence = new.sequence, hash = new.hash;
  return new;
end $$;
${triggers.join('')}

-- What was there before, a thousand to an event.
set local timezone = 'UTC';
insert into audit_event (action, outcome, request_id, detail)
  select 'product.records', 'done', '-', json_build_object('records', json_object_agg(key, hash order by key))::text
  from (select key, hash, (row_number() over (order by key) - 1) / 1000 as part from (${HASHED_RECORDS}) all_records) parted
  group by part order by part;
reset timezone;
`;
