import { html, Markup } from '../report/markup.ts';
import { STYLE } from '../report/style.ts';
import type { PartyHit, PartyScreening, PartyVerdict, Screener } from './screen-parties.ts';
import { type Language, screeningWords } from './wording.ts';

/** What goes into the page. */
export interface ScreeningPage {
  readonly language: Language;
  /** Said in the head, as given: `2026-11-24 15:00`. */
  readonly generatedAt: string;
  readonly known: Screener['known'];
  readonly screenings: readonly PartyScreening[];
  /** Rows that could not be read, one sentence each. */
  readonly problems: readonly string[];
  /** Who stands behind a party, where a file of holdings says so: the lines, and the picture. */
  readonly owners?: ((screening: PartyScreening) => OwnersShown | undefined) | undefined;
}

export interface OwnersShown {
  readonly lines: readonly string[];
  readonly picture: Markup | null;
}

/** Colours of the reports that say about the same. */
const TONES: Readonly<Record<PartyVerdict, string>> = {
  hit: 'prohibited',
  possible: 'licence-required',
  'clear-by-decision': 'exempt',
  none: 'no-licence-required',
  unreadable: 'undetermined',
};
/** A shape for each verdict, so that colour is never alone. */
const SHAPES: Readonly<Record<PartyVerdict, string>> = {
  hit: '<circle cx="24" cy="24" r="19" /><path d="M24 13v14M24 34v1" />',
  possible: '<path d="M24 5 44 41H4z" /><path d="M24 19v10M24 35v1" />',
  'clear-by-decision': '<path d="M24 5 40 11v12c0 10-7 17-16 20C15 40 8 33 8 23V11z" /><path d="m16 24 6 6 11-12" />',
  none: '<circle cx="24" cy="24" r="19" /><path d="m15 25 6 6 13-14" />',
  unreadable: '<path d="M24 4 44 24 24 44 4 24z" /><path d="M19 19c0-7 10-7 10 0 0 4-5 4-5 8M24 32v1" />',
};
/** A name in a heading is cut here; a whole one of 100 kB says no more. */
const LONGEST = 300;
const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/**
 * A screening as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. Verdict first, then each hit
 * with its evidence and what it means on the day. Every string from outside is escaped.
 */
export function screeningHtml(page: ScreeningPage): string {
  const { language, generatedAt, known, screenings, problems, owners } = page;
  const words = screeningWords(language);
  const { pick } = words;
  const title = pick('名单筛查', 'Screening');
  const [first] = screenings;
  const document = html`<html lang="${language === 'zh' ? 'zh-Hans' : 'en-GB'}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="generator" content="Ytterby" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" />
<title>${title}${first === undefined ? '' : ` · ${short(first.party.name)} · ${first.asOf}`}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<h1>${title}<small>${pick('生成于', 'made on')} ${generatedAt}</small></h1>
<main>${problems.length === 0 ? null : html`<section class="warning" role="note"><p>${pick('以下各行未筛查：', 'These rows were not screened:')}</p><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul></section>`}
${screenings.length > 1 ? overview(screenings, language) : null}
${screenings.map((screening, index) => article(screening, index, language, owners?.(screening)))}
<section><h2>${pick('所查名单', 'Lists looked into')}</h2><p class="status">${pick(`截至 ${known.knownAt} 所知。`, `As known on ${known.knownAt}.`)}</p>${known.missing.length === 0 ? null : html`<p class="warning">${pick('当日尚无版本，未查：', 'No version by that day, not looked into: ')}${known.missing.join(', ')}</p>`}<div class="scroll"><table class="stacks"><thead><tr><th scope="col">${pick('名单', 'list')}</th><th scope="col">${pick('版本', 'version')}</th><th scope="col">${pick('当事方', 'parties')}</th></tr></thead><tbody>${known.lists.map((list) => html`<tr><td class="text" data-label="${pick('名单', 'list')}">${list.title[language]}</td><td class="unbroken" data-label="${pick('版本', 'version')}">${list.version}${list.date === undefined ? null : ` (${list.date})`}</td><td class="unbroken" data-label="${pick('当事方', 'parties')}">${list.parties}</td></tr>`)}</tbody></table></div></section>
</main>
<footer><p>${pick('名称筛查是辅助手段；未发现不等于没有风险。', 'Screening of names is an aid; nothing found does not mean no risk.')}</p></footer>
</body>
</html>
`;
  return `<!DOCTYPE html>\n${document.source}`;
}

function verdictWord(screening: PartyScreening, language: Language): Markup {
  return html`<span class="outcome" style="--tone:var(--${TONES[screening.verdict]})">${screeningWords(language).verdict(screening.verdict)}</span>`;
}

