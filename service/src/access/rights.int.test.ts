import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestService, testService } from '../api/testing.ts';
import { ROUTES } from '../contract/index.ts';
import type { Route } from '../contract/route.ts';
import { ACTIONS, ALL_ROLES, RIGHTS, type Right, type Role } from './rights.ts';
import { AGENCY_SCOPES, type AgencyScope, MEMBER_ROLES, type OrganisationKind, ROLES } from './roles.ts';

/** How the person stands to the organisation in the path. */
const STANDS = ['own', 'agent', 'foreign', 'none'] as const;
type Stands = (typeof STANDS)[number];
type Verdict = 'let through' | 'signed out' | 'not allowed' | 'not there';

const routes = Object.values(ROUTES) as readonly Route[];

let service: TestService;
const people = new Map<string, { readonly cookie: string; readonly organisation: string }>();
let foreign: string;

beforeAll(async () => {
  service = await testService();
  foreign = await service.organisation('operator', 'Foreign');
  // Signed in, with no role anywhere.
  people.set('account', { ...(await service.person([])), organisation: foreign });
  for (const role of MEMBER_ROLES) {
    const kind: OrganisationKind = ROLES[role].in[0];
    const own =
      kind === 'installation' ? await installation() : await service.organisation(kind, `Own organisation of ${role}`);
    people.set(role, { ...(await service.person([[own, [role]]])), organisation: own });
  }
});
afterAll(() => service.close());

async function installation(): Promise<string> {
  return service.organisation('installation', 'Installation');
}

/** An organisation of which the person's own one is the agent, with all scopes but the one left out. */
async function principalOf(agent: string, without?: AgencyScope): Promise<string> {
  const principal = await service.organisation('operator');
  await service.store.asProduct((db) =>
    db
      .insertInto('agency')
      .values({
        id: crypto.randomUUID(),
        agent,
        principal,
        scopes: Object.keys(AGENCY_SCOPES).filter((scope) => scope !== without),
        document: 'Power of attorney',
        from_day: '2020-01-01',
        last_day: null,
        made_at: new Date(),
      })
      .execute(),
  );
  return principal;
}

/** What the table says, read anew and without the code that is tested. */
function expected(role: Role, { action, path: at }: Route, stands: Stands): Verdict {
  const rights: readonly Right[] = RIGHTS[action];
  const has = (right: Right): boolean => {
    // No organisation here is invented.
    if (right.when === 'demo') return false;
    if (right.role === 'public') return true;
    if (right.role === 'account') return role !== 'public';
    if (right.role !== role) return false;
    // Everybody here has a session.
    if (right.when === 'by-token') return false;
    if (!at.includes(':organisation') || right.when === 'everywhere' || stands === 'own') return true;
    return stands === 'agent' && right.when === 'acts-for';
  };
  if (rights.some(has)) return 'let through';
  if (role === 'public') return 'signed out';
  if (!at.includes(':organisation')) return 'not allowed';
  const reading: readonly Right[] = RIGHTS['organisation.read'];
  const knows =
    stands === 'own' ||
    stands === 'agent' ||
    reading.some((right) => right.role === role && right.when === 'everywhere');
  return knows && role !== 'account' ? 'not allowed' : 'not there';
}

/** What the service does. A route that lets somebody through then finds nothing, or something wrong with an empty body. */
async function seen(route: Route, organisation: string, cookie: string | undefined): Promise<Verdict> {
  const at = route.path
    .replace(':organisation', organisation)
    .replace(':provider', 'nowhere')
    .replace(':name', 'tidy')
    .replace(':partner', 'JP')
    .replace(':sequence', '1')
    .replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
  const response = await fetch(`${service.url}${at}`, {
    method: route.method,
    headers: {
      origin: service.url,
      'idempotency-key': crypto.randomUUID(),
      ...(cookie === undefined ? {} : { cookie }),
      ...(route.body === 'file' ? { 'content-type': 'application/octet-stream' } : {}),
    },
    ...(route.body === 'file' ? { body: 'x' } : {}),
  });
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) {
    await response.body?.cancel();
    return 'let through';
  }
  const { code, requestId } = (await response.json()) as { readonly code: string; readonly requestId: string };
  if (code === 'not-allowed') return 'not allowed';
  if (code === 'not-signed-in' || code === 'not-found') {
    // A handler that finds nothing says the same, but only what was not let through is in the audit trail as refused.
    const event = await service.store.asProduct((db) =>
      db.selectFrom('audit_event').select('detail').where('request_id', '=', requestId).executeTakeFirst(),
    );
    const isRefused = event !== undefined && (JSON.parse(event.detail) as { readonly reason?: string }).reason === code;
    if (code === 'not-found') return isRefused ? 'not there' : 'let through';
    // What a visitor asks for leaves no trace if it only reads.
    return isRefused || cookie === undefined ? 'signed out' : 'let through';
  }
  return 'let through';
}

