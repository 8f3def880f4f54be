/**
 * What a step of the law can answer, and how answers combine.
 *
 * `unknown` is a fact about the world, never an error: Kleene's strong three-valued logic
 * (S. C. Kleene, Introduction to Metamathematics, 1952, section 64).
 */
export type Verdict = 'met' | 'not-met' | 'unknown';

/** A sentence in both languages of the product. The Chinese legal term is always the term of the official text. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** How firmly a statement of the pack is verified: the text itself was read, a summary was read, or neither. */
export type Verified = 'yes' | 'partly' | 'no';

/**
 * Do all hold? One `not-met` decides; else one `unknown` leaves it open. `allOf([])` is `met`.
 * @example allOf(['met', 'unknown']) // 'unknown'
 * @example allOf(['not-met', 'unknown']) // 'not-met'
 */
export function allOf(verdicts: Iterable<Verdict>): Verdict {
  let result: Verdict = 'met';
  for (const verdict of verdicts) {
    if (verdict === 'not-met') return 'not-met';
    if (verdict === 'unknown') result = 'unknown';
  }
  return result;
}

/**
 * Does any hold? One `met` decides; else one `unknown` leaves it open. `anyOf([])` is `not-met`.
 * @example anyOf(['not-met', 'unknown']) // 'unknown'
 */
export function anyOf(verdicts: Iterable<Verdict>): Verdict {
  let result: Verdict = 'not-met';
  for (const verdict of verdicts) {
    if (verdict === 'met') return 'met';
    if (verdict === 'unknown') result = 'unknown';
  }
  return result;
}

/** The contrary; `unknown` stays `unknown`. */
export function not(verdict: Verdict): Verdict {
  if (verdict === 'unknown') return 'unknown';
  return verdict === 'met' ? 'not-met' : 'met';
}
