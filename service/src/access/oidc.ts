import {
  type Configuration,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { ApiProblem, Refusal } from '../contract/problems.ts';

/**
 * Signing in at a provider: OpenID Connect, authorization code with PKCE, state and nonce. Who the person is here, and whether
 * they are known at all, is decided elsewhere; this tells what the provider says, and that it said it to us.
 */

/** A provider as the settings name it. */
export interface OidcSettings {
  /** Part of addresses: `^[a-z0-9-]{1,40}$`. */
  readonly id: string;
  /** What stands on the button. */
  readonly name: { readonly zh: string; readonly en: string };
  /** Its issuer identifier, from which everything else is discovered. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client. */
  readonly clientSecret?: string;
}

/** What is remembered between the two halves. */
export interface OidcStart {
  readonly goTo: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What the provider says about the person. */
export interface OidcPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | undefined;
  /** The provider has asked for more than one factor (`amr` with `mfa`, RFC 8176). */
  readonly secondFactor: boolean;
  readonly idToken: string;
}

export interface OidcProviders {
  readonly list: readonly Pick<OidcSettings, 'id' | 'name'>[];
  /** @throws ApiProblem `not-found` for a provider that is not set up, `not-ready` where it does not answer */
  start(id: string, origin: string): Promise<OidcStart>;
  /**
   * @param query what stands behind `?` in the address to which the provider sent the browser
   * @returns undefined = not what we began, or the provider says no
   * @throws Refusal `not-ready` where it does not answer
   */
  finish(
    id: string,
    origin: string,
    query: string,
    begun: Pick<OidcStart, 'state' | 'nonce' | 'verifier'>,
  ): Promise<OidcPerson | undefined>;
  /** Where to sign out at the provider too; null = it has no such place, or does not answer. */
  endSession(id: string, origin: string, idToken: string): Promise<string | null>;
}

/** Seconds. A provider that is slower keeps a person waiting, and a connection to the database with them. */
const TIMEOUT = 5;
const SCOPE = 'openid profile email';

/** @example oidcProviders([{ id: 'work', name, issuer: 'https://login.example.com', clientId: 'ytterby', clientSecret }]) */
export function oidcProviders(settings: readonly OidcSettings[]): OidcProviders {
  const found = new Map<string, Promise<Configuration>>();

  const configurationOf = async (id: string): Promise<Configuration> => {
    const provider = settings.find((each) => each.id === id);
    if (!provider) throw new ApiProblem('not-found');
    const begun = found.get(id) ?? discover(provider);
    found.set(id, begun);
    try {
      return await begun;
    } catch {
      found.delete(id);
      throw notReady();
    }
  };

  return {
    list: settings.map(({ id, name }) => ({ id, name })),

    async start(id, origin) {
      const configuration = await configurationOf(id);
      const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
      const goTo = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectTo(origin, id),
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { goTo: goTo.href, state, nonce, verifier };
    },

    async finish(id, origin, query, { state, nonce, verifier }) {
      const configuration = await configurationOf(id);
      const address = new URL(redirectTo(origin, id));
      address.search = query;
      try {
        const tokens = await authorizationCodeGrant(configuration, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims || tokens.id_token === undefined) return undefined;
        const { amr, name } = claims;
        return {
          issuer: claims.iss,
          subject: claims.sub,
          name: typeof name === 'string' ? name : undefined,
          secondFactor: Array.isArray(amr) && amr.includes('mfa'),
          idToken: tokens.id_token,
        };
      } catch (error) {
        if (isOutage(error)) throw notReady();
        return undefined;
      }
    },

    async endSession(id, origin, idToken) {
      try {
        const configuration = await configurationOf(id);
        if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
        return buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: `${origin}/` })
          .href;
      } catch {
        // Signing out here does not wait for anybody.
        return null;
      }
    },
  };
}

/** The page to which the provider sends the browser back; its owner registers it there. */
export const redirectTo = (origin: string, id: string): string => `${origin}/sign-in/${id}`;

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const server = new URL(issuer);
  return discovery(server, clientId, clientSecret, undefined, {
    timeout: TIMEOUT,
    // The signature is checked although the token comes over TLS: a proxy on the way could be the one that answers.
    execute: [enableNonRepudiationChecks, ...(isLoopback(server) ? [allowInsecureRequests] : [])],
  });
}

/** Without TLS only on this machine. */
const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

const notReady = () =>
  new Refusal('not-ready', {
    zh: '登录服务没有响应，请稍后再试。',
    en: 'The sign-in provider does not answer. Try again later.',
  });

/** It could not be reached or broke down; anything else is a "no". */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TypeError) return error.message === 'fetch failed';
  const { code, cause, status } = error as { code?: unknown; cause?: unknown; status?: unknown };
  if (code === 'OAUTH_TIMEOUT' || (typeof status === 'number' && status >= 500)) return true;
  return cause instanceof Response ? cause.status >= 500 : isOutage(cause);
}
