const FORMAT = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** Today in Beijing, where days of law begin and end, by the clock of the reader. */
export const beijingToday = (): string => FORMAT.format(new Date());
