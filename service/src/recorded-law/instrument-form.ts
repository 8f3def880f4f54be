import { stringify } from 'yaml';
import type { InstrumentForm } from '../contract/recorded-instrument.ts';

/**
 * A form filled in on the screen → the text of a law file, as somebody would have written it by hand. Nothing is checked here:
 * the loader does that, for texts from either way.
 * @example lawTextOf(form).path // 'cn/instruments/recorded/mofcom-gac-2026-999.yaml'
 */
export function lawTextOf(form: InstrumentForm): { readonly path: string; readonly text: string } {
  const { id, provisions, settles = [], number, ...rest } = form;
  const instrument = {
    id,
    ...rest,
    ...(number === undefined || number === '' ? {} : { number }),
    ...(settles.length === 0 ? {} : { settles }),
    provisions: provisions.map(({ paragraph, acts = [], ...provision }) => ({
      id: `${id}/${paragraph}`,
      ...provision,
      ...(acts.length === 0
        ? {}
        : {
            acts: acts.map(({ destinations = [], ...act }) => ({
              ...act,
              ...(destinations.length === 0 ? {} : { when: { fact: 'to', is: destinations } }),
            })),
          }),
    })),
  };
  // Every scalar of a law file is text, so none needs quotes for looking like a number or a day.
  return { path: pathOf(id, form.kind), text: stringify(instrument, { schema: 'failsafe', lineWidth: 140 }) };
}

/** Where a recorded text lies beside the pack's; its folder tells the loader what it is. */
export function pathOf(instrument: string, kind: string): string {
  const name = instrument.replace(/^[a-z]{2}\//, '').replace(/[^a-z0-9.-]+/g, '-');
  return `cn/${kind === 'statement' ? 'statements' : 'instruments'}/recorded/${name}.yaml`;
}
