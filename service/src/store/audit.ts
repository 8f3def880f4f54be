import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Action } from '../access/rights.ts';
import { HASHED_RECORDS } from './migrations/0020-records-in-the-trail.ts';
import type { Database } from './schema.ts';

/** Figures and ids only: no secrets, and no personal data beyond ids, because nothing of it can ever be taken away. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What happened, for the audit trail. Numbered, stamped and chained where it is stored. */
export interface AuditEntry {
  readonly account: string | null;
  readonly token: string | null;
  readonly organisation: string | null;
  /** The right that was used, or, for what the product did of its own accord, what it did. */
  readonly action: Action | `product.${string}`;
  readonly subject: { readonly kind: string; readonly id: string } | null;
  readonly outcome: 'done' | 'refused';
  readonly requestId: string;
  readonly detail: AuditDetail;
}

/** Adds to the trail, in the transaction of what happened: neither is stored without the other. Last, for it holds the chain. */
export async function appendAudit(db: Transaction<Database>, entry: AuditEntry): Promise<void> {
  const { account, token, organisation, action, subject, outcome, requestId, detail } = entry;
  await db
    .insertInto('audit_event')
    .values({
      account,
      api_token: token,
      organisation,
      action,
      subject_kind: subject?.kind ?? null,
      subject_id: subject?.id ?? null,
      outcome,
      request_id: requestId,
      detail: JSON.stringify(detail),
    })
    .execute();
}

/** What is wrong with the trail, at which event. */
export interface AuditFault {
  readonly sequence: number;
  /**
   * `changed`: the event is not what was stored, or an earlier one is not. `missing`: its number is not there. `cut`: the trail ends
   * before an event that is known to have been there. `replaced`: the chain holds in itself, but it is not the one that is known from
   * elsewhere. `forked`: two chains are known from elsewhere, which part at this event or before.
   */
  readonly fault: 'changed' | 'missing' | 'cut' | 'replaced' | 'forked';
}

export interface AuditVerification {
  /** How many events there are; with `from`, up to the last that was read. */
  readonly events: number;
  /** The first thing that is wrong; null = every event is as it was stored. */
  readonly fault: AuditFault | null;
  /** The last event: kept elsewhere, it shows later that nothing was cut off. */
  readonly head: AuditAnchor;
}

/** An event's number and hash (hexadecimal). Number 0 is the beginning, before any event. */
export interface AuditAnchor {
  readonly sequence: number;
  readonly hash: string;
}

/** What the first event's hash covers in place of an event before it. */
export const AUDIT_START = createHash('sha256').update('ytterby audit').digest();
/** So many are hashed at a stretch: some milliseconds, for others wait meanwhile. */
const PAGE = 4_000;

/**
 * Is every event of the audit trail as it was stored? Each event's hash covers the one before it, so a change anywhere shows at
 * the event where it was made. Whoever owns the database can chain the events anew: that shows against heads kept outside of it.
 * @param anchors heads that are known from elsewhere, in any order
 * @param from one that is known to be of this chain: only what follows it is read
 * @param progress called now and then with how many events were read
 * @example (await verifyAudit(db)).fault // null
 */
