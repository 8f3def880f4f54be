import { addDays, dateText, type Language, type Text } from '@ytterby/core';
import type { Assessment, Gap, ImpactCase, Observed } from '@ytterby/core/impact';
import { lossChart, monthChart } from './charts.ts';
import { partyName, type Words, wordsIn } from './words.ts';

/** A table of a report; every cell is text. */
export interface ReportTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
export interface ReportChart {
  readonly svg: string;
  readonly caption: string;
}
/** Which part of a report, told by a name that stays the same in both languages. */
export type ReportSectionId =
  | 'markets'
  | 'queue'
  | 'sectors'
  | 'lines'
  | 'facilitation'
  | 'sensitivity'
  | 'published'
  | 'exposure'
  | 'method'
  | 'assumptions'
  | 'data'
  | 'gaps'
  | 'limits';
export interface ReportSection {
  readonly id: ReportSectionId;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly table?: ReportTable;
  readonly chart?: ReportChart;
  readonly list?: readonly string[];
}

/** An assessment with what a report tells of its case and tables. */
export interface ReportedRun {
  readonly given: ImpactCase;
  readonly assessment: Assessment;
  readonly sources: readonly { readonly text: Text; readonly url?: string | undefined }[];
  readonly tablesRead: {
    readonly sectorNames: ReadonlyMap<string, string>;
    readonly found: readonly { readonly description: TableSource }[];
  };
}
/** Where a table comes from. */
export interface TableSource {
  readonly file: string;
  readonly year: string;
  readonly unit: string;
  readonly source: string;
  readonly licence: string;
  readonly url?: string | undefined;
}

/** What a report of an assessment says, in one language, before it is laid out as text, page or print. */
export interface ImpactReport {
  readonly language: Language;
  readonly title: string;
  readonly headline: string;
  readonly summary: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly sections: readonly ReportSection[];
}

/** What is to be known of a case that was put to another day; undefined: it was not. */
export function movedText({ from, writtenFor }: Pick<ImpactCase, 'from' | 'writtenFor'>): Text | undefined {
  if (writtenFor === undefined || writtenFor === from) return undefined;
  return {
    zh: `本案例原以${dateText(writtenFor, 'zh')}为首日编写，此处改自${dateText(from, 'zh')}起算。其数值、说明以及所对照的已公布结果（如有）仍属原期间。`,
    en: `The case was written for a measure from ${dateText(writtenFor, 'en')} and counts from ${dateText(from, 'en')} here. Its numbers, its words and any published results beside it are still those of then.`,
  };
}

/** The report of an assessment: scope, results with bands, who is hit, what facilitation does, method, data, assumptions, limits. */
export function reportOf(run: ReportedRun, language: Language): ImpactReport {
  const { given, assessment } = run;
  const words = wordsIn(language, assessment.unit);
  const { pick, text } = words;
  const moved = movedText(given);
  const share = assessment.loss.middle / assessment.valueAdded;
  return {
    language,
    title: text(given.title),
    headline: pick(
      `增加值损失 ${words.moneyBand(assessment.loss)}，不计库存`,
      `${words.moneyBand(assessment.loss)} of value added lost, if no stocks help`,
    ),
    summary: [
      pick(
        `中位数，括号内为九成抽样所在的区间；约占${partyName(given.economy, pick)}同期增加值的 ${words.percent(share)}。`,
        `The middle of the draws, and where nine tenths of them lie; about ${words.percent(share)} of all value added in the period (${partyName(given.economy, pick)}).`,
      ),
      pick(
        `计入库存，按最可能值逐日计算：${words.money(assessment.path.lost)}。`,
        `With stocks, day by day and at the likely values: ${words.money(assessment.path.lost)}.`,
      ),
      text(given.scope),
      ...(moved === undefined ? [] : [text(moved)]),
    ],
    facts: [
      { label: pick('评估期间', 'Period'), value: periodOf(run, language) },
      { label: pick('经济体', 'Economy'), value: partyName(given.economy, pick) },
      { label: pick('限制方', 'Restricting party'), value: partyName(given.restricting, pick) },
      {
        label: pick('抽样', 'Draws'),
        value: pick(
          `${assessment.samples} 次，种子 ${assessment.seed}`,
          `${assessment.samples}, seed ${assessment.seed}`,
        ),
      },
    ],
    sections: [
      itemsSection(run, words),
      queueSection(run, words),
      sectorsSection(run, words),
      linesSection(run, words),
      facilitationSection(run, words),
      sensitivitySection(run, words),
      publishedSection(run, words),
      exposureSection(run, words),
      methodSection(run, words),
      assumptionsSection(run, words),
      dataSection(run, words),
      gapsSection(run, words),
      {
        id: 'limits' as const,
        title: pick('未包含的内容', 'What is not in it'),
        sentences: [],
        list: given.limits.map(text),
      },
    ].filter((section) => section !== undefined),
  };
}

