import { sql, type Transaction } from 'kysely';
import type { InstanceKey } from '../access/instance-key.ts';
import { dateOf, instantText } from '../access/moments.ts';
import type { Signer } from '../licence-document/key-set.ts';
import {
  rotateSigningKey,
  signerOf,
  type SigningKeyStore,
  type StoredSigningKey,
} from '../licence-document/signing.ts';
import type { Database } from '../store/schema.ts';

/** The signing keys, where they are stored; one is in use at a time. */
export function keysIn(db: Transaction<Database>): SigningKeyStore {
  return {
    keys: async () => {
      const rows = await db.selectFrom('signing_key').selectAll().orderBy('from_at').execute();
      return rows.map(
        ({ kid, public: jwk, sealed, from_at, until_at }): StoredSigningKey => ({
          kid,
          x: (jwk as { readonly x: string }).x,
          from: instantText(from_at),
          until: until_at === null ? null : instantText(until_at),
          sealed,
        }),
      );
    },
    succeed: async ({ kid, x, from, sealed }) => {
      const from_at = new Date(from);
      await db
        .updateTable('signing_key')
        .set({ until_at: from_at, sealed: null })
        .where('until_at', 'is', null)
        .execute();
      await db
        .insertInto('signing_key')
        .values({
          kid,
          public: JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x }),
          sealed: sealed === null ? null : Buffer.from(sealed),
          from_at,
        })
        // Of two that make the first key, one does.
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

/** A signer, and the moment at which it signs. */
export interface SigningNow {
  readonly signer: Signer;
  /** An RFC 3339 instant, within the span of the key. */
  readonly at: string;
}

/**
 * The key of today, made where there is none yet. Until the transaction ends no other key takes over, so that what is signed is
 * stored within the span of its key.
 */
export async function signingNow(
  db: Transaction<Database>,
  key: InstanceKey,
  now: Temporal.Instant,
): Promise<SigningNow> {
  await ensureKey(db, key, now);
  const store = keysIn(db);
  const from = (await store.keys()).find(({ until }) => until === null)?.from ?? now.toString();
  return { signer: await signerOf(store, key), at: laterOf(now, Temporal.Instant.from(from)).toString() };
}

/** Makes the first key, where there is none, and lets no other take over until the transaction ends. */
export async function ensureKey(db: Transaction<Database>, key: InstanceKey, now: Temporal.Instant): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext(${ONE_KEY}))`.execute(db);
  const store = keysIn(db);
  if ((await store.keys()).length === 0) await rotateSigningKey(store, key, instantText(dateOf(now)));
}

/** What another process signs at this moment lies within the span of the key that it has. */
const HAND_OVER = Temporal.Duration.from({ seconds: 2 });

/**
 * Another key signs from now on; what the one before has signed stays genuine.
 * @returns the kid of the new key
 */
export async function rotateKey(db: Transaction<Database>, key: InstanceKey, now: Temporal.Instant): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext(${ONE_KEY}))`.execute(db);
  const { last } = await db
    .selectFrom('licence_edition')
    .select(({ fn }) => fn.max('signed_at').as('last'))
    .executeTakeFirstOrThrow();
  const at = now.add(HAND_OVER);
  const after = last === null ? at : laterOf(at, Temporal.Instant.fromEpochMilliseconds(last.getTime()));
  return rotateSigningKey(keysIn(db), key, instantText(dateOf(after)));
}

/** Can this key open the one that signs today? True where none does yet. */
export async function signingKeyOpens(db: Transaction<Database>, key: InstanceKey): Promise<boolean> {
  const store = keysIn(db);
  if (!(await store.keys()).some(({ until }) => until === null)) return true;
  return signerOf(store, key).then(
    () => true,
    () => false,
  );
}

const ONE_KEY = 'ytterby signing key';

const laterOf = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(one, other) < 0 ? other : one;
