import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BACK_OFF } from './back-off.ts';
import { SESSION_COOKIE, SESSION_LIMITS } from './sessions.ts';
import { firstLink } from './set-up.ts';
import { authenticator } from './testing/authenticator.ts';
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
import { totpCode } from './totp.ts';

let people: TestPeople;
let administrator: Browser;
let totpSecret: string;
let company: string;
let number = 0;

/** A new exporter of the company, who is signed in. */
async function newExporter(): Promise<{ browser: Browser; email: string; account: string }> {
  number += 1;
  const email = `exporter-${number}@example.com`;
  return { ...(await people.member(administrator, company, email, ['exporter'])), email };
}
const open = (browser: Browser, email: string, password = PASSWORD) =>
  browser.call('session.open', { body: { email, password } });
const state = async (browser: Browser) => (await browser.call('session.get', {})).state;
const wait = (duration: Temporal.DurationLike) => {
  people.clock.now = people.clock.now.add(duration);
};

beforeAll(async () => {
  people = await testPeople();
  ({ browser: administrator, totpSecret } = await people.administrator());
  company = await people.organisation(administrator, 'company');
});
afterAll(() => people.close());
// The administrator's session stays in use, so that it is not idle; and no code is brought twice.
beforeEach(async () => {
  wait({ seconds: 30 });
  await administrator.call('session.get', {});
});

describe('signing in', () => {
  it('with a password: the cookie is out of the reach of scripts and of other sites', async () => {
    const { email } = await newExporter();
    const browser = people.browser();
    expect(await state(browser)).toBe('signed-out');
    expect(await open(browser, email.toUpperCase())).toEqual({ state: 'signed-in', methods: [] });
    const session = await browser.call('session.get', {});
    expect(session).toMatchObject({ state: 'signed-in', account: { email }, secondFactor: { given: false } });
    expect(session.organisations).toMatchObject([{ id: company, roles: ['exporter'], agent: null }]);
    expect(session.organisations[0]?.actions).toContain('library.change');
    expect(session.organisations[0]?.actions).not.toContain('member.change');
    await browser.call('session.close', {});
    expect(browser.cookies.has(SESSION_COOKIE)).toBe(false);
  });

  it('fails alike for an unknown account, a wrong password and a disabled account', async () => {
    const { email, account } = await newExporter();
    await administrator.call('person.disable', { params: { account } });
    const browser = people.browser();
    expect(await problemOf(open(browser, email))).toBe('wrong-credentials');
    expect(await problemOf(open(browser, 'nobody@example.com'))).toBe('wrong-credentials');
    expect(await problemOf(open(browser, ADMINISTRATOR, 'wrong'))).toBe('wrong-credentials');
    expect(await problemOf(open(browser, 'not an address'))).toBe('wrong-credentials');
  });

  it('ends the session that the browser had, and one planted there is worth nothing', async () => {
    const { browser, email } = await newExporter();
    const before = browser.cookies.get(SESSION_COOKIE) ?? '';
    await open(browser, email);
    expect(browser.cookies.get(SESSION_COOKIE)).not.toBe(before);
    const planted = people.browser();
    planted.cookies.set(SESSION_COOKIE, before);
    expect(await state(planted)).toBe('signed-out');
    planted.cookies.set(SESSION_COOKIE, 'A'.repeat(43));
    expect(await problemOf(state(planted))).toBe('not-signed-in');
  });

  it('ends after an hour without a request, and after twelve hours in any case', async () => {
    const { browser, email } = await newExporter();
    wait({ minutes: 59 });
    expect(await state(browser)).toBe('signed-in');
    wait({ minutes: 61 });
    expect(await state(browser)).toBe('signed-out');
    await open(browser, email);
    for (let half = 0; half < 2 * SESSION_LIMITS.absolute.hours - 1; half += 1) {
      wait({ minutes: 30 });
      expect(await state(browser)).toBe('signed-in');
    }
    wait({ minutes: 30 });
    expect(await state(browser)).toBe('signed-out');
    // The administrator's has ended as well.
    await open(administrator, ADMINISTRATOR);
    await administrator.call('session.second-factor', { body: { code: totpCode(totpSecret, people.clock.now) } });
  });
});

