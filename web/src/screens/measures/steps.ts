import type { MeasureStanding } from '@ytterby/core/measures';
import type { Measure } from './measure-context.ts';

/** A step of the life of a measure. `day`: when it was reached, or for the first day of effect when it will be; null: no day is known. */
export interface Step {
  readonly id: MeasureStanding;
  readonly is: 'done' | 'now' | 'ahead';
  readonly day: string | null;
}

const LIFE = [
  'draft',
  'assessed',
  'partners-told',
  'announced',
  'in-force',
  'paused',
  'ended',
] as const satisfies readonly MeasureStanding[];

type Standing = Pick<
  Measure,
  'standing' | 'revision' | 'events' | 'announcedOn' | 'withdrawn' | 'firstDay' | 'provisions'
>;

/**
 * Where a measure stands in its life, with the days. A pause is named while it lasts or may come; of one that has ended nobody knows here
 * whether it was paused before, and it is left out.
 * @example of a draft that takes effect on 5 November: draft is now, `in-force` is ahead with that day
 */
export function stepsOf(measure: Standing): readonly Step[] {
  const { standing, withdrawn } = measure;
  const isOutside = standing === 'withdrawn' || standing === 'not-in-law';
  const reached = isOutside ? reachedBefore(measure) : LIFE.indexOf(standing as (typeof LIFE)[number]);
  const life = LIFE.map((id, index): Step => {
    const is = index < reached || (isOutside && index === reached) ? 'done' : index === reached ? 'now' : 'ahead';
    return { id, is, day: dayOf(id, is, measure) };
  }).filter(({ id, is }) => (id === 'paused' ? is !== 'done' : true));
  if (!isOutside) return life;
  // What was given up or taken out of the law goes no further.
  return [
    ...life.filter(({ is }) => is === 'done'),
    { id: standing, is: 'now', day: standing === 'withdrawn' ? (withdrawn?.on ?? null) : null },
  ];
}

function reachedBefore({ announcedOn, events, revision }: Standing): number {
  if (announcedOn !== null) return LIFE.indexOf('announced');
  const did = (kind: string) => events.some((event) => event.kind === kind && event.revision === revision);
  return LIFE.indexOf(did('all-told') ? 'partners-told' : did('sign-off') ? 'assessed' : 'draft');
}

function dayOf(id: MeasureStanding, is: Step['is'], measure: Standing): string | null {
  const { events, revision, announcedOn, firstDay, provisions } = measure;
  const last = (...kinds: readonly string[]) =>
    events.findLast((event) => kinds.includes(event.kind) && event.revision === revision)?.on ?? null;
  switch (id) {
    case 'draft':
      return last('draft', 'revise');
    case 'assessed':
      return is === 'ahead' ? null : last('sign-off');
    case 'partners-told':
      return is === 'ahead' ? null : last('all-told');
    case 'announced':
      return announcedOn;
    case 'in-force':
      return firstDay;
    case 'ended':
      return is === 'now'
        ? (provisions
            .flatMap(({ status }) => (status.is === 'ended' ? [status.on] : []))
            .sort()
            .at(-1) ?? null)
        : null;
    default:
      return null;
  }
}
