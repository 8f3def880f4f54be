import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type Place, refuse } from './problem.ts';
import { MAX_CELL_BYTES } from './read-text.ts';
import { MAX_COLUMNS, type Table, type TableRow } from './table.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * The sign that parts cells: the one that gives the first rows the most cells, the same number in each row. Signs in
 * quotes do not count.
 * @example sniffDelimiter('a;b;c\n1,5;2;3') // ';'
 */
export function sniffDelimiter(text: string): string {
  const counts = new Map<string, number[]>(DELIMITERS.map((delimiter) => [delimiter, []]));
  let current = new Map<string, number>();
  let quoted = false;
  let rows = 0;
  let hasText = false;
  const endRow = () => {
    if (hasText) {
      for (const delimiter of DELIMITERS) counts.get(delimiter)?.push(current.get(delimiter) ?? 0);
      rows++;
    }
    current = new Map();
    hasText = false;
  };
  const end = Math.min(text.length, 200_000);
  for (let i = 0; i < end && rows < 30; i++) {
    const character = text[i] as string;
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === '\n') endRow();
    else if (!quoted && counts.has(character)) current.set(character, (current.get(character) ?? 0) + 1);
    if (character !== '\n' && character !== ' ') hasText = true;
  }
  endRow();
  let best: string = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const list = counts.get(delimiter) ?? [];
    const most = list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
    const used = most > 0 ? most : Math.max(0, ...list) > 0 ? 0.5 : 0;
    const steady = list.length === 0 ? 0 : list.filter((count) => count === most).length / list.length;
    const score = used * (0.2 + steady);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** Quoted line ends count twice in the parser's lines, so all line ends become LF first. */
function* chunksOf(text: string): Generator<Buffer> {
  const size = 1024 * 1024;
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + size, text.length);
    const last = text.charCodeAt(end - 1);
    // Not between the two halves of a character.
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end++;
    yield Buffer.from(text.slice(start, end));
    start = end;
  }
}

/**
 * A table from text: cells parted by comma, semicolon, tab or bar (found by looking, or named by Excel's `sep=` line),
 * quotes doubled inside quotes, cells over several lines. Raises, while rows are read, `intake/unclosed-quote`,
 * `intake/cell-too-large`, `intake/bad-csv`, `intake/too-many-columns`.
 */
export function csvTable(rawText: string, file: string): Table {
  let text = rawText.replace(/\r\n?/g, '\n');
  let skipped = 0;
  let delimiter: string | undefined;
  const named = /^sep=([,;\t|])\n/i.exec(text);
  if (named !== null) {
    delimiter = named[1];
    text = text.slice(named[0].length);
    skipped = 1;
  }
  const sign = delimiter ?? sniffDelimiter(text);

  async function* rows(): AsyncGenerator<TableRow> {
    const parser = parse({
      delimiter: sign,
      record_delimiter: '\n',
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: MAX_CELL_BYTES,
    });
    let line = 1 + skipped;
    let row = skipped;
    const place = (): Place => ({ file, row: row + 1, line });
    const source = Readable.from(chunksOf(text));
    source.pipe(parser);
    try {
      for await (const item of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
        row++;
        if (item.record.length > MAX_COLUMNS) {
          refuse('intake/too-many-columns', { file, row, line }, { count: item.record.length, limit: MAX_COLUMNS });
        }
        const start = line;
        line = item.info.lines + 1 + skipped;
        yield { row, line: start, cells: item.record };
      }
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      if (error.code === 'CSV_MAX_RECORD_SIZE') {
        const opens = (text.split('\n', line - skipped)[line - skipped - 1] ?? '').includes('"');
        return refuse(opens ? 'intake/unclosed-quote' : 'intake/cell-too-large', place(), { limit: MAX_CELL_BYTES });
      }
      if (error.code === 'CSV_QUOTE_NOT_CLOSED') return refuse('intake/unclosed-quote', place());
      return refuse('intake/bad-csv', place(), { detail: error.message });
    } finally {
      source.destroy();
      parser.destroy();
    }
  }
  return { file, semicolons: sign === ';', rows };
}
