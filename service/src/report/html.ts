import {
  addDays,
  columns,
  type Check,
  type Determination,
  dateText,
  type Entry,
  explain,
  type ExplainedBlock,
  type Grid,
  type Headline,
  type Language,
  type LineDetermination,
  MARKS,
  type Outcome,
  type ProvisionCite,
  type Say,
  type Section,
  speaker,
  type TreeNode,
  type Verdict,
} from '@ytterby/core';
import { drawable, type Flow } from './drawable-flow.ts';
import { flowSvg } from './flow-svg.ts';
import { html, Markup } from './markup.ts';
import { outcomeSvg } from './outcome-look.ts';
import { STYLE } from './style.ts';
import { type TimelineSegment, timelineSvg } from './timeline-svg.ts';

export type { Flow, TimelineSegment };

/** What is drawn beside the words of one export. */
export interface Drawings {
  /** How the answer runs over time, all branches in one list. */
  readonly segments?: readonly TimelineSegment[];
  /** How value flows from the inputs to the product. */
  readonly flow?: Flow;
}

export interface ReportOptions extends Drawings {
  readonly language: Language;
  /** Said in the foot, as given: `2026-11-24 15:00`. */
  readonly generatedAt: string;
  /** Drawings line by line; without it `segments` and `flow` go with the first line of the first determination. */
  readonly drawingsOf?: (line: LineDetermination, determination: Determination) => Drawings;
}

interface Page {
  readonly language: Language;
  readonly say: Say;
  /** Goes before every anchor, so that several determinations share a page. */
  readonly prefix: string;
  readonly drawings: ReadonlyMap<string, Drawings>;
  readonly determination: Determination;
}

/**
 * The answer as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. Made for the screen,
 * the phone and A4 paper. Every string from outside is escaped; every drawing has a table that says the same.
 */
export function reportHtml(given: Determination | readonly Determination[], options: ReportOptions): string {
  const determinations = Array.isArray(given) ? (given as readonly Determination[]) : [given as Determination];
  const { language } = options;
  const say = speaker(language);
  const articles = determinations.map((determination, index) => article(determination, index, options, say));
  const [first] = determinations;
  const title = [say('report.title'), ...(first ? [first.lines[0]?.description ?? '', first.asOf] : [])]
    .filter((part) => part.trim() !== '')
    .join(' · ');
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
<h1>${say('report.title')}<small>${say('report.generated', { at: options.generatedAt })}</small></h1>
<main>${articles}</main>
<footer><p>${say('report.disclaimer')}</p></footer>
</body>
</html>
`;
  return `<!DOCTYPE html>\n${document.source}`;
}

function article(determination: Determination, index: number, options: ReportOptions, say: Say): Markup {
  const drawings = new Map(
    determination.lines.map((line, at) => [
      line.id,
      options.drawingsOf?.(line, determination) ?? (index === 0 && at === 0 ? options : {}),
    ]),
  );
  const page: Page = { language: options.language, say, prefix: `d${index + 1}`, drawings, determination };
  const blocks = explain(determination, options.language);
  const overview = determination.lines.length > 1 ? overviewTable(page) : null;
  return html`<article>${blocks.map((block) => [drawn(block, page, 2), block.kind === 'section' && block.topic === 'law' ? overview : null])}</article>`;
}

function lineAnchor(id: string, { prefix, determination }: Page): string {
  return `${prefix}-line-${determination.lines.findIndex((line) => line.id === id) + 1}`;
}

function overviewTable(page: Page): Markup {
  const { say } = page;
  const rows = page.determination.lines.map(
    (line, index) =>
      html`<tr><td>${index + 1}</td><td><a href="#${lineAnchor(line.id, page)}">${line.description.trim() === '' ? line.id : line.description}</a></td><td>${outcomeWord(line.outcome, say)}</td></tr>`,
  );
  return html`<h2>${say('report.overview')}</h2><div class="scroll"><table><thead><tr><th scope="col">#</th><th scope="col">${say('report.export')}</th><th scope="col">${say('report.outcome')}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function outcomeWord(outcome: Outcome, say: Say): Markup {
  return html`<span class="outcome" style="--tone:var(--${outcome})">${say(`outcome.${outcome}`)}</span>`;
}

// --- blocks -----------------------------------------------------------------------------------------------------------

