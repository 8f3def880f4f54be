import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A sign-in provider on this machine, and the browser that goes there and back. */
export interface TestProvider {
  readonly issuer: string;
  /**
   * Goes to the address, signs in as that person and comes back.
   * @returns what stands behind `?` in the address to which the provider sends the browser
   */
  visit(goTo: string, person: ProviderPerson): Promise<string>;
  close(): Promise<void>;
}
export interface ProviderPerson {
  readonly subject: string;
  readonly email: string;
  readonly name: string;
  /** Signed in there with more than one factor. */
  readonly mfa?: boolean;
  /** Says no at the provider. */
  readonly declines?: boolean;
}

export const CLIENT = { clientId: 'ytterby', clientSecret: 'a secret of the test' } as const;

export async function testProvider(redirectUri: string, afterwards: string): Promise<TestProvider> {
  const people = new Map<string, ProviderPerson>();
  let visitor: ProviderPerson | undefined;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [afterwards],
      },
    ],
    jwks: {
      keys: [
        { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig' },
      ],
    },
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'amr'], profile: ['name'], email: ['email', 'email_verified'] },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, subject) => ({
      accountId: subject,
      claims: () => {
        const { email = '', name = '', mfa = false } = people.get(subject) ?? {};
        return { sub: subject, email, email_verified: true, name, amr: mfa ? ['pwd', 'mfa'] : ['pwd'] };
      },
    }),
    // Nobody is asked for consent.
    loadExistingGrant: async (context) => {
      const grant = new provider.Grant({
        accountId: context.oidc.session?.accountId ?? '',
        clientId: context.oidc.client?.clientId ?? '',
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      const result = visitor?.declines
        ? { error: 'access_denied' }
        : { login: { accountId: visitor?.subject ?? '', amr: visitor?.mfa ? ['pwd', 'mfa'] : ['pwd'] } };
      void provider.interactionFinished(request, response, result);
    } else void answer(request, response);
  });

  return {
    issuer,
    async visit(goTo, person) {
      visitor = person;
      people.set(person.subject, person);
      const cookies = new Map<string, string>();
      let address = goTo;
      while (!address.startsWith(redirectUri)) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const reply = await fetch(address, { redirect: 'manual', headers: { cookie } });
        for (const line of reply.headers.getSetCookie()) {
          const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split('=');
          cookies.set(name, value);
        }
        const next = reply.headers.get('location');
        if (next === null) throw new Error(`The provider answers ${reply.status}: ${await reply.text()}`);
        address = new URL(next, address).href;
      }
      return new URL(address).search.slice(1);
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
