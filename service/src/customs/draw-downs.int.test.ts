import type { DrawDownCommand } from '@ytterby/core/customs';
import { UNIT_NAMES, unitNamed } from '@ytterby/core';
import { sql } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, PUBLIC } from '../access/actor.ts';
import { testDatabase } from '../postgres/testing.ts';
import { migrate } from '../store/migrate.ts';
import { testStore, type TestStore } from '../store/testing.ts';
import { drawDownFaults } from './accounts.ts';
import { customsActor, draw } from './draw-downs.ts';
import { type MadeLicences, madeLicences } from './testing/made-licences.ts';

/** Draw-downs in the database: with the product's own commands, and past them, by raw SQL in the role of the product. */

const DAY = '2026-07-01';
let tested: TestStore;
let made: MadeLicences;
let licence: MadeLicences['licences'][number];

beforeAll(async () => {
  tested = await testStore();
});
afterAll(() => tested.close());
beforeEach(async () => {
  made = await madeLicences(tested.config, {
    count: 1,
    lines: [
      { line: '1', unit: 'KGM' },
      { line: '2', unit: 'LBR' },
    ],
  });
  [licence] = made.licences as [typeof licence];
});

const kilograms = (quantity: string, value = '1', line = '1') => ({
  line,
  quantity,
  unit: 'KGM',
  value,
  currency: 'EUR',
});
const reserve = (drawDown: string, quantity: string, lastDay = '2026-07-10'): DrawDownCommand => ({
  command: 'reserve',
  drawDown,
  declaration: `D-${drawDown}`,
  lines: [kilograms(quantity)],
  lastDay,
});
const act = (command: DrawDownCommand, day = DAY, number = licence.number) =>
  tested.store.write(made.officer, (db) => draw(db, number, command, customsActor(made.officer), day));
const tried = async (command: DrawDownCommand, day = DAY) =>
  act(command, day).then(
    ({ drawDown }) => drawDown.status as string,
    (error: unknown) => (error as { readonly reason?: string }).reason ?? String(error),
  );

interface Line {
  readonly granted: string;
  readonly reserved: string;
  readonly drawn: string;
}
async function line(which = '1'): Promise<readonly [reserved: number, drawn: number]> {
  const { rows } = await tested.store.asProduct((db) =>
    sql<Line>`select * from licence_line where licence = ${licence.id} and line = ${which}`.execute(db),
  );
  return [Number(rows[0]?.reserved), Number(rows[0]?.drawn)];
}
const faults = () => tested.store.asProduct(drawDownFaults);

