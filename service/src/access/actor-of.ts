import type { Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';
import { type Actor, type Agency, type Membership, PUBLIC } from './actor.ts';
import { agenciesOn } from './agencies.ts';
import { digest, isCode } from './codes.ts';
import { dateOf } from './moments.ts';
import { type MemberRole, ROLES } from './roles.ts';
import { isOpen } from './sessions.ts';
import { readToken } from './tokens.ts';

export interface Credentials {
  /** The session cookie's value. */
  readonly cookie?: string | undefined;
  /** What stands behind `Authorization: Bearer`. */
  readonly bearer?: string | undefined;
}

export interface FoundActor {
  readonly actor: Actor;
  /**
   * `forged`: never given out by us; the request is refused and goes to the audit trail. `ended`: once valid; the person is
   * not signed in any more.
   */
  readonly problem?: 'forged' | 'ended';
}

/**
 * Who acts? Reads accounts, memberships and agencies as they are now, so a right that was taken away is gone with the next
 * request.
 * @param db a transaction in the product's own name
 * @param needSecondFactor the roles that count only with a second factor
 */
export async function actorOf(
  db: Transaction<Database>,
  { cookie, bearer }: Credentials,
  now: Temporal.Instant,
  needSecondFactor: readonly MemberRole[],
): Promise<FoundActor> {
  if (bearer !== undefined) return actorByToken(db, bearer, now, needSecondFactor);
  if (cookie !== undefined) return actorBySession(db, cookie, now, needSecondFactor);
  return { actor: { ...PUBLIC, demos: await demosIn(db) } };
}

/**
 * What a person may do by what they belong to today, whether or not they are signed in now: for what they settled when they were.
 * @param account id of an account that is not closed
 */
export async function actorByMemberships(
  db: Transaction<Database>,
  account: string,
  now: Temporal.Instant,
): Promise<Actor> {
  const { name, email } = await db
    .selectFrom('account')
    .select(['name', 'email'])
    .where('id', '=', account)
    .executeTakeFirstOrThrow();
  const memberships = await membershipsOf(db, account);
  return {
    ...PUBLIC,
    account: { id: account, name, email },
    memberships,
    agencies: await agenciesFor(db, memberships, now),
  };
}

async function demosIn(db: Transaction<Database>): Promise<readonly string[]> {
  const rows = await db.selectFrom('organisation').select('id').where('demo', '=', true).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

async function actorBySession(
  db: Transaction<Database>,
  code: string,
  now: Temporal.Instant,
  needSecondFactor: readonly MemberRole[],
): Promise<FoundActor> {
  const session = isCode(code)
    ? await db
        .selectFrom('session')
        .innerJoin('account', 'account.id', 'session.account')
        .select([
          'session.id',
          'session.account',
          'session.last_seen_at',
          'session.ends_at',
          'session.closed_at',
          'session.second_factor',
          'session.half',
          'account.name',
          'account.email',
          'account.disabled_at',
        ])
        .where('session.token_hash', '=', digest(code))
        .executeTakeFirst()
    : undefined;
  if (!session) return { actor: PUBLIC, problem: 'forged' };
  const demos = await demosIn(db);
  if (session.closed_at !== null || session.disabled_at !== null || !isOpen(session, now))
    return { actor: { ...PUBLIC, demos }, problem: 'ended' };
  await touch(db, session, now);
  if (session.half) return { actor: { ...PUBLIC, session: session.id, demos } };
  const memberships = await membershipsOf(db, session.account);
  const withheldRoles = session.second_factor ? [] : needSecondFactor;
  const counting = pick(memberships, (role) => !withheldRoles.includes(role));
  return {
    actor: {
      account: { id: session.account, name: session.name, email: session.email },
      session: session.id,
      token: null,
      memberships: counting,
      withheld: pick(memberships, (role) => withheldRoles.includes(role)),
      agencies: await agenciesFor(db, counting, now),
      demos,
    },
  };
}

async function actorByToken(
  db: Transaction<Database>,
  bearer: string,
  now: Temporal.Instant,
  needSecondFactor: readonly MemberRole[],
): Promise<FoundActor> {
  const token = await readToken(db, bearer);
  if (!token) return { actor: PUBLIC, problem: 'forged' };
  const ended =
    token.revoked_at !== null || token.disabled_at !== null || token.ends_at.getTime() <= now.epochMilliseconds;
  const demos = await demosIn(db);
  if (ended) return { actor: { ...PUBLIC, demos }, problem: 'ended' };
  await touchToken(db, token, now);
  // What its maker has lost, or what needs a second factor by now, it has lost too.
  const has = (await membershipsOf(db, token.account)).filter(
    ({ organisation }) => organisation === token.organisation,
  );
  const memberships = pick(
    has,
    (role) => token.roles.includes(role) && ROLES[role].byToken && !needSecondFactor.includes(role),
  );
  return {
    actor: {
      account: { id: token.account, name: token.name, email: token.email },
      session: null,
      token: token.id,
      memberships,
      withheld: [],
      agencies: await agenciesFor(db, memberships, now),
      demos,
    },
  };
}

/** Keeps those roles, and the organisations in which one is left. */
function pick(memberships: readonly Membership[], keep: (role: MemberRole) => boolean): Membership[] {
  return memberships
    .map(({ organisation, roles }) => ({ organisation, roles: roles.filter(keep) }))
    .filter(({ roles }) => roles.length > 0);
}

async function membershipsOf(db: Transaction<Database>, account: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('membership')
    .select(['organisation', 'roles'])
    .where('account', '=', account)
    .orderBy('organisation')
    .execute();
  return rows.map(({ organisation, roles }) => ({ organisation, roles: roles as MemberRole[] }));
}

async function agenciesFor(
  db: Transaction<Database>,
  memberships: readonly Membership[],
  now: Temporal.Instant,
): Promise<Agency[]> {
  const own = memberships.map(({ organisation }) => organisation);
  return own.length === 0 ? [] : agenciesOn(db, own, now);
}

/** Not at every request: once a minute is enough to know whether a session is idle. */
async function touch(
  db: Transaction<Database>,
  { id, last_seen_at }: { readonly id: string; readonly last_seen_at: Date },
  now: Temporal.Instant,
): Promise<void> {
  if (now.epochMilliseconds - last_seen_at.getTime() < 60_000) return;
  await db
    .updateTable('session')
    .set({ last_seen_at: dateOf(now) })
    .where('id', '=', id)
    .execute();
}

async function touchToken(
  db: Transaction<Database>,
  { id, last_used_at }: { readonly id: string; readonly last_used_at: Date | null },
  now: Temporal.Instant,
): Promise<void> {
  if (last_used_at !== null && now.epochMilliseconds - last_used_at.getTime() < 60_000) return;
  await db
    .updateTable('api_token')
    .set({ last_used_at: dateOf(now) })
    .where('id', '=', id)
    .execute();
}
