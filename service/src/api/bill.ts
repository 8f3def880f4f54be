import { randomUUIDv7 } from 'node:crypto';
import type { BomFacts } from '@ytterby/core';
import { type Selectable, sql } from 'kysely';
import { dateOf, instantText } from '../access/moments.ts';
import type { BILL_ROUTES } from '../contract/bill.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { FileBody } from '../contract/route.ts';
import { IntakeError, type Problem, readBomBytes } from '../intake/index.ts';
import { asJson, contains, goneOrChanged, nameIn } from '../libraries/rows.ts';
import type { Bill } from '../store/schema.ts';
import { bomFacts } from './facts-in-body.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

/** An organisation's bills of materials. */
export function billHandlers(): HandlersOf<typeof BILL_ROUTES> {
  return {
    'bill.list': async ({ params, query }, { db }) => {
      const start = pageStart(query, 2);
      let rows = db
        .selectFrom('bill')
        .select(['id', 'name', 'parts', 'changed_at', 'revision'])
        .where('organisation', '=', params.organisation)
        .where(contains(sql`name`, query.search));
      if (start) rows = rows.where(sql<boolean>`(name, id) > (${start[0]}, ${start[1]}::uuid)`);
      const found = await rows.orderBy('name').orderBy('id').limit(rowsToRead(query)).execute();
      return { body: pageOf(found, query, ({ name, id }) => [name, id], head) };
    },

    'bill.get': async ({ params: { organisation, bill } }, { db }) => {
      const row = await db
        .selectFrom('bill')
        .selectAll()
        .where('id', '=', bill)
        .where('organisation', '=', organisation)
        .executeTakeFirst();
      if (!row) throw new ApiProblem('not-found');
      return { body: present(row), revision: row.revision };
    },

    'bill.import': async ({ query, body }) => {
      const { facts, problems, notes } = await readBill(body, query.sheet);
      return {
        body: {
          facts: problems.length > 0 ? null : (facts ?? null),
          problems: problems.map(remark),
          notes: notes.map(remark),
        },
      };
    },

    'bill.create': async ({ params: { organisation }, body }, { db, now }) => {
      const row = await db
        .insertInto('bill')
        .values({ id: randomUUIDv7(), organisation, ...fieldsIn(body), changed_at: dateOf(now) })
        .returningAll()
        .executeTakeFirstOrThrow();
      return {
        body: present(row),
        revision: row.revision,
        subject: { kind: 'bill', id: row.id },
        detail: { parts: row.parts },
      };
    },

    'bill.change': async ({ params: { organisation, bill }, body }, { db, now, revision = -1 }) => {
      const row = await db
        .updateTable('bill')
        .set({ ...fieldsIn(body), changed_at: dateOf(now), revision: revision + 1 })
        .where('id', '=', bill)
        .where('organisation', '=', organisation)
        .where('revision', '=', revision)
        .returningAll()
        .executeTakeFirst();
      if (!row) throw await goneOrChanged(db, 'bill', { organisation, id: bill });
      return {
        body: present(row),
        revision: row.revision,
        subject: { kind: 'bill', id: bill },
        detail: { parts: row.parts },
      };
    },

    'bill.remove': async ({ params: { organisation, bill } }, { db, revision = -1 }) => {
      const row = await db
        .deleteFrom('bill')
        .where('id', '=', bill)
        .where('organisation', '=', organisation)
        .where('revision', '=', revision)
        .returning('id')
        .executeTakeFirst();
      if (!row) throw await goneOrChanged(db, 'bill', { organisation, id: bill });
      return { body: null, subject: { kind: 'bill', id: bill } };
    },
  };
}

/** The file as a bill; a file that cannot be read at all is a reading with problems. */
async function readBill({ bytes, name }: FileBody, sheet: string | undefined) {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  try {
    return await readBomBytes(Buffer.concat(pieces), name, sheet === undefined ? {} : { sheet });
  } catch (error) {
    if (error instanceof IntakeError) return { facts: undefined, problems: [...error.problems], notes: [] };
    throw error;
  }
}

const remark = ({ code, cell, line, row, column, field, message, remedy }: Problem) => ({
  code,
  place: cell ?? placeIn(line ?? row, column) ?? field ?? '',
  text: message,
  remedy,
});

const placeIn = (line: number | undefined, column: number | string | undefined): string | undefined =>
  line === undefined ? undefined : [line, column].filter((part) => part !== undefined).join(':');

function fieldsIn({ name, facts: given }: { name: string; facts: unknown }) {
  const facts = bomFacts(given, '/body/facts');
  return { name: nameIn(name, '/body/name'), facts: asJson(facts), parts: facts.parts.length };
}

const head = ({ id, name, parts, changed_at, revision }: Omit<Selectable<Bill>, 'facts' | 'organisation'>) => ({
  id,
  name,
  parts,
  changedAt: instantText(changed_at),
  revision,
});
const present = (row: Selectable<Bill>) => ({ ...head(row), facts: row.facts as unknown as BomFacts });
