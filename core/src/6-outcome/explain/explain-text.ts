import type { Determination } from '../determination.ts';
import type { Check, ExplainedBlock, Grid, TreeNode } from './blocks.ts';
import { citeLine, explain, MARKS } from './explain.ts';
import { type Language, type Say, speaker } from './wording.ts';
import { columns, tame, wrap } from './wrap.ts';

export interface TextOptions {
  /** Columns of the screen; a Chinese character takes two. */
  readonly width?: number;
}

/**
 * The explanation as plain text, wrapped. The first lines say what to do; the rest is for checking line by line. The full
 * trace stays out: provisions that plainly do not apply are counted. No colours, no escape codes.
 */
export function explainText(determination: Determination, language: Language, options: TextOptions = {}): string {
  const page: Page = { width: Math.max(40, options.width ?? 100), say: speaker(language), lines: [], cited: new Set() };
  for (const block of explain(determination, language)) write(block, page, 0, 1);
  return `${page.lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

interface Page {
  readonly width: number;
  readonly say: Say;
  readonly lines: string[];
  /** Sources that were cited; those of the trace alone are not listed. */
  readonly cited: Set<number>;
}

function put(page: Page, text: string, first: string, rest?: string): void {
  page.lines.push(...wrap(tame(text), page.width, first, rest));
}

function write(block: ExplainedBlock, page: Page, indent: number, level: number): void {
  const margin = ' '.repeat(indent);
  switch (block.kind) {
    case 'headline':
      put(page, block.text, margin);
      for (const sentence of block.sentences) put(page, sentence, margin);
      page.lines.push('');
      return;
    case 'section': {
      if (block.topic === 'trace') return;
      page.lines.push('');
      put(page, block.title, margin);
      if (level <= 2)
        page.lines.push(margin + (level === 1 ? '=' : '-').repeat(Math.min(columns(block.title), page.width - indent)));
      const inner = level === 1 ? indent : indent + 2;
      for (const inside of block.blocks) write(inside, page, inner, level + 1);
      return;
    }
    case 'pairs': {
      const widest = Math.max(...block.pairs.map(({ label }) => columns(label)));
      for (const { label, value, warns } of block.pairs) {
        const first = `${margin}${label}${' '.repeat(widest - columns(label) + 2)}${warns ? '! ' : ''}`;
        put(page, value, first, ' '.repeat(columns(first)));
      }
      return;
    }
    case 'sentences':
      for (const sentence of block.sentences) put(page, sentence, margin);
      return;
    case 'provisions':
      for (const cite of block.provisions) put(page, citeLine(cite, page), `${margin}- `);
      return;
    case 'checks':
      for (const check of block.checks) writeCheck(check, page, indent);
      return;
    case 'grid':
      writeGrid(block, page, indent);
      return;
    case 'tree':
      put(page, block.caption, margin);
      writeTree(block.root, page, margin, margin, margin);
      return;
    case 'entries':
      for (const [index, entry] of block.entries.entries()) {
        if (entry.isSource && !page.cited.has(index + 1)) continue;
        const bullet = block.numbered
          ? `${String(index + 1).padStart(2)}. `
          : entry.mark === null
            ? '- '
            : `${MARKS[entry.mark]} `;
        put(page, entry.text + numbers(entry.sources, page), margin + bullet);
        for (const below of entry.below)
          put(page, below, `${margin}${' '.repeat(bullet.length)}`, `${margin}${' '.repeat(bullet.length + 2)}`);
      }
  }
}

function numbers(sources: readonly number[], page: Page): string {
  for (const source of sources) page.cited.add(source);
  return sources.length === 0 ? '' : ` [${sources.join(', ')}]`;
}

function writeCheck(check: Check, page: Page, indent: number): void {
  const margin = ' '.repeat(indent);
  const first = `${margin}${String(check.number).padStart(2)}. `;
  const under = ' '.repeat(first.length);
  page.lines.push('');
  put(page, `${check.effect}${page.say('colon')}${check.conclusion}`, `${first}${MARKS[check.bites]} `, `${under}  `);
  put(page, citeLine(check, page) + numbers(check.sources, page), under);
  put(page, check.text, under);
  if (check.tests.length === 0) put(page, page.say('step.no-tests'), under);
  for (const test of check.tests) {
    const used = test.used === '' ? '' : `  ← ${page.say('step.used', { fact: test.used })}`;
    put(page, test.text + used, `${under}${MARKS[test.verdict]} `, `${under}  `);
  }
}

/** As a table where it fits the width, else row by row. */
function writeGrid(grid: Grid, page: Page, indent: number): void {
  const margin = ' '.repeat(indent);
  const widths = grid.head.map((head, column) =>
    Math.max(columns(head), ...grid.rows.map((row) => columns(row[column] ?? ''))),
  );
  const total = indent + widths.reduce((sum, width) => sum + width + 2, -2);
  if (total <= page.width) {
    const line = (row: readonly string[]) =>
      (
        margin +
        row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - columns(cell)))).join('  ')
      ).trimEnd();
    page.lines.push(
      line(grid.head),
      margin + widths.map((width) => '-'.repeat(width)).join('  '),
      ...grid.rows.map(line),
    );
    return;
  }
  for (const row of grid.rows) {
    put(page, row[0] ?? '', `${margin}- `);
    for (const [column, head] of grid.head.entries()) {
      if (column > 0) put(page, `${head}${page.say('colon')}${row[column] ?? ''}`, `${margin}  `, `${margin}    `);
    }
  }
}

function writeTree(node: TreeNode, page: Page, first: string, rest: string, margin: string): void {
  // A very deep chain would leave no room for words.
  const fits = columns(first) <= page.width - 24;
  put(
    page,
    node.detail === '' ? node.name : `${node.name}  ${node.detail}`,
    fits ? first : `${margin}… `,
    fits ? `${rest}  ` : `${margin}    `,
  );
  for (const [index, child] of node.children.entries()) {
    const last = index === node.children.length - 1;
    writeTree(child, page, `${rest}${last ? '└─ ' : '├─ '}`, `${rest}${last ? '   ' : '│  '}`, margin);
  }
}
