import { percentText } from '@ytterby/core';
import { loadLaw } from '@ytterby/law';
import type { Command } from 'commander';
import { assessContent } from '../content/assess-content.ts';
import { formatProblem, readBom } from '../intake/index.ts';
import { type AssessOptions, withExportOptions } from './assess.ts';
import { EXIT, UsageError } from './errors.ts';
import { readingsFrom } from './options.ts';
import { say, table, textOrJson } from './terminal.ts';
import { todayInBeijing } from './today.ts';

/** `ytterby content BOM`: only the shares of controlled Chinese-origin value, level by level, without a law of the day. */
export function addContent(program: Command): void {
  withExportOptions(
    program
      .command('content <bom>')
      .description(
        'share of controlled Chinese-origin value at every level of a bill of materials / 受管制中国原产成分价值占比',
      ),
  )
    .option('--part <id>', 'the exported part (default: the part that no other contains)')
    .addOption(textOrJson())
    .action(async (file: string, options: AssessOptions & { part?: string }) => {
      const {
        facts: bom,
        problems,
        notes,
      } = await readBom(file, options.sheet === undefined ? {} : { sheet: options.sheet });
      for (const note of notes) console.error(formatProblem(note, options.lang));
      if (bom === undefined) {
        for (const problem of problems) console.error(formatProblem(problem, options.lang));
        process.exitCode = EXIT.problems;
        return;
      }
      const book = loadLaw({ extra: options.extra });
      const asOf = options.asOf ?? todayInBeijing();
      const stated = options.unstated === undefined ? bom : { ...bom, unstated: options.unstated };
      if (options.part !== undefined && !bom.parts.some(({ id }) => id === options.part)) {
        throw new UsageError(
          say(options.lang, `物料清单中没有“${options.part}”。`, `The bill has no part ${options.part}.`),
        );
      }
      const assessed = assessContent(stated, book, {
        asOf,
        knownAt: options.knownAt,
        readings: readingsFrom(options.reading, options.lang),
        part: options.part,
      });
      if (assessed === null) {
        throw new UsageError(
          say(options.lang, `${asOf}所知的法律没有价值占比规定。`, `No law known on ${asOf} has a content test.`),
        );
      }
      const { content, questions } = assessed;
      if (options.format === 'json') {
        console.log(JSON.stringify({ content, questions }, null, 2));
        return;
      }
      const mark = { met: '✓', 'not-met': '✗', unknown: '?' } as const;
      const range = ({ atLeast, atMost }: { atLeast: string; atMost: string | null }) =>
        atLeast === atMost
          ? percentText(atLeast, options.lang)
          : `${percentText(atLeast, options.lang)} – ${atMost === null ? '∞' : percentText(atMost, options.lang)}`;
      for (const product of content.products) {
        console.log(`${mark[product.verdict]} ${product.part}  ${range(product.share)}`);
        const rows = product.contributions.map(({ path, share }) => [
          '   ',
          path.slice(1).join(' ← ') || path.join(),
          range(share),
        ]);
        if (rows.length > 0) console.log(table(rows));
      }
      for (const problem of content.problems) console.log(`! ${problem.text[options.lang]}`);
      for (const assumption of content.assumptions) console.log(`· ${assumption[options.lang]}`);
    });
}
