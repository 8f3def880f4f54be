import { randomUUIDv7 } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Transaction } from 'kysely';
import { ApiProblem } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';
import type { Access } from './access.ts';
import type { Account } from './accounts.ts';
import { beginCeremony, endCeremony } from './ceremonies.ts';
import { dateOf } from './moments.ts';

/**
 * Passkeys (WebAuthn). Tied to our origin, so a look-alike site gets nothing that works here; with the device's own check of the
 * person, so they are both factors at once; discoverable, so that no name has to be typed.
 */

/** The name that passkeys are tied to; undefined where we are reached by an IP address, which WebAuthn does not take. */
export function relyingParty({ origin }: Pick<Access, 'origin'>): string | undefined {
  const { hostname } = new URL(origin);
  return /^[\d.]+$|^\[/.test(hostname) ? undefined : hostname;
}

function relyingPartyOrRefuse(access: Access): string {
  const id = relyingParty(access);
  if (id === undefined)
    throw new ApiProblem('conflict', {
      zh: '通行密钥须使用域名访问，不能用 IP 地址。',
      en: 'Passkeys need a name in the address, not an IP address.',
    });
  return id;
}

export async function beginPasskey(
  db: Transaction<Database>,
  access: Access,
  account: Account,
  now: Temporal.Instant,
): Promise<{ readonly ceremony: string; readonly options: Record<string, unknown> }> {
  const rpID = relyingPartyOrRefuse(access);
  const has = await db
    .selectFrom('passkey')
    .select(['credential_id', 'transports'])
    .where('account', '=', account.id)
    .execute();
  const options = await generateRegistrationOptions({
    rpName: 'Ytterby',
    rpID,
    userName: account.email,
    userDisplayName: account.name,
    userID: new Uint8Array(Buffer.from(account.id)),
    excludeCredentials: has.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const ceremony = await beginCeremony(db, 'passkey-add', { challenge: options.challenge }, now, account.id);
  return { ceremony, options: { ...options } };
}

export interface NewPasskey {
  readonly ceremony: string;
  readonly name: string;
  readonly response: RegistrationResponseJSON;
}

/** Stores what the browser has made. @returns undefined = it does not belong to what we asked for */
export async function addPasskey(
  db: Transaction<Database>,
  access: Access,
  account: string,
  { ceremony, name, response }: NewPasskey,
  now: Temporal.Instant,
): Promise<{ readonly id: string; readonly backedUp: boolean } | undefined> {
  const rpID = relyingPartyOrRefuse(access);
  const begun = await endCeremony(db, 'passkey-add', ceremony, now);
  if (!begun || begun.account !== account) return undefined;
  const checked = await verified(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: begun.data.challenge ?? '',
      expectedOrigin: access.origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    }),
  );
  if (!checked?.verified) return undefined;
  const { credential, credentialBackedUp } = checked.registrationInfo;
  const id = randomUUIDv7();
  const stored = await db
    .insertInto('passkey')
    .values({
      id,
      account,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: [...(credential.transports ?? [])],
      backed_up: credentialBackedUp,
      name,
      created_at: dateOf(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return stored && { id, backedUp: credentialBackedUp };
}

export async function askForPasskey(
  db: Transaction<Database>,
  access: Access,
  now: Temporal.Instant,
): Promise<{ readonly ceremony: string; readonly options: Record<string, unknown> }> {
  const options = await generateAuthenticationOptions({
    rpID: relyingPartyOrRefuse(access),
    userVerification: 'required',
  });
  const ceremony = await beginCeremony(db, 'passkey-sign-in', { challenge: options.challenge }, now);
  return { ceremony, options: { ...options } };
}

/**
 * Whose passkey has signed our challenge? A counter that did not go up means that the key was copied: then it is refused.
 * @returns the account; undefined = none of ours, or not for this challenge
 */
export async function usePasskey(
  db: Transaction<Database>,
  access: Access,
  ceremony: string,
  response: AuthenticationResponseJSON,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const rpID = relyingPartyOrRefuse(access);
  const begun = await endCeremony(db, 'passkey-sign-in', ceremony, now);
  if (!begun) return undefined;
  const passkey = await db
    .selectFrom('passkey')
    .innerJoin('account', 'account.id', 'passkey.account')
    .select(['passkey.id', 'passkey.account', 'credential_id', 'public_key', 'counter', 'disabled_at'])
    .where('credential_id', '=', response.id)
    .forUpdate('passkey')
    .executeTakeFirst();
  if (!passkey || passkey.disabled_at !== null) return undefined;
  // Some authenticators leave it out; what the browser sends is not surely a text.
  const owner: unknown = response.response.userHandle ?? Buffer.from(passkey.account).toString('base64url');
  if (typeof owner !== 'string' || Buffer.from(owner, 'base64url').toString() !== passkey.account) return undefined;
  const checked = await verified(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: begun.data.challenge ?? '',
      expectedOrigin: access.origin,
      expectedRPID: rpID,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: Number(passkey.counter),
      },
      requireUserVerification: true,
    }),
  );
  if (!checked?.verified) return undefined;
  await db
    .updateTable('passkey')
    .set({ counter: checked.authenticationInfo.newCounter, last_used_at: dateOf(now) })
    .where('id', '=', passkey.id)
    .execute();
  return passkey.account;
}

/** The library throws whatever is wrong with what the browser sent; to the caller all of it is the same "no". */
async function verified<T>(check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check();
  } catch {
    return undefined;
  }
}
