import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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

test('whoever keeps a connection, or half a request, does not keep the service from stopping', async () => {
  const service = await testService();
  const { port } = new URL(service.url);
  const company = await service.organisation('company');
  const { client, cookie } = await service.person([[company, ['exporter']]]);
  const { id } = (
    await client.call('application.begin', {
      params: { organisation: company },
      body: { application: { kind: 'technology' } },
    })
  ).body;
  const said: string[] = [];
  const hold = async (text: string, bytes = Buffer.alloc(0)) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('data', (data) => said.push(data.toString().split('\r\n', 1)[0] ?? ''));
    socket.on('error', () => undefined);
    socket.write(text);
    socket.write(bytes);
    return socket;
  };
  const head = (line: string, length: number) =>
    `${line} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${service.url}\r\nCookie: ${cookie}\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Type: application/pdf\r\nContent-Length: ${length}\r\n\r\n`;
  const at = `POST /v1/organisations/${company}/cases/${id}/documents?name=a.pdf`;
  const held = await Promise.all([
    hold(''),
    hold('GET /v1/law/readings HTTP/1.1\r\n'),
    hold(head(at, 1_000_000), Buffer.from('%PDF-1.7')),
    // More than a document may have, and not all of it.
    hold(head(at, 60_000_000), Buffer.alloc(25_000_000, '%PDF-1.7 ')),
  ]);
  await vi.waitFor(() => expect(said).toContain('HTTP/1.1 413 Payload Too Large'), { timeout: 20_000 });
  const began = performance.now();
  await service.close();
  expect(performance.now() - began).toBeLessThan(10_000);
  for (const socket of held) socket.destroy();
});

test('whoever reads only after all was sent reads the refusal of what is too large, and asks again on the same connection', async () => {
  const service = await testService();
  const { port } = new URL(service.url);
  const socket = connect(Number(port), '127.0.0.1');
  const broken: string[] = [];
  socket.on('error', ({ message }) => broken.push(message));
  const piece = Buffer.alloc(1_000_000, ' ');
  const length = 60 * piece.length;
  socket.pause();
  socket.write(
    `POST /v1/content HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`,
  );
  for (let at = 0; at < 60; at += 1) await new Promise<unknown>((resolve) => void socket.write(piece, resolve));
  socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  await new Promise((resolve) => setTimeout(resolve, 200));
  let said = '';
  socket.on('data', (data) => {
    said += data.toString();
  });
  socket.resume();
  await vi.waitFor(() => expect(said).toContain('HTTP/1.1 200 OK'), { timeout: 10_000 });
  expect(said).toMatch(/^HTTP\/1\.1 413 /);
  expect(broken).toEqual([]);
  socket.destroy();
  await service.close();
});
