import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Selectable, Transaction } from 'kysely';
import type { Context, HandlersOf } from '../../api/handler.ts';
import type { ACCOUNT_ROUTES } from '../../contract/account.ts';
import { ApiProblem, Refusal } from '../../contract/problems.ts';
import type { ApiToken, Database } from '../../store/schema.ts';
import { type Access, isSecure } from '../access.ts';
import { type Account, accountOf, methodsOf, newPasswordHash } from '../accounts.ts';
import { guarded } from '../back-off.ts';
import { withdrawLinks } from '../links.ts';
import { dateOf, instantText } from '../moments.ts';
import { addPasskey, beginPasskey } from '../passkeys.ts';
import { checkPassword } from '../password.ts';
import type { MemberRole } from '../roles.ts';
import { beginTotp, confirmTotp, removeSecondFactors, removeTotp, renewRecoveryCodes } from '../second-factors.ts';
import { closeSession, closeSessionsOf, isOpen, sessionCookie } from '../sessions.ts';
import { renewCookie, signedInPerson } from '../sign-in.ts';
import { createToken } from '../tokens.ts';
import { codeOf, passwordOf } from './session.ts';

/** A person's own account. What a stolen session must not be able to do asks for the password again. */
export function accountHandlers(access: Access): HandlersOf<typeof ACCOUNT_ROUTES> {
  const { key } = access;

  /** The own account, once the password is shown again. */
  const proven = async (context: Context, password: string): Promise<Account> => {
    const { db, now, address } = context;
    const account = await accountOf(db, signedInPerson(context.actor).account.id);
    if (account.password_hash === null)
      throw new ApiProblem('conflict', {
        zh: '您通过登录服务登录，密码和第二重验证由其管理。',
        en: 'You sign in at a provider: password and second factor are kept there.',
      });
    await guarded(db, key, { account: passwordOf(account.email), address }, now, async () =>
      (await checkPassword(password, account.password_hash)).matches ? true : undefined,
    );
    return account;
  };

  /** After a change of how the person signs in: other sessions end, this one gets a new cookie. */
  const endOthers = async (context: Context, change: { readonly secondFactor?: boolean } = {}): Promise<string[]> => {
    const { account, session } = signedInPerson(context.actor);
    await closeSessionsOf(context.db, account.id, context.now, session);
    return [await renewCookie(access, context, session, change)];
  };

  /** After a second factor was taken away: without any, none was given, and recovery codes stand in for nothing. */
  const afterRemoval = async (context: Context, account: string): Promise<string[]> => {
    const left = methodsOf(await accountOf(context.db, account)).length > 0;
    if (!left) await removeSecondFactors(context.db, account);
    return endOthers(context, left ? {} : { secondFactor: false });
  };

  return {
    'account.get': async (_, { db, actor }) => {
      const account = await accountOf(db, signedInPerson(actor).account.id);
      return { body: presentAccount(account), revision: account.revision };
    },

    'account.change': async ({ body: { name, language } }, { db, actor, revision }) => {
      const { id } = signedInPerson(actor).account;
      const changed = await db
        .updateTable('account')
        .set((e) => ({
          ...(name === undefined ? {} : { name: name.trim() }),
          ...(language === undefined ? {} : { language }),
          revision: e('revision', '+', 1),
        }))
        .where('id', '=', id)
        .where('revision', '=', revision ?? -1)
        .returning('revision')
        .executeTakeFirst();
      if (!changed) throw new ApiProblem('changed-meanwhile');
      const account = await accountOf(db, id);
      return { body: presentAccount(account), revision: account.revision, subject: subject(id) };
    },

    'password.change': async ({ body }, context) => {
      const { db, now } = context;
      const { id, name, email } = await proven(context, body.password);
      const hash = await newPasswordHash(body.newPassword, [name, email], '/body/newPassword');
      await db.updateTable('account').set({ password_hash: hash }).where('id', '=', id).execute();
      await withdrawLinks(db, { kind: 'password-reset', account: id }, now);
      return { body: null, subject: subject(id), cookies: await endOthers(context) };
    },

    'totp.begin': async ({ body }, context) => {
      const account = await proven(context, body.password);
      return { body: await beginTotp(context.db, key, account), subject: subject(account.id) };
    },

    'totp.confirm': async ({ body }, context) => {
      const { db, now, address } = context;
      const account = await accountOf(db, signedInPerson(context.actor).account.id);
      await guarded(db, key, { account: codeOf(account.id), address }, now, async () =>
        (await confirmTotp(db, key, account, body.code, now)) ? true : undefined,
      );
      return {
        body: { recoveryCodes: await renewRecoveryCodes(db, account.id) },
        subject: subject(account.id),
        cookies: await endOthers(context, { secondFactor: true }),
      };
    },

    'totp.remove': async ({ body }, context) => {
      const { id } = await proven(context, body.password);
      await removeTotp(context.db, id);
      return { body: null, subject: subject(id), cookies: await afterRemoval(context, id) };
    },

    'recovery-codes.renew': async ({ body }, context) => {
      const account = await proven(context, body.password);
      if (methodsOf(account).length === 0)
        throw new ApiProblem('conflict', {
          zh: '恢复码用于代替第二重验证，请先启用一种。',
          en: 'Recovery codes stand in for a second factor. Begin to use one first.',
        });
      return {
        body: { recoveryCodes: await renewRecoveryCodes(context.db, account.id) },
        subject: subject(account.id),
      };
    },

    'passkey.list': async (_, { db, actor }) => ({
      body: await readPasskeys(db, signedInPerson(actor).account.id),
    }),

    'passkey.begin': async ({ body }, context) => {
      const account = await proven(context, body.password);
      return { body: await beginPasskey(context.db, access, account, context.now), subject: subject(account.id) };
    },

    'passkey.add': async ({ body: { ceremony, name, response } }, context) => {
      const { db, now } = context;
      const { id: account } = signedInPerson(context.actor).account;
      // Checked by the library that verifies it.
      const made = { ceremony, name: name.trim(), response: response as unknown as RegistrationResponseJSON };
      const added = await addPasskey(db, access, account, made, now);
      if (!added) throw new Refusal('wrong-credentials');
      return {
        body: {
          id: added.id,
          name: made.name,
          createdAt: instantText(dateOf(now)),
          lastUsedAt: null,
          backedUp: added.backedUp,
        },
        subject: { kind: 'passkey', id: added.id },
        // The device has checked the person just now.
        cookies: await endOthers(context, { secondFactor: true }),
      };
    },

    'passkey.remove': async ({ params, body }, context) => {
      const { id } = await proven(context, body.password);
      const removed = await context.db
        .deleteFrom('passkey')
        .where('id', '=', params.passkey)
        .where('account', '=', id)
        .returning('id')
        .executeTakeFirst();
      if (!removed) throw new ApiProblem('not-found');
      return { body: null, subject: { kind: 'passkey', id: removed.id }, cookies: await afterRemoval(context, id) };
    },

    'session.list': async (_, { db, actor, now }) => {
      const { account, session } = signedInPerson(actor);
      const rows = await readSessions(db, account.id);
      return {
        body: rows
          .filter((row) => isOpen(row, now))
          .map((row) => ({
            id: row.id,
            openedAt: instantText(row.opened_at),
            lastSeenAt: instantText(row.last_seen_at),
            endsAt: instantText(row.ends_at),
            userAgent: row.user_agent,
            address: row.address,
            secondFactor: row.second_factor,
            current: row.id === session,
          })),
      };
    },

    'session.end': async ({ params }, { db, actor, now }) => {
      const { account, session } = signedInPerson(actor);
      const found = await db
        .selectFrom('session')
        .select('id')
        .where('id', '=', params.session)
        .where('account', '=', account.id)
        .where('closed_at', 'is', null)
        .executeTakeFirst();
      if (!found) throw new ApiProblem('not-found');
      await closeSession(db, found.id, now);
      const cookies = found.id === session ? [sessionCookie(null, isSecure(access))] : [];
      return { body: null, subject: { kind: 'session', id: found.id }, cookies };
    },

    'session.end-others': async (_, { db, actor, now }) => {
      const { account, session } = signedInPerson(actor);
      const ended = await closeSessionsOf(db, account.id, now, session);
      return { body: { ended }, subject: subject(account.id), detail: { ended } };
    },

    'token.list': async (_, { db, actor, now }) => {
      const rows = await db
        .selectFrom('api_token')
        .selectAll()
        .where('account', '=', signedInPerson(actor).account.id)
        .where('revoked_at', 'is', null)
        .where('ends_at', '>', dateOf(now))
        .orderBy('id')
        .execute();
      return { body: rows.map(presentToken) };
    },

    'token.create': async ({ body }, { db, actor, now }) => {
      const { token, id } = await createToken(db, actor, { ...body, name: body.name.trim() }, now);
      const entry = await db.selectFrom('api_token').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      return {
        body: { token, entry: presentToken(entry) },
        subject: { kind: 'api-token', id },
        organisation: entry.organisation,
        detail: { roles: entry.roles, days: body.days },
      };
    },

    'token.remove': async ({ params }, { db, actor, now }) => {
      const removed = await db
        .updateTable('api_token')
        .set({ revoked_at: dateOf(now) })
        .where('id', '=', params.token)
        .where('account', '=', signedInPerson(actor).account.id)
        .where('revoked_at', 'is', null)
        .returning(['id', 'organisation'])
        .executeTakeFirst();
      if (!removed) throw new ApiProblem('not-found');
      return { body: null, subject: { kind: 'api-token', id: removed.id }, organisation: removed.organisation };
    },
  };
}

