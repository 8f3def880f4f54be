import { parse } from 'secure-json-parse';
import { ApiProblem } from '../contract/problems.ts';

/** Levels of objects and lists within one another; facts with owners above owners stay far below. */
const DEEPEST = 500;

/**
 * The JSON of a body. What is nested deeper than anything means is refused before it is read, by a loop; so is a field that would
 * change what objects are (`__proto__`).
 * @throws ApiProblem `bad-request`
 * @example jsonIn(Buffer.from('{"facts":{}}')) // { facts: {} }
 */
export function jsonIn(bytes: Uint8Array): unknown {
  if (depthOf(bytes) > DEEPEST)
    throw new ApiProblem('bad-request', {
      zh: `内容嵌套超过${DEEPEST}层。`,
      en: `The content is nested more than ${DEEPEST} levels deep.`,
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

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [...'"\\[]{}'].map((sign) => sign.charCodeAt(0));

/** How deep objects and lists stand within one another. In UTF-8 no byte of another character looks like one of these signs. */
function depthOf(bytes: Uint8Array): number {
  let [depth, deepest] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at += 1;
      while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
    } else if (byte === OPEN || byte === OPEN_LIST) deepest = Math.max(deepest, ++depth);
    else if (byte === CLOSE || byte === CLOSE_LIST) depth -= 1;
  }
  return deepest;
}
