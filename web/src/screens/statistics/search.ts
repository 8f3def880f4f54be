/** What the address says behind `?` on the statistics, so that everything seen can be linked. */

export const BY = ['month', 'item', 'destination', 'ground'] as const;
export interface StatisticsSearch {
  readonly unit?: 'calendar-days' | undefined;
  readonly group?: 'all' | undefined;
  readonly period?: string | undefined;
  readonly by?: (typeof BY)[number] | undefined;
}
export const statisticsSearch = ({ unit, group, period, by }: Record<string, unknown>): StatisticsSearch => ({
  unit: unit === 'calendar-days' ? unit : undefined,
  group: group === 'all' ? group : undefined,
  period: typeof period === 'string' && /^\d{4}-Q[1-4]$/.test(period) ? period : undefined,
  by: BY.find((each) => each === by),
});