type Build = (run: ReportedRun, words: Words) => ReportSection | undefined;

function periodOf({ given }: ReportedRun, language: Language): string {
  const [from, to] = [given.from, addDays(given.from, given.days - 1)].map((day) => dateText(day, language));
  return language === 'zh' ? `${from}至${to}（${given.days} 天）` : `${from} to ${to} (${given.days} days)`;
}

function sectorName({ tablesRead, given }: ReportedRun, code: string, { text }: Words): string {
  const user = given.items.flatMap(({ users }) => users).find(({ sector }) => sector === code);
  return `${tablesRead.sectorNames.get(code) ?? (user === undefined ? code : text(user.name))} (${code})`;
}

const itemsSection: Build = ({ given, assessment }, { pick, text, percentBand, moneyBand, band, percent }) => ({
  id: 'markets',
  title: pick('市场与损失', 'Markets and what is lost'),
  sentences: [
    pick(
      '可得：经济体能得到的占正常用量的比例。损失：只扣留该物项、其余安排取最优且不计库存时的增加值损失。',
      'Available: what the economy can get, as a part of its normal use. Loss: value added lost when this item alone is held back, the rest is arranged for the best and no stocks help.',
    ),
  ],
  table: {
    head: [pick('物项', 'Item'), pick('价格倍数', 'Price, times'), pick('可得', 'Available'), pick('损失', 'Loss')],
    rows: [
      ...assessment.items.map(({ item, priceRatio, uncleared, available, loss }, at) => [
        text(given.items[at]?.name ?? { zh: item, en: item }),
        priceRatio === undefined
          ? pick('未知', 'not known')
          : `${band(priceRatio)}${uncleared === 0 ? '' : pick(`；${percent(uncleared)} 的抽样无市场价`, `; no price clears in ${percent(uncleared)} of draws`)}`,
        percentBand(available),
        moneyBand(loss),
      ]),
      ...(assessment.items.length > 1 ? [[pick('全部', 'All together'), '', '', moneyBand(assessment.loss)]] : []),
    ],
  },
});

/** @example '2025-04–2025-10' */
function observedMonths({ months }: Observed): string {
  const all = months.map(({ month }) => month).sort();
  return [...new Set([all[0], all.at(-1)])].join('–');
}

