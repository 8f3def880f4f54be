import type { Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';
import { type Access, isSecure } from './access.ts';
import { beginCeremony, endCeremony } from './ceremonies.ts';
import type { OidcPerson } from './oidc.ts';
import { cookie } from './sessions.ts';

/**
 * The two halves of signing in at a provider. The browser that began holds the ceremony's code in a cookie, so that nobody can
 * be signed in to somebody else's account by a link.
 */
export const OIDC_COOKIE = 'ytterby_sign_in';

const INVITATION = 'oidc invitation';
const ID_TOKEN = 'oidc id token';

/** @returns the address at the provider, and the Set-Cookie header */
export async function beginOidc(
  db: Transaction<Database>,
  access: Access,
  provider: string,
  invitation: string | undefined,
  now: Temporal.Instant,
): Promise<{ readonly goTo: string; readonly cookie: string }> {
  const { goTo, state, nonce, verifier } = await access.providers.start(provider, access.origin);
  const sealed =
    invitation === undefined
      ? {}
      : { invitation: access.key.seal(INVITATION, provider, invitation).toString('base64') };
  const code = await beginCeremony(db, 'oidc', { provider, state, nonce, verifier, ...sealed }, now);
  return { goTo, cookie: cookie(OIDC_COOKIE, code, isSecure(access), 600) };
}

export interface FinishedOidc {
  readonly person: OidcPerson;
  /** The code of the invitation with which the person came. */
  readonly invitation: string | undefined;
}

/** @returns undefined = not begun in this browser, finished already, or the provider says no */
export async function finishOidc(
  db: Transaction<Database>,
  access: Access,
  provider: string,
  { code, query }: { readonly code: string | undefined; readonly query: string },
  now: Temporal.Instant,
): Promise<FinishedOidc | undefined> {
  const begun = code === undefined ? undefined : await endCeremony(db, 'oidc', code, now);
  if (begun?.data.provider !== provider) return undefined;
  const { state = '', nonce = '', verifier = '', invitation } = begun.data;
  const person = await access.providers.finish(provider, access.origin, query, { state, nonce, verifier });
  return (
    person && {
      person,
      invitation:
        invitation === undefined ? undefined : access.key.open(INVITATION, provider, Buffer.from(invitation, 'base64')),
    }
  );
}

export const dropOidcCookie = (access: Access): string => cookie(OIDC_COOKIE, null, isSecure(access), 0);

/** The account that belongs to what a provider calls a person. Never found by the e-mail: whoever runs a provider can name any. */
export function accountAtProvider(db: Transaction<Database>, { issuer, subject }: OidcPerson) {
  return db
    .selectFrom('account')
    .select(['id', 'disabled_at'])
    .where('oidc_issuer', '=', issuer)
    .where('oidc_subject', '=', subject)
    .executeTakeFirst();
}

export const sealIdToken = (access: Access, account: string, idToken: string): Buffer =>
  access.key.seal(ID_TOKEN, account, idToken);

/** Where to sign out at the provider too; null = the session did not begin at one. */
export async function endAtProvider(
  access: Access,
  session: { readonly account: string; readonly oidc_provider: string | null; readonly oidc_id_token: Buffer | null },
): Promise<string | null> {
  const { account, oidc_provider: provider, oidc_id_token: sealed } = session;
  if (provider === null || sealed === null) return null;
  return access.providers.endSession(provider, access.origin, access.key.open(ID_TOKEN, account, sealed));
}
