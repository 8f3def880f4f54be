import { createServer, type Server, type Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { fakeClamd } from './testing/fake-clamd.ts';
import { clamdIn, scan } from './virus-scan.ts';

/** The string that every scanner takes for a virus and that harms nothing; written so that no scanner finds it here. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const open: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function daemon(options: Parameters<typeof fakeClamd>[0] = {}) {
  const clamd = await fakeClamd(options);
  open.push(clamd);
  return clamd;
}

/** Something else that listens. */
async function listener(onConnect: (socket: Socket) => void) {
  const server: Server = createServer(onConnect);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { host: '127.0.0.1', port: address.port };
}

describe('a document is scanned', () => {
  test.each([0, 1, 65_536, 65_537, 3_000_000])('of %i bytes, all of them', async (size) => {
    const clamd = await daemon();
    const bytes = Buffer.alloc(size, 'a');
    expect(await scan(bytes, clamd.address)).toEqual({ is: 'clean' });
    expect(clamd.seen.map((each) => each.equals(bytes))).toEqual([true]);
  });

  test('and what is found has its name, also across the border of two chunks', async () => {
    const clamd = await daemon();
    for (const before of [0, 65_536 - 10])
      expect(await scan(Buffer.concat([Buffer.alloc(before, ' '), Buffer.from(EICAR)]), clamd.address)).toEqual({
        is: 'infected',
        signature: 'Eicar-Test-Signature',
      });
  });

  test('over a socket of this machine too', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ytterby-clamd-'));
    open.push({ close: () => rmSync(folder, { recursive: true }) });
    const clamd = await daemon({ path: path.join(folder, 'clamd.ctl') });
    expect(await scan(Buffer.from('%PDF-1.7'), clamd.address)).toEqual({ is: 'clean' });
  });
});

describe('nothing but a verdict counts as one', () => {
  test('a document over the limit of the daemon', async () => {
    const clamd = await daemon({ most: 1000 });
    const verdict = await scan(Buffer.alloc(2000), clamd.address);
    expect(verdict).toMatchObject({ is: 'unknown' });
  });

  test('nobody listens', async () => {
    const clamd = await daemon();
    await clamd.close();
    expect(await scan(Buffer.from('a'), clamd.address)).toMatchObject({ is: 'unknown' });
  });

  test.each(['', 'stream: OK', 'OK\0', 'stream: OK and more\0', 'HTTP/1.1 200 OK\r\n\r\n', 'UNKNOWN COMMAND\0'])(
    'an answer like %j',
    async (answer) => {
      const clamd = await listener((socket) => {
        socket.on('error', () => undefined).resume();
        socket.end(answer);
      });
      expect(await scan(Buffer.from('a'), clamd)).toMatchObject({ is: 'unknown' });
    },
  );
});

describe('the setting', () => {
  test.each([
    ['127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['clamav:3310', { host: 'clamav', port: 3310 }],
    ['[::1]:3310', { host: '::1', port: 3310 }],
    ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['clamav', undefined],
    [':3310', undefined],
    ['clamav:0', undefined],
    ['clamav:65536', undefined],
    ['http://clamav:3310', undefined],
    ['::1:3310', undefined],
  ])('%s', (text, expected) => {
    expect(clamdIn(text)).toEqual(expected);
  });
});