describe('one-time codes', () => {
  it('are asked for after the password; a role that decides counts only then', async () => {
    const browser = people.browser();
    expect(await open(browser, ADMINISTRATOR)).toMatchObject({
      state: 'second-factor',
      methods: ['totp', 'recovery-code'],
    });
    const half = await browser.call('session.get', {});
    expect(half).toMatchObject({ state: 'second-factor', account: null, organisations: [] });
    expect(await problemOf(browser.call('account.get', {}))).toBe('not-signed-in');
    expect(await problemOf(browser.call('session.second-factor', { body: { code: '000000' } }))).toBe(
      'wrong-credentials',
    );
    const cookie = browser.cookies.get(SESSION_COOKIE);
    const code = totpCode(totpSecret, people.clock.now);
    await browser.call('session.second-factor', { body: { code } });
    expect(browser.cookies.get(SESSION_COOKIE)).not.toBe(cookie);
    expect((await browser.call('session.get', {})).actions).toContain('people.administer');

    const second = people.browser();
    await open(second, ADMINISTRATOR);
    expect(await problemOf(second.call('session.second-factor', { body: { code } }))).toBe('wrong-credentials');
  });

  it('withhold the deciding roles of a person who has none', async () => {
    const { link } = await administrator.call('invitation.create', {
      params: { organisation: await installation() },
      body: { email: 'second@example.com', roles: ['administrator'] },
    });
    const browser = people.browser();
    await browser.call('invitation.accept', {
      body: { code: codeOfLink(link), person: { name: 'Zhao Yi', password: PASSWORD, language: 'zh' } },
    });
    const session = await browser.call('session.get', {});
    expect(session.secondFactor).toMatchObject({ given: false, withheld: [{ roles: ['administrator'] }] });
    expect(session.actions).not.toContain('people.administer');
    expect(await problemOf(browser.call('person.list', { query: {} }))).toBe('second-factor-needed');
  });

  it('a recovery code stands in for one, once', async () => {
    const { browser, email } = await newExporter();
    const { secret } = await browser.call('totp.begin', { body: { password: PASSWORD } });
    expect(await problemOf(browser.call('totp.confirm', { body: { code: '123456' } }))).toBe('wrong-credentials');
    wait({ seconds: 30 });
    const { recoveryCodes } = await browser.call('totp.confirm', {
      body: { code: totpCode(secret, people.clock.now) },
    });
    expect(recoveryCodes).toHaveLength(10);
    const code = (recoveryCodes[0] ?? '').toLowerCase().replaceAll('-', ' ');

    const other = people.browser();
    expect((await open(other, email)).state).toBe('second-factor');
    await other.call('session.second-factor', { body: { code } });
    expect((await other.call('account.get', {})).recoveryCodesLeft).toBe(9);
    await open(other, email);
    expect(await problemOf(other.call('session.second-factor', { body: { code } }))).toBe('wrong-credentials');
  });

  it('end with the password shown again; other sessions end, and this one gets a new cookie', async () => {
    const { browser, email } = await newExporter();
    const other = people.browser();
    await open(other, email);
    const { secret } = await browser.call('totp.begin', { body: { password: PASSWORD } });
    await browser.call('totp.confirm', { body: { code: totpCode(secret, people.clock.now) } });
    expect(await state(other)).toBe('signed-out');
    expect((await browser.call('session.get', {})).secondFactor.given).toBe(true);
    expect(await problemOf(browser.call('totp.remove', { body: { password: 'wrong' } }))).toBe('wrong-credentials');
    const cookie = browser.cookies.get(SESSION_COOKIE);
    wait({ seconds: 30 });
    await browser.call('totp.remove', { body: { password: PASSWORD } });
    expect(browser.cookies.get(SESSION_COOKIE)).not.toBe(cookie);
    expect((await browser.call('session.get', {})).secondFactor).toMatchObject({ given: false, methods: [] });
    expect(await open(other, email)).toMatchObject({ state: 'signed-in' });
  });
});

