import type { Determination, ExportFacts, LawBook } from '@ytterby/core';
import { type Duty, humanitarianReport } from '@ytterby/core/duties';
import {
  advanceShipment,
  decideShipment,
  leftThoughRefused,
  NEW_SHIPMENT,
  SHIPMENT_TRANSITIONS,
  type ShipmentActor,
  type ShipmentCommand,
  type ShipmentEvent,
  type ShipmentRefusal,
  type ShipmentRefusalCode,
  type ShipmentRole,
  type ShipmentState,
} from '@ytterby/core/humanitarian';
import { transitionFor } from '@ytterby/core/licensing';
import { type Selectable, sql, type Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import { ApiProblem, Refusal } from '../contract/problems.ts';
import { reasonFields } from '../contract/reason-fields.ts';
import { tell } from '../messages/tell.ts';
import type { Database, HumanitarianShipment } from '../store/schema.ts';

/** Shipments under the humanitarian exemption, as they are stored: the events, and beside them the state that they make. */

export type StoredShipment = Selectable<HumanitarianShipment>;

export const shipmentState = (row: Pick<StoredShipment, 'state'>): ShipmentState =>
  row.state as unknown as ShipmentState;

/** @throws ApiProblem `not-found`, also where row-level security hides it */
export async function shipmentOf(
  db: Transaction<Database>,
  id: string,
  organisation?: string,
): Promise<StoredShipment> {
  let query = db.selectFrom('humanitarian_shipment').selectAll().where('id', '=', id);
  if (organisation !== undefined) query = query.where('organisation', '=', organisation);
  const found = await query.executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  return found;
}

/** The report that a shipment owes; undefined where none does under the enacted text, or it has not been shipped. */
export function reportDutyOf(
  { id, number, organisation, state }: Pick<StoredShipment, 'id' | 'number' | 'organisation' | 'state'>,
  book: LawBook,
): Duty | undefined {
  const { shipped, found, report } = shipmentState({ state });
  if (shipped === null || found === null || found.due === null) return undefined;
  const { exportedOn } = shipped;
  const reported = report === null ? {} : { reportedOn: report.sentOn };
  return humanitarianReport({ id, number, organisation, exportedOn, ...reported }, book);
}

export interface ShipmentMoment {
  readonly today: string;
  readonly now: Temporal.Instant;
  readonly book: LawBook;
}

type Claiming = Extract<ShipmentCommand, { command: 'claim' }>;

/**
 * Makes the record of a shipment with its claim. The facts of the determination and what is answered to them are frozen with it.
 * @throws ApiProblem as `actOnShipment`; nothing is stored then
 */
export async function claimShipment(
  db: Transaction<Database>,
  organisation: string,
  command: Claiming,
  frozen: { readonly facts: ExportFacts; readonly determination: Determination },
  actor: ShipmentActor,
  moment: ShipmentMoment,
): Promise<StoredShipment> {
  // First what core says, so that no number is spent on a claim that is refused.
  const decision = decideShipment(NEW_SHIPMENT, command, actor, {
    on: moment.today,
    book: moment.book,
    base: frozen.facts,
  });
  if (!decision.ok) throw shipmentRefusal(decision, command);
  const id = randomUUIDv7();
  await db
    .insertInto('humanitarian_shipment')
    .values({
      id,
      organisation,
      number: await nextNumber(db, moment.today),
      state: JSON.stringify(NEW_SHIPMENT),
      facts: JSON.stringify(frozen.facts),
      determination: JSON.stringify(frozen.determination),
    })
    .execute();
  return store(db, await shipmentOf(db, id), decision.events, moment);
}

/**
 * Carries a command out: decided by core, stored with the state that it makes; whom it concerns is told.
 * @throws ApiProblem `not-valid` where its shape is wrong, `conflict` where the shipment does not allow it
 */
export async function actOnShipment(
  db: Transaction<Database>,
  row: StoredShipment,
  command: ShipmentCommand,
  actor: ShipmentActor,
  moment: ShipmentMoment,
): Promise<StoredShipment> {
  const base = row.facts as unknown as ExportFacts;
  const decision = decideShipment(shipmentState(row), command, actor, { on: moment.today, book: moment.book, base });
  if (!decision.ok) throw shipmentRefusal(decision, command);
  return store(db, row, decision.events, moment);
}

async function store(
  db: Transaction<Database>,
  row: StoredShipment,
  events: readonly ShipmentEvent[],
  { now }: ShipmentMoment,
): Promise<StoredShipment> {
  let state = shipmentState(row);
  for (const event of events) {
    const next = advanceShipment(state, event);
    if (!next.ok) throw shipmentRefusal(next, event);
    state = next.state;
    await db
      .insertInto('humanitarian_event')
      .values({
        humanitarian_shipment: row.id,
        version: state.version,
        organisation: row.organisation,
        person: event.by.person,
        role: event.by.role,
        command: event.command,
        event: JSON.stringify(event),
      })
      .execute();
  }
  await db
    .updateTable('humanitarian_shipment')
    .set({ state: JSON.stringify(state) })
    .where('id', '=', row.id)
    .execute();
  for (const event of events) await tellOf(db, row, event, state, now);
  return shipmentOf(db, row.id);
}

async function tellOf(
  db: Transaction<Database>,
  { id, number, organisation }: StoredShipment,
  event: ShipmentEvent,
  state: ShipmentState,
  now: Temporal.Instant,
): Promise<void> {
  const about = { kind: 'humanitarian', subject: { kind: 'shipment', id } } as const;
  const key = `humanitarian/${id}/${event.command}/${state.version}`;
  switch (event.command) {
    case 'stop': {
      const why = event.found?.obstacles ?? [];
      await tell(
        db,
        {
          ...about,
          key,
          to: { roles: ['licensing-officer', 'senior-officer'] },
          title: {
            zh: `人道主义出口暂停，待审核（${number}）`,
            en: `A humanitarian shipment is stopped for review (${number})`,
          },
          text: {
            zh: why.map(({ text }) => text.zh).join('\n'),
            en: why.map(({ text }) => text.en).join('\n'),
          },
          path: `/shipments/${id}`,
        },
        now,
      );
      return;
    }
    case 'clear':
    case 'refuse': {
      const isCleared = event.command === 'clear';
      await tell(
        db,
        {
          ...about,
          key,
          to: { organisation, roles: ['exporter', 'organisation-administrator'] },
          title: isCleared
            ? {
                zh: `人道主义出口审核通过，可以出口（${number}）`,
                en: `The humanitarian shipment is cleared and may go (${number})`,
              }
            : {
                zh: `人道主义出口不适用豁免（${number}）`,
                en: `The exemption was refused for the humanitarian shipment (${number})`,
              },
          text: { zh: event.reason, en: event.reason },
          path: `/workspace/${organisation}/shipments/${id}`,
        },
        now,
      );
      return;
    }
    case 'ship': {
      if (!leftThoughRefused(state)) return;
      const { exportedOn } = event;
      await tell(
        db,
        {
          ...about,
          key,
          to: { roles: ['licensing-officer', 'senior-officer'] },
          title: {
            zh: `不适用豁免的货物已经出口（${number}）`,
            en: `A shipment left although the exemption was refused (${number})`,
          },
          text: { zh: `出口日期：${exportedOn}`, en: `Exported on ${exportedOn}` },
          path: `/shipments/${id}`,
        },
        now,
      );
      return;
    }
    default:
  }
}

async function nextNumber(db: Transaction<Database>, today: string): Promise<string> {
  const { rows } = await sql<{ next: string }>`select nextval('humanitarian_number') as next`.execute(db);
  return `H-${today.slice(0, 4)}-${(rows[0]?.next ?? '0').padStart(6, '0')}`;
}

/** What somebody tried who may not, or past the order of the steps: it stays in the audit trail. */
const OF_RIGHTS: ReadonlySet<ShipmentRefusalCode> = new Set<ShipmentRefusalCode>([
  'not-in-this-state',
  'not-this-role',
  'not-your-shipment',
  'acted-for-exporter',
  'acted-for-authority',
  'settled-already',
  'not-found-so',
]);

function shipmentRefusal({ code, text, found }: ShipmentRefusal, command: ShipmentCommand): ApiProblem {
  const cites = found?.because ?? [];
  const said =
    cites.length === 0
      ? { ...text }
      : {
          zh: `${text.zh}（${cites.map(({ cite }) => cite.zh).join('；')}）`,
          en: `${text.en} (${cites.map(({ cite }) => cite.en).join('; ')})`,
        };
  const fields = reasonFields(code, command, said);
  if (OF_RIGHTS.has(code)) return new Refusal('conflict', said, fields, code);
  const isShape = code === 'malformed' || code === 'other-words' || code === 'no-such-line';
  return new ApiProblem(isShape ? 'not-valid' : 'conflict', said, fields, code);
}

/** In which of the roles does the person give this command? The one that the table of transitions names, else the first. */
export function shipmentRoleFor(
  { status }: ShipmentState,
  { command }: ShipmentCommand,
  roles: readonly ShipmentRole[],
): ShipmentRole {
  const row = transitionFor(SHIPMENT_TRANSITIONS, status, command);
  const role = roles.find((each) => row?.roles.includes(each)) ?? roles[0];
  if (role === undefined) throw new ApiProblem('not-allowed');
  return role;
}
