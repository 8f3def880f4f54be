import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, codeOfLink, PASSWORD, problemOf, testPeople, type TestPeople } from './testing/people.ts';
import { totpCode } from './totp.ts';

let people: TestPeople;
let administrator: Browser;
let administratorId: string;
let installation: string;
let company: string;
let number = 0;

const email = () => `person-${(number += 1)}@example.com`;
const state = async (browser: Browser) => (await browser.call('session.get', {})).state;
const change = (by: Browser, organisation: string, account: string, roles: Parameters<typeof people.member>[3]) =>
  by.call('member.change', { params: { organisation, account }, body: { roles } });

beforeAll(async () => {
  people = await testPeople();
  ({ browser: administrator, account: administratorId } = await people.administrator());
  const session = await administrator.call('session.get', {});
  installation = session.organisations.find(({ kind }) => kind === 'installation')?.id ?? '';
  company = await people.organisation(administrator, 'company');
});
afterAll(() => people.close());

describe('members', () => {
  it('nobody gives themselves a role, and everybody can give one up', async () => {
    const owner = await people.member(administrator, company, email(), ['organisation-administrator']);
    expect(
      await problemOf(change(owner.browser, company, owner.account, ['organisation-administrator', 'exporter'])),
    ).toBe('conflict');
    const both = await people.member(administrator, company, email(), ['organisation-administrator', 'exporter']);
    const own = await change(both.browser, company, both.account, ['exporter']);
    expect(own.roles).toEqual(['exporter']);
    // Their session goes on, with what is left.
    expect(await state(both.browser)).toBe('signed-in');
    expect(await problemOf(both.browser.call('invitation.list', { params: { organisation: company } }))).toBe(
      'not-allowed',
    );
  });

  it('nobody invites themselves', async () => {
    const elsewhere = await people.organisation(administrator, 'company');
    const own = {
      params: { organisation: elsewhere },
      body: { email: 'Wen@Example.com', roles: ['exporter' as const] },
    };
    expect(await problemOf(administrator.call('invitation.create', own))).toBe('conflict');
  });

  it('a role that others give ends the sessions, and holds from the next sign-in', async () => {
    const address = email();
    const { browser, account } = await people.member(administrator, company, address, ['exporter']);
    const member = await change(administrator, company, account, ['exporter', 'organisation-administrator']);
    expect(member).toMatchObject({ email: address, secondFactor: false, disabled: false });
    expect(await state(browser)).toBe('signed-out');
    await browser.call('session.open', { body: { email: address, password: PASSWORD } });
    const { items } = await browser.call('member.list', { params: { organisation: company }, query: { limit: 200 } });
    expect(items.map((each) => each.account)).toContain(account);
  });

  it('a role fits the kind of organisation', async () => {
    const { account } = await people.member(administrator, company, email(), ['exporter']);
    expect(await problemOf(change(administrator, company, account, ['senior-officer']))).toBe('not-valid');
    const invite = { params: { organisation: company }, body: { email: email(), roles: ['administrator' as const] } };
    expect(await problemOf(administrator.call('invitation.create', invite))).toBe('not-valid');
  });

  it('the last administrator stays, whatever the way', async () => {
    expect(await problemOf(administrator.call('person.disable', { params: { account: administratorId } }))).toBe(
      'conflict',
    );
    const params = { organisation: installation, account: administratorId };
    expect(await problemOf(administrator.call('member.remove', { params }))).toBe('conflict');
    expect(await state(administrator)).toBe('signed-in');
  });

  it('of two administrators who remove each other at once, one stays', async () => {
    const fresh = await testPeople();
    try {
      const one = await fresh.administrator();
      const session = await one.browser.call('session.get', {});
      const organisation = session.organisations[0]?.id ?? '';
      const two = await fresh.member(one.browser, organisation, 'two@example.com', ['administrator']);
      const { secret } = await two.browser.call('totp.begin', { body: { password: PASSWORD } });
      await two.browser.call('totp.confirm', { body: { code: totpCode(secret, fresh.clock.now) } });
      const results = await Promise.allSettled([
        one.browser.call('member.remove', { params: { organisation, account: two.account } }),
        two.browser.call('member.remove', { params: { organisation, account: one.account } }),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    } finally {
      await fresh.close();
    }
  });

  it('an ended membership takes the API tokens and open invitations along', async () => {
    const { browser, account } = await people.member(administrator, company, email(), [
      'organisation-administrator',
      'exporter',
    ]);
    const { token } = await browser.call('token.create', {
      body: { name: 'Script', organisation: company, roles: ['exporter'], days: 30 },
    });
    const { link } = await browser.call('invitation.create', {
      params: { organisation: company },
      body: { email: email(), roles: ['exporter'] },
    });
    await administrator.call('member.remove', { params: { organisation: company, account } });
    expect(await state(browser)).toBe('signed-out');
    const program = people.browser();
    const look = program.call('organisation.get', { params: { organisation: company } }, { bearer: token });
    expect(await problemOf(look)).toBe('not-signed-in');
    expect(await problemOf(program.call('link.look', { body: { code: codeOfLink(link) } }))).toBe('not-found');
  });

  it('of one organisation are not told to those of another', async () => {
    const { browser } = await people.member(administrator, company, email(), ['organisation-administrator']);
    const other = await people.organisation(administrator, 'company');
    const params = { organisation: other };
    expect(await problemOf(browser.call('member.list', { params, query: {} }))).toBe('not-found');
    expect(await problemOf(browser.call('organisation.get', { params }))).toBe('not-found');
    const { items } = await browser.call('organisation.list', { query: {} });
    expect(items.map(({ id }) => id)).toEqual([company]);
  });

  it('come in pages, each once', async () => {
    const organisation = await people.organisation(administrator, 'company');
    const made: string[] = [];
    for (let at = 0; at < 5; at += 1)
      made.push((await people.member(administrator, organisation, email(), ['exporter'])).account);
    const seen: string[] = [];
    let after: string | null | undefined;
    while (after !== null) {
      const query = { limit: 2, ...(after === undefined ? {} : { after }) };
      const page = await administrator.call('member.list', { params: { organisation }, query });
      seen.push(...page.items.map(({ account }) => account));
      after = page.next;
    }
    expect(seen.toSorted()).toEqual(made.toSorted());
    const strange = { params: { organisation }, query: { after: 'WzFd' } };
    expect(await problemOf(administrator.call('member.list', strange))).toBe('bad-request');
  });
});

describe('people', () => {
  it('are found by a part of name or e-mail, with what they are', async () => {
    const address = email();
    await people.member(administrator, company, address, ['exporter']);
    const { items } = await administrator.call('person.list', { query: { search: address.toUpperCase() } });
    expect(items).toMatchObject([
      { email: address, provider: null, memberships: [{ organisation: company, roles: ['exporter'] }] },
    ]);
    const first = await administrator.call('person.list', { query: { limit: 1 } });
    const second = await administrator.call('person.list', { query: { limit: 1, after: first.next ?? '' } });
    expect(second.items[0]?.email).not.toBe(first.items[0]?.email);
  });

  it('a disabled account has no session, no token, no link and no invitation that it made', async () => {
    const address = email();
    const person = await people.member(administrator, company, address, ['exporter']);
    const { token } = await person.browser.call('token.create', {
      body: { name: 'Script', organisation: company, roles: ['exporter'], days: 30 },
    });
    const params = { account: person.account };
    const { link } = await administrator.call('person.reset-password', { params });
    expect((await administrator.call('person.disable', { params })).disabledAt).not.toBeNull();
    expect(await state(person.browser)).toBe('signed-out');
    const look = people.browser().call('organisation.get', { params: { organisation: company } }, { bearer: token });
    expect(await problemOf(look)).toBe('not-signed-in');
    const reset = { body: { code: codeOfLink(link), password: 'a very different quarry' } };
    expect(await problemOf(people.browser().call('password.reset', reset))).toBe('wrong-credentials');
    expect(await problemOf(administrator.call('person.reset-password', { params }))).toBe('conflict');

    await administrator.call('person.enable', { params });
    await person.browser.call('session.open', { body: { email: address, password: PASSWORD } });
    // What was ended stays ended.
    expect(await person.browser.call('token.list', {})).toEqual([]);
  });

  it('who lost their second factor sign in with the password, after an administrator has removed it', async () => {
    const address = email();
    const { browser, account } = await people.member(administrator, company, address, ['exporter']);
    const { secret } = await browser.call('totp.begin', { body: { password: PASSWORD } });
    await browser.call('totp.confirm', { body: { code: totpCode(secret, people.clock.now) } });
    const person = await administrator.call('person.remove-second-factors', { params: { account } });
    expect(person.secondFactor).toBe(false);
    expect(await state(browser)).toBe('signed-out');
    const opened = await browser.call('session.open', { body: { email: address, password: PASSWORD } });
    expect(opened).toEqual({ state: 'signed-in', methods: [] });
    const own = administrator.call('person.remove-second-factors', { params: { account: administratorId } });
    expect(await problemOf(own)).toBe('conflict');
  });
});

describe('an API token', () => {
  it('never has more than its maker', async () => {
    const { browser, account } = await people.member(administrator, company, email(), ['exporter']);
    const make = (organisation: string, roles: ('exporter' | 'organisation-administrator' | 'administrator')[]) =>
      browser.call('token.create', { body: { name: 'Script', organisation, roles, days: 1 } });
    expect(await problemOf(make(company, ['organisation-administrator']))).toBe('not-valid');
    expect(await problemOf(make(company, ['administrator']))).toBe('not-valid');
    expect(await problemOf(make(installation, ['exporter']))).toBe('not-found');

    const { token, entry } = await make(company, ['exporter']);
    const program = people.browser();
    const call = () => program.call('organisation.get', { params: { organisation: company } }, { bearer: token });
    expect((await call()).id).toBe(company);
    // A program has no account of its own.
    expect(await problemOf(program.call('account.get', {}, { bearer: token }))).toBe('not-allowed');
    const invitation = { body: { code: 'x' } };
    expect(await problemOf(program.call('invitation.accept', invitation, { bearer: token }))).toBe('wrong-credentials');

    // What its maker loses, it loses.
    await change(administrator, company, account, ['organisation-administrator']);
    expect(await problemOf(call())).toBe('not-found');
    await change(administrator, company, account, ['exporter']);
    expect((await call()).id).toBe(company);
    expect(entry.roles).toEqual(['exporter']);
    people.clock.now = people.clock.now.add({ hours: 24 });
    expect(await problemOf(call())).toBe('not-signed-in');
    people.clock.now = people.clock.now.subtract({ hours: 24 });
  });
});
