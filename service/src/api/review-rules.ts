import { type LawBook, procedureOn } from '@ytterby/core';
import { CASE_STATUSES, type ReviewRule } from '@ytterby/core/licensing';
import { sql, type Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import type { Actor } from '../access/actor.ts';
import { dateOf, instantText } from '../access/moments.ts';
import { ApiProblem, type FieldProblem, problemOfField } from '../contract/problems.ts';
import type { REVIEW_RULE_ROUTES } from '../contract/review-rules.ts';
import type { ReplyOf } from '../contract/route.ts';
import {
  addVersion,
  conditionInUse,
  latestConditions,
  NOT_IN_LIBRARY,
  reportOf,
  type StoredCondition,
} from '../licensing/condition-library.ts';
import {
  activeRules,
  flaggedBy,
  type PastCase,
  pastCases,
  ruleIn,
  type StoredRule,
} from '../licensing/review-rules.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';
import type { HandlersOf } from './handler.ts';

type Routes = typeof REVIEW_RULE_ROUTES;

const SHOWN = 50;

/** The library of conditions, and the rules for flags and routing. */
export function reviewRuleHandlers(law: () => LawInUse): HandlersOf<Routes> {
  return {
    'condition.list': async (_, { db }) => ({ body: (await latestConditions(db).execute()).map(conditionShape) }),

    'condition.add': async ({ body }, { db, actor, today, now }) => {
      const { condition, text, cite, report } = body;
      if (cite !== undefined) inForce(cite, law().book, today);
      const before = condition === undefined ? undefined : await conditionInUse(db, condition);
      if (condition !== undefined && before === undefined)
        throw notValid([{ path: '/body/condition', ...NOT_IN_LIBRARY }]);
      const added = await addVersion(db, {
        id: condition ?? randomUUIDv7(),
        zh: text.zh,
        en: text.en,
        cite: cite ?? null,
        report: report === undefined && before !== undefined ? reportOf(before) : (report ?? null),
        retired_at: null,
        made_at: dateOf(now),
        made_by: personOf(actor),
      });
      return {
        body: conditionShape(added),
        subject: { kind: 'condition', id: added.id },
        detail: { version: added.version },
      };
    },

    'condition.retire': async ({ params }, { db, actor, now }) => {
      const found = await conditionInUse(db, params.condition);
      if (found === undefined) throw new ApiProblem('not-found');
      const { id, zh, en, cite } = found;
      const report = reportOf(found);
      const at = dateOf(now);
      const last = { id, zh, en, cite, report, retired_at: at, made_at: at, made_by: personOf(actor) };
      const { version } = await addVersion(db, last);
      return { body: null, subject: { kind: 'condition', id }, detail: { version } };
    },

    'department.list': async (_, { db }) => {
      const units = await db
        .selectFrom('organisation')
        .select(['id', 'name_zh', 'name_en'])
        .where('kind', '=', 'authority-unit')
        .orderBy('name_en')
        .orderBy('id')
        .execute();
      return { body: units.map(({ id, name_zh: zh, name_en: en }) => ({ id, name: { zh, en } })) };
    },

    'rule.list': async (_, { db }) => {
      const rows = await db
        .selectFrom('review_rule')
        .selectAll()
        .orderBy('tried_at', 'desc')
        .orderBy('id')
        .orderBy('version', 'desc')
        .execute();
      return { body: rows.map(ruleShape) };
    },

    'rule.try': async ({ body }, { db, actor, now }) => {
      await oneAtATime(db);
      const { rule } = body;
      const last = body.id === undefined ? undefined : await lastVersion(db, body.id);
      if (body.id !== undefined && last === undefined)
        throw notValid([{ path: '/body/id', zh: '没有此规则。', en: 'There is no such rule.' }]);
      await refuseUnknown(db, rule);
      const cases = await pastCases(db);
      const flagged = flaggedBy(rule, cases);
      const active =
        body.id === undefined ? undefined : await activeRules(db).where('id', '=', body.id).executeTakeFirst();
      const flaggedNow = active === undefined ? [] : flaggedBy(ruleIn(active), cases);
      const newly = new Set(flagged).difference(new Set(flaggedNow));
      const noLonger = [...new Set(flaggedNow).difference(new Set(flagged))];
      const tried = await db
        .insertInto('review_rule')
        .values({
          id: body.id ?? randomUUIDv7(),
          version: (last?.version ?? 0) + 1,
          rule: JSON.stringify(rule),
          tried_at: dateOf(now),
          tried_by: personOf(actor),
          tried_on: cases.length,
          flagged: flagged.length,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return {
        body: {
          tried: ruleShape(tried),
          flaggedNow: flaggedNow.length,
          newly: newly.size,
          noLonger: noLonger.length,
          shown: flagged.slice(0, SHOWN).map((each) => ({ ...flaggedShape(each), isNew: newly.has(each) })),
          shownNoLonger: noLonger.slice(0, SHOWN).map(flaggedShape),
        },
        subject: { kind: 'review-rule', id: tried.id },
        detail: { version: tried.version, triedOn: cases.length, flagged: flagged.length },
      };
    },

    'rule.activate': async ({ params, body }, { db, actor, now }) => {
      await oneAtATime(db);
      const last = await lastVersion(db, params.rule);
      if (last === undefined) throw new ApiProblem('not-found');
      if (last.version !== body.version || last.active_from !== null)
        throw problemOfField('conflict', '/body/version', {
          zh: '只能启用最后试用且尚未启用的版本。',
          en: 'Only the version that was tried last takes effect, and only once.',
        });
      await refuseUnknown(db, ruleIn(last));
      await db
        .updateTable('review_rule')
        .set({ replaced_by: last.version })
        .where('id', '=', last.id)
        .where('version', '<', last.version)
        .where('active_from', 'is not', null)
        .where('replaced_by', 'is', null)
        .where('retired_at', 'is', null)
        .execute();
      const active = await db
        .updateTable('review_rule')
        .set({ active_from: dateOf(now), activated_by: personOf(actor) })
        .where('id', '=', last.id)
        .where('version', '=', last.version)
        .returningAll()
        .executeTakeFirstOrThrow();
      return {
        body: ruleShape(active),
        subject: { kind: 'review-rule', id: active.id },
        detail: { version: active.version },
      };
    },

    'rule.retire': async ({ params }, { db, actor, now }) => {
      await oneAtATime(db);
      const retired = await db
        .updateTable('review_rule')
        .set({ retired_at: dateOf(now), retired_by: personOf(actor) })
        .where('id', '=', params.rule)
        .where('active_from', 'is not', null)
        .where('replaced_by', 'is', null)
        .where('retired_at', 'is', null)
        .returning('version')
        .executeTakeFirst();
      if (!retired) throw new ApiProblem('not-found');
      return { body: null, subject: { kind: 'review-rule', id: params.rule }, detail: { version: retired.version } };
    },
  };
}

function personOf({ account }: Actor): string {
  if (account === null) throw new ApiProblem('not-signed-in');
  return account.id;
}

const notValid = (fields: readonly FieldProblem[]) => new ApiProblem('not-valid', undefined, fields);

function inForce(provision: string, book: LawBook, today: string): void {
  if (procedureOn(book, today).inForce.has(provision)) return;
  throw notValid([
    {
      path: '/body/cite',
      zh: '所引规定不存在，或者今日没有施行。',
      en: 'There is no such provision, or it is not in force today.',
    },
  ]);
}

/** Two versions of a rule, tried or activated at once, wait for each other. */
async function oneAtATime(db: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('ytterby review rules'))`.execute(db);
}

async function lastVersion(db: Transaction<Database>, id: string): Promise<StoredRule | undefined> {
  return db.selectFrom('review_rule').selectAll().where('id', '=', id).orderBy('version', 'desc').executeTakeFirst();
}

/** A rule suggests only departments that exist and conditions that can be set. */
async function refuseUnknown(db: Transaction<Database>, { suggests }: ReviewRule): Promise<void> {
  const units = await db.selectFrom('organisation').select('id').where('kind', '=', 'authority-unit').execute();
  const known = new Set(units.map(({ id }) => id));
  const fields: FieldProblem[] = suggests.departments.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ path: `/body/rule/suggests/departments/${index}`, zh: '没有此部门。', en: 'There is no such department.' }],
  );
  for (const [index, id] of suggests.conditions.entries())
    if ((await conditionInUse(db, id)) === undefined)
      fields.push({ path: `/body/rule/suggests/conditions/${index}`, ...NOT_IN_LIBRARY });
  if (fields.length > 0) throw notValid(fields);
}

const orNull = (at: Date | null) => (at === null ? null : instantText(at));

function conditionShape(row: StoredCondition) {
  const { id, version, zh, en, cite, made_at, retired_at } = row;
  return {
    id,
    version,
    text: { zh, en },
    cite,
    report: reportOf(row),
    madeAt: instantText(made_at),
    retiredAt: orNull(retired_at),
  };
}

function flaggedShape({ id, number, applicant, state: { status } }: PastCase) {
  return { id, number, status, statusText: { ...CASE_STATUSES[status] }, applicant };
}

function ruleShape(row: StoredRule): ReplyOf<Routes['rule.activate']> {
  const { id, version, tried_at, tried_on, flagged, active_from, replaced_by, retired_at } = row;
  const status =
    retired_at !== null ? 'retired' : replaced_by !== null ? 'replaced' : active_from !== null ? 'active' : 'tried';
  return {
    id,
    version,
    rule: ruleIn(row),
    status,
    triedAt: instantText(tried_at),
    triedOn: tried_on,
    flagged,
    activeFrom: orNull(active_from),
    replacedBy: replaced_by,
    retiredAt: orNull(retired_at),
  };
}