describe('guessing', () => {
  const guesser = (email: string) => {
    const browser = people.browser();
    return (address: string, password = 'wrong') =>
      problemOf(browser.call('session.open', { body: { email, password } }, { address }));
  };

  it('is slowed down for an account from one address, and stops nobody else', async () => {
    const { email } = await newExporter();
    const { email: colleague } = await newExporter();
    const guess = guesser(email);
    const address = '2001:db8:1:2::';
    for (let at = 1; at <= BACK_OFF.pair.free; at += 1)
      expect(await guess(`${address}${at}`)).toBe('wrong-credentials');
    expect(await guess(`${address}99`, PASSWORD)).toBe('too-many-requests');
    // The person elsewhere, and a colleague behind the same address.
    const browser = people.browser();
    for (const [who, from] of [
      [email, '198.51.100.7'],
      [colleague, `${address}77`],
    ] as const) {
      const opened = await browser.call(
        'session.open',
        { body: { email: who, password: PASSWORD } },
        { address: from },
      );
      expect(opened.state).toBe('signed-in');
    }
    wait({ seconds: 2 });
    expect(await guess(`${address}99`)).toBe('wrong-credentials');
  });

  it('is slowed down for the account where it comes from many addresses, and stops nobody for long', async () => {
    const { email } = await newExporter();
    const guess = guesser(email);
    for (let at = 0; at < BACK_OFF.account.free; at += 1)
      expect(await guess(`198.51.100.${at}`)).toBe('wrong-credentials');
    expect(await guess('198.51.100.99', PASSWORD)).toBe('too-many-requests');
    wait({ seconds: 2 });
    expect((await open(people.browser(), email)).state).toBe('signed-in');
    // Signing in has forgotten them.
    expect(await guess('198.51.100.98')).toBe('wrong-credentials');
    expect((await open(people.browser(), email)).state).toBe('signed-in');
  });

  it('at links is told to wait, and refuses no right one', async () => {
    const browser = people.browser();
    const address = '203.0.113.9';
    const accept = (code: string) =>
      browser.call(
        'invitation.accept',
        { body: { code, person: { name: 'Zhou Wu', password: PASSWORD, language: 'zh' } } },
        { address },
      );
    const told = [];
    for (let at = 0; at < BACK_OFF.address.free + 2; at += 1) told.push(await problemOf(accept('A'.repeat(43))));
    expect([...new Set(told)]).toEqual(['wrong-credentials', 'too-many-requests']);
    const { link } = await administrator.call('invitation.create', {
      params: { organisation: await installation() },
      body: { email: 'third@example.com', roles: ['administrator'] },
    });
    expect((await accept(codeOfLink(link))).state).toBe('signed-in');
  });

  it('of many tries at once only one gets through', async () => {
    const { email } = await newExporter();
    const browser = people.browser();
    const tries = await Promise.all(Array.from({ length: 6 }, () => problemOf(open(browser, email, 'wrong'))));
    expect(tries.filter((code) => code === 'wrong-credentials').length).toBeLessThan(BACK_OFF.pair.free);
    expect(tries).toContain('too-many-requests');
  });
});

