import { sql, type Transaction } from 'kysely';
import { Refusal } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';
import type { InstanceKey } from './instance-key.ts';
import { dateOf } from './moments.ts';

/**
 * Guessing is slowed down for each account and address together, so that whoever guesses stops nobody else: not the others behind
 * the same address, nor, from elsewhere, the person whose account it is. Only where an account is tried from many addresses does
 * everybody wait, and after 100 failures without a success its password is off for a day (NIST SP 800-63B, 3.2.2, allows no more in
 * a row). A passkey or an administrator's link still opens it. It makes no difference whether the account exists. The waits grow,
 * so a person who mistypes is never locked out for long.
 *
 * Codes of links, invitations and passkeys can't be guessed; a right one is never refused, and a wrong one of many from one address
 * is told to wait.
 */
export const BACK_OFF = {
  pair: { free: 5, longestWait: 15 * 60, offAfter: undefined, window: 24 * 3600 },
  account: { free: 50, longestWait: 15 * 60, offAfter: 100, window: 24 * 3600 },
  address: { free: 30, longestWait: 15 * 60, offAfter: undefined, window: 3600 },
} as const;

interface Limits {
  readonly free: number;
  readonly longestWait: number;
  readonly offAfter: number | undefined;
  /** Seconds after which a failure is forgotten. */
  readonly window: number;
}

/** How many seconds must pass after the last of so many failures? @example waitAfter(7, BACK_OFF.pair) // 4 */
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
  const { account } = target;
  const address = network(target.address);
  if (account === undefined) {
    const result = await check();
    if (result !== undefined) return result;
    const mark = key.mark('sign-in', `address:${address}`);
    const wait = await waitLeft(db, mark, BACK_OFF.address, now);
    await countFailure(db, [mark], now);
    throw wait > 0 ? tooMany(wait) : new Refusal('wrong-credentials');
  }
  const marks = { account: key.mark('sign-in', account), pair: pairMark(key, account, address) };
  if (!(await takeTurn(db, marks.account))) throw tooMany(1);
  for (const kind of ['pair', 'account'] as const) {
    const wait = await waitLeft(db, marks[kind], BACK_OFF[kind], now);
    if (wait > 0) throw tooMany(wait);
  }
  const result = await check();
  if (result === undefined) {
    await countFailure(db, Object.values(marks), now);
    throw new Refusal('wrong-credentials');
  }
  await forgetFailures(db, key, account, target.address);
  return result;
}

const pairMark = (key: InstanceKey, account: string, address: string): string =>
  key.mark('sign-in', `${account} from ${address}`);

async function countFailure(db: Transaction<Database>, marks: readonly string[], now: Temporal.Instant): Promise<void> {
  await db
    .insertInto('sign_in_failure')
    .values(marks.map((mark) => ({ key: mark, at: dateOf(now) })))
    .execute();
  await db
    .deleteFrom('sign_in_failure')
    .where('at', '<', dateOf(now.subtract({ hours: 25 })))
    .execute();
}

/** The person has shown who they are: their own failures, and those of the account, count no more. */
export async function forgetFailures(
  db: Transaction<Database>,
  key: InstanceKey,
  account: string,
  address: string,
): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where('key', 'in', [key.mark('sign-in', account), pairMark(key, account, network(address))])
    .execute();
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
  const refusal = new Refusal('too-many-requests', {
    zh: `尝试次数过多，请在${seconds}秒后重试。`,
    en: `Too many tries. Try again in ${seconds} s.`,
  });
  refusal.retryAfter = seconds;
  return refusal;
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
