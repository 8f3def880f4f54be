import { randomUUIDv7 } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { guarded } from '../../access/back-off.ts';
import { digest, isCode, newCode } from '../../access/codes.ts';
import type { InstanceKey } from '../../access/instance-key.ts';
import { dateOf } from '../../access/moments.ts';
import { Refusal } from '../../contract/problems.ts';
import type { Database } from '../../store/schema.ts';

/**
 * Links by which partners open their notices. The code stands behind `#`; its digest is stored, and the code itself sealed by the
 * instance key until the mail with it has gone out. From then on nobody can show it again.
 */
const DAYS = 365;
export const LINK_PAGE = '/partner-notice';
export const SEALED_FOR = 'partner notice link';

/** A link that waits to be mailed. Those that the partner had before, of any revision, open no more. */
export async function addLink(
  db: Transaction<Database>,
  key: InstanceKey,
  { notice, measure, partner }: { readonly notice: string; readonly measure: string; readonly partner: string },
  now: Temporal.Instant,
): Promise<void> {
  await revokeLinks(db, { measure, partner }, now);
  const code = newCode();
  const id = randomUUIDv7();
  await db
    .insertInto('partner_notice_link')
    .values({
      id,
      notice,
      code_hash: digest(code),
      sealed: key.seal(SEALED_FOR, id, code),
      made_at: dateOf(now),
      ends_at: dateOf(now.add({ hours: 24 * DAYS })),
    })
    .execute();
}

/** Ends the links that a partner has. One whose mail waits still is not sent. */
export async function revokeLinks(
  db: Transaction<Database>,
  { measure, partner }: { readonly measure: string; readonly partner: string },
  now: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('partner_notice_link')
    .set({ revoked_at: dateOf(now), sealed: null })
    .where('revoked_at', 'is', null)
    .where('notice', 'in', (e) =>
      e.selectFrom('partner_notice').select('id').where('measure', '=', measure).where('partner', '=', partner),
    )
    .execute();
}

export interface FoundLink {
  readonly link: string;
  readonly notice: string;
  readonly endsAt: Date;
}

/**
 * The notice that a code opens. A try that fails is counted against the address, as at the sign-in. Works in the product's own name.
 * @throws Refusal `not-found` with the same words for forged, ended and replaced; `too-many-requests`
 */
export async function linkBehind(
  db: Transaction<Database>,
  key: InstanceKey,
  { code, address, now }: { readonly code: string; readonly address: string; readonly now: Temporal.Instant },
): Promise<FoundLink> {
  try {
    return await guarded(db, key, { address }, now, async () => {
      if (!isCode(code)) return undefined;
      const found = await db
        .selectFrom('partner_notice_link')
        .select(['id', 'notice', 'ends_at'])
        .where('code_hash', '=', digest(code))
        .where('revoked_at', 'is', null)
        .where(sql<boolean>`ends_at > ${dateOf(now)}`)
        .executeTakeFirst();
      return found && { link: found.id, notice: found.notice, endsAt: found.ends_at };
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'wrong-credentials') throw new Refusal('not-found', NOT_FOUND);
    throw error;
  }
}

const NOT_FOUND = {
  zh: '此链接无效、已过期或者已被替换，请与发出通报的主管部门联系。',
  en: 'This link is not valid, has ended or was replaced. Ask the authority that sent you the notice.',
};
