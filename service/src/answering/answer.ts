import type { MessagePort } from 'node:worker_threads';
import type { LawText } from '@ytterby/law';
import { move, workerData } from 'piscina';
import { contentHandlers } from '../api/content.ts';
import { determinationHandlers } from '../api/determination.ts';
import type { Handler } from '../api/handler.ts';
import { lawDifferenceHandlers } from '../api/law.ts';
import { ownershipHandlers } from '../api/ownership.ts';
import { jsonIn } from '../api/json-body.ts';
import { validationOf } from '../api/validate.ts';
import { type ApartRoute, APART_ROUTES } from '../contract/apart.ts';
import { stepBack } from '../background-thread.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { Route } from '../contract/route.ts';
import { TooLong, writeJson } from './write-json.ts';
import { type LawGiven, type LawInThread, lawOf, type LawWanted, Line } from '../recorded-law/law-in-thread.ts';

/** What runs in a thread of `answering.ts`: a question is read, checked, worked out and written as JSON there. */

export interface AnswerTask {
  readonly port: MessagePort;
  readonly fingerprint: string;
  readonly route: ApartRoute;
  readonly query: unknown;
  readonly body: Uint8Array;
  readonly today: string;
  /** Bytes that the JSON may have. */
  readonly mostReply: number;
}

/** From the thread: what it needs, and that from now on it works. */
export type FromThread = LawWanted | { readonly begins: true };

/** The JSON; or a problem in parts, for classes of errors do not go from thread to thread. */
export type Answered = Uint8Array | 'too-long' | Pick<ApiProblem, 'code' | 'detail' | 'fields' | 'reason'>;

const CHECKS = new Map(Object.entries(APART_ROUTES).map(([id, { route }]) => [id, validationOf(route)]));

const hasBody = (route: ApartRoute): boolean => (APART_ROUTES[route].route as Route).body !== undefined;

/** What a thread that starts reads before its first question; empty where it reads the law when it is asked. */
export interface AnswerStart {
  read?: { readonly fingerprint: string; readonly texts: readonly LawText[]; readonly today: string } | undefined;
  /** Its questions are large: those of other threads go first. */
  readonly stepsBack?: true;
}

/** A small question of the usual kind. */
const FIRST = {
  from: 'CN',
  to: 'DE',
  parties: [{ role: 'end-user', name: 'A' }],
  lines: [{ item: { form: 'metal', elements: ['Dy'] } }],
};

// Reads the law and answers about today, before the thread counts as ready: what the first answers cost on top, nobody waits for.
const { read, stepsBack } = (workerData ?? {}) as AnswerStart;
if (stepsBack === true) stepBack();
if (read !== undefined) {
  const { fingerprint, texts, today } = read;
  const law = await lawOf(fingerprint, { say: () => undefined, hear: async () => ({ texts }) });
  const input = CHECKS.get('determination.make')?.rest({ query: {}, body: { facts: { asOf: today, ...FIRST } } });
  for (let at = 0; at < 3; at += 1) await handlerOf('determination.make', law)(input as never, { today } as never);
}

export async function answer({
  port,
  fingerprint,
  route,
  query,
  body,
  today,
  mostReply,
}: AnswerTask): Promise<Answered> {
  const line = new Line<FromThread, LawGiven>(port);
  try {
    const law = await lawOf(fingerprint, line);
    line.say({ begins: true });
    const input = CHECKS.get(route)?.rest({ query, body: hasBody(route) ? jsonIn(body) : undefined });
    const { body: reply } = await handlerOf(route, law)(input as never, { today } as never);
    // Handed over, not copied: a long answer has a hundred megabytes.
    return move(writeJson(reply, mostReply)) as Uint8Array;
  } catch (error) {
    if (error instanceof TooLong) return 'too-long';
    if (!(error instanceof ApiProblem)) throw error;
    const { code, detail, fields, reason } = error;
    return { code, detail, fields, reason };
  } finally {
    line.close();
  }
}

function handlerOf(route: ApartRoute, law: LawInThread): Handler<Route> {
  const inUse = () => law;
  const handlers = {
    ...determinationHandlers(inUse),
    ...ownershipHandlers(inUse),
    ...contentHandlers(inUse),
    ...lawDifferenceHandlers(inUse),
  };
  return handlers[route] as unknown as Handler<Route>;
}
