import { describe, expect, test } from 'vitest';
import { addressFault, isOpenAddress } from './address.ts';
import { pauseAfter } from './deliver.ts';
import { newSecret, webhookHeaders } from './signature.ts';

test('a message is signed as Standard Webhooks says, with every secret that holds', () => {
  // The example of the libraries that verify it.
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: Temporal.Instant.fromEpochMilliseconds(1_614_265_330_999),
    body: '{"test": 2432232314}',
  };
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  expect(webhookHeaders({ ...message, secrets: [secret] })).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
  const [first, second] = webhookHeaders({ ...message, secrets: [newSecret(), secret] })['webhook-signature'].split(
    ' ',
  );
  expect(second).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  expect(first).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
});

test('a secret has 256 bits and is never the same', () => {
  const made = Array.from({ length: 50 }, newSecret);
  expect(new Set(made).size).toBe(50);
  for (const secret of made) expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
});

test.each([
  ['8.8.8.8', true],
  ['9.255.255.255', true],
  ['10.0.0.0', false],
  ['10.255.255.255', false],
  ['11.0.0.0', true],
  ['0.0.0.0', false],
  ['100.63.255.255', true],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.15.255.255', true],
  ['172.16.0.1', false],
  ['172.32.0.0', true],
  ['192.168.1.1', false],
  ['198.19.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['2606:4700::1111', true],
  ['::', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::a00:1', false],
  ['fe80::1', false],
  ['fc00::1', false],
  ['ff02::1', false],
  ['2001:db8::1', false],
  ['2002:a00:1::', false],
  ['example.com', false],
  ['', false],
])('%s is open: %s', (address, isOpen) => expect(isOpenAddress(address)).toBe(isOpen));

describe('the address of a webhook', () => {
  test.each([
    ['https://example.com/hook', false, null],
    ['https://8.8.8.8/', false, null],
    ['http://example.com/hook', false, 'not-https'],
    ['http://example.com/hook', true, 'not-https'],
    ['http://10.0.0.8/', true, 'not-https'],
    ['https://10.0.0.8/', true, null],
    ['https://10.0.0.8/', false, 'private'],
    ['https://[::1]/', false, 'private'],
    ['https://[::ffff:a00:1]/', false, 'private'],
    ['http://127.0.0.1:9/', true, null],
    ['http://127.0.0.1:9/', false, 'private'],
    ['https://localhost/', false, 'private'],
    ['https://x.localhost/', false, 'private'],
    // The forms of 127.0.0.1 that browsers and libc read.
    ['https://2130706433/', false, 'private'],
    ['https://0x7f.1/', false, 'private'],
    ['https://a:b@example.com/', false, 'with-password'],
    ['ftp://example.com/', true, 'not-https'],
    ['javascript:alert(1)', true, 'not-https'],
    ['example.com', false, 'no-address'],
  ])('%s, private allowed %s: %s', (url, allowPrivate, fault) => expect(addressFault(url, allowPrivate)).toBe(fault));
});

test('the pauses grow to an hour, and chance takes at most half of them', () => {
  expect([1, 2, 3, 7, 8, 9, 1000].map((attempts) => pauseAfter(attempts, 1))).toEqual([
    30, 60, 120, 1920, 3600, 3600, 3600,
  ]);
  expect([1, 9].map((attempts) => pauseAfter(attempts, 0))).toEqual([15, 1800]);
});
