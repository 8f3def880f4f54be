import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Transaction } from 'kysely';
import { ApiProblem } from '../contract/problems.ts';
import {
  inHome,
  type ListImport,
  type ListImported,
  ListStore,
  type ListVersion,
  partialIn,
  place,
  readForStore,
  RECORDS_FILE,
  versionText,
} from '../feeds/lists/index.ts';
import { appendAudit } from '../store/audit.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import {
  contentOf,
  fetchVersion,
  latestStored,
  lockList,
  putVersion,
  storedVersions,
  type StoredVersion,
} from './stored-lists.ts';

export interface ListCopiesOptions {
  readonly store: Store;
  readonly dataFolder: string;
  readonly now: () => Temporal.Instant;
  readonly log: { warn(details: object, message: string): void };
}

/**
 * The copy of the imported lists in the data folder, from which they are read: kept like the database, which all processes that share
 * it answer from.
 */
export interface ListCopies {
  /** Makes the folder like the database, now. @throws Error where it cannot be */
  sync(): Promise<void>;
  /** Passes while every version that is known of is here. @throws ApiProblem `not-ready`: a screening could miss what is not */
  assure(): void;
  /** Grows with every change of the folder: what was made of the lists before may be out of date. */
  readonly generation: number;
  stop(): Promise<void>;
}

/** How often it is looked whether the command line has put a list into the folder. */
const LOOK_AT_FOLDER_MS = 1_000;
/** How often the database is asked, should its word not have come. */
const ASK_EVERY_MS = 60_000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const NOT_ALIKE = 'the imported lists of the data folder are not yet like those of the database';

/**
 * Keeps the lists of the data folder like those of the database. A version that the database has and the folder has not is fetched; one that
 * only the folder has, because it was imported on the command line or before lists lay in the database, is put into the database, under the
 * next number where its own is taken. A version is in the folder whole or not at all, whenever a process is killed.
 * @example const lists = await keepListCopies({ store, dataFolder, now, log }); await lists.stop()
 */
