import { sql } from 'kysely';
import { BACK_OFF } from '../access/back-off.ts';
import { dateOf } from '../access/moments.ts';
import { forgetAddresses } from '../access/refused-addresses.ts';
import { forgetReplies } from '../api/idempotency.ts';
import type { Store } from '../store/store.ts';

/** A browser keeps a cookie as long as its session could have lasted, and is told that it ended, not that it never was. */
const SESSIONS_KEPT = { hours: 24 };

/** Forgets what has ended and can do nothing any more: sessions, ceremonies, failures to sign in, replies to be given again, addresses that were refused. */
export async function tidy(store: Store, now: Temporal.Instant): Promise<void> {
  await store.asProduct(async (db) => {
    await forgetReplies(db);
    await forgetAddresses(db, now);
    await db
      .deleteFrom('session')
      .where('ends_at', '<', dateOf(now.subtract(SESSIONS_KEPT)))
      .execute();
    await db.deleteFrom('ceremony').where('ends_at', '<', dateOf(now)).execute();
    await db
      .deleteFrom('sign_in_failure')
      .where('at', '<', sql<Date>`${dateOf(now)}::timestamptz - make_interval(secs => ${BACK_OFF.account.window})`)
      .execute();
  });
}
