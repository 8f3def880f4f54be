/** What the address says behind `?` on the statistics, so that everything seen can be linked. */

export const BY = ['month', 'item', 'destination', 'ground', 'timeliness'] as const;
/** By what the humanitarian shipments that left are shown. */
export const EXEMPTIONS_BY = ['month', 'item', 'destination'] as const;
export interface StatisticsSearch {
  readonly unit?: 'calendar-days' | undefined;
  readonly group?: 'all' | undefined;
  readonly period?: string | undefined;
  readonly by?: (typeof BY)[number] | undefined;
  readonly exemptionsPeriod?: string | undefined;
  readonly exemptionsBy?: (typeof EXEMPTIONS_BY)[number] | undefined;
}
export const statisticsSearch = ({
  unit,
  group,
  period,
  by,
  exemptionsPeriod,
  exemptionsBy,
}: Record<string, unknown>): StatisticsSearch => ({
  unit: unit === 'calendar-days' ? unit : undefined,
  group: group === 'all' ? group : undefined,
  period: quarterIn(period),
  by: BY.find((each) => each === by),
  exemptionsPeriod: quarterIn(exemptionsPeriod),
  exemptionsBy: EXEMPTIONS_BY.find((each) => each === exemptionsBy),
});

const quarterIn = (value: unknown) => (typeof value === 'string' && /^\d{4}-Q[1-4]$/.test(value) ? value : undefined);
