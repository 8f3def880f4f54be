import { type Outcome, speaker, type Verdict } from '@ytterby/core';
import { useLanguage } from '../i18n/index.ts';
import './outcome.css';

/** A shape for each outcome, so that colour is never alone; the same as in the printed report. 48 × 48. */
const SHAPES: Readonly<Record<Outcome, string>> = {
  prohibited: 'M24 5a19 19 0 1 0 0 38a19 19 0 0 0 0-38M11 37L37 11',
  'licence-required': 'M12 6h17l8 8v28H12ZM29 6v8h8M18 22h13M18 29h13M18 36h7',
  'outside-pack': 'M26 8H8v32h32V22M23 25L42 6M30 6h12v12',
  exempt: 'M24 5L40 11v12c0 10-7 17-16 20C15 40 8 33 8 23V11ZM16 24l6 6 11-12',
  'no-licence-required': 'M24 5a19 19 0 1 0 0 38a19 19 0 0 0 0-38M15 25l6 6 13-14',
  'not-subject': 'M8 17a18 18 0 0 1 9-9M31 8a18 18 0 0 1 9 9M40 31a18 18 0 0 1-9 9M17 40a18 18 0 0 1-9-9M15 24h18',
  undetermined: 'M24 4L44 24 24 44 4 24ZM19 19c0-7 10-7 10 0c0 4-5 4-5 8M24 32v1',
  unconfirmed: 'M24 44V28M24 28L10 14M24 28L38 14M10 24V14h10M38 24V14H28',
  'not-covered': 'M7 7h34v34H7ZM16 24h16',
};
const VERDICT_SHAPES: Readonly<Record<Verdict, string>> = {
  met: 'M5 12.5l5 5L19.5 7',
  'not-met': 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  unknown: 'M8.5 9c0-2.5 1.6-4 3.7-4s3.8 1.4 3.8 3.6c0 3-3.8 3.1-3.8 5.9M12.2 18.8v.1',
};

/** The shape of an outcome alone: an ornament beside its word. */
export function OutcomeShape({ outcome, size = '1.15em' }: { readonly outcome: Outcome; readonly size?: string }) {
  return (
    <svg
      className={`outcome-shape ${outcome}`}
      viewBox="0 0 48 48"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="3.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SHAPES[outcome]} />
    </svg>
  );
}

/** An outcome as a word with its shape, for tables and lists. @example <OutcomeBadge outcome="licence-required" /> */
export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }) {
  const say = speaker(useLanguage());
  const word = say(`outcome.${outcome}`);
  return (
    <span className={`outcome-badge ${outcome}`}>
      <OutcomeShape outcome={outcome} />
      {word.charAt(0).toUpperCase() + word.slice(1)}
    </span>
  );
}

/** Is it met, not met, or not known? The word is read out; with `word` it is also seen. */
export function VerdictMark({ verdict, word = false }: { readonly verdict: Verdict; readonly word?: boolean }) {
  const say = speaker(useLanguage());
  return (
    <span className={`verdict-mark ${verdict}`}>
      <svg
        viewBox="0 0 24 24"
        width="1.05em"
        height="1.05em"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        <path d={VERDICT_SHAPES[verdict]} />
      </svg>
      <span className={word ? undefined : 'visually-hidden'}>{say(`verdict.${verdict}`)}</span>
    </span>
  );
}
