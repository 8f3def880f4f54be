import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { InstanceKey } from '../access/instance-key.ts';
import { appendAudit, type AuditFault, type AuditVerification, verifyAudit } from '../store/audit.ts';
import type { Store } from '../store/store.ts';
import { type AuditHead, HEADS_FILE, headSigner, readHeads, signHead, standing } from './audit-head.ts';
import { type HeadDestination, send } from './head-destinations.ts';

/** What `acceptTrail` did. */
export type Acceptance =
  /** The trail is as it was signed. */
  | { readonly is: 'not-needed' }
  /** The chain does not hold in itself: no word of anybody mends that. */
  | { readonly is: 'refused'; readonly fault: AuditFault }
  | { readonly is: 'accepted'; readonly fault: AuditFault; readonly head: AuditHead };

export interface AcceptanceOptions {
  readonly store: Store;
  readonly key: InstanceKey;
  readonly folder: string;
  readonly destinations: readonly HeadDestination[];
  readonly now: () => Temporal.Instant;
  /** Why the trail is not the one that was signed, as `restored from the backup of 1 December`. */
  readonly reason: string;
}

/**
 * Says, signed, that this trail goes on although it is not the one that was signed before: after a restore the last events are missing.
 * The heads that do not hold stay where they are, and every verification tells that they were accepted, when, and why.
 */
export async function acceptTrail({
  store,
  key,
  folder,
  destinations,
  now,
  reason,
}: AcceptanceOptions): Promise<Acceptance> {
  const signer = await headSigner(key);
  const file = path.join(folder, HEADS_FILE);
  const places = [file, ...destinations.flatMap((to) => ('file' in to ? [to.file] : []))];
  const known = await readHeads(places, { keys: [signer.key] });
  const anchors = standing(known);
  const { fault } = await store.asProduct((db) => verifyAudit(db, { anchors }));
  if (fault === null) return { is: 'not-needed' };
  const alone: AuditVerification = await store.asProduct((db) => verifyAudit(db));
  if (alone.fault !== null) return { is: 'refused', fault: alone.fault };
  await store.asProduct((db) =>
    appendAudit(db, {
      account: null,
      token: null,
      organisation: null,
      action: 'product.audit-accepted',
      subject: null,
      outcome: 'done',
      requestId: randomUUID(),
      detail: { fault: fault.fault, sequence: fault.sequence },
    }),
  );
  const { head: last } = await store.asProduct((db) => verifyAudit(db, { from: alone.head }));
  const latest = known.signed.at(-1)?.head.at;
  const at = Math.max(now().epochMilliseconds, latest === undefined ? 0 : Date.parse(latest) + 1);
  const head: AuditHead = { ...last, at: new Date(at).toISOString(), accepts: reason };
  const line = await signHead(head, signer);
  await mkdir(folder, { recursive: true });
  for (const to of [{ file }, ...destinations]) await send(to, line, 10_000);
  return { is: 'accepted', fault, head };
}
