import { determine, type ExportFacts, type Instrument, type LawBook, type LegalDate, type Text } from '@ytterby/core';
import { firstDayOf } from '@ytterby/core/measures';
import { type LawText, lawTexts, parseLawFiles } from '@ytterby/law';
import { effectOf, type LawEffect } from '../recorded-law/effect-of.ts';
import { givenText } from '../recorded-law/given-text.ts';
import { differenceOf } from '../saved-determinations/difference.ts';
import { differenceTexts } from '../saved-determinations/difference-text.ts';
import { gistOf } from '../saved-determinations/gist.ts';
import { exportsOf } from './assess.ts';
import { UsageError } from './errors.ts';
import { formatProblem } from '../intake/index.ts';
import { type Language, say } from './terminal.ts';

export interface DraftOptions {
  readonly lang: Language;
  readonly draft: string;
  readonly exports?: string;
  readonly extra: readonly string[];
  readonly asOf?: string;
  readonly knownAt?: string;
}

/** What a draft would change. `exports`: null where no file of exports was given. */
export interface DraftDifference extends LawEffect {
  readonly instrument: string;
  readonly knownAt: LegalDate;
  readonly exports: {
    readonly asOf: LegalDate;
    readonly asked: number;
    /** Exports that could not be read, and were not asked about. */
    readonly unread: number;
    readonly different: readonly { readonly export: number; readonly difference: readonly Text[] }[];
  } | null;
}

/** The law without a draft and with it. */
export interface LawWithDraft {
  readonly before: LawBook;
  readonly after: LawBook;
  readonly instrument: Instrument;
  /** The file of the draft, and all others of the law with it. */
  readonly file: LawText;
  readonly others: readonly LawText[];
}

/**
 * Lays a draft over the law.
 * @throws LawFileError for what is wrong with the draft; UsageError where the file is no draft
 */
export function lawWithDraft({ lang, draft, extra }: Pick<DraftOptions, 'lang' | 'draft' | 'extra'>): LawWithDraft {
  const without = lawTexts({ extra });
  const texts = lawTexts({ extra: [...extra, draft] });
  const [before, after] = [parseLawFiles(without), parseLawFiles(texts)];
  const known = new Set(before.instruments.map(({ id }) => id));
  const [instrument, ...more] = after.instruments.filter(({ id }) => !known.has(id));
  const file = texts
    .slice(without.length)
    .find(({ text }) => instrument !== undefined && givenText({ text }).instrument === instrument.id);
  if (instrument === undefined || file === undefined || more.length > 0)
    throw new UsageError(
      say(lang, `${draft} 不是一份规范性文件的草案。`, `${draft} is not the draft of one instrument.`),
    );
  return { before, after, instrument, file, others: texts.filter((each) => each !== file) };
}

/**
 * The law without and with a draft: on the days that it changes, in the statements about the law, and for the exports of a file on its
 * first day of effect (or `asOf`). It counts as published on its own day, or today if that has passed.
 * @throws LawFileError for what is wrong with the draft; UsageError where the file is no draft
 */
export async function draftDifference(options: DraftOptions, today: LegalDate): Promise<DraftDifference> {
  const { lang, draft } = options;
  const { before, after, instrument } = lawWithDraft(options);
  const { published } = instrument;
  const knownAt = options.knownAt ?? (published > today ? published : today);
  if (published > knownAt)
    throw new UsageError(
      say(
        lang,
        `${draft} 于${published}公布，--known-at 不得早于该日。`,
        `${draft} is published on ${published}: --known-at must not be earlier.`,
      ),
    );
  const { signal } = new AbortController();
  const effect = await effectOf(before, after, { today, knownAt, signal });
  const asOf = options.asOf ?? firstDayOf(instrument);
  const exports =
    options.exports === undefined
      ? null
      : await exportsCompared(options.exports, options, { before, after, asOf, knownAt });
  return { instrument: instrument.id, knownAt, ...effect, exports };
}

async function exportsCompared(
  file: string,
  { lang, extra }: DraftOptions,
  { before, after, asOf, knownAt }: { before: LawBook; after: LawBook; asOf: LegalDate; knownAt: LegalDate },
): Promise<NonNullable<DraftDifference['exports']>> {
  const gist = (facts: ExportFacts, book: LawBook) => gistOf(determine({ ...facts, asOf, knownAt }, book));
  const different: { export: number; difference: readonly Text[] }[] = [];
  let asked = 0;
  let unread = 0;
  for await (const { facts, problems } of exportsOf(file, { lang, extra, reading: [], asOf })) {
    if (facts === undefined) {
      unread += 1;
      for (const problem of problems) console.error(formatProblem(problem, lang));
      continue;
    }
    asked += 1;
    const difference = differenceOf(gist(facts, before), gist(facts, after));
    if (difference !== null) different.push({ export: asked + unread, difference: differenceTexts(difference) });
  }
  return { asOf, asked, unread, different };
}
