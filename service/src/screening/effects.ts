import {
  changeDays,
  ENACTED,
  type LawBook,
  lawKnownAt,
  lawOn,
  type LegalDate,
  type ReadingId,
  readingsOf,
} from '@ytterby/core';
import { type PartyRecord, type Standing, standingOn } from '../feeds/lists/index.ts';

interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What a measure does, in one word; `other` is told by its text alone. */
export type EffectTag =
  | 'banned'
  | 'no-general-licence'
  | 'no-registration'
  | 'no-statutory-clock'
  | 'stricter-review'
  | 'refusal-in-principle'
  | 'risk-assessment-report'
  | 'written-undertaking'
  | 'other';

/** One measure of the law that names a list, or all lists of a kind. */
export interface Measure {
  readonly provision: string;
  readonly cite: Bilingual;
  /** What it says, in our words. */
  readonly text: Bilingual;
  readonly tags: readonly EffectTag[];
}

/** What a list of the pack means on one day. */
export interface ListEffects {
  /** In force that day. Whether one bites depends on the goods and the exporter too. */
  readonly inForce: readonly Measure[];
  /** Not applied for the time being. */
  readonly paused: readonly Measure[];
  /** Of those in force, in the order of weight. */
  readonly tags: readonly EffectTag[];
}

export const NO_EFFECTS: ListEffects = { inForce: [], paused: [], tags: [] };

const ORDER: readonly EffectTag[] = [
  'banned',
  'refusal-in-principle',
  'no-general-licence',
  'no-registration',
  'no-statutory-clock',
  'stricter-review',
  'risk-assessment-report',
  'written-undertaking',
  'other',
];
const isTag = (text: string): text is EffectTag => (ORDER as readonly string[]).includes(text);

/** Does the condition ask for a party on this list, or on any list of this kind? What stands under `not` does not count. */
function asksFor(condition: unknown, list: string, kind: string | undefined): boolean {
  if (Array.isArray(condition)) return condition.some((each) => asksFor(each, list, kind));
  if (typeof condition !== 'object' || condition === null) return false;
  const { fact, on, listed } = condition as { fact?: unknown; on?: unknown; listed?: unknown };
  if (fact === 'party' && Array.isArray(on) && on.includes(list)) return true;
  if (fact === 'party' && Array.isArray(listed) && listed.includes(kind)) return true;
  return Object.entries(condition).some(([key, inner]) => key !== 'not' && asksFor(inner, list, kind));
}

type Effect = NonNullable<LawBook['instruments'][number]['provisions'][number]['effect']>;

function tagsOf(effect: Effect): readonly EffectTag[] {
  switch (effect.kind) {
    case 'prohibited':
      return ['banned'];
    case 'workflow':
      return effect.off.map((part) => `no-${part}` as const);
    case 'review': {
      const tag = effect.policy === 'stricter' ? 'stricter-review' : effect.policy;
      return [isTag(tag) ? tag : 'other'];
    }
    case 'duty':
      return [isTag(effect.duty) ? effect.duty : 'other'];
    default:
      return ['other'];
  }
}

/** Which law the effects are taken from. */
export interface EffectsOn {
  readonly asOf: LegalDate;
  readonly knownAt: LegalDate;
  readonly readings?: Partial<Record<ReadingId, string>>;
}

/**
 * What each list of the pack means for an export on a day, from the provisions that name it or, while its listing is in force, all
 * lists of its kind. A listing that is stopped or not yet in force has none left; a suspended one has paused ones.
 * @example effectsOn(book, { asOf: '2026-02-24', knownAt: '2026-11-24' })('cn/mofcom-2026-12/list').tags
 * // ['no-general-licence', 'no-registration', …]
 */
export function effectsOn(
  book: LawBook,
  { asOf, knownAt, readings = {} }: EffectsOn,
): (list: string, standing: Pick<Standing, 'is'>) => ListEffects {
  const known = lawKnownAt(book, knownAt);
  const { lists, provisions } = lawOn(known, { asOf, knownAt, branch: ENACTED, readings: readingsOf(book, readings) });
  const kinds = new Map<string, string>(known.partyLists.map(({ id, kind }) => [id, kind]));
  const found = new Map<string, ListEffects>();
  const effectsOf = (list: string): ListEffects => {
    const before = found.get(list);
    if (before !== undefined) return before;
    const kind = kinds.get(list);
    const isInForce = kind !== undefined && (lists.parties[kind] ?? []).includes(list);
    const inForce: Measure[] = [];
    const paused: Measure[] = [];
    for (const { provision, status } of provisions) {
      const { id, cite, text, when, effect } = provision;
      if (when === undefined || effect === undefined) continue;
      if (effect.kind === 'exempts' || effect.kind === 'excludes' || effect.kind === 'lists') continue;
      if (!asksFor(when, list, isInForce ? kind : undefined)) continue;
      const measure = { provision: id, cite, text, tags: tagsOf(effect) };
      if (status.is === 'in-force') inForce.push(measure);
      else if (status.is === 'paused') paused.push(measure);
    }
    const weight = ({ tags }: Measure) => Math.min(...tags.map((tag) => ORDER.indexOf(tag)));
    inForce.sort((one, two) => weight(one) - weight(two));
    const tags = ORDER.filter((tag) => inForce.some((measure) => measure.tags.includes(tag)));
    const effects = { inForce, paused, tags };
    found.set(list, effects);
    return effects;
  };
  return (list, { is }) => (is === 'not-yet-listed' || is === 'stopped' ? NO_EFFECTS : effectsOf(list));
}

/** A stretch of days in which a listing means the same; `until` is the first day after it, null = no change known. */
export interface EffectsStretch {
  readonly from: LegalDate;
  readonly until: LegalDate | null;
  readonly standing: Standing;
  readonly tags: readonly EffectTag[];
}

/**
 * What a listing of the pack means over time, from the day of its publication on.
 * @example effectsOverTime(book, { knownAt: '2026-11-24' })(tdk)[0]?.from // '2026-02-24'
 */
export function effectsOverTime(
  book: LawBook,
  { knownAt, readings = {} }: Omit<EffectsOn, 'asOf'>,
): (record: Pick<PartyRecord, 'list' | 'from' | 'until' | 'standings'>) => readonly EffectsStretch[] {
  const days = changeDays(lawKnownAt(book, knownAt), {
    knownAt,
    branch: ENACTED,
    readings: readingsOf(book, readings),
  });
  const on = new Map(days.map((day) => [day, effectsOn(book, { asOf: day, knownAt, readings })]));
  return (record) => {
    const stretches: EffectsStretch[] = [];
    for (const [day, effects] of on) {
      const standing = standingOn(record, day);
      const { tags } = effects(record.list, standing);
      const last = stretches.at(-1);
      if (last === undefined && standing.is === 'not-yet-listed') continue;
      if (last?.standing.is === standing.is && last.tags.join() === tags.join()) continue;
      if (last !== undefined) stretches[stretches.length - 1] = { ...last, until: day };
      stretches.push({ from: day, until: null, standing, tags });
    }
    return stretches;
  };
}
