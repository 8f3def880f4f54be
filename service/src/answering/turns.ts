import { ApiProblem } from '../contract/problems.ts';

export interface TurnsOptions {
  /** How many may be at work at a time. */
  readonly places: number;
  /** How many of them on large questions. */
  readonly large: number;
  /** How many may wait, in all and of one asker; default 200 and 50. */
  readonly waiting?: number;
  readonly waitingEach?: number;
  /** Milliseconds after which nobody waits any more; default 10,000. */
  readonly patience?: number;
}

interface Asker {
  readonly by: string;
  readonly isLarge: boolean;
  readonly signal: AbortSignal;
}

interface Waiting extends Asker {
  readonly begin: (done: () => void) => void;
  readonly refuse: (reason: unknown) => void;
}

/**
 * Who is worked for next. Askers take turns, so that somebody's hundred questions delay another's one by one question, not by a
 * hundred; within an asker the first come is the first served, save that a small question passes large ones that have to wait.
 */
export class Turns {
  readonly #options: Required<TurnsOptions>;
  /** By asker, in the order in which they have their turn. */
  readonly #queues = new Map<string, Waiting[]>();
  #busy = 0;
  #large = 0;
  #waits = 0;
  #idle: (() => void)[] = [];
  #isRefusing = false;

  constructor(options: TurnsOptions) {
    this.#options = { waiting: 200, waitingEach: 50, patience: 10_000, ...options };
  }

  /**
   * Waits for a turn; what it gives is called when the work is done.
   * @throws ApiProblem `busy` where too many wait, or after too long; the signal's reason
   */
  async take(asker: Asker): Promise<() => void> {
    const { waiting, waitingEach, patience } = this.#options;
    asker.signal.throwIfAborted();
    const queue = this.#queues.get(asker.by) ?? [];
    if (this.#isRefusing || this.#waits >= waiting || queue.length >= waitingEach) throw new ApiProblem('busy');
    const tooLong = AbortSignal.timeout(patience);
    return new Promise((begin, refuse) => {
      const leave = () => {
        const at = queue.indexOf(mine);
        if (at < 0) return;
        queue.splice(at, 1);
        this.#waits -= 1;
        if (queue.length === 0 && this.#queues.get(asker.by) === queue) this.#queues.delete(asker.by);
        mine.refuse(asker.signal.aborted ? asker.signal.reason : new ApiProblem('busy'));
      };
      const mine: Waiting = {
        ...asker,
        begin: (done) => {
          tooLong.removeEventListener('abort', leave);
          asker.signal.removeEventListener('abort', leave);
          begin(done);
        },
        refuse,
      };
      tooLong.addEventListener('abort', leave, { once: true });
      asker.signal.addEventListener('abort', leave, { once: true });
      queue.push(mine);
      this.#queues.set(asker.by, queue);
      this.#waits += 1;
      this.#next();
    });
  }

  /** Refuses whoever waits, and whoever comes. */
  refuse(): void {
    this.#isRefusing = true;
    const waiting = [...this.#queues.values()].flat();
    this.#queues.clear();
    this.#waits = 0;
    for (const { refuse } of waiting) refuse(new ApiProblem('not-ready'));
  }

  /** When nothing is being worked on any more. */
  empty(): Promise<void> {
    return this.#busy === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  #next(): void {
    for (const [by, queue] of Array.from(this.#queues)) {
      if (this.#busy >= this.#options.places) return;
      const at = queue.findIndex(({ isLarge }) => !isLarge || this.#large < this.#options.large);
      const [found] = at < 0 ? [] : queue.splice(at, 1);
      if (found === undefined) continue;
      this.#waits -= 1;
      // To the end of the round.
      this.#queues.delete(by);
      if (queue.length > 0) this.#queues.set(by, queue);
      this.#begin(found);
    }
  }

  #begin({ isLarge, begin }: Waiting): void {
    this.#busy += 1;
    if (isLarge) this.#large += 1;
    let isDone = false;
    begin(() => {
      if (isDone) return;
      isDone = true;
      this.#busy -= 1;
      if (isLarge) this.#large -= 1;
      if (this.#busy === 0) for (const resolve of this.#idle.splice(0)) resolve();
      this.#next();
    });
  }
}
