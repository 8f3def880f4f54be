import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/access/password.ts';
import { REBOUND, type Screens, openScreens } from './browser.ts';
import { everyFieldIsText, openPages } from './pages.ts';

/** What a browser of somebody who is signed in lets others do, and what it must not. */

describe('a script in any field', () => {
  openPages();
  everyFieldIsText();
});

describe('a browser', () => {
  let screens: Screens;
  let port: string;
  beforeAll(async () => {
    screens = await openScreens();
    ({ port } = new URL(screens.service.url));
  });
  afterAll(() => screens.close());

  test('that is led to us under another name gets nothing, whether it asks or sends', async () => {
    const { service } = screens;
    const company = await service.organisation('company');
    const { cookie } = await service.person([[company, ['exporter']]]);
    const { page, close } = await screens.open({ cookie });
    // As the attacker's own name server answers after the page has come from elsewhere.
    const asked = async (at: string, init: object = {}) => {
      await page.goto(`http://${REBOUND}:${port}/law`);
      return page.evaluate(
        async ([where, how]) => {
          const reply = await fetch(where as string, how as RequestInit);
          return [reply.status, ((await reply.json()) as { code?: string }).code];
        },
        [at, init] as const,
      );
    };
    const body = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'x' },
      body: '{"facts":{"lines":[]}}',
    };
    const refused = [403, 'foreign-origin'];
    expect(await asked('/v1/session')).toEqual(refused);
    expect(await asked(`/v1/organisations/${company}/cases`)).toEqual(refused);
    expect(await asked('/v1/determinations', body)).toEqual(refused);
    expect(await asked('/v1/session', { ...body, body: '{"email":"a@example.com","password":"x"}' })).toEqual(refused);
    await close();
  });

  test('with a page of somebody else open sends nothing in the name of who is signed in', async () => {
    const { service } = screens;
    const company = await service.organisation('company');
    const { cookie, client } = await service.person([[company, ['exporter']]]);
    const elsewhere = createServer((_, reply) => {
      reply.setHeader('content-type', 'text/html').end('<!doctype html><title>x</title><p>x');
    });
    elsewhere.listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const { page, close } = await screens.open({ cookie });
    // Another port of the same name is the same site, and cookies go with it: the hardest case.
    for (const name of ['127.0.0.1', 'localhost']) {
      await page.goto(`http://${name}:${(elsewhere.address() as AddressInfo).port}/`);
      const seen = await page.evaluate(
        async ([base, id]) => {
          const at = `${base}/v1/organisations/${id}/cases`;
          const body = '{"application":{"kind":"technology"}}';
          const tries: RequestInit[] = [
            { credentials: 'include' },
            { method: 'POST', credentials: 'include', mode: 'no-cors', body },
            {
              method: 'POST',
              credentials: 'include',
              mode: 'no-cors',
              body,
              headers: { 'content-type': 'text/plain' },
            },
            {
              method: 'POST',
              credentials: 'include',
              body,
              headers: { 'content-type': 'application/json', 'idempotency-key': 'x' },
            },
          ];
          const read: string[] = [];
          for (const each of tries)
            await fetch(at, each)
              .then((reply) => reply.text())
              .then((text) => text !== '' && read.push(text))
              .catch(() => undefined);
          return read;
        },
        [service.url, company] as const,
      );
      expect(seen).toEqual([]);
      // A form needs no script.
      await page.setContent(
        `<form method="post" enctype="text/plain" action="${service.url}/v1/organisations/${company}/cases">
          <input name='{"application":{"kind":"technology"},"x":"' value='"}'></form>`,
      );
      await Promise.all([page.waitForNavigation(), page.evaluate(() => document.forms[0]?.submit())]);
    }
    const { body } = await client.call('application.list', { params: { organisation: company }, query: {} });
    expect(body.items).toEqual([]);
    await close();
    elsewhere.close();
  });

  test('shows us in nobody else’s frame', async () => {
    const { page, close } = await screens.open();
    await page.goto(`http://localhost:${port}/law`);
    await page.evaluate((address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
    }, `${screens.service.url}/sign-in`);
    await page.waitForTimeout(500);
    const inner = page.frames().filter((frame) => frame !== page.mainFrame());
    expect(await Promise.all(inner.map((frame) => frame.locator('input').count()))).toEqual(inner.map(() => 0));
    await close();
  });

  test('makes a passkey and signs in with it, and a copy of the key is found out', async () => {
    const { service } = screens;
    const origin = `http://localhost:${port}`;
    // The port is known only now.
    Object.assign(service.access, { origin });
    const company = await service.organisation('company');
    const { account } = await service.person([[company, ['exporter']]]);
    const password = 'magnets are not for everybody';
    const { email } = await service.store.asProduct(async (db) =>
      db
        .updateTable('account')
        .set({ password_hash: await hashPassword(password) })
        .where('id', '=', account)
        .returning('email')
        .executeTakeFirstOrThrow(),
    );
    const { page, close } = await screens.open();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    } as const;
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
    await page.waitForURL(`${origin}/`);
    await page.goto(`${origin}/account`);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Laptop');
    await dialog.locator('input[type=password]').fill(password);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('cell', { name: 'Laptop', exact: true }).waitFor();
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toMatchObject([{ rpId: 'localhost', isResidentCredential: true }]);

    const signIn = async () => {
      await page.context().clearCookies();
      await page.goto(`${origin}/sign-in`);
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    };
    await signIn();
    await page.waitForURL(`${origin}/`);
    const session = () => page.evaluate(async () => (await (await fetch('/v1/session')).json()) as { state: string });
    expect(await session()).toMatchObject({ state: 'signed-in', account: { email } });

    // Somebody has a copy that was made before the last sign-in: its counter stands lower.
    const [kept] = credentials;
    await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: kept?.credentialId ?? '' });
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...kept!, signCount: 0 } });
    await signIn();
    await page.getByRole('alert').first().waitFor();
    expect((await session()).state).not.toBe('signed-in');

    // Whoever does not show that it is them is not let in.
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await signIn();
    await page.getByRole('alert').first().waitFor();
    expect((await session()).state).not.toBe('signed-in');
    await close();
  });
});
