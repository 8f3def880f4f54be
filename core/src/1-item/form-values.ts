import { FORMS } from '../facts.ts';

/** A mixture of compounds is listed with the oxides or with the compounds; which one is not among the facts. */
export const MIXTURE_OF_OXIDES = 'mixture-of-oxides';
/** See `MIXTURE_OF_OXIDES`. */
export const MIXTURE_OF_COMPOUNDS = 'mixture-of-compounds';

/**
 * The values of the variable `form` for a stated form: `mixture` stands for both kinds of mixture.
 * Absent or unknown: every form. Source: `FORMS` in `facts.ts`.
 * @example formValues('mixture') // ['mixture-of-oxides', 'mixture-of-compounds']
 */
export function formValues(form: string | undefined): readonly string[] {
  if (form === 'mixture') return [MIXTURE_OF_OXIDES, MIXTURE_OF_COMPOUNDS];
  if (form !== undefined && form !== 'unknown') return [form];
  return FORMS.flatMap((each) => (each === 'mixture' ? [MIXTURE_OF_OXIDES, MIXTURE_OF_COMPOUNDS] : [each]));
}
