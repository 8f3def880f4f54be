import { pinyin } from 'pinyin-pro';
import { CANTONESE } from './tables.generated.ts';

const NO_KEYS: readonly string[] = [];
const NONE: readonly (readonly string[])[] = [];

/**
 * The ways to read a word as pinyin syllables: as the orthography has it, where a syllable inside a word does not begin
 * with a vowel unless an apostrophe says so (GB/T 16159-2012), and with longest syllables first. Empty if it is none.
 * @example pinyinReadings('fangan') // [['fan', 'gan'], ['fang', 'an']]
 */
export function pinyinReadings(word: string): readonly (readonly string[])[] {
  if (!/^[a-z]*[aeiouvngr]$/.test(word) || /[^aeiouvngr][^aeiouvh]/.test(word)) return NONE;
  const readings = [split(word, false), split(word, true)].filter((reading) => reading !== undefined);
  return readings.length === 2 && readings[0]?.join(' ') === readings[1]?.join(' ') ? readings.slice(1) : readings;
}

function split(word: string, vowelsBegin: boolean): readonly string[] | undefined {
  const dead = new Set<number>();
  const walk = (from: number): readonly string[] | undefined => {
    if (from === word.length) return [];
    if (dead.has(from)) return undefined;
    for (let length = Math.min(6, word.length - from); length >= 1; length -= 1) {
      const syllable = word.slice(from, from + length);
      if (!isPinyin(syllable) || (!vowelsBegin && from > 0 && /^[aeo]/.test(syllable))) continue;
      const rest = walk(from + length);
      if (rest) return [syllable, ...rest];
    }
    dead.add(from);
    return undefined;
  };
  return walk(0);
}

/** Is this one syllable of pinyin? @example isPinyin('zhong') // true */
export function isPinyin(syllable: string): boolean {
  const initial = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?/.exec(syllable)?.[0] ?? '';
  const final = syllable.slice(initial.length);
  if (/^(?:[zcs]h?|r)$/.test(initial) && /^i./.test(final)) return false;
  return (
    Object.hasOwn(FINALS.pinyin, final) && (initial !== '' || /^(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|er)$/.test(final))
  );
}

/**
 * Pinyin without tones, one syllable a character, polyphones read in context (重庆 is chong qing). `ü` is written v.
 * @example syllablesOf('重庆长安') // ['chong', 'qing', 'chang', 'an']
 */
export function syllablesOf(text: string): readonly string[] {
  return pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' }).map((syllable) =>
    syllable.toLowerCase().replace(/[^a-z]/g, ''),
  );
}

const cantonese = new Map(
  CANTONESE.split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [character = '', spellings = ''] = line.split(',');
      return [character, spellings.split('|')[0] as string] as const;
    }),
);

/**
 * Other ways in which these characters may be spelt: other readings of a polyphone (one at a time), and the Hong Kong
 * spelling where every character has one in the table.
 * @example otherReadings('陈', ['chen']) // ['chan']
 */
export function otherReadings(text: string, syllables: readonly string[]): readonly string[] {
  const chars = [...text];
  const found = new Set<string>();
  if (chars.length === syllables.length) {
    chars.forEach((char, at) => {
      for (const other of pinyin(char, { multiple: true, toneType: 'none', type: 'array', v: true })) {
        if (other !== syllables[at] && found.size < 4) found.add(syllables.with(at, other).join(''));
      }
    });
  }
  const hongKong = chars.map((char) => cantonese.get(char));
  if (chars.length > 0 && hongKong.every((spelling) => spelling !== undefined)) found.add(hongKong.join(''));
  found.delete(syllables.join(''));
  return [...found];
}

/**
 * Initials and finals of a Mandarin syllable in both spellings, aspirates merged, because Wade-Giles is mostly printed
 * without its apostrophes: pinyin j, q, zh, ch and Wade-Giles ch all become C.
 */
