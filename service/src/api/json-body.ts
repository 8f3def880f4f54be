import { parse } from 'secure-json-parse';
import { ApiProblem } from '../contract/problems.ts';

/** Levels of objects and lists within one another; facts with owners above owners stay far below. */
const DEEPEST = 500;
/** Fields of one object; the largest that means something is the composition of a material. */
const MOST_FIELDS = 5_000;
/** Values in all. A bill of 100,000 parts has a million and a half. */
const MOST_VALUES = 3_000_000;

/**
 * The JSON of a body. What is nested deeper, or has more fields or values, than anything means is refused before it is read, by a loop; so
 * is a field that would change what objects are (`__proto__`).
 * @throws ApiProblem `bad-request`
 * @example jsonIn(Buffer.from('{"facts":{}}')) // { facts: {} }
 */
export function jsonIn(bytes: Uint8Array): unknown {
  const excess = excessOf(bytes);
  if (excess === 'depth')
    throw new ApiProblem('bad-request', {
      zh: `内容嵌套超过${DEEPEST}层。`,
      en: `The content is nested more than ${DEEPEST} levels deep.`,
    });
  if (excess === 'fields')
    throw new ApiProblem('bad-request', {
      zh: `有一个对象的字段超过${MOST_FIELDS}个。`,
      en: `An object has more than ${MOST_FIELDS} fields.`,
    });
  if (excess === 'values')
    throw new ApiProblem('bad-request', {
      zh: `内容超过${MOST_VALUES}个值。`,
      en: `The content has more than ${MOST_VALUES} values.`,
    });
  try {
    return parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  } catch {
    throw new ApiProblem('bad-request', {
      zh: '请求内容不是有效的 JSON。',
      en: 'The content of the request is not valid JSON.',
    });
  }
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = Buffer.from('"\\,[]{}');

/** What is too much, before anything is read. In UTF-8 no byte of another character looks like one of these signs. */
function excessOf(bytes: Uint8Array): 'depth' | 'fields' | 'values' | undefined {
  /** By level: fields of the object that is open there; of a list none are counted. */
  const fields = new Int32Array(DEEPEST + 1);
  let [depth, values] = [0, 1];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at += 1;
      while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
    } else if (byte === COMMA) {
      values += 1;
      if (values > MOST_VALUES) return 'values';
      const count = fields[depth] ?? 0;
      if (count >= MOST_FIELDS) return 'fields';
      if (count > 0) fields[depth] = count + 1;
    } else if (byte === OPEN || byte === OPEN_LIST) {
      depth += 1;
      if (depth > DEEPEST) return 'depth';
      fields[depth] = byte === OPEN ? 1 : 0;
    } else if (byte === CLOSE || byte === CLOSE_LIST) depth = Math.max(0, depth - 1);
  }
  return undefined;
}
