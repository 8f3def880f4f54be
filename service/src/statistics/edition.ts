import type { LawBook, LegalDate } from '@ytterby/core';
import type { ShipmentEvent } from '@ytterby/core/humanitarian';
import type { CaseEvent } from '@ytterby/core/licensing';
import {
  type CaseHistory,
  type CountedShipment,
  historyOf,
  lastDayOver,
  type PublishedPeriod,
  publishedPeriods,
  publishedUntil,
  type Group,
  type Review,
  type Series,
  reviewTime,
  shipmentCounter,
  type TimeToDecision,
  type Unit,
} from '@ytterby/core/statistics';
import type { Transaction } from 'kysely';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';

/** Everything that can be published on a day, before it is laid out. */
export interface Edition {
  readonly periods: { readonly [S in Series]: readonly PublishedPeriod<S>[] };
  /** The last day of the last period of applications; null: nothing of them is published. */
  readonly until: LegalDate | null;
  /** Of the reviews as they stood at the end of that day; worked out once. */
  readonly times: (unit: Unit, group: Group) => TimeToDecision;
}

/** Cases are read so many at a time: an event can hold a whole application. */
const AT_A_TIME = 200;
/** What is over does not change; but what was stored over midnight may be missed, and a backup may have been put back. */
const KEPT = Temporal.Duration.from({ hours: 1 });

/** Makes the edition of a day from the events, and keeps it for a while. */
export function editions(law: () => LawInUse) {
  let kept: { readonly key: string; readonly at: Temporal.Instant; readonly edition: Promise<Edition> } | undefined;
  return (db: Transaction<Database>, today: LegalDate, now: Temporal.Instant): Promise<Edition> => {
    const { book, fingerprint } = law();
    const key = `${lastDayOver(today)} ${fingerprint}`;
    const isFresh =
      kept?.key === key &&
      Temporal.Instant.compare(kept.at, now) <= 0 &&
      Temporal.Instant.compare(now, kept.at.add(KEPT)) < 0;
    if (kept !== undefined && isFresh) return kept.edition;
    const edition = editionOf(db, today, book);
    const mine = { key, at: now, edition };
    kept = mine;
    edition.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return edition;
  };
}

/** @example editionOf(db, '2026-11-26', book) // up to 2026-09-30 at the latest */
async function editionOf(db: Transaction<Database>, today: LegalDate, book: LawBook): Promise<Edition> {
  const { calendar } = book;
  const until = lastDayOver(today);
  const histories = await historiesOf(db, until, calendar);
  const counted = [...histories.flatMap((history) => history.counted), ...(await shipmentsOf(db, book))];
  const periods = {
    applications: publishedPeriods(counted, today, 'applications'),
    exemptions: publishedPeriods(counted, today, 'exemptions'),
    stops: publishedPeriods(counted, today, 'stops'),
  };
  const last = publishedUntil(periods.applications);
  if (last === null) return { periods, until: null, times: timesOf([]) };
  const then = last === until ? histories : await historiesOf(db, last, calendar);
  return { periods, until: last, times: timesOf(then.flatMap(({ review }) => review ?? [])) };
}

/** Curves of tens of thousands of reviews take a quarter of a second each. */
export function timesOf(reviews: readonly Review[]): Edition['times'] {
  const found = new Map<string, TimeToDecision>();
  return (unit, group) => {
    const key = `${unit} ${group}`;
    const time = found.get(key) ?? reviewTime(reviews, unit, group);
    found.set(key, time);
    return time;
  };
}

/** What is counted. Cases of the demo are invented, and no statistics; a case without a number was never submitted. */
const historiesOf = (
  db: Transaction<Database>,
  until: LegalDate,
  calendar: LawBook['calendar'],
): Promise<readonly CaseHistory[]> =>
  eachInTurn(
    (after) =>
      db
        .selectFrom('licensing_case as c')
        .innerJoin('organisation as o', 'o.id', 'c.organisation')
        .select('c.id')
        .where('o.demo', '=', false)
        .where('c.number', 'is not', null)
        .where('c.id', '>', after)
        .orderBy('c.id')
        .limit(AT_A_TIME)
        .execute(),
    (ids) =>
      db
        .selectFrom('case_event')
        .select(['licensing_case as of', 'event'])
        .where('licensing_case', 'in', ids)
        .orderBy('licensing_case')
        .orderBy('version')
        .execute(),
    (events) => historyOf(events as CaseEvent[], until, calendar),
  );

/** The same of humanitarian shipments. */
async function shipmentsOf(db: Transaction<Database>, book: LawBook): Promise<readonly CountedShipment[]> {
  const count = shipmentCounter(book);
  const found = await eachInTurn(
    (after) =>
      db
        .selectFrom('humanitarian_shipment as s')
        .innerJoin('organisation as o', 'o.id', 's.organisation')
        .select('s.id')
        .where('o.demo', '=', false)
        .where('s.id', '>', after)
        .orderBy('s.id')
        .limit(AT_A_TIME)
        .execute(),
    (ids) =>
      db
        .selectFrom('humanitarian_event')
        .select(['humanitarian_shipment as of', 'event'])
        .where('humanitarian_shipment', 'in', ids)
        .orderBy('humanitarian_shipment')
        .orderBy('version')
        .execute(),
    (events) => count(events as ShipmentEvent[]),
  );
  return found.flat();
}

/** What the events of each come to, so many at a time. */
async function eachInTurn<Found>(
  idsAfter: (after: string) => Promise<readonly { readonly id: string }[]>,
  eventsOf: (ids: readonly string[]) => Promise<readonly { readonly of: string; readonly event: unknown }[]>,
  made: (events: readonly unknown[]) => Found,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const ids = (await idsAfter(after)).map(({ id }) => id);
    after = ids.at(-1) ?? after;
    if (ids.length === 0) return found;
    for (const rows of Map.groupBy(await eventsOf(ids), ({ of }) => of).values())
      found.push(made(rows.map(({ event }) => event)));
  }
}
