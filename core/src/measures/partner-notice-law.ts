import type { Text } from '../finding.ts';
import {
  type Condition,
  ENACTED,
  type Instrument,
  type LawBook,
  lawOn,
  procedureOn,
  type Provision,
  type ProvisionOn,
  type ReadingId,
  type Readings,
  readingsOf,
  type Test,
} from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';

/** The ways that the law leaves open under a measure, as a notice to a partner country cites them. */

/** A provision as it is cited. */
export interface Cited {
  readonly provision: string;
  readonly cite: Text;
}

/** A measure, and the law without it and with it; the days from which something of it counts, the first one first. */
export interface MeasureInLaw {
  readonly measure: Instrument;
  readonly before: LawBook;
  readonly after: LawBook;
  readonly days: readonly LegalDate[];
}

/** What the measure asks a licence for, and which of it a humanitarian export is free of. */
export interface HumanitarianRoute {
  /** Licence duties that come with the measure: its own, those on its lists, those that it lets run again. None: it asks for no licence. */
  readonly duties: readonly Cited[];
  /** Of these, those that a humanitarian export needs no licence under, each by which provision. */
  readonly exempt: readonly { readonly duty: string; readonly by: Cited }[];
  /** Humanitarian exemptions that were in force without the measure and are not with it. */
  readonly lost: readonly Cited[];
  /** What has to be reported of an exempt export; undefined where no provision in force asks for it. */
  readonly report: (Cited & { readonly workingDays: number; readonly mailbox: string | undefined }) | undefined;
}

/**
 * Which licence duties come with a measure, and does a humanitarian export escape them? In the enacted text under the readings that the
 * pack takes. Only a provision that looks at a humanitarian end use counts as an exemption; a duty is exempt if it is on every one of the
 * days on which it is in force.
 * @example No. 61 of 2025 from 2025-10-09 on, were it not paused: every duty of paragraph 1 exempt by paragraph 5, report in 10 working days
 * @example a measure that ends the pause of No. 61: the same, though it has no duty of its own
 */
export function humanitarianRoute({ measure, before, after, days }: MeasureInLaw): HumanitarianRoute {
  const lists = new Set(measure.provisions.flatMap(({ effect }) => (effect?.kind === 'lists' ? [effect.list] : [])));
  const isDualUse = after.itemLists.some(({ id, kind }) => kind === 'dual-use' && lists.has(id));
  const looksAtLists = (when: Condition | undefined) =>
    testsIn(when).some(
      (test) =>
        test.fact === 'item' &&
        (('on' in test && test.on.some((id) => lists.has(id))) || ('listed' in test && isDualUse)),
    );
  const duties = new Map<string, Cited>();
  const exempt = new Map<string, Cited>();
  const bound = new Set<string>();
  const lost = new Map<string, Cited>();
  let report: HumanitarianRoute['report'];
  for (const day of days) {
    const was = runningOn(before, day);
    const ran = new Set(was.map(({ provision }) => provision.id));
    const running = runningOn(after, day);
    const runs = new Set(running.map(({ provision }) => provision.id));
    for (const { provision } of was)
      if (isHumanitarianExemption(provision) && !runs.has(provision.id)) lost.set(provision.id, cited(provision));
    for (const { instrument, provision } of running) {
      if (provision.effect?.kind !== 'licence-required') continue;
      if (ran.has(provision.id) && !looksAtLists(provision.when)) continue;
      duties.set(provision.id, cited(provision));
      const by = running.find(
        ({ provision: other }) =>
          isHumanitarianExemption(other) &&
          other.effect?.kind === 'exempts' &&
          (other.effect.from.includes(provision.id) || other.effect.from.includes(instrument.id)),
      );
      if (by === undefined) bound.add(provision.id);
      else {
        exempt.set(provision.id, cited(by.provision));
        report ??= reportOf(running, by.instrument);
      }
    }
  }
  return {
    duties: [...duties.values()],
    exempt: [...exempt].flatMap(([duty, by]) => (bound.has(duty) ? [] : [{ duty, by }])),
    lost: [...lost.values()],
    report,
  };
}

/** The report that the instrument of an exemption asks for. */
function reportOf(running: readonly ProvisionOn[], exempting: Instrument): HumanitarianRoute['report'] {
  for (const { instrument, provision } of running) {
    const { effect } = provision;
    if (instrument.id !== exempting.id || effect?.kind !== 'duty' || effect.duty !== 'humanitarian-report') continue;
    if (effect.clock?.after !== 'export') continue;
    return { ...cited(provision), workingDays: Number(effect.clock.workingDays), mailbox: effect.mailbox };
  }
  return undefined;
}

