import { instanceKey } from '../../access/instance-key.ts';
import type { SigningKeyStore, StoredSigningKey } from '../signing.ts';

/** Signing keys in memory. */
export function memoryKeyStore(): SigningKeyStore {
  let kept: readonly StoredSigningKey[] = [];
  return {
    keys: async () => kept,
    succeed: async (next) => {
      kept = [...kept.map((key) => (key.until === null ? { ...key, until: next.from, sealed: null } : key)), next];
    },
  };
}

export const TEST_INSTANCE_KEY = instanceKey(new Uint8Array(32).fill(7));
