import {
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { ClientProblem, makeClient } from '@ytterby/service/client';
import type { Input, Reply, RouteId, Routes } from '@ytterby/service/contract';

/** Everything that the screens ask of the service, over the typed client. */

type IdsOf<Kind extends 'read' | 'compute' | 'command'> = {
  [Id in RouteId]: Routes[Id]['kind'] extends Kind ? Id : never;
}[RouteId];
/** A route that changes nothing, and may be asked again at any time. */
export type ReadId = IdsOf<'read' | 'compute'>;
export type CommandId = IdsOf<'command'>;
export type { Input, Reply } from '@ytterby/service/contract';

/** What a route takes, without the parts that it has not. */
type Given<Id extends RouteId> = {
  readonly [Part in keyof Input<Id> as Input<Id>[Part] extends undefined ? never : Part]: Input<Id>[Part];
};
type Arguments<Id extends RouteId> = keyof Given<Id> extends never ? [given?: Given<Id>] : [given: Given<Id>];

/** A reply with the revision that a later change must name. */
export interface Answer<Body> {
  readonly body: Body;
  readonly revision: number | undefined;
}

/** The client itself, for what is no query and no command: streams and files. */
export const client = makeClient();

/** The one place where a route is called by an id that is known only as a type. */
const call = client.call.bind(client) as <Id extends RouteId>(
  id: Id,
  given: object,
  options: { signal?: AbortSignal; revision?: number; idempotencyKey?: string },
) => Promise<Answer<Reply<Id>>>;

/** The problem that the service named; undefined = it was not reached, or the page itself failed. */
export function problemOf(error: unknown): ClientProblem | undefined {
  return error instanceof ClientProblem ? error : undefined;
}

/** A refusal stays one however often it is asked; a lost connection may come back. */
const againAfter = (failures: number, error: unknown) => {
  const status = problemOf(error)?.status;
  return failures < 2 && (status === undefined || status === 503);
};

export function makeQueryClient(): QueryClient {
  // Whoever was signed out meanwhile sees it in the header at once.
  const onError = (error: unknown) => {
    if (problemOf(error)?.code === 'not-signed-in') void queries.invalidateQueries({ queryKey: ['session.get'] });
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== 'session.get') onError(error);
      },
    }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: againAfter },
      // The same Idempotency-Key goes along, so that trying again cannot do it twice.
      mutations: { retry: againAfter },
    },
  });
  return queries;
}

/** For loaders and `useQuery`: a read as a query. Its key begins with the id of the route. */
export function readOf<Id extends ReadId>(id: Id, ...[given = {} as Given<Id>]: Arguments<Id>) {
  return queryOptions({
    queryKey: [id, given] as const,
    queryFn: ({ signal }) => call(id, given, { signal }),
  });
}

/**
 * Reads one thing, and keeps it fresh.
 * @example const organisation = useRead('organisation.get', { params: { organisation: id } });
 */
export function useRead<Id extends ReadId>(id: Id, ...given: Arguments<Id>) {
  return useQuery(readOf(id, ...given));
}

type PagedId = { [Id in ReadId]: Reply<Id> extends { items: unknown[]; next: string | null } ? Id : never }[ReadId];
type ItemOf<Id extends PagedId> = Reply<Id> extends { items: readonly (infer Item)[] } ? Item : never;

/** Reads a list page by page; `data` is what has come so far. @example usePages('person.list', { query: { search } }) */
export function usePages<Id extends PagedId>(id: Id, given: Given<Id>) {
  return useInfiniteQuery({
    queryKey: [id, given, 'pages'] as const,
    queryFn: async ({ pageParam, signal }) => {
      const { query } = given as { readonly query?: object };
      const page = { ...given, query: { ...query, ...(pageParam === null ? {} : { after: pageParam }) } };
      const { body } = await call(id, page, { signal });
      return body as unknown as { readonly items: readonly ItemOf<Id>[]; readonly next: string | null };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

type Order<Id extends CommandId> = Given<Id> & { readonly revision?: number | undefined };
type OrderArguments<Id extends CommandId> = keyof Given<Id> extends never ? [order?: Order<Id>] : [order: Order<Id>];

/** Asks again for everything on the screen. What a link is for is left: one that was used does not say it any more. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'link.look' });
}

/**
 * Gives a command. When it has succeeded, everything on the screen is asked again: a change may show in more than one place.
 * `refreshes: false` is for a command after which the screen is left, because what it shows is gone.
 * @example const add = useCommand('site.add'); await add.give({ params, body });
 */
export function useCommand<Id extends CommandId>(id: Id, { refreshes = true }: { readonly refreshes?: boolean } = {}) {
  const refresh = useRefresh();
  const { mutateAsync, ...mutation } = useMutation({
    mutationFn: ({ order, idempotencyKey }: { readonly order: Order<Id>; readonly idempotencyKey: string }) => {
      const { revision, ...given } = order;
      return call(id, given, { idempotencyKey, ...(revision === undefined ? {} : { revision }) });
    },
    ...(refreshes ? { onSuccess: refresh } : {}),
  });
  /** @throws ClientProblem */
  const give = (...[order = {} as Order<Id>]: OrderArguments<Id>) => mutateAsync({ order, idempotencyKey: newKey() });
  return { ...mutation, give };
}

/** Who is signed in, and what they may do. */
export function useSession() {
  return useQuery({ ...readOf('session.get'), staleTime: 300_000 });
}

/** `crypto.randomUUID` is missing where the service is reached without TLS by another name than localhost. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
