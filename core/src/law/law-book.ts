import type { WorkingCalendar } from '../time/working-days.ts';
import type { Goods, Instrument, ItemList, Note, Pack, PartyList, Reading } from './instrument.ts';
import type { NoticeLaw } from './notice-template.ts';
import type { Procedure } from './procedure.ts';

/**
 * All law that one pack knows, as plain frozen data: every instrument, list, reading and note with its dates and
 * sources. Which of it counts on a day is asked of `lawOn`; nothing in here depends on a day.
 */
export interface LawBook {
  readonly pack: Pack;
  readonly instruments: readonly Instrument[];
  readonly itemLists: readonly ItemList[];
  readonly partyLists: readonly PartyList[];
  readonly readings: readonly Reading[];
  readonly notes: readonly Note[];
  readonly calendar: WorkingCalendar;
  /** Absent: the pack decides for all goods, and nothing is outside it. */
  readonly goods?: Goods;
  /** Absent: the pack says nothing of how applications are made, and no case can be opened under it. */
  readonly procedure?: Procedure;
  /** Absent: the pack says nothing of the compliance notice, and none is given under it. */
  readonly notice?: NoticeLaw;
}
