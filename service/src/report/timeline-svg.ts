import { columns, dateText, dayNumber, type Language, type SettledOutcome, speaker, type Text } from '@ytterby/core';
import { html, type Markup } from './markup.ts';

/** A stretch of days with the same answer in one branch; `until` is the first day after it, null = no change known. */
export interface TimelineSegment {
  readonly branch: string;
  readonly label: Text;
  readonly from: string;
  readonly until: string | null;
  readonly outcome: SettledOutcome | 'undetermined';
  readonly possible: readonly SettledOutcome[];
}

const WIDTH = 920;
const LEFT = 8;
const LANE = 78;
const TOP = 40;
const MONTH = 31;

/**
 * The answer over time: one lane per branch, a bar per answer with its name in it, the dates of changes below, and a line at
 * the day asked about. Early days that nothing asks about are cut off a year before the first of the last changes.
 */
export function timelineSvg(
  segments: readonly TimelineSegment[],
  asOf: string,
  language: Language,
): Markup | undefined {
  const say = speaker(language);
  if (segments.length === 0) return undefined;
  const branches = [...new Map(segments.map(({ branch, label }) => [branch, label]))];
  const changes = segments.map(({ from }) => dayNumber(from));
  const today = dayNumber(asOf);
  const earliest = Math.min(...changes);
  const start = Math.max(earliest, Math.min(today - 24 * MONTH, Math.max(...changes) - 36 * MONTH));
  const end = Math.max(today, ...changes) + 5 * MONTH;
  const x = (day: number) =>
    LEFT + ((Math.min(Math.max(day, start), end) - start) / (end - start)) * (WIDTH - 2 * LEFT);
  const height = TOP + branches.length * LANE + 6;
  const at = x(today);
  const lanes = branches.map(([branch, label], lane) => {
    const y = TOP + lane * LANE;
    const own = segments.filter(
      (segment) => segment.branch === branch && (segment.until === null || dayNumber(segment.until) > start),
    );
    let freeFrom = -Infinity;
    const bars = own.map(({ from, until, outcome: look, possible }) => {
      const left = x(dayNumber(from));
      const width = Math.max(2, x(until === null ? end : dayNumber(until)) - left);
      const name = say(`outcome.${look}`);
      const size = columns(name) * 6.6;
      // The line of the day asked about may not run through the word.
      const beside = at > left && at < left + size + 10 ? at + 6 : left + 7;
      const fits = beside + size + 5 <= left + width;
      // A date is written only where the one before it leaves room.
      const showsDate = left >= freeFrom && dayNumber(from) > start;
      if (showsDate) freeFrom = left + 74;
      const atEnd = left > WIDTH - 84;
      return html`<rect class="bar ${look}" x="${left.toFixed(1)}" y="${y + 22}" width="${width.toFixed(1)}" height="28" rx="3"><title>${dateText(from, language)}: ${possible.map((each) => say(`outcome.${each}`)).join(' / ')}</title></rect>${
        fits ? html`<text class="in ${look}" x="${beside.toFixed(1)}" y="${y + 40.5}">${name}</text>` : null
      }${showsDate ? html`<line class="tick" x1="${left.toFixed(1)}" x2="${left.toFixed(1)}" y1="${y + 50}" y2="${y + 56}" /><text class="date" text-anchor="${atEnd ? 'end' : 'start'}" x="${left.toFixed(1)}" y="${y + 67}">${from}</text>` : null}`;
    });
    return html`<text class="lane" x="${LEFT}" y="${y + 16}">${shortened(label[language])}</text>${bars}`;
  });
  const anchor = at > WIDTH * 0.75 ? 'end' : at < WIDTH * 0.2 ? 'start' : 'middle';
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${say('report.timeline-text')}">${lanes}<line class="now" x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="22" y2="${height - 6}" /><text class="asked" text-anchor="${anchor}" x="${at.toFixed(1)}" y="14">${say('report.asked-day')} ${dateText(asOf, language)}</text></svg>`;
}

function shortened(label: string): string {
  const characters = [...label];
  return characters.length <= 110 ? label : `${characters.slice(0, 109).join('')}…`;
}
