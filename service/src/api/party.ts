import { randomUUIDv7 } from 'node:crypto';
import type { PartyFacts } from '@ytterby/core';
import { type Selectable, sql } from 'kysely';
import { dateOf, instantText } from '../access/moments.ts';
import type { PARTY_ROUTES } from '../contract/party.ts';
import { ApiProblem } from '../contract/problems.ts';
import { asJson, contains, goneOrChanged, nameIn } from '../libraries/rows.ts';
import type { Party } from '../store/schema.ts';
import { partyFacts } from './facts-in-body.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

/** The parties with which an organisation deals. */
export function partyHandlers(): HandlersOf<typeof PARTY_ROUTES> {
  return {
    'party.list': async ({ params, query }, { db }) => {
      const start = pageStart(query, 2);
      let rows = db
        .selectFrom('party')
        .selectAll()
        .where('organisation', '=', params.organisation)
        .where(contains(sql`name`, query.search));
      if (start) rows = rows.where(sql<boolean>`(name, id) > (${start[0]}, ${start[1]}::uuid)`);
      const found = await rows.orderBy('name').orderBy('id').limit(rowsToRead(query)).execute();
      return { body: pageOf(found, query, ({ name, id }) => [name, id], present) };
    },

    'party.get': async ({ params: { organisation, party } }, { db }) => {
      const row = await db
        .selectFrom('party')
        .selectAll()
        .where('id', '=', party)
        .where('organisation', '=', organisation)
        .executeTakeFirst();
      if (!row) throw new ApiProblem('not-found');
      return { body: present(row), revision: row.revision };
    },

    'party.create': async ({ params: { organisation }, body }, { db, now }) => {
      const row = await db
        .insertInto('party')
        .values({ id: randomUUIDv7(), organisation, ...fieldsIn(body), changed_at: dateOf(now) })
        .returningAll()
        .executeTakeFirstOrThrow();
      return { body: present(row), revision: row.revision, subject: { kind: 'party', id: row.id } };
    },

    'party.change': async ({ params: { organisation, party }, body }, { db, now, revision = -1 }) => {
      const row = await db
        .updateTable('party')
        .set({ ...fieldsIn(body), changed_at: dateOf(now), revision: revision + 1 })
        .where('id', '=', party)
        .where('organisation', '=', organisation)
        .where('revision', '=', revision)
        .returningAll()
        .executeTakeFirst();
      if (!row) throw await goneOrChanged(db, 'party', { organisation, id: party });
      return { body: present(row), revision: row.revision, subject: { kind: 'party', id: party } };
    },

    'party.remove': async ({ params: { organisation, party } }, { db, revision = -1 }) => {
      const row = await db
        .deleteFrom('party')
        .where('id', '=', party)
        .where('organisation', '=', organisation)
        .where('revision', '=', revision)
        .returning('id')
        .executeTakeFirst();
      if (!row) throw await goneOrChanged(db, 'party', { organisation, id: party });
      return { body: null, subject: { kind: 'party', id: party } };
    },
  };
}

function fieldsIn({ facts: given }: { facts: unknown }) {
  const facts = partyFacts(given, '/body/facts');
  return { name: nameIn(facts.name, '/body/facts/name'), facts: asJson(facts) };
}

const present = ({ id, name, facts, changed_at, revision }: Selectable<Party>) => ({
  id,
  name,
  facts: facts as unknown as PartyFacts,
  changedAt: instantText(changed_at),
  revision,
});
