import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail that the server has taken. */
export interface TakenMail {
  readonly to: readonly string[];
  readonly raw: string;
  /** With long lines joined, by name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Decoded, by media type. */
  readonly parts: ReadonlyMap<string, string>;
}

/** A real mail server on loopback that keeps what it takes. */
export interface MailServer {
  readonly port: number;
  readonly taken: TakenMail[];
  /** What it answers to a recipient: an SMTP code and text; undefined = it takes the mail. */
  refuse: (address: string) => { readonly code: number; readonly text: string } | undefined;
  close(): Promise<void>;
}

/** @example const server = await startMailServer(); makeMailer({ url: `smtp://127.0.0.1:${server.port}`, from }) */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    ...options,
    onRcptTo({ address }, _session, done) {
      const refused = kept.refuse(address);
      if (refused === undefined) done();
      else done(Object.assign(new Error(refused.text), { responseCode: refused.code }));
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const raw = Buffer.concat(pieces).toString('utf8');
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, ...read(raw) });
        done();
      });
    },
  });
  const kept: MailServer = {
    port: 0,
    taken,
    refuse: () => undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return Object.assign(kept, { port: (server.server.address() as AddressInfo).port });
}

function read(raw: string): Pick<TakenMail, 'headers' | 'parts'> {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  const parts = new Map<string, string>();
  for (const piece of boundary === undefined ? [] : body.split(`--${boundary}`).slice(1, -1)) {
    const part = split(piece.replace(/^\r\n/, ''));
    const [type = ''] = (part.headers.get('content-type') ?? '').split(';');
    parts.set(type, decoded(part.body, part.headers.get('content-transfer-encoding') ?? ''));
  }
  return { headers, parts };
}

function split(text: string): { headers: Map<string, string>; body: string } {
  const end = text.indexOf('\r\n\r\n');
  const lines = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: text.slice(end + 4) };
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
