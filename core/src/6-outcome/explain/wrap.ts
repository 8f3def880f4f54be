/** Text on a screen of fixed columns. Chinese characters take two columns (Unicode Annex 11, wide and full-width). */

const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];
const NO_WIDTH = /^(?:\p{M}|\p{Cf})$/u;

function columnsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  // What most of a Latin text is made of.
  if (code >= 0x20 && code <= 0x7e) return 1;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** How many columns does this text take? @example columns('镝 Dy') // 5 */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

/** Chinese marks that may not begin a line, and those that may not end one (GB/T 15834). */
const NOT_FIRST = /^[，。；：、！？）》」』】〕〉”’％—…·)\]},.;:!?]/u;
const NOT_LAST = /[（《「『【〔〈“‘([]$/u;
/** Controls, line ends, and marks that turn the direction of writing. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** The text with nothing in it that could move a cursor or turn the direction of writing; names come from strangers. */
export function tame(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(UNSAFE, '\ufffd');
}

/** The smallest pieces between which a line may break: words, and single Chinese characters with their marks. */
function pieces(text: string): string[] {
  const result: string[] = [];
  let glue = false;
  for (const character of text) {
    const last = result.at(-1);
    const wide = columnsOf(character) === 2 || /[“”‘’—…·]/.test(character);
    const lastIsWide = last !== undefined && columnsOf([...last].at(-1) ?? '') === 2;
    const joins =
      last !== undefined &&
      character !== ' ' &&
      (glue ||
        NOT_FIRST.test(character) ||
        (!wide && !lastIsWide && !last.endsWith(' ')) ||
        NOT_LAST.test(last) ||
        columnsOf(character) === 0);
    if (last === undefined) result.push(character);
    else if (joins || character === ' ') result[result.length - 1] = last + character;
    else result.push(character);
    glue = NOT_LAST.test(character);
  }
  return result;
}

function* chopped(piece: string, width: number): Generator<string> {
  let part = '';
  let used = 0;
  for (const character of piece) {
    const more = columnsOf(character);
    if (used + more > width && part !== '') {
      yield part;
      [part, used] = ['', 0];
    }
    part += character;
    used += more;
  }
  if (part !== '') yield part;
}

/**
 * Breaks a text into lines of at most `width` columns: `first` begins the first line, `rest` the others. A word longer than
 * a line is cut.
 * @example wrap('出口经营者须取得许可。', 12) // ['出口经营者须', '取得许可。']
 */
export function wrap(text: string, width: number, first = '', rest = first.replace(/./gu, ' ')): string[] {
  const lines: string[] = [];
  let line = first;
  let used = columns(first);
  let empty = true;
  const turn = () => {
    lines.push(line.trimEnd());
    line = rest;
    used = columns(rest);
    empty = true;
  };
  for (const piece of pieces(text)) {
    const size = columns(piece.trimEnd());
    if (used + size > width && !empty) turn();
    if (used + size <= width) {
      line += piece;
      used += columns(piece);
      empty = false;
      continue;
    }
    for (const part of chopped(piece, Math.max(2, width - columns(rest)))) {
      if (!empty) turn();
      line += part;
      used += columns(part);
      empty = false;
    }
  }
  lines.push(line.trimEnd());
  return lines;
}
