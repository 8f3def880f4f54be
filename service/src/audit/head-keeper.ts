import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Transaction } from 'kysely';
import type { InstanceKey } from '../access/instance-key.ts';
import type { VerifyingKey } from '../licence-document/key-set.ts';
import {
  type AuditAnchor,
  type AuditFault,
  type AuditVerification,
  type RecordFault,
  recordFaults,
  verifyAudit,
} from '../store/audit.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { type AuditHead, HEADS_FILE, headSigner, type HeadsRead, readHeads, signHead, standing } from './audit-head.ts';
import { destinationName, type HeadDestination, send } from './head-destinations.ts';

export interface HeadKeeperOptions {
  readonly store: Store;
  readonly key: InstanceKey;
  /** The data folder; its file of heads is the first destination. */
  readonly folder: string;
  /** Further ones. */
  readonly destinations: readonly HeadDestination[];
  readonly now: () => Temporal.Instant;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
  readonly everyMs?: number;
}

/** How far one destination is. */
export interface DestinationState {
  readonly to: string;
  /** The last head that it has taken since the start; null = none. */
  readonly sequence: number | null;
  /** Why the last attempt failed; null = it did not. */
  readonly problem: string | null;
}

/** What the keeper knows. */
export interface HeadsState {
  readonly key: VerifyingKey;
  /** The last head that was signed, and its text; null = none yet. */
  readonly latest: { readonly head: AuditHead; readonly statement: string } | null;
  /** Why nothing is signed any more; null = the trail is as it was signed. */
  readonly fault: AuditFault | null;
  readonly destinations: readonly DestinationState[];
}