const queueSection: Build = ({ given, assessment: { queue } }, words) => {
  if (queue === undefined || given.measure.kind !== 'licence') return undefined;
  const { pick, number, percent, percentBand } = words;
  const { observed } = given.measure;
  const whole = (value: number) => number(Math.round(value));
  const until = observed?.calibratedTo ?? '';
  const fit = (of: typeof queue.fit, counts: (month: string) => boolean, zh: string, en: string) => {
    if (of === undefined) return [];
    const compared = queue.months.filter(({ month, observed: seen }) => seen !== undefined && counts(month)).length;
    const error = percent(of.relativeError);
    // Two points always lie on a line.
    if (compared < 3) return [pick(`${zh}：相对误差 ${error}。`, `${en}: relative error ${error}.`)];
    const correlation = of.correlation.toFixed(2);
    return [
      pick(
        `${zh}：相对误差 ${error}，相关系数 ${correlation}。`,
        `${en}: relative error ${error}, correlation ${correlation}.`,
      ),
    ];
  };
  return {
    id: 'queue',
    title: pick('许可排队', 'The queue for licences'),
    sentences: [
      pick(
        `期间内离境的占无措施时的 ${percentBand(queue.exportedShare)}。`,
        `Of what would go out without the measure, ${percentBand(queue.exportedShare)} goes out within the period.`,
      ),
      ...(queue.meanWait === undefined
        ? []
        : [
            pick(
              `从受理到决定平均 ${number(queue.meanWait)} 个工作日（法定 ${queue.limit} 个，国务院令第792号第十七条），超期 ${percent(queue.lateShare ?? 0)}；期末待决 ${whole(queue.waiting)} ${queue.unit}（最可能值）。`,
              `From acceptance to decision ${number(queue.meanWait)} working days on the mean (the law allows ${queue.limit}: Order 792, article 17), ${percent(queue.lateShare ?? 0)} of it late; ${whole(queue.waiting)} ${queue.unit} wait at the end (likely values).`,
            ),
          ]),
      ...fit(
        queue.fit,
        (month) => month <= until,
        `与实际相比，校准所用月份（至 ${until}）`,
        `Against what happened, in the months that parameters were calibrated with (to ${until})`,
      ),
      ...fit(
        queue.check,
        (month) => month > until,
        '其后未用于校准的月份',
        'In the months after, which they were not calibrated with',
      ),
      ...(observed === undefined || queue.months.some(({ observed: seen }) => seen !== undefined)
        ? []
        : [
            pick(
              `已有实际数据的月份（${observedMonths(observed)}）均不在评估期间内，故无从对照；据其校准的数值照用。`,
              `The months of which the actual flow is known (${observedMonths(observed)}) lie outside the period, so nothing is compared with them; numbers that were calibrated with them stay as they are.`,
            ),
          ]),
    ],
    chart: {
      svg: monthChart(queue.months, {
        planned: pick('无措施', 'without'),
        model: pick('模型', 'model'),
        observed: pick('实际', 'observed'),
        unit: queue.unit,
      }),
      caption: pick(
        '每月离境量；竖线为九成抽样的区间',
        'What goes out each month; the lines show where nine tenths of the draws lie',
      ),
    },
    table: {
      head: [
        pick('月份', 'Month'),
        pick('无措施', 'Without'),
        pick('模型', 'Model'),
        pick('区间', 'Band'),
        pick('实际', 'Observed'),
      ],
      rows: queue.months.map(({ month, planned, exported, band, observed: seen }) => [
        month,
        whole(planned),
        whole(exported),
        `${whole(band.low)}–${whole(band.high)}`,
        seen === undefined ? pick('未知', 'not known') : whole(seen),
      ]),
    },
  };
};

const sectorsSection: Build = (run, words) => {
  const { pick, moneyBand, percentBand } = words;
  const { sectors } = run.assessment;
  return {
    id: 'sectors',
    title: pick('谁受影响', 'Who is hit'),
    sentences: [
      pick(
        '各部门的增加值损失，含其供应商和客户。部门名称为统计机构原文。',
        'Value added lost in each sector, its suppliers and customers with it.',
      ),
    ],
    table: {
      head: [pick('部门', 'Sector'), pick('损失', 'Loss'), pick('占比', 'Share')],
      rows: sectors.map(({ sector, loss, share }) => [
        sectorName(run, sector, words),
        moneyBand(loss),
        share === undefined ? '' : percentBand(share),
      ]),
    },
  };
};

