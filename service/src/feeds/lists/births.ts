import type { Birth } from './party-record.ts';
import { isLegalDate } from '@ytterby/core';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function point(text: string): string | undefined {
  if (/^\d{4}$/.test(text)) return text;
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (iso !== null) {
    if (iso[3] !== undefined) return isLegalDate(text) ? text : undefined;
    return isLegalDate(`${text}-01`) ? text : undefined;
  }
  const worded = /^(?:(\d{1,2}) )?([A-Za-z]{3})[a-z]*\.? (\d{4})$/.exec(text);
  if (worded === null) return undefined;
  const month = MONTHS.indexOf((worded[2] ?? '').toLowerCase()) + 1;
  if (month === 0) return undefined;
  const start = `${worded[3]}-${String(month).padStart(2, '0')}`;
  if (worded[1] === undefined) return start;
  const day = `${start}-${worded[1].padStart(2, '0')}`;
  return isLegalDate(day) ? day : undefined;
}

/**
 * When was the person born, as lists write it? Undefined when the text is no date; nothing is guessed.
 * @example birthOf('circa 1951') // { date: '1951', about: true }
 * @example birthOf('Mar 1965 to 1969') // { date: '1965-03', to: '1969' }
 */
export function birthOf(text: string): Birth | undefined {
  const word = text.replace(/\s+/g, ' ').trim();
  if (word.length > 60) return undefined;
  const about = /^(?:circa|c\.|ca\.|approximately|about|~)\s*/i.exec(word)?.[0] ?? '';
  const [first = '', second, more] = word.slice(about.length).split(/\s*(?: to | - |\/|–|(?<=^\d{4})-(?=\d{4}$))\s*/);
  const date = point(first);
  const to = second === undefined ? undefined : point(second.replace(/^(?:circa|c\.)\s*/i, ''));
  if (date === undefined || more !== undefined || (second !== undefined && to === undefined)) return undefined;
  return { date, ...(to === undefined ? {} : { to }), ...(about === '' ? {} : { about: true as const }) };
}
