import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import { ApiProblem } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';
import { dateOf } from './moments.ts';
import { hashPassword } from './password.ts';
import { passwordProblem } from './password-rules.ts';

/** Accounts: one for each person, found by e-mail or by what a sign-in provider calls them. */

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly language: 'zh' | 'en';
  /** Absent: the person signs in at a provider. */
  readonly password?: string;
  readonly oidc?: { readonly issuer: string; readonly subject: string };
}

/**
 * Makes an account, without any rights.
 * @throws ApiProblem `not-valid` for the e-mail or the password, `conflict` where the e-mail has an account
 * @example const { id } = await createAccount(db, { email: 'li@example.com', name: 'Li Mei', language: 'zh', password }, now)
 */
export async function createAccount(
  db: Transaction<Database>,
  { email: given, name, language, password, oidc }: NewAccount,
  now: Temporal.Instant,
): Promise<{ readonly id: string; readonly email: string }> {
  const email = readEmail(given);
  const hash = password === undefined ? null : await newPasswordHash(password, [name, email], '/body/password');
  const id = randomUUIDv7();
  const made = await db
    .insertInto('account')
    .values({
      id,
      email,
      name: name.trim(),
      language,
      password_hash: hash,
      oidc_issuer: oidc?.issuer ?? null,
      oidc_subject: oidc?.subject ?? null,
      created_at: dateOf(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made)
    throw new ApiProblem('conflict', {
      zh: '该邮箱或登录身份已有账号。',
      en: 'There is an account with this e-mail or sign-in already.',
    });
  return { id, email };
}

/** One spelling for each address. @example emailSpelling(' Li.Mei@Example.COM ') // 'li.mei@example.com' */
export const emailSpelling = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** @throws ApiProblem `not-valid` for what is no e-mail address */
export function readEmail(text: string): string {
  const email = emailSpelling(text);
  // Only what is surely wrong is refused: whether it exists shows when somebody uses it.
  if (email.length <= 254 && /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+\.[^\s@<>"(),:;.]+$/u.test(email)) return email;
  throw new ApiProblem('not-valid', undefined, [
    { path: '/body/email', zh: '这不是邮箱地址。', en: 'This is not an e-mail address.' },
  ]);
}

/** @throws ApiProblem `not-valid` where the password is too short or too easily guessed */
export async function newPasswordHash(password: string, context: readonly string[], path: string): Promise<string> {
  const problem = passwordProblem(password, context);
  if (problem) throw new ApiProblem('not-valid', undefined, [{ path, ...problem }]);
  return hashPassword(password);
}

/** What is told to a person about an account, and to handlers about the state of its factors. */
export function readAccount(db: Transaction<Database>, id: string) {
  return db
    .selectFrom('account')
    .select((e) => [
      'id',
      'email',
      'name',
      'language',
      'password_hash',
      'totp_secret',
      'totp_confirmed_at',
      'totp_last_step',
      'oidc_issuer',
      'disabled_at',
      'revision',
      e
        .selectFrom('recovery_code')
        .whereRef('recovery_code.account', '=', 'account.id')
        .where('used_at', 'is', null)
        .select((c) => c.fn.countAll<string>().as('left'))
        .as('recovery_codes'),
      e
        .selectFrom('passkey')
        .whereRef('passkey.account', '=', 'account.id')
        .select((c) => c.fn.countAll<string>().as('keys'))
        .as('passkeys'),
    ])
    .where('id', '=', id)
    .executeTakeFirst();
}
export type Account = NonNullable<Awaited<ReturnType<typeof readAccount>>>;

export async function accountOf(db: Transaction<Database>, id: string): Promise<Account> {
  const account = await readAccount(db, id);
  if (!account) throw new ApiProblem('not-found');
  return account;
}

export type FactorMethod = 'totp' | 'recovery-code' | 'passkey';

/** The second factors that a person has. Recovery codes stand in for another one, they are none by themselves. */
export function methodsOf(account: Pick<Account, 'totp_confirmed_at' | 'recovery_codes' | 'passkeys'>): FactorMethod[] {
  const methods: FactorMethod[] = [];
  if (account.totp_confirmed_at !== null) methods.push('totp');
  if (Number(account.passkeys) > 0) methods.push('passkey');
  if (methods.length > 0 && Number(account.recovery_codes) > 0) methods.push('recovery-code');
  return methods;
}
