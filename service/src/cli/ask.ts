import { questions, WORDING } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import type { Command } from 'commander';
import { formatProblem } from '../intake/index.ts';
import { type AssessOptions, exportsOf, withExportOptions } from './assess.ts';
import { EXIT } from './errors.ts';
import { readingsFrom } from './options.ts';
import { say, textOrJson } from './terminal.ts';

/** `ytterby ask FILE`: only the smallest set of questions that would settle the answer. */
export function addAsk(program: Command): void {
  withExportOptions(
    program
      .command('ask <file>')
      .description('the smallest set of facts that would settle the answer / 还需要哪些事实'),
  )
    .addOption(textOrJson())
    .action(async (file: string, options: AssessOptions) => {
      const book = loadLaw({ extra: options.extra });
      const readings = readingsFrom(options.reading, options.lang);
      for await (const { facts, problems } of exportsOf(file, options)) {
        if (facts === undefined) {
          for (const problem of problems) console.error(formatProblem(problem, options.lang));
          process.exitCode = EXIT.problems;
          continue;
        }
        const lines = questions(facts, book, { readings });
        if (options.format === 'json') {
          console.log(JSON.stringify(lines));
          continue;
        }
        const outcomes = (possible: (typeof lines)[number]['possible']) =>
          possible.map((each) => WORDING[`outcome.${each}`][options.lang]).join(say(options.lang, '或', ' or '));
        for (const line of lines) {
          console.log(`${line.id}  ${outcomes(line.possible)}`);
          if (line.questions.length === 0) {
            console.log(
              `  ${say(options.lang, '结果已确定，无须再问。', 'The outcome does not turn on any missing fact.')}`,
            );
          }
          for (const [index, question] of line.questions.entries()) {
            console.log(`  ${index + 1}. ${question.text[options.lang]}  [${question.about}]`);
            for (const answer of question.answers)
              console.log(`     ${answer.text[options.lang]} → ${outcomes(answer.leadsTo)}`);
          }
        }
      }
    });
}
