/** Moments as the database's driver takes them. */
export const dateOf = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds);

/** Moments as the API writes them. */
export const instantText = (date: Date): string => date.toISOString();

/** The day it is in Beijing, by whose days the law counts. @example beijingDay(Temporal.Instant.from('2026-11-09T16:00Z')) // '2026-11-10' */
export const beijingDay = (instant: Temporal.Instant): string =>
  instant.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
