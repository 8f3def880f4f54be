import { createServer, type Socket } from 'node:net';
import type { Clamd } from '../virus-scan.ts';

/** A daemon that speaks clamd's INSTREAM as clamd(8) describes it, and finds the EICAR test string alone. */
export interface FakeClamd {
  readonly address: Clamd;
  /** Every stream that was sent whole. */
  readonly seen: Buffer[];
  close(): Promise<void>;
}

const COMMAND = 'zINSTREAM\0';
const EICAR = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';

/** @param most as StreamMaxLength: beyond it the daemon says so and closes */
export async function fakeClamd({
  path,
  most = 25 * 1024 * 1024,
}: {
  readonly path?: string;
  readonly most?: number;
} = {}): Promise<FakeClamd> {
  const seen: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let arrived = Buffer.alloc(0);
    socket.on('data', (piece: Buffer) => {
      arrived = Buffer.concat([arrived, piece]);
      const answer = answerTo(arrived, most, seen);
      if (answer !== undefined) socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => {
    if (path === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(path, resolve);
  });
  const at = server.address();
  return {
    address: typeof at === 'object' && at !== null ? { host: '127.0.0.1', port: at.port } : { path: path ?? '' },
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function answerTo(arrived: Buffer, most: number, seen: Buffer[]): string | undefined {
  if (arrived.length < COMMAND.length) return undefined;
  if (arrived.subarray(0, COMMAND.length).toString('latin1') !== COMMAND) return 'UNKNOWN COMMAND\0';
  const chunks: Buffer[] = [];
  let size = 0;
  for (let at = COMMAND.length; at + 4 <= arrived.length; ) {
    const length = arrived.readUInt32BE(at);
    at += 4;
    if (length === 0) {
      const stream = Buffer.concat(chunks);
      seen.push(stream);
      return stream.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
    }
    size += length;
    if (size > most) return 'INSTREAM size limit exceeded. ERROR\0';
    if (at + length > arrived.length) return undefined;
    chunks.push(arrived.subarray(at, at + length));
    at += length;
  }
  return undefined;
}
