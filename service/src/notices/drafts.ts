import type { ExportFacts, LineFacts, PartyFacts } from '@ytterby/core';
import { carriedShare, limbsOf, noticeDutyOf, type NoticeLaw, shareFound } from '@ytterby/core/notices';
import type { Transaction } from 'kysely';
import type { NOTICE_ROUTES } from '../contract/notice.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf, ReplyOf } from '../contract/route.ts';
import { licenceOf, licenceState } from '../licensing/licences.ts';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import { answerOn } from '../saved-determinations/answers.ts';
import type { AsOfMode } from '../saved-determinations/as-of-mode.ts';
import type { Database } from '../store/schema.ts';
import { noticeOf, type NoticeDutyShape, presentNotice } from './notices.ts';
import { noticeLawIn } from './templates.ts';

type Routes = typeof NOTICE_ROUTES;
type Draft = ReplyOf<Routes['notice.prefill']>;
type Query = InputOf<Routes['notice.prefill']>['query'];

/** What is at hand for a notice; later sources fill in what the earlier ones leave open. */
export async function draftOf(
  db: Transaction<Database>,
  organisation: string,
  query: Query,
  { law, today }: { readonly law: LawInUse; readonly today: string },
): Promise<Draft> {
  const notice = noticeLawIn(law.book);
  const parts: Partial<Draft>[] = [];
  if (query.notice !== undefined) parts.push(await fromNotice(db, organisation, query.notice));
  if (query.licence !== undefined) parts.push(await fromLicence(db, organisation, query.licence));
  if (query.determination !== undefined) {
    const { facts, line } = await answered(db, organisation, query.determination, law, today);
    const consignee = facts.parties?.find(({ role }) => role === 'importer') ?? facts.parties?.[0];
    parts.push({
      ...fromLine(facts.lines[0]),
      ...(consignee === undefined ? {} : { recipient: recipientIn(consignee) }),
      limbs: limbsOf(line, notice),
      share: { value: shareFound(line), source: null },
      duty: dutyShape(line, notice),
    });
  }
  if (query.product !== undefined) {
    const row = await held(db, 'product', organisation, query.product);
    const facts = row.facts as unknown as LineFacts;
    parts.push({ ...fromLine(facts), item: row.name });
  }
  if (query.party !== undefined) {
    const row = await held(db, 'party', organisation, query.party);
    parts.push({ recipient: recipientIn(row.facts as unknown as PartyFacts) });
  }
  const pick = <Key extends keyof Draft>(key: Key) =>
    parts.map((part) => part[key]).find((value) => value !== null && value !== undefined) ?? null;
  return {
    item: pick('item'),
    controlCode: pick('controlCode'),
    amount: pick('amount'),
    recipient: pick('recipient'),
    limbs: pick('limbs') ?? {},
    share: pick('share'),
    duty: pick('duty'),
  };
}

/** Whether the notice is owed, as a saved determination finds it today. */
export async function dutyFound(
  db: Transaction<Database>,
  organisation: string,
  determination: string,
  { law, today }: { readonly law: LawInUse; readonly today: string },
): Promise<NoticeDutyShape> {
  const { line } = await answered(db, organisation, determination, law, today);
  return dutyShape(line, noticeLawIn(law.book));
}

async function answered(db: Transaction<Database>, organisation: string, id: string, law: LawInUse, today: string) {
  const row = await db
    .selectFrom('saved_determination')
    .select(['facts', 'as_of_mode'])
    .where('id', '=', id)
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  if (!row) throw new ApiProblem('not-found');
  const facts = row.facts as unknown as ExportFacts;
  const { determination } = answerOn(law, { facts, mode: row.as_of_mode as AsOfMode }, today);
  const [line] = determination.lines;
  if (line === undefined) throw new ApiProblem('not-found');
  return { facts, line };
}

function dutyShape(line: Parameters<typeof noticeDutyOf>[0], notice: NoticeLaw): NoticeDutyShape {
  return noticeDutyOf(line, notice).map(({ branch, label, verdict, because, triggers }) => ({
    branch,
    label: { ...label },
    verdict,
    because: because.map(({ cited, verdict: found }) => ({
      provision: cited.id,
      cite: { ...cited.cite },
      verdict: found,
      verified: cited.verified,
    })),
    triggers: triggers.map((trigger) => ({ ...trigger, name: { ...trigger.name } })),
  }));
}

async function held(db: Transaction<Database>, table: 'product' | 'party', organisation: string, id: string) {
  const row = await db
    .selectFrom(table)
    .select(['name', 'facts'])
    .where('id', '=', id)
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  if (!row) throw new ApiProblem('not-found');
  return row;
}

/** Only what is stated exactly: a range is no quantity of a lot. */
function fromLine(line: Partial<LineFacts> | undefined): Partial<Draft> {
  const { item, quantity, unit } = line ?? {};
  const isPlain =
    (typeof quantity === 'string' || typeof quantity === 'number') && /^[0-9]+(\.[0-9]+)?$/.test(String(quantity));
  return {
    ...(item?.description === undefined ? {} : { item: item.description.slice(0, 500) }),
    ...(item?.code === undefined || item.code === 'none' ? {} : { controlCode: item.code }),
    ...(isPlain ? { amount: { quantity: String(quantity), unit: unit ?? 'H87' } } : {}),
  };
}

const recipientIn = ({ name, country }: PartyFacts): Draft['recipient'] =>
  name === undefined ? null : { name, country: country !== undefined && /^[A-Z]{2}$/.test(country) ? country : null };

async function fromLicence(db: Transaction<Database>, organisation: string, id: string): Promise<Partial<Draft>> {
  const { terms } = licenceState(await licenceOf(db, id, organisation));
  const [line] = terms?.lines ?? [];
  const [endUser] = terms?.endUsers ?? [];
  return {
    ...(line?.description === undefined ? {} : { item: line.description.slice(0, 500) }),
    ...(line?.code === undefined ? {} : { controlCode: line.code }),
    ...(line !== undefined && 'quantity' in line ? { amount: { quantity: line.quantity, unit: line.unit } } : {}),
    ...(terms && endUser !== undefined ? { recipient: { name: endUser, country: terms.destination } } : {}),
  };
}

/** What was received and goes on as it came: the share carries over, with the notice that it comes from. */
async function fromNotice(db: Transaction<Database>, organisation: string, id: string): Promise<Partial<Draft>> {
  const row = await noticeOf(db, id, organisation);
  if (row.recipient_organisation !== organisation) throw new ApiProblem('not-found');
  const received = await presentNotice(db, row, 'received');
  const { item, controlCode } = received.lot;
  const carried = carriedShare({ item }, [{ id, item, share: received.share.value }]);
  return {
    item,
    controlCode,
    amount: { quantity: rest(received), unit: received.amount.unit },
    limbs: Object.fromEntries(received.limbs.map(({ id: limb, verdict }) => [limb, verdict])),
    ...(carried === null ? {} : { share: { value: carried.share as string, source: row.number } }),
  };
}

/** What is left to hand on; where nothing is, the holder says itself what it hands on all the same. */
function rest({ left, amount }: Pick<Awaited<ReturnType<typeof presentNotice>>, 'left' | 'amount'>): string | null {
  if (left === null) return amount.quantity;
  return left === '0' || left.startsWith('-') ? null : left;
}
