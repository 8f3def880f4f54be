import { loadLaw } from '@ytterby/law';
import { type Command, Option } from 'commander';
import { assessmentJson, reportOf } from '../impact/report/content.ts';
import { reportHtml, reportPdf, reportText } from '../impact/report/layouts.ts';
import type { CaseRun } from '../impact/run-case.ts';
import { DESCRIPTION_FILE } from '../impact/tables/description.ts';
import { readTables } from '../impact/tables/read-tables.ts';
import { assessedCase, CASE_HELP, type CaseOptions, give, refuseBarePdf, withCaseOptions } from './impact-case.ts';
import { addNotice } from './impact-notice.ts';
import { addWatch } from './impact-watch.ts';
import { type Language, languageOption, say, table, textOrJson } from './terminal.ts';

const FORMATS = ['text', 'json', 'html', 'pdf'] as const;
interface RunOptions extends CaseOptions {
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
}

/** `ytterby impact run CASE`, `notice CASE`, `watch CASE`, `tables check DIR`. */
export function addImpact(program: Command): void {
  const impact = program
    .command('impact')
    .description('what a measure would do to supply chains and an economy / 影响评估');
  withCaseOptions(impact.command('run <case>').description(`assess a case: ${CASE_HELP} / 评估案例`))
    .addOption(new Option('--format <format>', 'form of the answer').choices(FORMATS).default('text'))
    .option('--out <file>', 'write the answer to a file')
    .action(running);
  addNotice(impact);
  addWatch(impact);
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

async function running(named: string, options: RunOptions): Promise<void> {
  refuseBarePdf(options);
  const run = await assessedCase(named, options, loadLaw());
  if (run !== undefined) await give(await laidOut(run, options), options.out, options.lang);
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