const INITIALS: Readonly<Record<'pinyin' | 'wade', readonly (readonly [string, string])[]>> = {
  pinyin: [
    ['zh', 'C'],
    ['ch', 'C'],
    ['sh', 'S'],
    ['b', 'P'],
    ['p', 'P'],
    ['m', 'M'],
    ['f', 'F'],
    ['d', 'T'],
    ['t', 'T'],
    ['n', 'N'],
    ['l', 'L'],
    ['g', 'K'],
    ['k', 'K'],
    ['h', 'H'],
    ['j', 'C'],
    ['q', 'C'],
    ['x', 'X'],
    ['r', 'R'],
    ['z', 'Z'],
    ['c', 'Z'],
    ['s', 's'],
    ['y', 'y'],
    ['w', 'w'],
    ['', ''],
  ],
  wade: [
    ['ch', 'C'],
    ['sh', 'S'],
    ['hs', 'X'],
    ['ts', 'Z'],
    ['tz', 'Z'],
    ['p', 'P'],
    ['m', 'M'],
    ['f', 'F'],
    ['t', 'T'],
    ['n', 'N'],
    ['l', 'L'],
    ['k', 'K'],
    ['h', 'H'],
    ['j', 'R'],
    ['s', 's'],
    ['y', 'y'],
    ['w', 'w'],
    ['', ''],
  ],
};
const FINALS: Readonly<Record<'pinyin' | 'wade', Readonly<Record<string, string>>>> = {
  pinyin: {
    a: 'a',
    o: 'o',
    e: 'e',
    i: 'i',
    u: 'u',
    v: 'v',
    ai: 'ai',
    ei: 'ei',
    ao: 'ao',
    ou: 'ou',
    an: 'an',
    en: 'en',
    ang: 'ang',
    eng: 'eng',
    ong: 'ong',
    er: 'er',
    ia: 'ia',
    ie: 'ie',
    iao: 'iao',
    iu: 'iu',
    ian: 'ian',
    in: 'in',
    iang: 'iang',
    ing: 'ing',
    iong: 'iong',
    ua: 'ua',
    uo: 'o',
    uai: 'uai',
    ui: 'ui',
    uan: 'uan',
    un: 'un',
    uang: 'uang',
    ve: 'ue',
    ue: 'ue',
    van: 'uan',
    vn: 'un',
  },
  wade: {
    a: 'a',
    o: 'o',
    e: 'e',
    i: 'i',
    u: 'u',
    ai: 'ai',
    ei: 'ei',
    ao: 'ao',
    ou: 'ou',
    an: 'an',
    en: 'en',
    ang: 'ang',
    eng: 'eng',
    ung: 'ong',
    erh: 'er',
    ia: 'ia',
    ieh: 'ie',
    iao: 'iao',
    iu: 'iu',
    ien: 'ian',
    in: 'in',
    iang: 'iang',
    ing: 'ing',
    iung: 'iong',
    ua: 'ua',
    uo: 'o',
    uai: 'uai',
    ui: 'ui',
    uei: 'ui',
    uan: 'uan',
    un: 'un',
    uang: 'uang',
    ueh: 'ue',
    ih: 'i',
    eh: 'ie',
    en2: 'en',
    u2: 'u',
    ssu: 'i',
    zu: 'i',
    oh: 'o',
  },
};

function keysOf(word: string, system: 'pinyin' | 'wade', from: number, depth: number, out: string[]): boolean {
  if (from === word.length) return true;
  if (depth > 6) return false;
  for (const [spelt, sound] of INITIALS[system]) {
    if (!word.startsWith(spelt, from)) continue;
    for (let length = 4; length >= 1; length -= 1) {
      const end = from + spelt.length + length;
      if (end > word.length) continue;
      const final = FINALS[system][word.slice(from + spelt.length, end)];
      if (final === undefined || (spelt === '' && !/^[aoe]/.test(final))) continue;
      out.push(`${sound}${final}`);
      if (keysOf(word, system, end, depth + 1, out)) return true;
      out.pop();
    }
    if (spelt !== '') break;
  }
  return false;
}

/**
 * The Mandarin syllables that a Latin word could be, in a form that pinyin and Wade-Giles share; a word that is no
 * sequence of syllables has none. The two spellings of 近平 meet: jinping and chin-ping.
 * @example mandarinKeys('hsi') // ['Xi']; mandarinKeys('xi') // ['Xi']; mandarinKeys('smith') // []
 */
export function mandarinKeys(word: string): readonly string[] {
  // A syllable ends in a vowel, n, ng, r or (Wade-Giles) h, and no two consonants meet but as below.
  if (word.length < 2 || word.length > 16 || !/^[a-z]*[aeiouvnghr]$/.test(word)) return NO_KEYS;
  if (/[^aeiouv]{5}|[^aeiouvnghr][^aeiouvhsz]|^[^aeiou]{3}/.test(word)) return NO_KEYS;
  const keys = new Set<string>();
  for (const system of ['pinyin', 'wade'] as const) {
    const out: string[] = [];
    if (keysOf(word, system, 0, 0, out)) keys.add(out.join('-'));
  }
  return [...keys];
}
