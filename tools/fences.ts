/**
 * The import fences: who may import whom, as one table. The first half is between packages, the second inside core.
 * Import cycles, and core's ban on clock, chance and locale, are in .oxlintrc.json.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'vite';

interface Fence {
  /** The files that the fence is about: a folder (ends in /) or one file. Every fence that matches a file must hold. */
  readonly from: string;
  /** Packages that may be imported: a name, or a name and `*`. Absent: any. */
  readonly packages?: readonly string[];
  /** The same, for our own packages alone. */
  readonly ours?: readonly string[];
  /** Where relative imports may lead, besides `from` itself. Absent: anywhere in the package. */
  readonly only?: readonly string[];
  /** Where they may not lead, `from` itself excepted. */
  readonly never?: readonly string[];
  /** Folders that are entered through their index.ts alone. */
  readonly doors?: readonly string[];
}

const inCore = (...names: string[]) => names.map((name) => `core/src/${name}`);
const base = inCore('quantity/', 'time/', 'finding.ts', 'composition.ts', 'errors.ts');
const steps = inCore('1-item/', '2-content/', '3-parties/', '4-end-use/', '5-exemption/', '6-outcome/');
const roundTheSteps = inCore(
  'determine.ts',
  'index.ts',
  'licensing/',
  'customs/',
  'duties/',
  'humanitarian/',
  'measures/',
  'impact/',
  'statistics/',
  'supplier-questions/',
);

const verifying = [
  'index.ts',
  'inflate.ts',
  'key-set.ts',
  'licence-content.ts',
  'moments.ts',
  'pdf-seal.ts',
  'qr-text.ts',
  'status-list.ts',
  'verify.ts',
].map((name) => `service/src/licence-document/${name}`);

const reporting = ['charts.ts', 'content.ts', 'index.ts', 'words.ts'].map(
  (name) => `service/src/impact/report/${name}`,
);

const FENCES: readonly Fence[] = [
  // law ──► core ◄── service ◄── web
  {
    from: 'core/',
    packages: ['typebox', 'typebox/*', 'mf-parser', 'any-ascii', 'opencc-js/*', 'pinyin-pro'],
  },
  { from: 'law/', packages: ['@ytterby/core', '@ytterby/core/*', 'typebox', 'typebox/*', 'yaml', 'node:*'] },
  {
    from: 'web/',
    ours: [
      '@ytterby/core',
      '@ytterby/core/*',
      '@ytterby/service/contract',
      '@ytterby/service/client',
      '@ytterby/service/licence-document',
      '@ytterby/service/impact-report',
    ],
  },
  // Verifying a licence works in the browser too, so nothing in it needs Node.
  ...verifying.map((from) => ({
    from,
    only: verifying,
    packages: ['@ytterby/core', 'fflate', 'jose', 'typebox', 'typebox/value'],
  })),

  // What an assessment says is said in the browser too.
  ...reporting.map((from) => ({
    from,
    only: [...reporting, 'service/src/report/markup.ts'],
    packages: ['@ytterby/core', '@ytterby/core/impact'],
  })),
  // quantity, time, finding, errors ◄── law ◄── steps ◄── determine.ts
  ...base.map((from) => ({ from, only: from === 'core/src/quantity/' ? [...base, 'core/src/facts.ts'] : base })),
  { from: 'core/src/law/', only: [...base, 'core/src/facts.ts'] },
  // What one step found reaches the next through determine.ts, so that each can be read and tested alone.
  ...steps.map((from) => ({ from, never: [...steps, ...roundTheSteps] })),
  ...inCore('licensing/', 'duties/', 'humanitarian/', 'measures/', 'impact/', 'statistics/', 'supplier-questions/').map(
    (from) => ({
      from,
      doors: steps,
    }),
  ),
  { from: 'core/src/customs/', doors: [...steps, 'core/src/licensing/'] },
];

/** What a test file may import besides. */
const FOR_TESTS = ['vitest', 'fast-check', 'yaml', 'highs', 'node:*'];

/** Every import below `root` that crosses a fence, one sentence each. */
export function crossings(root: string): string[] {
  const files = globSync('**/*.{ts,tsx,mjs}', {
    cwd: root,
    exclude: (name) => /(^|\/)(node_modules|fixtures)$/.test(name),
  });
  return files
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort()
    .flatMap((file) =>
      importsOf(file, readFileSync(path.join(root, file), 'utf8')).flatMap((target) => {
        const why = refusal(file, target);
        return why === undefined ? [] : [`${file} imports ${target ?? 'a computed path'}: ${why}`];
      }),
    );
}

function refusal(file: string, target: string | undefined): string | undefined {
  const fences = FENCES.filter(({ from }) => isIn(file, [from]));
  if (target === undefined)
    return fences.some(({ packages }) => packages) ? 'a fence must be able to read it' : undefined;
  return target.startsWith('.') ? refusedPath(file, target, fences) : refusedPackage(file, target, fences);
}

function refusedPackage(file: string, target: string, fences: readonly Fence[]): string | undefined {
  if (isTest(file) && matches(target, FOR_TESTS)) return undefined;
  for (const { from, packages, ours } of fences) {
    if (packages && !matches(target, packages)) return `${from} may import only ${packages.join(', ')}`;
    if (ours && target.startsWith('@ytterby/') && !matches(target, ours))
      return `${from} may import only ${ours.join(', ')}`;
  }
  return undefined;
}

function refusedPath(file: string, target: string, fences: readonly Fence[]): string | undefined {
  const to = path.posix.join(path.posix.dirname(file), target);
  if (isIn(to, [ORACLE])) return isTest(file) ? undefined : 'only tests may';
  if (to.includes('/') && to.split('/')[0] !== file.split('/')[0]) return 'another package is imported by its name';
  for (const { from, only, never, doors } of fences) {
    if (isIn(to, [from])) continue;
    if (only && !isIn(to, only)) return `${from} may import only ${only.join(', ')}`;
    if (never && isIn(to, never)) return `${from} may not`;
    const step = doors?.find((door) => isIn(to, [door]));
    if (step !== undefined && to !== `${step}index.ts`) return `the door is ${step}index.ts`;
  }
  return undefined;
}

/** The second evaluator, which only tests use, is a test. */
const ORACLE = 'core/src/oracle/';
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith(ORACLE);

const isIn = (file: string, places: readonly string[]) =>
  places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));

const matches = (name: string, patterns: readonly string[]) =>
  patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));

/** Every module that a source names, types included; undefined stands for a computed one. */
function importsOf(file: string, source: string): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  const add = (node: { type: string; value?: unknown } | null) => {
    if (node) found.push(typeof node.value === 'string' ? node.value : undefined);
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
  }).visit(parseSync(file, source).program);
  return found;
}

if (import.meta.main) {
  const found = crossings(path.resolve(import.meta.dirname, '..'));
  for (const sentence of found) console.error(sentence);
  process.exit(found.length > 0 ? 1 : 0);
}
