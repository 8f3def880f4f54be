import { licenceOn, type LicenceStanding } from '@ytterby/core/licensing';
import { sql, type Transaction } from 'kysely';
import { beijingDay } from '../access/moments.ts';
import { accountColumn, isUsedUp } from '../customs/accounts.ts';
import { issueStatusList, type LicenceStatus } from '../licence-document/status-list.ts';
import type { Database } from '../store/schema.ts';
import { type Issuer, licenceState, statusUri } from './licences.ts';
import { signingNow } from './signing-keys.ts';

/** How long a list may be relied upon: a working day at a border post without a network, and no longer. */
const VALID_FOR = 24 * 3600;
/** How long it is given out before it is made anew, where nothing has happened to a licence; draw-downs wait for it. */
const KEPT = Temporal.Duration.from({ minutes: 1 });

/** The signed status list of this installation, made when it is asked for. */
export interface StatusLists {
  current(db: Transaction<Database>, now: Temporal.Instant): Promise<string>;
}

/** @example statusLists({ key, origin }).current(db, now) // a Status List Token */
export function statusLists(issuer: Issuer): StatusLists {
  let kept: { readonly jws: string; readonly at: Temporal.Instant; readonly changes: string } | undefined;
  return {
    current: async (db, now) => {
      const changes = await changesOf(db);
      const isFresh =
        kept !== undefined &&
        kept.changes === changes &&
        Temporal.Instant.compare(kept.at, now) <= 0 &&
        Temporal.Instant.compare(now, kept.at.add(KEPT)) < 0;
      if (kept !== undefined && isFresh) return kept.jws;
      const signing = await signingNow(db, issuer.key, now);
      const jws = await issueStatusList(
        { statuses: () => statusesOn(db, beijingDay(now)) },
        { ...signing, uri: statusUri(issuer), validFor: VALID_FOR },
      );
      kept = { jws, at: now, changes };
      return jws;
    },
  };
}

/** Another text whenever something was done to a licence; also by who began earlier and ended later. */
export async function changesOf(db: Transaction<Database>): Promise<string> {
  const { changes } = await db
    .selectFrom('licence_event')
    .select(sql<string>`count(*) || ' ' || coalesce(max(at)::text, '')`.as('changes'))
    .executeTakeFirstOrThrow();
  return changes;
}

/** Where every edition stands on the day: what was done, what the days say, and what customs has drawn. */
async function statusesOn(
  db: Transaction<Database>,
  day: string,
): Promise<(readonly [idx: number, status: LicenceStatus])[]> {
  const rows = await db
    .selectFrom('licence_edition as e')
    .innerJoin('licence as l', 'l.id', 'e.licence')
    .select(['e.status_index', 'e.edition', 'l.edition as current', 'l.state', accountColumn(day)])
    .execute();
  return rows.flatMap(({ status_index, edition, current, state, account }) => {
    if (edition !== current) return [[status_index, 'replaced'] as const];
    const stated = licenceState({ state });
    const standing = licenceOn(stated, day, isUsedUp(stated, account));
    return standing === 'not-issued' ? [] : [[status_index, STATUS[standing]] as const];
  });
}

const STATUS: Readonly<Record<Exclude<LicenceStanding, 'not-issued'>, LicenceStatus>> = {
  // The first day stands in the licence itself.
  'not-yet-valid': 'valid',
  valid: 'valid',
  suspended: 'suspended',
  revoked: 'revoked',
  surrendered: 'surrendered',
  exhausted: 'exhausted',
  expired: 'expired',
};
