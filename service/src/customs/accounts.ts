import {
  accountOf,
  accountsOn,
  isExhausted,
  type LineAccount,
  type OpenReservation,
  usedOf,
  type WrittenAccount,
} from '@ytterby/core/customs';
import type { LicenceState, UsedLine } from '@ytterby/core/licensing';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';

/** What is granted, reserved and drawn of a licence, as the database's `licence_account` gives it. */
export interface StoredAccount {
  readonly lines: readonly WrittenAccount[];
  /** Reservations that have run out by the day, and are still counted in the lines. */
  readonly over: readonly OpenReservation[];
  /** A draw-down has said that it completes the export. */
  readonly done: boolean;
}

/** The account of the licence `l` of a query, on a day. */
export const accountColumn = (day: string) => sql<StoredAccount>`licence_account(l.id, ${day})`.as('account');

/** The lines as they stand on a day: what has run out by then is not counted. */
export const linesOn = ({ lines, over }: StoredAccount, day: string): readonly LineAccount[] =>
  accountsOn(lines.map(accountOf), over, day);

/** Is the licence used up? Reservations have no part in it. */
export const isUsedUp = ({ terms }: Pick<LicenceState, 'terms'>, { lines, done }: StoredAccount): boolean =>
  terms !== null && isExhausted(terms.form, lines.map(accountOf), done);

/**
 * Where the totals of a licence, or a draw-down, are not what the events make them: one sentence each. None, unless somebody wrote
 * past the product.
 * @param db sees everything
 */
export async function drawDownFaults(db: Transaction<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ number: string; of: string }>`
    select l.number, f.of from draw_down_faults() f join licence l on l.id = f.licence order by 1, 2`.execute(db);
  return rows.map(({ number, of }) => `${number}: ${of}`);
}

/** What is drawn and reserved of each line on a day, in the unit of the licence. */
export async function usedOn(db: Transaction<Database>, licence: string, day: string): Promise<readonly UsedLine[]> {
  const { account } = await db
    .selectFrom('licence as l')
    .select(accountColumn(day))
    .where('l.id', '=', licence)
    .executeTakeFirstOrThrow();
  return usedOf(linesOn(account, day));
}
