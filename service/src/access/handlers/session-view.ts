import type { Transaction } from 'kysely';
import type { ReplyOf } from '../../contract/route.ts';
import type { SESSION_ROUTES } from '../../contract/session.ts';
import type { Database } from '../../store/schema.ts';
import type { Access } from '../access.ts';
import { accountOf, methodsOf } from '../accounts.ts';
import { type Actor, may } from '../actor.ts';
import { hasAdministrator } from '../members.ts';
import { instantText } from '../moments.ts';
import { relyingParty } from '../passkeys.ts';
import { ACTIONS } from '../rights.ts';
import type { OrganisationKind } from '../roles.ts';

type SessionView = ReplyOf<(typeof SESSION_ROUTES)['session.get']>;

/** Who is signed in, and what they may do, as screens want to know it. */
export async function sessionView(db: Transaction<Database>, access: Access, actor: Actor): Promise<SessionView> {
  const session = actor.session === null ? undefined : await readSession(db, actor.session);
  const account = session && (await accountOf(db, session.account));
  return {
    state: session === undefined ? 'signed-out' : session.half ? 'second-factor' : 'signed-in',
    // With the first factor alone, not even the name is told.
    account:
      actor.account === null || account === undefined
        ? null
        : { ...actor.account, language: account.language as 'zh' | 'en' },
    secondFactor: {
      given: session?.second_factor ?? false,
      methods: account ? methodsOf(account) : [],
      withheld: actor.withheld.map(({ organisation, roles }) => ({ organisation, roles: [...roles] })),
    },
    endsAt: session ? instantText(session.ends_at) : null,
    organisations: await organisationsOf(db, actor),
    actions: ACTIONS.filter((action) => may(actor, action) === 'allowed'),
    signIn: {
      providers: access.providers.list.map(({ id, name }) => ({ id, name: { ...name } })),
      passkeys: relyingParty(access) !== undefined,
      setUp: !(await hasAdministrator(db)),
    },
  };
}

function readSession(db: Transaction<Database>, id: string) {
  return db
    .selectFrom('session')
    .select(['account', 'half', 'second_factor', 'ends_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** The person's own organisations, also where all roles wait for a second factor, those for which they act, and the invented ones. */
async function organisationsOf(db: Transaction<Database>, actor: Actor): Promise<SessionView['organisations']> {
  const rolesIn = new Map(actor.memberships.map(({ organisation, roles }) => [organisation, roles]));
  const agentOf = new Map(actor.agencies.map(({ agent, principal }) => [principal, agent]));
  const waiting = actor.withheld.map(({ organisation }) => organisation);
  const ids = [...rolesIn.keys(), ...agentOf.keys(), ...waiting, ...actor.demos];
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'kind', 'name_zh', 'name_en', 'demo'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return rows.map(({ id, kind, name_zh, name_en, demo }) => ({
    id,
    kind: kind as OrganisationKind,
    name: { zh: name_zh, en: name_en },
    demo,
    roles: [...(rolesIn.get(id) ?? [])],
    agent: rolesIn.has(id) ? null : (agentOf.get(id) ?? null),
    actions: ACTIONS.filter((action) => may(actor, action, id) === 'allowed'),
  }));
}
