import { addDays, dayNumber } from '@ytterby/core';
import type { Reply } from '../../api.ts';

/** A stretch of days on which some provisions are paused. */
export interface Pause {
  readonly from: string;
  /** First day after it; null = no end known. */
  readonly until: string | null;
  /** Ids of the instruments. */
  readonly instruments: readonly string[];
  /** Only if an announced change were enacted. */
  readonly announced: boolean;
}

/** The days that a slider runs over, and what is marked on it. */
export interface DayAxis {
  readonly from: string;
  readonly until: string;
  /** Days on which some provision comes to stand otherwise. */
  readonly changes: readonly string[];
  readonly pauses: readonly Pause[];
}

/** Some time after the last change that is known, so that one sees what follows it. */
const BEYOND = 120;

/** The slider's days, from the law over time: from the first day that the pack answers for. `also` are days that must be on it. */
export function dayAxis(law: Reply<'law.timeline'>, also: readonly string[]): DayAxis {
  const changes = [...new Set(law.changes.map(({ day }) => day))].sort();
  const from = law.coverage.from;
  const last = [...changes, ...also].reduce((latest, day) => (day > latest ? day : latest), from);
  return { from, until: addDays(last, BEYOND), changes: changes.filter((day) => day > from), pauses: pausesOf(law) };
}

function pausesOf(law: Reply<'law.timeline'>): Pause[] {
  const found = new Map<string, { from: string; until: string | null; instruments: Set<string>; announced: boolean }>();
  for (const { id, groups } of law.instruments) {
    for (const { branches } of groups) {
      const enacted = new Set(
        branches.filter(({ branch }) => branch === 'enacted').flatMap(({ bars }) => paused(bars).map(keyOf)),
      );
      for (const { branch, bars } of branches) {
        for (const stretch of paused(bars)) {
          const announced = branch !== 'enacted';
          // What an announcement leaves as it is, is told once.
          if (announced && enacted.has(keyOf(stretch))) continue;
          const key = `${keyOf(stretch)} ${announced}`;
          const pause = found.get(key) ?? { ...stretch, instruments: new Set(), announced };
          pause.instruments.add(id);
          found.set(key, pause);
        }
      }
    }
  }
  return [...found.values()]
    .map((pause) => ({ ...pause, instruments: [...pause.instruments] }))
    .sort((a, b) => Number(a.announced) - Number(b.announced) || b.instruments.length - a.instruments.length);
}

interface Bar {
  readonly from: string;
  readonly until: string | null;
  readonly is: string;
}
const keyOf = ({ from, until }: Pick<Bar, 'from' | 'until'>) => `${from} ${until ?? ''}`;

/** Paused stretches; one that follows another is the same pause, prolonged. */
function paused(bars: readonly Bar[]): Pick<Bar, 'from' | 'until'>[] {
  const stretches: { from: string; until: string | null }[] = [];
  for (const { from, until, is } of bars) {
    if (is !== 'paused') continue;
    const last = stretches.at(-1);
    if (last && last.until === from) last.until = until;
    else stretches.push({ from, until });
  }
  return stretches;
}

/** Where a day lies between the ends, 0 to 1. @example placeOn(axis, axis.from) // 0 */
export function placeOn({ from, until }: Pick<DayAxis, 'from' | 'until'>, day: string): number {
  const [first, last] = [dayNumber(from), dayNumber(until)];
  return Math.min(1, Math.max(0, (dayNumber(day) - first) / (last - first)));
}

/** The next day of change after the day, or the one before it; undefined where there is none. */
export function neighbour(changes: readonly string[], day: string, direction: 1 | -1): string | undefined {
  return direction === 1 ? changes.find((each) => each > day) : changes.findLast((each) => each < day);
}

/** @example yearsOn(axis) // ['2025-01-01', '2026-01-01'] */
export function yearsOn({ from, until }: Pick<DayAxis, 'from' | 'until'>): string[] {
  const [first, last] = [Number(from.slice(0, 4)) + 1, Number(until.slice(0, 4))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => `${first + index}-01-01`);
}
