import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** The browser made or used no passkey: the person stopped, or the device has none. */
export class PasskeyUnused extends Error {}

type Options = Readonly<Record<string, unknown>>;

/** Lets the person use a passkey. @throws PasskeyUnused */
export async function usedPasskey(options: Options) {
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  return wire(await startAuthentication({ optionsJSON }).catch(unused));
}

/** Lets the device make a passkey. @throws PasskeyUnused */
export async function newPasskey(options: Options) {
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  return wire(await startRegistration({ optionsJSON }).catch(unused));
}

function unused(cause: unknown): never {
  throw new PasskeyUnused('no passkey', { cause });
}

interface Credential {
  readonly id: string;
  readonly rawId: string;
  readonly response: object;
  readonly clientExtensionResults: object;
}

/** What the service takes of it. */
function wire({ id, rawId, response, clientExtensionResults }: Credential) {
  return {
    id,
    rawId,
    type: 'public-key' as const,
    response: { ...response },
    clientExtensionResults: { ...clientExtensionResults },
  };
}
