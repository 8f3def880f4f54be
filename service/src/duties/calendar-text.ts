import { createHash } from 'node:crypto';
import { addDays, dayNumber, isWorkingDay, type WorkingCalendar } from '@ytterby/core';
import type { DutyOn } from './duties-of.ts';

/** A calendar of duties as text: iCalendar, RFC 5545. One all-day event for each duty that has a last day and is not done. */

export interface CalendarOf {
  readonly language: 'zh' | 'en';
  /** Where the app is, as `https://ytterby.example`. */
  readonly origin: string;
  readonly now: Temporal.Instant;
  readonly calendar: WorkingCalendar;
}

export interface CalendarEntry extends DutyOn {
  /** In the app. */
  readonly path: string;
}

const WORDS = {
  zh: { name: 'Ytterby 期限', late: '已逾期：', first: '起算', because: '依据', provisional: '按未公布的放假安排暂计' },
  en: {
    name: 'Ytterby deadlines',
    late: 'Late: ',
    first: 'Counted from',
    because: 'Source',
    provisional: 'Provisional: the holidays of that year are not published yet',
  },
} as const;

/**
 * The same duty has the same UID each time, so that a calendar program moves an event instead of adding another. Its alarm goes at
 * nine in the morning of the last working day before.
 * @example calendarText(entries, { language: 'en', origin, now, calendar }) // 'BEGIN:VCALENDAR\r\n…'
 */
export function calendarText(
  entries: readonly CalendarEntry[],
  { language, origin, now, calendar }: CalendarOf,
): string {
  const words = WORDS[language];
  const stamp = now.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
  const host = new URL(origin).hostname;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ytterby//Duties//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(words.name)}`,
    `X-WR-CALNAME:${escaped(words.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...entries.flatMap(({ duty, standing, path }) => {
      const { last, because, title, subject } = duty;
      if (last === null || standing.status === 'done') return [];
      const summary = `${standing.status === 'late' ? words.late : ''}${title[language]} · ${subject.number}`;
      const notes = [
        `${words.first} ${duty.first}`,
        ...(because === null ? [] : [`${words.because}: ${because.cite[language]}`]),
        ...(last.provisional ? [words.provisional] : []),
      ];
      return [
        'BEGIN:VEVENT',
        `UID:${createHash('sha256').update(duty.id).digest('hex').slice(0, 32)}@${host}`,
        `DTSTAMP:${stamp}`,
        `DTSTART;VALUE=DATE:${plain(last.date)}`,
        `DTEND;VALUE=DATE:${plain(addDays(last.date, 1))}`,
        `SUMMARY:${escaped(summary)}`,
        `DESCRIPTION:${escaped(notes.join('\n'))}`,
        `CATEGORIES:${duty.kind}`,
        `URL:${origin}${path}`,
        'TRANSP:TRANSPARENT',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION:${escaped(summary)}`,
        `TRIGGER:-PT${daysBefore(calendar, last.date) * 24 - 9}H`,
        'END:VALARM',
        'END:VEVENT',
      ];
    }),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const plain = (day: string): string => day.replaceAll('-', '');

/** How many days before does the last working day before this one lie? */
function daysBefore(calendar: WorkingCalendar, day: string): number {
  let before = addDays(day, -1);
  while (!isWorkingDay(calendar, before)) before = addDays(before, -1);
  return dayNumber(day) - dayNumber(before);
}

/** A text value (RFC 5545, 3.3.11); of control characters it can hold none but the end of a line. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\r\n]/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');

/** Lines of at most 75 octets, broken between characters (RFC 5545, 3.1). */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      pieces.push(piece);
      // The space that begins the next line is one of its octets.
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n');
}
