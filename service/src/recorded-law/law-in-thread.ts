import type { MessagePort } from 'node:worker_threads';
import type { LawBook } from '@ytterby/core';
import { type LawText, parseLawFiles } from '@ytterby/law';

/** From a thread to its caller, where it does not know the law yet; and back. */
export interface LawWanted {
  readonly wants: 'law';
}
export interface LawGiven {
  readonly texts: readonly LawText[];
}

interface LineForLaw {
  say(message: LawWanted): void;
  hear(): Promise<unknown>;
}

/** The law as a thread has it. */
export interface LawInThread {
  readonly book: LawBook;
  readonly fingerprint: string;
}

/** Laws that were asked last; the law changes seldom. */
const laws = new Map<string, LawInThread>();
const LAWS_KEPT = 2;

/** The law of a fingerprint: its texts are asked for where this thread does not know it yet. */
export async function lawOf(fingerprint: string, line: LineForLaw): Promise<LawInThread> {
  const known = laws.get(fingerprint);
  if (known !== undefined) return known;
  line.say({ wants: 'law' });
  const heard = (await line.hear()) as LawGiven;
  if (!('texts' in heard)) throw new Error('the law was asked for, and something else came');
  const law = { book: parseLawFiles(heard.texts), fingerprint };
  for (const old of [...laws.keys()].slice(0, Math.max(0, laws.size + 1 - LAWS_KEPT))) laws.delete(old);
  laws.set(fingerprint, law);
  return law;
}

/** A thread's end of the line to its caller: `Said` goes out, `Heard` comes in. */
export class Line<Said, Heard> {
  readonly #port: MessagePort;
  readonly #heard: Heard[] = [];
  readonly #gone = new AbortController();
  #waiting: { readonly take: (message: Heard) => void; readonly fail: (error: unknown) => void } | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.on('message', (message: Heard) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting === undefined) this.#heard.push(message);
      else waiting.take(message);
    });
    port.on('close', () => {
      this.#gone.abort();
      this.#waiting?.fail(this.signal.reason);
    });
  }

  /** Aborted when the caller has hung up. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  say(message: Said): void {
    this.#port.postMessage(message);
  }

  hear(): Promise<Heard> {
    const message = this.#heard.shift();
    if (message !== undefined) return Promise.resolve(message);
    if (this.signal.aborted) return Promise.reject(this.signal.reason as Error);
    return new Promise((take, fail) => {
      this.#waiting = { take, fail };
    });
  }

  close(): void {
    this.#port.close();
  }
}
