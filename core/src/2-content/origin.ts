import { type Form, type OriginStepsFacts, PROCESSING_STEPS } from '../facts.ts';
import { anyOf, type Verdict } from '../finding.ts';

/**
 * What gives a rare earth its origin (open question Q-06, "原产于中国" is not defined): the last known step, as customs
 * origin rules do (`customs`); where it was mined (`mined`); where it became a metal, else an oxide (`refined`); or China
 * for any step done there (`any-step`).
 */
export const ORIGIN_THEORIES = ['customs', 'mined', 'refined', 'any-step'] as const;
export type OriginTheory = (typeof ORIGIN_THEORIES)[number];

type Step = (typeof PROCESSING_STEPS)[number];

/** The step after which a material of this form is what it is. Whatever else it is, it may have gone through all of them. */
const DONE_AFTER: { readonly [form in Form]?: Step } = { ore: 'mined', oxide: 'separated', metal: 'smelted' };

function isChina(country: string | undefined): Verdict {
  if (country === undefined || country === 'unknown') return 'unknown';
  return country === 'CN' ? 'met' : 'not-met';
}

/**
 * Is it of Chinese origin? (No. 61 of 2025, para. 1(1); Q-06.) China is the country code CN; whether Hong Kong, Macao and
 * Taiwan count is another question.
 *
 * Steps are mined, separated, smelted, made, in this order. A step that nobody tells of is unknown, unless it comes after the
 * last one told and after all that the form needs: an oxide was never smelted. A plain origin without steps stands for all
 * steps. Under `customs` a plain origin of China wins over the steps; one elsewhere is in doubt where the last step was done in China
 * or is said not to be known, for a certificate does not undo it. Unknown stays unknown.
 * @example originOf(undefined, { mined: 'AU', separated: 'CN' }, 'mined', 'oxide') // 'not-met'
 * @example originOf(undefined, { mined: 'AU', separated: 'CN' }, 'customs', 'oxide') // 'met'
 * @example originOf(undefined, { mined: 'AU', separated: 'MY' }, 'customs', 'metal') // 'unknown': nobody says where it was smelted
 * @example originOf('CN', undefined, 'refined', undefined) // 'met'
 */
export function originOf(
  origin: string | undefined,
  steps: OriginStepsFacts | undefined,
  theory: OriginTheory,
  form: Form | 'unknown' | undefined,
): Verdict {
  const told = PROCESSING_STEPS.findLastIndex((step) => steps?.[step] !== undefined);
  if (steps === undefined || told < 0) return isChina(origin);
  const needed = (form === undefined || form === 'unknown' ? undefined : DONE_AFTER[form]) ?? 'made';
  const last = Math.max(told, PROCESSING_STEPS.indexOf(needed));
  switch (theory) {
    case 'customs': {
      const plain = isChina(origin);
      const lastStep = steps[PROCESSING_STEPS[last] ?? 'made'];
      if (plain === 'unknown') return isChina(lastStep);
      return plain === 'not-met' && (lastStep === 'CN' || lastStep === 'unknown') ? 'unknown' : plain;
    }
    case 'mined':
      return isChina(steps.mined);
    case 'refined':
      return isChina(last < PROCESSING_STEPS.indexOf('smelted') ? steps.separated : steps.smelted);
    case 'any-step': {
      if (isChina(origin) === 'met') return 'met';
      const done = PROCESSING_STEPS.slice(0, last + 1).map((step) => isChina(steps[step]));
      if (done.includes('met')) return 'met';
      return done.includes('unknown') ? 'unknown' : 'not-met';
    }
  }
}

/**
 * Does what is said of the making contradict the origin that is stated? So where China made it, or did its last step, and another
 * origin is stated; unless only the mine counts.
 * @example contradictsOrigin({ origin: 'JP', madeIn: 'CN' }, 'customs', 'oxide') // true
 */
export function contradictsOrigin(
  { origin, madeIn, steps }: OriginFacts,
  theory: OriginTheory,
  form: Form | 'unknown' | undefined,
): boolean {
  if (isChina(origin) !== 'not-met' || theory === 'mined') return false;
  return madeIn === 'CN' || (theory === 'customs' && originOf(undefined, steps, theory, form) === 'met');
}

/** What is stated of where a thing comes from. */
export interface OriginFacts {
  readonly origin?: string | undefined;
  readonly madeIn?: string | undefined;
  readonly steps?: OriginStepsFacts | undefined;
}

/**
 * Was any of the listed rare-earth material in a magnet, an alloy or an assembly made in China, by the steps stated of it? The steps are
 * those of the rare earth inside, so the country where the thing itself was made says nothing: under `customs` and `refined` both
 * the separation (an oxide) and the smelting (a metal) count, under `mined` the mine, under `any-step` all three. A step that is not
 * stated is unknown. Without steps: unknown.
 * @example originOfContents({ mined: 'AU', separated: 'MY', smelted: 'VN' }, 'any-step') // 'not-met'
 * @example originOfContents({ made: 'JP' }, 'customs') // 'unknown'
 */
export function originOfContents(steps: OriginStepsFacts | undefined, theory: OriginTheory): Verdict {
  const { mined, separated, smelted } = steps ?? {};
  const counting = theory === 'mined' ? [mined] : [separated, smelted, ...(theory === 'any-step' ? [mined] : [])];
  return anyOf(counting.map(isChina));
}
