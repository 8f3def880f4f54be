import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KEYS_FILE, STATUS_FILE } from '../licence-document/kept-files.ts';
import { keySetOf } from '../licence-document/signing.ts';
import type { Store } from '../store/store.ts';
import { changesOf, statusLists } from './licence-status.ts';
import type { Issuer } from './licences.ts';
import { keysIn } from './signing-keys.ts';

export interface LicenceFilesOptions {
  readonly store: Store;
  readonly issuer: Issuer;
  /** The data folder. */
  readonly folder: string;
  readonly now: () => Temporal.Instant;
  readonly log: { warn(details: object, message: string): void };
}

/** Keys and status list in the data folder, for `ytterby verify` and whoever carries them to a place without a network. */
export interface LicenceFiles {
  /** Writes what has changed. */
  write(): Promise<void>;
  stop(): Promise<void>;
}

/** How often it is looked whether something has changed: another process may have done it. */
const LOOK_EVERY_MS = 30_000;
/** So late may a licence that customs has drawn empty be in the list: draw-downs are no changes of the licence itself. */
const RENEW = Temporal.Duration.from({ minutes: 5 });

/**
 * Leaves `licence-keys.json` and `licence-status.jwt` in the data folder, and renews them when a key or a licence has changed, and
 * every five minutes. Where nothing was ever signed there are none. A reader sees the old file or the new one, never half of one.
 * @example const files = keepLicenceFiles({ store, issuer: access, folder, now, log }); await files.stop()
 */
export function keepLicenceFiles({ store, issuer, folder, now, log }: LicenceFilesOptions): LicenceFiles {
  const lists = statusLists(issuer);
  let written: { readonly keys: string; readonly changes: string; readonly at: Temporal.Instant } | undefined;

  const write = async () => {
    const at = now();
    const made = await store.asProduct(async (db) => {
      const set = await keySetOf(keysIn(db));
      if (set.keys.length === 0) return undefined;
      const keys = `${JSON.stringify(set, null, 2)}\n`;
      const changes = await changesOf(db);
      const isFresh =
        written?.keys === keys &&
        written.changes === changes &&
        Temporal.Instant.compare(at, written.at.add(RENEW)) < 0;
      return { keys, changes, list: isFresh ? undefined : await lists.current(db, at) };
    });
    if (made?.list === undefined) return;
    const { keys, changes, list } = made;
    await mkdir(folder, { recursive: true });
    // The keys first: the one that signed the list is then among them.
    await replace(path.join(folder, KEYS_FILE), keys);
    await replace(path.join(folder, STATUS_FILE), list);
    written = { keys, changes, at };
  };

  let timer: NodeJS.Timeout;
  let isStopped = false;
  const look = async () => {
    await write().catch((error: unknown) => log.warn({ err: error }, 'the keys and the status list were not written'));
    if (isStopped) return;
    timer = setTimeout(() => {
      looking = look();
    }, LOOK_EVERY_MS).unref();
  };
  let looking = look();
  return {
    write,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

async function replace(file: string, text: string): Promise<void> {
  const partial = `${file}.${process.pid}.part`;
  try {
    await writeFile(partial, text, { flush: true });
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
