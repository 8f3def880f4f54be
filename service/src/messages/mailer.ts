import { createTransport, type Transporter } from 'nodemailer';
import { isIP } from 'node:net';

/** Where mail is handed over, and in whose name. */
export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  /** The address that mails come from, with a name or without: `Ytterby <no-reply@ytterby.example>`. */
  readonly from: string;
}

export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  /** The same when it has to be sent again: whoever gets it twice can tell. */
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where the person says that they want no more; absent: it is no mail that one can stop. */
  readonly unsubscribe?: string;
}

/** `sent`: and what the server said. `refused`: for good, and why; the same mail is not tried again. `later`: not now, and why. */
export type Handed =
  | { readonly is: 'sent'; readonly answer: string }
  | { readonly is: 'refused' | 'later'; readonly why: string };

export interface Mailer {
  readonly from: string;
  send(mail: Mail): Promise<Handed>;
  close(): void;
}

const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/**
 * Hands mail over by SMTP, one at a time on one connection. A password never goes over the network in the clear: with one, and
 * to another machine, the server must offer TLS.
 * @example const mailer = makeMailer({ url: 'smtp://mail.example:587', from: 'no-reply@ytterby.example' })
 */
export function makeMailer({ url, from }: MailSettings): Mailer {
  const { hostname, username, protocol } = new URL(url);
  const requireTLS = protocol === 'smtp:' && username !== '' && !isThisMachine(hostname);
  const transport: Transporter = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    requireTLS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...TIMEOUTS,
  });
  return {
    from,
    send: async ({ to, messageId, subject, text, html, unsubscribe }) => {
      try {
        const { response } = (await transport.sendMail({
          from,
          to,
          messageId,
          subject,
          text,
          html,
          ...(unsubscribe === undefined ? {} : { list: { unsubscribe: { url: unsubscribe, comment: 'settings' } } }),
          headers: { 'Auto-Submitted': 'auto-generated' },
        })) as { readonly response?: string };
        return { is: 'sent', answer: (response ?? '').slice(0, 500) };
      } catch (error) {
        return failure(error);
      }
    },
    close: () => transport.close(),
  };
}

/** What the server says of the recipient or of the mail is about this mail; everything else is about the way to the server. */
function failure(error: unknown): Handed {
  const { message, responseCode, command } = error as {
    readonly message?: string;
    readonly responseCode?: number;
    readonly command?: string;
  };
  const ofThisMail = command === 'RCPT TO' || command === 'DATA';
  const is = ofThisMail && responseCode !== undefined && responseCode >= 500 ? 'refused' : 'later';
  return { is, why: (message ?? String(error)).slice(0, 500) };
}

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));
