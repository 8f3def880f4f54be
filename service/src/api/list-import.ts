import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Transaction } from 'kysely';
import type { LIST_IMPORT_ROUTES } from '../contract/list.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf } from '../contract/route.ts';
import { ListError, type ListImported, ListStore } from '../feeds/lists/index.ts';
import type { Database } from '../store/schema.ts';
import { importStored } from '../stored-lists/list-copies.ts';
import type { Context, HandlersOf } from './handler.ts';
import { touchedByVersion } from '../watch/changes.ts';
import { checkDays } from './law-asked.ts';
import { noVersion, versionShown } from './lists.ts';

/** @param imported called once a new version is stored */
export function listImportHandlers(
  dataFolder: string,
  imported: () => Promise<void>,
): HandlersOf<typeof LIST_IMPORT_ROUTES> {
  const store = new ListStore(dataFolder);
  return {
    'list.import': async ({ query, body }, { db, now, today, signal }) => {
      checkDays({ date: query.date }, '/query');
      const { is, version } = await importUpload(db, query, body, { now, today, signal });
      return {
        body: { is, list: version.list, version: versionShown(version) },
        subject: { kind: 'list', id: version.list },
        detail: { is, version: version.version, sha256: version.sha256, records: version.records },
        // Should this fail, the next look at the lists finds it.
        stored: () => imported().catch(() => undefined),
      };
    },

    'list.touched': async ({ query: { list, version } }, { db }) => {
      if (!(await store.versionNumbers(list)).includes(version)) throw noVersion(list, version);
      return { body: await touchedByVersion(db, await store.versions(list), version) };
    },
  };
}

type ImportRoute = (typeof LIST_IMPORT_ROUTES)['list.import'];

/** A list is read several times over, so the upload is put on the disk first; its own folder goes with it, whatever comes of it. */
async function importUpload(
  db: Transaction<Database>,
  { list, name, date, source }: InputOf<ImportRoute>['query'],
  body: InputOf<ImportRoute>['body'],
  { now, today, signal }: Pick<Context, 'now' | 'today' | 'signal'>,
): Promise<ListImported> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ytterby-list-'));
  try {
    // The reader tells formats by content; of the name only the ending counts, and it leads nowhere else.
    const file = path.join(
      folder,
      path.basename(name.replace(/\\/g, '/')).replace(/[^\p{L}\p{N}._ -]/gu, '_') || 'list',
    );
    await writeFile(file, body.bytes);
    const packed = path.join(folder, 'packed');
    await mkdir(packed);
    const wanted = {
      list,
      files: [file],
      ...(date === undefined ? {} : { date }),
      source: source ?? name,
      importedAt: new Date(now.epochMilliseconds),
      importedOn: today,
      signal,
    };
    return await importStored(db, wanted, packed);
  } catch (error) {
    if (!(error instanceof ListError)) throw error;
    throw new ApiProblem(
      'not-valid',
      undefined,
      error.problems.slice(0, 200).map(({ message }) => ({ path: '/body', ...message })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
