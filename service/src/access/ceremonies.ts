import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';
import { digest, newCode } from './codes.ts';
import { dateOf } from './moments.ts';

/**
 * What must be remembered between the two halves of a sign-in: the challenge that a passkey signs, what a provider must give
 * back. Each can be finished once, within ten minutes, by whoever has its code.
 */
export type CeremonyKind = 'passkey-add' | 'passkey-sign-in' | 'oidc';

const MINUTES = 10;

export async function beginCeremony(
  db: Transaction<Database>,
  kind: CeremonyKind,
  data: Readonly<Record<string, string>>,
  now: Temporal.Instant,
  account: string | null = null,
): Promise<string> {
  const code = newCode();
  await db.deleteFrom('ceremony').where('ends_at', '<', dateOf(now)).execute();
  await db
    .insertInto('ceremony')
    .values({
      id: randomUUIDv7(),
      code_hash: digest(code),
      kind,
      account,
      data: JSON.stringify(data),
      ends_at: dateOf(now.add({ minutes: MINUTES })),
    })
    .execute();
  return code;
}

/** Takes it away: a second try finds nothing. */
export async function endCeremony(
  db: Transaction<Database>,
  kind: CeremonyKind,
  code: string,
  now: Temporal.Instant,
): Promise<{ readonly account: string | null; readonly data: Readonly<Record<string, string>> } | undefined> {
  const found = await db
    .deleteFrom('ceremony')
    .where('code_hash', '=', digest(code))
    .where('kind', '=', kind)
    .where('ends_at', '>', dateOf(now))
    .returning(['account', 'data'])
    .executeTakeFirst();
  return found && { account: found.account, data: found.data as Record<string, string> };
}
