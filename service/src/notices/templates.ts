import type { LawBook } from '@ytterby/core';
import { type NoticeLaw, type NoticeTemplate, templateFaults } from '@ytterby/core/notices';
import type { Selectable, Transaction } from 'kysely';
import { dateOf, instantText } from '../access/moments.ts';
import { ApiProblem, type FieldProblem } from '../contract/problems.ts';
import { asJson } from '../libraries/rows.ts';
import type { Database, NoticeTemplate as TemplateRow } from '../store/schema.ts';

/** The form of the notice in its versions: the first is the law pack's, the others are made here. */

export interface TemplateVersion extends NoticeTemplate {
  readonly version: number;
  /** null = it came with the law pack. */
  readonly madeAt: string | null;
}

/** @throws ApiProblem `not-found` where the law pack knows no compliance notice */
export function noticeLawIn({ notice }: LawBook): NoticeLaw {
  if (notice === undefined)
    throw new ApiProblem('not-found', {
      zh: '所用法规库没有合规告知书的规定。',
      en: 'The law pack in use knows no compliance notice.',
    });
  return notice;
}

function first({ title, fields }: NoticeLaw): TemplateVersion {
  // Sources stand in the law pack, for whoever reads it; a form has none.
  const shown = fields.map(({ source: _source, ...field }) => field);
  return { version: 1, title, fields: shown, madeAt: null };
}

const versionOf = (row: Selectable<TemplateRow>): TemplateVersion => ({
  version: row.version,
  ...(row.template as unknown as NoticeTemplate),
  madeAt: instantText(row.made_at),
});

/** The latest first. */
export async function allTemplates(db: Transaction<Database>, book: LawBook): Promise<TemplateVersion[]> {
  const rows = await db.selectFrom('notice_template').selectAll().orderBy('version', 'desc').execute();
  return [...rows.map(versionOf), first(noticeLawIn(book))];
}

export async function currentTemplate(db: Transaction<Database>, book: LawBook): Promise<TemplateVersion> {
  const row = await db.selectFrom('notice_template').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? first(noticeLawIn(book)) : versionOf(row);
}

/**
 * Makes the next version.
 * @throws ApiProblem `not-valid` with the places; `changed-meanwhile` where another version came since
 */
export async function changeTemplate(
  db: Transaction<Database>,
  book: LawBook,
  { basedOn, ...template }: NoticeTemplate & { readonly basedOn: number },
  { account, now }: { readonly account: string; readonly now: Temporal.Instant },
): Promise<TemplateVersion> {
  const faults = templateFaults(template);
  if (faults.length > 0)
    throw new ApiProblem(
      'not-valid',
      undefined,
      faults.map(({ at, zh, en }): FieldProblem => ({ path: `/body/${at.join('/')}`, zh, en })),
    );
  const { version } = await currentTemplate(db, book);
  if (version !== basedOn) throw new ApiProblem('changed-meanwhile');
  // Of two at once the key of the table lets one through.
  const row = await db
    .insertInto('notice_template')
    .values({ version: version + 1, template: asJson(template), made_at: dateOf(now), made_by: account })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new ApiProblem('changed-meanwhile');
  return versionOf(row);
}
