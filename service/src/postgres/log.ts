/** Where the database says what it does, in English; pino's logger is one. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export const NO_LOG: Log = { info: () => undefined, warn: () => undefined };
