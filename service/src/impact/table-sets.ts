import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ImpactFileError, impactProblem } from './problems.ts';
import { DESCRIPTION_FILE } from './tables/description.ts';
import { readTables, type TablesRead } from './tables/read-tables.ts';

/** The sets of tables that assessments of the service can be run on, by name. */
export interface TableSets {
  /** Whose files are there, in the order of their names. */
  readonly names: () => readonly string[];
  /** @throws ImpactFileError where there are no such tables, or they are broken; IntakeError */
  readonly read: (name: string) => Promise<TableSet>;
}

export interface TableSet {
  readonly tablesRead: TablesRead;
  /** SHA-256 of its files: equal fingerprints, equal tables. */
  readonly fingerprint: string;
}

const SHIPPED = path.join(import.meta.dirname, 'cases');
const FOLDER = 'impact-tables';
const NAME = /^[a-z0-9][a-z0-9-]*$/;
/** A set whose files do not change is read once. */
const KEPT = 4;

/**
 * Those that come with Ytterby, and each folder of `impact-tables` in the data folder; the latter goes first where both have a name.
 * A folder without a description of its own is described as the set of that name that comes with Ytterby.
 * @example (await tableSets('/data').read('us-2023')).tablesRead.economy?.sectors.length // 71
 */
export function tableSets(dataFolder?: string): TableSets {
  const kept = new Map<string, { readonly stamp: string; readonly set: Promise<TableSet> }>();
  const own = dataFolder === undefined ? undefined : path.join(dataFolder, FOLDER);
  const placeOf = (name: string) => {
    const shipped = path.join(SHIPPED, name);
    const given = own === undefined ? undefined : path.join(own, name);
    const folder = given !== undefined && existsSync(given) ? given : shipped;
    const description = [folder, shipped]
      .map((each) => path.join(each, DESCRIPTION_FILE))
      .find((each) => existsSync(each));
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => /\.(csv|parquet)$/.test(file)) : [];
    return description === undefined || files.length === 0 ? undefined : { folder, description, files: files.sort() };
  };
  return {
    names: () =>
      [...new Set([SHIPPED, ...(own === undefined ? [] : [own])].flatMap(foldersIn))]
        .filter((name) => NAME.test(name) && placeOf(name) !== undefined)
        .sort(),
    read: async (name) => {
      const place = NAME.test(name) ? placeOf(name) : undefined;
      if (place === undefined)
        throw new ImpactFileError([
          impactProblem('impact/no-tables', { file: DESCRIPTION_FILE }, { name, folder: `${FOLDER}/${name}` }),
        ]);
      const { folder, description, files } = place;
      const all = [description, ...files.map((file) => path.join(folder, file))];
      const stamp = all
        .map((file) => {
          const { mtimeMs, size } = statSync(file);
          return `${file} ${mtimeMs} ${size}`;
        })
        .join();
      const before = kept.get(name);
      if (before?.stamp === stamp) return before.set;
      const set = readSet(folder, description, all);
      kept.delete(name);
      kept.set(name, { stamp, set });
      for (const old of [...kept.keys()].slice(0, -KEPT)) kept.delete(old);
      set.catch(() => kept.delete(name));
      return set;
    },
  };
}

async function readSet(folder: string, description: string, files: readonly string[]): Promise<TableSet> {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(file);
    hash.update(`${path.basename(file)}\0${content.length}\0`).update(content);
  }
  return { tablesRead: await readTables(folder, description), fingerprint: hash.digest('hex') };
}

const foldersIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : [];
