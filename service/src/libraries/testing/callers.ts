import { TakenFiles } from '../../api/taken-files.ts';
import { RefusalTally } from '../../api/refusal-tally.ts';
import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Access, makeAccess } from '../../access/access.ts';
import { instanceKey } from '../../access/instance-key.ts';
import { dateOf } from '../../access/moments.ts';
import { oidcProviders } from '../../access/oidc.ts';
import type { MemberRole, OrganisationKind } from '../../access/roles.ts';
import { openSession, SESSION_COOKIE } from '../../access/sessions.ts';
import type { Handler, HandlersOf } from '../../api/handler.ts';
import { serve } from '../../api/pipeline.ts';
import type { FileBody, ReplyOf, Route } from '../../contract/route.ts';
import { type TestStore, testStore } from '../../store/testing.ts';

/** People who call the handlers of some routes through everything that stands before them. */
export interface TestCallers extends TestStore {
  readonly access: Access;
  /** The clock of the service; move it by assigning. */
  readonly clock: { now: Temporal.Instant };
  organisation(kind: OrganisationKind, demo?: boolean): Promise<string>;
  /** Somebody with these roles in that organisation, signed in with a second factor whatever the clock says. */
  person(organisation: string, roles: readonly MemberRole[]): Promise<Caller>;
  /** Nobody. */
  readonly visitor: Caller;
}

export type Caller = <Routes extends Readonly<Record<string, Route>>, Id extends keyof Routes & string>(
  part: { readonly routes: Routes; readonly handlers: HandlersOf<Routes> },
  id: Id,
  sent?: { readonly params?: object; readonly query?: object; readonly body?: unknown },
  more?: { readonly ifMatch?: number; readonly idempotencyKey?: string },
) => Promise<{ readonly body: ReplyOf<Routes[Id]>; readonly revision: number | undefined }>;

const HOST = 'localhost:8080';

export async function testCallers(now: string): Promise<TestCallers> {
  const tested = await testStore();
  const { store } = tested;
  const access = makeAccess({
    key: instanceKey(randomBytes(32)),
    origin: `http://${HOST}`,
    providers: oidcProviders([]),
  });
  const clock = { now: Temporal.Instant.from(now) };
  const pipeline = {
    store,
    access,
    now: () => clock.now,
    hosts: new Set([HOST]),
    refusals: new RefusalTally(),
    files: new TakenFiles(undefined),
  };

  // Anew for each call: days may have passed.
  const signIn = (account: string) =>
    store.asProduct(async (db) => {
      const given = { account, now: clock.now, secondFactor: true, address: '', userAgent: '' };
      return (await openSession(db, given)).code;
    });
  const caller =
    (account?: string): Caller =>
    async (
      { routes, handlers },
      id,
      { params, query = {}, body } = {},
      { ifMatch, idempotencyKey = randomUUID() } = {},
    ) => {
      const route = routes[id] as Route;
      const cookie = account === undefined ? undefined : await signIn(account);
      const outgoing = await serve(
        route,
        handlers[id] as unknown as Handler<Route>,
        pipeline,
      )({
        requestId: randomUUID(),
        method: route.method,
        url: `${route.path} ${JSON.stringify([params, query])}`,
        headers: {
          host: HOST,
          'sec-fetch-site': 'same-origin',
          'idempotency-key': idempotencyKey,
          ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        },
        cookies: cookie === undefined ? {} : { [SESSION_COOKIE]: cookie },
        address: '203.0.113.7',
        signal: new AbortController().signal,
        params,
        query,
        body,
      });
      // A reply is what the contract says, or the client's types lie.
      const wrong = [...Compile(route.reply as TSchema).Errors(outgoing.body)];
      if (wrong.length > 0) throw new Error(`${id} replies otherwise: ${JSON.stringify(wrong.slice(0, 3))}`);
      return { body: outgoing.body as ReplyOf<(typeof routes)[typeof id]>, revision: outgoing.revision };
    };

  return {
    ...tested,
    access,
    clock,
    organisation: async (kind, demo = false) => {
      const id = randomUUIDv7();
      const values = { id, kind, demo, name_zh: '', name_en: `${kind} ${id}`, country: 'CN' };
      await store.asProduct((db) => db.insertInto('organisation').values(values).execute());
      return id;
    },
    person: async (organisation, roles) => {
      const account = randomUUIDv7();
      await store.asProduct(async (db) => {
        const person = { id: account, email: `${account}@example.com`, name: 'Li Mei', language: 'en' };
        await db
          .insertInto('account')
          .values({ ...person, created_at: dateOf(clock.now) })
          .execute();
        await db
          .insertInto('membership')
          .values({ account, organisation, roles: [...roles] })
          .execute();
      });
      return caller(account);
    },
    visitor: caller(),
  };
}

/** A text as a file that is sent. */
export const fileOf = (name: string, text: string): FileBody => ({
  mediaType: 'application/octet-stream',
  name,
  bytes: (async function* () {
    yield Buffer.from(text);
  })(),
});