/** Signs the head of the audit trail as it grows, and sends it where the owner of the database cannot write. */
export interface HeadKeeper {
  state(): Promise<HeadsState>;
  /** Is every event as it was stored and signed? Reads the whole trail. */
  verify(
    db: Transaction<Database>,
    anchors: readonly AuditAnchor[],
  ): Promise<AuditVerification & { readonly heads: HeadsRead; readonly records: readonly RecordFault[] }>;
  /** Looks at once. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** A window in which events are not vouched for yet. */
const EVERY_MS = 30_000;
const TIMEOUT_MS = 5_000;
/** Between two verifications of the whole trail; in between, of what was added. */
const WHOLE = Temporal.Duration.from({ hours: 24 });
/** Until a trail that was not as signed is read again. */
const AGAIN = Temporal.Duration.from({ minutes: 10 });

class Stopped extends Error {}

/**
 * Every half minute in which something happened: are the events since the last signed head chained to it? Then the new head is signed and
 * sent; where not, nothing is signed until a person says why (`ytterby audit accept`), and the log and `/metrics` tell it. At the start and once
 * a day the whole trail is read. A destination that cannot be reached is tried again; one later head covers those it has missed.
 * @example const heads = keepHeads({ store, key, folder, destinations: [], now, log }); await heads.stop()
 */
export function keepHeads(options: HeadKeeperOptions): HeadKeeper {
  const { store, key, folder, now, log, everyMs = EVERY_MS } = options;
  const file = path.join(folder, HEADS_FILE);
  const destinations = [{ file }, ...options.destinations].map((to) => ({
    to,
    sequence: null as number | null,
    problem: null as string | null,
  }));
  const signer = headSigner(key);
  let latest: HeadsState['latest'] = null;
  /** Up to where the trail is verified; undefined = it has to be read from the beginning. */
  let verified: AuditAnchor | undefined;
  let whole: Temporal.Instant | undefined;
  let fault: AuditFault | null = null;
  let looked: { readonly at: Temporal.Instant; readonly size: number } | undefined;
  let isStopped = false;

  const files = destinations.flatMap(({ to }) => ('file' in to ? [to.file] : []));
  const heads = async () => readHeads(files, { keys: [(await signer).key] });
  const isOver = () => {
    if (isStopped) throw new Stopped();
  };
  const isDue = (since: Temporal.Instant | undefined, after: Temporal.Duration) =>
    since === undefined || Temporal.Instant.compare(now(), since.add(after)) >= 0;

  const read = async (): Promise<AuditVerification> => {
    if (verified !== undefined && !isDue(whole, WHOLE)) {
      const from = verified;
      return store.asProduct((db) => verifyAudit(db, { from }));
    }
    const known = await heads();
    latest ??= known.signed.map(({ head, line }) => ({ head, statement: line })).at(-1) ?? null;
    const anchors = [...standing(known), ...(verified === undefined ? [] : [verified])];
    const found = await store.asProduct((db) => verifyAudit(db, { anchors, progress: isOver }));
    const [first] = found.fault === null ? await store.asProduct(recordFaults) : [];
    if (first !== undefined)
      log.error({ ...first }, 'a record is not what the audit trail says; see `ytterby audit verify`');
    whole = now();
    return found;
  };

  const sign = async (head: AuditAnchor) => {
    if (head.sequence === 0 || head.sequence === latest?.head.sequence) return;
    const signedNow: AuditHead = { ...head, at: after(now(), latest?.head.at), accepts: null };
    latest = { head: signedNow, statement: await signHead(signedNow, await signer) };
  };

  const sendAll = async () => {
    if (latest === null) return;
    const { head, statement } = latest;
    await mkdir(folder, { recursive: true });
    await Promise.all(
      destinations.map(async (each) => {
        if (each.sequence === head.sequence) return;
        try {
          await send(each.to, statement, TIMEOUT_MS);
          each.sequence = head.sequence;
          each.problem = null;
        } catch (error) {
          const problem = (error as Error).message;
          if (each.problem !== problem)
            log.warn({ to: destinationName(each.to), problem }, 'a signed head of the audit trail could not be sent');
          each.problem = problem;
        }
      }),
    );
  };

  const look = async () => {
    if (fault !== null && looked !== undefined) {
      // A person may have accepted it meanwhile.
      if (sizeOf(file) === looked.size && !isDue(looked.at, AGAIN)) return;
      verified = undefined;
      latest = null;
    }
    const found = await read();
    if (found.fault !== null) {
      if (found.fault.fault !== fault?.fault || found.fault.sequence !== fault.sequence)
        log.error(
          { ...found.fault },
          'the audit trail is not what was signed: no head is signed until `ytterby audit accept`',
        );
      fault = found.fault;
      verified = undefined;
      looked = { at: now(), size: sizeOf(file) };
      return;
    }
    fault = null;
    verified = found.head;
    await sign(found.head);
    await sendAll();
  };

  let one: Promise<void> = Promise.resolve();
  const safely = () => {
    one = one.then(look).catch((error: unknown) => {
      if (!(error instanceof Stopped)) log.warn({ err: error }, 'the head of the audit trail was not signed');
    });
    return one;
  };
  void safely();
  const timer = setInterval(() => void safely(), everyMs).unref();

  return {
    look: safely,
    state: async () => ({
      key: (await signer).key,
      latest,
      fault,
      destinations: destinations.map(({ to, sequence, problem }) => ({ to: destinationName(to), sequence, problem })),
    }),
    verify: async (db, anchors) => {
      const known = await heads();
      const found = await verifyAudit(db, { anchors: [...standing(known), ...anchors] });
      return { ...found, heads: known, records: await store.asProduct(recordFaults) };
    },
    stop: async () => {
      clearInterval(timer);
      isStopped = true;
      await one;
      // What was begun to be read from the beginning is read by the next start.
      if (verified !== undefined && !isDue(whole, WHOLE)) await safely();
    },
  };
}

/** Heads are in the order of their moments, whatever the clock does. */
function after(now: Temporal.Instant, last: string | undefined): string {
  const at = now.epochMilliseconds;
  const least = last === undefined ? at : Date.parse(last) + 1;
  return new Date(Math.max(at, least)).toISOString();
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
