import type { ExportFacts, OwnerFacts, PartyFacts } from '@ytterby/core';
import type { ScreeningQuery } from '@ytterby/core/screening';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';
import type { Subject } from './changes.ts';
import type { SubjectKind } from './kinds.ts';

/**
 * What is watched. Each `select` gives id, organisation, name and `facts`: ExportFacts as far as they name parties; what was decided
 * on frozen facts gives its determination too.
 */

const OPEN_CASES = ['draft', 'submitted', 'returned', 'in-review', 'recommended', 'reconsidering'];
const LIVE_LICENCES = ['issued', 'suspended'];
const OPEN_SHIPMENTS = ['claimed', 'stopped-for-review', 'cleared', 'shipped'];

/** Decided on facts that are frozen with them. */
export const FROZEN: readonly { readonly kind: SubjectKind; readonly from: ReturnType<typeof sql> }[] = [
  {
    kind: 'case',
    from: sql`select id, organisation, coalesce(number, '') as name, facts, determination from licensing_case
      where facts is not null and determination is not null and status = any (${OPEN_CASES})`,
  },
  {
    kind: 'licence',
    from: sql`select l.id, l.organisation, l.number as name, c.facts, c.determination from licence l
      join licensing_case c on c.id = l.licensing_case
      where c.facts is not null and c.determination is not null and l.status = any (${LIVE_LICENCES})`,
  },
  {
    kind: 'humanitarian-shipment',
    from: sql`select id, organisation, number as name, facts, determination from humanitarian_shipment
      where status = any (${OPEN_SHIPMENTS})`,
  },
];

/** Whoever is named in them is screened. */
export const NAMED: readonly { readonly kind: SubjectKind; readonly from: ReturnType<typeof sql> }[] = [
  {
    kind: 'party',
    from: sql`select id, organisation, name, jsonb_build_object('parties', jsonb_build_array(facts)) as facts from party`,
  },
  {
    kind: 'saved-determination',
    from: sql`select id, organisation, name, facts from saved_determination where archived_at is null`,
  },
  ...FROZEN,
  {
    kind: 'compliance-notice',
    from: sql`select id, organisation, number as name,
      jsonb_build_object('parties', jsonb_build_array(
        jsonb_build_object('name', recipient->'name'->>'zh', 'country', recipient->>'country'),
        jsonb_build_object('name', recipient->'name'->>'en', 'country', recipient->>'country'))) as facts
      from compliance_notice where organisation is not null`,
  },
];

type NamedRow = Omit<Subject, 'kind'> & { readonly parties: ExportFacts['parties'] | null };

/** So many rows are read at a time. */
const READ = 5_000;

/** The frozen ones of a kind, by id: facts as JSON text, and the determination. */
export async function frozenOf(
  db: Transaction<Database>,
  { from }: (typeof FROZEN)[number],
  after: string | undefined,
  limit: number,
) {
  const { rows } = await sql<{
    readonly id: string;
    readonly organisation: string;
    readonly name: string;
    readonly facts: string;
    readonly determination: unknown;
  }>`select id, organisation, name, (facts - 'knownAt')::text as facts, determination from (${from}) s
    where ${after ?? null}::uuid is null or id > ${after ?? null}::uuid order by id limit ${limit}`.execute(db);
  return rows;
}

/** Everybody who is named somewhere, once, with where. */
export interface Named {
  readonly query: ScreeningQuery;
  readonly subjects: readonly Subject[];
}

/**
 * Names of parties and of their owners, each with everything that names it. Names that differ in writing, or with another country, are asked about
 * separately.
 */
export async function namedParties(
  read: <T>(work: (db: Transaction<Database>) => Promise<T>) => Promise<T>,
  signal?: AbortSignal,
): Promise<readonly Named[]> {
  const found = new Map<string, { query: ScreeningQuery; subjects: Map<string, Subject> }>();
  for (const { kind, from } of NAMED) {
    let after: string | null = null;
    for (;;) {
      signal?.throwIfAborted();
      const start: string | null = after;
      const rows: readonly NamedRow[] = await read(async (db) => {
        const page = await sql<NamedRow>`select id, organisation, name, facts->'parties' as parties from (${from}) s
          where ${start}::uuid is null or id > ${start}::uuid order by id limit ${READ}`.execute(db);
        return page.rows;
      });
      for (const { id, organisation, name, parties } of rows) {
        const subject = { kind, id, organisation, name };
        for (const query of queriesOf(parties ?? [])) {
          const key = JSON.stringify(query);
          const known = found.get(key) ?? { query, subjects: new Map<string, Subject>() };
          known.subjects.set(`${kind} ${id}`, subject);
          found.set(key, known);
        }
      }
      after = rows.at(-1)?.id ?? null;
      if (rows.length < READ) break;
    }
  }
  return [...found.values()].map(({ query, subjects }) => ({ query, subjects: [...subjects.values()] }));
}

/** @example queriesOf([{ role: 'end-user', name: 'TDK Corp', country: 'JP' }]) // [{ name: 'TDK Corp', countries: ['JP'] }] */
export function queriesOf(parties: readonly PartyFacts[]): readonly ScreeningQuery[] {
  return parties.flatMap((party) => [...queryOf(party), ...ownerQueries(party.owners)]);
}

const ownerQueries = (owners: PartyFacts['owners']): readonly ScreeningQuery[] =>
  Array.isArray(owners) ? owners.flatMap((owner) => [...queryOf(owner), ...ownerQueries(owner.owners)]) : [];

function queryOf({ name, country }: Pick<PartyFacts | OwnerFacts, 'name' | 'country'>): readonly ScreeningQuery[] {
  if (name === undefined) return [];
  return [{ name, ...(country === undefined || country === 'unknown' ? {} : { countries: [country] }) }];
}
