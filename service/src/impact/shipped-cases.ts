import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const CASES = path.join(import.meta.dirname, 'cases');
const ENDING = '.yaml';

/** Ids of the cases that come with Ytterby, in the order in which they are shown: the latest measure first. */
export const SHIPPED_CASES = readdirSync(CASES)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length))
  .sort()
  .reverse();

/** Where the file of a case that comes with Ytterby lies; undefined where none has this id. @example shippedCase('october-2025') */
export function shippedCase(id: string): string | undefined {
  const file = path.join(CASES, `${id}${ENDING}`);
  return /^[a-z0-9-]+$/.test(id) && existsSync(file) ? file : undefined;
}

/** The text of a case that comes with Ytterby; undefined where none has this id. */
export async function shippedCaseText(id: string): Promise<string | undefined> {
  const file = shippedCase(id);
  return file === undefined ? undefined : readFile(file, 'utf8');
}
