import { randomUUIDv7 } from 'node:crypto';
import { NEW_LICENCE } from '@ytterby/core/licensing';
import { Client, type ClientConfig } from 'pg';
import { type Actor, PUBLIC } from '../../access/actor.ts';

/** Licences that nobody applied for, and somebody at customs: for tests of the draw-downs themselves, and to measure them. */
export interface MadeLicences {
  readonly officer: Actor;
  readonly licences: readonly { readonly id: string; readonly number: string; readonly organisation: string }[];
}

export interface MadeLicenceOptions {
  readonly count: number;
  /** Granted on every line, in kg and EUR. */
  readonly quantity?: string;
  readonly value?: string;
  readonly lines?: readonly { readonly line: string; readonly unit: string }[];
  readonly form?: 'general-licence' | 'individual-licence';
}

/**
 * Written as the owner of the database, past the steps of a case.
 * @example await madeLicences(config, { count: 50, quantity: '100' })
 */
export async function madeLicences(
  config: ClientConfig,
  {
    count,
    quantity = '100',
    value = '1000',
    lines = [{ line: '1', unit: 'KGM' }],
    form = 'general-licence',
  }: MadeLicenceOptions,
): Promise<MadeLicences> {
  const owner = new Client(config);
  await owner.connect();
  try {
    await owner.query('begin');
    // No trigger and no reference is asked: there is no case behind these.
    await owner.query("set local session_replication_role = 'replica'");
    const [person, customs, holder] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
    await owner.query(
      `insert into organisation (id, kind, name_zh, name_en, country) values ($1, 'customs', '示例海关', 'Example Customs', 'CN'),
        ($2, 'company', '示例磁材', 'Example Magnets', 'CN')`,
      [customs, holder],
    );
    await owner.query(
      `insert into account (id, email, name, language, created_at) values ($1, $2, 'Guan', 'zh', now())`,
      [person, `guan-${person}@example.com`],
    );
    await owner.query(`insert into membership (account, organisation, roles) values ($1, $2, '{customs-officer}')`, [
      person,
      customs,
    ]);
    const terms = {
      form,
      holder,
      destination: 'DE',
      endUsers: ['Beispiel Motoren GmbH'],
      endUse: '电动汽车驱动电机',
      from: '2026-06-01',
      lastDay: '2027-05-31',
      lines: lines.map((each) => ({ ...each, quantity, value, currency: 'EUR' })),
      conditions: [],
    };
    const licences = Array.from({ length: count }, () => {
      const id = randomUUIDv7();
      return { id, number: `YB-2026-T${id.slice(-12)}`, organisation: holder };
    });
    for (const { id, number } of licences) {
      const state = { ...NEW_LICENCE, status: 'issued', version: 1, licence: id, terms };
      await owner.query(
        `insert into licence (id, licensing_case, organisation, number, status, version, edition, state, issued_at)
          values ($1, $2, $3, $4, 'issued', 1, 1, $5, now())`,
        [id, randomUUIDv7(), holder, number, JSON.stringify(state)],
      );
      await owner.query(
        `insert into licence_line (licence, line, organisation, unit, dimension, currency, granted, granted_value)
          select $1, e->>'line', $2, e->>'unit', m.dimension, e->>'currency', (e->>'quantity')::numeric * m.factor, (e->>'value')::numeric
          from jsonb_array_elements($3::jsonb) e cross join lateral measured(e->>'unit') m`,
        [id, holder, JSON.stringify(terms.lines)],
      );
    }
    await owner.query('commit');
    const officer: Actor = {
      ...PUBLIC,
      account: { id: person, name: 'Guan', email: 'guan@example.com' },
      session: randomUUIDv7(),
      memberships: [{ organisation: customs, roles: ['customs-officer'] }],
    };
    return { officer, licences };
  } finally {
    await owner.end();
  }
}
