import { ApiProblem } from '../contract/problems.ts';
import type { PageQuery } from '../contract/shapes.ts';
import { type Page, pageOf, pageStart, rowsToRead } from './paging.ts';

/**
 * One page of items that come one after the other and are known by an id, such as the lines of a file: no more is held than the
 * page.
 * @throws ApiProblem `bad-request` where the page would begin behind an item that is not there
 */
export async function streamedPage<Item>(
  all: AsyncIterable<Item> | Iterable<Item>,
  idOf: (item: Item) => string,
  query: PageQuery,
): Promise<Page<Item>> {
  const [before] = pageStart(query, 1) ?? [];
  let isBehind = before === undefined;
  const rows: Item[] = [];
  for await (const item of all) {
    if (isBehind) {
      rows.push(item);
      if (rows.length === rowsToRead(query)) break;
    } else isBehind = idOf(item) === before;
  }
  if (!isBehind)
    throw new ApiProblem('bad-request', undefined, [
      {
        path: '/query/after',
        zh: '找不到这一页的起点，请从第一页重新查阅。',
        en: 'The page has no beginning any more: start again with the first.',
      },
    ]);
  return pageOf(
    rows,
    query,
    (item) => [idOf(item)],
    (item) => item,
  );
}
