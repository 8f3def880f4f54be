import { ROUTES } from './index.ts';
import type { Route } from './route.ts';

/** What the client must know of each route at run time, as `client/calls.ts` holds it. */
export function callsText(): string {
  const lines = (Object.values(ROUTES) as readonly Route[]).map((route) => {
    const flags = [...(route.kind === 'command' ? ['command'] : []), ...(route.body === 'file' ? ['file'] : [])];
    const call = [route.method, route.path, replyKind(route), flags];
    return `  '${route.id}': ${JSON.stringify(call).replaceAll('"', "'").replaceAll(',', ', ')},`;
  });
  return `import type { RouteId } from '../contract/index.ts';

/** Method, path, form of the reply, and what else the client must do. Written by \`npm run contract\`, compared by a test. */
export const CALLS: Readonly<
  Record<
    RouteId,
    readonly [string, string, 'json' | 'ndjson' | 'file' | 'nothing', readonly ('command' | 'file')[]]
  >
> = {
${lines.join('\n')}
};
`;
}

function replyKind({ reply, status }: Route): 'json' | 'ndjson' | 'file' | 'nothing' {
  if ('ndjson' in reply) return 'ndjson';
  if ('file' in reply) return 'file';
  return status === 204 || ('type' in reply && reply.type === 'null') ? 'nothing' : 'json';
}
