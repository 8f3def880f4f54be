/** `npm run release -- --out FOLDER`: all that a machine needs to run Ytterby, and what it is made of. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { assemble, type ReleaseStep, shippedPackages, unique } from './release/assemble.ts';
import { licenceCounts, unclearLicences } from './release/licences.ts';
import { releasePage } from './release/page.ts';

const USAGE = `npm run release -- --out FOLDER   put a release together in a folder that is not there yet
npm run release -- --licences     what would be shipped, by licence; fails where one is not clear`;

const STEPS: Readonly<Record<ReleaseStep, string>> = {
  licences: 'Reading licences …',
  screens: 'Building the screens …',
  code: 'Copying Ytterby and its law …',
  packages: 'Copying the packages …',
  papers: 'Writing notices and the bill of materials …',
};

const root = path.resolve(import.meta.dirname, '..');
// npm moves to the root; the folder that a user names is where they typed.
const caller = process.env['INIT_CWD'] ?? process.cwd();

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { out: { type: 'string' }, licences: { type: 'boolean', default: false } } });
  if (values.licences) {
    const { installed, built } = shippedPackages(root);
    const packages = unique([...installed, ...built]);
    for (const [licence, count] of licenceCounts(packages)) console.log(`${String(count).padStart(5)}  ${licence}`);
    const unclear = unclearLicences(packages);
    for (const line of unclear) console.error(line);
    return unclear.length === 0 ? 0 : 1;
  }
  if (values.out === undefined) {
    console.error(USAGE);
    return 2;
  }
  const to = path.resolve(caller, values.out);
  if (existsSync(to)) {
    console.error(`${to} is there already; name a folder that is not there yet.`);
    return 2;
  }
  const release = await assemble({ root, to, step: (step) => console.error(STEPS[step]) });
  console.log(`${releasePage(release)}\nIt is in ${to}. Start it with:  ${path.join(to, 'ytterby')} start`);
  return 0;
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
