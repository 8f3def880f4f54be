import { randomUUIDv7 } from 'node:crypto';
import type { ExportFacts } from '@ytterby/core';
import { sql, type Transaction } from 'kysely';
import { AGENCY_SCOPES, type OrganisationKind } from '../access/roles.ts';
import { dateOf } from '../access/moments.ts';
import { asJson } from '../libraries/rows.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { askAndKeep, saveDetermination } from '../saved-determinations/answers.ts';
import { appendAudit } from '../store/audit.ts';
import type { Database } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { type Examples, EXAMPLES, readExamples } from './examples.ts';

export interface DemoOptions {
  readonly store: Store;
  readonly law: LawInUse;
  readonly now: Temporal.Instant;
  /** Where the examples are. */
  readonly folder?: string;
}

/** Everybody here is invented, and called so. */
const MAKER = {
  kind: 'company',
  country: 'CN',
  zh: '虚构·宁远磁材有限公司',
  en: 'Ningyuan Magnetics Co., Ltd. (invented)',
} as const;
const OPERATOR = {
  kind: 'operator',
  country: 'DE',
  zh: '虚构·穆斯特风电有限公司',
  en: 'Musterwind GmbH (invented)',
} as const;
const AGENT = {
  kind: 'company',
  country: 'CN',
  zh: '虚构·通达出口代理有限公司',
  en: 'Tongda Export Agency Co., Ltd. (invented)',
} as const;

/** Days before and after what the law did: No. 18, limb 1(3) of No. 61, the pause, the announced extension, the end of the pause. */
const ASKED_ON = ['2025-04-01', '2025-04-10', '2025-10-20', '2025-11-20', '2026-09-30', '2026-11-12'];
/** What changed before this day counts as seen, so that the list shows news and old news. */
const SEEN_UNTIL = '2026-11-01';

const PUT_IN = 'product.put-in-demo';

/**
 * Puts in the demo organisations with the examples of this repository, once in the life of a database: whoever removed them does not
 * find them again after the next start.
 * @returns whether they were put in now
 * @example await putInDemo({ store, law: law.current(), now }) // true, then false
 */
export async function putInDemo({ store, law, now, folder = EXAMPLES }: DemoOptions): Promise<boolean> {
  if (await store.asProduct(wasPutIn)) return false;
  const examples = await readExamples(folder);
  return store.asProduct(async (db) => {
    // Two processes may start at the same time.
    await sql`select pg_advisory_xact_lock(hashtext(${PUT_IN}))`.execute(db);
    if (await wasPutIn(db)) return false;
    const maker = await organisation(db, MAKER, now);
    const operator = await organisation(db, OPERATOR, now);
    const agent = await organisation(db, AGENT, now);
    await db
      .insertInto('agency')
      .values({
        id: randomUUIDv7(),
        agent,
        principal: operator,
        scopes: Object.keys(AGENCY_SCOPES),
        document: '虚构的授权委托书 · Power of attorney (invented)',
        from_day: '2026-01-01',
        made_at: dateOf(now),
      })
      .execute();
    await putInMaker(db, maker, examples, { law, now });
    await putInOperator(db, operator, examples, { law, now });
    await appendAudit(db, {
      account: null,
      token: null,
      organisation: null,
      action: PUT_IN,
      subject: null,
      outcome: 'done',
      requestId: '',
      detail: { organisations: [maker, operator, agent] },
    });
    return true;
  });
}

/** The audit trail remembers, also after they were removed. */
async function wasPutIn(db: Transaction<Database>): Promise<boolean> {
  const event = await db
    .selectFrom('audit_event')
    .select('sequence')
    .where('action', '=', PUT_IN)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
  return event !== undefined;
}

interface Invented {
  readonly kind: OrganisationKind;
  readonly country: string;
  readonly zh: string;
  readonly en: string;
}

async function organisation(db: Transaction<Database>, { kind, country, zh, en }: Invented, now: Temporal.Instant) {
  const id = randomUUIDv7();
  await db
    .insertInto('organisation')
    .values({ id, kind, country, name_zh: zh, name_en: en, demo: true, created_at: dateOf(now) })
    .execute();
  return id;
}

interface Asking {
  readonly law: LawInUse;
  readonly now: Temporal.Instant;
}

async function putInMaker(db: Transaction<Database>, maker: string, { fromChina }: Examples, asking: Asking) {
  // The list has one kind of goods on several days.
  const byGoods = new Map(fromChina.map((facts) => [JSON.stringify(facts.lines.map(({ item }) => item)), facts]));
  let number = 0;
  for (const facts of byGoods.values()) {
    number += 1;
    const name = nameOf(facts);
    await product(db, maker, { code: `M-${String(number).padStart(3, '0')}`, name, facts });
    await ask(db, maker, { name: `${name} → ${facts.to ?? '?'}`, facts }, asking);
  }
  await parties(db, maker, [...byGoods.values()]);
}

async function putInOperator(db: Transaction<Database>, operator: string, { abroad }: Examples, asking: Asking) {
  let number = 0;
  for (const { name, facts, bill } of abroad) {
    number += 1;
    await product(db, operator, { code: `W-${String(number).padStart(3, '0')}`, name, facts });
    if (bill !== undefined)
      await db
        .insertInto('bill')
        .values({ id: randomUUIDv7(), organisation: operator, name, facts: asJson(bill), parts: bill.parts.length })
        .execute();
    await ask(db, operator, { name, facts }, asking);
  }
  await parties(
    db,
    operator,
    abroad.map(({ facts }) => facts),
  );
}

const nameOf = ({ lines: [line] }: ExportFacts): string => line?.item.description ?? line?.id ?? '?';

interface Named {
  readonly name: string;
  readonly facts: ExportFacts;
}

async function product(
  db: Transaction<Database>,
  owner: string,
  { code, name, facts }: Named & { readonly code: string },
) {
  const [line] = facts.lines;
  if (line === undefined) return;
  const { id: _, ...rest } = line;
  await db
    .insertInto('product')
    .values({ id: randomUUIDv7(), organisation: owner, code, name, facts: asJson(rest) })
    .execute();
}

async function parties(db: Transaction<Database>, owner: string, exports: readonly ExportFacts[]) {
  const all = exports.flatMap((facts) => facts.parties ?? []);
  for (const [name, facts] of new Map(all.map((party) => [party.name, party])))
    if (name !== undefined)
      await db
        .insertInto('party')
        .values({ id: randomUUIDv7(), organisation: owner, name, facts: asJson(facts) })
        .execute();
}

/** Saves it as if on the first of those days, and asks it on the others: each time with the law that was known then. */
async function ask(db: Transaction<Database>, owner: string, { name, facts: given }: Named, { law, now }: Asking) {
  const { knownAt: _, ...facts } = given;
  const days = ASKED_ON.map((day) => Temporal.Instant.from(`${day}T02:00:00Z`)).filter(
    (day) => Temporal.Instant.compare(day, now) < 0,
  );
  const id = await saveDetermination(db, owner, { name, facts, mode: 'today' }, law, days[0] ?? now);
  const question = { id, organisation: owner, facts, mode: 'today' } as const;
  for (const moment of [...days.slice(1), now]) await askAndKeep(db, question, law, 'law', moment);
  await db
    .updateTable('saved_determination')
    .set({ seen_at: sql<Date>`least(changed_at, ${SEEN_UNTIL}::timestamptz)` })
    .where('id', '=', id)
    .execute();
}
