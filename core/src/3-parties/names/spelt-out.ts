import { simplified } from '../../simplified.ts';
import { cleanText } from './clean-text.ts';
import { scriptOf } from './script.ts';
import { wordsOf } from './words.ts';

/** One word of a text, or one character where the script puts no spaces between words. */
export interface SpeltWord {
  /** a-z and 0-9; or a Chinese character, simplified, or a kana. */
  readonly text: string;
  readonly isCharacter: boolean;
  /** A sign or a line break that divides names stands before it. */
  readonly afterBreak: boolean;
}

/** Facts hold no longer name. */
const LONGEST = 2_000;
/** Signs that stand between names, not inside one: “/” does both, and counts; with letters it is short for a link (c/o, t/a). */
const BREAK =
  /[\n\r;:,|/\\()[\]{}<>"“”«»„「」『』【】《》〔〕〈〉、，；：。！!?？＝=*•—–_~@#]|\s-+\s|\b(?:c\/o|t\/as?|d\/b\/a|[afn]\/k\/a)(?![\p{L}\p{N}])/iu;
/** Links that are written and left out at will. */
const LEFT_OUT = new Set(['and', 'the']);

/**
 * The words of a text one after another, with nothing told of what they are: so that a name inside a longer text is spelt as it is when it stands
 * alone. Spaces, hyphens, case, accents and `and` make no difference.
 * @example speltOut('NewCo (formerly 莱茵AG)').map(({ text }) => text) // ['newco', 'formerly', '莱', '茵', 'ag']
 */
export function speltOut(name: string): readonly SpeltWord[] {
  const words: SpeltWord[] = [];
  let afterBreak = true;
  let run = '';
  const flush = () => {
    for (const text of wordsOf(run)) {
      if (LEFT_OUT.has(text)) continue;
      words.push({ text, isCharacter: false, afterBreak });
      afterBreak = false;
    }
    run = '';
  };
  // Line breaks become spaces when the text is cleaned, and divide all the same.
  const text = simplified(cleanText(name.replace(/[\n\r\t\u2028\u2029]+/gu, ' ; '), LONGEST).text);
  for (const part of text.split(BREAK)) {
    for (const char of part) {
      const script = scriptOf(char);
      if (script !== 'Han' && script !== 'Kana') {
        run += char;
        continue;
      }
      flush();
      words.push({ text: char, isCharacter: true, afterBreak });
      afterBreak = false;
    }
    flush();
    afterBreak = true;
  }
  return words;
}