describe('a draw-down', () => {
  test('is reserved, confirmed in part, corrected; the rest goes back each time', async () => {
    expect(await tried(reserve('1', '40'))).toBe('reserved');
    expect(await line()).toEqual([40, 0]);
    expect(
      await tried({ command: 'confirm', drawDown: '1', lines: [{ ...kilograms('30'), quantity: '30000', unit: 'g' }] }),
    ).toBe('confirmed');
    expect(await line()).toEqual([0, 30]);
    const correct: Extract<DrawDownCommand, { command: 'correct' }> = {
      command: 'correct',
      drawDown: '1',
      correction: 'c',
      reason: '复磅',
      lines: [kilograms('100')],
    };
    expect(await tried(correct)).toBe('corrected');
    expect(await line()).toEqual([0, 100]);
    expect(await tried({ ...correct, correction: 'd', lines: [kilograms('100.00000000000000001')] })).toBe(
      'quantity-overdrawn',
    );
    expect(await tried({ ...correct, correction: 'd', lines: [kilograms('0', '0')] })).toBe('corrected');
    expect(await line()).toEqual([0, 0]);
    expect(await faults()).toEqual([]);
  });

  test('that was sent before gives the same reply, also when the licence is used up by then', async () => {
    made = await madeLicences(tested.config, { count: 1 });
    [licence] = made.licences as [typeof licence];
    const whole = reserve('1', '100');
    const first = await act(whole);
    const confirmed = await act({ command: 'confirm', drawDown: '1' });
    const again = await act(whole, '2026-07-02');
    expect(again).toEqual({ ...first, repeated: true });
    expect(await act({ command: 'confirm', drawDown: '1' }, '2026-07-03')).toEqual({ ...confirmed, repeated: true });
    expect(await tried(reserve('1', '99'))).toBe('same-number-differs');
    expect(await tried(reserve('2', '1'))).toBe('exhausted');
    expect(await line()).toEqual([0, 100]);
  });

  test('that was reserved runs out by the days alone, and its amount can be drawn by another', async () => {
    await act(reserve('1', '70', '2026-07-03'));
    expect(await tried(reserve('2', '70'), '2026-07-03')).toBe('quantity-overdrawn');
    expect(await tried({ command: 'confirm', drawDown: '1' }, '2026-07-04')).toBe('ran-out');
    expect(await tried(reserve('2', '70'), '2026-07-04')).toBe('reserved');
    expect(await line()).toEqual([70, 0]);
    expect(await tried({ command: 'release', drawDown: '1', reason: 'x' }, '2026-07-04')).toBe('ran-out');
    expect(await faults()).toEqual([]);
  });

  test('counts pounds and kilograms exactly', async () => {
    const inKilograms = reserve('1', '1') as Extract<DrawDownCommand, { command: 'reserve' }>;
    const drawn = (quantity: string, drawDown: string) =>
      tried({ ...inKilograms, drawDown, lines: [kilograms(quantity, '1', '2')] });
    // 100 lb are 45.359237 kg.
    expect(await drawn('45.3592370000001', '1')).toBe('quantity-overdrawn');
    expect(await drawn('45.359237', '1')).toBe('reserved');
    expect(await drawn('0.0000001', '2')).toBe('quantity-overdrawn');
  });

  test('of two at once, one waits for the other and is then refused', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, index) => tried(reserve(String(index), '30'))));
    expect(outcomes.filter((each) => each === 'reserved')).toHaveLength(3);
    expect(outcomes.filter((each) => each === 'quantity-overdrawn')).toHaveLength(5);
    expect(await line()).toEqual([90, 0]);
  });

  test('waits for a suspension that is under way, and is refused then', async () => {
    const owner = new Client(tested.config);
    await owner.connect();
    await owner.query('begin');
    await owner.query('select from licence where id = $1 for update', [licence.id]);
    const drawn = tried(reserve('1', '1'));
    await owner.query(`update licence set status = 'suspended' where id = $1`, [licence.id]);
    await waiting(owner);
    await owner.query('commit');
    await owner.end();
    expect(await drawn).toBe('suspended');
    expect(await line()).toEqual([0, 0]);
  });

  test('under way keeps a suspension waiting', async () => {
    const owner = new Client(tested.config);
    await owner.connect();
    let suspended: Promise<unknown> | undefined;
    await tested.store.write(made.officer, async (db) => {
      await draw(db, licence.number, reserve('1', '1'), customsActor(made.officer), DAY);
      suspended = owner.query('select status from licence where id = $1 for update', [licence.id]);
      expect(await Promise.race([suspended.then(() => 'went on'), waiting().then(() => 'waits')])).toBe('waits');
    });
    await suspended;
    await owner.end();
    expect(await line()).toEqual([1, 0]);
  });
});

/** Until somebody waits for a lock. */
async function waiting(on?: Client): Promise<void> {
  const client = on ?? new Client(tested.config);
  if (on === undefined) await client.connect();
  for (;;) {
    const { rowCount } = await client.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    if (rowCount !== 0) break;
  }
  if (on === undefined) await client.end();
}

