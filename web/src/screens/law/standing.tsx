import { dateText, speaker, type Status } from '@ytterby/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { ProvisionLink } from './links.tsx';

export type StandingIs = Status['is'];

/** The hatching of a pause, once for all drawings of the page. */
export function Patterns() {
  return (
    <svg className="visually-hidden" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="law-paused" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="2.6" height="6" className="hatch" />
        </pattern>
      </defs>
    </svg>
  );
}

/** How a standing looks in every drawing: solid, hatched, outlined, or a line. */
export function StandingSwatch({ is, announced = false }: { readonly is: StandingIs; readonly announced?: boolean }) {
  return (
    <svg className="swatch" width="26" height="14" aria-hidden="true" focusable="false">
      <BarShape is={is} announced={announced} x="1" width="24" y={1} height={12} />
    </svg>
  );
}

interface BarShapeProps {
  readonly is: StandingIs;
  readonly announced: boolean;
  readonly x: string;
  readonly width: string;
  readonly y: number;
  readonly height: number;
}

/** A stretch of days: solid, hatched or outlined; what no longer stands is a thin line; what is only announced, dashed. */
export function BarShape({ is, announced, x, width, y, height }: BarShapeProps) {
  const isLine = is === 'ended' || is === 'never-ran';
  return (
    <rect
      className={`bar ${is} ${announced ? 'announced' : ''}`}
      // Not in the style sheet, from whose own address some browsers would take the #.
      fill={is === 'paused' ? 'url(#law-paused)' : undefined}
      x={x}
      width={width}
      y={isLine ? y + height / 2 - 1 : y}
      height={isLine ? 2 : height}
    />
  );
}

/** The standing in a word, with its swatch. */
export function StandingMark({ is, announced = false }: { readonly is: StandingIs; readonly announced?: boolean }) {
  const { t } = useTranslation('law');
  return (
    <span className={`standing ${is}`}>
      <StandingSwatch is={is} announced={announced} />
      {t(`standing.${is}`)}
    </span>
  );
}

/** Stands for the provision while the sentence is made. */
const HERE = '\u0000';

/** Where a provision stands, as a sentence with its swatch. */
export function Stands({ of }: { readonly of: Status }) {
  return (
    <span className="stands">
      <StandingSwatch is={of.is} />
      <StandingSentence of={of} />
    </span>
  );
}

/** With its dates; the provision that made it so is a link. */
function StandingSentence({ of: status }: { readonly of: Status }) {
  const language = useLanguage();
  const say = speaker(language);
  const day = (date: string) => dateText(date, language);
  switch (status.is) {
    case 'in-force':
      return say('status.in-force', { since: day(status.since) });
    case 'not-yet-published':
      return say('status.not-yet-published');
    case 'not-yet-in-force':
      return say('status.not-yet-in-force', { from: day(status.from) });
    case 'paused': {
      const paused =
        status.until === undefined
          ? say('status.paused', { by: HERE })
          : say('status.paused-until', { until: day(status.until), by: HERE });
      return withLink(status.everInForce ? paused : paused + say('status.paused-before'), status.by);
    }
    case 'ended':
      return withLink(say('status.ended', { on: day(status.on), by: HERE }), status.by);
    case 'never-ran':
      return withLink(say('status.never-ran', { by: HERE }), status.by);
  }
}

function withLink(sentence: string, provision: string): ReactNode {
  const [before, after] = sentence.split(HERE);
  return (
    <>
      {before}
      <ProvisionLink id={provision} />
      {after}
    </>
  );
}
