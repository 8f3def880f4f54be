import { urgencyKey } from '@ytterby/core/duties';
import type { ReportStage } from '@ytterby/core/licensing';
import type { Transaction } from 'kysely';
import type { Access } from '../access/access.ts';
import { actorByMemberships } from '../access/actor-of.ts';
import { instantText } from '../access/moments.ts';
import { signedInPerson } from '../access/sign-in.ts';
import type { DUTY_ROUTES } from '../contract/duty.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf, ReplyOf } from '../contract/route.ts';
import { makeCalendarLink, openCalendar } from '../duties/calendar-links.ts';
import { type CalendarEntry, calendarText } from '../duties/calendar-text.ts';
import { type DutyOn, dutiesOf, type Whose } from '../duties/duties-of.ts';
import { dutyPath } from '../duties/duty-path.ts';
import { makeUsageReport, type StoredUsageReport, usageUnder } from '../duties/usage-reports.ts';
import { licenceOf, licenceState } from '../licensing/licences.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Database } from '../store/schema.ts';
import type { HandlersOf } from './handler.ts';
import { pageOf, pageStart, rowsToRead } from './paging.ts';

type Routes = typeof DUTY_ROUTES;
type Query = InputOf<Routes['duty.list']>['query'];
type DutyShape = ReplyOf<Routes['duty.list']>['items'][number];

/** Duties, reports on use, and the calendar of duties. */
export function dutyHandlers(law: () => LawInUse, { origin }: Pick<Access, 'origin'>): HandlersOf<Routes> {
  const listed = async (db: Transaction<Database>, whose: Whose, query: Query, today: string) => {
    const { book } = law();
    const found = (await dutiesOf(db, whose, { today, book })).filter((each) => fits(each, query));
    const after = pageStart(query, 1)?.[0];
    const rows = found.filter((each) => after === undefined || urgencyKey(each) > after).slice(0, rowsToRead(query));
    const names = await namesOf(db, rows);
    return {
      body: pageOf(
        rows,
        query,
        (row) => [urgencyKey(row)],
        (row) => shapeOf(row, names),
      ),
    };
  };

  return {
    'duty.list': ({ params, query }, { db, today }) => listed(db, { organisation: params.organisation }, query, today),

    'duty.register': ({ query }, { db, today }) => listed(db, 'everybody', query, today),

    'usage-report.list': async ({ params }, { db }) => {
      const { id } = await licenceOf(db, params.licence, params.organisation);
      return { body: await usageShape(db, id) };
    },

    'usage-report.make': async ({ params, body }, { db, actor, now, today }) => {
      const licence = await licenceOf(db, params.licence, params.organisation);
      if (actor.account === null) throw new ApiProblem('not-signed-in');
      const firstDay = licenceState(licence).terms?.from ?? today;
      const made = await makeUsageReport(db, licence, body, actor.account.id, { now, today, firstDay });
      return {
        body: reportShape(made),
        subject: { kind: 'licence', id: licence.id },
        detail: { report: made.id, stage: made.stage },
      };
    },

    'register.usage-reports': async ({ params }, { db }) => {
      const { id } = await licenceOf(db, params.licence);
      return { body: await usageShape(db, id) };
    },

    'calendar-link.get': async (_, { db, actor }) => {
      const found = await db
        .selectFrom('calendar_link')
        .select('made_at')
        .where('account', '=', signedInPerson(actor).account.id)
        .executeTakeFirst();
      return { body: { madeAt: found === undefined ? null : instantText(found.made_at) } };
    },

    'calendar-link.make': async (_, { db, actor, now }) => {
      const { id } = signedInPerson(actor).account;
      const code = await makeCalendarLink(db, actor, id, now);
      return { body: { url: `${origin}/v1/calendars/${code}` }, subject: { kind: 'account', id } };
    },

    'calendar-link.revoke': async (_, { db, actor }) => {
      const { id } = signedInPerson(actor).account;
      await db.deleteFrom('calendar_link').where('account', '=', id).execute();
      return { body: null, subject: { kind: 'account', id } };
    },

    'calendar.feed': async ({ params }, { db, now, today }) => {
      const opened = await openCalendar(db, params.code, (account) => actorByMemberships(db, account, now));
      if (opened === undefined) throw new ApiProblem('not-found');
      const { book } = law();
      const entries = new Map<string, CalendarEntry>();
      for (const organisation of opened.organisations)
        for (const each of await dutiesOf(db, { organisation }, { today, book }))
          entries.set(each.duty.id, { ...each, path: dutyPath(each.duty, { organisation }) });
      if (opened.authority)
        for (const each of await dutiesOf(db, 'everybody', { today, book }))
          if ('officers' in each.duty.owedBy)
            entries.set(each.duty.id, { ...each, path: dutyPath(each.duty, 'authority') });
      const text = calendarText([...entries.values()], {
        language: opened.language,
        origin,
        now,
        calendar: book.calendar,
      });
      return { body: { mediaType: 'text/calendar', name: 'ytterby.ics', bytes: Buffer.from(text) } };
    },
  };
}

function fits({ duty, standing }: DutyOn, { kind, status, from, to }: Query): boolean {
  if (kind !== undefined && duty.kind !== kind) return false;
  if (status === undefined ? standing.status === 'done' : standing.status !== status) return false;
  const day = duty.last?.date;
  if (from !== undefined && (day === undefined || day < from)) return false;
  return to === undefined || (day !== undefined && day <= to);
}

type Names = ReadonlyMap<string, { readonly zh: string; readonly en: string }>;

async function namesOf(db: Transaction<Database>, rows: readonly DutyOn[]): Promise<Names> {
  const ids = new Set(
    rows.flatMap(({ duty: { subject, owedBy } }) =>
      'organisation' in owedBy ? [subject.organisation, owedBy.organisation] : [subject.organisation],
    ),
  );
  if (ids.size === 0) return new Map();
  const found = await db
    .selectFrom('organisation')
    .select(['id', 'name_zh', 'name_en'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(found.map(({ id, name_zh, name_en }) => [id, { zh: name_zh || name_en, en: name_en || name_zh }]));
}

function shapeOf({ duty, standing }: DutyOn, names: Names): DutyShape {
  const { id, kind, title, subject, owedBy, first, last, open, because, doneOn } = duty;
  // A department does not see whose case it advises on, but by what it was given to read.
  const named = (organisation: string) => ({ id: organisation, name: names.get(organisation) ?? { zh: '', en: '' } });
  return {
    id,
    kind,
    title: { ...title },
    subject: { kind: subject.kind, id: subject.id, number: subject.number, organisation: named(subject.organisation) },
    owedBy: 'organisation' in owedBy ? named(owedBy.organisation) : null,
    first,
    last: last?.date ?? null,
    provisional: last?.provisional ?? false,
    open: open ?? null,
    because: because === null ? null : { provision: because.provision, cite: { ...because.cite } },
    status: standing.status,
    remaining: standing.remaining,
    doneOn: doneOn ?? null,
  };
}

async function usageShape(db: Transaction<Database>, licence: string) {
  const { exports, reports } = await usageUnder(db, licence);
  return { exports: exports.map((each) => ({ ...each })), reports: reports.map(reportShape) };
}

function reportShape({ id, declaration, stage, happened_on, text, papers, made_at }: StoredUsageReport) {
  return {
    id,
    declaration,
    stage: stage as ReportStage,
    happenedOn: happened_on,
    text,
    papers,
    madeAt: instantText(made_at),
  };
}
