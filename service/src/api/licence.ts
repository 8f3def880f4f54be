import {
  LICENCE_STANDINGS,
  type LicenceActor,
  type LicenceCommand,
  licenceOn,
  type LicenceRole,
  type LicenceStanding,
  type LicenceState,
  type LicenceStatus,
} from '@ytterby/core/licensing';
import { balances } from '@ytterby/core/customs';
import { sql, type Transaction } from 'kysely';
import encodeQR from 'qr';
import type { Access } from '../access/access.ts';
import type { Actor } from '../access/actor.ts';
import { instantText } from '../access/moments.ts';
import { LICENCE_COMMANDS } from '../contract/core-schemas.ts';
import type { HolderState, LICENCE_ROUTES } from '../contract/licence.ts';
import { ApiProblem } from '../contract/problems.ts';
import { accountColumn, isUsedUp, linesOn } from '../customs/accounts.ts';
import type { FileBody, FileReply, InputOf, ReplyOf } from '../contract/route.ts';
import type { LicenceContent } from '../licence-document/licence-content.ts';
import { licencePdf } from '../licence-document/licence-pdf.ts';
import { keySetOf, signerOf } from '../licence-document/signing.ts';
import { verifyLicence } from '../licence-document/verify.ts';
import { statusLists } from '../licensing/licence-status.ts';
import {
  actOnLicence,
  editionOf,
  licenceOf,
  licenceRoleFor,
  licenceState,
  type LicenceMoment,
  type StoredLicence,
} from '../licensing/licences.ts';
import { ensureKey, keysIn, rotateKey } from '../licensing/signing-keys.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { commandInBody } from './command-in-body.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';
import { authoritiesIn, withoutOfficers } from './without-officers.ts';

type Routes = typeof LICENCE_ROUTES;
type Summary = ReplyOf<Routes['licence.list']>['items'][number];

const MOST = 20 * 1024 * 1024;

/** Licences, the keys that sign them, and whether one is genuine. */
export function licenceHandlers({
  law,
  access,
  store,
}: {
  readonly law: () => LawInUse;
  readonly access: Access;
  readonly store: Store;
}): HandlersOf<Routes> {
  const { key } = access;
  const lists = statusLists(access);
  const momentOf = (today: string, now: Temporal.Instant): LicenceMoment => ({
    today,
    now,
    book: law().book,
    issuer: access,
  });
  const pdfOf = async (db: Transaction<Database>, row: StoredLicence): Promise<FileReply> => {
    const { jws } = await editionOf(db, row);
    const signer = await signerOf(keysIn(db), key);
    const bytes = await licencePdf(jws, { signer, qr: (text) => encodeQR(text, 'raw', { ecc: 'medium', border: 4 }) });
    return { mediaType: 'application/pdf', name: `${row.number}.pdf`, bytes };
  };

  return {
    'licence.list': async ({ params, query }, { db, today }) => {
      const start = pageStart(query, 1);
      const rows = await licences(db, today)
        .where('l.organisation', '=', params.organisation)
        .$if(start !== undefined, (select) => select.where('l.id', '<', start?.[0] ?? ''))
        .limit(rowsToRead(query))
        .execute();
      return {
        body: pageOf(
          rows,
          query,
          ({ id }) => [id],
          (row) => summaryOf(row, today),
        ),
      };
    },

    'licence.get': async ({ params }, { db, today }) =>
      forHolder(db, await licenceOf(db, params.licence, params.organisation), today),

    'licence.pdf': async ({ params }, { db }) => ({
      body: await pdfOf(db, await licenceOf(db, params.licence, params.organisation)),
    }),

    'licence.surrender': async ({ params, body }, { db, actor, today, now, revision }) => {
      const row = await seenLicence(db, params.licence, revision, params.organisation);
      const command: LicenceCommand = { command: 'surrender', reason: body.reason };
      const holder = signerAs(actor, 'exporter', params.organisation);
      const done = await actOnLicence(db, row, command, holder, momentOf(today, now));
      return { ...(await forHolder(db, done, today)), detail: { command: 'surrender' } };
    },

    'register.list': async ({ query }, { db, today }) => {
      const start = pageStart(query, 1);
      const rows = await registered(db, query, today, start?.[0]);
      return {
        body: pageOf(
          rows,
          query,
          ({ id }) => [id],
          (row) => summaryOf(row, today),
        ),
      };
    },

    'register.get': async ({ params }, { db, today }) => forOfficer(db, await licenceOf(db, params.licence), today),

    'register.pdf': async ({ params }, { db }) => ({ body: await pdfOf(db, await licenceOf(db, params.licence)) }),

    'licence.act': async ({ params, body }, { db, actor, today, now, revision }) => {
      const row = await seenLicence(db, params.licence, revision);
      const command = commandInBody<LicenceCommand>(LICENCE_COMMANDS, body, '/body');
      const done = await actOnLicence(
        db,
        row,
        command,
        officerIn(actor, licenceState(row), command),
        momentOf(today, now),
      );
      return {
        ...(await forOfficer(db, done, today)),
        detail: { command: body.command },
        organisation: row.organisation,
      };
    },

    'key.rotate': async (_, { db, now }) => {
      const kid = await rotateKey(db, key, now);
      return { body: { kid }, subject: { kind: 'signing-key', id: kid } };
    },

    'licence.keys': async (_, { db, now }) => {
      await ensureKey(db, key, now);
      return { body: await keySetOf(keysIn(db)) };
    },

    'licence.status': async (_, { db, now }) => ({
      body: {
        mediaType: 'application/statuslist+jwt',
        name: 'licence-status.jwt',
        bytes: Buffer.from(await lists.current(db, now)),
      },
    }),

    'licence.verify': async ({ body }, { now }) => {
      // Read whole before the store is asked: a slow sender holds no connection of it.
      const bytes = await bytesOf(body);
      const { keys, statusList } = await store.asProduct(async (db) => {
        const list = await lists.current(db, now);
        return { keys: await keySetOf(keysIn(db)), statusList: list };
      });
      return { body: await verifyLicence(bytes, { keys, statusList, at: now.toString() }) };
    },
  };
}

