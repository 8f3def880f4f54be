import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { door } from './door.ts';

interface Came {
  readonly from: string;
  readonly url: string;
}

/** A door, whom it has let in so far and in which turn of the loop, and whom it has sent away. */
function opened(options?: { readonly most?: number }) {
  const entered: Came[] = [];
  const refused: Came[] = [];
  const cameBy = new Map<unknown, Came>();
  const listener = door(
    (request) => entered.push(cameBy.get(request) as Came),
    (request) => (cameBy.get(request) as Came).from,
    options,
  );
  const come = (came: Came) => {
    const request = { url: came.url };
    cameBy.set(request, came);
    const response = Object.assign(new EventEmitter(), {
      destroyed: false,
      writeHead: (status: number, headers: object) => {
        expect(status).toBe(503);
        expect(headers).toHaveProperty('retry-after');
        refused.push(came);
        return response;
      },
      end: () => response,
    });
    listener(request as IncomingMessage, response as unknown as ServerResponse);
    return response;
  };
  return { entered, refused, come };
}

const turns = async (count: number) => {
  for (let at = 0; at < count; at += 1) await new Promise((resolve) => setImmediate(resolve));
};
const asking = (from: string, count: number): Came[] =>
  Array.from({ length: count }, (_, at) => ({ from, url: `/v1/law/readings?at=${at}` }));

test('where nobody waits a request goes in at once', async () => {
  const { entered, come } = opened();
  come({ from: 'a', url: '/v1/session' });
  expect(entered).toHaveLength(1);
  await turns(1);
  come({ from: 'a', url: '/v1/session' });
  expect(entered).toHaveLength(2);
});

test('six hundred of one address delay another by one; a probe by none', async () => {
  const { entered, come } = opened();
  for (const each of asking('many', 600)) come(each);
  come({ from: 'one', url: '/v1/session' });
  come({ from: 'probe', url: '/healthz' });
  expect(entered.map(({ from }) => from)).toEqual(['many', 'probe']);
  await turns(4);
  expect(entered.findIndex(({ from }) => from === 'one')).toBeLessThanOrEqual(3);
});

test('each is let in once, in the order in which its address asked, and nobody waits for more than one of each other address', async () => {
  const arrivals = fc.array(fc.record({ from: fc.constantFrom('a', 'b', 'c', 'd'), pause: fc.boolean() }), {
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(arrivals, async (all) => {
      const { entered, refused, come } = opened();
      const came: Came[] = [];
      for (const [at, { from, pause }] of all.entries()) {
        const each = { from, url: `/${at}` };
        came.push(each);
        const before = entered.length;
        come(each);
        // Whoever waits is passed by each other address once at most for each of its own that wait before it.
        const ahead = came.filter((other) => other.from === from && !entered.includes(other)).length;
        const others = new Set(came.filter((other) => other.from !== from).map((other) => other.from)).size;
        if (ahead > 0 && all.length - at === 1) {
          await turns(ahead * (others + 1) + 1);
          expect(entered).toContain(each);
        }
        expect(entered.length - before).toBeLessThanOrEqual(ahead * (others + 1) + 2);
        if (pause) await turns(1);
      }
      await turns(came.length + 1);
      expect(refused).toEqual([]);
      expect(new Set(entered)).toEqual(new Set(came));
      expect(entered).toHaveLength(came.length);
      for (const address of 'abcd')
        expect(entered.filter(({ from }) => from === address)).toEqual(came.filter(({ from }) => from === address));
    }),
    { numRuns: 200 },
  );
});

test('past the bound they are told to come again; who has gone is not let in', async () => {
  const { entered, refused, come } = opened({ most: 3 });
  const responses = asking('a', 6).map(come);
  expect(refused).toHaveLength(2);
  const second = responses[1];
  if (second) second.destroyed = true;
  await turns(6);
  expect(entered.map(({ url }) => url.at(-1))).toEqual(['0', '2', '3']);
});
