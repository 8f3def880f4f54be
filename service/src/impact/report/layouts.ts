import { columns } from '@ytterby/core';
import { html, Markup } from '../../report/markup.ts';
import { STYLE } from '../../report/style.ts';
import { typesetter } from '../../report/typesetting.ts';
import type { ImpactReport, ReportSection, ReportTable } from './content.ts';

/** A report of an assessment as a page, as print and as text. */

/** Cells up to so many columns wide stay on one line. */
const UNBROKEN = 14;
const WIDEST = 70;

/** One HTML file that needs nothing else. Every string from outside is escaped. */
export function reportHtml(report: ImpactReport, generatedAt: string): string {
  const { language, title, headline, summary, facts, sections } = report;
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const document = html`<html lang="${language === 'zh' ? 'zh-Hans' : 'en-GB'}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="generator" content="Ytterby" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" />
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<h1>${say('影响评估', 'Impact assessment')}<small>${generatedAt}</small></h1>
<main><article>
<section class="headline" style="--tone:var(--licence-required)"><svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true"><path d="M6 42h36M12 36V24M22 36V14M32 36V20M42 36V8" /></svg><div class="words"><h2 class="icon-title long">${title}</h2><p>${headline}</p>${summary.map((sentence) => html`<p>${sentence}</p>`)}</div></section>
<dl class="law">${facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
${sections.map(sectionHtml)}
</article></main>
<footer><p>${disclaimer(report)}</p></footer>
</body>
</html>
`;
  return `<!DOCTYPE html>\n${document.source}`;
}

function disclaimer({ language }: ImpactReport): string {
  return language === 'zh'
    ? '模型估计，不是预测，也不是法律意见；区间来自所列参数的范围。'
    : 'An estimate by models, no forecast and no legal advice; the bands come from the ranges of the numbers that are listed.';
}

function sectionHtml({ title, sentences, table, chart, list }: ReportSection): Markup {
  return html`<section><h2>${title}</h2>${sentences.map((sentence) => html`<p>${sentence}</p>`)}${chart === undefined ? null : html`<figure><div class="canvas">${new Markup(chart.svg)}</div><figcaption>${chart.caption}</figcaption></figure>`}${table === undefined ? null : tableHtml(table)}${list === undefined || list.length === 0 ? null : html`<ul class="cites">${list.map((each) => html`<li>${each}</li>`)}</ul>`}</section>`;
}

function tableHtml({ head, rows }: ReportTable): Markup {
  const kind = (cell: string) => (columns(cell) <= UNBROKEN ? 'unbroken' : 'text');
  return html`<div class="scroll"><table class="stacks"><thead><tr>${head.map((cell) => html`<th class="${kind(cell)}" scope="col">${cell}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => html`<td class="${kind(cell)}" data-label="${head[at] ?? ''}">${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

const set = typesetter(import.meta.dirname);

/** A4, PDF/A-2a, the same words and drawings. @param generatedAt an RFC 3339 instant, the date of the file */
export async function reportPdf(report: ImpactReport, generatedAt: string): Promise<Uint8Array> {
  const at = Temporal.Instant.from(generatedAt);
  const minute = at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'minute' });
  return set(
    'impact.typ',
    {
      ...report,
      lang: report.language,
      region: report.language === 'zh' ? 'cn' : 'gb',
      kind: report.language === 'zh' ? '影响评估' : 'Impact assessment',
      generated: `${minute.replace('T', ' ')} (UTC+8)`,
      disclaimer: disclaimer(report),
      sections: report.sections.map((section) => ({
        ...section,
        table: section.table === undefined ? null : { ...section.table, widths: widthsOf(section.table) },
        chart: section.chart ?? null,
        list: section.list ?? [],
      })),
    },
    at,
  );
}

/** The part of the width of each column; null where it takes what it needs. */
function widthsOf({ head, rows }: ReportTable): readonly (number | null)[] {
  return head.map((title, column) => {
    const widest = Math.max(columns(title), ...rows.map((row) => columns(row[column] ?? '')));
    return widest <= UNBROKEN ? null : Math.min(WIDEST, widest);
  });
}

/** Plain text for a terminal; the long tables of sources stay with the other forms. */
export function reportText(report: ImpactReport, table: (rows: readonly (readonly string[])[]) => string): string {
  const { title, headline, summary, facts, sections } = report;
  const head = [title, '', headline, ...summary, '', ...facts.map(({ label, value }) => `${label}: ${value}`)];
  const body = sections.flatMap(({ title: name, sentences, table: rows, list = [] }) => [
    '',
    `── ${name} ${'─'.repeat(Math.max(3, 60 - columns(name)))}`,
    ...sentences,
    ...(rows === undefined ? [] : [table([rows.head, ...rows.rows])]),
    ...list.map((each) => `· ${each}`),
  ]);
  return `${[...head, ...body].join('\n')}\n`;
}
