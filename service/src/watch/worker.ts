import { type LawBook, type LegalDate, type ListNotices, listNotices } from '@ytterby/core';
import { type LawText, parseLawFiles } from '@ytterby/law';
import { type Answered, answersTo, type Asked } from './answers.ts';
import { type ListHits, type ListTask, listHits } from './list-hits.ts';
import { stepBack } from '../background-thread.ts';

stepBack();

/** What runs in a thread of its own, so that requests are answered meanwhile; see `threads.ts`, which calls it. */

export interface AnswersTask {
  readonly fingerprint: string;
  readonly texts: readonly LawText[];
  readonly today: LegalDate;
  readonly asked: readonly Asked[];
  /** Instruments that are new, where they may be no more than notices that put parties on lists. */
  readonly added: readonly string[];
}

let law: { readonly fingerprint: string; readonly book: LawBook } | undefined;
let news: { readonly book: LawBook; readonly added: string; readonly notices: ListNotices | null } | undefined;

export function answers({ fingerprint, texts, today, asked, added }: AnswersTask): readonly Answered[] {
  if (law?.fingerprint !== fingerprint) law = { fingerprint, book: parseLawFiles(texts) };
  const { book } = law;
  if (news?.book !== book || news.added !== added.join())
    news = { book, added: added.join(), notices: added.length === 0 ? null : listNotices(book, added) };
  return answersTo(asked, book, today, news.notices);
}

export const hits = (task: ListTask): Promise<ListHits> => listHits(task);
