import { sql, type Transaction } from 'kysely';
import { type Actor, may } from '../access/actor.ts';
import { dateOf, instantText } from '../access/moments.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf, ReplyOf } from '../contract/route.ts';
import type { WATCH_ROUTES } from '../contract/watch.ts';
import type { Database } from '../store/schema.ts';
import { type ChangeKind, KINDS_OF_AUTHORITY, SUBJECT_KIND_NAMES, type SubjectKind } from '../watch/kinds.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

type Routes = typeof WATCH_ROUTES;
type ChangeShape = ReplyOf<Routes['watch.list']>['items'][number];
type FlagShape = ReplyOf<Routes['watch.flags']>['items'][number];

/** Whose flags: those of one organisation as far as the person may see what they are about, or what the authority works on. */
interface Whose {
  readonly organisation: string | null;
  readonly kinds: readonly SubjectKind[];
}

/** What changed, what it touches, and taking note of it. */
export function watchHandlers(): HandlersOf<Routes> {
  return {
    'watch.list': ({ params, query }, { db, actor }) => changes(db, ofOne(actor, params.organisation), query),
    'watch.flags': ({ params, query }, { db, actor }) => flags(db, ofOne(actor, params.organisation), query),
    'watch.acknowledge': ({ params, body }, { db, actor, now }) =>
      acknowledge(db, ofOne(actor, params.organisation), params.flag, body.note, { actor, now }),
    'watch.register': ({ query }, { db }) => changes(db, AUTHORITY, query),
    'watch.register-flags': ({ query }, { db }) => flags(db, AUTHORITY, query),
    'watch.register-acknowledge': ({ params, body }, { db, actor, now }) =>
      acknowledge(db, AUTHORITY, params.flag, body.note, { actor, now }),
  };
}

const AUTHORITY: Whose = { organisation: null, kinds: KINDS_OF_AUTHORITY };

/** An agent for records need not see applications, nor one for applications everything else. */
function ofOne(actor: Actor, organisation: string): Whose {
  const seesCases = may(actor, 'application.read', organisation) === 'allowed';
  const kinds = seesCases
    ? SUBJECT_KIND_NAMES
    : SUBJECT_KIND_NAMES.filter((kind) => !KINDS_OF_AUTHORITY.includes(kind));
  return { organisation, kinds };
}

const seenBy = ({ organisation, kinds }: Whose) =>
  sql<boolean>`f.subject_kind = any (${[...kinds]}) and (${organisation}::uuid is null or f.organisation = ${organisation}::uuid)`;
const isOpen = ({ organisation }: Whose) =>
  sql<boolean>`not exists (select from watch_acknowledgement a where a.flag = f.id and a.authority = ${organisation === null})`;

async function changes(db: Transaction<Database>, whose: Whose, query: InputOf<Routes['watch.list']>['query']) {
  const start = pageStart(query, 2);
  let rows = db
    .selectFrom('watch_change as c')
    .selectAll('c')
    .where(sql<boolean>`exists (select from watch_flag f where f.change = c.id and ${seenBy(whose)})`);
  if (query.change !== undefined) rows = rows.where('c.id', '=', query.change);
  if (start) rows = rows.where(sql<boolean>`(c.seen_at, c.id) < (${start[0]}::timestamptz, ${start[1]}::uuid)`);
  const found = await rows.orderBy('c.seen_at', 'desc').orderBy('c.id', 'desc').limit(rowsToRead(query)).execute();
  const counts = await db
    .selectFrom('watch_flag as f')
    .select([
      'f.change',
      'f.subject_kind as kind',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`(count(*) filter (where ${isOpen(whose)}))::int`.as('open'),
    ])
    .where('f.change', 'in', found.length === 0 ? [NONE] : found.map(({ id }) => id))
    .where(seenBy(whose))
    .groupBy(['f.change', 'f.subject_kind'])
    .orderBy('f.subject_kind')
    .execute();
  return {
    body: pageOf(
      found,
      query,
      (row) => [instantText(row.seen_at), row.id],
      (row): ChangeShape => ({
        id: row.id,
        kind: row.kind as ChangeKind,
        title: { zh: row.title_zh, en: row.title_en },
        detail: row.detail as unknown as ChangeShape['detail'],
        seenAt: instantText(row.seen_at),
        doneAt: row.done_at === null ? null : instantText(row.done_at),
        touched: counts
          .filter(({ change }) => change === row.id)
          .map(({ kind, count, open }) => ({ kind: kind as SubjectKind, count, open })),
      }),
    ),
  };
}

