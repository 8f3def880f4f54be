import type { LawBook, LegalDate } from '@ytterby/core';
import type { CaseEvent } from '@ytterby/core/licensing';
import {
  type CaseHistory,
  historyOf,
  lastDayOver,
  type PublishedPeriod,
  publishedPeriods,
  publishedUntil,
  type Group,
  type Review,
  reviewTime,
  type TimeToDecision,
  type Unit,
} from '@ytterby/core/statistics';
import type { Transaction } from 'kysely';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';

/** Everything that can be published on a day, before it is laid out. */
export interface Edition {
  readonly periods: readonly PublishedPeriod[];
  /** The last day of the last period; null: nothing is published. */
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
async function editionOf(db: Transaction<Database>, today: LegalDate, { calendar }: LawBook): Promise<Edition> {
  const until = lastDayOver(today);
  const histories = await historiesOf(db, until, calendar);
  const periods = publishedPeriods(
    histories.flatMap(({ counted }) => counted),
    today,
  );
  const last = publishedUntil(periods);
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
async function historiesOf(
  db: Transaction<Database>,
  until: LegalDate,
  calendar: LawBook['calendar'],
): Promise<readonly CaseHistory[]> {
  const found: CaseHistory[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const cases = await db
      .selectFrom('licensing_case as c')
      .innerJoin('organisation as o', 'o.id', 'c.organisation')
      .select('c.id')
      .where('o.demo', '=', false)
      .where('c.number', 'is not', null)
      .where('c.id', '>', after)
      .orderBy('c.id')
      .limit(AT_A_TIME)
      .execute();
    const ids = cases.map(({ id }) => id);
    after = ids.at(-1) ?? after;
    if (ids.length === 0) return found;
    const rows = await db
      .selectFrom('case_event')
      .select(['licensing_case', 'event'])
      .where('licensing_case', 'in', ids)
      .orderBy('licensing_case')
      .orderBy('version')
      .execute();
    for (const events of Map.groupBy(rows, ({ licensing_case }) => licensing_case).values())
      found.push(
        historyOf(
          events.map(({ event }) => event as unknown as CaseEvent),
          until,
          calendar,
        ),
      );
  }
}
