import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';
import { digest, isCode, newCode } from './codes.ts';
import { dateOf } from './moments.ts';
import type { MemberRole } from './roles.ts';

/**
 * One-time links: for the first administrator, for an invited person, for a forgotten password. The code stands behind `#`, so
 * that no server or proxy on the way writes it down; only its digest is stored.
 */
export const LINKS = {
  'set-up': { page: '/set-up', hours: 24 },
  invitation: { page: '/invitation', hours: 7 * 24 },
  'password-reset': { page: '/password', hours: 24 },
} as const;
export type LinkKind = keyof typeof LINKS;

export interface NewLink {
  readonly kind: LinkKind;
  readonly email?: string;
  readonly account?: string;
  readonly organisation?: string;
  readonly roles?: readonly MemberRole[];
  readonly madeBy?: string;
}

export async function createLink(
  db: Transaction<Database>,
  origin: string,
  { kind, email, account, organisation, roles = [], madeBy }: NewLink,
  now: Temporal.Instant,
): Promise<{ readonly id: string; readonly link: string; readonly endsAt: Temporal.Instant }> {
  const code = newCode();
  const id = randomUUIDv7();
  const endsAt = now.add({ hours: LINKS[kind].hours });
  await db
    .insertInto('link')
    .values({
      id,
      code_hash: digest(code),
      kind,
      email: email ?? null,
      account: account ?? null,
      organisation: organisation ?? null,
      roles: [...roles],
      made_by: madeBy ?? null,
      made_at: dateOf(now),
      ends_at: dateOf(endsAt),
    })
    .execute();
  return { id, link: `${origin}${LINKS[kind].page}#${code}`, endsAt };
}

/** The link of a code, while it can be used. */
export function readLink(db: Transaction<Database>, code: string, now: Temporal.Instant) {
  if (!isCode(code)) return undefined;
  return db
    .selectFrom('link')
    .select(['id', 'kind', 'email', 'account', 'organisation', 'roles', 'made_by', 'ends_at'])
    .where('code_hash', '=', digest(code))
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('ends_at', '>', dateOf(now))
    .executeTakeFirst();
}

/** Uses it up. @returns undefined = no such link, or somebody was quicker */
export async function useLink(db: Transaction<Database>, kind: LinkKind, code: string, now: Temporal.Instant) {
  if (!isCode(code)) return undefined;
  return db
    .updateTable('link')
    .set({ used_at: dateOf(now) })
    .where('code_hash', '=', digest(code))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('ends_at', '>', dateOf(now))
    .returning(['id', 'email', 'account', 'organisation', 'roles', 'made_by'])
    .executeTakeFirst();
}

/** Links of a kind that are still open end: all, those of one account, those that somebody made, for one organisation or for any. */
export async function withdrawLinks(
  db: Transaction<Database>,
  where: {
    readonly kind: LinkKind;
    readonly account?: string;
    readonly madeBy?: string;
    readonly organisation?: string;
  },
  now: Temporal.Instant,
): Promise<void> {
  let query = db
    .updateTable('link')
    .set({ withdrawn_at: dateOf(now) })
    .where('kind', '=', where.kind)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null);
  if (where.account !== undefined) query = query.where('account', '=', where.account);
  if (where.madeBy !== undefined) query = query.where('made_by', '=', where.madeBy);
  if (where.organisation !== undefined) query = query.where('organisation', '=', where.organisation);
  await query.execute();
}
