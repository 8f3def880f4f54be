import { sql, type Transaction } from 'kysely';
import { ApiProblem, problemOfField } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';
import { withdrawLinks } from './links.ts';
import { type MemberRole, ORGANISATION_KINDS, type OrganisationKind, ROLES, roleFits } from './roles.ts';
import { closeSessionsOf } from './sessions.ts';
import { revokeTokensOf } from './tokens.ts';

/**
 * Memberships, and the three rules about two persons: a role fits the kind of organisation, nobody gives themselves a role, and
 * the last administrator stays.
 */

/** @throws ApiProblem `not-found`, or `not-valid` where one of the roles does not exist in that kind of organisation */
export async function checkRolesFit(
  db: Transaction<Database>,
  organisation: string,
  roles: readonly MemberRole[],
): Promise<void> {
  const found = await db.selectFrom('organisation').select('kind').where('id', '=', organisation).executeTakeFirst();
  if (!found) throw new ApiProblem('not-found');
  const kind = found.kind as OrganisationKind;
  const wrong = roles.find((role) => !roleFits(role, kind));
  if (wrong === undefined) return;
  throw new ApiProblem('not-valid', undefined, [
    {
      path: '/body/roles',
      zh: `此类单位（${ORGANISATION_KINDS[kind].zh}）没有该角色：${ROLES[wrong].zh}。`,
      en: `There is no such role in this kind of organisation (${ORGANISATION_KINDS[kind].en}): ${ROLES[wrong].en}.`,
    },
  ]);
}

/** Makes a person a member; one who is a member already gets these roles beside their own. */
export async function join(
  db: Transaction<Database>,
  organisation: string,
  account: string,
  roles: readonly MemberRole[],
): Promise<void> {
  await checkRolesFit(db, organisation, roles);
  const own = await readRoles(db, organisation, account);
  const all = [...new Set([...(own ?? []), ...roles])];
  await db
    .insertInto('membership')
    .values({ account, organisation, roles: all })
    .onConflict((conflict) => conflict.columns(['account', 'organisation']).doUpdateSet({ roles: all }))
    .execute();
}

export interface MembershipChange {
  readonly organisation: string;
  readonly account: string;
  /** Who changes it. */
  readonly by: string;
  /** The person's own session, where they change themselves: it stays open. */
  readonly session: string | null;
}

/** Sets what a member may do. Their sessions end, for a session keeps nothing that was taken away. */
export async function changeRoles(
  db: Transaction<Database>,
  change: MembershipChange,
  roles: readonly MemberRole[],
  now: Temporal.Instant,
): Promise<void> {
  const { organisation, account, by } = change;
  await lockAdministrators(db);
  const own = await readRoles(db, organisation, account);
  if (!own) throw new ApiProblem('not-found');
  await checkRolesFit(db, organisation, roles);
  if (account === by && roles.some((role) => !own.includes(role)))
    throw problemOfField('conflict', '/body/roles', {
      zh: '不能为自己增加角色，请由其他管理员操作。',
      en: 'Nobody can give themselves a role. Ask another administrator.',
    });
  await db
    .updateTable('membership')
    .set({ roles: [...roles] })
    .where('account', '=', account)
    .where('organisation', '=', organisation)
    .execute();
  await endWhatTheyHad(db, change, now);
}

/** Ends a membership, with the person's API tokens for the organisation and the invitations to it that they have made. */
export async function endMembership(
  db: Transaction<Database>,
  change: MembershipChange,
  now: Temporal.Instant,
): Promise<void> {
  const { organisation, account } = change;
  await lockAdministrators(db);
  const removed = await db
    .deleteFrom('membership')
    .where('account', '=', account)
    .where('organisation', '=', organisation)
    .returning('account')
    .executeTakeFirst();
  if (!removed) throw new ApiProblem('not-found');
  await revokeTokensOf(db, account, now, organisation);
  await endWhatTheyHad(db, change, now);
}

async function endWhatTheyHad(
  db: Transaction<Database>,
  { organisation, account, by, session }: MembershipChange,
  now: Temporal.Instant,
): Promise<void> {
  await checkAdministratorLeft(db);
  await withdrawLinks(db, { kind: 'invitation', madeBy: account, organisation }, now);
  await closeSessionsOf(db, account, now, account === by ? session : null);
}

/** Disables an account: nothing that it has opened stays open. */
export async function disableAccount(db: Transaction<Database>, account: string, now: Temporal.Instant): Promise<void> {
  await lockAdministrators(db);
  const disabled = await db
    .updateTable('account')
    .set({ disabled_at: sql`coalesce(disabled_at, ${now.toString()}::timestamptz)` })
    .where('id', '=', account)
    .returning('id')
    .executeTakeFirst();
  if (!disabled) throw new ApiProblem('not-found');
  await checkAdministratorLeft(db);
  await withdrawLinks(db, { kind: 'invitation', madeBy: account }, now);
  await withdrawLinks(db, { kind: 'password-reset', account }, now);
  await revokeTokensOf(db, account, now);
  await closeSessionsOf(db, account, now);
}

/** Has this installation an administrator who can sign in? */
export async function hasAdministrator(db: Transaction<Database>): Promise<boolean> {
  const role: MemberRole = 'administrator';
  const found = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .select('account.id')
    .where(sql<boolean>`${role} = any (membership.roles)`)
    .where('account.disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

async function readRoles(
  db: Transaction<Database>,
  organisation: string,
  account: string,
): Promise<readonly string[] | undefined> {
  const found = await db
    .selectFrom('membership')
    .select('roles')
    .where('account', '=', account)
    .where('organisation', '=', organisation)
    .forUpdate()
    .executeTakeFirst();
  return found?.roles;
}

/** One at a time: of two administrators who remove each other, the second finds that they would be the last. */
async function lockAdministrators(db: Transaction<Database>): Promise<void> {
  await db.selectFrom('organisation').select('id').where('kind', '=', 'installation').forUpdate().execute();
}

async function checkAdministratorLeft(db: Transaction<Database>): Promise<void> {
  if (await hasAdministrator(db)) return;
  throw new ApiProblem('conflict', {
    zh: '系统须至少有一名可用的系统管理员。',
    en: 'The last administrator stays: make somebody else administrator first.',
  });
}
