import { balances, customsRemarks, type DrawDownCommand } from '@ytterby/core/customs';
import { LICENCE_STANDINGS, licenceOn } from '@ytterby/core/licensing';
import type { Transaction } from 'kysely';
import type { Access } from '../access/access.ts';
import { instantText } from '../access/moments.ts';
import type { CUSTOMS_ROUTES } from '../contract/customs.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf, ReplyOf } from '../contract/route.ts';
import type { PageQuery } from '../contract/shapes.ts';
import { accountColumn, isUsedUp, linesOn } from '../customs/accounts.ts';
import { customsActor, draw, drawDownOf, DrawDownRefused, drawDownShape } from '../customs/draw-downs.ts';
import { type FileRecord, recordsIn } from '../customs/record-file.ts';
import type { LicenceContent } from '../licence-document/licence-content.ts';
import { keySetOf } from '../licence-document/signing.ts';
import { verifyLicence } from '../licence-document/verify.ts';
import { statusLists } from '../licensing/licence-status.ts';
import { licenceOf, licenceState } from '../licensing/licences.ts';
import { keysIn } from '../licensing/signing-keys.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { appendAudit } from '../store/audit.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { Answer, Context, HandlersOf } from './handler.ts';
import { checkDays } from './law-asked.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';
import { storeProblem } from './problem-reply.ts';

type Routes = typeof CUSTOMS_ROUTES;
type Outcome = ReplyOf<Routes['draw-down.file']> extends AsyncIterable<infer Each> ? Each : never;
type Drawing = 'draw-down.reserve' | 'draw-down.confirm' | 'draw-down.release' | 'draw-down.correct';

/** Customs: checks of licences, draw-downs, remarks of declarations. */
export function customsHandlers({
  law,
  access,
  store,
}: {
  readonly law: () => LawInUse;
  readonly access: Access;
  readonly store: Store;
}): HandlersOf<Routes> {
  const lists = statusLists(access);

  const checked = async (number: string, { actor, today }: Pick<Context, 'actor' | 'today'>) =>
    store.read(actor, async (db) => {
      const row = await db
        .selectFrom('licence as l')
        .innerJoin('licence_edition as e', (join) =>
          join.onRef('e.licence', '=', 'l.id').onRef('e.edition', '=', 'l.edition'),
        )
        .select(['l.id', 'l.number', 'l.edition', 'l.state', 'e.content', accountColumn(today)])
        .where('l.number', '=', number)
        .executeTakeFirst();
      if (!row) return null;
      const state = licenceState(row);
      const standing = licenceOn(state, today, isUsedUp(state, row.account));
      return {
        id: row.id,
        number: row.number,
        edition: row.edition,
        standing,
        standingText: { ...LICENCE_STANDINGS[standing] },
        content: row.content as unknown as LicenceContent,
        balances: balances(linesOn(row.account, today)),
      };
    });

  return {
    'customs.check': async ({ body }, context) => {
      if ('number' in body) {
        const licence = await checked(body.number.trim(), context);
        if (licence === null) throw new ApiProblem('not-found');
        return { body: { verification: null, licence } };
      }
      const { now } = context;
      const { keys, statusList } = await store.asProduct(async (db) => {
        const list = await lists.current(db, now);
        return { keys: await keySetOf(keysIn(db)), statusList: list };
      });
      const verification = await verifyLicence(Buffer.from(body.text), { keys, statusList, at: now.toString() });
      const licence = verification.genuine === 'yes' ? await checked(verification.licence.number, context) : null;
      return { body: { verification, licence } };
    },

    'customs.remark': async ({ query }, { today }) => {
      checkDays({ on: query.on }, '/query');
      const found = customsRemarks(law().book, query.code, query.on ?? today);
      return {
        body: found.map(({ list, code, item, controlled, near, because, note }) => ({
          list,
          code,
          item: { ...item },
          controlled,
          near,
          cite: { ...because.cite },
          provision: because.provision,
          verified: because.verified,
          note: note === null ? null : { ...note },
        })),
      };
    },

    'draw-down.reserve': async ({ params, body }, context) =>
      drawn(params.number, { command: 'reserve', ...body }, context),
    'draw-down.confirm': async ({ params, body }, context) =>
      drawn(params.number, { command: 'confirm', drawDown: params.drawDown, ...body }, context),
    'draw-down.release': async ({ params, body }, context) =>
      drawn(params.number, { command: 'release', drawDown: params.drawDown, ...body }, context),
    'draw-down.correct': async ({ params, body }, context) =>
      drawn(params.number, { command: 'correct', drawDown: params.drawDown, ...body }, context),

    'draw-down.file': async ({ body }, context) => {
      // Who may act nowhere is told before the first line.
      customsActor(context.actor);
      return { body: outcomes(body, context, store) };
    },

    'draw-down.list': async ({ params, query }, { db, today }) => {
      const { id } = await numbered(db, params.number);
      return { body: await page(db, id, query, today) };
    },

    'draw-down.get': async ({ params }, { db, today }) => {
      const { id } = await numbered(db, params.number);
      const row = await db
        .selectFrom('draw_down')
        .selectAll()
        .where('licence', '=', id)
        .where('number', '=', params.drawDown)
        .executeTakeFirst();
      if (!row) throw new ApiProblem('not-found');
      const events = await db
        .selectFrom('draw_down_event as e')
        .leftJoin('account as a', 'a.id', 'e.person')
        .select(['e.at', 'e.command', 'e.event', 'e.person', 'a.name'])
        .where('e.draw_down', '=', row.id)
        .orderBy('e.version')
        .execute();
      return {
        body: {
          ...drawDownShape(drawDownOf(row), today),
          events: events.map(({ at, command, event, person, name }) => ({
            at: instantText(at),
            person: person === null ? null : (name ?? ''),
            command,
            event: event as Record<string, unknown>,
          })),
        },
      };
    },

    'licence.draw-downs': async ({ params, query }, { db, today }) => {
      const { id } = await licenceOf(db, params.licence, params.organisation);
      return { body: await page(db, id, query, today) };
    },

    'register.draw-downs': async ({ params, query }, { db, today }) => {
      const { id } = await licenceOf(db, params.licence);
      return { body: await page(db, id, query, today) };
    },
  };
}

