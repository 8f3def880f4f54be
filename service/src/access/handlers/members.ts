import { type Expression, sql, type SqlBool, type Transaction } from 'kysely';
import type { HandlersOf } from '../../api/handler.ts';
import { pageOf, pageStart, rowsToRead } from '../../api/paging.ts';
import type { MEMBER_ROUTES } from '../../contract/member.ts';
import { ApiProblem, problemOfField } from '../../contract/problems.ts';
import type { Database } from '../../store/schema.ts';
import type { Access } from '../access.ts';
import { accountOf, readEmail } from '../accounts.ts';
import { createLink, withdrawLinks } from '../links.ts';
import { changeRoles, checkRolesFit, disableAccount, endMembership, type MembershipChange } from '../members.ts';
import { dateOf, instantText } from '../moments.ts';
import { ACTIONS, ALL_ROLES, RIGHTS, type Right, type Role } from '../rights.ts';
import { type MemberRole, ROLES } from '../roles.ts';
import { removeSecondFactors } from '../second-factors.ts';
import { closeSessionsOf } from '../sessions.ts';
import { renewCookie, signedInPerson } from '../sign-in.ts';

/** Members of an organisation, invitations, and all people of the installation. */
export function memberHandlers(access: Access): HandlersOf<typeof MEMBER_ROUTES> {
  return {
    'member.list': async ({ params, query }, { db }) => {
      const start = pageStart(query, 2);
      let rows = membersOf(db, params.organisation);
      if (start) rows = rows.where(sql<boolean>`(account.name, account.id) > (${start[0]}, ${start[1]}::uuid)`);
      const found = await rows.orderBy('account.name').orderBy('account.id').limit(rowsToRead(query)).execute();
      return { body: pageOf(found, query, ({ name, id }) => [name, id], presentMember) };
    },

    'member.change': async ({ params, body }, context) => {
      const { db, now } = context;
      const { account: by, session } = signedInPerson(context.actor);
      const change: MembershipChange = { ...params, by: by.id, session };
      await changeRoles(db, change, body.roles, now);
      const member = await membersOf(db, params.organisation)
        .where('account.id', '=', params.account)
        .executeTakeFirstOrThrow();
      return {
        body: presentMember(member),
        subject: { kind: 'membership', id: params.account },
        detail: { roles: body.roles },
        cookies: params.account === by.id ? [await renewCookie(access, context, session)] : [],
      };
    },

    'member.remove': async ({ params }, context) => {
      const { db, now } = context;
      const { account: by, session } = signedInPerson(context.actor);
      await endMembership(db, { ...params, by: by.id, session }, now);
      return {
        body: null,
        subject: { kind: 'membership', id: params.account },
        cookies: params.account === by.id ? [await renewCookie(access, context, session)] : [],
      };
    },

    'invitation.list': async ({ params }, { db, now }) => {
      const rows = await openInvitations(db, params.organisation, now).orderBy('link.id').execute();
      return { body: rows.map(presentInvitation) };
    },

    'invitation.create': async ({ params: { organisation }, body }, { db, actor, now }) => {
      const { account: by } = signedInPerson(actor);
      const email = readEmail(body.email);
      await checkRolesFit(db, organisation, body.roles);
      await checkCanBeInvited(db, organisation, email, by.email);
      const { id, link } = await createLink(
        db,
        access.origin,
        { kind: 'invitation', email, organisation, roles: body.roles, madeBy: by.id },
        now,
      );
      const row = await openInvitations(db, organisation, now).where('link.id', '=', id).executeTakeFirstOrThrow();
      return {
        body: { link, invitation: presentInvitation(row) },
        subject: { kind: 'link', id },
        detail: { roles: body.roles },
      };
    },

    'invitation.withdraw': async ({ params: { organisation, invitation } }, { db, now }) => {
      const withdrawn = await db
        .updateTable('link')
        .set({ withdrawn_at: dateOf(now) })
        .where('id', '=', invitation)
        .where('kind', '=', 'invitation')
        .where('organisation', '=', organisation)
        .where('used_at', 'is', null)
        .where('withdrawn_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!withdrawn) throw new ApiProblem('not-found');
      return { body: null, subject: { kind: 'link', id: invitation } };
    },

    'person.list': async ({ query }, { db }) => {
      const start = pageStart(query, 1);
      const search = query.search?.trim() ?? '';
      let rows = people(db);
      if (start) rows = rows.where('account.email', '>', start[0] ?? '');
      if (search !== '') rows = rows.where(partOf(search));
      const found = await rows.orderBy('account.email').limit(rowsToRead(query)).execute();
      const memberships = await membershipsOf(
        db,
        found.map(({ id }) => id),
      );
      return {
        body: pageOf(
          found,
          query,
          ({ email }) => [email],
          (row) => presentPerson(row, memberships),
        ),
      };
    },

    'person.disable': async ({ params: { account } }, { db, actor, now }) => {
      refuseOneself(signedInPerson(actor).account.id, account);
      await disableAccount(db, account, now);
      return { body: await readPerson(db, account), subject: subject(account) };
    },

    'person.enable': async ({ params: { account } }, { db }) => {
      await db.updateTable('account').set({ disabled_at: null }).where('id', '=', account).execute();
      return { body: await readPerson(db, account), subject: subject(account) };
    },

    'person.reset-password': async ({ params }, { db, actor, now }) => {
      const account = await accountOf(db, params.account);
      if (account.oidc_issuer !== null || account.disabled_at !== null)
        throw new ApiProblem('conflict', {
          zh: '该账号已停用，或通过登录服务登录，不使用密码。',
          en: 'The account is disabled, or the person signs in at a provider and has no password here.',
        });
      await withdrawLinks(db, { kind: 'password-reset', account: account.id }, now);
      const { link, endsAt } = await createLink(
        db,
        access.origin,
        { kind: 'password-reset', account: account.id, madeBy: signedInPerson(actor).account.id },
        now,
      );
      return { body: { link, endsAt: instantText(dateOf(endsAt)) }, subject: subject(account.id) };
    },

    'person.remove-second-factors': async ({ params: { account } }, { db, actor, now }) => {
      refuseOneself(signedInPerson(actor).account.id, account);
      await accountOf(db, account);
      await removeSecondFactors(db, account);
      await closeSessionsOf(db, account, now);
      return { body: await readPerson(db, account), subject: subject(account) };
    },

    'rights.get': async () => ({
      body: {
        roles: ALL_ROLES.map((role) => ({
          role,
          name: nameOf(role),
          in: isMemberRole(role) ? [...ROLES[role].in] : [],
          secondFactor: isMemberRole(role) && access.needSecondFactor.includes(role),
        })),
        actions: ACTIONS.map((action) => {
          const rights: readonly Right[] = RIGHTS[action];
          return { action, rights: rights.map((right) => ({ ...right })) };
        }),
      },
    }),
  };
}

const subject = (account: string) => ({ kind: 'account', id: account });

const isMemberRole = (role: Role): role is MemberRole => role in ROLES;

function nameOf(role: Role): { zh: string; en: string } {
  if (role === 'public') return { zh: '任何人', en: 'Everyone' };
  if (role === 'account') return { zh: '已登录人员', en: 'Everyone who is signed in' };
  const { zh, en } = ROLES[role];
  return { zh, en };
}

function refuseOneself(by: string, account: string): void {
  if (by !== account) return;
  throw new ApiProblem('conflict', {
    zh: '此操作不能用于自己的账号，请由其他管理员操作。',
    en: 'Not for your own account: ask another administrator.',
  });
}

/** A member has a second factor when a one-time code was confirmed or a passkey is there. */
const hasSecondFactor = sql<boolean>`(account.totp_confirmed_at is not null
  or exists (select from passkey where passkey.account = account.id))`;

function membersOf(db: Transaction<Database>, organisation: string) {
  return db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account')
    .select(['account.id', 'account.name', 'account.email', 'account.disabled_at', 'membership.roles'])
    .select(hasSecondFactor.as('second_factor'))
    .where('membership.organisation', '=', organisation);
}

function presentMember(row: Awaited<ReturnType<ReturnType<typeof membersOf>['execute']>>[number]) {
  return {
    account: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles as MemberRole[],
    secondFactor: row.second_factor,
    disabled: row.disabled_at !== null,
  };
}

function openInvitations(db: Transaction<Database>, organisation: string, now: Temporal.Instant) {
  return db
    .selectFrom('link')
    .leftJoin('account', 'account.id', 'link.made_by')
    .select(['link.id', 'link.email', 'link.roles', 'account.name as made_by', 'link.made_at', 'link.ends_at'])
    .where('link.kind', '=', 'invitation')
    .where('link.organisation', '=', organisation)
    .where('link.used_at', 'is', null)
    .where('link.withdrawn_at', 'is', null)
    .where('link.ends_at', '>', dateOf(now));
}

function presentInvitation(row: Awaited<ReturnType<ReturnType<typeof openInvitations>['execute']>>[number]) {
  return {
    id: row.id,
    email: row.email ?? '',
    roles: row.roles as MemberRole[],
    invitedBy: row.made_by,
    invitedAt: instantText(row.made_at),
    endsAt: instantText(row.ends_at),
  };
}

/** A member's roles are changed, not invited; and nobody invites themselves. */
async function checkCanBeInvited(
  db: Transaction<Database>,
  organisation: string,
  email: string,
  own: string,
): Promise<void> {
  if (email === own)
    throw problemOfField('conflict', '/body/email', { zh: '不能邀请自己。', en: 'Nobody can invite themselves.' });
  const member = await membersOf(db, organisation).where('account.email', '=', email).executeTakeFirst();
  if (member)
    throw problemOfField('conflict', '/body/email', {
      zh: '该人员已是成员，请直接更改其角色。',
      en: 'The person is a member already: change their roles instead.',
    });
}

function people(db: Transaction<Database>) {
  return db.selectFrom('account').select((e) => [
    'account.id',
    'account.email',
    'account.name',
    'account.language',
    'account.created_at',
    'account.disabled_at',
    'account.oidc_issuer',
    hasSecondFactor.as('second_factor'),
    e
      .selectFrom('session')
      .whereRef('session.account', '=', 'account.id')
      .select((s) => s.fn.max('last_seen_at').as('at'))
      .as('last_seen_at'),
  ]);
}
type PersonRow = Awaited<ReturnType<ReturnType<typeof people>['execute']>>[number];

function partOf(search: string): Expression<SqlBool> {
  return sql<boolean>`strpos(lower(account.name || ' ' || account.email), lower(${search})) > 0`;
}

async function membershipsOf(db: Transaction<Database>, accounts: readonly string[]) {
  if (accounts.length === 0) return [];
  return db
    .selectFrom('membership')
    .innerJoin('organisation', 'organisation.id', 'membership.organisation')
    .select(['account', 'organisation', 'roles', 'name_zh', 'name_en'])
    .where('account', 'in', accounts)
    .orderBy('organisation')
    .execute();
}

async function readPerson(db: Transaction<Database>, id: string) {
  const row = await people(db).where('account.id', '=', id).executeTakeFirst();
  if (!row) throw new ApiProblem('not-found');
  return presentPerson(row, await membershipsOf(db, [id]));
}

function presentPerson(row: PersonRow, memberships: Awaited<ReturnType<typeof membershipsOf>>) {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    language: row.language as 'zh' | 'en',
    createdAt: instantText(row.created_at),
    disabledAt: row.disabled_at && instantText(row.disabled_at),
    lastSeenAt: row.last_seen_at && instantText(row.last_seen_at),
    secondFactor: row.second_factor,
    provider: row.oidc_issuer,
    memberships: memberships
      .filter(({ account }) => account === row.id)
      .map(({ organisation, roles, name_zh, name_en }) => ({
        organisation,
        name: { zh: name_zh, en: name_en },
        roles: roles as MemberRole[],
      })),
  };
}
