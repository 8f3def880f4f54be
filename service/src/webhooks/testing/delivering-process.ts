import type { ClientConfig } from 'pg';
import { instanceKey } from '../../access/instance-key.ts';
import { openStore } from '../../store/store.ts';
import { deliverWebhooks } from '../deliver.ts';

/** One process that sends what is due, to be killed while it does. */
export interface DeliveringTask {
  readonly config: ClientConfig;
  /** The instance key, in hexadecimal. */
  readonly key: string;
  readonly now: string;
}

const { config, key, now } = JSON.parse(process.argv[2] ?? '') as DeliveringTask;
const store = openStore(config);
await deliverWebhooks({
  store,
  key: instanceKey(Buffer.from(key, 'hex')),
  allowPrivate: true,
  now: () => Temporal.Instant.from(now),
  signal: new AbortController().signal,
});
await store.close();
