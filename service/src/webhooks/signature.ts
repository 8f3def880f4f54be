import { createHmac, randomBytes } from 'node:crypto';

/** Signatures of webhooks as Standard Webhooks 1.0 has them: HMAC-SHA256 over id, time and body. */

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret, as it is shown to the receiver once. @example newSecret() // 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD…' */
export const newSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;

/**
 * The three headers of a message.
 * @param secrets all that hold now: while one is being replaced, the message is signed with both
 * @param at when it is sent
 * @example webhookHeaders({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, body: '{"test": 2432232314}', secrets })['webhook-signature']
 */
export function webhookHeaders({
  id,
  at,
  body,
  secrets,
}: {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly body: string;
  readonly secrets: readonly string[];
}) {
  const seconds = String(Math.floor(at.epochMilliseconds / 1000));
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
      .update(`${id}.${seconds}.${body}`)
      .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' '),
  } as const;
}
