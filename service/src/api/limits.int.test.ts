import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestService, testService } from './testing.ts';

const TOKEN = 'a token of enough signs';
let service: TestService;
beforeAll(async () => {
  service = await testService({ rateLimit: 20, metricsToken: TOKEN });
});
afterAll(() => service.close());

test('requests are counted by what they reach, however it is spelled, and told when to come again', async () => {
  const spelled = ['/v1/law/readings', '/%76%31/law/readings', '/v%31/law/readings', '/v1/law/readings?x=1'];
  const replies = [];
  for (let at = 0; at < 40; at += 1) replies.push(await fetch(`${service.url}${spelled[at % spelled.length] ?? ''}`));
  expect(replies.slice(0, 20).map(({ status }) => status)).not.toContain(429);
  for (const { status, headers } of replies.slice(20)) {
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  // Whether the service lives can be asked in any case.
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
});

test('figures of the operation are read with the token alone', async () => {
  const read = async (headers: Record<string, string>) => (await fetch(`${service.url}/metrics`, { headers })).status;
  expect(await read({})).toBe(404);
  expect(await read({ authorization: 'Bearer another' })).toBe(404);
  expect(await read({ authorization: `Bearer ${TOKEN}` })).toBe(200);
  const open = await testService();
  try {
    const at = async (headers: Record<string, string>) => (await fetch(`${open.url}/metrics`, { headers })).status;
    expect(await at({})).toBe(200);
    expect(await at({ 'x-forwarded-for': '203.0.113.7' })).toBe(404);
  } finally {
    await open.close();
  }
});
