/**
 * Which refusals of people who have not signed in go into the audit trail? Anybody can be refused as often as they like, and nothing is ever
 * taken out of the trail: of each reason so many a window are recorded, and how many were not is told by the next that is.
 */
export class RefusalTally {
  readonly #most: number;
  readonly #seconds: number;
  readonly #windows = new Map<string, { since: Temporal.Instant; recorded: number; passedOver: number }>();

  constructor({ most = 10, seconds = 60 } = {}) {
    this.#most = most;
    this.#seconds = seconds;
  }

  /**
   * @returns how many were passed over since the last that was recorded; undefined = this one is passed over, too
   * @example // with most 1: take('forged', t) is 0; then undefined twice; a minute later 2
   */
  take(reason: string, now: Temporal.Instant): number | undefined {
    const window = this.#windows.get(reason);
    if (window === undefined) {
      this.#windows.set(reason, { since: now, recorded: 1, passedOver: 0 });
      return 0;
    }
    if (now.since(window.since).total('seconds') >= this.#seconds) {
      window.since = now;
      window.recorded = 0;
    }
    if (window.recorded >= this.#most) {
      window.passedOver += 1;
      return undefined;
    }
    window.recorded += 1;
    const { passedOver } = window;
    window.passedOver = 0;
    return passedOver;
  }
}