/** Leave a session or an account behind that cannot be used again: each would end the test's own person. */
const ENDING = new Set(['session.close', 'session.end-others']);

/** So many routes are tried side by side; one alone waits for the database most of the time. */
const AT_ONCE = 4;

describe.each(ALL_ROLES)('%s', (role) => {
  test.each(STANDS)('may do what the table says, and nothing else, standing as: %s', async (stands) => {
    const person = people.get(role);
    // The same power of attorney covers everything, so that only the table decides.
    const agentFor =
      stands === 'agent' && person && role !== 'account' ? await principalOf(person.organisation) : undefined;
    const organisation =
      { own: person?.organisation, agent: agentFor, foreign, none: crypto.randomUUID() }[stands] ?? foreign;
    const isOwn = stands === 'own' && role !== 'public' && role !== 'account';
    const standing =
      isOwn || stands !== 'own' ? (agentFor === undefined && stands === 'agent' ? 'foreign' : stands) : 'foreign';
    const tried = routes.filter(
      (route) =>
        (!ENDING.has(route.id) || role === 'public') &&
        // Without an organisation in its path there is nothing to stand to.
        (stands === 'own' || route.path.includes(':organisation')),
    );
    const wrong: string[] = [];
    const left = tried.values();
    const tryRoutes = async () => {
      for (const route of left) {
        const should = expected(role, route, standing);
        const does = await seen(route, organisation, role === 'public' ? undefined : person?.cookie);
        // Who sees everything is told by the handler that there is no such organisation.
        if (does !== should) wrong.push(`${route.id}: ${does}, but the table says ${should}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, tryRoutes));
    expect(wrong).toEqual([]);
  });
});

test('a power of attorney opens what it covers, and nothing else', async () => {
  const exporter = people.get('exporter');
  if (!exporter) throw new Error('no exporter');
  const without = await principalOf(exporter.organisation, 'records');
  const scoped = routes.filter(({ action }) =>
    (RIGHTS[action] as readonly Right[]).some(({ role, scope }) => role === 'exporter' && scope === 'records'),
  );
  for (const route of scoped)
    expect([route.id, await seen(route, without, exporter.cookie)]).toEqual([route.id, 'not allowed']);
});

test('the table as people read it', async () => {
  const cell = (role: Role, rights: readonly Right[]) =>
    rights
      .filter(
        (right) => right.role === role || right.role === 'public' || (right.role === 'account' && role !== 'public'),
      )
      .map(({ when, scope }) => (scope === undefined ? when : `${when} (${scope})`))
      .filter((each, index, all) => all.indexOf(each) === index)
      .join(', ') || '–';
  const rows = ACTIONS.map(
    (action) => `| \`${action}\` | ${ALL_ROLES.map((role) => cell(role, RIGHTS[action])).join(' | ')} |`,
  );
  const table = [
    '# Rights',
    '',
    'Who may do what, and where: written from `service/src/access/rights.ts` by a test, which also tries every role on every route. ' +
      '`own`: in the organisation in which the person has the role; `acts-for`: also where that organisation is the appointed agent; ' +
      '`everywhere`: in every organisation, or where there is none; `by-token`: the same, by an API token alone; `demo`: in the invented organisations.',
    '',
    `| action | ${ALL_ROLES.join(' | ')} |`,
    `| --- |${' --- |'.repeat(ALL_ROLES.length)}`,
    ...rows,
    '',
  ].join('\n');
  await expect(table).toMatchFileSnapshot(path.resolve(import.meta.dirname, '../../../docs/rights.md'));
});
