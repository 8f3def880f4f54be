import { queryOptions } from '@tanstack/react-query';
import { canVerify, type KeySet, parseKeySet, readStatusList } from '@ytterby/service/licence-document';
import { client } from '../../api.ts';

/** What the verify page needs to work without a network: keys and status list, and the files of the page itself. */

/** Keys and status list as the service gave them. */
interface Evidence {
  readonly keys: KeySet;
  /** The signed status list. */
  readonly statusList: string;
  /** An RFC 3339 instant, by the clock of this device. */
  readonly fetchedAt: string;
}

/** What is at hand to verify with. */
export interface Held extends Evidence {
  /** `kept`: the service was not reached, and this is what it gave the last time. */
  readonly from: 'service' | 'kept';
  /** The span of the status list, in seconds since 1970; undefined = its signature does not hold, so it says nothing. */
  readonly list: { readonly issuedAt: number; readonly validUntil: number } | undefined;
}

const KEPT_AS = 'ytterby.verify';
const PATIENCE_MS = 10_000;
const FRESH_MS = 60_000;
const AGAIN_MS = 5 * 60_000;

/** Never paused: whether there is a network is found out by asking. */
const always = { networkMode: 'always', retry: false } as const;

/** Does this browser check signatures itself? */
export const ownVerifying = queryOptions({
  queryKey: ['verify', 'own'],
  queryFn: () => canVerify(),
  staleTime: Number.POSITIVE_INFINITY,
  ...always,
});

/** Keys and status list: from the service, else as they were kept. @throws where there are neither */
export const heldEvidence = queryOptions({
  queryKey: ['verify', 'held'],
  queryFn: async (): Promise<Held> => {
    try {
      const evidence = await fetchEvidence();
      keep(evidence);
      return await held(evidence, 'service');
    } catch (error) {
      const evidence = kept();
      if (evidence === undefined) throw error;
      return held(evidence, 'kept');
    }
  },
  staleTime: ({ state }) => (state.data?.from === 'service' ? FRESH_MS : 0),
  refetchInterval: AGAIN_MS,
  ...always,
});

async function held(evidence: Evidence, from: Held['from']): Promise<Held> {
  const read = await readStatusList(evidence.statusList, evidence.keys);
  return { ...evidence, from, list: read.ok ? read.list : undefined };
}

async function fetchEvidence(): Promise<Evidence> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  // The list before the keys: the key that signed it is then among them, even if another has just taken over.
  const { body: list } = await client.call('licence.status', {}, { signal });
  const { body: keys } = await client.call('licence.keys', {}, { signal });
  return { keys, statusList: await list.text(), fetchedAt: new Date().toISOString() };
}

function keep(evidence: Evidence): void {
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(evidence));
  } catch {
    // Storage may be forbidden or full; `isKept` then says so.
  }
}

function kept(): Evidence | undefined {
  try {
    const { keys, statusList, fetchedAt } = JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}') as Partial<Evidence>;
    const set = parseKeySet(JSON.stringify(keys));
    if (set === undefined || typeof statusList !== 'string' || typeof fetchedAt !== 'string') return undefined;
    return { keys: set, statusList, fetchedAt };
  } catch {
    return undefined;
  }
}

/** Will the page open and verify without a network, after it was closed too? */
export const isKept = queryOptions({
  queryKey: ['verify', 'kept'],
  queryFn: async () => (await keepPage()) && kept() !== undefined,
  ...always,
});

const WORKER = '/verify-worker.js';

/** Lets the browser keep the files of this page. Only what was built has a worker. */
async function keepPage(): Promise<boolean> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return false;
  const registration = await navigator.serviceWorker.register(WORKER, { scope: '/verify', updateViaCache: 'none' });
  if (registration.active !== null) return true;
  const worker = registration.installing ?? registration.waiting;
  if (worker === null) return false;
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve(true);
      if (worker.state === 'redundant') resolve(false);
    });
  });
}
