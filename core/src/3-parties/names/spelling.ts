/**
 * How alike are two spellings of one word? Ordinary typing errors, and the ways in which one sound is written in Latin
 * letters. Everything here works on lower-case a-z and 0-9.
 */

/** Letter groups that stand for one sound, longest first. Capitals are sounds that have no letter of their own. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh|sz|sj/g, 'S'],
  [/tsch|tch|ch|cz/g, 'C'],
  [/dzh|zh|dj|dzh/g, 'j'],
  [/ph/g, 'f'],
  [/kh|gh(?=[^aeiouy]|$)/g, 'h'],
  [/gh/g, 'g'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x/g, 'ks'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/bh/g, 'b'],
  [/tz/g, 'ts'],
  [/w/g, 'v'],
  [/ou|oo/g, 'u'],
  [/ee/g, 'i'],
  [/(?:e|a)[iyj](?=[^aeiouy]|$)/g, 'ai'],
  [/(?<=[aeiou])[jy](?=[^aeiou]|$)/g, 'i'],
  [/y(?=[aeou])|j(?=[aeou]$)/g, 'Y'],
  [/iy|ij|yj|ii|yy|ie|y/g, 'i'],
  [/o/g, 'u'],
  [/e/g, 'i'],
  [/Y/g, 'i'],
  [/h(?=[^aiu]|$)/g, ''],
  [/(.)\1+/g, '$1'],
];

/**
 * How does a word sound, whoever spelt it? Two spellings of equal sound are one word to a listener.
 * @example soundOf('mohammed') // 'muhamid'
 * @example soundOf('husayn') === soundOf('hussein') // true: 'husain'
 */
export function soundOf(word: string): string {
  let sound = word;
  for (const [pattern, by] of SOUNDS) sound = sound.replace(pattern, by);
  return sound;
}

/** Voiced and voiceless partners share a letter; vowels go, but for a first one. */
const CONSONANT: Readonly<Record<string, string>> = {
  b: 'p',
  p: 'p',
  d: 't',
  t: 't',
  g: 'k',
  k: 'k',
  v: 'f',
  f: 'f',
  z: 's',
  s: 's',
  S: 's',
  j: 'c',
  C: 'c',
};

/**
 * The consonants of a sound, for looking up words that could be meant, and for scripts that write no vowels.
 * @example skeletonOf(soundOf('mohammed')) // 'mmt', as for 'muhammad'
 */
export function skeletonOf(sound: string): string {
  let skeleton = '';
  for (let at = 0; at < sound.length; at += 1) {
    const char = sound[at] as string;
    if ('aiuh'.includes(char)) {
      if (at === 0 && char !== 'h') skeleton += 'a';
    } else skeleton += CONSONANT[char] ?? char;
  }
  return skeleton;
}

const CODE_A = 97;
const isVowel = (code: number) => code === 97 || code === 101 || code === 105 || code === 111 || code === 117;
/** Pairs that one ear or alphabet does not keep apart: 1 = two vowels, 2 = near consonants. By codes below 128. */
const PAIRS = new Uint8Array(128 * 128);
for (const one of 'aeiou') for (const two of 'aeiou') PAIRS[one.charCodeAt(0) * 128 + two.charCodeAt(0)] = 1;
for (const pair of 'kg bp dt sz vf jC jz jg SC Ss ks vb hk hg ij mn'.split(' ')) {
  const [one, two] = [pair.charCodeAt(0), pair.charCodeAt(1)];
  PAIRS[one * 128 + two] = 2;
  PAIRS[two * 128 + one] = 2;
}

export interface EditCosts {
  readonly vowel: number;
  readonly near: number;
  readonly swap: number;
  readonly doubled: number;
}

/** Longer words are compared by their first letters. */
const LONGEST = 64;
const ROWS = [new Float64Array(LONGEST + 1), new Float64Array(LONGEST + 1), new Float64Array(LONGEST + 1)];
const DROPS = new Float64Array(LONGEST);

/**
 * What does it cost to turn one spelling into the other (optimal string alignment: insert, delete, replace, swap
 * neighbours)? An ordinary letter costs 1; `costs` has the cheaper cases. Above `most` the exact cost does not matter,
 * and Infinity is returned. Letters must be ASCII.
 * @example editCost('shoigu', 'shiogu', { vowel: 1, near: 1, swap: 1, doubled: 1 }) // 1
 */
export function editCost(one: string, two: string, costs: EditCosts, most = Infinity): number {
  let rows = Math.min(one.length, LONGEST);
  let columns = Math.min(two.length, LONGEST);
  // What is equal at both ends costs nothing.
  let from = 0;
  while (from < rows && from < columns && one.charCodeAt(from) === two.charCodeAt(from)) from += 1;
  while (rows > from && columns > from && one.charCodeAt(rows - 1) === two.charCodeAt(columns - 1)) {
    rows -= 1;
    columns -= 1;
  }
  rows -= from;
  columns -= from;
  let [before, last, now] = ROWS as [Float64Array, Float64Array, Float64Array];
  last[0] = 0;
  for (let j = 1; j <= columns; j += 1) {
    const drop = dropCost(two, from + j - 1, costs);
    DROPS[j - 1] = drop;
    last[j] = (last[j - 1] as number) + drop;
  }
  for (let i = 1; i <= rows; i += 1) {
    const a = one.charCodeAt(from + i - 1);
    const dropA = dropCost(one, from + i - 1, costs);
    let least = (last[0] as number) + dropA;
    now[0] = least;
    for (let j = 1; j <= columns; j += 1) {
      const b = two.charCodeAt(from + j - 1);
      let best = last[j - 1] as number;
      if (a !== b) {
        const pair = PAIRS[a * 128 + b] as number;
        best += pair === 0 ? 1 : pair === 1 ? costs.vowel : costs.near;
      }
      const dropped = (last[j] as number) + dropA;
      if (dropped < best) best = dropped;
      const added = (now[j - 1] as number) + (DROPS[j - 1] as number);
      if (added < best) best = added;
      if (i > 1 && j > 1 && a !== b && a === two.charCodeAt(from + j - 2) && b === one.charCodeAt(from + i - 2)) {
        const swapped = (before[j - 2] as number) + costs.swap;
        if (swapped < best) best = swapped;
      }
      now[j] = best;
      if (best < least) least = best;
    }
    // A swap reaches back two rows, at a price that is never below what is left of the bound.
    if (least > most + costs.swap) return Infinity;
    [before, last, now] = [last, now, before];
  }
  return last[columns] as number;
}

function dropCost(word: string, at: number, costs: EditCosts): number {
  const code = word.charCodeAt(at);
  if (at > 0 && word.charCodeAt(at - 1) === code) return costs.doubled;
  return isVowel(code) ? costs.vowel : 1;
}

/** Which letters occur, one bit each: words with few letters in common need not be compared closely. */
export function lettersOf(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at) - CODE_A;
    mask |= 1 << (code >= 0 && code < 26 ? code : 26 + (word.charCodeAt(at) % 5));
  }
  return mask >>> 0;
}

/** How many bits are set. @example bitCount(0b1011) // 3 */
export function bitCount(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
