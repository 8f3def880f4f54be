import type { Duty } from '@ytterby/core/duties';

/**
 * Where in the app is the thing that a duty is about, for whoever looks: the organisation itself, or the authority?
 * @example dutyPath(duty, { organisation: 'b3…' }) // '/workspace/b3…/licences/0197…'
 */
export function dutyPath({ kind, subject }: Duty, viewer: { readonly organisation: string } | 'authority'): string {
  if (kind === 'advice' && viewer !== 'authority') return '/advice';
  const place = PLACES[subject.kind];
  return viewer === 'authority'
    ? `/${place.authority}/${subject.id}`
    : `/workspace/${subject.organisation}/${place.organisation}/${subject.id}`;
}

const PLACES = {
  case: { authority: 'cases', organisation: 'applications' },
  licence: { authority: 'licences', organisation: 'licences' },
  shipment: { authority: 'shipments', organisation: 'shipments' },
} as const satisfies Record<Duty['subject']['kind'], { authority: string; organisation: string }>;
