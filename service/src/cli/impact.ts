import { existsSync } from 'node:fs';
import { AssessmentStopped, type Stage } from '@ytterby/core/impact';
import { loadLaw } from '@ytterby/law';
import { Presets, SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { assessmentJson, reportOf } from '../impact/report/content.ts';
import { reportHtml, reportPdf, reportText } from '../impact/report/layouts.ts';
import { type CaseRun, runCase } from '../impact/run-case.ts';
import { SHIPPED_CASES, shippedCase } from '../impact/shipped-cases.ts';
import { DESCRIPTION_FILE } from '../impact/tables/description.ts';
import { readTables } from '../impact/tables/read-tables.ts';
import { UsageError } from './errors.ts';
import { type Language, languageOption, say, table, textOrJson } from './terminal.ts';
import { wholeFile } from './whole-file.ts';

const FORMATS = ['text', 'json', 'html', 'pdf'] as const;
interface RunOptions {
  readonly lang: Language;
  readonly format: (typeof FORMATS)[number];
  readonly tables?: string;
  readonly seed: number;
  readonly samples: number;
  readonly out?: string;
}
/** As shells say that Ctrl-C ended a command. */
const INTERRUPTED = 130;

const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  return value;
};

/** `ytterby impact run CASE`, `ytterby impact tables check DIR`. */
export function addImpact(program: Command): void {
  const impact = program
    .command('impact')
    .description('what a measure would do to supply chains and an economy / 影响评估');
  impact
    .command('run <case>')
    .description(`assess a case: a file, or one that comes with Ytterby (${SHIPPED_CASES.join(', ')})`)
    .addOption(languageOption())
    .addOption(new Option('--format <format>', 'form of the answer').choices(FORMATS).default('text'))
    .option('--tables <folder>', 'folder of the tables, in place of the case’s')
    .addOption(
      new Option('--seed <number>', 'the same seed gives the same answer')
        .argParser(wholeNumber(0, 2 ** 31 - 1))
        .default(1),
    )
    .addOption(
      new Option('--samples <number>', 'draws that the bands stand on')
        .argParser(wholeNumber(1, 100_000))
        .default(1000),
    )
    .option('--out <file>', 'write the answer to a file')
    .action(running);
  impact
    .command('tables')
    .description('tables that assessments read / 评估用表')
    .command('check <folder>')
    .description(`read the tables of a folder as its ${DESCRIPTION_FILE} says, and tell what they hold`)
    .option('--description <file>', `the description (default: ${DESCRIPTION_FILE} in the folder)`)
    .addOption(languageOption())
    .addOption(textOrJson())
    .action(checking);
}

/** A file, or the name of a case that comes with Ytterby. */
const caseFile = (named: string) => (existsSync(named) ? named : (shippedCase(named) ?? named));

async function running(named: string, options: RunOptions): Promise<void> {
  const { lang, format, out, seed, samples, tables } = options;
  if (format === 'pdf' && out === undefined)
    throw new UsageError(
      say(lang, 'PDF 须写入文件：请用 --out FILE.pdf。', 'PDF goes into a file: use --out FILE.pdf.'),
    );
  const stopping = new AbortController();
  const interrupt = () => {
    stopping.abort();
  };
  process.once('SIGINT', interrupt);
  const bar = stageBar(lang);
  let run: CaseRun;
  try {
    run = await runCase(caseFile(named), {
      book: loadLaw(),
      seed,
      samples,
      signal: stopping.signal,
      onProgress: bar.update,
      ...(tables === undefined ? {} : { tables }),
    });
  } catch (error) {
    if (!(error instanceof AssessmentStopped)) throw error;
    console.error(say(lang, '已中止，未写入任何文件。', 'Stopped; nothing was written.'));
    process.exitCode = INTERRUPTED;
    return;
  } finally {
    bar.stop();
    process.removeListener('SIGINT', interrupt);
  }
  const answer = await laidOut(run, options);
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

async function laidOut(run: CaseRun, { format, lang }: RunOptions): Promise<string | Uint8Array> {
  const now = new Date().toISOString();
  switch (format) {
    case 'json':
      return assessmentJson(run);
    case 'html':
      return reportHtml(reportOf(run, lang), now.slice(0, 16).replace('T', ' '));
    case 'pdf':
      return reportPdf(reportOf(run, lang), now);
    case 'text':
      return reportText(reportOf(run, lang), table);
  }
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

async function checking(
  folder: string,
  { lang, format, description }: { lang: Language; format: 'text' | 'json'; description?: string },
): Promise<void> {
  const { title, economy, found } = await readTables(folder, description);
  const tables = found.map(({ description: { kind, file, year, unit, source, licence }, rows, unknown, leftOut }) => ({
    kind,
    file,
    year,
    unit,
    rows,
    unknown,
    leftOut,
    source,
    licence,
  }));
  if (format === 'json') {
    console.log(JSON.stringify({ title, sectors: economy?.sectors.length ?? 0, tables }, null, 2));
    return;
  }
  const head = say(
    lang,
    ['类别', '文件', '年份', '单位', '行数', '空值', '许可'],
    ['kind', 'file', 'year', 'unit', 'rows', 'empty', 'licence'],
  );
  const rows = tables.map(({ kind, file, year, unit, rows: count, unknown, licence }) => [
    kind,
    file,
    year,
    unit,
    String(count),
    String(unknown),
    licence,
  ]);
  console.log(title);
  console.log(table([head, ...rows]));
  if (economy !== undefined)
    console.log(
      say(
        lang,
        `投入产出表：${economy.sectors.length} 个部门，平衡`,
        `input-output table: ${economy.sectors.length} sectors, sound`,
      ),
    );
  for (const { file, leftOut } of tables)
    if (leftOut.length > 0)
      console.log(
        say(lang, `${file}：未用的代码 ${leftOut.join(' ')}`, `${file}: codes that are not used: ${leftOut.join(' ')}`),
      );
}
