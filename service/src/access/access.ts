import type { InstanceKey } from './instance-key.ts';
import type { OidcProviders } from './oidc.ts';
import { DECIDING_ROLES, type MemberRole } from './roles.ts';

/** What signing in needs to know about this installation. Made once, at the start. */
export interface Access {
  readonly key: InstanceKey;
  /** Where browsers find us, as `https://ytterby.example`: passkeys, links and sign-in providers are tied to it. */
  readonly origin: string;
  /** Roles that count only in a session with a second factor. */
  readonly needSecondFactor: readonly MemberRole[];
  readonly providers: OidcProviders;
}

/** @example makeAccess({ key: readInstanceKey(folder), origin: 'http://localhost:8080', providers: oidcProviders([]) }) */
export function makeAccess(
  given: Omit<Access, 'needSecondFactor'> & { readonly needSecondFactor?: readonly MemberRole[] },
): Access {
  return { needSecondFactor: DECIDING_ROLES, ...given };
}

/** Cookies are sent over TLS alone wherever we are reached by it. */
export const isSecure = ({ origin }: Access): boolean => origin.startsWith('https:');
