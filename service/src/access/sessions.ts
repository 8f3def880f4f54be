import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';
import { digest, newCode } from './codes.ts';
import { dateOf } from './moments.ts';

/**
 * Sessions. The cookie is a random code of which only the digest is stored. It is a new one after every change of what the
 * person may do, so that one planted or seen before is worth nothing.
 */
export const SESSION_LIMITS = {
  /** Without a request for so long, it is over. */
  idle: { minutes: 60 },
  /** And in any case after so long. */
  absolute: { hours: 12 },
  /** The password was given, and the second factor is still missing. */
  half: { minutes: 10 },
} as const;

export const SESSION_COOKIE = 'ytterby_session';

export interface NewSession {
  readonly account: string;
  readonly now: Temporal.Instant;
  readonly secondFactor: boolean;
  /** Opened by the password alone, although the account has a second factor. */
  readonly half?: boolean;
  readonly address: string;
  readonly userAgent: string;
  /** Where the person signed in at a provider: its id in the settings, and the sealed ID token that signs out there. */
  readonly provider?: { readonly id: string; readonly idToken: Buffer };
}

export interface OpenedSession {
  readonly id: string;
  /** The cookie's value. */
  readonly code: string;
  readonly endsAt: Temporal.Instant;
}

/** Opens a session. @example const { code } = await openSession(db, { account, now, secondFactor: true, address, userAgent }) */
export async function openSession(db: Transaction<Database>, given: NewSession): Promise<OpenedSession> {
  const { account, now, secondFactor, half = false, address, userAgent, provider } = given;
  const code = newCode();
  const id = randomUUIDv7();
  const endsAt = now.add(half ? SESSION_LIMITS.half : SESSION_LIMITS.absolute);
  await db
    .insertInto('session')
    .values({
      id,
      token_hash: digest(code),
      account,
      opened_at: dateOf(now),
      last_seen_at: dateOf(now),
      ends_at: dateOf(endsAt),
      second_factor: secondFactor,
      half,
      address: address.slice(0, 100),
      user_agent: userAgent.slice(0, 300),
      oidc_provider: provider?.id ?? null,
      oidc_id_token: provider?.idToken ?? null,
    })
    .execute();
  return { id, code, endsAt };
}

/** Ends one session and opens another for the same person at the same place. */
export async function rotateSession(
  db: Transaction<Database>,
  session: string,
  now: Temporal.Instant,
  change: { readonly secondFactor?: boolean } = {},
): Promise<OpenedSession> {
  const old = await db
    .updateTable('session')
    .set({ closed_at: dateOf(now) })
    .where('id', '=', session)
    .where('closed_at', 'is', null)
    .returning(['account', 'second_factor', 'address', 'user_agent', 'oidc_provider', 'oidc_id_token'])
    .executeTakeFirstOrThrow();
  return openSession(db, {
    account: old.account,
    now,
    secondFactor: change.secondFactor ?? old.second_factor,
    address: old.address,
    userAgent: old.user_agent,
    ...(old.oidc_provider !== null && old.oidc_id_token !== null
      ? { provider: { id: old.oidc_provider, idToken: old.oidc_id_token } }
      : {}),
  });
}

export async function closeSession(db: Transaction<Database>, session: string, now: Temporal.Instant): Promise<void> {
  await db
    .updateTable('session')
    .set({ closed_at: dateOf(now) })
    .where('id', '=', session)
    .where('closed_at', 'is', null)
    .execute();
}

/** Ends the sessions of a person, all or all but one. @returns how many were open */
export async function closeSessionsOf(
  db: Transaction<Database>,
  account: string,
  now: Temporal.Instant,
  except: string | null = null,
): Promise<number> {
  const closed = await db
    .updateTable('session')
    .set({ closed_at: dateOf(now) })
    .where('account', '=', account)
    .where('closed_at', 'is', null)
    .$if(except !== null, (query) => query.where('id', '!=', except ?? ''))
    .returning(['ends_at', 'last_seen_at'])
    .execute();
  return closed.filter((session) => isOpen(session, now)).length;
}

/** Is it within its limits? */
export function isOpen(
  session: { readonly ends_at: Date; readonly last_seen_at: Date },
  now: Temporal.Instant,
): boolean {
  const idleSince = now.subtract(SESSION_LIMITS.idle).epochMilliseconds;
  return session.ends_at.getTime() > now.epochMilliseconds && session.last_seen_at.getTime() > idleSince;
}

/**
 * The Set-Cookie header of a session; null takes the cookie away. SameSite=Strict: no other site can make the browser send it.
 * @param secure whether our own address is https
 */
export function sessionCookie(code: string | null, secure: boolean): string {
  return cookie(SESSION_COOKIE, code, secure, 12 * 3600);
}

/** A cookie that no script can read and no other site can make the browser send. */
export function cookie(name: string, value: string | null, secure: boolean, maxAge: number): string {
  const age = value === null ? 0 : maxAge;
  return `${name}=${value ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure ? '; Secure' : ''}`;
}
