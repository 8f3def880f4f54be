import { determine } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import type { Command } from 'commander';
import { formatProblem } from '../intake/index.ts';
import { type AssessOptions, exportsOf, withExportOptions } from './assess.ts';
import { EXIT } from './errors.ts';
import { readingsFrom } from './options.ts';
import { say } from './terminal.ts';
import { WORDING } from '@ytterby/core';

/** `ytterby ask FILE`: only the smallest set of questions that would settle the answer. */
export function addAsk(program: Command): void {
  withExportOptions(
    program
      .command('ask <file>')
      .description('the smallest set of facts that would settle the answer / 还需要哪些事实'),
  )
    .option('--format <format>', 'text or json', 'text')
    .action(async (file: string, options: AssessOptions) => {
      const book = loadLaw({ extra: options.extra });
      const readings = readingsFrom(options.reading, options.lang);
      for await (const { facts, problems } of exportsOf(file, options)) {
        if (facts === undefined) {
          for (const problem of problems) console.error(formatProblem(problem, options.lang));
          process.exitCode = EXIT.problems;
          continue;
        }
        const { lines, outcome } = determine(facts, book, { readings });
        if (options.format === 'json') {
          console.log(
            JSON.stringify(
              lines.map(({ id, possible, questions, reviewQuestions }) => ({
                id,
                possible,
                questions,
                reviewQuestions,
              })),
            ),
          );
          continue;
        }
        for (const line of lines) {
          console.log(`${line.id}  ${WORDING[`outcome.${line.outcome}`][options.lang]}`);
          if (line.questions.length === 0)
            console.log(
              `  ${say(options.lang, '结果已确定，无须再问。', 'The outcome does not turn on any missing fact.')}`,
            );
          for (const [index, question] of line.questions.entries()) {
            console.log(`  ${index + 1}. ${question.text[options.lang]}  [${question.about}]`);
            for (const answer of question.answers) {
              console.log(
                `     ${answer.text[options.lang]} → ${answer.leadsTo.map((each) => WORDING[`outcome.${each}`][options.lang]).join(say(options.lang, '或', ' or '))}`,
              );
            }
          }
        }
        if (lines.length > 1)
          console.log(
            say(
              options.lang,
              `整批：${WORDING[`outcome.${outcome}`].zh}`,
              `whole export: ${WORDING[`outcome.${outcome}`].en}`,
            ),
          );
      }
    });
}
