import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { Context, HandlersOf } from '../../api/handler.ts';
import { ApiProblem, Refusal } from '../../contract/problems.ts';
import type { SESSION_ROUTES } from '../../contract/session.ts';
import { type Access, isSecure } from '../access.ts';
import { accountOf, createAccount, emailSpelling, methodsOf, newPasswordHash } from '../accounts.ts';
import { forgetFailures, guarded } from '../back-off.ts';
import { readLink, useLink, withdrawLinks } from '../links.ts';
import { join } from '../members.ts';
import { instantText } from '../moments.ts';
import {
  accountAtProvider,
  beginOidc,
  dropOidcCookie,
  endAtProvider,
  finishOidc,
  type FinishedOidc,
  OIDC_COOKIE,
  sealIdToken,
} from '../oidc-sign-in.ts';
import { askForPasskey, usePasskey } from '../passkeys.ts';
import { checkPassword, hashPassword } from '../password.ts';
import type { MemberRole } from '../roles.ts';
import { useSecondFactor } from '../second-factors.ts';
import { closeSession, closeSessionsOf, sessionCookie } from '../sessions.ts';
import { setUp } from '../set-up.ts';
import { renewCookie, signedInPerson, type SignInAnswer, signIn } from '../sign-in.ts';
import { sessionView } from './session-view.ts';

/** Signing in and out, and what is opened with a link. */
export function sessionHandlers(access: Access): HandlersOf<typeof SESSION_ROUTES> {
  const { key } = access;
  return {
    'session.get': async (_, { db, actor }) => ({ body: await sessionView(db, access, actor) }),

    'session.open': async ({ body }, context) => {
      const { db, now, address } = context;
      const email = emailSpelling(body.email);
      const id = await guarded(db, key, { account: passwordOf(email), address }, now, () =>
        accountByPassword(context, email, body.password),
      );
      return signIn(access, context, { account: id, secondFactor: false }, methodsOf(await accountOf(db, id)));
    },

    'session.second-factor': async ({ body }, { db, actor, now, address }) => {
      if (actor.session === null) throw new ApiProblem('not-signed-in');
      const { account } = await db
        .selectFrom('session')
        .select('account')
        .where('id', '=', actor.session)
        .executeTakeFirstOrThrow();
      await guarded(db, key, { account: codeOf(account), address }, now, async () =>
        (await useSecondFactor(db, key, account, body.code, now)) ? true : undefined,
      );
      return {
        body: { state: 'signed-in', methods: [] },
        account,
        cookies: [await renewCookie(access, { db, now }, actor.session, { secondFactor: true })],
      };
    },

    'session.close': async (_, { db, actor, now }) => {
      const cookies = [sessionCookie(null, isSecure(access))];
      if (actor.session === null) return { body: { provider: null }, cookies };
      const session = await db
        .selectFrom('session')
        .select(['account', 'oidc_provider', 'oidc_id_token'])
        .where('id', '=', actor.session)
        .executeTakeFirstOrThrow();
      await closeSession(db, actor.session, now);
      return {
        body: { provider: await endAtProvider(access, session) },
        subject: { kind: 'session', id: actor.session },
        cookies,
      };
    },

    'passkey.ask': async (_, { db, now }) => ({ body: await askForPasskey(db, access, now) }),

    'passkey.sign-in': async ({ body }, context) => {
      const { db, now, address } = context;
      // Checked by the library that verifies it.
      const response = body.response as unknown as AuthenticationResponseJSON;
      const account = await guarded(db, key, { address }, now, () =>
        usePasskey(db, access, body.ceremony, response, now),
      );
      return signIn(access, context, { account, secondFactor: true });
    },

    'oidc.start': async ({ params, body }, { db, now }) => {
      const { goTo, cookie } = await beginOidc(db, access, params.provider, body.invitation, now);
      return { body: { goTo }, cookies: [cookie] };
    },

    'oidc.finish': async ({ params: { provider }, body: { query } }, context) => {
      const { db, now, address, cookies } = context;
      const finished = await guarded(db, key, { address }, now, () =>
        finishOidc(db, access, provider, { code: cookies[OIDC_COOKIE], query }, now),
      );
      const answer = await signInFromProvider(access, context, provider, finished);
      return { ...answer, cookies: [...answer.cookies, dropOidcCookie(access)] };
    },

    'set-up.finish': async ({ body }, context) => {
      const { db, now, address } = context;
      await guarded(db, key, { address }, now, () => useLink(db, 'set-up', body.code, now));
      const { id } = await createAccount(db, body, now);
      const { installation, company } = await setUp(db, id, body.company, now);
      const answer = await signIn(access, context, { account: id, secondFactor: false });
      return { ...answer, organisation: installation, detail: { account: id, company } };
    },

    'link.look': async ({ body }, { db, now }) => {
      const link = await readLink(db, body.code, now);
      if (!link) throw new ApiProblem('not-found');
      const owner = await db
        .selectFrom('account')
        .select(['id', 'email'])
        .where((e) => (link.account === null ? e('email', '=', link.email) : e('id', '=', link.account)))
        .executeTakeFirst();
      const organisation =
        link.organisation === null
          ? undefined
          : await db
              .selectFrom('organisation')
              .select(['name_zh as zh', 'name_en as en'])
              .where('id', '=', link.organisation)
              .executeTakeFirst();
      return {
        body: {
          kind: link.kind as 'set-up' | 'invitation' | 'password-reset',
          email: link.email ?? owner?.email ?? null,
          organisation: organisation ?? null,
          roles: link.roles as MemberRole[],
          hasAccount: owner !== undefined,
          endsAt: instantText(link.ends_at),
        },
      };
    },

    'invitation.accept': async ({ body: { code, person } }, context) => {
      const { db, now, address } = context;
      const invitation = await guarded(db, key, { address }, now, () => useInvitation(context, code));
      if (person) {
        const { id } = await createAccount(db, { ...person, email: invitation.email }, now);
        await join(db, invitation.organisation, id, invitation.roles);
        const answer = await signIn(access, context, { account: id, secondFactor: false });
        return { ...answer, organisation: invitation.organisation, detail: { link: invitation.id } };
      }
      const { account, session } = signedInPerson(context.actor);
      await joinAs(context, invitation, account.id);
      return {
        body: { state: 'signed-in', methods: [] },
        subject: { kind: 'membership', id: account.id },
        organisation: invitation.organisation,
        detail: { link: invitation.id },
        cookies: [await renewCookie(access, context, session)],
      };
    },

    'password.reset': async ({ body }, { db, now, address }) => {
      const account = await guarded(db, key, { address }, now, async () => {
        const link = await useLink(db, 'password-reset', body.code, now);
        return link && link.account !== null ? accountOf(db, link.account) : undefined;
      });
      const hash = await newPasswordHash(body.password, [account.name, account.email], '/body/password');
      await db.updateTable('account').set({ password_hash: hash }).where('id', '=', account.id).execute();
      await withdrawLinks(db, { kind: 'password-reset', account: account.id }, now);
      await forgetFailures(db, key, passwordOf(account.email), address);
      await closeSessionsOf(db, account.id, now);
      return { body: null, subject: { kind: 'account', id: account.id }, account: account.id };
    },
  };
}

