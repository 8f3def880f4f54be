import { beijingDay } from '../access/moments.ts';
import type { editions } from '../statistics/edition.ts';
import type { Store } from '../store/store.ts';
import { tellAlarms } from './flows.ts';
import { measureOf } from './measures.ts';

export interface MonitorMeasures {
  readonly store: Store;
  readonly editionOn: ReturnType<typeof editions>;
  readonly now: Temporal.Instant;
}

/**
 * Looks at every announced measure beside its forecast: what was recorded of flows, and what is published of decisions by today. Flows are
 * told when they are recorded, so what is new here is mostly what a quarter that is over brings.
 * @returns of how many alarms policy officers and directors were told just now
 */
export async function monitorMeasures({
  store,
  editionOn,
  now,
}: MonitorMeasures): Promise<{ readonly alarms: number }> {
  return store.asProduct(async (db) => {
    const announced = await db
      .selectFrom('measure')
      .select('id')
      .where('status', '=', 'announced')
      .orderBy('id')
      .execute();
    if (announced.length === 0) return { alarms: 0 };
    const { periods } = await editionOn(db, beijingDay(now), now);
    let alarms = 0;
    for (const { id } of announced) alarms += await tellAlarms(db, await measureOf(db, id), periods.applications, now);
    return { alarms };
  });
}
