import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { sql, type Transaction } from 'kysely';
import {
  isMadeOf,
  type ListImported,
  type ListVersion,
  type ReadVersion,
  RECORDS_FILE,
  versionText,
} from '../feeds/lists/index.ts';
import type { Database } from '../store/schema.ts';
import { tell } from '../store/store.ts';

/** A version of an imported list in the database, without its records. */
export interface StoredVersion {
  readonly list: string;
  readonly version: number;
  /** SHA-256 of what its file says: another import of the same records is another version. */
  readonly aboutSha256: string;
  /** Of the packed records, in bytes. */
  readonly size: number;
}

const PART_BYTES = 512 * 1024;

/** All versions, oldest first. */
export async function storedVersions(db: Transaction<Database>): Promise<readonly StoredVersion[]> {
  const rows = await db
    .selectFrom('list_version')
    .select(['list', 'version', 'size', sql<string>`encode(sha256(convert_to(about, 'UTF8')), 'hex')`.as('about')])
    .orderBy('list')
    .orderBy('version')
    .execute();
  return rows.map(({ list, version, about, size }) => ({ list, version, aboutSha256: about, size: Number(size) }));
}

/** The newest version of a list; undefined when there is none. */
export async function latestStored(db: Transaction<Database>, list: string): Promise<ListVersion | undefined> {
  const row = await db
    .selectFrom('list_version')
    .select('about')
    .where('list', '=', list)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && (JSON.parse(row.about) as ListVersion);
}

/** Until the transaction ends nobody else puts a version of this list into the database. */
export async function lockList(db: Transaction<Database>, list: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`ytterby list ${list}`}))`.execute(db);
}

/**
 * Puts a list that was read into the database, as its next version, and tells every process that shares it. Of two that put one at
 * the same time, the second waits for the first. The same bytes again make no version.
 * @param folder that holds its packed records
 */
export async function putVersion(db: Transaction<Database>, read: ReadVersion, folder: string): Promise<ListImported> {
  const { list } = read;
  await lockList(db, list);
  const before = await latestStored(db, list);
  if (before !== undefined && isMadeOf(before, read)) return { is: 'unchanged', version: before };
  const version: ListVersion = { ...read, version: (before?.version ?? 0) + 1 };
  const file = path.join(folder, RECORDS_FILE);
  const { size } = await stat(file);
  await db
    .insertInto('list_version')
    .values({
      list,
      version: version.version,
      about: versionText(version),
      records_sha256: version.recordsSha256,
      size: String(size),
    })
    .execute();
  let part = 0;
  for await (const bytes of createReadStream(file, { highWaterMark: PART_BYTES }) as AsyncIterable<Buffer>) {
    await db.insertInto('list_version_part').values({ list, version: version.version, part, bytes }).execute();
    part += 1;
  }
  await tell(db, 'list_imported');
  return { is: 'imported', version, ...(before === undefined ? {} : { before }) };
}

/**
 * Writes the packed records of a version into a folder.
 * @returns what the version is
 * @throws Error where parts of it are missing
 */
export async function fetchVersion(
  db: Transaction<Database>,
  { list, version, size }: StoredVersion,
  folder: string,
): Promise<ListVersion> {
  const { about } = await db
    .selectFrom('list_version')
    .select('about')
    .where('list', '=', list)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  const file = await open(path.join(folder, RECORDS_FILE), 'wx');
  let written = 0;
  try {
    for (let part = 0; ; part += 1) {
      const row = await db
        .selectFrom('list_version_part')
        .select('bytes')
        .where('list', '=', list)
        .where('version', '=', version)
        .where('part', '=', part)
        .executeTakeFirst();
      if (!row) break;
      await file.appendFile(row.bytes);
      written += row.bytes.length;
    }
  } finally {
    await file.close();
  }
  if (written !== size)
    throw new Error(`Version ${version} of ${list} has ${written} of its ${size} bytes in the database.`);
  return JSON.parse(about) as ListVersion;
}

/** What makes two versions the same, wherever they lie and whatever their numbers. */
export const contentOf = ({ sha256, recordsSha256 }: Pick<ListVersion, 'sha256' | 'recordsSha256'>): string =>
  createHash('sha256').update(`${sha256} ${recordsSha256}`).digest('hex');
