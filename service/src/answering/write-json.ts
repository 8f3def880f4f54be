/** Levels down to which objects and lists are taken apart. Below, a value is written in one go: it is small. */
const LEVELS = 4;

/** An answer would be longer than it may be. */
export class TooLong extends Error {}

/**
 * The JSON of a value, as `JSON.stringify` writes it, in UTF-8. Written piece by piece: a thread that asks for a hundred megabytes
 * in one go when its memory is full takes the whole process down with it, which one that fills up slowly does not.
 * @param most bytes that it may have
 * @throws TooLong
 * @example Buffer.from(writeJson({ a: [1, undefined] }, 100)).toString() // '{"a":[1,null]}'
 */
export function writeJson(value: unknown, most: number): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const write = (text: string): void => {
    const piece = Buffer.from(text);
    size += piece.length;
    if (size > most) throw new TooLong();
    pieces.push(piece);
  };
  const writeAll = (each: unknown, levels: number): void => {
    if (levels === 0 || typeof each !== 'object' || each === null || 'toJSON' in each) {
      write(JSON.stringify(each) ?? 'null');
    } else if (Array.isArray(each)) {
      write('[');
      each.forEach((item, index) => {
        if (index > 0) write(',');
        writeAll(item, levels - 1);
      });
      write(']');
    } else {
      write('{');
      let isFirst = true;
      for (const [key, item] of Object.entries(each)) {
        if (item === undefined || typeof item === 'function' || typeof item === 'symbol') continue;
        write(`${isFirst ? '' : ','}${JSON.stringify(key)}:`);
        isFirst = false;
        writeAll(item, levels - 1);
      }
      write('}');
    }
  };
  writeAll(value, LEVELS);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
