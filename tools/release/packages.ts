import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A package that people who run Ytterby get, as installed here. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json says: an SPDX expression, if it is one. */
  readonly licence: string;
  /** Relative to the root of the project, with forward slashes. */
  readonly folder: string;
  /** What the lock file says its archive's bytes are: `sha512-…` in base64. */
  readonly integrity: string;
  readonly homepage: string | undefined;
}

interface Locked {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/**
 * Which packages does a workspace need to run, itself and our own ones left out, in order of name? Everything that it depends on, however
 * deep, and what is optional where it is installed, which is what fits this machine; nothing that only those need who develop.
 * npm's own list leaves out what both need.
 * @param workspaces folders in the lock file; '' = what the project as a whole brings, which is Node itself
 * @throws Error that names what is locked and not installed
 * @example packagesOf(root, ['service']).some(({ name }) => name === 'fastify') // true
 */
export function packagesOf(root: string, workspaces: readonly string[]): ShippedPackage[] {
  const { packages: locked } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Record<string, Locked>;
  };
  const found = new Set<string>();
  const visit = (folder: string) => {
    if (found.has(folder)) return;
    found.add(folder);
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = locked[folder] ?? {};
    const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
    // The optional ones are named among the others as well.
    const needed = [...Object.keys(dependencies), ...peers].filter(
      (name) => !Object.hasOwn(optionalDependencies, name),
    );
    for (const name of needed) {
      const at = placeOf(locked, folder, name);
      if (at === undefined || !existsSync(path.join(root, at)))
        throw new Error(`${name}, which ${folder} needs, is not installed. Run: npm ci`);
      visit(at);
    }
    for (const name of Object.keys(optionalDependencies)) {
      const at = placeOf(locked, folder, name);
      if (at !== undefined && existsSync(path.join(root, at))) visit(at);
    }
  };
  for (const folder of workspaces) {
    if (folder === '') {
      for (const name of Object.keys(locked['']?.optionalDependencies ?? {}))
        if (existsSync(path.join(root, 'node_modules', name))) visit(`node_modules/${name}`);
    } else visit(folder);
  }
  return [...found]
    .filter((folder) => folder.includes('node_modules/'))
    .map((folder) => describe(root, folder, locked[folder]?.integrity ?? ''))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.folder < b.folder ? -1 : 1));
}

/** Where Node finds a package that is asked for in a folder: beside it, or further up. */
function placeOf(locked: Record<string, Locked>, folder: string, name: string): string | undefined {
  for (let at: string | undefined = folder; at !== undefined; at = parentOf(at)) {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    const entry = locked[place];
    if (entry !== undefined) return entry.link === true ? entry.resolved : place;
  }
  return undefined;
}

function parentOf(folder: string): string | undefined {
  if (folder === '') return undefined;
  const inner = folder.lastIndexOf('/node_modules/');
  return inner === -1 ? '' : folder.slice(0, inner);
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: Licensed | readonly Licensed[];
  readonly licenses?: Licensed | readonly Licensed[];
  readonly homepage?: unknown;
}
type Licensed = string | { readonly type?: string };

function describe(root: string, folder: string, integrity: string): ShippedPackage {
  const { name, version, license, licenses, homepage } = JSON.parse(
    readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
  ) as Manifest;
  // Old ones say { type } or a list of them.
  const said = [license ?? licenses].flat().map((each) => (typeof each === 'string' ? each : each?.type));
  const licence = said.every((type) => typeof type === 'string') ? said.join(' OR ') : 'not stated';
  return { name, version, licence, folder, integrity, homepage: typeof homepage === 'string' ? homepage : undefined };
}
