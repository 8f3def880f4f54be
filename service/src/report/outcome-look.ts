import type { Outcome } from '@ytterby/core';

/** A shape for each outcome, so that colour is never alone. */
const SHAPES: Readonly<Record<Outcome, string>> = {
  prohibited: '<circle cx="24" cy="24" r="19" /><path d="M11 37 37 11" />',
  'licence-required': '<path d="M12 6h17l8 8v28H12z" /><path d="M29 6v8h8M18 22h13M18 29h13M18 36h7" />',
  'outside-pack': '<path d="M26 8H8v32h32V22" /><path d="M23 25 42 6M30 6h12v12" />',
  exempt: '<path d="M24 5 40 11v12c0 10-7 17-16 20C15 40 8 33 8 23V11z" /><path d="m16 24 6 6 11-12" />',
  'no-licence-required': '<circle cx="24" cy="24" r="19" /><path d="m15 25 6 6 13-14" />',
  'not-subject': '<circle cx="24" cy="24" r="19" stroke-dasharray="6 5" /><path d="M15 24h18" />',
  undetermined: '<path d="M24 4 44 24 24 44 4 24z" /><path d="M19 19c0-7 10-7 10 0 0 4-5 4-5 8M24 32v1" />',
  unconfirmed: '<path d="M24 44V28M24 28 10 14M24 28 38 14M10 24V14h10M38 24V14H28" />',
  'not-covered': '<rect x="7" y="7" width="34" height="34" /><path d="M16 24h16" />',
};

/** Colours of the outcomes on white; each reads against it at 7 : 1 or nearly. */
export const TONES: Readonly<Record<Outcome, string>> = {
  prohibited: '#8e1b1f',
  'licence-required': '#8a5200',
  'outside-pack': '#5f5200',
  exempt: '#0b6568',
  'no-licence-required': '#1f6b3a',
  'not-subject': '#4a5b6c',
  undetermined: '#1f4f99',
  unconfirmed: '#6a2c91',
  'not-covered': '#4a5b6c',
};

/** The shape of an outcome as SVG. It says nothing to a screen reader: the word stands beside it. */
export function outcomeSvg(outcome: Outcome, colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="${colour}" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[outcome]}</svg>`;
}
