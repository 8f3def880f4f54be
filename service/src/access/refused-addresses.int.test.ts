import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestService, testService } from '../api/testing.ts';
import { type TestStore, testStore } from '../store/testing.ts';
import {
  ATTACK_REASONS,
  forgetAddresses,
  OTHER_ADDRESSES,
  RefusedAddresses,
  refusedAddresses,
} from './refused-addresses.ts';

describe('the count of addresses', () => {
  let tested: TestStore;
  let now = Temporal.Instant.from('2026-12-07T04:00:00Z');
  const log = pino({ level: 'silent' });
  const fresh = () => new RefusedAddresses(tested.store, () => now, log);
  const kept = () => tested.store.asProduct((db) => refusedAddresses(db));
  beforeAll(async () => {
    tested = await testStore();
  });
  beforeEach(() => tested.store.asProduct((db) => db.deleteFrom('refused_address').execute()));
  afterAll(() => tested.close());

  test('is what was noted, however it is spread over processes, writes and days', async () => {
    const note = fc.record({
      at: fc.integer({ min: 0, max: 72 * 3_600 }),
      from: fc.constantFrom(
        '192.0.2.1',
        '192.0.2.2',
        '::ffff:192.0.2.1',
        '2001:db8::1',
        '2001:db8::2',
        '2001:db8:0:1::1',
      ),
      reason: fc.constantFrom(...ATTACK_REASONS),
      by: fc.constantFrom(0 as const, 1 as const),
      isWritten: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(note, { maxLength: 30 }), async (notes) => {
        await tested.store.asProduct((db) => db.deleteFrom('refused_address').execute());
        const counters = [fresh(), fresh()] as const;
        const expected = new Map<string, number>();
        for (const { at, from, reason, by, isWritten } of notes) {
          now = Temporal.Instant.from('2026-12-07T04:00:00Z').add({ seconds: at });
          counters[by].note(from, reason);
          const day = now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
          const address = from.startsWith('2001:db8:0:1:')
            ? '2001:db8:0:1::/64'
            : from.startsWith('2001')
              ? '2001:db8:0:0::/64'
              : from.replace('::ffff:', '');
          const key = `${day} ${address} ${reason}`;
          expected.set(key, (expected.get(key) ?? 0) + 1);
          if (isWritten) await Promise.all(counters.map((each) => each.write()));
        }
        for (const each of counters) await each.stop();
        const found = new Map(
          (await kept()).map(({ day, address, reason, times }) => [`${day} ${address} ${reason}`, times]),
        );
        expect(found).toEqual(expected);
        for (const { first, last } of await kept()) expect(first.getTime()).toBeLessThanOrEqual(last.getTime());
      }),
      { numRuns: 30 },
    );
  });

  test('has a bound, and loses nobody’s number', async () => {
    const counter = fresh();
    for (let at = 0; at < 3_000; at += 1) counter.note(`10.0.${at >> 8}.${at & 255}`, 'too-many-requests');
    await counter.stop();
    const found = await tested.store.asProduct((db) => refusedAddresses(db, 10_000));
    expect(found.length).toBe(1_001);
    expect(found[0]).toMatchObject({ address: OTHER_ADDRESSES, times: 2_000 });
  });

  test('takes no text for an address', async () => {
    const counter = fresh();
    for (const from of ['', 'unknown', 'x'.repeat(10_000), 'a:b', "'; drop table account"])
      counter.note(from, 'forged-session');
    await counter.stop();
    expect(await kept()).toMatchObject([{ address: OTHER_ADDRESSES, times: 5 }]);
  });

  test('is forgotten after thirty days', async () => {
    now = Temporal.Instant.from('2026-12-07T04:00:00Z');
    const counter = fresh();
    counter.note('192.0.2.1', 'wrong-credentials');
    await counter.stop();
    const forgotten = async (hours: number) => {
      await tested.store.asProduct((db) => forgetAddresses(db, now.add({ hours })));
      return (await kept()).length === 0;
    };
    expect(await forgotten(30 * 24)).toBe(false);
    expect(await forgotten(31 * 24)).toBe(true);
  });

  test('that cannot be written stops nobody', async () => {
    const counter = new RefusedAddresses(
      { asProduct: () => Promise.reject(new Error('gone')) } as never,
      () => now,
      log,
    );
    counter.note('192.0.2.1', 'forged-session');
    await expect(counter.stop()).resolves.toBeUndefined();
  });
});

describe('a service', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService({ rateLimit: 8 });
  });
  afterAll(() => service.close());

  test('keeps who guesses, forges, comes from elsewhere or asks too much, and nobody else', async () => {
    const send = (headers: Record<string, string> = {}, body?: object) =>
      fetch(`${service.url}/v1/session`, {
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      });
    const found = async () => {
      await service.addresses.write();
      const rows = await service.store.asProduct((db) => refusedAddresses(db));
      return Object.fromEntries(rows.map(({ reason, times, address }) => [`${reason} ${address}`, times]));
    };
    await send();
    await fetch(`${service.url}/v1/nothing`);
    expect(await found()).toEqual({});
    const password = { email: 'nobody@example.com', password: 'a password that is not' };
    const statuses = [];
    statuses.push((await send({}, password)).status);
    statuses.push((await send({ cookie: 'ytterby_session=forged' })).status);
    statuses.push((await send({ origin: 'https://elsewhere.example' }, password)).status);
    for (let at = 0; at < 12; at += 1) await send();
    expect(statuses).toEqual([401, 401, 403]);
    const counts = await found();
    expect(counts).toMatchObject({
      'wrong-credentials 127.0.0.1': 1,
      'forged-session 127.0.0.1': 1,
      'foreign-origin 127.0.0.1': 1,
    });
    expect(counts['too-many-requests 127.0.0.1']).toBeGreaterThan(0);
  });
});