export async function verifyAudit(
  db: Transaction<Database>,
  {
    anchors = [],
    from = { sequence: 0, hash: AUDIT_START.toString('hex') },
    progress,
  }: {
    readonly anchors?: readonly AuditAnchor[];
    readonly from?: AuditAnchor;
    readonly progress?: (events: number) => void;
  } = {},
): Promise<AuditVerification> {
  const known = Map.groupBy(
    anchors.filter((anchor) => anchor.sequence >= from.sequence),
    ({ sequence }) => sequence,
  );
  let before: Buffer = Buffer.from(from.hash, 'hex');
  let { sequence } = from;
  /** The first event that is not the known one, and the last that is. */
  let otherwise: number | undefined;
  let holds = -1;
  const compare = () => {
    const here = known.get(sequence);
    if (here === undefined) return;
    const hash = before.toString('hex');
    if (here.some((anchor) => anchor.hash === hash)) holds = sequence;
    if (here.some((anchor) => anchor.hash !== hash)) otherwise ??= sequence;
  };
  const verification = (fault: AuditFault | null): AuditVerification => ({
    events: sequence,
    fault,
    head: { sequence, hash: before.toString('hex') },
  });
  if (sequence > 0) {
    const there = await db
      .selectFrom('audit_event')
      .select('hash')
      .where('sequence', '=', String(sequence))
      .executeTakeFirst();
    if (!there) {
      const { last } = await db
        .selectFrom('audit_event')
        .select(({ fn }) => fn.max('sequence').as('last'))
        .executeTakeFirstOrThrow();
      const end = Number(last ?? 0);
      return verification(end < sequence ? { sequence: end + 1, fault: 'cut' } : { sequence, fault: 'missing' });
    }
    if (!there.hash.equals(before)) return verification({ sequence, fault: 'replaced' });
  }
  compare();
  for (let next = pageAfter(db, sequence); ; ) {
    const rows = await next;
    const last = rows.at(-1);
    // The database reads the next page while this one is hashed.
    next = last === undefined ? Promise.resolve([]) : pageAfter(db, Number(last.n));
    next.catch(() => undefined);
    for (const { n, text, hash } of rows) {
      if (Number(n) !== sequence + 1) return verification({ sequence: sequence + 1, fault: 'missing' });
      const wanted = createHash('sha256').update(before).update(text).digest();
      if (!wanted.equals(hash)) return verification({ sequence: sequence + 1, fault: 'changed' });
      sequence += 1;
      before = hash;
      compare();
    }
    progress?.(sequence);
    if (rows.length === 0) break;
  }
  const head = await db.selectFrom('audit_head').select(['sequence', 'hash']).executeTakeFirst();
  const beyond = [...known.values()].flat().filter((anchor) => anchor.sequence > sequence);
  const twice = [...known].find(([, here]) => new Set(here.map(({ hash }) => hash)).size > 1)?.[0];
  const parted = otherwise !== undefined && (holds >= otherwise || twice !== undefined) ? otherwise : twice;
  if (parted !== undefined) return verification({ sequence: parted, fault: 'forked' });
  if (otherwise !== undefined) return verification({ sequence: otherwise, fault: 'replaced' });
  // What the next event would be chained to.
  if (Number(head?.sequence) === sequence && head?.hash.equals(before) === false)
    return verification({ sequence: sequence + 1, fault: 'changed' });
  if (beyond.length > 0 || Number(head?.sequence ?? 0) > sequence)
    return verification({ sequence: sequence + 1, fault: 'cut' });
  return verification(null);
}

interface EventText {
  readonly n: string;
  readonly text: string;
  readonly hash: Buffer;
}

async function pageAfter(db: Transaction<Database>, sequence: number): Promise<readonly EventText[]> {
  // The built-in functions alone: a function of ours could have been changed together with the events.
  const { rows } = await sql<EventText>`
    select sequence as n, hash, concat_ws(E'\\x1f', sequence, (extract(epoch from at) * 1000)::bigint, coalesce(account::text, ''),
      coalesce(api_token::text, ''), coalesce(organisation::text, ''), action, coalesce(subject_kind, ''),
      coalesce(subject_id, ''), outcome, request_id, detail) as text
    from audit_event where sequence > ${sequence} order by sequence limit ${PAGE}`.execute(db);
  return rows;
}

/** A record that is not as the trail says. */
export interface RecordFault {
  /** Its table and key, as `case_event 01938c1e-… 3`. */
  readonly record: string;
  /** `changed`: it says something else than was stored. `missing`: it is not there any more. `added`: it came past the product. */
  readonly fault: 'changed' | 'missing' | 'added';
}

/** So many are told at once. */
const MOST_RECORD_FAULTS = 20;

/**
 * Is every step of a case, licence, draw-down, shipment and measure, every notice, decision on a hit, and version of a list and of the law
 * what was stored? Each stands in the trail by its hash. It shows what somebody did past the product as long as the trail itself holds.
 * @returns the first twenty that are not; empty = all are
 * @example await recordFaults(db) // [{ record: 'case_event 01938c1e-… 3', fault: 'changed' }]
 */
export async function recordFaults(db: Transaction<Database>): Promise<readonly RecordFault[]> {
  await sql`set local timezone = 'UTC'`.execute(db);
  // Of the trail by its built-in functions alone, as above.
  const { rows } = await sql<RecordFault>`
    with said as (
      select said.key, said.value as hash from audit_event, jsonb_each_text(detail::jsonb -> 'records') said
      where detail like '%"records":{%')
    select coalesce(there.key, said.key) as record,
      case when said.key is null then 'added' when there.key is null then 'missing' else 'changed' end as fault
    from (${sql.raw(HASHED_RECORDS)}) there full join said on there.key = said.key
    where there.hash is distinct from said.hash order by 1, 2 limit ${MOST_RECORD_FAULTS}`.execute(db);
  return rows;
}