const linesSection: Build = (run, words) => {
  const { given, assessment } = run;
  const { pick, percent, language } = words;
  if (assessment.lines.length === 0) return undefined;
  const { path } = assessment;
  const on = (day: number) => dateText(addDays(given.from, Math.round(day)), language);
  return {
    id: 'lines',
    title: pick('生产线何时停', 'When lines stop'),
    sentences: [
      pick(
        '需要该物项的生产线，低于正常产量一半即为停线。日期为停线抽样的中位数。',
        'Lines that need the item; one that makes less than half of what is normal has stopped. Days are the middle of the draws in which it stops.',
      ),
      path.firstFall === undefined || path.worstDay === undefined
        ? pick(
            '按最可能值，逐日模型中整体增加值没有下降。',
            'At the likely values the economy as a whole loses nothing day by day: stocks last.',
          )
        : pick(
            `按最可能值，整体增加值自${on(path.firstFall)}起下降，${on(path.worstDay)}最低；期间共损失 ${words.money(path.lost)}（逐日，含上下游停产）。`,
            `At the likely values value added falls from ${on(path.firstFall)} and is lowest on ${on(path.worstDay)}; ${words.money(path.lost)} is lost in the period, day by day and with suppliers and customers.`,
          ),
    ],
    table: {
      head: [
        pick('物项', 'Item'),
        pick('生产线', 'Lines in'),
        pick('停线的抽样', 'Draws in which they stop'),
        pick('首次停线', 'First stop'),
        pick('停线天数', 'Days still'),
      ],
      rows: assessment.lines.map(({ item, sector, stops, firstStop, stoppedDays }) => {
        const found = given.items.find(({ id }) => id === item);
        const user = found?.users.find((each) => each.sector === sector);
        return [
          found === undefined ? item : words.text(found.name),
          user === undefined ? sector : words.text(user.name),
          percent(stops),
          firstStop === undefined
            ? pick('不停', 'never')
            : pick(
                `${on(firstStop.middle)}（第 ${Math.round(firstStop.low)}–${Math.round(firstStop.high)} 天）`,
                `${on(firstStop.middle)} (day ${Math.round(firstStop.low)} to ${Math.round(firstStop.high)})`,
              ),
          pick(
            `${Math.round(stoppedDays.middle)}（${Math.round(stoppedDays.low)}–${Math.round(stoppedDays.high)}）`,
            `${Math.round(stoppedDays.middle)} (${Math.round(stoppedDays.low)}–${Math.round(stoppedDays.high)})`,
          ),
        ];
      }),
    },
  };
};

const facilitationSection: Build = ({ given, assessment }, words) => {
  const { pick, text, money, moneyBand, percentBand, number } = words;
  if (given.facilitation.length === 0) return undefined;
  const named = assessment.facilitation.map((each) => {
    const found = given.facilitation.find(({ id }) => id === each.facilitation);
    return { ...each, name: found === undefined ? pick('措施本身', 'The measure as it is') : text(found.name) };
  });
  return {
    id: 'facilitation',
    title: pick('便利措施能减少多少', 'What facilitation does'),
    sentences: [
      pick(
        '同一计算，只改所列一项。计库存的损失取最可能值，停线为抽样平均；图中为最可能值。',
        'The same run with one thing changed. Losses with stocks, and those of the drawing, are at the likely values; lines that stop are the mean of the draws.',
      ),
    ],
    chart: {
      svg: lossChart(named.map(({ name, loss }) => ({ name, loss, label: money(loss) }))),
      caption: pick(
        '增加值损失（两步法，不计库存，最可能值）',
        'Value added lost (two steps, without stocks, likely values)',
      ),
    },
    table: {
      head: [
        pick('情形', 'Case'),
        pick('离境比例', 'Goes out'),
        pick('平均等待（工作日）', 'Mean wait, working days'),
        pick('损失（不计库存）', 'Loss, without stocks'),
        pick('损失（计库存）', 'Loss, with stocks'),
        pick('停线', 'Lines stopped'),
      ],
      rows: named.map(({ name, exportedShare, meanWait, lossBand, pathLoss, linesStopped, lines }) => [
        name,
        percentBand(exportedShare),
        meanWait === undefined ? '–' : number(meanWait),
        moneyBand(lossBand),
        money(pathLoss),
        lines === 0
          ? pick('未知', 'not known')
          : pick(`${number(linesStopped)}／${lines}`, `${number(linesStopped)} of ${lines}`),
      ]),
    },
  };
};

