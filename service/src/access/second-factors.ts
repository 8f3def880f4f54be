import type { Transaction } from 'kysely';
import { ApiProblem } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';
import { type Account, accountOf } from './accounts.ts';
import { digest, newRecoveryCode, readRecoveryCode } from './codes.ts';
import type { InstanceKey } from './instance-key.ts';
import { dateOf } from './moments.ts';
import { newTotp, type NewTotp, totpStep } from './totp.ts';

/** One-time codes and recovery codes of an account, as they are stored. */

const PURPOSE = 'totp';
const RECOVERY_CODES = 10;

/** A secret that does not count until the person has shown a code of it. */
export async function beginTotp(db: Transaction<Database>, key: InstanceKey, account: Account): Promise<NewTotp> {
  if (account.totp_confirmed_at !== null)
    throw new ApiProblem('conflict', {
      zh: '已启用一次性验证码；更换前请先停用。',
      en: 'One-time codes are in use. Stop using them before you begin anew.',
    });
  const totp = newTotp(account.email);
  await db
    .updateTable('account')
    .set({ totp_secret: key.seal(PURPOSE, account.id, totp.secret), totp_last_step: null })
    .where('id', '=', account.id)
    .execute();
  return totp;
}

/** @returns false = not the code of now */
export async function confirmTotp(
  db: Transaction<Database>,
  key: InstanceKey,
  account: Account,
  code: string,
  now: Temporal.Instant,
): Promise<boolean> {
  if (account.totp_secret === null || account.totp_confirmed_at !== null)
    throw new ApiProblem('conflict', {
      zh: '没有待确认的一次性验证码设置。',
      en: 'No one-time codes are waiting to be confirmed.',
    });
  if (!(await useTotp(db, key, account, code, now))) return false;
  await db
    .updateTable('account')
    .set({ totp_confirmed_at: dateOf(now) })
    .where('id', '=', account.id)
    .execute();
  return true;
}

/** Is this a one-time or a recovery code of the person? Either works once. */
export async function useSecondFactor(
  db: Transaction<Database>,
  key: InstanceKey,
  accountId: string,
  code: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const account = await accountOf(db, accountId);
  if (account.totp_confirmed_at !== null && (await useTotp(db, key, account, code, now))) return true;
  const recovery = readRecoveryCode(code);
  if (recovery === undefined) return false;
  const used = await db
    .updateTable('recovery_code')
    .set({ used_at: dateOf(now) })
    .where('account', '=', account.id)
    .where('code_hash', '=', digest(recovery))
    .where('used_at', 'is', null)
    .returning('account')
    .executeTakeFirst();
  return used !== undefined;
}

async function useTotp(
  db: Transaction<Database>,
  key: InstanceKey,
  account: Account,
  code: string,
  now: Temporal.Instant,
): Promise<boolean> {
  if (account.totp_secret === null) return false;
  const lastStep = account.totp_last_step === null ? null : Number(account.totp_last_step);
  const step = totpStep(key.open(PURPOSE, account.id, account.totp_secret), code, now, lastStep);
  if (step === undefined) return false;
  // Of two who bring the same code at the same moment, one finds it used.
  const used = await db
    .updateTable('account')
    .set({ totp_last_step: step })
    .where('id', '=', account.id)
    .where((e) => e.or([e('totp_last_step', 'is', null), e('totp_last_step', '<', String(step))]))
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}

export async function removeTotp(db: Transaction<Database>, account: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .where('id', '=', account)
    .execute();
}

/** New recovery codes; the old ones end. They are shown once, only digests stay. */
export async function renewRecoveryCodes(db: Transaction<Database>, account: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await db.deleteFrom('recovery_code').where('account', '=', account).execute();
  await db
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ account, code_hash: digest(code) })))
    .execute();
  return codes;
}

/** For a person who has lost them all. */
export async function removeSecondFactors(db: Transaction<Database>, account: string): Promise<void> {
  await removeTotp(db, account);
  await db.deleteFrom('recovery_code').where('account', '=', account).execute();
  await db.deleteFrom('passkey').where('account', '=', account).execute();
}

/** The accounts with one-time codes, and whether a key opens what is kept of them. */
export async function sealedTotps(
  db: Transaction<Database>,
  most = Number.MAX_SAFE_INTEGER,
): Promise<readonly { readonly account: string; opens(key: InstanceKey): boolean }[]> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'totp_secret'])
    .where('totp_secret', 'is not', null)
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(({ id, totp_secret: sealed }) => ({
    account: id,
    opens: (key) => {
      try {
        key.open(PURPOSE, id, sealed ?? new Uint8Array());
        return true;
      } catch {
        return false;
      }
    },
  }));
}
