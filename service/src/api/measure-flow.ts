import type { WatchedShare } from '@ytterby/core/measures';
import type { Transaction } from 'kysely';
import { instantText } from '../access/moments.ts';
import { signedInPerson } from '../access/sign-in.ts';
import type { MEASURE_FLOW_ROUTES } from '../contract/measure-flow.ts';
import type { ReplyOf } from '../contract/route.ts';
import { flowsIn, flowsOf, recordFlows, watchedMeasure } from '../measures/flows.ts';
import { measureOf } from '../measures/measures.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { editions } from '../statistics/edition.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { HandlersOf } from './handler.ts';

type Routes = typeof MEASURE_FLOW_ROUTES;

interface MeasureFlowNeeds {
  readonly law: () => LawInUse;
  readonly store: Store;
}

/** Announced measures beside their forecasts. */
export function measureFlowHandlers({ law, store }: MeasureFlowNeeds): HandlersOf<Routes> {
  const editionOn = editions(law);
  return {
    'measure-flow.list': async ({ params }, { db }) => {
      const { row } = await measureOf(db, params.measure);
      return { body: await present(db, row.id, 0) };
    },

    'measure-flow.record': async ({ params, body }, { db, actor, now, today }) => {
      const { account } = signedInPerson(actor);
      const measure = await measureOf(db, params.measure);
      const alarms = await recordFlows(db, measure, body.flows, { account: account.id, now, today });
      return {
        body: await present(db, params.measure, alarms),
        subject: { kind: 'measure', id: params.measure },
        detail: { flows: body.flows.length, alarms },
      };
    },

    'measure-flow.import': async ({ params, body, query }, { db, actor, now, today }) => {
      const { account } = signedInPerson(actor);
      const measure = await measureOf(db, params.measure);
      const flows = await flowsIn({ ...body, name: query.name }, today);
      const alarms = await recordFlows(db, measure, flows, { account: account.id, now, today });
      return {
        body: await present(db, params.measure, alarms),
        subject: { kind: 'measure', id: params.measure },
        detail: { flows: flows.length, alarms },
      };
    },

    'measure.monitoring': async ({ params }, { db, today, now }) => {
      const measure = await measureOf(db, params.measure);
      // Statistics read every case; what they publish may be read by everybody.
      const edition = await store.asProduct((own) => editionOn(own, today, now));
      const { monitoring, inEffectFrom, run } = await watchedMeasure(db, measure, edition.periods.applications);
      const median = edition.times('working-days', 'all').quantiles.find(({ share }) => share === '0.5')?.by.time;
      const { approved } = monitoring;
      return {
        body: {
          unit: monitoring.unit,
          inEffectFrom,
          startsOff: monitoring.startsOff,
          months: monitoring.months.map(({ month, forecast, actual, is, why }) => ({
            month,
            forecast: forecast ? { ...forecast } : null,
            actual: actual ?? null,
            is,
            why: why ?? null,
          })),
          alarms: monitoring.alarms.map((alarm) => ({ ...alarm })),
          licensing: {
            approved: approved ? { low: approved.low, likely: approved.likely ?? null, high: approved.high } : null,
            late: monitoring.late.map(({ quarter, band: { low, high } }) => ({ quarter, low, high })),
            periods: monitoring.decisions.map(({ from, to, granted, refused, approvals, lateness }) => ({
              from,
              to,
              granted,
              refused,
              approvals: shareShape(approvals),
              lateness: shareShape(lateness),
            })),
            meanWait: monitoring.meanWait ?? null,
            limit: run.assessment.queue?.limit ?? null,
            median: median ?? null,
            until: edition.until,
          },
        },
      };
    },
  };
}

const shareShape = ({ share, forecast, is }: WatchedShare) => ({
  share: share ?? null,
  forecast: forecast ? { ...forecast } : null,
  is,
});

async function present(
  db: Transaction<Database>,
  measure: string,
  alarms: number,
): Promise<ReplyOf<Routes['measure-flow.list']>> {
  const rows = await flowsOf(db, measure);
  const latest = new Map(rows.map(({ month, sequence }) => [month, sequence]));
  return {
    flows: rows.map(({ sequence, month, amount, unit, source, made_at, name }) => ({
      sequence,
      month,
      amount,
      unit,
      source,
      counts: latest.get(month) === sequence,
      at: instantText(made_at),
      by: name ?? '',
    })),
    alarms,
  };
}
