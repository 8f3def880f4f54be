import { ApiProblem } from '../contract/problems.ts';
import type { PageQuery } from '../contract/shapes.ts';

/**
 * Pages of a list. A page begins after the sort key of the last row before it, so that rows which come or go meanwhile move
 * nothing; the key travels as an opaque text.
 */
export interface Page<Item> {
  readonly items: Item[];
  /** Goes into `?after=`; null on the last page. */
  readonly next: string | null;
}

const LIMIT = 50;

/** How many rows to read: one more than are shown tells whether there is another page. @example rowsToRead({}) // 51 */
export const rowsToRead = ({ limit = LIMIT }: PageQuery): number => limit + 1;

/**
 * After which sort key does the page begin? undefined = at the start.
 * @param parts how many texts make the key
 * @throws ApiProblem `bad-request` for what was never a `next` of ours
 */
export function pageStart({ after }: PageQuery, parts: number): readonly string[] | undefined {
  if (after === undefined) return undefined;
  const key = readKey(after);
  if (key?.length === parts) return key;
  throw new ApiProblem('bad-request', undefined, [
    { path: '/query/after', zh: '不是上一页给出的 next。', en: 'Not the `next` of a page before.' },
  ]);
}

/**
 * The page, of the rows that were read.
 * @param key the row's sort key, as `pageStart` gives it back
 * @example pageOf(rows, query, ({ name, id }) => [name, id], present)
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  { limit = LIMIT }: PageQuery,
  key: (row: Row) => readonly string[],
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(present),
    next: last === undefined ? null : Buffer.from(JSON.stringify(key(last))).toString('base64url'),
  };
}

function readKey(text: string): readonly string[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    // The database takes no NUL in a text.
    return Array.isArray(key) && key.every((part) => typeof part === 'string' && !part.includes('\0'))
      ? (key as string[])
      : undefined;
  } catch {
    return undefined;
  }
}
