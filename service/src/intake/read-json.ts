import { type Place, refuse } from './problem.ts';
import { lineFinder, MAX_DEPTH, type Tree, type TreeEntry } from './tree.ts';

/**
 * Strict JSON (RFC 8259) → tree, keeping the digits of numbers, the place of each value, and duplicate keys as errors;
 * `JSON.parse` gives none of the three. `null` becomes nothing, `true` and `false` become text.
 * Raises `intake/bad-json`, `intake/duplicate-key`, `intake/too-deep`.
 */
export function readJson(text: string, place: Place, firstLine = 1): Tree {
  const find = lineFinder(text);
  const where = (offset: number): Place => {
    const { line, column } = find(offset);
    return { ...place, line: line + firstLine - 1, column };
  };
  let at = 0;

  const fail = (detail: string, offset = at): never => refuse('intake/bad-json', where(offset), { detail });
  const show = () =>
    at >= text.length ? 'the end of the text' : JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0));

  const skipSpace = () => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 10 || code === 13 || code === 9) at++;
      else return;
    }
  };

  const readString = (): string => {
    const start = at;
    at++;
    const plain = at;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        const raw = text.slice(plain, at);
        at++;
        if (!raw.includes('\\')) return raw;
        try {
          return JSON.parse(`"${raw}"`) as string;
        } catch {
          return fail('a backslash is followed by something that is not an escape', start);
        }
      }
      if (Number.isNaN(code)) return fail('a text opens here and is never closed', start);
      if (code < 32) return fail('a text runs over the end of its line, or holds a control character');
      at += code === 92 ? 2 : 1;
    }
  };

  const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  const WORD = /[A-Za-z_+-][\w.+-]*/y;

  const readValue = (depth: number): Tree => {
    if (depth > MAX_DEPTH) return refuse('intake/too-deep', where(at), { limit: MAX_DEPTH });
    skipSpace();
    const start = at;
    const character = text[at];
    if (character === '{') {
      at++;
      const entries: TreeEntry[] = [];
      const seen = new Map<string, number>();
      skipSpace();
      if (text[at] === '}') {
        at++;
        return { kind: 'map', entries, at: start };
      }
      for (;;) {
        skipSpace();
        if (text[at] !== '"') fail(`expected a key in double quotes, found ${show()}`);
        const keyAt = at;
        const key = readString();
        const first = seen.get(key);
        if (first !== undefined) refuse('intake/duplicate-key', where(keyAt), { key, first: where(first).line ?? 1 });
        seen.set(key, keyAt);
        skipSpace();
        if (text[at] !== ':') fail(`expected ":" after the key, found ${show()}`);
        at++;
        entries.push({ key, keyAt, value: readValue(depth + 1) });
        skipSpace();
        if (text[at] === ',') at++;
        else if (text[at] === '}') {
          at++;
          return { kind: 'map', entries, at: start };
        } else fail(`expected "," or "}", found ${show()}`);
      }
    }
    if (character === '[') {
      at++;
      const items: Tree[] = [];
      skipSpace();
      if (text[at] === ']') {
        at++;
        return { kind: 'list', items, at: start };
      }
      for (;;) {
        items.push(readValue(depth + 1));
        skipSpace();
        if (text[at] === ',') at++;
        else if (text[at] === ']') {
          at++;
          return { kind: 'list', items, at: start };
        } else fail(`expected "," or "]", found ${show()}`);
      }
    }
    if (character === '"') return { kind: 'text', text: readString(), at: start };
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text);
    if (number !== null) {
      at += number[0].length;
      if (/[\w.]/.test(text[at] ?? '')) fail('a number is not written as JSON wants it', start);
      return { kind: 'text', text: number[0], at: start };
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0];
    if (word !== undefined) {
      at += word.length;
      if (word === 'null') return { kind: 'nothing', at: start };
      if (word === 'true' || word === 'false') return { kind: 'text', text: word, at: start };
      return fail(`${word} is not a JSON value`, start);
    }
    return fail(`expected a value, found ${show()}`);
  };

  const tree = readValue(1);
  skipSpace();
  if (at < text.length) fail(`more text follows the end of the value: ${show()}`);
  return tree;
}
