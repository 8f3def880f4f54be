import { randomUUIDv7 } from 'node:crypto';
import { bareIdentifier } from '@ytterby/core/screening';
import { type Selectable, sql, type Transaction } from 'kysely';
import { pageOf, pageStart, rowsToRead } from '../../api/paging.ts';
import type { HandlersOf } from '../../api/handler.ts';
import type { ORGANISATION_ROUTES } from '../../contract/organisation.ts';
import { ApiProblem, problemOfField } from '../../contract/problems.ts';
import type { Database, Organisation, Site } from '../../store/schema.ts';
import { createOrganisation, onlyOnce, readOrganisationFields } from '../organisations.ts';
import type { OrganisationKind } from '../roles.ts';

/** Organisations and their sites. Row-level security shows each person only their own. */
export function organisationHandlers(): HandlersOf<typeof ORGANISATION_ROUTES> {
  return {
    'organisation.list': async ({ query }, { db }) => {
      const rows = await listOrganisations(db, query);
      return { body: pageOf(rows, query, ({ sort, id }) => [sort, id], presentOrganisation) };
    },

    'organisation.create': async ({ body: { kind, ...given } }, { db, now }) => {
      if (kind === 'installation')
        throw problemOfField('conflict', '/body/kind', {
          zh: '系统运行单位只有一个，已经存在。',
          en: 'There is one operator of this installation, and it is there already.',
        });
      const made = await createOrganisation(db, kind, readOrganisationFields(given), now);
      return {
        body: presentOrganisation(made),
        revision: made.revision,
        subject: subject(made.id),
        organisation: made.id,
        detail: { kind },
      };
    },

    'organisation.get': async ({ params }, { db }) => {
      const found = await readOrganisation(db, params.organisation);
      return { body: presentOrganisation(found), revision: found.revision };
    },

    'organisation.change': async ({ params, body }, { db, revision }) => {
      const { name, country, uscc, lei } = readOrganisationFields(body);
      const before = await readOrganisation(db, params.organisation);
      const changed = await onlyOnce(() =>
        db
          .updateTable('organisation')
          .set({
            name_zh: name?.zh ?? before.name_zh,
            name_en: name?.en ?? before.name_en,
            country: country ?? before.country,
            uscc: uscc === undefined ? before.uscc : uscc,
            lei: lei === undefined ? before.lei : lei,
            revision: before.revision + 1,
          })
          .where('id', '=', params.organisation)
          .where('revision', '=', revision ?? -1)
          .where('revision', '=', before.revision)
          .returningAll()
          .executeTakeFirst(),
      );
      if (!changed) throw new ApiProblem('changed-meanwhile');
      return {
        body: presentOrganisation(changed),
        revision: changed.revision,
        subject: subject(changed.id),
        detail: { changed: Object.keys(body) },
      };
    },

    'organisation.remove': async ({ params: { organisation } }, { db, revision }) => {
      const found = await readOrganisation(db, organisation);
      if (found.kind === 'installation' || (await isInUse(db, organisation)))
        throw new ApiProblem('conflict', {
          zh: '该单位仍有成员、委托或记录，不能删除。',
          en: 'The organisation has members, agents or records and cannot be removed.',
        });
      const removed = await db
        .deleteFrom('organisation')
        .where('id', '=', organisation)
        .where('revision', '=', revision ?? -1)
        .returning('id')
        .executeTakeFirst();
      if (!removed) throw new ApiProblem('changed-meanwhile');
      return { body: null, subject: subject(organisation) };
    },

    'site.list': async ({ params }, { db }) => {
      const rows = await db
        .selectFrom('site')
        .selectAll()
        .where('organisation', '=', params.organisation)
        .orderBy('name')
        .orderBy('id')
        .execute();
      return { body: rows.map(presentSite) };
    },

    'site.add': async ({ params: { organisation }, body }, { db }) => {
      await readOrganisation(db, organisation);
      const made = await db
        .insertInto('site')
        .values({ id: randomUUIDv7(), organisation, ...body })
        .returningAll()
        .executeTakeFirstOrThrow();
      return { body: presentSite(made), subject: { kind: 'site', id: made.id } };
    },

    'site.change': async ({ params: { organisation, site }, body }, { db, revision }) => {
      const changed = await db
        .updateTable('site')
        .set((e) => ({ unlocode: null, ...body, revision: e('revision', '+', 1) }))
        .where('id', '=', site)
        .where('organisation', '=', organisation)
        .where('revision', '=', revision ?? -1)
        .returningAll()
        .executeTakeFirst();
      if (!changed) throw await siteGoneOrChanged(db, organisation, site);
      return { body: presentSite(changed), revision: changed.revision, subject: { kind: 'site', id: site } };
    },

    'site.remove': async ({ params: { organisation, site } }, { db }) => {
      const removed = await db
        .deleteFrom('site')
        .where('id', '=', site)
        .where('organisation', '=', organisation)
        .returning('id')
        .executeTakeFirst();
      if (!removed) throw new ApiProblem('not-found');
      return { body: null, subject: { kind: 'site', id: site } };
    },
  };
}

