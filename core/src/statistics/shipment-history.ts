import { reportRuleOn } from '../humanitarian/report-rule.ts';
import type { ShipmentEvent } from '../humanitarian/shipment-commands.ts';
import { after, NEW_SHIPMENT, type ShipmentState } from '../humanitarian/shipment.ts';
import type { LawBook } from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';
import { dueAfter } from '../time/working-days.ts';
import { entryOf, NOT_STATED, oneOf } from './case-history.ts';

/** What one humanitarian shipment (No. 61 of 2025 para. 5) adds to the statistics. Only of events. */

export const SHIPMENT_MEASURES = ['shipped', 'reported', 'stopped', 'stop-ended'] as const;
export type ShipmentMeasure = (typeof SHIPMENT_MEASURES)[number];

/** Against the last day that the law sets for the report. */
export const TIMELINESS = ['in-time', 'late'] as const;
/** How a stop for review ends: what was asked is answered, or an officer decides, or the claim is withdrawn. */
export const STOP_ENDINGS = ['answered', 'cleared', 'refused', 'withdrawn'] as const;

export interface CountedShipment {
  readonly measure: ShipmentMeasure;
  /** The day on which it was recorded, which can be later than the export or the report itself: nothing is dated back. */
  readonly on: LegalDate;
  /** For `shipped`: ISO 3166-1 alpha-2. */
  readonly destination?: string;
  /** For `shipped`: as with applications, by the control codes that the claim states. */
  readonly item?: string;
  /** For `reported`. */
  readonly timeliness?: (typeof TIMELINESS)[number];
  /** For `stop-ended`. */
  readonly ending?: (typeof STOP_ENDINGS)[number];
}

/**
 * What does a humanitarian shipment add? `shipped` where it left under the exemption: the enacted law of the day of export asks for
 * the report of paragraph 5, and the authority has not refused the exemption. So neither what needed no licence anyway counts, nor
 * what left though refused. `reported` counts the reports on these. Every stop counts, and so does its end.
 * @param book for the last day of a report; the answer is worked out once for a day
 * @returns for the events of one shipment, from the first on
 * @example claim, ship on 2025-10-09, report sent on 2025-10-23: shipped, and reported late (the last day is 2025-10-22)
 */
export function shipmentCounter(book: LawBook): (events: readonly ShipmentEvent[]) => readonly CountedShipment[] {
  const lastDays = new Map<LegalDate, LegalDate | undefined>();
  const lastDayFor = (exportedOn: LegalDate) => {
    if (!lastDays.has(exportedOn)) {
      const rule = reportRuleOn(book, exportedOn);
      lastDays.set(exportedOn, rule && dueAfter(book.calendar, exportedOn, rule.workingDays).date);
    }
    return lastDays.get(exportedOn);
  };
  return (events) => {
    const counted: CountedShipment[] = [];
    let state = NEW_SHIPMENT;
    for (const event of events) {
      const before = state;
      state = after(state, event);
      const found = countOf(before, event, state, lastDayFor);
      if (found !== undefined) counted.push({ ...found, on: event.on });
    }
    return counted;
  };
}

function countOf(
  before: ShipmentState,
  event: ShipmentEvent,
  state: ShipmentState,
  lastDayFor: (exportedOn: LegalDate) => LegalDate | undefined,
): Omit<CountedShipment, 'on'> | undefined {
  const ended = (ending: (typeof STOP_ENDINGS)[number]) => ({ measure: 'stop-ended', ending }) as const;
  switch (event.command) {
    case 'stop':
      return { measure: 'stopped' };
    case 'resume':
      return ended('answered');
    case 'clear':
      return ended('cleared');
    case 'refuse':
      return ended('refused');
    case 'withdraw':
      return before.status === 'stopped-for-review' ? ended('withdrawn') : undefined;
    case 'ship': {
      if (lastDayOf(state, lastDayFor) === undefined) return undefined;
      const items = state.claim?.items ?? [];
      return {
        measure: 'shipped',
        destination: state.claim?.destination ?? NOT_STATED,
        item: oneOf(items.flatMap(({ code }) => (code === undefined ? [] : [entryOf(code)]))),
      };
    }
    case 'report': {
      const last = lastDayOf(state, lastDayFor);
      if (last === undefined) return undefined;
      return { measure: 'reported', timeliness: event.sentOn <= last ? 'in-time' : 'late' };
    }
    default:
      return undefined;
  }
}

/** The last day for the report; undefined where it did not leave under the exemption. */
function lastDayOf(
  { shipped, found, review }: ShipmentState,
  lastDayFor: (exportedOn: LegalDate) => LegalDate | undefined,
): LegalDate | undefined {
  if (shipped === null || found === null || found.due === null || review?.is === 'refused') return undefined;
  return lastDayFor(shipped.exportedOn);
}