async function drawn(
  number: string,
  command: DrawDownCommand,
  { db, actor, today }: Pick<Context<Routes[Drawing]>, 'db' | 'actor' | 'today'>,
): Promise<Answer<Routes[Drawing]>> {
  const done = await draw(db, number, command, customsActor(actor), today);
  return {
    // As it stood after the command, so that a repeated one gets the very same reply.
    body: drawDownShape(done.drawDown, done.drawDown.on),
    subject: { kind: 'licence', id: done.licence },
    detail: { command: command.command, drawDown: command.drawDown, repeated: done.repeated },
    organisation: done.organisation,
  };
}

/** Every record in a transaction of its own; the outcome goes out before the next is begun. */
async function* outcomes(
  { bytes }: InputOf<Routes['draw-down.file']>['body'],
  { actor, today, requestId, signal }: Pick<Context, 'actor' | 'today' | 'requestId' | 'signal'>,
  store: Store,
): AsyncGenerator<Outcome> {
  const by = customsActor(actor);
  for await (const record of recordsIn(bytes)) {
    if (signal.aborted) return;
    yield await outcomeOf(record, async ({ number, command }) =>
      store.write(actor, async (db) => {
        const done = await draw(db, number, command, by, today);
        await appendAudit(db, {
          account: by.person,
          token: actor.token,
          organisation: done.organisation,
          action: 'licence.draw',
          subject: { kind: 'licence', id: done.licence },
          outcome: 'done',
          requestId,
          detail: { command: command.command, drawDown: command.drawDown, repeated: done.repeated, line: record.line },
        });
        return done;
      }),
    );
  }
}

const NOT_READ = {
  zh: '无法读取此记录，请核对字段后重新发送。',
  en: 'This record cannot be read. Check its fields and send it again.',
};
const FAILED = {
  zh: '系统暂时未能处理，请原样重新发送。',
  en: 'It could not be carried out now. Send the same record again.',
};

async function outcomeOf(
  { line, number, drawDown, command }: FileRecord,
  carryOut: (record: {
    readonly number: string;
    readonly command: DrawDownCommand;
  }) => Promise<Awaited<ReturnType<typeof draw>>>,
): Promise<Outcome> {
  const about = { line, number, drawDown };
  if (command === undefined || number === null)
    return { ...about, outcome: 'not-read', code: 'not-read', text: NOT_READ, status: null };
  try {
    const { drawDown: after, repeated } = await carryOut({ number, command });
    return { ...about, outcome: repeated ? 'done-before' : 'done', code: null, text: null, status: after.status };
  } catch (error) {
    if (error instanceof DrawDownRefused) {
      const { reason, detail } = error;
      return { ...about, outcome: 'refused', code: reason, text: detail ?? NOT_READ, status: null };
    }
    // The database was away or another was quicker: the same record can be sent again.
    if (storeProblem(error) === undefined) throw error;
    return { ...about, outcome: 'failed', code: 'failed', text: FAILED, status: null };
  }
}

/** Of customs, which knows licences by their numbers. @throws ApiProblem `not-found` */
async function numbered(db: Transaction<Database>, number: string): Promise<{ readonly id: string }> {
  const found = await db.selectFrom('licence').select('id').where('number', '=', number).executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  return found;
}

async function page(db: Transaction<Database>, licence: string, query: PageQuery, today: string) {
  const start = pageStart(query, 1);
  const rows = await db
    .selectFrom('draw_down')
    .selectAll()
    .where('licence', '=', licence)
    .$if(start !== undefined, (select) => select.where('id', '<', start?.[0] ?? ''))
    .orderBy('id', 'desc')
    .limit(rowsToRead(query))
    .execute();
  return pageOf(
    rows,
    query,
    ({ id }) => [id],
    (row) => drawDownShape(drawDownOf(row), today),
  );
}