export async function keepListCopies({ store, dataFolder, now, log }: ListCopiesOptions): Promise<ListCopies> {
  const folder = new ListStore(dataFolder);
  /** Versions that are known to be here as they are in the database. */
  const same = new Set<string>();
  /** What the database has and the folder has not; undefined = not found out yet. */
  let missing: readonly string[] | undefined;
  let generation = 0;
  let seen = '';
  let isStopped = false;

  const keyOf = ({ list, version, aboutSha256 }: Omit<StoredVersion, 'size'>) => `${list}/${version}/${aboutSha256}`;
  const inFolder = async () => {
    const found: (readonly [string, number])[] = [];
    for (const list of await folder.lists())
      for (const version of await folder.versionNumbers(list)) found.push([list, version]);
    return found;
  };

  const isHere = async (wanted: StoredVersion): Promise<boolean> => {
    const here = await folder.version(wanted.list, wanted.version).catch(() => undefined);
    if (here === undefined || sha256(versionText(here)) !== wanted.aboutSha256) return false;
    const file = path.join(folder.versionFolder(wanted.list, wanted.version), RECORDS_FILE);
    return (await stat(file).catch(() => undefined))?.size === wanted.size;
  };

  /** Is it whole, down to its last record? */
  const isWhole = async (version: ListVersion): Promise<boolean> => {
    try {
      for await (const record of folder.records(version)) void record;
      return true;
    } catch {
      return false;
    }
  };

  /**
   * Puts a version of the folder into the database, unless it is there. The list that was imported last stays the newest: after an
   * older one that nobody else had, the newest is put once more.
   */
  const adopt = async (version: ListVersion): Promise<void> => {
    const { list } = version;
    await store.asProduct(async (db) => {
      await lockList(db, list);
      const rows = await db.selectFrom('list_version').select('about').where('list', '=', list).execute();
      const stored = rows.map(({ about }) => JSON.parse(about) as ListVersion);
      const latest = await latestStored(db, list);
      const isLater = latest === undefined || version.importedAt > latest.importedAt;
      if (!isLater && stored.some((each) => contentOf(each) === contentOf(version))) return;
      const at = now();
      const today = at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
      const put = async ({ version: number, ...read }: ListVersion, from: string) => {
        const isNext = isLater && (latest?.version ?? 0) + 1 === number;
        // Where others came before it, all know it from now on only.
        const moment = isNext ? {} : { importedAt: new Date(at.epochMilliseconds).toISOString(), importedOn: today };
        const done = await putVersion(db, { ...read, ...moment }, from);
        if (done.is === 'unchanged') return;
        await appendAudit(db, {
          account: null,
          token: null,
          organisation: null,
          action: 'product.list-adopted',
          subject: { kind: 'list', id: list },
          outcome: 'done',
          requestId: randomUUID(),
          detail: { version: done.version.version, sha256: read.sha256, records: read.records },
        });
      };
      await put(version, folder.versionFolder(list, version.version));
      if (isLater) return;
      const again = await mkdtemp(path.join(tmpdir(), 'ytterby-list-'));
      try {
        const row = (await storedVersions(db)).find((each) => each.list === list && each.version === latest.version);
        if (row !== undefined) await put(await fetchVersion(db, row, again), again);
      } finally {
        await rm(again, { recursive: true, force: true });
      }
    });
  };

  const fetchInto = async (wanted: StoredVersion): Promise<void> => {
    const home = path.join(folder.folder, wanted.list);
    await mkdir(home, { recursive: true });
    const partial = await partialIn(home);
    const aside = `${partial}-before`;
    try {
      const version = await store.asProduct((db) => fetchVersion(db, wanted, partial));
      // Another under its number, or a damaged one: out of the way first.
      await rename(folder.versionFolder(wanted.list, wanted.version), aside).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      });
      await place(folder, partial, version, async () => undefined);
    } finally {
      await rm(partial, { recursive: true, force: true });
      await rm(aside, { recursive: true, force: true });
    }
  };

  const syncOnce = async (): Promise<void> => {
    const placeOf = ({ list, version }: Pick<StoredVersion, 'list' | 'version'>) => `${list}/${version}`;
    let stored = new Map((await store.asProduct(storedVersions)).map((each) => [placeOf(each), each]));
    /** Those of the folder that the database has under another number now. */
    const moved: (readonly [string, number])[] = [];
    let hasChanged = false;
    for (const [list, version] of await inFolder()) {
      const at = stored.get(placeOf({ list, version }));
      if (at !== undefined && (same.has(keyOf(at)) || (await isHere(at)))) continue;
      // What is damaged stays where it is, unless the database has its number.
      const own = await folder.version(list, version).catch(() => undefined);
      if (own === undefined || !(await isWhole(own))) continue;
      await adopt(own);
      moved.push([list, version]);
      hasChanged = true;
    }
    if (hasChanged) stored = new Map((await store.asProduct(storedVersions)).map((each) => [placeOf(each), each]));
    const lacking: StoredVersion[] = [];
    const present = new Set((await inFolder()).map(([list, version]) => placeOf({ list, version })));
    for (const each of stored.values()) {
      if (same.has(keyOf(each)) && present.has(placeOf(each))) continue;
      if (await isHere(each)) same.add(keyOf(each));
      else lacking.push(each);
    }
    missing = lacking.map(placeOf);
    for (const each of lacking) {
      await fetchInto(each);
      same.add(keyOf(each));
      missing = missing.filter((name) => name !== placeOf(each));
    }
    for (const [list, version] of moved)
      if (!stored.has(placeOf({ list, version })))
        await rm(folder.versionFolder(list, version), { recursive: true, force: true });
    if (hasChanged || lacking.length > 0) generation += 1;
    seen = JSON.stringify(await inFolder());
  };

  // What killed imports and copies left behind, unless somebody works there now.
  for (const list of await folder.lists())
    await inHome(folder, list, { waitMs: 0 }, async () => undefined).catch(() => undefined);

  let last: Promise<void> = Promise.resolve();
  const sync = (): Promise<void> => {
    last = last.catch(() => undefined).then(() => (isStopped ? undefined : syncOnce()));
    return last;
  };
  let told: string | undefined;
  const safely = async () => {
    try {
      await sync();
      told = undefined;
    } catch (error) {
      // It is tried again every second: once told is enough.
      if (told !== String(error)) log.warn({ err: error }, NOT_ALIKE);
      told = String(error);
    }
  };

  const listener = await store.listen('list_imported', () => void safely());
  await safely();
  const looking = setInterval(() => {
    inFolder().then(
      (found) => {
        if (missing?.length !== 0 || JSON.stringify(found) !== seen) void safely();
      },
      () => undefined,
    );
  }, LOOK_AT_FOLDER_MS).unref();
  const asking = setInterval(() => void safely(), ASK_EVERY_MS).unref();

  return {
    sync,
    assure: () => {
      if (missing?.length === 0) return;
      const names = (missing ?? []).slice(0, 5).join(', ');
      throw new ApiProblem('not-ready', {
        zh: `导入的名单尚未全部取到（${names}），现在筛查可能漏掉。`,
        en: `The imported lists are not all here yet (${names}); a screening now could miss something.`,
      });
    },
    get generation() {
      return generation;
    },
    stop: async () => {
      isStopped = true;
      clearInterval(looking);
      clearInterval(asking);
      await listener.stop();
      await last.catch(() => undefined);
    },
  };
}

/**
 * Imports a list into the database: read first, in a folder of its own, while nobody waits; then numbered and stored, in the transaction
 * of the command.
 */
export async function importStored(
  db: Transaction<Database>,
  wanted: ListImport,
  folder: string,
): Promise<ListImported> {
  const found = await readForStore(wanted, folder, await latestStored(db, wanted.list));
  return found.is === 'unchanged' ? found : await putVersion(db, found.read, folder);
}
