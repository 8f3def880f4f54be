import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { addressFault, AddressRefused, openLookup } from './address.ts';
import type { DeliveryFailure } from './kinds.ts';

/** What came of one attempt. `status` is that of the answer, where there was one. */
export type Attempt =
  | { readonly is: 'delivered'; readonly status: number }
  | { readonly is: 'failed'; readonly why: DeliveryFailure; readonly status: number | null };

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly allowPrivate: boolean;
  /** Until the head of the answer is there. */
  readonly timeoutMs: number;
}

/** Posts a message. A redirect is not followed: it could lead anywhere. Only an answer of 2xx counts. */
export function post({ url, headers, body, allowPrivate, timeoutMs }: Posting): Promise<Attempt> {
  // The setting may have changed since the address was put in.
  if (addressFault(url, allowPrivate) !== null)
    return Promise.resolve({ is: 'failed', why: 'address-refused', status: null });
  return new Promise((done) => {
    const failed = (error: unknown) =>
      done({
        is: 'failed',
        why:
          error instanceof AddressRefused
            ? 'address-refused'
            : (error as Error).name === 'AbortError'
              ? 'timeout'
              : 'unreachable',
        status: null,
      });
    const sending = (url.startsWith('https:') ? secure : plain)(
      url,
      {
        method: 'POST',
        // A connection for each message: receivers are many, and messages few.
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        headers: { 'content-type': 'application/json', 'user-agent': 'Ytterby', ...headers },
        ...(!allowPrivate && { lookup: openLookup }),
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        // What it says besides is nothing to us, and may be without end.
        answer.on('error', () => undefined).destroy();
        done(status >= 200 && status < 300 ? { is: 'delivered', status } : { is: 'failed', why: 'answer', status });
      },
    );
    sending.on('error', failed);
    sending.end(body);
  });
}