function drawn(block: ExplainedBlock, page: Page, level: number): Markup {
  switch (block.kind) {
    case 'headline':
      return headline(block);
    case 'section':
      return sectionOf(block, page, level);
    case 'pairs':
      return html`<dl class="law">${block.pairs.map(({ label, value, warns }) => html`<div><dt>${label}</dt><dd${warns ? new Markup(' class="warns"') : null}>${warns ? '⚠ ' : ''}${value}</dd></div>`)}</dl>`;
    case 'sentences':
      return html`${block.sentences.map((sentence) => html`<p>${sentence}</p>`)}`;
    case 'provisions':
      return html`<ul class="cites">${block.provisions.map((cite) => html`<li>${citeOf(cite)}</li>`)}</ul>`;
    case 'checks':
      return html`${block.checks.map((check) => checkOf(check, page))}`;
    case 'grid':
      return gridOf(block);
    case 'tree':
      return html`<h4>${block.caption}</h4><ul class="tree">${treeOf(block.root)}</ul>`;
    case 'entries':
      return entriesOf(block.entries, block.numbered, page, false);
  }
}

function headline(block: Headline): Markup {
  const long = block.text.length > 60 ? ' long' : '';
  return html`<section class="headline" style="--tone:var(--${block.outcome})">${icon(block.outcome)}<div class="words"><h2 class="icon-title${long}">${block.text}</h2>${block.sentences.map((sentence) => html`<p>${sentence}</p>`)}</div></section>`;
}

function icon(outcome: Outcome): Markup {
  return new Markup(outcomeSvg(outcome, 'currentColor'));
}

function sectionOf(section: Section, page: Page, level: number): Markup {
  const { say } = page;
  const inside = () => section.blocks.map((block) => drawn(block, page, level + 1));
  switch (section.topic) {
    case 'law': {
      const [pairs, ...rest] = section.blocks;
      return html`<section aria-label="${section.title}">${pairs ? drawn(pairs, page, level) : null}${rest.map((block) => html`<div class="warning" role="note">${drawn(block, page, level)}</div>`)}</section>`;
    }
    case 'line':
      return html`<section id="${lineAnchor(section.of, page)}">${heading(section.title, level)}${inside()}</section>`;
    case 'answer':
      return html`<section>${inside()}</section>`;
    case 'questions':
    case 'review-questions':
      return html`<section class="${section.topic === 'questions' ? 'questions' : 'asides'}">${heading(section.title, level)}${section.blocks.map((block) => (block.kind === 'entries' ? entriesOf(block.entries, block.numbered, page, true) : drawn(block, page, level)))}</section>`;
    case 'content':
      return html`<section>${heading(section.title, level)}${flowFigure(page.drawings.get(section.of)?.flow, page)}${inside()}</section>`;
    case 'changes':
      return html`<section>${heading(section.title, level)}${timelineFigure(page.drawings.get(section.of)?.segments, page)}${inside()}</section>`;
    case 'trace': {
      const [checks] = section.blocks;
      const n = checks?.kind === 'checks' ? checks.checks.length : 0;
      return html`<section>${heading(section.title, level)}<details class="trace"><summary>${say('report.open-trace', { n })}</summary>${inside()}</details></section>`;
    }
    case 'sources':
      return html`<section>${heading(section.title, 2)}<ol class="sources">${section.blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : [])).map((entry, index) => html`<li id="${page.prefix}-s${index + 1}">${entry.url === undefined ? entry.text : html`<a href="${entry.url}" rel="noopener noreferrer">${entry.text}</a>`}</li>`)}</ol></section>`;
    default:
      return html`<section>${heading(section.title, level)}${inside()}</section>`;
  }
}

function heading(title: string, level: number): Markup {
  const tag = new Markup(`h${Math.min(level, 5)}`);
  return html`<${tag}>${title}</${tag}>`;
}

function chinese(text: string): Markup {
  return html`<span class="zh" lang="zh-Hans">${text}</span>`;
}

function citeOf(cite: ProvisionCite): Markup {
  return html`<span>${cite.cite}</span>${cite.chinese === null ? null : html` ${chinese(cite.chinese)}`} <span class="status">— ${cite.status}</span>${cite.verified === null ? null : html` <span class="tag">${cite.verified}</span>`}`;
}

function mark(verdict: Verdict, say: Say): Markup {
  return html`<span class="mark ${verdict}" role="img" aria-label="${say(`verdict.${verdict}`)}">${MARKS[verdict]}</span>`;
}

function refs(sources: readonly number[], { prefix }: Page): Markup | null {
  return sources.length === 0
    ? null
    : html`<sup class="refs">${sources.map((source) => html`<a href="#${prefix}-s${source}">${source}</a> `)}</sup>`;
}

