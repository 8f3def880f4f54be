import { type Assessment, exposedSectors, type ImpactCase, likelyOf } from '@ytterby/core/impact';
import { type ReportedRun, wordsIn } from '@ytterby/service/impact-report';
import type { Language } from '@ytterby/core';
import type { Reply } from '../../api.ts';
import { economyOf } from './economy.ts';
import type { Flow } from './flow-map.tsx';
import type { Ground } from './thread-messages.ts';

type Result = NonNullable<Reply<'assessment.get'>['result']>;
export type Source = Result['sources'][number];
export type TableSource = Result['tables'][number];

/** An assessment on the screen, with what it rests on. */
export interface Shown {
  readonly given: ImpactCase;
  readonly assessment: Assessment;
  readonly sources: readonly Source[];
  readonly tables: readonly TableSource[];
  readonly sectorNames: Readonly<Record<string, string>>;
}

export const wordsOf = ({ assessment }: Shown, language: Language) => wordsIn(language, assessment.unit);

export const reported = ({ given, assessment, sources, tables, sectorNames }: Shown): ReportedRun => ({
  given,
  assessment,
  sources: sources.map(({ text, url }) => ({ text, url: url ?? undefined })),
  tablesRead: {
    sectorNames: new Map(Object.entries(sectorNames)),
    found: tables.map((description) => ({ description: { ...description, url: description.url ?? undefined } })),
  },
});

type Trade = Ground['tables']['trade'][number];

/** Trade of an item that the tables know, as flows with one end in common. */
export interface ItemFlows {
  readonly item: string;
  readonly hub: string;
  readonly direction: 'import' | 'export';
  readonly by: 'value' | 'mass';
  readonly period: string;
  readonly codes: readonly string[];
  /** The largest first. */
  readonly flows: readonly Flow[];
  /** Rows without an amount. */
  readonly unknown: number;
}

/** What the tables know of where the restricting party sends an item, and of where the economy has it from. */
export function flowsOf({ items, economy, restricting }: ImpactCase, trade: readonly Trade[]): readonly ItemFlows[] {
  return items.flatMap(({ id, trade: wanted }) => {
    if (wanted === undefined) return [];
    const { codes, period, by } = wanted;
    const about = trade.filter((row) => codes.includes(row.item) && row.period === period);
    return (
      [
        [restricting, 'export'],
        [economy, 'import'],
      ] as const
    ).flatMap(([hub, direction]): ItemFlows[] => {
      const rows = about.filter((row) => row.reporter === hub && row.direction === direction);
      if (rows.length === 0) return [];
      const flows = rows.flatMap((row): Flow[] => {
        const amount = row[by];
        if (amount === null) return [];
        return [
          direction === 'export' ? { from: hub, to: row.partner, amount } : { from: row.partner, to: hub, amount },
        ];
      });
      return [
        {
          item: id,
          hub,
          direction,
          by,
          period,
          codes,
          flows: flows.sort((one, two) => two.amount - one.amount),
          unknown: rows.length - flows.length,
        },
      ];
    });
  });
}

export interface HeatRow {
  readonly sector: string;
  readonly cells: readonly number[];
}
/** A column: an item, from one partner or from the restricting party as the case takes it. */
export interface HeatSource {
  readonly item: string;
  readonly partner: string;
  readonly share: number;
}
const SECTORS_SHOWN = 12;
const PARTNERS_SHOWN = 4;

/**
 * Which sectors stand on which item from whom? What a unit of a sector's final demand needs of output that cannot do without the item,
 * through all tiers, times the partner's share of the economy's imports. Where the tables know no imports, the restricting party's share is the
 * dependence that the case takes.
 */
export function heatOf({ items, restricting }: ImpactCase, { exposure }: Assessment, tables: Ground['tables']) {
  const economy = economyOf(tables);
  const totals = items.map(({ users }) => {
    const direct = new Float64Array(economy.sectors.length);
    for (const { sector, needing } of users) direct[economy.sectors.indexOf(sector)] = likelyOf(needing);
    return new Map(exposedSectors(economy, direct).map(({ sector, total }) => [sector, total]));
  });
  const sources = items.map(({ id, dependence }): readonly HeatSource[] => {
    const known = exposure.find(({ item }) => item === id)?.partners ?? [];
    return known.length === 0
      ? [{ item: id, partner: restricting, share: likelyOf(dependence) }]
      : known.slice(0, PARTNERS_SHOWN).map(({ partner, share }) => ({ item: id, partner, share }));
  });
  const rows = economy.sectors
    .map(
      (sector): HeatRow => ({
        sector,
        cells: sources.flatMap((of, index) => of.map(({ share }) => (totals[index]?.get(sector) ?? 0) * share)),
      }),
    )
    .map((row) => ({ ...row, sum: row.cells.reduce((sum, cell) => sum + cell, 0) }))
    .sort((one, two) => two.sum - one.sum)
    .slice(0, SECTORS_SHOWN);
  return { sources, rows };
}