/** A total index below this is noise of the estimate. */
const SMALLEST_INDEX = 0.02;

const sensitivitySection: Build = ({ given, assessment: { sensitivity } }, words) => {
  const { pick } = words;
  const rows = sensitivity.filter(({ total }) => total >= SMALLEST_INDEX);
  if (rows.length === 0) return undefined;
  return {
    id: 'sensitivity',
    title: pick('区间为何这样宽', 'What makes the bands wide'),
    sentences: [
      pick(
        '损失的方差来自哪些参数（Sobol 指数的估计；单独：只确定它可减少的部分；合计：含与其他参数的共同作用）。',
        'Where the variance of the loss comes from, by Sobol indices. Alone: what would go if this number were settled; total: with what it does together with others. Estimates: small ones may be below nothing.',
      ),
    ],
    table: {
      head: [pick('参数', 'Parameter'), pick('单独', 'Alone'), pick('合计', 'Total')],
      rows: rows.map(({ name, alone, total }) => [words.parameter(name, given), alone.toFixed(2), total.toFixed(2)]),
    },
  };
};

const publishedSection: Build = ({ given, assessment: { comparisons } }, words) => {
  const { pick, text, band, number } = words;
  if (comparisons.length === 0 && given.differences.length === 0) return undefined;
  return {
    id: 'published',
    title: pick('与已公布结果对照', 'Beside what was published'),
    sentences: [],
    ...(comparisons.length === 0
      ? {}
      : {
          table: {
            head: [
              pick('数字', 'Figure'),
              pick('我们', 'Ours'),
              pick('公布', 'Published'),
              pick('单位', 'Unit'),
              pick('区间重叠', 'Bands touch'),
              pick('来源', 'Source'),
            ],
            rows: comparisons.map(({ published, ours, overlaps }) => {
              const { of, item, low, middle, high, unit, source } = published;
              const name = given.items.find(({ id }) => id === item)?.name;
              const what = {
                loss: pick('损失', 'loss'),
                'price-rise': pick('涨价', 'rise of the price'),
                'sector-share': pick(`${published.sector} 占损失的比例`, `part of the loss in ${published.sector}`),
              }[of];
              return [
                name === undefined
                  ? of === 'loss'
                    ? pick(`全部：${what}`, `all: ${what}`)
                    : what
                  : `${text(name)}${pick('：', ': ')}${what}`,
                band(ours),
                low === undefined || high === undefined ? number(middle) : band({ low, middle, high }),
                text(unit),
                overlaps === undefined
                  ? pick('公布值无区间', 'no band was published')
                  : overlaps
                    ? pick('是', 'yes')
                    : pick('否', 'no'),
                text(source),
              ];
            }),
          },
        }),
    list: given.differences.map(text),
  };
};

