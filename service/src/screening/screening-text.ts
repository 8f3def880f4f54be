import { columns } from '@ytterby/core';
import { oneLine } from './safe-text.ts';
import type { PartyHit, PartyScreening } from './screen-parties.ts';
import { type Language, screeningWords } from './wording.ts';

/** Label and text in two columns; long texts run on below themselves. */
function row(label: string, text: string, width: number): string {
  const indent = 16;
  const head = `     ${label}`;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=[ ；，。、;])/u)) {
    if (line !== '' && columns(line + word.trimEnd()) > width - indent) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  lines.push(line.trimEnd());
  const gap = ' '.repeat(Math.max(1, indent - columns(head)));
  return lines.map((each, index) => (index === 0 ? head + gap : ' '.repeat(indent)) + each).join('\n');
}

/** The answer about one party for a terminal: the verdict first, then each hit with its evidence and what it means. */
export function screeningText(screening: PartyScreening, language: Language, width = 100): string {
  const words = screeningWords(language);
  const { pick } = words;
  const { party, verdict, asOf, knownAt, algorithm, hits, notes } = screening;
  const lines = [
    `${words.verdict(verdict)}${pick('：', ': ')}${oneLine(party.name)}`,
    `  ${words.summary(screening)}`,
    ...notes.map((note) => `  ⚠ ${words.note(note)}`),
    `  ${pick(`出口日 ${asOf}，名单截至 ${knownAt}，${algorithm}`, `export on ${asOf}; lists as known on ${knownAt}; ${algorithm}`)}`,
  ];
  hits.forEach((hit, index) => lines.push('', ...hitLines(hit, index, asOf, language, width)));
  return lines.join('\n');
}

function hitLines(hit: PartyHit, index: number, asOf: string, language: Language, width: number): readonly string[] {
  const words = screeningWords(language);
  const { pick } = words;
  const rows: readonly (readonly [string, string])[] = [
    [pick('名单', 'list'), words.list(hit)],
    [pick('条目', 'entry'), hit.entry],
    [pick('词语', 'words'), words.words(hit)],
    [pick('支持', 'for'), words.evidence(hit, 'for')],
    [pick('反对', 'against'), words.evidence(hit, 'against')],
    [asOf, words.standing(hit.standing)],
    [pick('含义', 'means'), words.meaning(hit)],
    ...hit.effects.inForce.map(({ cite, text }): [string, string] => ['', `${cite[language]}: ${text[language]}`]),
    [pick('决定', 'decision'), words.decision(hit)],
  ];
  return [
    `  ${index + 1}. ${words.verdict(hit.verdict)} ${hit.score.toFixed(2)}  ${oneLine(words.entryNames(hit), 400)}`,
    ...rows.filter(([, text]) => text !== '').map(([label, text]) => row(label, oneLine(text, 2000), width)),
  ];
}