function checkOf(check: Check, page: Page): Markup {
  const { say } = page;
  const tests = check.tests.map(
    (test) =>
      html`<li>${mark(test.verdict, say)}<span>${test.text}</span><span class="used">${test.used === '' ? '' : say('step.used', { fact: test.used })}</span></li>`,
  );
  return html`<div class="check"><div class="check-head"><span>${check.number}.</span>${mark(check.bites, say)}<span>${check.conclusion}</span><span class="effect">${check.effect}</span></div><p class="cite">${citeOf(check)}${refs(check.sources, page)}</p><p class="says">${check.text}</p>${tests.length === 0 ? html`<p class="status">${say('step.no-tests')}</p>` : html`<ul>${tests}</ul>`}</div>`;
}

/** Cells of at most so many columns stay on one line, so that a long neighbour does not squeeze a date or a code. */
const UNBROKEN = { few: 30, many: 14 };

function gridOf(grid: Grid): Markup {
  const most = grid.head.length <= 4 ? UNBROKEN.few : UNBROKEN.many;
  const cellOf = (cell: string, index: number) =>
    html`<td class="${columns(cell) <= most ? 'unbroken' : 'text'}" data-label="${cell === '' ? '' : (grid.head[index] ?? '')}">${cell}</td>`;
  const rows = grid.rows.map((row) => html`<tr>${row.map(cellOf)}</tr>`);
  return html`<div class="scroll"><table class="stacks"><thead><tr>${grid.head.map((head) => html`<th class="${columns(head) <= UNBROKEN.many ? 'unbroken' : 'text'}" scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function treeOf(node: TreeNode): Markup {
  return html`<li>${node.name}${node.detail === '' ? null : html`<span class="detail">${node.detail}</span>`}${node.children.length === 0 ? null : html`<ul>${node.children.map(treeOf)}</ul>`}</li>`;
}

function entriesOf(entries: readonly Entry[], numbered: boolean, page: Page, asChecklist: boolean): Markup {
  const items = entries.map((entry, index) => {
    const before = asChecklist
      ? html`<span class="box" aria-hidden="true"></span>`
      : entry.mark === null
        ? null
        : mark(entry.mark, page.say);
    const below =
      entry.below.length === 0
        ? null
        : html`<div class="below">${entry.below.map((line) => html`<p>${line}</p>`)}</div>`;
    return html`<li>${before}${numbered ? `${index + 1}. ` : ''}${entry.text}${refs(entry.sources, page)}${below}</li>`;
  });
  return numbered ? html`<ol class="plain">${items}</ol>` : html`<ul class="plain">${items}</ul>`;
}

// --- drawings -----------------------------------------------------------------------------------------------------------

function figure(svg: Markup, caption: string, table: Markup, say: Say): Markup {
  return html`<figure><div class="canvas">${svg}</div><figcaption>${caption}</figcaption><details><summary>${say('report.figures')}</summary>${table}</details></figure>`;
}

function flowFigure(flow: Flow | undefined, page: Page): Markup | null {
  if (flow === undefined) return null;
  const { say } = page;
  const caption = say('report.flow-text');
  const svg = flowSvg(flow, caption);
  if (svg === undefined) return null;
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  return figure(
    svg,
    caption,
    gridOf({
      kind: 'grid',
      caption,
      head: [say('report.from'), say('report.to'), say('report.value'), say('report.controlled')],
      rows: drawable(flow).map(({ from, to, value }) => [
        nodes.get(from)?.name ?? from,
        nodes.get(to)?.name ?? to,
        String(Number(value.toPrecision(6))),
        nodes.get(from)?.controlled ? say('match.met') : say('match.not-met'),
      ]),
    }),
    say,
  );
}

function timelineFigure(segments: readonly TimelineSegment[] | undefined, page: Page): Markup | null {
  if (segments === undefined || segments.length === 0) return null;
  const { say, language } = page;
  const svg = timelineSvg(segments, page.determination.asOf, language);
  if (svg === undefined) return null;
  const rows = segments.map(({ branch, label, from, until, outcome, possible }, index) => [
    segments[index - 1]?.branch === branch ? '' : label[language],
    until === null
      ? say('report.period-from', { from: dateText(from, language) })
      : say('report.period-range', { from: dateText(from, language), until: dateText(addDays(until, -1), language) }),
    possible.length > 1
      ? `${say(`outcome.${outcome}`)}${say('colon')}${possible.map((each) => say(`outcome.${each}`)).join(say('or'))}`
      : say(`outcome.${outcome}`),
  ]);
  return figure(
    svg,
    say('report.timeline-text'),
    gridOf({
      kind: 'grid',
      caption: say('report.timeline'),
      head: [say('report.branch'), say('report.period'), say('report.outcome')],
      rows,
    }),
    say,
  );
}
