import { createHash, randomUUIDv7 } from 'node:crypto';
import { type LawBook, lawKnownAt, type LegalDate, type Text } from '@ytterby/core';
import { sql, type Transaction } from 'kysely';
import { dateOf } from '../access/moments.ts';
import type { ListVersion } from '../feeds/lists/index.ts';
import { asJson } from '../libraries/rows.ts';
import type { Database } from '../store/schema.ts';
import type { ChangeKind, SubjectKind } from './kinds.ts';

export interface Change {
  readonly kind: ChangeKind;
  /** What is one change only: `law/<fingerprint>`, `day/2026-11-10`, `list/ofac-sdn/7`. */
  readonly key: string;
  readonly title: Text;
  readonly detail: Readonly<Record<string, number>>;
}

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
}

export interface Flag extends Subject {
  readonly difference: readonly Text[];
  readonly answer?: object;
}

/** The change with its id; one that was seen before goes on under the old one. */
export async function changeSeen(
  db: Transaction<Database>,
  { kind, key, title, detail }: Change,
  now: Temporal.Instant,
): Promise<string> {
  await db
    .insertInto('watch_change')
    .values({
      id: randomUUIDv7(),
      kind,
      key,
      title_zh: title.zh,
      title_en: title.en,
      detail: asJson(detail),
      seen_at: dateOf(now),
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const { id } = await db.selectFrom('watch_change').select('id').where('key', '=', key).executeTakeFirstOrThrow();
  return id;
}

/** Keeps flags; what this change has flagged already stays as it is. @returns how many are new */
export async function keepFlags(
  db: Transaction<Database>,
  change: string,
  flags: readonly Flag[],
  now: Temporal.Instant,
): Promise<number> {
  if (flags.length === 0) return 0;
  const { numAffectedRows } = await sql`insert into watch_flag
      (id, change, organisation, subject_kind, subject_id, subject_name, difference, answer, flagged_at)
    select id, ${change}, organisation, kind, subject, name, difference, nullif(answer, 'null'::jsonb), ${dateOf(now)}
    from jsonb_to_recordset(${JSON.stringify(
      flags.map(({ kind, id, organisation, name, difference, answer }) => ({
        id: randomUUIDv7(),
        organisation,
        kind,
        subject: id,
        name,
        difference,
        answer: answer ?? null,
      })),
    )}::jsonb) as f (id uuid, organisation uuid, kind text, subject uuid, name text, difference jsonb, answer jsonb)
    on conflict (change, subject_kind, subject_id) do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Which imported lists were looked at? A restored data folder may hold other versions under the same numbers. */
export interface ListMark {
  readonly version: number;
  readonly importedAt: string;
}
type Version = Pick<ListVersion, 'list' | 'version' | 'importedAt'>;

/** An imported list, as a mark. @example listMark('ofac-sdn') // 'list/ofac-sdn' */
export const listMark = (list: string): string => `list/${list}`;
/** The change that a version of an imported list is. */
export const listChangeKey = ({ list, version, importedAt }: Version): string =>
  `${listMark(list)}/${version}/${importedAt}`;

/**
 * What an imported version of a list touches, in figures of all organisations.
 * @param db in the product's own name
 * @param versions of the list, all of them
 * @example await touchedByVersion(db, versions, 2) // { isDone: true, change: '0199…', touched: [{ kind: 'party', count: 3 }] }
 */
export async function touchedByVersion(db: Transaction<Database>, versions: readonly Version[], asked: number) {
  const version = versions.find((each) => each.version === asked);
  if (version === undefined) throw new Error(`no version ${asked} among those given`);
  const mark = await markOf<ListMark>(db, listMark(version.list));
  const rows = await db
    .selectFrom('watch_change as c')
    .leftJoin('watch_flag as f', 'f.change', 'c.id')
    .select(['c.id', 'f.subject_kind as kind', sql<number>`count(f.id)::int`.as('count')])
    .where('c.key', '=', listChangeKey(version))
    .groupBy(['c.id', 'f.subject_kind'])
    .orderBy('f.subject_kind')
    .execute();
  return {
    isDone: lookedAt(versions, mark) >= asked,
    change: rows[0]?.id ?? null,
    touched: rows.flatMap(({ kind, count }) => (kind === null ? [] : [{ kind: kind as SubjectKind, count }])),
  };
}

/** Up to which of these versions was looked? 0 = none of them, also where the mark is of another data folder's. */
export function lookedAt(versions: readonly Version[], mark: ListMark | undefined): number {
  const known = versions.find(({ version }) => version === mark?.version);
  return known !== undefined && known.importedAt === mark?.importedAt ? known.version : 0;
}

/** Up to where was looked? */
export async function markOf<Mark>(db: Transaction<Database>, what: string): Promise<Mark | undefined> {
  const row = await db.selectFrom('watch_mark').select('mark').where('what', '=', what).executeTakeFirst();
  return row?.mark as unknown as Mark | undefined;
}

export async function setMark(db: Transaction<Database>, what: string, mark: object): Promise<void> {
  await db
    .insertInto('watch_mark')
    .values({ what, mark: asJson(mark) })
    .onConflict((conflict) => conflict.column('what').doUpdateSet({ mark: asJson(mark) }))
    .execute();
}

/** What was known of the law when it was last looked at. */
export interface LawMark {
  readonly fingerprint: string;
  /** Hash of each instrument by its id. */
  readonly instruments: Readonly<Record<string, string>>;
  /** Hash of what else the answers rest on: lists of items, readings, notes, calendar, coverage, and lists of parties by their id. */
  readonly rest: string;
  readonly partyLists: Readonly<Record<string, string>>;
}

export function lawMark(book: LawBook, fingerprint: string, knownAt: LegalDate): LawMark {
  const known = lawKnownAt(book, knownAt);
  const { pack, itemLists, readings, notes, calendar, procedure } = book;
  const hashes = (all: readonly { readonly id: string }[]) =>
    Object.fromEntries(all.map((each) => [each.id, hashOf(each)]));
  return {
    fingerprint,
    instruments: hashes(known.instruments),
    partyLists: hashes(known.partyLists),
    rest: hashOf([pack.covers, itemLists, readings, notes, calendar, procedure ?? null]),
  };
}

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

/** The instruments that are new, where nothing that was there is other or gone; empty otherwise. */
export function onlyAdded(before: LawMark | undefined, after: LawMark): readonly string[] {
  if (before === undefined || before.rest !== after.rest) return [];
  const stays = (was: Readonly<Record<string, string>>, is: Readonly<Record<string, string>>) =>
    Object.entries(was).every(([id, hash]) => is[id] === hash);
  if (!stays(before.instruments, after.instruments) || !stays(before.partyLists, after.partyLists)) return [];
  return Object.keys(after.instruments).filter((id) => before.instruments[id] === undefined);
}

const NAMED = 5;

/**
 * What changed in the law since it was last looked at, by the instruments that are new, other, or gone.
 * @example lawChange(before, after, book).title.en // 'New: No. 50 of 2026 (invented)'
 */
export function lawChange(before: LawMark | undefined, after: LawMark, book: LawBook): Change {
  const key = `law/${after.fingerprint}`;
  const version = { zh: `法规库${book.pack.version}`, en: `Law pack ${book.pack.version}` };
  if (before === undefined) return { kind: 'law', key, title: version, detail: {} };
  const ids = [...new Set([...Object.keys(before.instruments), ...Object.keys(after.instruments)])];
  const found = (is: (was: string | undefined, now: string | undefined) => boolean) =>
    ids.filter((id) => is(before.instruments[id], after.instruments[id]));
  const parts = [
    { of: found((was) => was === undefined), zh: '新增', en: 'New' },
    { of: found((was, now) => was !== undefined && now !== undefined && was !== now), zh: '更改', en: 'Changed' },
    { of: found((_, now) => now === undefined), zh: '移除', en: 'Gone' },
  ] as const;
  const titles = new Map(book.instruments.map(({ id, title }) => [id, title]));
  const title = (language: 'zh' | 'en') =>
    parts
      .filter(({ of }) => of.length > 0)
      .map(({ of, ...label }) => {
        const names = of.slice(0, NAMED).map((id) => titles.get(id)?.[language] ?? id);
        const more = of.length - names.length;
        return language === 'zh'
          ? `${label.zh}：${names.join('、')}${more > 0 ? `等${of.length}件` : ''}`
          : `${label.en}: ${names.join('; ')}${more > 0 ? ` and ${more} more` : ''}`;
      })
      .join(language === 'zh' ? '；' : '. ');
  const [added, changed, removed] = parts.map(({ of }) => of.length);
  const isSame = ids.length > 0 && parts.every(({ of }) => of.length === 0);
  return {
    kind: 'law',
    key,
    title: isSame ? version : { zh: title('zh'), en: title('en') },
    detail: { added: added ?? 0, changed: changed ?? 0, removed: removed ?? 0 },
  };
}
