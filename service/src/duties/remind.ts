import type { LawBook, Text } from '@ytterby/core';
import { type Duty, type ReminderPoint, reminderOn } from '@ytterby/core/duties';
import { sql, type Transaction } from 'kysely';
import { beijingDay } from '../access/moments.ts';
import type { MemberRole } from '../access/roles.ts';
import { type Message, type Recipients, tell } from '../messages/tell.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { dutiesOf, type DutyOn } from './duties-of.ts';
import { dutyPath } from './duty-path.ts';

/**
 * Reminders: whoever owes something is told five working days before its last day, one before, on the day, and once it is late; of each
 * point once. What is told follows from the duties as they stand now: after days without a service the most pressing point is told,
 * and the ones before it are not.
 */

export interface Remind {
  readonly store: Store;
  readonly book: LawBook;
  readonly now: Temporal.Instant;
}

/** @returns of how many duties somebody was reminded */
export async function remind({ store, book, now }: Remind): Promise<{ readonly reminded: number }> {
  return store.asProduct(async (db) => {
    const today = beijingDay(now);
    const due = (await dutiesOf(db, 'everybody', { today, book })).flatMap((each) => {
      const point = reminderOn(each.duty, today, book.calendar);
      return point === undefined ? [] : [{ ...each, point, key: keyOf(each.duty, point) }];
    });
    const told = await toldBefore(
      db,
      due.map(({ key }) => key),
    );
    const news = due.filter(({ key }) => !told.has(key));
    if (news.length === 0) return { reminded: 0 };
    const { departments, officers } = await whoIsWho(db);
    let reminded = 0;
    for (const { point, key, ...each } of news) {
      const message = { ...reminderOf(each, point), to: recipientsOf(each.duty, departments, officers), key };
      if ((await tell(db, message, now)) !== null) reminded += 1;
    }
    return { reminded };
  });
}

/** Another last day is another thing to be reminded of: a clock that was stopped, a term that was set anew. */
const keyOf = ({ id, last }: Duty, point: ReminderPoint): string => `reminder/${id}/${last?.date ?? ''}/${point}`;

async function toldBefore(db: Transaction<Database>, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db.selectFrom('message').select('key').where(sql<boolean>`key = any (${keys}::text[])`).execute();
  return new Set(rows.map(({ key }) => key));
}

const OFFICERS = ['licensing-officer', 'senior-officer'] as const satisfies readonly MemberRole[];

async function whoIsWho(db: Transaction<Database>) {
  const units = await db.selectFrom('organisation').select('id').where('kind', '=', 'authority-unit').execute();
  const members = await db
    .selectFrom('membership')
    .select('account')
    .where(sql<boolean>`roles && ${[...OFFICERS]}::text[]`)
    .execute();
  return {
    departments: new Set(units.map(({ id }) => id)),
    officers: new Set(members.map(({ account }) => account)),
  };
}

/** What nobody who dealt with it can see to any more is for all officers. */
function recipientsOf({ owedBy }: Duty, departments: ReadonlySet<string>, officers: ReadonlySet<string>): Recipients {
  if ('organisation' in owedBy)
    return departments.has(owedBy.organisation)
      ? { organisation: owedBy.organisation, roles: ['adviser'] }
      : { organisation: owedBy.organisation, roles: ['exporter', 'organisation-administrator'] };
  const accounts = owedBy.officers.filter((account) => officers.has(account));
  return accounts.length > 0 ? { accounts } : { roles: OFFICERS };
}

function reminderOf({ duty, standing }: DutyOn, point: ReminderPoint): Omit<Message, 'to' | 'key'> {
  const { title, subject, owedBy, last, because, first } = duty;
  const when = whenText(point, standing.remaining ?? 0);
  const day = last?.date ?? '';
  const cite = because?.cite;
  return {
    kind: 'reminder',
    subject: { kind: subject.kind, id: subject.id },
    title: {
      zh: `${when.zh}：${title.zh}（${subject.number}）`,
      en: `${when.en}: ${title.en} (${subject.number})`,
    },
    text: {
      zh: `最后一日：${day}。自 ${first} 起算。${cite === undefined ? '' : `依据：${cite.zh}。`}`,
      en: `Last day: ${day}. Counted from ${first}.${cite === undefined ? '' : ` Source: ${cite.en}.`}`,
    },
    path: dutyPath(duty, 'organisation' in owedBy ? owedBy : 'authority'),
  };
}

function whenText(point: ReminderPoint, remaining: number): Text {
  switch (point) {
    case 'late':
      return { zh: '已逾期', en: 'Late' };
    case 'last-day':
      return { zh: '今日到期', en: 'Due today' };
    case 'one-day':
    case 'five-days':
      return remaining === 1
        ? { zh: '还剩1个工作日', en: '1 working day left' }
        : { zh: `还剩${remaining}个工作日`, en: `${remaining} working days left` };
  }
}
