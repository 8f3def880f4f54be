import type { Context } from '../api/handler.ts';
import { ApiProblem } from '../contract/problems.ts';
import { type Access, isSecure } from './access.ts';
import type { FactorMethod } from './accounts.ts';
import type { Actor } from './actor.ts';
import { closeSession, type NewSession, openSession, rotateSession, sessionCookie } from './sessions.ts';

/** What a handler answers when somebody has signed in, or their session got a new cookie. */
export interface SignInAnswer {
  readonly body: { state: 'signed-in' | 'second-factor'; methods: FactorMethod[] };
  readonly subject: { readonly kind: 'session'; readonly id: string };
  readonly account: string;
  readonly cookies: readonly string[];
}

/** Opens a session for a person who has shown who they are; the one that the browser had is over. */
export async function signIn(
  access: Access,
  { db, actor, now, address, userAgent }: Context,
  given: Pick<NewSession, 'account' | 'secondFactor' | 'provider'>,
  /** The second factors that are still asked for. */
  methods: FactorMethod[] = [],
): Promise<SignInAnswer> {
  if (actor.session !== null) await closeSession(db, actor.session, now);
  const half = methods.length > 0;
  const { id, code } = await openSession(db, { ...given, half, now, address, userAgent });
  return {
    body: { state: half ? 'second-factor' : 'signed-in', methods },
    subject: { kind: 'session', id },
    account: given.account,
    cookies: [sessionCookie(code, isSecure(access))],
  };
}

/** Gives the caller's session a new cookie. @returns the Set-Cookie header */
export async function renewCookie(
  access: Access,
  { db, now }: Pick<Context, 'db' | 'now'>,
  session: string,
  change: { readonly secondFactor?: boolean } = {},
): Promise<string> {
  const { code } = await rotateSession(db, session, now, change);
  return sessionCookie(code, isSecure(access));
}

/** The person who is signed in with a session; a program with an API token is nobody here. */
export function signedInPerson({ account, session }: Actor): {
  readonly account: NonNullable<Actor['account']>;
  readonly session: string;
} {
  if (account === null || session === null) throw new ApiProblem('not-signed-in');
  return { account, session };
}
