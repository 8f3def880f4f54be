import { scriptOf } from './script.ts';

/** Something odd about the characters of a name. It is repaired for the comparison, and said. */
export type TextNote =
  | 'invisible-characters'
  | 'direction-marks'
  | 'look-alike-letters'
  | 'broken-characters'
  | 'piled-up-marks'
  | 'cut-short';

/** A name whose characters can be compared. */
export interface CleanText {
  readonly text: string;
  readonly notes: readonly TextNote[];
}

/** The longest official name known to us has about 250 characters; what comes after 400 is not read. */
const LONGEST = 400;
/** No writing system puts more than this many marks on one letter (Vietnamese two, pointed Hebrew three). */
const MOST_MARKS = 4;

const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// Joiners (U+200C, U+200D) are dropped too: they change the look of letters, not which letters they are.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const CONTROL = /[\p{Cc}]/gu;

/** Cyrillic and Greek letters that look like Latin ones (subset of Unicode's confusables, UTS 39). */
const LOOK_ALIKES = new Map(
  Object.entries({
    а: 'a',
    А: 'A',
    В: 'B',
    е: 'e',
    Е: 'E',
    ѕ: 's',
    Ѕ: 'S',
    і: 'i',
    І: 'I',
    ј: 'j',
    Ј: 'J',
    К: 'K',
    М: 'M',
    Н: 'H',
    о: 'o',
    О: 'O',
    р: 'p',
    Р: 'P',
    с: 'c',
    С: 'C',
    Т: 'T',
    у: 'y',
    У: 'Y',
    х: 'x',
    Х: 'X',
    ԁ: 'd',
    ԛ: 'q',
    ԝ: 'w',
    Α: 'A',
    Β: 'B',
    Ε: 'E',
    Ζ: 'Z',
    Η: 'H',
    Ι: 'I',
    Κ: 'K',
    Μ: 'M',
    Ν: 'N',
    Ο: 'O',
    ο: 'o',
    Ρ: 'P',
    Τ: 'T',
    Υ: 'Y',
    Χ: 'X',
    ν: 'v',
    ι: 'i',
    α: 'a',
    к: 'k',
    т: 't',
    м: 'm',
    в: 'b',
    н: 'h',
    κ: 'k',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
  }),
);
const BACK = new Map(
  [...LOOK_ALIKES].filter(([from]) => scriptOf(from) === 'Cyrillic').map(([from, to]) => [to, from]),
);

/**
 * Which characters does this name really have? Unicode compatibility form (NFKC: full width, ligatures, ㈱ become plain
 * letters), invisible and direction characters dropped, Latin look-alikes in a foreign script written in the script of
 * their word, one space between words. Cleaning twice changes nothing.
 * @param longest what comes after so many characters is not read
 * @example cleanText('Ｔ\u200bDK').text // 'TDK', notes ['invisible-characters']
 * @example cleanText('Lоckheed').text // with a Cyrillic о: 'Lockheed', notes ['look-alike-letters']
 */
export function cleanText(name: string, longest = LONGEST): CleanText {
  if (name.length <= longest && isPlain(name)) return { text: name.replace(/ {2,}/g, ' ').trim(), notes: NO_NOTES };
  const notes = new Set<TextNote>();
  const swap = (text: string, pattern: RegExp, by: string, note: TextNote) => {
    const swapped = text.replace(pattern, by);
    if (swapped !== text) notes.add(note);
    return swapped;
  };
  // The limit comes first: what follows must not see 100 kB. NFKC can make one character eighteen, so it comes again.
  let text = name;
  if (text.length > 4 * longest) {
    text = text.slice(0, 4 * longest);
    notes.add('cut-short');
  }
  if (!text.isWellFormed()) {
    notes.add('broken-characters');
    text = text.toWellFormed();
  }
  text = swap(text, /\ufffd/gu, ' ', 'broken-characters');
  text = swap(text, DIRECTION, '', 'direction-marks');
  text = swap(text, INVISIBLE, '', 'invisible-characters');
  if (!isPlain(text)) text = text.normalize('NFKC');
  text = swap(text, INVISIBLE, '', 'invisible-characters');
  text = swap(text.replace(/\s/gu, ' '), CONTROL, ' ', 'invisible-characters');
  text = swap(text, PILE, '$1', 'piled-up-marks');
  text = text.replace(/ {2,}/g, ' ').trim();
  if (text.length > longest) {
    // The cut may fall inside a character of two units.
    text = text
      .slice(0, longest)
      .toWellFormed()
      .replace(/\ufffd$/u, '')
      .trim();
    notes.add('cut-short');
  }
  const folded = isPlain(text) ? text : foldLookAlikes(text);
  if (folded !== text) notes.add('look-alike-letters');
  return { text: isPlain(folded) ? folded : folded.normalize('NFKC'), notes: [...notes] };
}

const PILE = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');

const NO_NOTES: readonly TextNote[] = [];

/** Only printable ASCII: nothing to repair. */
const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text);

function foldLookAlikes(text: string): string {
  const rest = new Set([...text].map(scriptOf));
  if (!rest.has('Latin') || !(rest.has('Cyrillic') || rest.has('Greek'))) return text;
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const chars = [...word];
    const foreign = chars.filter((char) => scriptOf(char) === 'Cyrillic' || scriptOf(char) === 'Greek');
    if (foreign.length === 0) return word;
    const isMixed = chars.some((char) => scriptOf(char) === 'Latin');
    if (foreign.every((char) => LOOK_ALIKES.has(char)) && (isMixed || word.length === 1 || isShout(word)))
      return chars.map((char) => LOOK_ALIKES.get(char) ?? char).join('');
    return isMixed ? chars.map((char) => BACK.get(char) ?? char).join('') : word;
  });
}

/** A whole word of capitals that all look Latin, in a name that is otherwise partly Latin: НТС beside Corp. */
const isShout = (word: string) => word === word.toUpperCase();
