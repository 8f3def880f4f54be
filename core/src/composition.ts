/**
 * What is said of what a thing is made of, against the list whose materials count: nothing; something that leaves room for them
 * (`open`); that one of their elements is in it (`holds`); that none can be (`excluded`); that the thing is one of them and
 * nothing else (`itself`).
 */
export interface Composition {
  readonly is: 'not-described' | 'open' | 'holds' | 'excluded' | 'itself';
  /** Elements of the list that are in it, or may be, where that is narrower than all of them. */
  readonly elements: readonly string[];
}

export const NOT_DESCRIBED: Composition = { is: 'not-described', elements: [] };
