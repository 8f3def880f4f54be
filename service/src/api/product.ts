import { randomUUIDv7 } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { dateOf, instantText } from '../access/moments.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { PRODUCT_ROUTES, ProductFacts } from '../contract/product.ts';
import { asJson, contains, goneOrChanged, nameIn, onlyOnce } from '../libraries/rows.ts';
import type { Product } from '../store/schema.ts';
import { itemFacts } from './facts-in-body.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

/** An organisation's products. */
export function productHandlers(): HandlersOf<typeof PRODUCT_ROUTES> {
  return {
    'product.list': async ({ params, query }, { db }) => {
      const start = pageStart(query, 2);
      let rows = db
        .selectFrom('product')
        .selectAll()
        .where('organisation', '=', params.organisation)
        .where(contains(sql`code || ' ' || name`, query.search));
      if (start) rows = rows.where(sql<boolean>`(code, id) > (${start[0]}, ${start[1]}::uuid)`);
      const found = await rows.orderBy('code').orderBy('id').limit(rowsToRead(query)).execute();
      return { body: pageOf(found, query, ({ code, id }) => [code, id], present) };
    },

    'product.get': async ({ params: { organisation, product } }, { db }) => {
      const row = await db
        .selectFrom('product')
        .selectAll()
        .where('id', '=', product)
        .where('organisation', '=', organisation)
        .executeTakeFirst();
      if (!row) throw new ApiProblem('not-found');
      return { body: present(row), revision: row.revision };
    },

    'product.create': async ({ params: { organisation }, body }, { db, now }) => {
      const fields = fieldsIn(body);
      const row = await onlyOnce(
        () =>
          db
            .insertInto('product')
            .values({ id: randomUUIDv7(), organisation, ...fields, changed_at: dateOf(now) })
            .returningAll()
            .executeTakeFirstOrThrow(),
        CODE_TAKEN,
      );
      return { body: present(row), revision: row.revision, subject: { kind: 'product', id: row.id } };
    },

    'product.change': async ({ params: { organisation, product }, body }, { db, now, revision = -1 }) => {
      const fields = fieldsIn(body);
      const row = await onlyOnce(
        () =>
          db
            .updateTable('product')
            .set({ ...fields, changed_at: dateOf(now), revision: revision + 1 })
            .where('id', '=', product)
            .where('organisation', '=', organisation)
            .where('revision', '=', revision)
            .returningAll()
            .executeTakeFirst(),
        CODE_TAKEN,
      );
      if (!row) throw await goneOrChanged(db, 'product', { organisation, id: product });
      return { body: present(row), revision: row.revision, subject: { kind: 'product', id: product } };
    },

    'product.remove': async ({ params: { organisation, product } }, { db, revision = -1 }) => {
      const row = await db
        .deleteFrom('product')
        .where('id', '=', product)
        .where('organisation', '=', organisation)
        .where('revision', '=', revision)
        .returning('id')
        .executeTakeFirst();
      if (!row) throw await goneOrChanged(db, 'product', { organisation, id: product });
      return { body: null, subject: { kind: 'product', id: product } };
    },
  };
}

const CODE_TAKEN = {
  path: '/body/code',
  zh: '本单位已有使用该编码的产品。',
  en: 'The organisation has a product with this code already.',
};

const fieldsIn = ({ code, name, facts }: { code: string; name: string; facts: unknown }) => ({
  code: nameIn(code, '/body/code'),
  name: nameIn(name, '/body/name'),
  facts: asJson(itemFacts(facts, '/body/facts')),
});

const present = ({ id, code, name, facts, changed_at, revision }: Selectable<Product>) => ({
  id,
  code,
  name,
  facts: facts as unknown as ProductFacts,
  changedAt: instantText(changed_at),
  revision,
});
