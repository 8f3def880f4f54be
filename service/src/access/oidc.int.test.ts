import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OIDC_COOKIE } from './oidc-sign-in.ts';
import { redirectTo } from './oidc.ts';
import {
  ADMINISTRATOR,
  type Browser,
  codeOfLink,
  ORIGIN,
  PASSWORD,
  problemOf,
  testPeople,
  type TestPeople,
} from './testing/people.ts';
import { CLIENT, type ProviderPerson, testProvider, type TestProvider } from './testing/provider.ts';

const params = { provider: 'work' };
const name = { zh: '单位账号', en: 'Work account' };
const LI: ProviderPerson = { subject: 'li-7', email: 'li@example.com', name: 'Li Mei' };

let people: TestPeople;
let provider: TestProvider;
let administrator: Browser;
let company: string;

beforeAll(async () => {
  provider = await testProvider(redirectTo(ORIGIN, params.provider), `${ORIGIN}/`);
  people = await testPeople([
    { id: params.provider, name, issuer: provider.issuer, ...CLIENT },
    { id: 'gone', name, issuer: 'http://127.0.0.1:9', clientId: 'x' },
  ]);
  ({ browser: administrator } = await people.administrator());
  company = await people.organisation(administrator, 'company');
});
afterAll(async () => {
  await people.close();
  await provider.close();
});

const start = async (browser: Browser, invitation?: string) =>
  (await browser.call('oidc.start', { params, body: invitation === undefined ? {} : { invitation } })).goTo;
const finish = (browser: Browser, query: string) => browser.call('oidc.finish', { params, body: { query } });
async function signIn(browser: Browser, person: ProviderPerson, invitation?: string) {
  return finish(browser, await provider.visit(await start(browser, invitation), person));
}
async function invite(email: string): Promise<string> {
  const { link } = await administrator.call('invitation.create', {
    params: { organisation: company },
    body: { email, roles: ['exporter'] },
  });
  return codeOfLink(link);
}
/** Li has an account of the provider here. */
async function withLi(): Promise<Browser> {
  const browser = people.browser();
  const known = await people.store.asProduct((db) =>
    db.selectFrom('account').select('id').where('oidc_subject', '=', LI.subject).executeTakeFirst(),
  );
  await signIn(browser, LI, known ? undefined : await invite(LI.email));
  return browser;
}

