import { lawTexts } from '@ytterby/law';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { PUBLIC } from '../access/actor.ts';
import type { Route } from '../contract/route.ts';
import { lawInUse } from '../recorded-law/law-in-use.ts';
import type { Context } from './handler.ts';

/** The pack, with nothing recorded beside it. */
export const PACK = lawInUse(lawTexts(), []);

/** The day on which tests ask. */
export const TODAY = '2026-11-24';

/** What a handler of a `compute` route knows: nobody is signed in, and there is no store. */
export function bareContext(
  over: Partial<Pick<Context, 'signal' | 'today'>> = {},
): Context<Route & { readonly kind: 'compute' }> {
  return {
    actor: PUBLIC,
    requestId: 'test',
    now: Temporal.Instant.from(`${TODAY}T04:00:00Z`),
    today: TODAY,
    signal: new AbortController().signal,
    address: '127.0.0.1',
    userAgent: 'test',
    cookies: {},
    revision: undefined,
    db: undefined,
    ...over,
  };
}

/** The reply as it goes out, after a check that it is what the contract says and nothing beside. */
export function asReplied<Body>({ reply }: Route, body: Body): Body {
  const sent: unknown = JSON.parse(JSON.stringify(body));
  const problems = Value.Errors(reply as TSchema, sent).map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  );
  if (problems.length > 0) throw new Error(`the reply is not as the contract says:\n${problems.join('\n')}`);
  return body;
}
