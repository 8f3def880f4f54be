import { createHash } from 'node:crypto';
import { compliantDecisions, LIMIT, nextPublished, publishedUntil } from '@ytterby/core/statistics';
import { ApiProblem } from '../contract/problems.ts';
import type { STATISTICS_ROUTES } from '../contract/statistics.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { type Edition, editions } from '../statistics/edition.ts';
import {
  COLUMNS,
  countRows,
  csvOf,
  exemptionRow,
  RULE,
  stopRow,
  tableOf,
  timeOf,
  timeRows,
} from '../statistics/layout.ts';
import type { HandlersOf } from './handler.ts';

type Routes = typeof STATISTICS_ROUTES;

/** Statistics for everybody. They read every case, so nothing but what an edition publishes may leave here. */
export function statisticsHandlers(law: () => LawInUse): HandlersOf<Routes> {
  const editionOn = editions(law);
  const lawShape = () => {
    const { pack } = law().book;
    return { pack: pack.id, version: pack.version };
  };
  return {
    'statistics.summary': async (_, { db, today, now }) => {
      const edition = await editionOn(db, today, now);
      const { periods, until } = edition;
      const { quantiles } = timeOf(edition, 'working-days', 'compliant-civil');
      return revised({
        until,
        next: nextPublished(today),
        limit: LIMIT,
        rule: { ...RULE },
        law: lawShape(),
        compliantCivil: {
          ...compliantDecisions(periods.applications),
          median: quantiles.find(({ share }) => share === '0.5') ?? null,
        },
        periods: periods.applications.map(({ from, to, measures }) => ({
          from,
          to,
          measures: Object.entries(measures).map(([measure, { total, compliantCivil }]) => ({
            measure: measure as keyof typeof measures,
            total,
            compliantCivil,
          })),
        })),
        exemptions: periods.exemptions.map(exemptionRow),
        stops: periods.stops.map(stopRow),
      });
    },

    'statistics.table': async ({ query: { dimension, series = 'applications', period } }, { db, today, now }) => {
      const { periods } = await editionOn(db, today, now);
      const of: readonly Edition['periods'][typeof series][number][] = periods[series];
      const found = period === undefined ? of.at(-1) : of.find(({ from }) => from === period);
      const table = found && tableOf(found, series, dimension, law().book);
      if (table === undefined) throw new ApiProblem('not-found');
      return revised(table);
    },

    'statistics.time-to-decision': async (
      { query: { unit = 'working-days', group = 'compliant-civil' } },
      { db, today, now },
    ) => revised(timeOf(await editionOn(db, today, now), unit, group)),

    'statistics.open-data': async (_, { db, today, now }) => {
      const edition = await editionOn(db, today, now);
      return revised({
        until: edition.until,
        law: lawShape(),
        rule: { ...RULE },
        columns: { counts: { ...COLUMNS.counts }, 'time-to-decision': { ...COLUMNS['time-to-decision'] } },
        counts: countRows(edition),
        'time-to-decision': timeRows(edition),
      });
    },

    'statistics.open-data-csv': async ({ query: { data } }, { db, today, now }) => {
      const edition = await editionOn(db, today, now);
      const columns = Object.keys(COLUMNS[data]);
      const text = csvOf(columns, data === 'counts' ? countRows(edition) : timeRows(edition));
      const last = Object.values(edition.periods).flatMap((periods) => publishedUntil(periods) ?? []);
      const name = `ytterby-${data}-${last.sort().at(-1) ?? 'none'}.csv`;
      const body = { mediaType: 'text/csv; charset=utf-8', name, bytes: Buffer.from(text) };
      return { body, revision: revisionOf(text) };
    },
  };
}

const revised = <Body>(body: Body) => ({ body, revision: revisionOf(JSON.stringify(body)) });

/** Equal contents, equal revision: nothing else numbers an edition. */
const revisionOf = (text: string) => Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, 7), 16);
