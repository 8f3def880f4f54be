import { toldFacts } from './completions.ts';
import type { Case } from './random-export.ts';

/** A case as code that can be run again by itself: the law, the facts as told, the readings, and what they may really be. */
export function runnable({ book, truth, holes, readings }: Case): string {
  const facts = toldFacts(truth, holes);
  const open = holes.map(({ told, values }) => [told.map(({ at }) => at.join('.')).join(' and '), values]);
  return [
    `const book = ${JSON.stringify(book)};`,
    `const facts = ${JSON.stringify(facts)};`,
    `outcomesOf(facts, book, ${JSON.stringify({ readings })});`,
    `// not told, with what it may be: ${JSON.stringify(open)}`,
  ].join('\n');
}