const subject = (organisation: string) => ({ kind: 'organisation', id: organisation });

async function readOrganisation(db: Transaction<Database>, id: string): Promise<Selectable<Organisation>> {
  const found = await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  return found;
}

interface OrganisationQuery {
  readonly after?: string;
  readonly limit?: number;
  readonly search?: string;
}

function listOrganisations(db: Transaction<Database>, query: OrganisationQuery) {
  const name = sql<string>`coalesce(nullif(name_zh, ''), name_en)`;
  const start = pageStart(query, 2);
  const search = query.search?.trim() ?? '';
  let rows = db.selectFrom('organisation').selectAll().select(name.as('sort'));
  if (start) rows = rows.where(sql<boolean>`(${name}, id) > (${start[0]}, ${start[1]}::uuid)`);
  if (search !== '') {
    const bare = bareIdentifier(search);
    rows = rows.where((e) =>
      e.or([
        sql<boolean>`strpos(lower(name_zh || ' ' || name_en), lower(${search})) > 0`,
        e('uscc', '=', bare),
        e('lei', '=', bare),
      ]),
    );
  }
  return rows.orderBy(name).orderBy('id').limit(rowsToRead(query)).execute();
}

/** What would go with it: an organisation's rows are removed only by whoever may remove them. */
async function isInUse(db: Transaction<Database>, organisation: string): Promise<boolean> {
  const tables = [
    'membership',
    'product',
    'party',
    'bill',
    'hit_decision',
    'saved_determination',
    'notice_lot',
    'compliance_notice',
  ] as const;
  for (const table of tables) {
    const { rows } = await sql`select from ${sql.table(table)} where organisation = ${organisation} limit 1`.execute(
      db,
    );
    if (rows.length > 0) return true;
  }
  const agency = await db
    .selectFrom('agency')
    .select('id')
    .where((e) => e.or([e('agent', '=', organisation), e('principal', '=', organisation)]))
    .limit(1)
    .executeTakeFirst();
  return agency !== undefined;
}

async function siteGoneOrChanged(db: Transaction<Database>, organisation: string, site: string): Promise<ApiProblem> {
  const found = await db
    .selectFrom('site')
    .select('id')
    .where('id', '=', site)
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  return new ApiProblem(found ? 'changed-meanwhile' : 'not-found');
}

function presentOrganisation(row: Selectable<Organisation>) {
  return {
    id: row.id,
    kind: row.kind as OrganisationKind,
    name: { zh: row.name_zh, en: row.name_en },
    country: row.country,
    uscc: row.uscc,
    lei: row.lei,
    demo: row.demo,
    revision: row.revision,
  };
}

function presentSite({ id, name, address, country, unlocode, revision }: Selectable<Site>) {
  return { id, name, address, country, unlocode, revision };
}
