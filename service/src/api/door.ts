import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** How many requests may wait at the door, in all. */
const MOST_WAITING = 5_000;

interface Waiting {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Lets requests in: one in each turn of the event loop, and of all who wait one address after the other, so that six hundred requests of one
 * delay another's by one, and what answers the probes (`/healthz`) by none. Where nobody waits a request goes in at once.
 * @param addressOf from where a request comes, behind trusted proxies, too
 */
export function door(
  letIn: RequestListener,
  addressOf: (request: IncomingMessage) => string,
  { most = MOST_WAITING }: { readonly most?: number } = {},
): RequestListener {
  /** By address, in the order in which they have their turn. */
  const queues = new Map<string, Waiting[]>();
  let waits = 0;
  let isTaken = false;

  const next = (): void => {
    isTaken = false;
    for (const [address, queue] of queues) {
      const first = queue.shift();
      queues.delete(address);
      if (queue.length > 0) queues.set(address, queue);
      waits -= 1;
      if (first === undefined || first.response.destroyed) continue;
      enter(first);
      return;
    }
  };
  const enter = ({ request, response }: Waiting): void => {
    isTaken = true;
    setImmediate(next);
    letIn(request, response);
  };

  return (request, response) => {
    if (request.url === '/healthz') {
      letIn(request, response);
    } else if (!isTaken && waits === 0) {
      enter({ request, response });
    } else if (waits >= most) {
      response.writeHead(503, { 'retry-after': '2', connection: 'close' }).end();
    } else {
      const address = addressOf(request);
      const queue = queues.get(address);
      if (queue === undefined) queues.set(address, [{ request, response }]);
      else queue.push({ request, response });
      waits += 1;
    }
  };
}
