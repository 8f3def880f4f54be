import type { Transaction } from 'kysely';
import { type Actor, may } from '../access/actor.ts';
import { digest, isCode, newCode } from '../access/codes.ts';
import { dateOf } from '../access/moments.ts';
import type { Database } from '../store/schema.ts';

/**
 * Links to calendars of duties: a calendar program knows no password and no second factor, so the code in the link is the only key.
 * A link shows no more than its maker could see when it was made, and no more than they can see now.
 */

/** Makes the link of a person; one made before ends. @returns the code, which is stored nowhere */
export async function makeCalendarLink(
  db: Transaction<Database>,
  actor: Actor,
  account: string,
  now: Temporal.Instant,
): Promise<string> {
  const code = newCode();
  const seen = [
    ...actor.memberships.map(({ organisation }) => organisation),
    ...actor.agencies.map(({ principal }) => principal),
  ];
  const values = {
    code_hash: digest(code),
    organisations: [...new Set(seen)].filter((organisation) => may(actor, 'duty.read', organisation) === 'allowed'),
    authority: may(actor, 'duty.register') === 'allowed',
    made_at: dateOf(now),
  };
  await db
    .insertInto('calendar_link')
    .values({ account, ...values })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(values))
    .execute();
  return code;
}

export interface OpenedCalendar {
  readonly language: 'zh' | 'en';
  readonly organisations: readonly string[];
  /** What the authority owes, too. */
  readonly authority: boolean;
}

/**
 * What does the link with this code show? Undefined where there is no such link, it has ended, or its maker's account is closed.
 * @param db a transaction in the product's own name
 */
export async function openCalendar(
  db: Transaction<Database>,
  code: string,
  actorNow: (account: string) => Promise<Actor>,
): Promise<OpenedCalendar | undefined> {
  if (!isCode(code)) return undefined;
  const link = await db
    .selectFrom('calendar_link')
    .innerJoin('account', 'account.id', 'calendar_link.account')
    .select(['calendar_link.account', 'organisations', 'authority', 'account.language'])
    .where('code_hash', '=', digest(code))
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!link) return undefined;
  const actor = await actorNow(link.account);
  return {
    language: link.language === 'zh' ? 'zh' : 'en',
    organisations: link.organisations.filter((organisation) => may(actor, 'duty.read', organisation) === 'allowed'),
    authority: link.authority && may(actor, 'duty.register') === 'allowed',
  };
}
