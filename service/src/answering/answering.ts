import { availableParallelism } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { ApiProblem } from '../contract/problems.ts';
import { type ApartRoute, APART_ROUTES } from '../contract/apart.ts';
import type { LawGiven } from '../recorded-law/law-in-thread.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { AnswerStart, AnswerTask, Answered, FromThread } from './answer.ts';
import { Turns } from './turns.ts';

/** A question as it arrived, unread. */
export interface Asked {
  readonly route: ApartRoute;
  readonly query: unknown;
  /** The JSON of the body as bytes. */
  readonly body: Uint8Array;
  /** Today in Beijing. */
  readonly today: string;
  /** Who asks: an account, or an address. Each has its turn, however many questions another has waiting. */
  readonly by: string;
  readonly signal: AbortSignal;
}

/** The threads that read, check and answer what takes work, so that the thread of requests never does. */
export interface Answering {
  /**
   * The reply as JSON.
   * @throws ApiProblem of the route; `too-much-work` past the deadline or the length of an answer; `busy` where too many wait
   */
  answer(law: Pick<LawInUse, 'fingerprint' | 'texts'>, asked: Asked): Promise<Uint8Array>;
  /** Answers nothing new, waits a little for what is being worked out, and ends the threads. */
  close(): Promise<void>;
}

export interface AnsweringOptions {
  /** Threads; default: one more than the machine has cores, at least three, so that one is left when large questions hold the others. */
  readonly threads?: number;
  /** Threads that stand ready; default 0. */
  readonly ready?: number;
  /** The law that a thread reads, and the day about which it answers, before its first question; absent: what it is asked for. */
  readonly first?: () => Pick<LawInUse, 'fingerprint' | 'texts'> & { readonly today: string };
  /** Milliseconds after which nobody waits for a turn any more; default as `Turns`. */
  readonly patience?: number;
  /** Milliseconds in which a thread is ready to work; default 30,000. */
  readonly start?: number;
  /** Milliseconds that one question may take; default 10,000. */
  readonly deadline?: number;
  /** MiB that the JSON of an answer may have; default 256. */
  readonly reply?: number;
}

/** From this size on a question counts as large: on these as many threads work at a time as the machine has cores, less one. */
const LARGE = 4 * 1024;
const MEBIBYTE = 1024 * 1024;
/** Milliseconds in which what was begun may still be answered when the service stops. */
const GRACE = 3_000;

/**
 * Starts the threads. Large questions have threads of their own, which step back, so that a
 * small one finds one free and goes first. No thread has a limit of memory
 * of its own: one that reaches it can take the process down with it (Node's "Reached heap limit", seen). What bounds memory is how
 * much a body may hold (`jsonIn`), the deadline, and the length of the answer.
 * @example await startAnswering().answer(law, { route: 'determination.make', query: {}, body, today, by: address, signal })
 */
export function startAnswering({
  threads = Math.max(3, availableParallelism() + 1),
  ready = 0,
  first,
  patience,
  start: mostStart = 30_000,
  deadline = 10_000,
  reply = 256,
}: AnsweringOptions = {}): Answering {
  // One core is left to whoever asks little, and to the thread of requests.
  const large = Math.max(1, Math.min(threads, availableParallelism()) - 1);
  /** What a thread takes with it when it starts. */
  const read = (): AnswerStart['read'] => {
    const given = first?.();
    return given && { fingerprint: given.fingerprint, texts: given.texts, today: given.today };
  };
  const pools = {
    small: threadsFor({ most: threads, ready, read: read() }),
    large: threadsFor({ most: large, ready: Math.min(ready, large), stepsBack: true, read: read() }),
  };
  const turns = new Turns({ places: threads, large, ...(patience === undefined ? {} : { patience }) });
  let isClosed = false;
  return {
    async answer(law, { route, query, body, today, by, signal }) {
      if (isClosed) throw new ApiProblem('not-ready');
      const size = isLarge(route, body) ? 'large' : 'small';
      const { pool, start } = pools[size];
      start.read = read();
      const done = await turns.take({ by, isLarge: size === 'large', signal });
      const [late, unready] = [new AbortController(), new AbortController()];
      // That a thread starts and reads the law is no work of the question.
      const starting = setTimeout(() => unready.abort(), mostStart);
      let work: NodeJS.Timeout | undefined;
      const { port1: ours, port2: port } = new MessageChannel();
      ours.on('message', (message: FromThread) => {
        if ('wants' in message) ours.postMessage({ texts: law.texts } satisfies LawGiven);
        else {
          clearTimeout(starting);
          work = setTimeout(() => late.abort(), deadline);
        }
      });
      try {
        const task: AnswerTask = {
          route,
          query,
          body,
          today,
          fingerprint: law.fingerprint,
          port,
          mostReply: reply * MEBIBYTE,
        };
        const answered = (await pool.run(task, {
          name: 'answer',
          // A list it must be; the library's type follows another form of postMessage.
          transferList: [port, ...(isWhole(body) ? [body.buffer] : [])] as object,
          signal: AbortSignal.any([signal, late.signal, unready.signal]),
        })) as Answered;
        if (answered instanceof Uint8Array) return answered;
        if (answered === 'too-long')
          throw tooMuch(route, { zh: `答复超过 ${reply} MiB`, en: `in an answer of ${reply} MiB` });
        const { code, detail, fields, reason } = answered;
        throw new ApiProblem(code, detail, fields, reason);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (isClosed && !(error instanceof ApiProblem)) throw new ApiProblem('not-ready');
        if (unready.signal.aborted) throw new ApiProblem('busy');
        if (late.signal.aborted)
          throw tooMuch(route, { zh: `${deadline / 1000} 秒内未能算完`, en: `within ${deadline / 1000} seconds` });
        if ((error as { readonly code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY')
          throw tooMuch(route, { zh: '内存不够用', en: 'in the memory that there is' });
        throw error;
      } finally {
        clearTimeout(starting);
        clearTimeout(work);
        ours.close();
        done();
      }
    },

    async close() {
      isClosed = true;
      turns.refuse();
      await Promise.race([turns.empty(), new Promise((resolve) => setTimeout(resolve, GRACE).unref())]);
      await Promise.all(Object.values(pools).map(({ pool }) => pool.destroy()));
    },
  };
}

/** Threads of `answer.ts`, and what they take with them when they start. */
function threadsFor({ most, ready, ...start }: AnswerStart & { readonly most: number; readonly ready: number }): {
  readonly pool: Piscina;
  readonly start: AnswerStart;
} {
  const pool = new Piscina({
    workerData: start,
    filename: path.join(import.meta.dirname, 'answer.ts'),
    minThreads: ready,
    maxThreads: most,
    idleTimeout: 5 * 60_000,
  });
  // A thread whose question was given up already may still run out of memory. Nobody waits for it: the next gets another.
  pool.on('error', () => undefined);
  return { pool, start };
}

const isLarge = (route: ApartRoute, body: Uint8Array): boolean =>
  body.byteLength > LARGE || 'isLarge' in APART_ROUTES[route];

/** Bytes with a buffer of their own are handed over instead of copied. */
const isWhole = ({ buffer, byteLength }: Uint8Array): boolean => byteLength > 0 && buffer.byteLength === byteLength;

function tooMuch(route: ApartRoute, bound: { readonly zh: string; readonly en: string }): ApiProblem {
  const { smaller } = APART_ROUTES[route];
  return new ApiProblem('too-much-work', {
    zh: `${bound.zh}。${smaller.zh}`,
    en: `It cannot be worked out ${bound.en}. ${smaller.en}`,
  });
}