const exposureSection: Build = (run, words) => {
  const { given, assessment } = run;
  const { pick, text, percent, number } = words;
  return {
    id: 'exposure',
    title: pick('依赖程度', 'Exposure'),
    sentences: assessment.exposure.map(({ rows, unknownRows, concentration, partners, netImportReliance }, at) => {
      const item = given.items[at];
      const name = item === undefined ? '' : text(item.name);
      if (rows === 0)
        return pick(
          `${name}：表中没有其进口数据，集中度未知。`,
          `${name}: the tables hold no imports of it, so concentration is not known.`,
        );
      const first = partners
        .slice(0, 4)
        .map(({ partner, share }) => `${partner} ${percent(share)}`)
        .join(pick('、', ', '));
      const hhi =
        concentration === undefined
          ? pick(
              `集中度未知（${unknownRows} 行无金额）`,
              `concentration not known (${unknownRows} rows without an amount)`,
            )
          : pick(
              `进口集中度（HHI，0–10,000）${number(concentration)}`,
              `concentration of imports (HHI, 0 to 10,000) ${number(concentration)}`,
            );
      const reliance =
        netImportReliance === undefined
          ? pick(
              '净进口依存度未知（缺产量或出口）',
              'net import reliance not known (production or exports are not in the tables)',
            )
          : pick(`净进口依存度 ${percent(netImportReliance)}`, `net import reliance ${percent(netImportReliance)}`);
      return pick(
        `${name}（${item?.trade?.codes.join('、')}，${item?.trade?.period}）：${first}；${hhi}；${reliance}。`,
        `${name} (${item?.trade?.codes.join(', ')}, ${item?.trade?.period}): ${first}; ${hhi}; ${reliance}.`,
      );
    }),
    table: {
      head: [pick('部门', 'Sector'), pick('直接需要', 'Needs it directly'), pick('含上游', 'Through the chain')],
      rows: assessment.exposedSectors.map(({ sector, direct, total }) => [
        sectorName(run, sector, words),
        direct === 0 ? '0' : percent(direct),
        percent(total),
      ]),
    },
  };
};

const methodSection: Build = ({ given }, { pick }) => ({
  id: 'method',
  title: pick('方法', 'Method'),
  sentences: [],
  list: [
    pick(
      '投入产出：A = Z·x̂⁻¹，L = (I − A)⁻¹（Miller & Blair 2009，第2章）；由供给使用表按产业技术假定得出，扣除进口（第5.3节；Eurostat 模型 D）。',
      'Input-output: A = Z·x̂⁻¹, L = (I − A)⁻¹ (Miller & Blair 2009, chapter 2); from make and use tables by industry technology, imports taken out (chapter 5.3; Eurostat model D).',
    ),
    pick(
      '第一步，市场出清：限制方以外供给 q·p^ε 与需求 u·p^−η 相等的价格（美国地质调查局 OFR 2024-1057 的第一步）。',
      'First step, the market: the price at which supply q·p^ε and demand u·p^−η outside the restricting party meet (first step of USGS Open-File Report 2024-1057).',
    ),
    pick(
      '第二步：在 (L y)ₛ ≤ (1 − 缺口)·xₛ、0 ≤ y ≤ f 下使 v·L·y 最大（线性规划，HiGHS；Levine & Yabroff 1975，Manley 等 2022）。同一部门中需要不同物项的部分视为不重叠。',
      'Second step: the largest v·L·y with (L y)ₛ ≤ (1 − missing)·xₛ and 0 ≤ y ≤ f, a linear programme (HiGHS; Levine & Yabroff 1975, Manley and others 2022). Parts of one sector that need different items are taken not to overlap.',
    ),
    ...(given.measure.kind === 'licence'
      ? [
          pick(
            '许可排队：先到先办，准备和审查按中国工作日历计，每个工作日决定不超过审查能力。',
            'The queue: first come, first served; preparation and review by the Chinese working calendar, no more decided on a working day than the officers can.',
          ),
        ]
      : []),
    pick(
      '逐日：ARIO 库存模型（Hallegatte 2008、2014）。',
      'Day by day: the ARIO model with inventories (Hallegatte 2008, 2014).',
    ),
    pick(
      '区间：拉丁超立方抽样（McKay 等 1979），5%、50%、95% 分位数；敏感性：Saltelli 等 2010。',
      'Bands: Latin hypercube (McKay and others 1979), quantiles of 5, 50 and 95 %; sensitivity: Saltelli and others 2010.',
    ),
    pick(
      '集中度：Herfindahl–Hirschman 指数；净进口依存度按美国地质调查局定义。',
      'Concentration: the Herfindahl-Hirschman index; net import reliance as the USGS defines it.',
    ),
  ],
});

