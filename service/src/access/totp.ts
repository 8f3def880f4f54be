import { Secret, TOTP } from 'otpauth';

/**
 * One-time codes from an authenticator app (RFC 6238). SHA-1, six digits and 30 s, because these are what every app
 * understands whatever the link says.
 */
const SHAPE = { issuer: 'Ytterby', algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** A code of the period before or after still counts: clocks differ, and typing takes a moment. */
const WINDOW = 1;

export interface NewTotp {
  /** Base32, to be typed where no picture can be scanned. */
  readonly secret: string;
  /** otpauth:// link for a QR code. */
  readonly uri: string;
}

export function newTotp(email: string): NewTotp {
  const totp = new TOTP({ ...SHAPE, label: email, secret: new Secret({ size: 20 }) });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/**
 * Is this the code of now? Gives the number of its period, which the caller keeps: a period up to `lastStep` was used
 * already, and its code does not count twice (RFC 6238, 5.2).
 * @returns undefined = no
 */
export function totpStep(
  secret: string,
  code: string,
  now: Temporal.Instant,
  lastStep: number | null,
): number | undefined {
  const totp = new TOTP({ ...SHAPE, secret: Secret.fromBase32(secret) });
  const timestamp = now.epochMilliseconds;
  const delta = totp.validate({ token: code.replace(/\s/g, ''), timestamp, window: WINDOW });
  if (delta === null) return undefined;
  const step = totp.counter({ timestamp }) + delta;
  return lastStep !== null && step <= lastStep ? undefined : step;
}

/** The code of a moment: what an authenticator app shows. */
export function totpCode(secret: string, now: Temporal.Instant): string {
  return new TOTP({ ...SHAPE, secret: Secret.fromBase32(secret) }).generate({ timestamp: now.epochMilliseconds });
}
