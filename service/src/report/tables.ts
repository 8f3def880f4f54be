import {
  type BranchAnswer,
  dateText,
  type Determination,
  type Language,
  type LineDetermination,
  percentText,
  type Say,
  speaker,
  type Text,
  type WordingKey,
  WORDS,
} from '@ytterby/core';

/** Columns of the flat table, in order. */
export const COLUMNS = [
  'id',
  'description',
  'from',
  'to',
  'via',
  'final-destination',
  'outcome',
  'possible',
  'branches',
  'review',
  'codes',
  'because',
  'because-ids',
  'share',
  'parties',
  'next-change',
  'next-outcome',
  'questions',
  'fields',
  'duties',
  'readings',
  'flags',
  'as-of',
  'known-at',
  'pack',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface FlatTable {
  readonly columns: readonly { readonly key: Column; readonly name: string }[];
  /** One row per export, one text per column. Dates stay ISO 8601, so that a spreadsheet can sort them. */
  readonly rows: readonly Readonly<Record<Column, string>>[];
}

/**
 * The answer as a flat table, for CSV and spreadsheets. What has several values stands in one cell, parted by semicolons. Text
 * is as given: whoever writes CSV guards against cells that begin like a formula.
 */
export function determinationRows(determination: Determination, language: Language): FlatTable {
  const say = speaker(language);
  return {
    columns: COLUMNS.map((key) => ({ key, name: say(`column.${key}` satisfies WordingKey) })),
    rows: determination.lines.map((line) => rowOf(line, determination, language, say)),
  };
}

/** More open codes than these are only counted. */
const OPEN_CODES = 12;

function rowOf(
  line: LineDetermination,
  determination: Determination,
  language: Language,
  say: Say,
): Record<Column, string> {
  const joined = (parts: readonly string[]) => [...new Set(parts)].join(say('semicolon'));
  const text = (each: Text) => each[language];
  const outcomes = (possible: BranchAnswer['possible']) =>
    possible.map((outcome) => say(`outcome.${outcome}`)).join(say('or'));
  const { via } = determination.way;
  const place = (country: string | undefined) => (country === undefined ? '' : (WORDS[country]?.[language] ?? country));
  const [enacted] = line.branches;
  const [next] = line.changes;
  const met = line.classification.entries.filter(({ verdict }) => verdict === 'met').map(({ code }) => code);
  const open = line.classification.entries.filter(({ verdict }) => verdict === 'unknown').map(({ code }) => `${code}?`);
  return {
    id: line.id,
    description: line.description,
    from: place(determination.way.from),
    to: place(determination.way.to),
    via: Array.isArray(via) ? via.map(place).join(say('semicolon')) : place(via),
    'final-destination': place(determination.way.finalDestination),
    outcome: say(`outcome.${line.outcome}`),
    possible: outcomes(line.possible),
    branches:
      line.branches.length < 2
        ? ''
        : joined(line.branches.map((branch) => `${text(branch.label)}${say('colon')}${outcomes(branch.possible)}`)),
    review: (enacted?.review?.possible ?? []).map((policy) => say(`review.${policy}`)).join(say('or')),
    codes: joined([...met, ...(open.length <= OPEN_CODES ? open : [`${open.length}?`])]),
    because: joined((enacted?.because ?? []).map(({ cite }) => text(cite))),
    'because-ids': joined((enacted?.because ?? []).map(({ id }) => id)),
    share: joined(
      (line.content?.products ?? []).map(
        ({ part, share }) => `${part}${say('colon')}${shareText(share, language, say)}`,
      ),
    ),
    parties: joined(line.parties.flatMap(({ name, hits }) => hits.map(({ list }) => `${name}${say('colon')}${list}`))),
    'next-change': next?.date ?? '',
    'next-outcome': next === undefined ? '' : outcomes(next.to),
    questions: joined(line.questions.map((question) => text(question.text))),
    fields: joined(line.questions.map(({ about }) => about)),
    duties: joined(
      (enacted?.duties ?? []).map(({ title, due, verdict }) =>
        [text(title), ...(due ? [due.date] : []), ...(verdict === 'unknown' ? ['?'] : [])].join(' '),
      ),
    ),
    readings: joined(line.turnsOn.map(({ reading, taken }) => `${reading} = ${taken}`)),
    flags: joined(
      line.flags.map((flag) =>
        [...(flag.date === undefined ? [] : [dateText(flag.date, language)]), text(flag.text)].join(' '),
      ),
    ),
    'as-of': determination.asOf,
    'known-at': determination.knownAt,
    pack: `${determination.pack.id} ${determination.pack.version}`,
  };
}

function shareText(
  { atLeast, atMost }: { readonly atLeast: string; readonly atMost: string | null },
  language: Language,
  say: Say,
): string {
  const from = percentText(atLeast, language);
  if (atMost === atLeast) return from;
  return atMost === null
    ? say('range.from', { from })
    : say('range.between', { from, to: percentText(atMost, language) });
}
