import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { type BomFacts, determine, type ExportFacts } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import { type Command, Option } from 'commander';
import { type ExportReading, formatProblem, type Problem, readBom, readExports } from '../intake/index.ts';
import { EXIT, UsageError } from './errors.ts';
import { readingsFrom } from './options.ts';
import { answerWriter, FORMATS, type Format } from './output.ts';
import { progressBar } from './progress.ts';
import { dateOption, type Language, languageOption, say } from './terminal.ts';
import { wholeFile } from './whole-file.ts';

export interface AssessOptions {
  readonly lang: Language;
  readonly format: Format;
  readonly out?: string;
  readonly bom?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly reading: readonly string[];
  readonly sheet?: string;
  readonly unstated?: 'none' | 'unknown';
  readonly extra: readonly string[];
}

/** Options that every command about exports takes. */
export function withExportOptions(command: Command): Command {
  return command
    .addOption(languageOption())
    .addOption(dateOption('--as-of <day>', 'day of export, Beijing time; in place of the file’s'))
    .addOption(dateOption('--known-at <day>', 'only law published by this day counts (default: --as-of)'))
    .option('--bom <file>', 'bill of materials behind the export (CSV, XLSX, YAML, JSON)')
    .addOption(
      new Option('--unstated <what>', 'what rows of the bill that say nothing hold').choices(['none', 'unknown']),
    )
    .option('--reading <id=option...>', 'take another reading where the law can be read in two ways', [])
    .option('--sheet <name>', 'sheet of a workbook (default: the first)')
    .option('--extra <file...>', 'further law files laid over the pack', []);
}

/** `ytterby assess FILE`: is it caught, by which paragraph, what follows. */
export function addAssess(program: Command): void {
  withExportOptions(
    program
      .command('assess <file>')
      .description('assess one export (YAML, JSON) or many (CSV, XLSX, NDJSON) / 判定出口是否受管制'),
  )
    .addOption(new Option('--format <format>', 'form of the answer').choices(FORMATS).default('text'))
    .option('--out <file>', 'write the answer to a file')
    .action(assess);
}

async function assess(file: string, options: AssessOptions): Promise<void> {
  if (options.format === 'xlsx' && options.out === undefined) {
    throw new UsageError(
      say(options.lang, 'XLSX 须写入文件：请用 --out FILE.xlsx。', 'XLSX goes into a file: use --out FILE.xlsx.'),
    );
  }
  const book = loadLaw({ extra: options.extra });
  const readings = readingsFrom(options.reading, options.lang);
  const writer = answerWriter(options.format, options.lang);
  let bad = 0;
  let answered = 0;
  const whole = options.out === undefined ? undefined : wholeFile(options.out, options.lang);
  const out = whole?.stream ?? process.stdout;
  try {
    for await (const { facts, problems } of exportsOf(file, options)) {
      if (facts === undefined) {
        bad += 1;
        for (const problem of problems) console.error(formatProblem(problem, options.lang));
        continue;
      }
      await write(out, writer.add({ facts, determination: determine(facts, book, { readings }), book, readings }));
      answered += 1;
    }
    await write(out, await writer.end());
  } catch (error) {
    whole?.drop();
    throw error;
  }
  await whole?.keep();
  if (options.out !== undefined) console.error(say(options.lang, `已写入 ${options.out}`, `written: ${options.out}`));
  if (bad > 0) {
    console.error(
      say(
        options.lang,
        `已判定 ${answered} 项，${bad} 项有误未判定。`,
        `${answered} assessed; ${bad} not assessed for the problems above.`,
      ),
    );
    process.exitCode = EXIT.problems;
  }
}

/** Waits while the reader is slower than the writer. */
async function write(out: Writable, piece: string | Uint8Array): Promise<void> {
  if (piece.length > 0 && !out.write(piece)) await once(out, 'drain');
}

/** One export of a file with the options laid over it, or its problems. */
export type ExportFound =
  | { readonly facts: ExportFacts; readonly problems: readonly [] }
  | { readonly facts?: undefined; readonly problems: readonly Problem[] };

/** Reads the exports of a file, with the bill of materials and the days of the options put in. Notes go to standard error. */
export async function* exportsOf(file: string, options: Omit<AssessOptions, 'format'>): AsyncGenerator<ExportFound> {
  const bom = options.bom === undefined ? undefined : await billOf(options.bom, options);
  const bar = progressBar(file);
  const reading = readExports(file, {
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    onProgress: bar.update,
  });
  try {
    for await (const found of reading) {
      for (const note of found.notes) console.error(formatProblem(note, options.lang));
      if (found.facts === undefined) yield { problems: found.problems };
      else yield { facts: laidOver(found as ExportReading & { facts: ExportFacts }, options, bom), problems: [] };
    }
  } finally {
    bar.stop();
  }
}

function laidOver(
  { facts }: { facts: ExportFacts },
  options: Omit<AssessOptions, 'format'>,
  bom: BomFacts | undefined,
): ExportFacts {
  const bill = bom ?? facts.bom;
  const stated = bill === undefined || options.unstated === undefined ? bill : { ...bill, unstated: options.unstated };
  return {
    ...facts,
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.knownAt === undefined ? {} : { knownAt: options.knownAt }),
    ...(stated === undefined ? {} : { bom: stated }),
  };
}

async function billOf(file: string, options: Omit<AssessOptions, 'format'>): Promise<BomFacts> {
  const { facts, problems, notes } = await readBom(file, options.sheet === undefined ? {} : { sheet: options.sheet });
  for (const note of notes) console.error(formatProblem(note, options.lang));
  if (facts !== undefined) return facts;
  for (const problem of problems) console.error(formatProblem(problem, options.lang));
  throw new UsageError(
    say(
      options.lang,
      '物料清单有误，未作判定。',
      'The bill of materials has the problems above; nothing was assessed.',
    ),
  );
}
