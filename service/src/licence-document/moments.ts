/** Seconds since 1970 of an RFC 3339 instant, rounded down. @throws RangeError where it is none */
export function secondsOf(instant: string): number {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds) || !/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(instant))
    throw new RangeError(`Not an instant: ${instant}`);
  return Math.floor(milliseconds / 1000);
}

/** @example instantOf(1795766400) // '2026-11-27T08:00:00Z' */
export const instantOf = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** The day in Beijing, which has kept UTC+8 all year since 1992. @example beijingDay(1795795200) // '2026-11-28' */
export const beijingDay = (seconds: number): string => instantOf(seconds + 8 * 3600).slice(0, 10);

/** For a sentence. @example beijingTime(1795766400) // '2026-11-27 16:00:00 (UTC+8)' */
export const beijingTime = (seconds: number): string =>
  `${instantOf(seconds + 8 * 3600)
    .slice(0, 19)
    .replace('T', ' ')} (UTC+8)`;
