import { mandarinKeys } from './chinese-reading.ts';
import { lettersOf, skeletonOf, soundOf } from './spelling.ts';

/** A spelling with what comparing it needs, worked out once and only when asked for. */
export class Term {
  /** Lower-case a-z and 0-9. */
  readonly text: string;
  /** Which letters occur, one bit each. */
  readonly letters: number;
  readonly hasDigit: boolean;
  #sound: string | undefined;
  #skeleton: string | undefined;
  #mandarin: readonly string[] | undefined;

  constructor(text: string, sound?: string) {
    this.text = text;
    this.letters = lettersOf(text);
    this.hasDigit = hasDigit(text);
    this.#sound = sound;
  }

  get sound(): string {
    return (this.#sound ??= soundOf(this.text));
  }

  /** The consonants of the sound. */
  get skeleton(): string {
    return (this.#skeleton ??= skeletonOf(this.sound));
  }

  /** The Mandarin words that it could be. */
  get mandarin(): readonly string[] {
    return (this.#mandarin ??= mandarinKeys(this.text));
  }
}

function hasDigit(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) < 58) return true;
  return false;
}

const known = new Map<string, Term>();
/** A bound on memory, not on meaning: beyond it spellings are worked out again. */
const MOST_KEPT = 200_000;

/**
 * The Term of this spelling. Two Terms of one spelling are equal by `text`, not always the same object.
 * @example termOf('lavrov').sound // 'lavruv'
 */
export function termOf(text: string): Term {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= MOST_KEPT) known.clear();
  const term = new Term(text);
  known.set(text, term);
  return term;
}