/** No row has it. */
const NONE = '00000000-0000-0000-0000-000000000000';

async function flags(db: Transaction<Database>, whose: Whose, query: InputOf<Routes['watch.flags']>['query']) {
  const start = pageStart(query, 1);
  let rows = shown(db, whose);
  if (query.change !== undefined) rows = rows.where('f.change', '=', query.change);
  if (query.kind !== undefined) rows = rows.where('f.subject_kind', '=', query.kind);
  if (query.subject !== undefined) rows = rows.where('f.subject_id', '=', query.subject);
  if (query.open === true) rows = rows.where(isOpen(whose));
  if (start?.[0] !== undefined) rows = rows.where('f.id', '<', start[0]);
  const found = await rows.orderBy('f.id', 'desc').limit(rowsToRead(query)).execute();
  return { body: pageOf(found, query, ({ id }) => [id], present) };
}

const shown = (db: Transaction<Database>, whose: Whose) =>
  db
    .selectFrom('watch_flag as f')
    .innerJoin('watch_change as c', 'c.id', 'f.change')
    .leftJoin('watch_acknowledgement as k', (join) =>
      join.onRef('k.flag', '=', 'f.id').on('k.authority', '=', whose.organisation === null),
    )
    .leftJoin('account as by', 'by.id', 'k.account')
    .select([
      'f.id',
      'f.change',
      'c.title_zh',
      'c.title_en',
      'f.organisation',
      'f.subject_kind',
      'f.subject_id',
      'f.subject_name',
      'f.difference',
      'f.flagged_at',
      'k.note',
      'k.at',
      'by.name as by_name',
    ])
    .where(seenBy(whose));
type Shown = Awaited<ReturnType<ReturnType<typeof shown>['executeTakeFirstOrThrow']>>;

const present = (row: Shown): FlagShape => ({
  id: row.id,
  change: { id: row.change, title: { zh: row.title_zh, en: row.title_en } },
  organisation: row.organisation,
  subject: { kind: row.subject_kind as SubjectKind, id: row.subject_id, name: row.subject_name },
  difference: row.difference as unknown as FlagShape['difference'],
  flaggedAt: instantText(row.flagged_at),
  acknowledgement:
    row.note === null || row.at === null ? null : { by: row.by_name ?? '', note: row.note, at: instantText(row.at) },
});

async function acknowledge(
  db: Transaction<Database>,
  whose: Whose,
  flag: string,
  note: string,
  { actor, now }: { readonly actor: Actor; readonly now: Temporal.Instant },
) {
  if (actor.account === null) throw new ApiProblem('not-signed-in');
  const read = () => shown(db, whose).where('f.id', '=', flag).executeTakeFirst();
  const row = await read();
  if (!row) throw new ApiProblem('not-found');
  const taken = await db
    .insertInto('watch_acknowledgement')
    .values({
      flag,
      authority: whose.organisation === null,
      organisation: row.organisation,
      account: actor.account.id,
      note: note.trim(),
      at: dateOf(now),
    })
    .onConflict((conflict) => conflict.columns(['flag', 'authority']).doNothing())
    .returning('flag')
    .executeTakeFirst();
  if (!taken) throw new ApiProblem('conflict', { zh: '已有人确认过。', en: 'Somebody has taken note of it already.' });
  return {
    body: present((await read()) ?? row),
    subject: { kind: 'watch-flag', id: flag },
    detail: { change: row.change, about: row.subject_kind, id: row.subject_id },
    organisation: row.organisation,
  };
}