function overview(screenings: readonly PartyScreening[], language: Language): Markup {
  const { pick, inShort } = screeningWords(language);
  const head = pick(
    ['#', '当事方', '结论', '条目', '当日含义'],
    ['#', 'party', 'verdict', 'entry', 'what it means that day'],
  );
  const rows = screenings.map((screening, index) => {
    const { entry, meaning } = inShort(screening);
    const cells = [
      String(index + 1),
      html`<a href="#p${index + 1}">${short(screening.party.name)}</a>`,
      verdictWord(screening, language),
      entry,
      meaning,
    ];
    return html`<tr>${cells.map((cell, at) => html`<td class="text" data-label="${head[at] ?? ''}">${cell}</td>`)}</tr>`;
  });
  return html`<h2>${pick('概览', 'Overview')}</h2><div class="scroll"><table class="stacks"><thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function article(
  screening: PartyScreening,
  index: number,
  language: Language,
  owners: OwnersShown | undefined,
): Markup {
  const words = screeningWords(language);
  const { pick } = words;
  const { verdict, party, asOf, knownAt, algorithm, hits, notes } = screening;
  const icon = new Markup(
    `<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[verdict]}</svg>`,
  );
  const known: readonly (readonly [string, string])[] = [
    [pick('出口日', 'day of export'), asOf],
    [pick('名单截至', 'lists known on'), knownAt],
    [pick('国家', 'country'), (party.countries ?? []).join(', ')],
    [pick('类型', 'kind'), party.kind ?? ''],
    [pick('识别号', 'identifiers'), (party.identifiers ?? []).map(({ kind, value }) => `${kind} ${value}`).join(', ')],
    [pick('出生日期', 'born'), (party.births ?? []).join(', ')],
    [pick('地址', 'address'), (party.addresses ?? []).map(short).join('; ')],
    [pick('比对方法', 'method'), algorithm],
  ];
  return html`<article id="p${index + 1}"><section class="headline" style="--tone:var(--${TONES[verdict]})">${icon}<div class="words"><h2 class="icon-title long">${words.verdict(verdict)}${pick('：', ': ')}${short(party.name)}</h2><p>${words.summary(screening)}</p>${notes.map((note) => html`<p>⚠ ${words.note(note)}</p>`)}</div></section>
<dl class="law">${known.filter(([, value]) => value !== '').map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
${hits.map((hit, at) => hitOf(hit, at, asOf, language))}${owners === undefined ? null : ownersOf(owners, language)}</article>`;
}

function ownersOf({ lines: [first = '', ...rest], picture }: OwnersShown, language: Language): Markup {
  const { pick } = screeningWords(language);
  return html`<section><h3>${pick('谁在背后', 'Who stands behind it')}</h3><p><strong>${first}</strong></p>${picture === null ? null : html`<div class="scroll">${picture}</div>`}<pre>${rest.join('\n')}</pre></section>`;
}

function hitOf(hit: PartyHit, index: number, asOf: string, language: Language): Markup {
  const words = screeningWords(language);
  const { pick } = words;
  const rows: readonly (readonly [string, string])[] = [
    [pick('名单', 'list'), words.list(hit)],
    [pick('条目', 'entry'), hit.entry],
    [pick('名称', 'names'), words.entryNames(hit, 20)],
    [pick('相符词语', 'words that met'), words.words(hit)],
    [pick('支持', 'for'), words.evidence(hit, 'for')],
    [pick('反对', 'against'), words.evidence(hit, 'against')],
    [asOf, words.standing(hit.standing)],
    [pick('含义', 'means'), words.meaning(hit)],
    [pick('决定', 'decision'), words.decision(hit)],
  ];
  const measures = [
    ...hit.effects.inForce.map((measure) => ({ measure, tag: '' })),
    ...hit.effects.paused.map((measure) => ({ measure, tag: pick('暂停', 'paused') })),
  ];
  return html`<section class="check"><div class="check-head"><span>${index + 1}.</span><span>${short(hit.listed)}</span><span class="effect">${words.verdict(hit.verdict)} · ${hit.score.toFixed(2)}</span></div><div class="scroll"><table>${rows.filter(([, value]) => value !== '').map(([label, value]) => html`<tr><th scope="row" style="border-color:var(--line);vertical-align:top">${label}</th><td>${value}</td></tr>`)}</table></div>${measures.length === 0 ? null : html`${measures.map(({ measure, tag }) => html`<p class="says">${measure.cite[language]}${tag === '' ? null : html` <span class="tag">${tag}</span>`} <span class="status">— ${measure.text[language]}</span></p>`)}`}</section>`;
}
