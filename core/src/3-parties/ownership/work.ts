/** More would have to be worked out than was allowed. What to make smaller is in the numbers. */
export class OwnershipTooLarge extends Error {
  /** Entities that stand above the one asked about, links between them, and listed parties among them. */
  readonly entities: number;
  readonly links: number;
  readonly listed: number;

  constructor(of: { readonly entities: number; readonly links: number; readonly listed: number }) {
    super(`too much to work out: ${of.entities} entities, ${of.links} links, ${of.listed} listed parties`);
    this.name = 'OwnershipTooLarge';
    this.entities = of.entities;
    this.links = of.links;
    this.listed = of.listed;
  }
}

/** Thrown through the solvers when steps run out. */
export class OutOfSteps extends Error {}

/**
 * Steps that were taken: about one for each share that was looked at, and as many for anything else as takes the same time,
 * about a microsecond. Counted, not timed, so that the same question costs the same everywhere.
 */
export class Work {
  steps = 0;
  /** At most so many; then `OutOfSteps` is thrown. */
  limit: number;

  constructor(limit = Infinity) {
    this.limit = limit;
  }

  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > this.limit) throw new OutOfSteps();
  }

  allows(steps: number): boolean {
    return this.steps + steps <= this.limit;
  }
}