async function bytesOf({ bytes: pieces }: FileBody): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > MOST) throw new ApiProblem('too-large', { zh: '文件最大 20 MB。', en: 'A file has 20 MB at most.' });
    parts.push(piece);
  }
  return Buffer.concat(parts);
}

function signerAs({ account }: Actor, role: LicenceRole, organisation: string): LicenceActor {
  if (account === null) throw new ApiProblem('not-signed-in');
  return { person: account.id, role, organisation };
}

const OFFICERS = ['licensing-officer', 'senior-officer'] as const satisfies readonly LicenceRole[];

function officerIn(actor: Actor, state: LicenceState, command: LicenceCommand): LicenceActor {
  const held = OFFICERS.filter((role) => actor.memberships.some(({ roles }) => roles.includes(role)));
  const role = licenceRoleFor(state, command, held);
  const organisation = actor.memberships.find(({ roles }) => roles.some((each) => each === role))?.organisation ?? '';
  return signerAs(actor, role, organisation);
}

/** The licence in the version that the person saw. */
async function seenLicence(db: Transaction<Database>, id: string, revision: number | undefined, holder?: string) {
  const row = await licenceOf(db, id, holder);
  if (row.version !== revision) throw new ApiProblem('changed-meanwhile');
  return row;
}

/** With the edition that holds, and the holder's name; the latest first. */
const licences = (db: Transaction<Database>, today: string) =>
  db
    .selectFrom('licence as l')
    .innerJoin('licence_edition as e', (join) =>
      join.onRef('e.licence', '=', 'l.id').onRef('e.edition', '=', 'l.edition'),
    )
    .leftJoin('organisation as o', 'o.id', 'l.organisation')
    .selectAll('l')
    .select(['e.content', 'e.jws', 'o.name_zh', 'o.name_en', accountColumn(today)])
    .orderBy('l.id', 'desc');
type Shown = Awaited<ReturnType<ReturnType<typeof licences>['execute']>>[number];

