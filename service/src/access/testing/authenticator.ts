import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/**
 * An authenticator as a phone or a key has one, with the browser around it: makes passkeys (ES256) and signs with them, as
 * WebAuthn says (W3C Web Authentication Level 3, 6.1 and 6.5). It checks the person whenever it is asked.
 */
export interface Authenticator {
  /** What `navigator.credentials.create` gives, as JSON. */
  create(options: Readonly<Record<string, unknown>>): PasskeyReply;
  /** What `navigator.credentials.get` gives, as JSON. */
  get(options: Readonly<Record<string, unknown>>): PasskeyReply;
  /** Signatures so far; set it back and it is a copy that knows nothing of the later ones. */
  counter: number;
}
interface PasskeyReply {
  id: string;
  rawId: string;
  type: 'public-key';
  response: Record<string, unknown>;
  clientExtensionResults: Record<string, unknown>;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

/** @param verifies false = it does not check the person, only that somebody touched it */
export function authenticator(origin: string, verifies = true): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(16);
  const id = credential.toString('base64url');
  const host = createHash('sha256').update(new URL(origin).hostname).digest();
  const flags = PRESENT | (verifies ? VERIFIED : 0);
  let owner = '';

  const clientData = (type: string, options: Readonly<Record<string, unknown>>) =>
    Buffer.from(JSON.stringify({ type, challenge: options['challenge'], origin, crossOrigin: false }));
  const reply = (response: Record<string, string>): PasskeyReply => ({
    id,
    rawId: id,
    type: 'public-key',
    response,
    clientExtensionResults: {},
  });
  return {
    counter: 0,
    create(options) {
      owner = (options['user'] as { id: string }).id;
      const key = coseKey(publicKey);
      const length = Buffer.from([0, credential.length]);
      const data = Buffer.concat([
        host,
        Buffer.from([flags | HAS_KEY]),
        counterBytes(this.counter),
        Buffer.alloc(16),
        length,
        credential,
        key,
      ]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(data),
      ]);
      return reply({
        clientDataJSON: clientData('webauthn.create', options).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      });
    },
    get(options) {
      this.counter += 1;
      const client = clientData('webauthn.get', options);
      const data = Buffer.concat([host, Buffer.from([flags]), counterBytes(this.counter)]);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      return reply({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
        userHandle: owner,
      });
    },
  };
}

function counterBytes(counter: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(counter);
  return four;
}

/** CBOR of {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} (RFC 9053, 7.1.1). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
  const part = (label: number, value: string) =>
    Buffer.concat([Buffer.from([label]), bytes(Buffer.from(value, 'base64url'))]);
  return Buffer.concat([head, part(0x21, x), part(0x22, y)]);
}

/** CBOR texts of fewer than 24 bytes, and byte strings of 24 to 255. */
const text = (value: string): Buffer => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
const bytes = (value: Buffer): Buffer => Buffer.concat([Buffer.from([0x58, value.length]), value]);