/** Whether many exports can go out under one licence, and what the law wants for that. */
export interface GeneralLicenceRoute {
  /** The provision that offers it; undefined: none is in force on the first day. */
  readonly offered: (Cited & { readonly longestYears: number | undefined }) | undefined;
  /** Provisions that come with the measure and close it for what they are about. */
  readonly closedBy: readonly Cited[];
  readonly conditions: readonly { readonly name: Text; readonly by: Cited }[];
}

/** Is the general licence open under the measure (Order 792 arts. 15 and 16)? */
export function generalLicenceRoute({ before, after, days }: MeasureInLaw): GeneralLicenceRoute {
  const closing = new Map<string, Cited>();
  for (const day of days) {
    const ran = new Set(runningOn(before, day).map(({ provision }) => provision.id));
    for (const { provision } of runningOn(after, day))
      if (
        provision.effect?.kind === 'workflow' &&
        provision.effect.off.includes('general-licence') &&
        !ran.has(provision.id)
      )
        closing.set(provision.id, cited(provision));
  }
  const closedBy = [...closing.values()];
  const [day] = days;
  if (after.procedure === undefined || day === undefined) return { offered: undefined, closedBy, conditions: [] };
  const { kinds, conditions } = procedureOn(after, day);
  const kind = kinds.find(({ id }) => id === 'general-licence');
  return {
    offered: kind && {
      provision: kind.because.provision,
      cite: kind.because.cite,
      longestYears: kind.longestYears === undefined ? undefined : Number(kind.longestYears),
    },
    closedBy,
    conditions: conditions.flatMap(({ for: kindsOf, name, because: { provision, cite } }) =>
      kindsOf.includes('general-licence') ? [{ name, by: { provision, cite } }] : [],
    ),
  };
}

/** A day on which something of a measure begins, and what. */
export interface DayOfEffect {
  readonly day: LegalDate;
  readonly provisions: readonly Cited[];
}

/**
 * On which days does an instrument begin to count, provision by provision, under these readings? A provision that acts on others counts
 * from the first day of its acts. The first day first; on a day, what asks for a licence, forbids or acts on others first.
 * @example No. 61 of 2025: 2025-10-09 for para 1(3), 2025-12-01 for para 1(1)
 */
export function daysOfEffect(measure: Instrument, readings: Readings): readonly DayOfEffect[] {
  const starts = measure.provisions
    .filter(({ under }) => under === undefined || readings[under.reading as ReadingId] === under.option)
    .flatMap((provision) => {
      const days = provision.acts?.map(({ from }) => from) ?? [provision.from ?? measure.from];
      return [...new Set(days)].map((day) => ({ day, provision }));
    });
  return [...Map.groupBy(starts, ({ day }) => day)]
    .map(([day, found]) => ({
      day,
      provisions: found
        .map(({ provision }) => provision)
        .sort((one, two) => Number(bites(two)) - Number(bites(one)))
        .map(cited),
    }))
    .sort((one, two) => (one.day < two.day ? -1 : 1));
}

const bites = ({ effect, acts }: Provision): boolean =>
  acts !== undefined || effect?.kind === 'licence-required' || effect?.kind === 'prohibited';

const cited = ({ id, cite }: Provision): Cited => ({ provision: id, cite });

function runningOn(book: LawBook, day: LegalDate): readonly ProvisionOn[] {
  return lawOn(book, { asOf: day, knownAt: day, branch: ENACTED, readings: readingsOf(book) }).provisions.filter(
    ({ status }) => status.is === 'in-force',
  );
}

const isHumanitarianExemption = ({ effect, when }: Provision): boolean =>
  effect?.kind === 'exempts' && looksAtHumanitarian(when);

const looksAtHumanitarian = (when: Condition | undefined): boolean =>
  testsIn(when).some((test) => test.fact === 'end-use' && 'is' in test && test.is.includes('humanitarian'));

/** The tests that a condition wants met. What stands under a `not` is what it does not want. */
function testsIn(when: Condition | undefined): readonly Test[] {
  if (when === undefined || 'not' in when) return [];
  if ('all' in when) return when.all.flatMap(testsIn);
  if ('any' in when) return when.any.flatMap(testsIn);
  return [when];
}