/** What somebody tries who holds the connection of the product. */
describe('past the product', () => {
  interface Forged {
    readonly command?: string;
    readonly version?: number;
    readonly drawDown?: string;
    readonly id?: string;
    readonly on?: string;
    readonly more?: Readonly<Record<string, unknown>>;
    readonly person?: string | null;
    readonly actor?: Actor;
  }
  const forge = async (forged: Forged = {}): Promise<string> => {
    const { command = 'reserve', version = 1, drawDown = 'x', on = DAY, more = {}, actor = made.officer } = forged;
    const by = customsActor(made.officer);
    const person = forged.person === undefined ? by.person : forged.person;
    const event = {
      command,
      drawDown,
      ...(command === 'reserve' && { declaration: 'D', lastDay: '2026-07-10' }),
      ...(['reserve', 'confirm', 'correct'].includes(command) && { lines: [kilograms('60')] }),
      by: person === null ? null : { ...by, person },
      on,
      ...more,
    };
    try {
      await tested.store.write(actor, (db) =>
        db
          .insertInto('draw_down_event')
          .values({
            draw_down: forged.id ?? randomUUIDv7(),
            version,
            licence: licence.id,
            organisation: licence.organisation,
            on_day: on,
            person,
            customs: person === null ? null : by.organisation,
            command,
            event: JSON.stringify(event),
          })
          .execute(),
      );
      return 'stored';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const storedId = async (number: string) =>
    (
      await tested.store.asProduct((db) =>
        db
          .selectFrom('draw_down')
          .select('id')
          .where('licence', '=', licence.id)
          .where('number', '=', number)
          .executeTakeFirstOrThrow(),
      )
    ).id;

  test('an overdraw is refused by the lines themselves', async () => {
    expect(await forge()).toBe('stored');
    expect(await forge({ drawDown: 'y' })).toContain('never_overdrawn');
    expect(await forge({ drawDown: 'y', more: { lines: [kilograms('1', '1000')] } })).toContain(
      'value_never_overdrawn',
    );
    expect(await line()).toEqual([60, 0]);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a negative quantity', { lines: [kilograms('-5')] }, 'no amount'],
    ['no number', { lines: [kilograms('NaN')] }, 'no amount'],
    ['zero', { lines: [kilograms('0.00')] }, 'no amount'],
    ['no lines', { lines: [] }, 'no amount'],
    ['no list', { lines: 'x' }, 'no amount'],
    ['the same line twice', { lines: [kilograms('1'), kilograms('1')] }, 'not a line of the licence'],
    ['another line', { lines: [kilograms('1', '1', '9')] }, 'not a line of the licence'],
    ['pieces', { lines: [{ ...kilograms('1'), unit: 'H87' }] }, 'not a line of the licence'],
    ['another currency', { lines: [{ ...kilograms('1'), currency: 'USD' }] }, 'not a line of the licence'],
    ['a last day after the licence', { lastDay: '2027-06-01' }, 'outlasts'],
    ['no last day', { lastDay: null }, 'outlasts'],
    ['another signer in the event', { by: { person: 'x', organisation: 'y' } }, 'not what its columns say'],
  ])('a reservation of %s is refused', async (_, more, why) => {
    expect(await forge({ more })).toContain(why);
    expect(await line()).toEqual([0, 0]);
  });

  test('states are not skipped, and nobody signs for another', async () => {
    expect(await forge({ command: 'confirm' })).toContain('skipped state');
    expect(await forge({ command: 'correct' })).toContain('skipped state');
    expect(await forge({ version: 2 })).toContain('changed meanwhile');
    expect(await forge({ person: randomUUIDv7() })).toContain('forged signer');
    expect(await forge({ command: 'run-out', person: null })).toMatch(/row-level security|skipped state/);
    await act(reserve('1', '10'));
    const id = await storedId('1');
    expect(await forge({ id, drawDown: '1', version: 2, command: 'reserve' })).toContain('skipped state');
    expect(await forge({ id, drawDown: '1', version: 2, command: 'confirm' })).toContain('more than was reserved');
    expect(await forge({ id, drawDown: '1', version: 2, command: 'confirm', on: '2026-07-11' })).toContain(
      'changed meanwhile',
    );
    expect(await forge({ id, drawDown: '1', version: 2, command: 'release', on: '2026-06-30' })).toContain(
      'back in time',
    );
    expect(await forge({ on: '2026-05-31' })).toContain('not valid');
    expect(await forge({ on: '2027-06-01' })).toContain('not valid');
    expect(await faults()).toEqual([]);
  });

  test('a stranger, a holder and the licensing authority draw nothing', async () => {
    const holder: Actor = {
      ...made.officer,
      memberships: [{ organisation: licence.organisation, roles: ['exporter'] }],
    };
    const senior: Actor = {
      ...made.officer,
      memberships: [{ organisation: licence.organisation, roles: ['senior-officer'] }],
    };
    for (const actor of [holder, senior, { ...PUBLIC, account: made.officer.account }])
      expect(await forge({ actor })).toMatch(/row-level security|no rows/);
    await expect(
      tested.store.write(holder, (db) => draw(db, licence.number, reserve('1', '1'), customsActor(made.officer), DAY)),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('totals, draw-downs and events are written by nobody', async () => {
    await act(reserve('1', '10'));
    for (const statement of [
      'update licence_line set reserved = 0',
      'delete from licence_line',
      `update draw_down set status = 'released'`,
      'delete from draw_down',
      `update draw_down_event set command = 'release'`,
      'delete from draw_down_event',
      `select let_run_out('${licence.id}', '2099-01-01')`,
    ])
      await expect(
        tested.store.asProduct((db) => sql.raw(statement).execute(db)),
        statement,
      ).rejects.toMatchObject({ code: '42501' });
  });

  test('a total that the events do not make is found', async () => {
    await act(reserve('1', '10'));
    expect(await faults()).toEqual([]);
    const owner = new Client(tested.config);
    await owner.connect();
    await owner.query(`update licence_line set reserved = 9 where licence = $1 and line = '1'`, [licence.id]);
    expect(await faults()).toEqual([`${licence.number}: line 1`]);
    await owner.query(`update licence_line set reserved = 10 where licence = $1 and line = '1'`, [licence.id]);
    await owner.query(`update draw_down set lines = '[]' where licence = $1`, [licence.id]);
    expect(await faults()).toEqual([`${licence.number}: draw-down 1`]);
    await owner.query(`delete from draw_down_event where licence = $1`, [licence.id]);
    await owner.query(`delete from draw_down where licence = $1`, [licence.id]);
    expect(await faults()).toEqual([`${licence.number}: line 1`]);
    await owner.query(`update licence_line set reserved = 0, reserved_value = 0 where licence = $1`, [licence.id]);
    await owner.end();
  });
});

test('an amendment goes no lower than what is drawn and reserved, and what has run out is not reserved', async () => {
  await act(reserve('1', '40', '2026-07-10'));
  await act(reserve('2', '5', '2026-12-31'));
  await act({ command: 'confirm', drawDown: '2' });
  const owner = new Client(tested.config);
  await owner.connect();
  // Who may amend, and by which case, has triggers and tests of its own.
  for (const trigger of ['licence_step', 'licence_change'])
    await owner.query(`alter table licence_event disable trigger ${trigger}`);
  const amend = (version: number, quantity: string, on: string) =>
    owner
      .query(
        `insert into licence_event (licence, version, organisation, person, role, command, event)
          values ($1, $2, $3, $4, 'senior-officer', 'amend', $5)`,
        [
          licence.id,
          version,
          licence.organisation,
          randomUUIDv7(),
          JSON.stringify({ command: 'amend', on, lines: [{ line: '1', quantity, value: '500' }] }),
        ],
      )
      .then(
        () => 'amended',
        (error: Error) => error.message,
      );
  expect(await amend(2, '44.999', '2026-07-10')).toContain('never_overdrawn');
  expect(await amend(2, '45', '2026-07-10')).toBe('amended');
  expect(await amend(3, '5', '2026-07-11')).toBe('amended');
  for (const trigger of ['licence_step', 'licence_change'])
    await owner.query(`alter table licence_event enable trigger ${trigger}`);
  await owner.end();
  expect(await line()).toEqual([0, 5]);
  expect(await tried({ command: 'confirm', drawDown: '1' }, '2026-07-11')).toBe('ran-out');
});

test('the units of the database are those of core', async () => {
  const { rows } = await tested.store.asProduct((db) =>
    sql<{ name: string; code: string; dimension: string; factor: string }>`select * from measure_unit`.execute(db),
  );
  expect(rows.length).toBeGreaterThan(60);
  for (const { name, code, dimension, factor } of rows) {
    const unit = unitNamed(name);
    expect([name, unit?.code, unit?.dimension]).toEqual([name, code, dimension]);
    const { n = 0n, d = 1n } = unit?.factor ?? {};
    expect([name, Number(factor)]).toEqual([name, Number(n) / Number(d)]);
  }
  // And none of core's is missing.
  const codes = new Set(rows.map(({ code }) => code));
  expect(UNIT_NAMES.filter((name) => !rows.some((row) => row.name === name))).toEqual([]);
  expect(codes.size).toBeGreaterThan(10);
});

describe('a database from before draw-downs', () => {
  async function migrated(command?: string) {
    const { config, drop } = await testDatabase();
    await migrate(config, '0006-licence-changes');
    const owner = new Client(config);
    await owner.connect();
    try {
      const [id, organisation] = [randomUUIDv7(), randomUUIDv7()];
      const terms = { lines: [{ line: '1', quantity: '500', unit: 'g', value: '10', currency: 'EUR' }, { line: '2' }] };
      await owner.query("set session_replication_role = 'replica'");
      await owner.query(
        `insert into licence (id, licensing_case, organisation, number, status, version, state, issued_at)
          values ($1, $2, $3, 'YB-2026-000001', 'issued', 1, $4, now())`,
        [id, randomUUIDv7(), organisation, JSON.stringify({ status: 'issued', terms, writeOffs: [] })],
      );
      if (command !== undefined)
        await owner.query(
          `insert into licence_event (licence, version, organisation, person, role, command, event)
            values ($1, 1, $2, $3, 'customs-officer', $4, '{}')`,
          [id, organisation, randomUUIDv7(), command],
        );
      await migrate(config);
      const { rows } = await owner.query<object>(
        `select n.line, n.granted::text, n.dimension, l.state ? 'writeOffs' as kept from licence_line n join licence l on l.id = n.licence`,
      );
      return rows;
    } finally {
      await owner.end();
      await drop();
    }
  }

  test('has the lines of its licences afterwards, in base units', async () => {
    expect(await migrated()).toEqual([{ line: '1', granted: '0.500', dimension: 'mass', kept: false }]);
  });

  test('with a write-off is not brought up to date: nothing that was drawn is forgotten', async () => {
    await expect(migrated('write-off')).rejects.toThrow('a licence has write-offs');
  });
});
