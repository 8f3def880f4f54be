import type { LawBook, Text } from '@ytterby/core';
import {
  type Cell,
  decimalText,
  DIMENSIONS,
  type Dimension,
  GROUPS,
  type Group,
  LIMIT,
  type Measure,
  type PublishedMeasure,
  type PublishedPeriod,
  SERIES,
  type Series,
  TABLES,
  UNITS,
  type Unit,
} from '@ytterby/core/statistics';
import type { Edition } from './edition.ts';

/** How an edition is laid out: as tables of the page, and as the rows of the open data. */

type AnyPeriod = Edition['periods'][Series][number];

/** The measures of a period, in order. */
const measuresOf = ({ measures }: AnyPeriod, series: Series) =>
  SERIES[series].measures.map((measure) => {
    const published = (measures as Partial<Record<Measure, PublishedMeasure>>)[measure];
    if (published === undefined) throw new Error(`the period has no ${measure}`);
    return { measure, published };
  });

/** One table of one period; undefined where the series is not told by that dimension. */
export function tableOf(period: AnyPeriod, series: Series, dimension: Dimension, book: LawBook) {
  const measures = measuresOf(period, series)
    .filter(({ measure }) => (TABLES[measure] as readonly Dimension[]).includes(dimension))
    .map(({ measure, published: { total, tables } }) => ({
      measure,
      total,
      rows:
        tables[dimension]?.map(({ category, cell }) => ({
          category,
          label: dimension === 'ground' ? citeOf(book, category) : null,
          ...shown(cell),
        })) ?? null,
    }));
  return measures.length === 0 ? undefined : { from: period.from, to: period.to, dimension, measures };
}

/** What left under the humanitarian exemption, and how its reports came, a row for each period. */
export const exemptionRow = ({ from, to, measures: { shipped, reported } }: PublishedPeriod<'exemptions'>) => ({
  from,
  to,
  shipped: shipped.total,
  reported: reported.total,
  timeliness: cellsOf(reported, 'timeliness'),
});

/** What was stopped for review, and how that ended, a row for each period. */
export const stopRow = ({ from, to, measures }: PublishedPeriod<'stops'>) => ({
  from,
  to,
  stopped: measures.stopped.total,
  ended: measures['stop-ended'].total,
  ending: cellsOf(measures['stop-ended'], 'ending'),
});

const cellsOf = ({ tables }: Pick<PublishedMeasure, 'tables'>, dimension: Dimension) =>
  tables[dimension]?.map(({ category, cell }) => ({ category, ...shown(cell) })) ?? null;

/** A provision as lawyers cite it; null where it is no provision of the law in use. */
function citeOf({ instruments }: LawBook, id: string): Text | null {
  for (const { provisions } of instruments)
    for (const provision of provisions) if (provision.id === id) return { ...provision.cite };
  return null;
}

const shown = (cell: Cell) => ({ is: cell.is, count: cell.is === 'number' ? cell.count : null });

/** The time to decision of a group, with shares to four places. */
export function timeOf({ times }: Pick<Edition, 'times'>, unit: Unit, group: Group) {
  const { points, quantiles, reviews } = times(unit, group);
  return {
    unit,
    group,
    reviews,
    points: points.map(({ time, atRisk, decided, band, granted }) => ({
      time,
      atRisk,
      decided: decimalText(decided, 4, 'half-up'),
      band: band && { atLeast: band.atLeast.toFixed(4), atMost: band.atMost.toFixed(4) },
      granted: decimalText(granted, 4, 'half-up'),
    })),
    quantiles: quantiles.map(({ share, by }) => ({ share, ...by })),
  };
}

/** What the marks of a cell are in the open data; `not-shown`: the whole table is missing. */
export const STATUSES = ['number', 'few', 'withheld', 'not-shown'] as const;

/** Every count, one row each. */
export function countRows({ periods }: Edition) {
  const all = (Object.keys(SERIES) as Series[]).flatMap((series) =>
    periods[series].map((period: AnyPeriod) => ({ period, series })),
  );
  return all.flatMap(({ period, series }) =>
    measuresOf(period, series).flatMap(({ measure, published: { total, compliantCivil, tables } }) => {
      const { from, to } = period;
      const row = (
        dimension: Dimension | 'total' | 'compliant-civil',
        category: string,
        status: (typeof STATUSES)[number],
        count: number | null,
      ) => ({ from, to, measure, dimension, category, status, count });
      return [
        row('total', '', 'number', total),
        ...(compliantCivil === null ? [] : [row('compliant-civil', '', 'number', compliantCivil)]),
        ...DIMENSIONS.flatMap((dimension) => {
          const rows = tables[dimension];
          if (rows === undefined) return [];
          if (rows === null) return [row(dimension, '', 'not-shown', null)];
          return rows.map(({ category, cell }) =>
            row(dimension, category, cell.is, cell.is === 'number' ? cell.count : null),
          );
        }),
      ];
    }),
  );
}

/** Every point of every curve, one row each. */
export function timeRows(edition: Pick<Edition, 'times'>) {
  return UNITS.flatMap((unit) =>
    GROUPS.flatMap((group) =>
      timeOf(edition, unit, group).points.map(({ band, ...point }) => ({
        unit,
        group,
        ...point,
        decidedAtLeast: band?.atLeast ?? null,
        decidedAtMost: band?.atMost ?? null,
      })),
    ),
  );
}