describe('passkeys', () => {
  async function withPasskey(verifies = true) {
    const person = await newExporter();
    const device = authenticator(ORIGIN, verifies);
    const { ceremony, options } = await person.browser.call('passkey.begin', { body: { password: PASSWORD } });
    const response = device.create(options);
    return {
      ...person,
      device,
      add: () => person.browser.call('passkey.add', { body: { ceremony, name: 'Phone', response } }),
    };
  }
  async function signInWith(device: ReturnType<typeof authenticator>, browser = people.browser()) {
    const { ceremony, options } = await browser.call('passkey.ask', {});
    const response = device.get(options);
    return { browser, again: () => browser.call('passkey.sign-in', { body: { ceremony, response } }) };
  }

  it('sign in without a name, with both factors at once', async () => {
    const { add, device, browser, email } = await withPasskey();
    expect(await add()).toMatchObject({ name: 'Phone', lastUsedAt: null });
    expect(await browser.call('passkey.list', {})).toHaveLength(1);
    const { browser: other, again } = await signInWith(device);
    expect(await again()).toEqual({ state: 'signed-in', methods: [] });
    expect(await other.call('session.get', {})).toMatchObject({
      account: { email },
      secondFactor: { given: true, methods: ['passkey'] },
    });
    // With the password, it is asked for as the second factor.
    expect(await open(people.browser(), email)).toEqual({ state: 'second-factor', methods: ['passkey'] });
  });

  it('sign each challenge once', async () => {
    const { add, device } = await withPasskey();
    await add();
    expect(await problemOf(add())).toBe('wrong-credentials');
    const { again } = await signInWith(device);
    await again();
    expect(await problemOf(again())).toBe('wrong-credentials');
  });

  it('are refused when copied, when the person was not checked, and for another site', async () => {
    const { add, device } = await withPasskey();
    await add();
    await (await signInWith(device)).again();
    device.counter = 0;
    expect(await problemOf((await signInWith(device)).again())).toBe('wrong-credentials');

    const unchecked = await withPasskey(false);
    expect(await problemOf(unchecked.add())).toBe('wrong-credentials');

    const { browser } = await newExporter();
    const { ceremony, options } = await browser.call('passkey.begin', { body: { password: PASSWORD } });
    const response = authenticator('http://look-alike.example').create(options);
    expect(await problemOf(browser.call('passkey.add', { body: { ceremony, name: 'x', response } }))).toBe(
      'wrong-credentials',
    );
    const strange = { ...response, response: { userHandle: 7, clientDataJSON: [] } };
    const asked = await browser.call('passkey.ask', {});
    expect(
      await problemOf(browser.call('passkey.sign-in', { body: { ceremony: asked.ceremony, response: strange } })),
    ).toBe('wrong-credentials');
  });

  it('of somebody else cannot be added to an account', async () => {
    const { browser } = await withPasskey();
    const other = await newExporter();
    const { ceremony, options } = await browser.call('passkey.begin', { body: { password: PASSWORD } });
    const response = authenticator(ORIGIN).create(options);
    expect(await problemOf(other.browser.call('passkey.add', { body: { ceremony, name: 'x', response } }))).toBe(
      'wrong-credentials',
    );
  });

  it('are removed with the password; the sign-in is a single factor again', async () => {
    const { add, browser, email } = await withPasskey();
    const { id } = await add();
    await browser.call('passkey.remove', { params: { passkey: id }, body: { password: PASSWORD } });
    expect(await open(people.browser(), email)).toEqual({ state: 'signed-in', methods: [] });
  });
});

