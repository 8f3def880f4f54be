/**
 * Does anything notice when the law pack is edited? Makes single edits of the pack in memory, one at a time (a day, a
 * threshold, an entry, a negation, a condition …), and asks the loader, the lists as printed, the worked cases, the
 * statements (those that hold in the pack as it stands) and the calendar sweep. Prints the share that is caught and every edit that is not.
 *
 *     node law/mutation/mutate-law.ts                    300 edits, spread over kinds and files
 *     node law/mutation/mutate-law.ts 600 --seed 7       more, and others
 *     node law/mutation/mutate-law.ts all                every edit there is
 *     node law/mutation/mutate-law.ts 300 --write        and keep the figures in law/ACCURACY.md
 *     node law/mutation/mutate-law.ts 300 --quick        without the statements, which take seconds each
 *     node law/mutation/mutate-law.ts all --kind threshold --file mofcom-2025-61
 *
 * Ctrl-C stops it and prints what was found so far. Exit code 1: less than 97 % were caught.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadCases } from '../cases/case-file.ts';
import { lawTexts, loadLaw, readLawFiles } from '../load.ts';
import { pathText } from '../yaml-file.ts';
import { withFigures } from './accuracy.ts';
import { type Edit, editsOf } from './edits.ts';
import { whyEqual } from './equal-edits.ts';
import { CATCHERS, noticed, sampleOf, type Tried, tryEdit } from './try-edits.ts';

const LEAST_CAUGHT = 0.97;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '20261202' },
    kind: { type: 'string' },
    file: { type: 'string' },
    write: { type: 'boolean', default: false },
    day: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
  },
});
const [wanted = '300'] = positionals;

const files = readLawFiles(lawTexts());
const cases = [...loadCases()];
const law = loadLaw();
const clean = noticed(law, cases);
if (clean !== undefined) {
  console.error(`The pack as it stands is not in order (${clean.by}: ${clean.because}); mend that first.`);
  process.exit(2);
}
const all = editsOf(files).filter(
  (edit) =>
    (values.kind === undefined || edit.kind.includes(values.kind)) &&
    (values.file === undefined || edit.file.includes(values.file)),
);
const seed = Number(values.seed);
const edits = wanted === 'all' ? all : sampleOf(all, Number(wanted), seed);
console.log(`${edits.length} of ${all.length} edits, seed ${seed}, ${cases.length} worked cases.`);

let isStopped = false;
process.once('SIGINT', () => {
  isStopped = true;
});
const began = performance.now();
const tried: Tried[] = [];
let told = 0;
for (const edit of edits) {
  if (isStopped) break;
  const result = tryEdit({ files, law, cases, withStatements: !values.quick }, edit);
  tried.push(result);
  if (result.caught === undefined) console.log(`not caught: ${said(edit)}`);
  const seconds = (performance.now() - began) / 1000;
  if (seconds - told > 10) {
    told = seconds;
    console.log(`${tried.length} of ${edits.length} tried, ${caughtIn(tried)} caught, ${seconds.toFixed(0)} s`);
  }
  // A stop is heard between two edits.
  await setImmediate();
}

const survivors = tried.filter(({ caught }) => caught === undefined);
const share = tried.length === 0 ? 0 : caughtIn(tried) / tried.length;
console.log(
  [
    '',
    `${tried.length} edits in ${((performance.now() - began) / 1000).toFixed(0)} s: ${caughtIn(tried)} caught (${(share * 100).toFixed(1)} %).`,
    ...CATCHERS.map((by) => `  ${String(tried.filter(({ caught }) => caught?.by === by).length).padStart(5)}  ${by}`),
    ...(survivors.length === 0 ? [] : ['Not caught:']),
    ...survivors.map(
      ({ edit }) => `  ${said(edit)}\n    ${whyEqual(edit) ?? 'a gap: no worked case tells the two laws apart'}`,
    ),
  ].join('\n'),
);
if (values.write && !isStopped) {
  const file = path.join(import.meta.dirname, '../ACCURACY.md');
  writeFileSync(file, withFigures(readFileSync(file, 'utf8'), 'mutation', mutationFigures()));
  console.log(`Written to ${path.relative(process.cwd(), file)}.`);
}
process.exitCode = share >= LEAST_CAUGHT ? 0 : 1;

function caughtIn(results: readonly Tried[]): number {
  return results.filter(({ caught }) => caught !== undefined).length;
}

function said({ kind, file, at, was, becomes }: Edit): string {
  const short = (value: unknown) => {
    const text = JSON.stringify(value) ?? 'nothing';
    return text.length > 90 ? `${text.slice(0, 90)}…` : text;
  };
  return `${kind}: ${file} ${pathText(at)}: ${short(was)} → ${becomes === undefined ? 'taken out' : short(becomes)}`;
}

function mutationFigures(): string {
  const day = values.day === '' ? loadLaw().pack.checked.upTo : values.day;
  return [
    `Run of ${day}: \`node law/mutation/mutate-law.ts ${wanted} --seed ${seed}\`. Of ${all.length} single edits of the pack that can be made, ${tried.length} were tried,`,
    `spread over ${new Set(tried.map(({ edit }) => edit.kind)).size} kinds and ${new Set(tried.map(({ edit }) => edit.file)).size} files; ${caughtIn(tried)} were caught (${(share * 100).toFixed(1)} %).`,
    '',
    '| caught by | edits |',
    '| --- | --- |',
    ...CATCHERS.map((by) => `| ${by} | ${tried.filter(({ caught }) => caught?.by === by).length} |`),
    ...(survivors.length === 0 ? [] : ['', 'Not caught:', '']),
    ...survivors.map(({ edit }) => `- ${said(edit)} – ${whyEqual(edit) ?? 'a gap'}`),
  ].join('\n');
}