const few = `1–${LIMIT - 1}`;
/** What each column holds. */
export const COLUMNS: Readonly<Record<'counts' | 'time-to-decision', Readonly<Record<string, Text>>>> = {
  counts: {
    from: { zh: '首个季度（北京时间）', en: 'First quarter, Beijing time' },
    to: { zh: '末个季度', en: 'Last quarter' },
    measure: {
      zh: 'received 收到（首次提交）；granted 准予许可；refused 不予许可；withdrawn 申请人撤回。每一决定计一次，复议撤销后重新作出的决定另计。人道主义豁免出口（商务部公告2025年第61号第五条）：shipped 已依豁免出口；reported 已报告；stopped 暂停待审核；stop-ended 暂停结束，均按记录之日计入',
      en: 'received: first submitted. granted, refused, withdrawn. Each decision counts, also one made anew after reconsideration. Humanitarian shipments (No. 61 of 2025 para. 5), by the day of record: shipped: left under the exemption; reported; stopped: for review; stop-ended',
    },
    dimension: {
      zh: 'total 总数；compliant-civil 其中合规民用；month 月；item 物项；destination 目的地；ground 不予许可的依据；timeliness 决定是否按期（国务院令第792号第十七条），或者报告是否按期；ending 暂停如何结束',
      en: 'total; compliant-civil: how many of the total; month; item; destination; ground: reason of refusal; timeliness of the decision (Order 792 art. 17), or of the report; ending of the stop',
    },
    category: {
      zh: '月（2026-01）；管制编码的条目（1C902）；ISO 3166-1 国家（地区）代码；法条编号；several 多个；not-stated 未填；in-time 按期，late 逾期，no-limit 无期限（法律未规定、已解除，或复议后重新作出）；answered 已说明，cleared 审核通过，refused 不适用豁免，withdrawn 撤回',
      en: 'Month (2026-01); entry of the control list (1C902); ISO 3166-1 code; id of a provision; several; not-stated; in-time, late, no-limit (the law sets none, it was lifted, or decided anew after reconsideration); answered, cleared, refused, withdrawn',
    },
    status: {
      zh: `number 为准确数；few 为${few}件；withheld 为不小于${LIMIT}但不公布，以免推算出小数；not-shown 为整表不公布`,
      en: `number: exact. few: ${few}. withheld: at least ${LIMIT}, but a small number could be worked out from it. not-shown: the whole table is left out`,
    },
    count: { zh: '件数；未公布时为空', en: 'Number of applications, or of shipments; empty where it is not published' },
  },
  'time-to-decision': {
    unit: {
      zh: 'working-days 工作日（不计入审查期限的时间除外，国务院令第792号第十七条）；calendar-days 自然日',
      en: 'working-days: on the statutory clock, days on which it was stopped left out (Order 792 art. 17); calendar-days',
    },
    group: { zh: 'compliant-civil 合规民用；all 全部', en: 'compliant-civil; all' },
    time: { zh: '受理后的天数', en: 'Days after acceptance' },
    atRisk: { zh: '该日之前仍在审查的件数', en: 'Reviews still open just before that day' },
    decided: {
      zh: '至该日已作决定的比例（Kaplan–Meier，未决与撤回为删失）',
      en: 'Share decided by that day (Kaplan–Meier; open and withdrawn ones censored)',
    },
    granted: {
      zh: '至该日已准予许可的比例（Aalen–Johansen，不予许可与撤回为竞争事件）',
      en: 'Share granted by that day (Aalen–Johansen; refusal and withdrawal compete)',
    },
    decidedAtLeast: { zh: 'decided的95%置信下限（log-log）', en: 'Lower 95 % bound of decided (log-log)' },
    decidedAtMost: { zh: 'decided的95%置信上限（log-log）', en: 'Upper 95 % bound of decided (log-log)' },
  },
};

/** How small numbers are kept. */
export const RULE: Text = {
  zh: `统计期为已结束的季度；收到或作出决定不足${LIMIT}件（但非零）的季度与下一季度合并公布。全机关的总数及其中合规民用的件数照实公布；分月、物项、目的地、依据、是否按期的小数（${few}件）不公布，并隐去可据以推算的其他数。各维度不交叉。曲线上每一点至少包含${LIMIT}项决定。无需重新申请的变更（国务院令第792号第十八条）与示例单位的案件不计入。人道主义豁免出口另行统计，规则相同：出口或者报告不足${LIMIT}件（但非零）的季度，暂停或者其结束不足${LIMIT}件的季度，各与下一季度合并；按记录之日计入；仅当日依法须报告、且未被认定不适用豁免的出口计为依豁免出口。`,
  en: `Only quarters that are over; one in which 1 to ${LIMIT - 1} applications were received or decided is published together with the next. Totals of the whole authority, and how many of these were compliant and civil, are published as they are; by month, item, destination, reason and timeliness, ${few} is not published, nor other numbers from which it could be worked out. No two of these are crossed. Each point of a curve holds at least ${LIMIT} decisions. Changes that need no new application (Order 792 art. 18) and cases of the demo are not counted. Humanitarian shipments are counted apart, by the same rules: a quarter with 1 to ${LIMIT - 1} shipments or reports, or with as many stops or ends of stops, is published together with the next; each counts on the day of its record; left under the exemption are those on which the law of the day asks for the report and for which the exemption was not refused.`,
};

/** Rows as RFC 4180 text, with a line of column names. Values that begin like a formula cannot occur. */
export function csvOf(columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  const field = (value: unknown) => {
    const text = value === null || value === undefined ? '' : String(value as string | number | boolean);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const line = (values: readonly unknown[]) => `${values.map(field).join(',')}\r\n`;
  return line(columns) + rows.map((row) => line(columns.map((column) => row[column]))).join('');
}