const subject = (account: string) => ({ kind: 'account', id: account });

function presentAccount(account: Account) {
  const { id, email, name, language, password_hash, oidc_issuer, totp_confirmed_at, recovery_codes } = account;
  return {
    id,
    email,
    name,
    language: language as 'zh' | 'en',
    hasPassword: password_hash !== null,
    provider: oidc_issuer,
    totp: totp_confirmed_at !== null,
    recoveryCodesLeft: Number(recovery_codes),
  };
}

function presentToken(row: Selectable<ApiToken>) {
  return {
    id: row.id,
    name: row.name,
    organisation: row.organisation,
    roles: row.roles as MemberRole[],
    createdAt: instantText(row.created_at),
    endsAt: instantText(row.ends_at),
    lastUsedAt: row.last_used_at && instantText(row.last_used_at),
  };
}

async function readPasskeys(db: Transaction<Database>, account: string) {
  const rows = await db
    .selectFrom('passkey')
    .select(['id', 'name', 'created_at', 'last_used_at', 'backed_up'])
    .where('account', '=', account)
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, created_at, last_used_at, backed_up }) => ({
    id,
    name,
    createdAt: instantText(created_at),
    lastUsedAt: last_used_at && instantText(last_used_at),
    backedUp: backed_up,
  }));
}

function readSessions(db: Transaction<Database>, account: string) {
  return db
    .selectFrom('session')
    .select(['id', 'opened_at', 'last_seen_at', 'ends_at', 'user_agent', 'address', 'second_factor'])
    .where('account', '=', account)
    .where('closed_at', 'is', null)
    .where('half', '=', false)
    .orderBy('id', 'desc')
    .execute();
}
