import { createHash } from 'node:crypto';
import type { ListStore, ListVersion } from './list-store.ts';
import type { PartyRecord } from './party-record.ts';

/** One difference between two versions of a list. */
export type ListDifference =
  | { readonly is: 'added'; readonly id: string; readonly after: PartyRecord }
  | { readonly is: 'removed'; readonly id: string; readonly before: PartyRecord }
  | {
      readonly is: 'changed';
      readonly id: string;
      readonly before: PartyRecord;
      readonly after: PartyRecord;
      /** The parts of the record that differ, in its own order. */
      readonly fields: readonly string[];
    };

/** Parts of a record in a form that does not depend on order; the place in the file is no part of the party. */
function partsOf(record: PartyRecord): Map<string, string> {
  return new Map(
    Object.entries(record)
      .filter(([field]) => field !== 'source' && field !== 'list')
      .map(([field, value]) => [
        field,
        Array.isArray(value) && field !== 'standings'
          ? value
              .map((each) => JSON.stringify(each))
              .sort()
              .join('\n')
          : JSON.stringify(value),
      ]),
  );
}

function fingerprint(record: PartyRecord): string {
  return createHash('sha256')
    .update(JSON.stringify([...partsOf(record)]))
    .digest('base64url')
    .slice(0, 22);
}

/** Which parts of a party differ? The order of names, addresses and the like does not count. */
export function changedFields(before: PartyRecord, after: PartyRecord): string[] {
  const [old, young] = [partsOf(before), partsOf(after)];
  return [...new Set([...old.keys(), ...young.keys()])].filter((field) => old.get(field) !== young.get(field));
}

/**
 * What changed from one version of a list to another: changed and added in the order of the later one, then removed. Streams
 * both; holds a fingerprint for each record, and whole records only for those that changed.
 */
export async function* diffVersions(
  store: ListStore,
  from: ListVersion,
  to: ListVersion,
): AsyncGenerator<ListDifference> {
  const old = new Map<string, string>();
  for await (const record of store.records(from)) old.set(record.id, fingerprint(record));
  const changed = new Set<string>();
  const kept = new Set<string>();
  for await (const record of store.records(to)) {
    const before = old.get(record.id);
    if (before === undefined) continue;
    kept.add(record.id);
    if (before !== fingerprint(record)) changed.add(record.id);
  }
  const earlier = new Map<string, PartyRecord>();
  if (changed.size > 0 || kept.size < old.size) {
    for await (const record of store.records(from))
      if (changed.has(record.id) || !kept.has(record.id)) earlier.set(record.id, record);
  }
  for await (const after of store.records(to)) {
    const before = earlier.get(after.id);
    if (!kept.has(after.id)) yield { is: 'added', id: after.id, after };
    else if (before !== undefined)
      yield { is: 'changed', id: after.id, before, after, fields: changedFields(before, after) };
  }
  for (const [id, before] of earlier) if (!kept.has(id)) yield { is: 'removed', id, before };
}
