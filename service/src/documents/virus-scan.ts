import { createConnection, type Socket } from 'node:net';

/** Where the ClamAV daemon listens: on a host and port, or on a socket of this machine. */
export type Clamd = { readonly host: string; readonly port: number } | { readonly path: string };

/**
 * The setting as an address; undefined = it is none.
 * @example clamdIn('127.0.0.1:3310') // { host: '127.0.0.1', port: 3310 }
 * @example clamdIn('/run/clamav/clamd.ctl') // { path: '/run/clamav/clamd.ctl' }
 */
export function clamdIn(text: string): Clamd | undefined {
  if (text.startsWith('/')) return { path: text };
  const found = /^(?:\[([0-9a-fA-F:]+)\]|([^\s:[\]]+)):(\d{1,5})$/.exec(text);
  const port = Number(found?.[3]);
  const host = found?.[1] ?? found?.[2];
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : undefined;
}

/** What the daemon said of a document; `unknown` = it could not be asked, or gave no verdict. */
export type ScanVerdict =
  | { readonly is: 'clean' }
  | { readonly is: 'infected'; readonly signature: string }
  | { readonly is: 'unknown'; readonly why: string };

/** Nothing said for so long is no answer. A document of 20 MB takes seconds. */
const PATIENCE = 60_000;
const CHUNK = 64 * 1024;

/**
 * Is there malicious software in these bytes? Asked by clamd's INSTREAM (clamd(8)): each chunk behind its length, an empty
 * one at the end. Never throws: what is not known is `unknown`.
 * @example await scan(bytes, { host: '127.0.0.1', port: 3310 }) // { is: 'clean' }
 */
export function scan(bytes: Uint8Array, clamd: Clamd): Promise<ScanVerdict> {
  return new Promise((resolve) => {
    const socket = createConnection(clamd);
    let reply = '';
    const done = (why: string) => {
      socket.destroy();
      resolve(verdictIn(reply, why));
    };
    socket.setTimeout(PATIENCE, () => done('it did not answer in time'));
    socket.setEncoding('utf8');
    // A daemon that takes no more says why before it closes: what was read decides, not that writing failed.
    socket.on('error', ({ message }) => done(message));
    socket.on('data', (text: string) => {
      reply += text;
      if (reply.includes('\0')) done('');
    });
    socket.on('close', () => done('it closed the connection without a verdict'));
    socket.on('connect', () => send(socket, bytes));
  });
}

function send(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0');
  const length = Buffer.alloc(4);
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const chunk = bytes.subarray(from, from + CHUNK);
    length.writeUInt32BE(chunk.length);
    socket.write(Buffer.concat([length, chunk]));
  }
  socket.write(Buffer.alloc(4));
}

function verdictIn(reply: string, why: string): ScanVerdict {
  const said = reply.split('\0')[0] ?? '';
  if (!reply.includes('\0')) return { is: 'unknown', why };
  if (said === 'stream: OK') return { is: 'clean' };
  const signature = /^stream: (.+) FOUND$/.exec(said)?.[1];
  return signature === undefined ? { is: 'unknown', why: said } : { is: 'infected', signature };
}
