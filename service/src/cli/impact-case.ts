import { existsSync } from 'node:fs';
import type { LawBook } from '@ytterby/core';
import { AssessmentStopped, type Stage } from '@ytterby/core/impact';
import { Presets, SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CaseRun, runCase } from '../impact/run-case.ts';
import { SHIPPED_CASES, shippedCase } from '../impact/shipped-cases.ts';
import { UsageError } from './errors.ts';
import { dateOption, type Language, languageOption, say } from './terminal.ts';
import { wholeFile } from './whole-file.ts';

/** How a case is to be assessed. */
export interface CaseOptions {
  readonly lang: Language;
  readonly tables?: string;
  readonly from?: string;
  readonly seed: number;
  readonly samples: number;
}
/** As shells say that Ctrl-C ended a command. */
const INTERRUPTED = 130;

/** What `<case>` is, for help. */
export const CASE_HELP = `a file, or one that comes with Ytterby (${SHIPPED_CASES.join(', ')})`;

/** A whole number from `least` to `most`, as the value of an option. */
export const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  return value;
};

/** Options that every command about a case takes. @param fromHelp what `--from` is, with its default */
export function withCaseOptions(
  command: Command,
  fromHelp = 'the day from which the case counts, in place of its own / 案例首日',
): Command {
  return command
    .addOption(languageOption())
    .option('--tables <folder>', 'folder of the tables, in place of the case’s / 数据表文件夹')
    .addOption(dateOption('--from <day>', fromHelp))
    .addOption(
      new Option('--seed <number>', 'the same seed gives the same answer / 随机种子')
        .argParser(wholeNumber(0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(
      new Option('--samples <number>', 'draws that the bands stand on / 抽样次数')
        .argParser(wholeNumber(1, 100_000))
        .default(1000),
    );
}

/** A file, or the name of a case that comes with Ytterby. */
const caseFile = (named: string) => (existsSync(named) ? named : (shippedCase(named) ?? named));

/**
 * Assesses a case with a progress bar. Undefined: Ctrl-C ended it, and that is said.
 * @throws IntakeError, ImpactFileError
 */
export async function assessedCase(
  named: string,
  { lang, tables, from, seed, samples }: CaseOptions,
  book: LawBook,
): Promise<CaseRun | undefined> {
  const stopping = new AbortController();
  const interrupt = () => {
    stopping.abort();
  };
  process.once('SIGINT', interrupt);
  const bar = stageBar(lang);
  try {
    return await runCase(caseFile(named), {
      book,
      seed,
      samples,
      signal: stopping.signal,
      onProgress: bar.update,
      ...(tables === undefined ? {} : { tables }),
      ...(from === undefined ? {} : { from }),
    });
  } catch (error) {
    if (!(error instanceof AssessmentStopped)) throw error;
    console.error(say(lang, '已中止，未写入任何文件。', 'Stopped; nothing was written.'));
    process.exitCode = INTERRUPTED;
    return undefined;
  } finally {
    bar.stop();
    process.removeListener('SIGINT', interrupt);
  }
}

/** How a run was made, so that it can be made again: for JSON. */
export const madeWith = ({ given: { id, from, writtenFor }, assessment: { seed, samples } }: CaseRun) => ({
  case: id,
  from,
  writtenFor: writtenFor ?? null,
  seed,
  samples,
});

/** Refuses to write a PDF to a terminal. @throws UsageError */
export function refuseBarePdf({ format, out, lang }: { format: string; out?: string; lang: Language }): void {
  if (format === 'pdf' && out === undefined)
    throw new UsageError(
      say(lang, 'PDF 须写入文件：请用 --out FILE.pdf。', 'PDF goes into a file: use --out FILE.pdf.'),
    );
}

/** Prints an answer, or writes it into a file that appears whole or not at all. */
export async function give(answer: string | Uint8Array, out: string | undefined, lang: Language): Promise<void> {
  if (out === undefined) {
    process.stdout.write(answer);
    return;
  }
  const whole = wholeFile(out, lang);
  try {
    whole.stream.write(answer);
  } catch (error) {
    whole.drop();
    throw error;
  }
  await whole.keep();
  console.error(say(lang, `已写入 ${out}`, `written: ${out}`));
}

function stageBar(lang: Language) {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const names: Readonly<Record<Stage, string>> = {
    samples: say(lang, '抽样', 'draws'),
    sensitivity: say(lang, '敏感性', 'sensitivity'),
    facilitation: say(lang, '便利措施', 'facilitation'),
  };
  const bar = new SingleBar(
    { stream: process.stderr, format: '{stage} {bar} {value}/{total} {eta_formatted}', clearOnComplete: true },
    Presets.shades_classic,
  );
  let now: Stage | undefined;
  return {
    update: (stage: Stage, done: number, total: number) => {
      if (stage !== now) bar.start(total, done, { stage: names[stage] });
      now = stage;
      bar.update(done);
    },
    stop: () => {
      bar.stop();
    },
  };
}
