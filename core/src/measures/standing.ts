import type { Text } from '../finding.ts';
import type { Instrument, LawBook, Provision, Status } from '../law/index.ts';
import { ENACTED, lawOn, readingsOf } from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';
import { MEASURE_STATUSES, type MeasureStatus } from './measure-transitions.ts';

/** Where a measure stands: its status and, of an announced one, what the law of the day makes of it. */
export const MEASURE_STANDINGS = {
  ...MEASURE_STATUSES,
  'in-force': { zh: '施行中', en: 'in force' },
  paused: { zh: '暂停施行', en: 'paused' },
  ended: { zh: '已停止施行', en: 'ended' },
  'not-in-law': { zh: '法规库中已无此文件', en: 'no longer in the law' },
} as const satisfies Record<string, Text>;
export type MeasureStanding = keyof typeof MEASURE_STANDINGS;

/** A provision of an announced measure, as the law of the day has it. */
export interface ProvisionStanding {
  readonly provision: Provision;
  readonly status: Status;
}

/**
 * Where does a measure stand on a day? Before its announcement, where its events have brought it. After it, where its provisions stand
 * in the enacted law that is published by that day: `in-force` as soon as one of them is, `paused` where none is in force and one is
 * paused, `ended` where all have ended or never ran, `announced` before the first day. Provisions that only publish a list count where
 * there are no others: a pause or an end of an instrument leaves them as they are. `not-in-law`: it was withdrawn from the law again.
 * @example standingOfMeasure({ status: 'announced', instrument: 'cn/mofcom-2025-61' }, book, '2025-11-07').is // 'paused', by No. 70
 */
export function standingOfMeasure(
  { status, instrument }: { readonly status: MeasureStatus; readonly instrument: string },
  book: LawBook,
  day: LegalDate,
): { readonly is: MeasureStanding; readonly provisions: readonly ProvisionStanding[] } {
  if (status !== 'announced') return { is: status, provisions: [] };
  const provisions = provisionsOn(instrument, book, day);
  return { is: standingOf(provisions), provisions };
}

function provisionsOn(instrument: string, book: LawBook, day: LegalDate): readonly ProvisionStanding[] {
  const moment = { asOf: day, knownAt: day, branch: ENACTED, readings: readingsOf(book) };
  return lawOn(book, moment)
    .provisions.filter((each) => each.instrument.id === instrument)
    .map(({ provision, status }) => ({ provision, status }));
}

function standingOf(provisions: readonly ProvisionStanding[]): MeasureStanding {
  const lasting = provisions.filter(({ provision }) => provision.effect?.kind !== 'lists');
  const kinds = new Set((lasting.length > 0 ? lasting : provisions).map(({ status }) => status.is));
  if (kinds.size === 0) return 'not-in-law';
  if (kinds.has('in-force')) return 'in-force';
  if (kinds.has('paused')) return 'paused';
  return kinds.has('not-yet-in-force') || kinds.has('not-yet-published') ? 'announced' : 'ended';
}

/**
 * The earliest day on which anything of an instrument takes effect: its own first day, those of its provisions, and those of what they
 * do to others. An announcement must not come after it.
 * @example of No. 61 of 2025: '2025-10-09', the first day of 1(3), though 1(1) and 1(2) begin on 2025-12-01
 */
export function firstDayOf({ from, provisions }: Instrument): LegalDate {
  const days = provisions.flatMap((provision) => [
    provision.from ?? from,
    ...(provision.acts ?? []).map((act) => act.from),
  ]);
  return [from, ...days].sort()[0] ?? from;
}

const PUBLISHED = /^published:[^\n]*/m;

/** Does the text of a law file name its day of publication on a line of its own, once? Only then can it be announced. */
export const namesPublication = (text: string): boolean =>
  text.split('\n').filter((line) => PUBLISHED.test(line)).length === 1;

/**
 * The text of a law file as it is announced: published on that day, and otherwise as it was assessed.
 * @example announcedText('id: cn/x\npublished: 2026-12-01\n', '2026-11-26') // 'id: cn/x\npublished: 2026-11-26\n'
 */
export const announcedText = (text: string, day: LegalDate): string => text.replace(PUBLISHED, `published: ${day}`);