async function shown(db: Transaction<Database>, id: string, today: string): Promise<Shown> {
  return licences(db, today).where('l.id', '=', id).executeTakeFirstOrThrow();
}

type RegisterQuery = InputOf<Routes['register.list']>['query'];

/** As many as a page needs. The standing follows from facts that the database does not compare, so it is asked row by row. */
async function registered(
  db: Transaction<Database>,
  query: RegisterQuery,
  today: string,
  after: string | undefined,
): Promise<Shown[]> {
  let select = licences(db, today).limit(AT_ONCE);
  if (query.kind !== undefined) select = select.where(sql<boolean>`e.content ->> 'kind' = ${query.kind}`);
  if (query.destination !== undefined)
    select = select.where(sql<boolean>`e.content -> 'destinations' ? ${query.destination}`);
  if (query.search !== undefined) {
    const part = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
    select = select.where(
      sql<boolean>`(l.number ilike ${part} or o.name_zh ilike ${part} or o.name_en ilike ${part}
        or e.content ->> 'endUsers' ilike ${part} or e.content ->> 'lines' ilike ${part})`,
    );
  }
  const found: Shown[] = [];
  let last = after;
  while (found.length < rowsToRead(query)) {
    const before = last;
    const rows = await select.$if(before !== undefined, (each) => each.where('l.id', '<', before ?? '')).execute();
    found.push(...rows.filter((row) => query.standing === undefined || standingOf(row, today) === query.standing));
    last = rows.at(-1)?.id;
    if (rows.length < AT_ONCE) break;
  }
  return found.slice(0, rowsToRead(query));
}

const AT_ONCE = 201;

function standingOf(row: Shown, today: string): LicenceStanding {
  const state = licenceState(row);
  return licenceOn(state, today, isUsedUp(state, row.account));
}

function summaryOf(row: Shown, today: string): Summary {
  const standing = standingOf(row, today);
  const content = row.content as unknown as LicenceContent;
  const { holder, endUsers, lines, kind, firstDay, lastDay, destinations } = content;
  const [user] = endUsers;
  return {
    id: row.id,
    number: row.number,
    organisation: row.organisation,
    holder: { zh: row.name_zh ?? holder.nameZh ?? holder.name, en: row.name_en ?? holder.name },
    case: row.licensing_case,
    kind,
    status: row.status as LicenceStatus,
    standing,
    standingText: { ...LICENCE_STANDINGS[standing] },
    version: row.version,
    edition: row.edition,
    issuedAt: instantText(row.issued_at),
    firstDay,
    lastDay,
    destination: destinations.join(', '),
    endUser: user?.nameZh ?? user?.name ?? null,
    item: lines[0]?.item.zh ?? null,
  };
}

const wholeOf = (row: Shown, today: string) => ({
  ...summaryOf(row, today),
  content: row.content as unknown as LicenceContent,
  balances: [...balances(linesOn(row.account, today))],
  jws: row.jws,
});

async function forHolder(db: Transaction<Database>, { id }: StoredLicence, today: string) {
  const row = await shown(db, id, today);
  const { suspension, amendments, ended } = licenceState(row);
  const state: HolderState = { suspension, amendments, ended };
  return {
    body: { ...wholeOf(row, today), state: withoutOfficers(state), authorities: await authoritiesIn(db, state) },
    revision: row.version,
    subject: { kind: 'licence', id },
  };
}

async function forOfficer(db: Transaction<Database>, { id }: StoredLicence, today: string) {
  const row = await shown(db, id, today);
  const events = await db
    .selectFrom('licence_event as e')
    .leftJoin('account as a', 'a.id', 'e.person')
    .select(['e.version', 'e.at', 'e.role', 'e.command', 'e.event', 'a.name'])
    .where('e.licence', '=', id)
    .orderBy('e.version')
    .execute();
  return {
    body: {
      ...wholeOf(row, today),
      state: licenceState(row),
      events: events.map(({ version, at, name, role, command, event }) => ({
        version,
        at: instantText(at),
        person: name ?? '',
        role,
        command,
        event: event as Record<string, unknown>,
      })),
    },
    revision: row.version,
    subject: { kind: 'licence', id },
  };
}
