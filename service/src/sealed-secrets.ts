import type { Transaction } from 'kysely';
import type { InstanceKey } from './access/instance-key.ts';
import { removeTotp, sealedTotps } from './access/second-factors.ts';
import { rotateKey, signingKeyOpens } from './licensing/signing-keys.ts';
import { appendAudit } from './store/audit.ts';
import type { Database } from './store/schema.ts';
import { sealSecret } from './webhooks/deliver.ts';
import { newSecret } from './webhooks/signature.ts';

/** What lies in the database sealed by the instance key: the key that signs licences, secrets of one-time codes and of webhooks. */

/**
 * Was the database sealed with this key? A backup does not hold the key, so that a restored database may meet another one.
 * Costs one row of each kind.
 */
export async function isOurs(db: Transaction<Database>, key: InstanceKey): Promise<boolean> {
  const [totp] = await sealedTotps(db, 1);
  return (await signingKeyOpens(db, key)) && (totp === undefined || totp.opens(key));
}

/** How many of each were made anew or taken away. */
export interface Renewed {
  /** The key that signs licences from now on. What was signed before stays genuine. */
  readonly kid: string;
  readonly secondFactors: number;
  readonly webhooks: number;
}

/**
 * For an installation whose instance key is lost: a new key signs licences, one-time codes are taken off the accounts that have them
 * (their passkeys and recovery codes stay), and webhooks have new secrets, which their receivers must be given.
 */
export async function renewSecrets(
  db: Transaction<Database>,
  key: InstanceKey,
  now: Temporal.Instant,
  requestId: string,
): Promise<Renewed> {
  const kid = await rotateKey(db, key, now);
  const totps = await sealedTotps(db);
  for (const { account } of totps) await removeTotp(db, account);
  const webhooks = await db.selectFrom('webhook').select('id').execute();
  for (const { id } of webhooks)
    await db
      .updateTable('webhook')
      .set({ secret: sealSecret(key, id, newSecret()), previous_secret: null, previous_until: null })
      .where('id', '=', id)
      .execute();
  // Replies that could no longer be read.
  await db.deleteFrom('idempotency_key').execute();
  const renewed = { kid, secondFactors: totps.length, webhooks: webhooks.length };
  await appendAudit(db, {
    account: null,
    token: null,
    organisation: null,
    action: 'product.secrets-renewed',
    subject: { kind: 'key', id: kid },
    outcome: 'done',
    requestId,
    detail: { secondFactors: renewed.secondFactors, webhooks: renewed.webhooks },
  });
  return renewed;
}
