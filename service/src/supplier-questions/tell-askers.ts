import type { Text } from '@ytterby/core';
import type { Transaction } from 'kysely';
import { beijingDay } from '../access/moments.ts';
import { tell } from '../messages/tell.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import type { Request } from './requests.ts';

/** Who asked is told when answers come, some days before the last day, and once it is over. */

const DAYS_BEFORE = 3;
const TO = ['exporter', 'organisation-administrator'] as const;

export async function tellOfAnswers(
  db: Transaction<Database>,
  request: Request,
  answer: string,
  now: Temporal.Instant,
): Promise<void> {
  const { supplier } = request;
  await told(db, request, now, `supplier/${answer}`, {
    title: { zh: `${supplier}已答复`, en: `${supplier} has answered` },
    text: {
      zh: '供应商的答复已收到。请查看其对物料清单的影响，并决定是否采用。',
      en: 'The answers of a supplier have come. See what they change in the bill of materials, and decide whether to take them in.',
    },
  });
}

/** Once a day. @returns of how many requests somebody was told */
export async function remindOfSuppliers(store: Store, now: Temporal.Instant): Promise<{ readonly suppliers: number }> {
  const today = beijingDay(now);
  const soon = Temporal.PlainDate.from(today).add({ days: DAYS_BEFORE }).toString();
  return store.asProduct(async (db) => {
    const open = await db
      .selectFrom('supplier_request as r')
      .selectAll('r')
      .where('r.withdrawn_at', 'is', null)
      .where('r.due', '<=', soon)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('supplier_answer as a')
              .select('a.id')
              .whereRef('a.request', '=', 'r.id')
              .where('a.submitted', '=', true),
          ),
        ),
      )
      .execute();
    let suppliers = 0;
    for (const request of open) {
      const { supplier, due } = request;
      const isLate = due < today;
      const isNew = await told(db, request, now, `supplier/${request.id}/${isLate ? 'late' : 'soon'}`, {
        title: isLate
          ? { zh: `${supplier}逾期未答复`, en: `${supplier} has not answered in time` }
          : { zh: `${supplier}尚未答复，截止 ${due}`, en: `${supplier} has not answered yet; due ${due}` },
        text: {
          zh: `答复截止日为 ${due}。可在物料清单页面生成新链接，并附提醒信再次发送。`,
          en: `The last day for answers is ${due}. On the page of the bill a new link can be made and sent once more with a letter.`,
        },
      });
      if (isNew) suppliers += 1;
    }
    return { suppliers };
  });
}

async function told(
  db: Transaction<Database>,
  { id, organisation, bill }: Request,
  now: Temporal.Instant,
  key: string,
  { title, text }: { readonly title: Text; readonly text: Text },
): Promise<boolean> {
  const message = {
    to: { organisation, roles: TO },
    kind: 'supplier',
    subject: { kind: 'supplier-request', id },
    title,
    text,
    path: `/workspace/${organisation}/bills/${bill}/suppliers`,
    key,
  } as const;
  return (await tell(db, message, now)) !== null;
}