describe('signing in at a provider', () => {
  it('is offered, with PKCE, state and nonce', async () => {
    const { signIn: offered } = await people.browser().call('session.get', {});
    expect(offered.providers[0]).toEqual({ id: 'work', name });
    const { searchParams } = new URL(await start(people.browser()));
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${ORIGIN}/sign-in/work`,
    });
    for (const random of ['state', 'nonce', 'code_challenge'])
      expect(searchParams.get(random)?.length).toBeGreaterThan(40);
  });

  it('makes a member with an invitation, and then signs the same person in without one', async () => {
    const browser = await withLi();
    const session = await browser.call('session.get', {});
    expect(session).toMatchObject({ state: 'signed-in', account: { email: LI.email, name: LI.name } });
    expect(session.organisations).toMatchObject([{ id: company, roles: ['exporter'] }]);
    expect(browser.cookies.has(OIDC_COOKIE)).toBe(false);

    const again = people.browser();
    // The provider may call them what it likes: they are who they are by issuer and subject.
    await signIn(again, { ...LI, email: 'li.mei@example.org' });
    expect((await again.call('account.get', {})).email).toBe(LI.email);
    expect(await problemOf(again.call('totp.begin', { body: { password: PASSWORD } }))).toBe('conflict');
  });

  it('finds nobody by the e-mail alone', async () => {
    const impostor = { subject: 'x-1', email: ADMINISTRATOR, name: 'Wen Lan' };
    expect(await problemOf(signIn(people.browser(), impostor))).toBe('wrong-credentials');
    // An invitation does not open the account that is there, either.
    const code = await invite('taken@example.com');
    await people.member(administrator, company, 'taken@example.com', ['exporter']);
    expect(await problemOf(signIn(people.browser(), { ...impostor, email: 'taken@example.com' }, code))).toBe(
      'conflict',
    );
  });

  it('takes the second factor of a provider that says it asked for one', async () => {
    const first = people.browser();
    const wang = { subject: 'wang-1', email: 'wang@example.com', name: 'Wang', mfa: true };
    await signIn(first, wang, await invite(wang.email));
    expect((await first.call('session.get', {})).secondFactor.given).toBe(true);
    await signIn(first, { ...wang, mfa: false });
    expect((await first.call('session.get', {})).secondFactor.given).toBe(false);
  });

  it('refuses another state, and what was begun is over then', async () => {
    await withLi();
    const browser = people.browser();
    const query = await provider.visit(await start(browser), LI);
    const other = new URLSearchParams(query);
    other.set('state', 'another-state');
    expect(await problemOf(finish(browser, other.toString()))).toBe('wrong-credentials');
    expect(await problemOf(finish(browser, query))).toBe('wrong-credentials');
  });

  it('refuses another nonce, another issuer and another PKCE verifier', async () => {
    await withLi();
    const browser = people.browser();
    const goTo = new URL(await start(browser));
    goTo.searchParams.set('nonce', 'another-nonce');
    expect(await problemOf(finish(browser, await provider.visit(goTo.href, LI)))).toBe('wrong-credentials');

    const elsewhere = new URLSearchParams(await provider.visit(await start(browser), LI));
    elsewhere.set('iss', 'https://look-alike.example');
    expect(await problemOf(finish(browser, elsewhere.toString()))).toBe('wrong-credentials');

    const challenged = new URL(await start(browser));
    challenged.searchParams.set('code_challenge', 'A'.repeat(43));
    expect(await problemOf(finish(browser, await provider.visit(challenged.href, LI)))).toBe('wrong-credentials');
  });

  it('refuses what was used before, and what another browser began', async () => {
    await withLi();
    const browser = people.browser();
    const query = await provider.visit(await start(browser), LI);
    const cookie = browser.cookies.get(OIDC_COOKIE) ?? '';
    const other = people.browser();
    expect(await problemOf(finish(other, query))).toBe('wrong-credentials');
    await finish(browser, query);
    browser.cookies.set(OIDC_COOKIE, cookie);
    expect(await problemOf(finish(browser, query))).toBe('wrong-credentials');
    // The code of before with a new beginning.
    const code = new URLSearchParams(query).get('code') ?? '';
    const next = new URLSearchParams(await provider.visit(await start(browser), LI));
    next.set('code', code);
    expect(await problemOf(finish(browser, next.toString()))).toBe('wrong-credentials');
  });

  it('passes the no of a provider on, and says when one does not answer', async () => {
    const browser = people.browser();
    expect(await problemOf(signIn(browser, { ...LI, declines: true }))).toBe('wrong-credentials');
    const begin = (id: string) => browser.call('oidc.start', { params: { provider: id }, body: {} });
    expect(await problemOf(begin('gone'))).toBe('not-ready');
    expect(await problemOf(begin('unknown'))).toBe('not-found');
  });

  it('refuses a disabled account', async () => {
    const zhou = { subject: 'zhou-1', email: 'zhou@example.com', name: 'Zhou' };
    const browser = people.browser();
    await signIn(browser, zhou, await invite(zhou.email));
    const { id } = await browser.call('account.get', {});
    await administrator.call('person.disable', { params: { account: id } });
    expect(await problemOf(signIn(people.browser(), zhou))).toBe('wrong-credentials');
  });

  it('tells where to sign out there too', async () => {
    const browser = await withLi();
    const { provider: address } = await browser.call('session.close', {});
    const end = new URL(address ?? '');
    expect(end.origin).toBe(provider.issuer);
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${ORIGIN}/`);
    expect(end.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3);
    const own = people.browser();
    await people.member(administrator, company, 'own@example.com', ['exporter']);
    await own.call('session.open', { body: { email: 'own@example.com', password: PASSWORD } });
    expect(await own.call('session.close', {})).toEqual({ provider: null });
  });
});
