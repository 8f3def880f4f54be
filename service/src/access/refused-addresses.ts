import { isIP } from 'node:net';
import { type Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { beijingDay, dateOf } from './moments.ts';
import { network } from './back-off.ts';

/** What an attacker is refused for; of the codes of problems, and a cookie or token that was never given out. */
export const ATTACK_REASONS = ['wrong-credentials', 'too-many-requests', 'forged-session', 'foreign-origin'] as const;
export type AttackReason = (typeof ATTACK_REASONS)[number];

export const isAttack = (reason: string): reason is AttackReason => ATTACK_REASONS.some((each) => each === reason);

/** Days for which an address is kept, with the day on which it was refused: as long as it takes to find out who attacked. */
export const ADDRESSES_KEPT_DAYS = 30;
/** Stands for those beyond the most that are kept. */
export const OTHER_ADDRESSES = 'others';

/** Of how many addresses a process keeps count between two writes, and the database in a day. */
const MOST_AT_ONCE = 1_000;
const MOST_A_DAY = 50_000;
const WRITTEN_EVERY_MS = 10_000;

/** How often an address was refused for a reason on a day, of Beijing. */
export interface RefusedAddress {
  readonly day: string;
  /** IPv4, or the /64 of IPv6, or `others`. */
  readonly address: string;
  readonly reason: string;
  readonly times: number;
  readonly first: Date;
  readonly last: Date;
}

interface Count {
  readonly day: string;
  readonly address: string;
  readonly reason: AttackReason;
  times: number;
  readonly first: Temporal.Instant;
  last: Temporal.Instant;
}

/**
 * Keeps count of the addresses that are refused, so that an operator can tell afterwards who attacked. Refusals are counted in memory and
 * written every ten seconds: however many there are, they cost one small write. A kill loses at most ten seconds of them.
 */
export class RefusedAddresses {
  readonly #store: Store;
  readonly #now: () => Temporal.Instant;
  readonly #log: Pick<Logger, 'warn'>;
  readonly #timer: NodeJS.Timeout;
  #counts = new Map<string, Count>();
  #writing: Promise<void> = Promise.resolve();

  constructor(store: Store, now: () => Temporal.Instant, log: Pick<Logger, 'warn'>) {
    this.#store = store;
    this.#now = now;
    this.#log = log;
    this.#timer = setInterval(() => void this.write(), WRITTEN_EVERY_MS);
    this.#timer.unref();
  }

  /** @example refused.note('192.0.2.7', 'wrong-credentials') */
  note(from: string, reason: AttackReason): void {
    const at = this.#now();
    const day = beijingDay(at);
    const isKnown = (address: string) => this.#counts.has(`${day} ${reason} ${address}`);
    // A proxy that hands on what it was told may name anything.
    const own = isIP(from) === 0 ? OTHER_ADDRESSES : network(from);
    const address = isKnown(own) || this.#counts.size < MOST_AT_ONCE ? own : OTHER_ADDRESSES;
    const key = `${day} ${reason} ${address}`;
    const count = this.#counts.get(key);
    if (count === undefined) this.#counts.set(key, { day, address, reason, times: 1, first: at, last: at });
    else {
      count.times += 1;
      count.last = at;
    }
  }

  /** Writes what was counted since the last time. A database that is away loses the count, and the log says so. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      const counts = [...this.#counts.values()];
      this.#counts = new Map();
      if (counts.length === 0) return;
      try {
        await this.#store.asProduct((db) => add(db, counts));
      } catch (error) {
        this.#log.warn({ err: error, addresses: counts.length }, 'the addresses of refused requests could not be kept');
      }
    });
    return this.#writing;
  }

  /** Writes the rest. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }
}

async function add(db: Kysely<Database>, counts: readonly Count[]): Promise<void> {
  const days = [...new Set(counts.map(({ day }) => day))];
  const full = new Set<string>();
  for (const day of days) {
    const { rows } = await db
      .selectFrom('refused_address')
      .select((e) => e.fn.countAll<string>().as('rows'))
      .where('on_day', '=', day)
      .executeTakeFirstOrThrow();
    if (Number(rows) >= MOST_A_DAY) full.add(day);
  }
  for (const { day, address, reason, times, first, last } of counts)
    await sql`insert into refused_address as kept (on_day, address, reason, times, first_at, last_at)
      values (${day}::date, ${full.has(day) ? OTHER_ADDRESSES : address}, ${reason}, ${times}, ${dateOf(first)}, ${dateOf(last)})
      on conflict (on_day, address, reason) do update set times = kept.times + excluded.times,
        first_at = least(kept.first_at, excluded.first_at), last_at = greatest(kept.last_at, excluded.last_at)`.execute(
      db,
    );
}

/** The newest first, of a day those refused most often. */
export async function refusedAddresses(db: Kysely<Database>, most = 1_000): Promise<readonly RefusedAddress[]> {
  const rows = await db
    .selectFrom('refused_address')
    .select([
      sql<string>`to_char(on_day, 'YYYY-MM-DD')`.as('day'),
      'address',
      'reason',
      'times',
      'first_at as first',
      'last_at as last',
    ])
    .orderBy('on_day', 'desc')
    .orderBy('times', 'desc')
    .orderBy('address')
    .orderBy('reason')
    .limit(most)
    .execute();
  return rows.map(({ times, ...row }) => ({ ...row, times: Number(times) }));
}

/** Forgets the addresses of days that are more than `ADDRESSES_KEPT_DAYS` ago. */
export async function forgetAddresses(db: Kysely<Database>, now: Temporal.Instant): Promise<void> {
  const first = beijingDay(now.subtract({ hours: 24 * ADDRESSES_KEPT_DAYS }));
  await db.deleteFrom('refused_address').where('on_day', '<', first).execute();
}