describe('links', () => {
  it('the first administrator is made once, and the start prints no other link then', async () => {
    expect(await people.store.asProduct((db) => firstLink(db, people.access, people.clock.now))).toBeUndefined();
    expect((await people.browser().call('session.get', {})).signIn.setUp).toBe(false);
  });

  it('the first administrator gets a company too, if it is named, with the newest link alone', async () => {
    const fresh = await testPeople();
    try {
      const next = async () =>
        codeOfLink((await fresh.store.asProduct((db) => firstLink(db, fresh.access, fresh.clock.now))) ?? '');
      const [first, code] = [await next(), await next()];
      const browser = fresh.browser();
      expect((await browser.call('session.get', {})).signIn.setUp).toBe(true);
      const setUp = (link: string, name = { zh: '华东磁材', en: '' }) =>
        browser.call('set-up.finish', {
          body: {
            code: link,
            email: 'a@example.com',
            name: 'A',
            password: PASSWORD,
            language: 'zh',
            company: { name },
          },
        });
      expect(await problemOf(setUp(first))).toBe('wrong-credentials');
      expect(await problemOf(setUp(code, { zh: ' ', en: '' }))).toBe('not-valid');
      expect(await setUp(code)).toEqual({ state: 'signed-in', methods: [] });
      expect(await problemOf(setUp(code))).toBe('wrong-credentials');
      const { organisations, signIn } = await browser.call('session.get', {});
      expect(organisations.map(({ kind, roles }) => [kind, roles])).toEqual([
        ['installation', []],
        ['company', ['organisation-administrator', 'exporter']],
      ]);
      expect(signIn.setUp).toBe(false);
    } finally {
      await fresh.close();
    }
  });

  it('an invitation works once, for a week, and not after it is withdrawn', async () => {
    const invite = async (email: string) => {
      const made = await administrator.call('invitation.create', {
        params: { organisation: company },
        body: { email, roles: ['exporter'] },
      });
      return { ...made, code: codeOfLink(made.link) };
    };
    const accept = (code: string) =>
      people
        .browser()
        .call('invitation.accept', { body: { code, person: { name: 'A', password: PASSWORD, language: 'en' } } });

    const first = await invite('once@example.com');
    const look = await people.browser().call('link.look', { body: { code: first.code } });
    expect(look).toMatchObject({
      kind: 'invitation',
      email: 'once@example.com',
      roles: ['exporter'],
      hasAccount: false,
    });
    const weak = { name: 'A', password: 'once', language: 'en' as const };
    expect(
      await problemOf(people.browser().call('invitation.accept', { body: { code: first.code, person: weak } })),
    ).toBe('not-valid');
    await accept(first.code);
    expect(await problemOf(accept(first.code))).toBe('wrong-credentials');
    expect(await problemOf(people.browser().call('link.look', { body: { code: first.code } }))).toBe('not-found');

    const second = await invite('withdrawn@example.com');
    const params = { organisation: company, invitation: second.invitation.id };
    await administrator.call('invitation.withdraw', { params });
    expect(await problemOf(accept(second.code))).toBe('wrong-credentials');
    expect(await problemOf(administrator.call('invitation.withdraw', { params }))).toBe('not-found');
  });

  it('an invitation is accepted by the one who was invited, and adds to what they are', async () => {
    const { browser, email } = await newExporter();
    const other = await newExporter();
    const elsewhere = await people.organisation(administrator, 'research');
    const { link } = await administrator.call('invitation.create', {
      params: { organisation: elsewhere },
      body: { email, roles: ['analyst'] },
    });
    const code = codeOfLink(link);
    expect(await problemOf(people.browser().call('invitation.accept', { body: { code } }))).toBe('not-signed-in');
    expect(await problemOf(other.browser.call('invitation.accept', { body: { code } }))).toBe('conflict');
    const cookie = browser.cookies.get(SESSION_COOKIE);
    await browser.call('invitation.accept', { body: { code } });
    expect(browser.cookies.get(SESSION_COOKIE)).not.toBe(cookie);
    expect((await browser.call('session.get', {})).organisations).toHaveLength(2);
    const again = administrator.call('invitation.create', {
      params: { organisation: elsewhere },
      body: { email, roles: ['analyst'] },
    });
    expect(await problemOf(again)).toBe('conflict');
  });

  it('a new password ends all sessions, and the link of before', async () => {
    const { browser, email, account } = await newExporter();
    const first = await administrator.call('person.reset-password', { params: { account } });
    const { link } = await administrator.call('person.reset-password', { params: { account } });
    const password = 'a very different quarry';
    const reset = (of: string) => people.browser().call('password.reset', { body: { code: codeOfLink(of), password } });
    expect(await problemOf(reset(first.link))).toBe('wrong-credentials');
    await reset(link);
    expect(await state(browser)).toBe('signed-out');
    expect(await problemOf(open(browser, email))).toBe('wrong-credentials');
    expect((await open(browser, email, password)).state).toBe('signed-in');
    expect(await problemOf(reset(link))).toBe('wrong-credentials');
  });

  it('a password changed by its owner ends the other sessions', async () => {
    const { browser, email } = await newExporter();
    const other = people.browser();
    await open(other, email);
    const change = (password: string, newPassword: string) =>
      browser.call('password.change', { body: { password, newPassword } });
    expect(await problemOf(change('wrong', 'a very different quarry'))).toBe('wrong-credentials');
    expect(await problemOf(change(PASSWORD, 'password1234'))).toBe('not-valid');
    await change(PASSWORD, 'a very different quarry');
    expect(await state(browser)).toBe('signed-in');
    expect(await state(other)).toBe('signed-out');
  });
});

