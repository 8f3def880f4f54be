import type { Text } from '@ytterby/core';
import { sql, type Transaction } from 'kysely';
import { randomUUIDv7 } from 'node:crypto';
import type { MemberRole } from '../access/roles.ts';
import type { Database } from '../store/schema.ts';
import { tell as notify } from '../store/store.ts';
import type { MessageKind } from './message-kinds.ts';

/** Who is told. Accounts that are closed are left out. */
export type Recipients =
  /** The members of an organisation and of its agents whose power of attorney holds today; with `roles`, those who have one of them. */
  | { readonly organisation: string; readonly roles?: readonly MemberRole[] }
  /** Whoever has one of these roles anywhere: the authority's officers. */
  | { readonly roles: readonly MemberRole[] }
  /** These people. */
  | { readonly accounts: readonly string[] };

export interface Message {
  readonly to: Recipients;
  readonly kind: MessageKind;
  /** What it is about, as `{ kind: 'licence', id }`; no names. */
  readonly subject: { readonly kind: string; readonly id: string };
  /** One line, in both languages: subject of the mail, and heading in the inbox. */
  readonly title: Text;
  /** Plain text, with no secret in it: it goes out by mail. */
  readonly text: Text;
  /** Where in the app it leads: begins with `/`, as `/cases/0197…`. */
  readonly path: string;
  /** What is told once only: a second message with this key is dropped. Begins with the kind: `reminder/decision/0197…/late`. */
  readonly key: string;
}

/**
 * Tells people something: in their inbox, and by mail as each of them wants it. Part of the caller's transaction, so nothing is told of
 * what was not stored. Works in anybody's name: whoever tells need not see the people that are told.
 *
 * @returns how many people were told; null = it had been told before, and nothing was done
 * @example await tell(db, { to: { organisation, roles: ['exporter'] }, kind: 'watch', subject: { kind: 'saved-determination', id },
 *   title: { zh: '判定结果有变', en: 'An outcome has changed' }, text, path: `/workspace/${organisation}/determinations/${id}`,
 *   key: `watch/${id}/${law}` }, context.now) // 2
 */
export async function tell(
  db: Transaction<Database>,
  { to, kind, subject, title, text, path, key }: Message,
  now: Temporal.Instant,
): Promise<number | null> {
  const message = {
    id: randomUUIDv7(),
    organisation: 'organisation' in to ? to.organisation : null,
    roles: 'roles' in to ? to.roles : null,
    accounts: 'accounts' in to ? to.accounts : null,
    kind,
    subject_kind: subject.kind,
    subject_id: subject.id,
    title_zh: title.zh,
    title_en: title.en,
    text_zh: text.zh,
    text_en: text.en,
    path,
    key,
    told_at: now.toString(),
  };
  const { rows } = await sql<{
    told: number | null;
  }>`select tell_message(${JSON.stringify(message)}::jsonb) as told`.execute(db);
  const told = rows[0]?.told ?? null;
  if (told !== null && told > 0) await notify(db, 'message_told');
  return told;
}
