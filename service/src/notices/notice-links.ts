import { randomUUIDv7 } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { digest, isCode, newCode } from '../access/codes.ts';
import { dateOf, instantText } from '../access/moments.ts';
import { Refusal } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';

/**
 * Links for recipients that are not registered here. Unlike the one-time links of accounts they stay open, since goods are passed on
 * long after they came; the code stands behind `#` in the same way, and only its digest is stored.
 */
const DAYS = 365;
const PAGE = '/notice';

/** A new link; the one before does not open any more. */
export async function giveLink(
  db: Transaction<Database>,
  origin: string,
  notice: string,
  now: Temporal.Instant,
): Promise<{ readonly link: string; readonly endsAt: string }> {
  await revokeLink(db, notice, now);
  const code = newCode();
  const endsAt = dateOf(now.add({ hours: 24 * DAYS }));
  await db
    .insertInto('notice_link')
    .values({ id: randomUUIDv7(), notice, code_hash: digest(code), made_at: dateOf(now), ends_at: endsAt })
    .execute();
  return { link: `${origin}${PAGE}#${code}`, endsAt: instantText(endsAt) };
}

/** @returns whether there was one to revoke */
export async function revokeLink(db: Transaction<Database>, notice: string, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notice_link')
    .set({ revoked_at: dateOf(now) })
    .where('notice', '=', notice)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * The notice that a code opens. Works in the product's own name.
 * @throws Refusal `not-found` with the same words for forged, expired and revoked; the audit trail tells them apart
 */
export async function noticeBehind(
  db: Transaction<Database>,
  code: string,
  now: Temporal.Instant,
): Promise<{ readonly notice: string; readonly endsAt: string }> {
  const found = isCode(code)
    ? await db
        .selectFrom('notice_link')
        .select(['notice', 'ends_at', 'revoked_at'])
        .select(sql<boolean>`ends_at <= ${dateOf(now)}`.as('is_over'))
        .where('code_hash', '=', digest(code))
        .executeTakeFirst()
    : undefined;
  if (found === undefined) throw refused('forged');
  if (found.revoked_at !== null) throw refused('revoked', found.notice);
  if (found.is_over) throw refused('expired', found.notice);
  return { notice: found.notice, endsAt: instantText(found.ends_at) };
}

function refused(link: 'forged' | 'revoked' | 'expired', notice?: string): Refusal {
  const words = {
    zh: '此链接无效、已过期或者已被撤回，请向出具方索取新的链接。',
    en: 'This link is not valid, has expired or was revoked. Ask whoever gave you the notice for a new one.',
  };
  return new Refusal('not-found', words, [], undefined, { link, ...(notice === undefined ? {} : { notice }) });
}
