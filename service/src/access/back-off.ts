import { sql, type Transaction } from 'kysely';
import { Refusal } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';
import type { InstanceKey } from './instance-key.ts';
import { dateOf } from './moments.ts';

/**
 * Guessing is slowed down twice: per account, whatever the address, and per address, whatever the account. It makes no
 * difference whether the account exists. The wait grows, so a person who mistypes is never locked out for long; after 100
 * failures without a success the password is off for a day (NIST SP 800-63B, 3.2.2, allows no more in a row). A passkey
 * or an administrator's link still opens the account.
 */
export const BACK_OFF = {
  account: { free: 5, longestWait: 15 * 60, offAfter: 100, window: 24 * 3600 },
  // Many people can share one address, so it is given more, and forgets sooner.
  address: { free: 30, longestWait: 15 * 60, offAfter: undefined, window: 3600 },
} as const;

interface Limits {
  readonly free: number;
  readonly longestWait: number;
  readonly offAfter: number | undefined;
  /** Seconds after which a failure is forgotten. */
  readonly window: number;
}

/** How many seconds must pass after the last of so many failures? @example waitAfter(7, BACK_OFF.account) // 4 */
export function waitAfter(failures: number, { free, longestWait, offAfter, window }: Limits): number {
  if (failures < free) return 0;
  if (offAfter !== undefined && failures >= offAfter) return window;
  return Math.min(2 ** (failures - free), longestWait);
}

/** What is guessed at. */
export interface Target {
  /** `password:` and the e-mail, `code:` and the account. Absent where no account is named, as with a passkey or a link. */
  readonly account?: string;
  readonly address: string;
}

/**
 * Runs one try at a secret. Refuses without trying while a wait lasts, or while another try at the same account is going on:
 * of a thousand at once only one gets through.
 * @param check gives undefined for a wrong secret
 * @throws Refusal `too-many-requests`, or `wrong-credentials`; the failure is counted
 */
export async function guarded<T>(
  db: Transaction<Database>,
  key: InstanceKey,
  target: Target,
  now: Temporal.Instant,
  check: () => Promise<T | undefined>,
): Promise<T> {
  const marks = {
    ...(target.account === undefined ? {} : { account: key.mark('sign-in', target.account) }),
    address: key.mark('sign-in', `address:${network(target.address)}`),
  };
  if (marks.account !== undefined && !(await takeTurn(db, marks.account))) throw tooMany(1);
  for (const kind of ['account', 'address'] as const) {
    const mark = marks[kind];
    const wait = mark === undefined ? 0 : await waitLeft(db, mark, BACK_OFF[kind], now);
    if (wait > 0) throw tooMany(wait);
  }
  const result = await check();
  if (result === undefined) {
    for (const mark of Object.values(marks))
      await db
        .insertInto('sign_in_failure')
        .values({ key: mark, at: dateOf(now) })
        .execute();
    await db
      .deleteFrom('sign_in_failure')
      .where('at', '<', dateOf(now.subtract({ hours: 25 })))
      .execute();
    throw new Refusal('wrong-credentials');
  }
  if (target.account !== undefined) await forgetFailures(db, key, target.account);
  return result;
}

/** The person has shown in another way who they are. */
export async function forgetFailures(db: Transaction<Database>, key: InstanceKey, account: string): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('key', '=', key.mark('sign-in', account)).execute();
}

/** Until the end of the transaction, nobody else tries this. */
async function takeTurn(db: Transaction<Database>, mark: string): Promise<boolean> {
  const { rows } = await sql<{
    free: boolean;
  }>`select pg_try_advisory_xact_lock(hashtextextended(${mark}, 0)) as free`.execute(db);
  return rows[0]?.free === true;
}

async function waitLeft(
  db: Transaction<Database>,
  mark: string,
  limits: Limits,
  now: Temporal.Instant,
): Promise<number> {
  const { count, last } = await db
    .selectFrom('sign_in_failure')
    .select((e) => [e.fn.countAll().as('count'), e.fn.max('at').as('last')])
    .where('key', '=', mark)
    .where('at', '>', dateOf(now.subtract({ seconds: limits.window })))
    .executeTakeFirstOrThrow();
  if (last === null) return 0;
  const passed = (now.epochMilliseconds - last.getTime()) / 1000;
  return Math.ceil(waitAfter(Number(count), limits) - passed);
}

function tooMany(seconds: number): Refusal {
  return new Refusal('too-many-requests', {
    zh: `尝试次数过多，请在${seconds}秒后重试。`,
    en: `Too many tries. Try again in ${seconds} s.`,
  });
}

/** IPv6 gives every household a /64: the rest of the address can be changed at will. */
export function network(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = '', tail] = address.split('::');
  const start = head === '' ? [] : head.split(':');
  const end = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...start, ...Array<string>(Math.max(0, 8 - start.length - end.length)).fill('0'), ...end];
  return `${groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
