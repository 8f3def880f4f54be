import { csvCell } from './safe-text.ts';
import type { PartyHit, PartyScreening } from './screen-parties.ts';
import { type Language, screeningWords } from './wording.ts';

/** A row that was not screened, with what is wrong with it. */
export interface UnscreenedRow {
  readonly row: number;
  readonly problems: readonly string[];
}

/** One line a hit, one for a party without hits, one for a row that was not screened. Formulas come as text. */
export function screeningCsv(
  screenings: readonly { readonly row: number; readonly screening: PartyScreening }[],
  unscreened: readonly UnscreenedRow[],
  language: Language,
): string {
  const words = screeningWords(language);
  const head = words.pick(
    '行,查询名称,结论,当日有效果,名单,条目编号,条目名称,条目结论,得分,当日状态,含义,相符词语,支持,反对,决定,提示'.split(
      ',',
    ),
    'row,party,verdict,has effect,list,entry,entry names,entry verdict,score,standing,means,words,for,against,decision,notes'.split(
      ',',
    ),
  );
  const ofHit = (hit: PartyHit) => [
    hit.list.id,
    hit.entry,
    words.entryNames(hit),
    words.verdict(hit.verdict),
    hit.score.toFixed(3),
    words.standing(hit.standing),
    words.meaning(hit),
    words.words(hit),
    words.evidence(hit, 'for'),
    words.evidence(hit, 'against'),
    words.decision(hit),
  ];
  const rows: { readonly row: number; readonly cells: readonly string[] }[] = [];
  for (const { row, screening } of screenings) {
    const { party, verdict, bites, hits, notes } = screening;
    const said = notes.map(words.note).join('; ');
    const own = [
      String(row),
      party.name,
      words.verdict(verdict),
      bites ? words.pick('是', 'yes') : words.pick('否', 'no'),
    ];
    const found = hits.length === 0 ? [Array.from({ length: 11 }, () => '')] : hits.map(ofHit);
    for (const cells of found) rows.push({ row, cells: [...own, ...cells, said] });
  }
  for (const { row, problems } of unscreened) {
    const empty = Array.from({ length: head.length - 4 }, () => '');
    rows.push({ row, cells: [String(row), '', words.verdict('not-screened'), ...empty, problems.join(' | ')] });
  }
  rows.sort((one, two) => one.row - two.row);
  // The mark tells spreadsheets that Chinese text is UTF-8.
  return `\ufeff${[head, ...rows.map(({ cells }) => cells)].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
