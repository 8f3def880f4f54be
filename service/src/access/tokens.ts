import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import { ApiProblem } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';
import type { Actor } from './actor.ts';
import { digest, isCode, newCode } from './codes.ts';
import { dateOf } from './moments.ts';
import { type MemberRole, ROLES } from './roles.ts';

/** API tokens: for a program that acts for a person in one organisation. Only the digest is stored. */

/** So that a token is recognised where it should not be, as in a commit. */
const PREFIX = 'ytterby_';

/** The token behind a bearer header, with the account that made it; undefined = none of ours. */
export function readToken(db: Transaction<Database>, bearer: string) {
  const code = bearer.startsWith(PREFIX) ? bearer.slice(PREFIX.length) : '';
  if (!isCode(code)) return undefined;
  return db
    .selectFrom('api_token')
    .innerJoin('account', 'account.id', 'api_token.account')
    .select([
      'api_token.id',
      'api_token.account',
      'api_token.organisation',
      'api_token.roles',
      'api_token.ends_at',
      'api_token.last_used_at',
      'api_token.revoked_at',
      'account.name',
      'account.email',
      'account.disabled_at',
    ])
    .where('api_token.token_hash', '=', digest(code))
    .executeTakeFirst();
}

export interface NewToken {
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly MemberRole[];
  readonly days: number;
}

/** Makes a token. It can have no role that its maker does not have there, and none that decides on others. */
export async function createToken(
  db: Transaction<Database>,
  actor: Actor,
  { name, organisation, roles, days }: NewToken,
  now: Temporal.Instant,
): Promise<{ readonly token: string; readonly id: string }> {
  const has = actor.memberships.find((each) => each.organisation === organisation)?.roles ?? [];
  if (actor.account === null || has.length === 0) throw new ApiProblem('not-found');
  const wrong = roles.find((role) => !has.includes(role) || !ROLES[role].byToken);
  if (wrong !== undefined)
    throw new ApiProblem('not-valid', undefined, [
      {
        path: '/body/roles',
        zh: `API 令牌不能使用此角色：${ROLES[wrong].zh}。`,
        en: `An API token cannot have this role here: ${ROLES[wrong].en}.`,
      },
    ]);
  const code = newCode();
  const id = randomUUIDv7();
  await db
    .insertInto('api_token')
    .values({
      id,
      token_hash: digest(code),
      account: actor.account.id,
      organisation,
      roles: [...roles],
      name,
      created_at: dateOf(now),
      ends_at: dateOf(now.add({ hours: 24 * days })),
    })
    .execute();
  return { token: `${PREFIX}${code}`, id };
}

/** Ends the tokens of a person: all, or those for one organisation. */
export async function revokeTokensOf(
  db: Transaction<Database>,
  account: string,
  now: Temporal.Instant,
  organisation?: string,
): Promise<void> {
  let query = db
    .updateTable('api_token')
    .set({ revoked_at: dateOf(now) })
    .where('account', '=', account)
    .where('revoked_at', 'is', null);
  if (organisation !== undefined) query = query.where('organisation', '=', organisation);
  await query.execute();
}