describe('the own account', () => {
  it('is changed by who has seen the newest', async () => {
    const { browser } = await newExporter();
    const rename = (ifMatch: number) => browser.call('account.change', { body: { name: ' Li ' } }, { ifMatch });
    expect(await rename(1)).toMatchObject({ name: 'Li', language: 'en', hasPassword: true, provider: null });
    expect(await problemOf(rename(1))).toBe('changed-meanwhile');
  });

  it('shows where the person is signed in, and signs out there', async () => {
    const { browser, email } = await newExporter();
    const others = [people.browser(), people.browser(), people.browser()] as const;
    for (const other of others) await open(other, email);
    const sessions = await browser.call('session.list', {});
    expect(sessions).toHaveLength(4);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    const elsewhere = sessions.find(({ current }) => !current)?.id ?? '';
    await browser.call('session.end', { params: { session: elsewhere } });
    expect(await problemOf(browser.call('session.end', { params: { session: elsewhere } }))).toBe('not-found');
    expect(await problemOf(administrator.call('session.end', { params: { session: sessions[1]?.id ?? '' } }))).toBe(
      'not-found',
    );
    expect(await browser.call('session.end-others', {})).toEqual({ ended: 2 });
    for (const other of others) expect(await state(other)).toBe('signed-out');
    expect(await state(browser)).toBe('signed-in');
  });

  it('gets new recovery codes, and the old ones end; without a second factor there are none', async () => {
    const { browser, email } = await newExporter();
    const renew = () => browser.call('recovery-codes.renew', { body: { password: PASSWORD } });
    expect(await problemOf(renew())).toBe('conflict');
    const { secret } = await browser.call('totp.begin', { body: { password: PASSWORD } });
    const before = await browser.call('totp.confirm', { body: { code: totpCode(secret, people.clock.now) } });
    const { recoveryCodes } = await renew();
    const other = people.browser();
    await open(other, email);
    const give = (code = '') => other.call('session.second-factor', { body: { code } });
    expect(await problemOf(give(before.recoveryCodes[0]))).toBe('wrong-credentials');
    expect((await give(recoveryCodes[0])).state).toBe('signed-in');
  });

  it('ends an API token of its own, and of nobody else', async () => {
    const { browser } = await newExporter();
    const { entry } = await browser.call('token.create', {
      body: { name: 'Script', organisation: company, roles: ['exporter'], days: 1 },
    });
    const params = { token: entry.id };
    expect(await problemOf(administrator.call('token.remove', { params }))).toBe('not-found');
    expect(await browser.call('token.list', {})).toEqual([entry]);
    await browser.call('token.remove', { params });
    expect(await browser.call('token.list', {})).toEqual([]);
  });
});

async function installation(): Promise<string> {
  const session = await administrator.call('session.get', {});
  return session.organisations.find(({ kind }) => kind === 'installation')?.id ?? '';
}
