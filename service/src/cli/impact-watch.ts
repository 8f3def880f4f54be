import { tame, type Text } from '@ytterby/core';
import type { ImpactCase } from '@ytterby/core/impact';
import { type FlowGap, type FlowVerdict, type Monitoring, monitoringOf } from '@ytterby/core/measures';
import { loadLaw } from '@ytterby/law';
import type { Command } from 'commander';
import { movedText } from '../impact/report/content.ts';
import { readBytes } from '../intake/read-text.ts';
import { flowRows, MOST_FLOW_BYTES, type NewFlow } from '../measures/flow-file.ts';
import { EXIT, UsageError } from './errors.ts';
import { assessedCase, CASE_HELP, type CaseOptions, madeWith, withCaseOptions } from './impact-case.ts';
import { type Language, say, table, textOrJson } from './terminal.ts';
import { todayInBeijing } from './today.ts';

interface WatchOptions extends CaseOptions {
  readonly format: 'text' | 'json';
  readonly flows: string;
}

/** `ytterby impact watch CASE --flows FILE`: forecast beside what really went out. Exits with 1 where a month lies outside. */
export function addWatch(impact: Command): void {
  withCaseOptions(
    impact
      .command('watch <case>')
      .description(`the forecast of a case beside actual flows, month by month: ${CASE_HELP} / 预测与实际流量对照`),
    'the day on which the measure took effect, from which the case counts (default: its own) / 施行之日',
  )
    .requiredOption('--flows <file>', 'CSV with the columns month, amount, unit, source / 实际流量')
    .addOption(textOrJson())
    .addHelpText(
      'after',
      `
Exit code: 0 no month lies outside the forecast (months that are not known raise no alarm), 1 one does, 2 the input has problems.
退出码：0 没有月份超出预测区间（未知的月份不预警），1 有月份超出，2 输入有误。`,
    )
    .action(watching);
}

async function watching(named: string, options: WatchOptions): Promise<void> {
  const { lang, format, flows: file } = options;
  const flows = await flowsFrom(file, lang);
  const run = await assessedCase(named, options, loadLaw());
  if (run === undefined) return;
  const { given, assessment } = run;
  const { months, alarms, unit } = monitoringOf(given, assessment, given.from, flows, []);
  if (format === 'json') {
    const answer = { assessment: madeWith(run), inEffectFrom: given.from, unit, months, alarms };
    // What is not known is null, and not left out.
    console.log(JSON.stringify(answer, (_key, value: unknown) => value ?? null, 2));
  } else console.log(watchText(given, { months, alarms, unit }, lang));
  if (alarms.length > 0) process.exitCode = EXIT.failed;
}

/** @throws IntakeError, or UsageError with each row that cannot be read */
async function flowsFrom(file: string, lang: Language): Promise<readonly NewFlow[]> {
  const bytes = await readBytes(file, { maxBytes: MOST_FLOW_BYTES });
  const read = await flowRows(bytes, file, todayInBeijing());
  if ('flows' in read) return read.flows;
  const lines = read.problems.map(({ row, column, ...text }) => {
    const field = column === undefined ? '' : ` "${column}"`;
    return say(lang, `${file} 第${row}行${field}：${text.zh}`, `${file} row ${row}${field}: ${text.en}`);
  });
  throw new UsageError(lines.join('\n'));
}

const VERDICTS: Readonly<Record<FlowVerdict, Text>> = {
  inside: { zh: '区间内', en: 'inside' },
  below: { zh: '低于区间', en: 'below' },
  above: { zh: '高于区间', en: 'above' },
  unknown: { zh: '未知', en: 'unknown' },
};
const GAPS: Readonly<Record<FlowGap, Text>> = {
  'no-figure': { zh: '尚无数据', en: 'no figure yet' },
  'no-forecast': { zh: '超出预测范围', en: 'the forecast does not reach it' },
  'not-in-effect': { zh: '当月措施尚未施行', en: 'over before the measure took effect' },
  'other-start': { zh: '预测起始月份与施行月份不同', en: 'the forecast begins in another month than the measure' },
  unit: { zh: '单位无法换算', en: 'the unit does not convert' },
};

/** Five digits: more are not to be had from draws, and fewer would hide on which side of the band a flow lies. */
const shown = (value: number) => value.toLocaleString('en-GB', { maximumSignificantDigits: 5 });

function watchText(
  given: ImpactCase,
  { unit, months, alarms }: Pick<Monitoring, 'unit' | 'months' | 'alarms'>,
  lang: Language,
): string {
  const moved = movedText(given);
  const inUnit = unit === '' ? '' : say(lang, `（${unit}）`, ` (${unit})`);
  const head = [
    say(lang, '月份', 'Month'),
    say(lang, `无措施${inUnit}`, `Without${inUnit}`),
    say(lang, '预测', 'Forecast'),
    say(lang, '九成抽样', 'Nine tenths of draws'),
    say(lang, '实际流量', 'Actual'),
    say(lang, '结果', 'Is'),
  ];
  const rows = months.map(({ month, forecast, actual, is, why }) => [
    month,
    ...(forecast === undefined
      ? ['–', '–', '–']
      : [shown(forecast.without), shown(forecast.middle), `${shown(forecast.low)}–${shown(forecast.high)}`]),
    actual ?? '–',
    `${VERDICTS[is][lang]}${why === undefined ? '' : say(lang, `：${GAPS[why].zh}`, `: ${GAPS[why].en}`)}`,
  ]);
  const told = alarms.flatMap((alarm) => {
    // Statistics of decisions are no file of flows.
    if (alarm.of !== 'flow') return [];
    const { month, direction, since, actual, low, high } = alarm;
    const { zh, en } = VERDICTS[direction];
    return say(
      lang,
      `✗ ${month}：${actual} ${unit}，${zh}（${shown(low)}至${shown(high)} ${unit}），自${since}起。`,
      `✗ ${month}: ${actual} ${unit} is ${en} the band of ${shown(low)} to ${shown(high)} ${unit}, since ${since}.`,
    );
  });
  const count = (...which: readonly FlowVerdict[]) => months.filter(({ is }) => which.includes(is)).length;
  const [inside, outside, unknown] = [count('inside'), count('below', 'above'), count('unknown')];
  return [
    tame(given.title[lang]),
    say(lang, `施行之日 ${given.from}`, `In effect from ${given.from}`),
    ...(moved === undefined ? [] : [moved[lang]]),
    '',
    table([head, ...rows]),
    '',
    ...told,
    say(
      lang,
      `区间内 ${inside} 个月，区间外 ${outside} 个月，未知 ${unknown} 个月。`,
      `Months: ${inside} inside, ${outside} outside, ${unknown} unknown.`,
    ),
  ].join('\n');
}
