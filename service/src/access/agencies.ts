import { randomUUIDv7 } from 'node:crypto';
import type { Transaction } from 'kysely';
import { ApiProblem } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';
import type { Agency } from './actor.ts';
import { beijingDay, dateOf } from './moments.ts';
import type { AgencyScope } from './roles.ts';

/** Powers of attorney: which company in China acts for which operator outside it, in what, and when. */

/**
 * For whom do these organisations act now? Both days of a power of attorney count, by Beijing time; a revoked one ends at once.
 * @example await agenciesOn(db, [own], now) // [{ agent: own, principal: …, scopes: ['records'] }]
 */
export async function agenciesOn(
  db: Transaction<Database>,
  own: readonly string[],
  now: Temporal.Instant,
): Promise<Agency[]> {
  const today = beijingDay(now);
  const rows = await db
    .selectFrom('agency')
    .select(['agent', 'principal', 'scopes'])
    .where('agent', 'in', own)
    .where('revoked_at', 'is', null)
    .where('from_day', '<=', today)
    .where((e) => e.or([e('last_day', 'is', null), e('last_day', '>=', today)]))
    .orderBy('id')
    .execute();
  return rows.map(({ agent, principal, scopes }) => ({ agent, principal, scopes: scopes as AgencyScope[] }));
}

/** How a power of attorney stands on a day. */
export type Standing = 'to-come' | 'valid' | 'ended' | 'revoked';

/** @example standingOn({ from_day: '2026-01-01', last_day: null, revoked_at: null }, '2026-11-10') // 'valid' */
export function standingOn(
  agency: { readonly from_day: string; readonly last_day: string | null; readonly revoked_at: Date | null },
  day: string,
): Standing {
  if (agency.revoked_at !== null) return 'revoked';
  if (agency.from_day > day) return 'to-come';
  return agency.last_day !== null && agency.last_day < day ? 'ended' : 'valid';
}

/** All powers of attorney in which the organisation is agent or principal, the newest first, with both names. */
export function agenciesOf(db: Transaction<Database>, organisation: string) {
  return namedAgencies(db)
    .where((e) => e.or([e('agency.agent', '=', organisation), e('agency.principal', '=', organisation)]))
    .orderBy('agency.id', 'desc')
    .execute();
}

function namedAgencies(db: Transaction<Database>) {
  return db
    .selectFrom('agency')
    .innerJoin('organisation as a', 'a.id', 'agency.agent')
    .innerJoin('organisation as p', 'p.id', 'agency.principal')
    .select([
      'agency.id',
      'agency.scopes',
      'agency.document',
      'agency.from_day',
      'agency.last_day',
      'agency.revoked_at',
      'agency.agent',
      'a.name_zh as agent_zh',
      'a.name_en as agent_en',
      'agency.principal',
      'p.name_zh as principal_zh',
      'p.name_en as principal_en',
    ]);
}
export type NamedAgency = Awaited<ReturnType<typeof agenciesOf>>[number];

export interface NewAgency {
  readonly principal: string;
  /** The agent's Unified Social Credit Code, bare. */
  readonly uscc: string;
  readonly scopes: readonly AgencyScope[];
  readonly document: string;
  readonly from: string;
  readonly lastDay: string | null;
}

/**
 * Records a power of attorney.
 * @throws ApiProblem `not-valid` where the principal is no operator outside China, the agent no company in China that is known
 *   here, or the days are the wrong way round
 */
export async function appoint(
  db: Transaction<Database>,
  { principal, uscc, scopes, document, from, lastDay }: NewAgency,
  now: Temporal.Instant,
): Promise<NamedAgency> {
  const giver = await db
    .selectFrom('organisation')
    .select(['kind', 'country'])
    .where('id', '=', principal)
    .executeTakeFirst();
  if (!giver) throw new ApiProblem('not-found');
  if (giver.kind !== 'operator' || giver.country === 'CN')
    throw notValid('/params/organisation', {
      zh: '仅境外特定出口经营者可以委托代理人。',
      en: 'Only an operator outside China appoints an agent.',
    });
  const agent = await db
    .selectFrom('organisation')
    .select(['id', 'kind', 'country'])
    .where('uscc', '=', uscc)
    .executeTakeFirst();
  if (!agent)
    throw notValid('/body/uscc', {
      zh: '本系统中没有使用该统一社会信用代码的单位。',
      en: 'No organisation here has this code.',
    });
  if (agent.kind !== 'company' || agent.country !== 'CN')
    throw notValid('/body/uscc', { zh: '代理人须为境内企业。', en: 'An agent is a company in China.' });
  if (lastDay !== null && lastDay < from)
    throw notValid('/body/lastDay', { zh: '截止日早于起始日。', en: 'The last day is before the first.' });
  const id = randomUUIDv7();
  await db
    .insertInto('agency')
    .values({
      id,
      agent: agent.id,
      principal,
      scopes: [...scopes],
      document,
      from_day: from,
      last_day: lastDay,
      made_at: dateOf(now),
    })
    .execute();
  return namedAgencies(db).where('agency.id', '=', id).executeTakeFirstOrThrow();
}

/** Ends a power of attorney that the organisation gave, from now on. */
export async function revoke(
  db: Transaction<Database>,
  principal: string,
  agency: string,
  now: Temporal.Instant,
): Promise<NamedAgency> {
  const ofPrincipal = namedAgencies(db).where('agency.id', '=', agency).where('agency.principal', '=', principal);
  if (!(await ofPrincipal.executeTakeFirst())) throw new ApiProblem('not-found');
  const revoked = await db
    .updateTable('agency')
    .set({ revoked_at: dateOf(now) })
    .where('id', '=', agency)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) throw new ApiProblem('conflict', { zh: '该委托已经撤销。', en: 'It was revoked already.' });
  return ofPrincipal.executeTakeFirstOrThrow();
}

const notValid = (path: string, sentence: { readonly zh: string; readonly en: string }) =>
  new ApiProblem('not-valid', undefined, [{ path, ...sentence }]);