/** What guesses are counted by; see back-off.ts. */
export const passwordOf = (email: string): string => `password:${email}`;
export const codeOf = (account: string): string => `code:${account}`;

/** The account of that e-mail and password. One way and one time for all that is wrong. */
async function accountByPassword({ db }: Context, email: string, password: string): Promise<string | undefined> {
  const account = await db
    .selectFrom('account')
    .select(['id', 'password_hash', 'disabled_at'])
    .where('email', '=', email)
    .executeTakeFirst();
  const { matches, stale } = await checkPassword(password, account?.password_hash ?? null);
  if (!account || !matches || account.disabled_at !== null) return undefined;
  if (stale) {
    const hash = await hashPassword(password);
    await db.updateTable('account').set({ password_hash: hash }).where('id', '=', account.id).execute();
  }
  return account.id;
}

interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly organisation: string;
  readonly roles: readonly MemberRole[];
}

async function useInvitation({ db, now }: Context, code: string): Promise<Invitation | undefined> {
  const link = await useLink(db, 'invitation', code, now);
  if (!link || link.email === null || link.organisation === null) return undefined;
  const { id, email, organisation } = link;
  return { id, email, organisation, roles: link.roles as MemberRole[] };
}

/** Somebody who has an account accepts: only the one who was invited. */
async function joinAs({ db }: Context, invitation: Invitation, account: string): Promise<void> {
  const { email } = await accountOf(db, account);
  if (email !== invitation.email)
    throw new ApiProblem('conflict', {
      zh: '该邀请发给另一邮箱。请以受邀邮箱的账号登录。',
      en: 'The invitation is for another e-mail address. Sign in with the account of that address.',
    });
  await join(db, invitation.organisation, account, invitation.roles);
}

/** Whoever the provider knows is known here only by issuer and subject, or comes with an invitation. */
async function signInFromProvider(
  access: Access,
  context: Context,
  provider: string,
  { person, invitation: code }: FinishedOidc,
): Promise<SignInAnswer & { organisation?: string }> {
  const { db } = context;
  const known = await accountAtProvider(db, person);
  if (known && known.disabled_at !== null) throw new Refusal('wrong-credentials');
  const invitation = code === undefined ? undefined : await useInvitation(context, code);
  if (!known && !invitation)
    throw new Refusal('wrong-credentials', {
      zh: '此登录身份在本系统中没有账号。请向管理员索取邀请。',
      en: 'There is no account here for this sign-in. Ask an administrator for an invitation.',
    });
  const id = known?.id ?? (await accountFor(context, person, invitation?.email ?? ''));
  if (invitation)
    await (known ? joinAs(context, invitation, id) : join(db, invitation.organisation, id, invitation.roles));
  const methods = person.secondFactor ? [] : methodsOf(await accountOf(db, id));
  const given = {
    account: id,
    secondFactor: person.secondFactor,
    provider: { id: provider, idToken: sealIdToken(access, id, person.idToken) },
  };
  const answer = await signIn(access, context, given, methods);
  return invitation ? { ...answer, organisation: invitation.organisation } : answer;
}

async function accountFor({ db, now }: Context, person: FinishedOidc['person'], email: string): Promise<string> {
  const { issuer, subject, name = email } = person;
  const { id } = await createAccount(db, { email, name, language: 'zh', oidc: { issuer, subject } }, now);
  return id;
}
