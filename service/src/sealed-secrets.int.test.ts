import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instanceKey } from './access/instance-key.ts';
import { beginTotp } from './access/second-factors.ts';
import { accountOf, createAccount } from './access/accounts.ts';
import { signingNow, keysIn } from './licensing/signing-keys.ts';
import { isOurs, renewSecrets } from './sealed-secrets.ts';
import { type TestStore, testStore } from './store/testing.ts';

const NOW = Temporal.Instant.from('2026-11-24T02:00:00Z');
const ours = instanceKey(randomBytes(32));
const other = instanceKey(randomBytes(32));

let tested: TestStore;
beforeAll(async () => {
  tested = await testStore();
});
afterAll(() => tested.close());

test('a database that meets another instance key is known by what it cannot open, and goes on with new secrets', async () => {
  const { store } = tested;
  const work = store.asProduct.bind(store);
  expect(await work((db) => isOurs(db, ours))).toBe(true);
  expect(await work((db) => isOurs(db, other))).toBe(true);

  // One-time codes alone, before any licence.
  const { id: account } = await work((db) =>
    createAccount(db, { email: 'li@example.com', name: 'Li Mei', language: 'zh' }, NOW),
  );
  await work(async (db) => {
    await beginTotp(db, ours, await accountOf(db, account));
  });
  expect(await work((db) => isOurs(db, other))).toBe(false);

  const before = await work((db) => signingNow(db, ours, NOW));
  expect(await work((db) => isOurs(db, ours))).toBe(true);
  expect(await work((db) => isOurs(db, other))).toBe(false);

  const renewed = await work((db) => renewSecrets(db, other, NOW, randomUUID()));
  expect(renewed).toMatchObject({ secondFactors: 1, webhooks: 0 });
  expect(await work((db) => isOurs(db, other))).toBe(true);
  expect(await work((db) => isOurs(db, ours))).toBe(false);
  // What was signed stays genuine: the public half of the old key is there.
  const kids = (await work((db) => keysIn(db).keys())).map(({ kid }) => kid);
  expect(kids).toEqual([before.signer.kid, renewed.kid]);
  expect((await work((db) => accountOf(db, account))).totp_secret).toBeNull();
  const signing = await work((db) => signingNow(db, other, NOW.add({ seconds: 10 })));
  expect(signing.signer.kid).toBe(renewed.kid);
});