const assumptionsSection: Build = ({ given, assessment: { assumptions } }, words) => {
  const { pick, number, text, basis } = words;
  return {
    id: 'assumptions',
    title: pick('全部参数及其来源', 'Every number and where it is from'),
    sentences: [
      pick(
        '有来源：已公布。校准：为再现实际数据而选定。假设：未找到来源，范围取宽。',
        'Sourced: somebody published it. Calibrated: chosen so that what was observed comes out. Assumed: no source was found, so the range is wide.',
      ),
    ],
    table: {
      head: [
        pick('参数', 'Parameter'),
        pick('数值', 'Value'),
        pick('依据', 'Basis'),
        pick('来源与说明', 'Source and note'),
      ],
      rows: assumptions.map(({ id, parameter: { low, likely, high, basis: of, source } }) => [
        words.parameter(id, given),
        low === high
          ? number(low)
          : `${number(low)}–${number(high)}${likely === undefined ? '' : pick(`，最可能 ${number(likely)}`, `, likely ${number(likely)}`)}`,
        basis(of),
        text(source),
      ]),
    },
  };
};

const dataSection: Build = ({ tablesRead, sources }, { pick, text }) => ({
  id: 'data',
  title: pick('数据与许可', 'Data and licences'),
  sentences: [],
  table: {
    head: [
      pick('表', 'Table'),
      pick('年份', 'Year'),
      pick('单位', 'Unit'),
      pick('来源', 'Source'),
      pick('许可', 'Licence'),
    ],
    rows: tablesRead.found.map(({ description: { file, year, unit, source, licence, url } }) => [
      file,
      year,
      unit,
      url === undefined ? source : `${source} ${url}`,
      licence,
    ]),
  },
  list: sources.map(({ text: what, url }) => (url === undefined ? text(what) : `${text(what)} ${url}`)),
});

const gapsSection: Build = ({ given, assessment }, words) => {
  if (assessment.gaps.length === 0) return undefined;
  const { pick } = words;
  const said = (gap: Gap): string => {
    if (gap.kind === 'no-holidays')
      return pick(
        `${gap.year}年的放假安排尚未公布：该年工作日暂按周一至周五计，许可排队须待公布后重新评估。`,
        `The holidays of ${gap.year} are not published yet: its working days count from Monday to Friday for the time being, and the queue is to be assessed again once they are.`,
      );
    const item = given.items.find(({ id }) => id === gap.item);
    const name = item === undefined ? gap.item : words.text(item.name);
    switch (gap.kind) {
      case 'no-trade-rows':
        return pick(
          `${name}：无进口数据，故不报集中度。`,
          `${name}: no imports in the tables, so no concentration is told.`,
        );
      case 'unknown-rows':
        return pick(
          `${name}：部分伙伴无金额，不作零计，故不报集中度。`,
          `${name}: some partners have no amount, which is not nothing, so no concentration is told.`,
        );
      case 'no-market':
        return pick(
          `${name}：无市场数据，故不报价格，短缺按比例计。`,
          `${name}: no market was described, so no price is told and the shortage counts in proportion.`,
        );
      case 'no-stock': {
        const user = item?.users.find(({ sector }) => sector === gap.sector);
        const where = user === undefined ? gap.sector : words.text(user.name);
        return pick(
          `${name}、${where}：库存未知，故不报停线日；逐日模型按无库存计。`,
          `${name}, ${where}: the stock is not known, so no day of stopping is told; day by day it counts as none.`,
        );
      }
    }
  };
  return { id: 'gaps', title: pick('未知', 'What is not known'), sentences: [], list: assessment.gaps.map(said) };
};

/** The answer as JSON, with what it was asked of. */
export function assessmentJson({ given, assessment, sources }: Omit<ReportedRun, 'tablesRead'>): string {
  return `${JSON.stringify({ case: given, assessment, sources } satisfies { assessment: Assessment } & Record<string, unknown>, null, 2)}\n`;
}
