import { TakenFiles } from '../../api/taken-files.ts';
import { RefusalTally } from '../../api/refusal-tally.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { peopleHandlers } from '../handlers/index.ts';
import type { Handler } from '../../api/handler.ts';
import { serve } from '../../api/pipeline.ts';
import { type Input, type Reply, type RouteId, ROUTES } from '../../contract/index.ts';
import { API_PROBLEMS, ApiProblem, type ApiProblemCode } from '../../contract/problems.ts';
import type { Route } from '../../contract/route.ts';
import { testStore, type TestStore } from '../../store/testing.ts';
import { type Access, makeAccess } from '../access.ts';
import { instanceKey } from '../instance-key.ts';
import { oidcProviders, type OidcSettings } from '../oidc.ts';
import type { MemberRole, OrganisationKind } from '../roles.ts';
import { firstLink } from '../set-up.ts';
import { totpCode } from '../totp.ts';

/** People at their browsers, calling the API through everything that stands before its handlers. */

type PeopleRouteId = keyof ReturnType<typeof peopleHandlers> & RouteId;

/** `params`, `query` and `body` of a route, those that it has. */
type Sent<Id extends PeopleRouteId> = {
  [Part in keyof Input<Id> as Input<Id>[Part] extends undefined ? never : Part]: Input<Id>[Part];
};

export interface Browser {
  readonly cookies: Map<string, string>;
  call<Id extends PeopleRouteId>(
    id: Id,
    sent: Sent<Id>,
    more?: { readonly ifMatch?: number; readonly address?: string; readonly bearer?: string },
  ): Promise<Reply<Id>>;
}

export interface TestPeople extends TestStore {
  readonly access: Access;
  /** The clock of the service; move it by assigning. */
  readonly clock: { now: Temporal.Instant };
  browser(): Browser;
  /** Sets the installation up; its administrator is signed in with one-time codes and may do everything. */
  administrator(): Promise<{ readonly browser: Browser; readonly totpSecret: string; readonly account: string }>;
  /** A new organisation. */
  organisation(by: Browser, kind: OrganisationKind, more?: Partial<{ country: string; uscc: string }>): Promise<string>;
  /** Invites a person, who accepts with a new account and is signed in. */
  member(
    by: Browser,
    organisation: string,
    email: string,
    roles: MemberRole[],
  ): Promise<{ browser: Browser; account: string }>;
}

export const ORIGIN = 'http://localhost:8080';
export const PASSWORD = 'violet granite harbour 7';
export const ADMINISTRATOR = 'wen@example.com';

export async function testPeople(providers: readonly OidcSettings[] = []): Promise<TestPeople> {
  const tested = await testStore();
  const access = makeAccess({ key: instanceKey(randomBytes(32)), origin: ORIGIN, providers: oidcProviders(providers) });
  const clock = { now: Temporal.Instant.from('2026-06-01T02:00:00Z') };
  const handlers = peopleHandlers(access);
  const pipeline = {
    store: tested.store,
    access,
    now: () => clock.now,
    hosts: new Set(['localhost:8080']),
    refusals: new RefusalTally(),
    files: new TakenFiles(undefined),
  };

  const browser = (): Browser => {
    const cookies = new Map<string, string>();
    return {
      cookies,
      async call(id, sent, { ifMatch, address = '203.0.113.7', bearer } = {}) {
        const route: Route = ROUTES[id];
        const handler = (handlers as Readonly<Record<string, unknown>>)[id] as Handler<Route>;
        const { params, query, body } = sent as { params?: object; query?: object; body?: unknown };
        const outgoing = await serve(
          route,
          handler,
          pipeline,
        )({
          requestId: randomUUID(),
          method: route.method,
          url: route.path,
          headers: {
            host: 'localhost:8080',
            'sec-fetch-site': 'same-origin',
            'user-agent': 'Test',
            'idempotency-key': randomUUID(),
            ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
            ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
          },
          cookies: Object.fromEntries(cookies),
          address,
          signal: new AbortController().signal,
          params,
          query: query ?? {},
          body,
        });
        for (const line of outgoing.cookies ?? []) keepCookie(cookies, line);
        return outgoing.body as Reply<typeof id>;
      },
    };
  };

  const people: TestPeople = {
    ...tested,
    access,
    clock,
    browser,
    async administrator() {
      const link = await tested.store.asProduct((db) => firstLink(db, access, clock.now));
      const first = browser();
      await first.call('set-up.finish', {
        body: {
          code: codeOfLink(link ?? ''),
          email: ADMINISTRATOR,
          name: 'Wen Lan',
          password: PASSWORD,
          language: 'zh',
        },
      });
      const { secret } = await first.call('totp.begin', { body: { password: PASSWORD } });
      await first.call('totp.confirm', { body: { code: totpCode(secret, clock.now) } });
      const { id } = await first.call('account.get', {});
      return { browser: first, totpSecret: secret, account: id };
    },
    async organisation(by, kind, { country = 'CN', uscc } = {}) {
      const name = { zh: '', en: `A ${kind} ${randomBytes(3).toString('hex')}` };
      const { id } = await by.call('organisation.create', {
        body: { kind, name, country, ...(uscc === undefined ? {} : { uscc }) },
      });
      return id;
    },
    async member(by, organisation, email, roles) {
      const { link } = await by.call('invitation.create', { params: { organisation }, body: { email, roles } });
      const invited = browser();
      await invited.call('invitation.accept', {
        body: { code: codeOfLink(link), person: { name: 'Li Mei', password: PASSWORD, language: 'en' } },
      });
      return { browser: invited, account: (await invited.call('account.get', {})).id };
    },
  };
  return people;
}

/** What stands behind # in a link. */
export const codeOfLink = (link: string): string => link.slice(link.indexOf('#') + 1);

/** The code of a problem that is met. */
export async function problemOf(work: Promise<unknown>): Promise<ApiProblemCode> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ApiProblem && error.code in API_PROBLEMS) return error.code;
    throw error;
  }
  throw new Error('It went through.');
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split('=');
  if (value === '') cookies.delete(name);
  else cookies.set(name, value);
}
