import {
  decideDrawDown,
  DRAW_DOWN_REFUSALS,
  DRAW_DOWN_STATUSES,
  type DrawDown,
  type DrawDownActor,
  type DrawDownCommand,
  type DrawDownEvent,
  type DrawDownRefusalCode,
  isExhausted,
  statusOn,
} from '@ytterby/core/customs';
import { licenceOn, type LicenceState, type LicenceTerms } from '@ytterby/core/licensing';
import { type Selectable, sql, type Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import type { Actor } from '../access/actor.ts';
import { ApiProblem } from '../contract/problems.ts';
import { reasonFields } from '../contract/reason-fields.ts';
import type { Database, DrawDown as DrawDownRow } from '../store/schema.ts';
import { linesOn, type StoredAccount } from './accounts.ts';

/** Draw-downs as they are stored: decided by core under the lock of the licence; the database takes the amounts and checks again. */

/** What `draw_down_situation` gives, once the lines of the licence are this transaction's alone. */
interface Situation {
  readonly licence: string;
  readonly organisation: string;
  readonly status: LicenceState['status'];
  readonly terms: Pick<LicenceTerms, 'form' | 'from' | 'lastDay'>;
  readonly account: StoredAccount;
  readonly drawDown: string | null;
  readonly events: readonly DrawDownEvent[];
}

/** What a command has led to. */
export interface Drawn {
  readonly licence: string;
  /** The holder. */
  readonly organisation: string;
  /** As it was right after the command, also where the command was carried out before. */
  readonly drawDown: DrawDown;
  readonly repeated: boolean;
}

/** Customs may not do this now; whether the same may be asked again later, the code says. */
export class DrawDownRefused extends ApiProblem {
  declare readonly reason: DrawDownRefusalCode;
  /** The line of the licence that it is about. */
  readonly line: string | undefined;

  constructor(reason: DrawDownRefusalCode, command: object, line?: string) {
    const { zh, en } = DRAW_DOWN_REFUSALS[reason];
    const where = line === undefined ? { zh: '', en: '' } : { zh: `（第${line}项）`, en: ` (line ${line})` };
    const kind =
      reason === 'malformed'
        ? 'not-valid'
        : reason === 'no-such-licence' || reason === 'no-such-draw-down'
          ? 'not-found'
          : 'conflict';
    const said = { zh: `${zh}${where.zh}。`, en: `${en}${where.en}.` };
    super(kind, said, reasonFields(reason, command, said), reason);
    this.line = line;
  }
}

/**
 * Carries out a command of customs on a licence: in one transaction, under the lock of the licence. Given again with the same
 * content it changes nothing and gives the same reply.
 * @param number of the licence
 * @throws DrawDownRefused
 * @example await draw(db, 'YB-2026-000417', { command: 'reserve', … }, officer, '2026-07-01')
 */
export async function draw(
  db: Transaction<Database>,
  number: string,
  command: DrawDownCommand,
  by: DrawDownActor,
  today: string,
): Promise<Drawn> {
  const { rows } = await sql<{ found: Situation | null }>`
    select draw_down_situation(${number}, ${command.drawDown}, ${today}) as found`.execute(db);
  const found = rows[0]?.found;
  if (!found) throw new DrawDownRefused('no-such-licence', command);
  const { licence, organisation, status, terms, account, events } = found;
  const lines = linesOn(account, today);
  const standing = licenceOn({ status, terms }, today, isExhausted(terms.form, lines, account.done));
  const decision = decideDrawDown({ standing, lastDay: terms.lastDay, lines, events }, command, by, today);
  if (!decision.ok) throw new DrawDownRefused(decision.code, command, decision.line);
  const { event, drawDown } = decision;
  if (event !== null)
    await db
      .insertInto('draw_down_event')
      .values({
        draw_down: found.drawDown ?? randomUUIDv7(),
        version: events.length + 1,
        licence,
        organisation,
        on_day: today,
        person: by.person,
        customs: by.organisation,
        command: event.command,
        event: JSON.stringify(event),
      })
      .execute();
  return { licence, organisation, drawDown, repeated: event === null };
}

/** In which of the customs offices does the person, or the program, act? The first, where there are several. */
export function customsActor({ account, memberships, token }: Actor): DrawDownActor {
  const role = token === null ? 'customs-officer' : 'customs-system';
  const organisation = memberships.find(({ roles }) => roles.includes(role))?.organisation;
  if (account === null || organisation === undefined) throw new ApiProblem('not-allowed');
  return { person: account.id, organisation };
}

/** A draw-down as it stands on a day, for people. */
export function drawDownShape(of: DrawDown, today: string) {
  const status = statusOn(of, today);
  return { ...of, lines: [...of.lines], status, statusText: { ...DRAW_DOWN_STATUSES[status] } };
}

/** A stored draw-down as core knows it. */
export const drawDownOf = (row: Selectable<DrawDownRow>): DrawDown => ({
  drawDown: row.number,
  declaration: row.declaration,
  status: row.status as DrawDown['status'],
  version: row.version,
  lastDay: row.last_day,
  lines: row.lines as unknown as DrawDown['lines'],
  completes: row.completes,
  on: row.changed_on,
});
