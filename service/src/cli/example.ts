import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { styleText } from 'node:util';
import { type ContentAnswer, determine, explain, percentText, wrap } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import type { Command } from 'commander';
import { exportsOf } from './assess.ts';
import { EXIT } from './errors.ts';
import { type Answered, reportOf } from './output.ts';
import { type Language, languageOption, say } from './terminal.ts';

/**
 * `ytterby example`: what Ytterby does, on one example. The nacelle of a wind turbine is assessed on three days, each answer is
 * told in a few lines, and the full answers go into one HTML report.
 */
export function addExample(program: Command): void {
  program
    .command('example')
    .description('one example on three days, and a report to read / 一个示例，三个日期')
    .addOption(languageOption())
    .action(({ lang }: { lang: Language }) => example(lang));
}

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FACTS = path.join('examples', 'turbine', 'export.yaml');
const BILL = path.join('examples', 'turbine', 'bom.csv');
const REPORT = path.join(ROOT, 'reports', 'example.html');

/** The same export under three states of the law; `knownAt` is the day on which somebody asks. */
const DAYS = [
  {
    asOf: '2025-12-15',
    knownAt: '2025-10-20',
    zh: '2025年12月15日出口，2025年10月20日提问：第61号公告已公布，各项均将施行',
    en: 'Export on 15 December 2025, asked on 20 October 2025: No. 61 is published and every limb will run',
  },
  {
    asOf: '2026-08-03',
    knownAt: '2026-08-03',
    zh: '2026年8月3日出口，当日提问：第61号公告暂停实施',
    en: 'Export on 3 August 2026, asked that day: No. 61 is paused',
  },
  {
    asOf: '2026-11-24',
    knownAt: '2026-11-24',
    zh: '2026年11月24日出口，当日提问：暂停期已满，延长已宣布而未见公告',
    en: 'Export on 24 November 2026, asked that day: the pause has run out, its extension is announced but not enacted',
  },
] as const;

async function example(language: Language): Promise<void> {
  const book = loadLaw();
  const tell = (...lines: readonly string[]) => {
    console.log(lines.join('\n'));
  };
  tell(
    bold(say(language, 'Ytterby：稀土出口管制判定', 'Ytterby: export control for rare earths')),
    ...wrapped(
      say(
        language,
        '示例：15兆瓦直驱风电机组机舱由德国运往英国；磁体含镝、铽，其原产地未知。',
        'Example: the nacelle of a 15 MW direct-drive wind turbine goes from Germany to Great Britain. Its magnets hold dysprosium and terbium of unknown origin.',
      ),
    ),
  );
  const answers: Answered[] = [];
  for (const day of DAYS) {
    const options = {
      lang: language,
      reading: [],
      extra: [],
      bom: path.join(ROOT, BILL),
      asOf: day.asOf,
      knownAt: day.knownAt,
    };
    for await (const { facts } of exportsOf(path.join(ROOT, FACTS), options)) {
      if (facts === undefined) throw new Error(`${FACTS} cannot be read`);
      const determination = determine(facts, book);
      answers.push({ facts, determination, book, readings: {} });
      const [line] = determination.lines;
      const [head] = explain(determination, language);
      if (line === undefined || head?.kind !== 'headline') throw new Error(`${FACTS} gave no answer`);
      tell('', ...wrapped(day[language], `${answers.length}. `, '   ').map(bold));
      tell(...wrapped(head.text, '   ').map((text) => paint(text, head.outcome)));
      for (const sentence of [...head.sentences, ...contentSentences(line.content, language)])
        tell(...wrapped(sentence, '   '));
      if (line.questions.length > 0) tell(`   ${say(language, '须查明：', 'To find out:')}`);
      for (const [index, { text }] of line.questions.entries())
        tell(...wrapped(text[language], `     ${index + 1}. `, '        '));
      const known = day.knownAt === day.asOf ? '' : ` --known-at ${day.knownAt}`;
      tell(
        dim(
          `   npx ytterby assess ${shell(FACTS)} --bom ${shell(BILL)} --as-of ${day.asOf}${known} --lang ${language}`,
        ),
      );
    }
  }
  tell(
    '',
    ...wrapped(
      say(
        language,
        '以上各命令给出完整答案和逐条依据。判定您自己的出口（更多示例见 examples/README.md）：',
        'Each command above prints the full answer, provision by provision. For an export of your own (more examples are in examples/README.md):',
      ),
    ),
    say(language, '   npx ytterby assess 文件', '   npx ytterby assess FILE'),
  );
  const problem = await save(REPORT, reportOf(answers, language, new Date()));
  if (problem === undefined)
    tell(say(language, `三个答案的完整报告：${REPORT}`, `The report with all three answers in full: ${REPORT}`));
  else {
    console.error(
      say(
        language,
        `报告无法写入 ${REPORT}（${problem}）；请检查该文件夹的写入权限。`,
        `The report could not be written to ${REPORT} (${problem}). Check that this folder may be written to.`,
      ),
    );
    process.exitCode = EXIT.failed;
  }
  tell(say(language, '本软件不构成法律意见。', 'This is not legal advice.'));
}

/** The share that was tested, for the product of the bill that decides or, while it is open, the innermost one with a known range. */
function contentSentences(content: ContentAnswer | null, language: Language): readonly string[] {
  const product = content?.products.find(
    ({ verdict, share }) => verdict === content.verdict && share.atMost !== null && share.atMost !== '1',
  );
  if (content === null || product === undefined) return [];
  const [least, most] = [product.share.atLeast, product.share.atMost ?? '1'].map((share) =>
    percentText(share, language)
      .replace(/(\.\d\d)\d+/, '$1')
      .replace(' %', '\u00a0%'),
  );
  const share = least === most ? least : say(language, `${least}至${most}`, `${least} to ${most}`);
  const threshold = percentText(content.threshold, language).replace(' %', '\u00a0%');
  return [
    say(
      language,
      `受管制的中国原产成分占“${product.part}”价值的${share}（门槛${threshold}）。`,
      `Controlled Chinese-origin share of the value of ${product.part}: ${share} (threshold ${threshold}).`,
    ),
  ];
}

/** Writes the file; where that cannot be done, says why. */
async function save(file: string, text: string): Promise<string | undefined> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

const COLOURS = {
  prohibited: 'red',
  'licence-required': 'yellow',
  undetermined: 'magenta',
  unconfirmed: 'magenta',
} as const;

function paint(text: string, outcome: string): string {
  const colour = COLOURS[outcome as keyof typeof COLOURS] ?? 'green';
  return process.stdout.isTTY ? styleText(['bold', colour], text) : text;
}

const bold = (text: string) => (process.stdout.isTTY ? styleText('bold', text) : text);
const dim = (text: string) => (process.stdout.isTTY ? styleText('dim', text) : text);
const wrapped = (text: string, first = '', rest = first) =>
  wrap(text, Math.min(process.stdout.columns ?? 100, 110), first, rest);
/** Paths as a shell takes them on every system. */
const shell = (file: string) => file.replaceAll(path.sep, '/');
