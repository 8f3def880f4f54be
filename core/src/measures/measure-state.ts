import type { Text } from '../finding.ts';
import { transitionFor } from '../licensing/transitions.ts';
import type { LegalDate } from '../time/legal-date.ts';
import type { MeasureActor, MeasureCommand, MeasureEvent, Partner } from './measure-commands.ts';
import { MEASURE_TRANSITIONS, type MeasureStatus } from './measure-transitions.ts';

type Of<Name extends MeasureCommand['command']> = Extract<MeasureCommand, { command: Name }>;
interface Signed {
  readonly by: MeasureActor;
  readonly on: LegalDate;
  /** Place of the event, from 1. */
  readonly sequence: number;
}

/** One revision of the draft; `by` wrote it. */
export type Revision = Signed & Omit<Of<'draft'>, 'command'>;
/** The assessment of a revision that was signed off; `by` signed. */
export type SignOff = Signed & { readonly revision: number; readonly assessment: string; readonly ranBy: string };
export type Notice = Signed & Omit<Of<'send-notice'>, 'command'>;
export type Receipt = Signed & Omit<Of<'record-receipt'>, 'command'>;
export type Reply = Signed & Omit<Of<'record-reply'>, 'command'> & { readonly revision: number };

/** Everything that a measure is, as its events made it. Plain data; what counts no more stays in it. */
export interface MeasureState {
  readonly status: MeasureStatus;
  /** Number of events. */
  readonly version: number;
  readonly lastOn: LegalDate | null;
  /** Of the draft, the first one first: revision n is at n − 1. */
  readonly revisions: readonly Revision[];
  readonly signOffs: readonly SignOff[];
  readonly partners: readonly Partner[];
  readonly notices: readonly Notice[];
  readonly receipts: readonly Receipt[];
  readonly replies: readonly Reply[];
  readonly announced: Signed | null;
  readonly withdrawn: (Signed & { readonly reason: string }) | null;
}

export const NEW_MEASURE: MeasureState = {
  status: 'new',
  version: 0,
  lastOn: null,
  revisions: [],
  signOffs: [],
  partners: [],
  notices: [],
  receipts: [],
  replies: [],
  announced: null,
  withdrawn: null,
};

/** The number of the last revision; 0 = none. */
export const revisionOf = ({ revisions }: MeasureState): number => revisions.length;

/** The last revision. @throws RangeError of a new measure, which has none */
export function lastRevision({ revisions }: MeasureState): Revision {
  const last = revisions.at(-1);
  if (last === undefined) throw new RangeError('a new measure has no revision');
  return last;
}

/** The sign-off of the last revision. */
export const signOffOf = (state: MeasureState): SignOff | undefined =>
  state.signOffs.findLast(({ revision }) => revision === revisionOf(state));

const ofRevision = <Entry extends { readonly revision: number; readonly partner: string }>(
  entries: readonly Entry[],
  state: MeasureState,
  partner: string,
): readonly Entry[] => entries.filter((each) => each.revision === revisionOf(state) && each.partner === partner);

/** The notice of the last revision that a partner was sent last. @example noticeTo(state, 'JP')?.how // 'mail' */
export const noticeTo = (state: MeasureState, partner: string): Notice | undefined =>
  ofRevision(state.notices, state, partner).at(-1);

/** The first receipt of a notice of the last revision. */
export const receiptOf = (state: MeasureState, partner: string): Receipt | undefined =>
  ofRevision(state.receipts, state, partner)[0];

/** Partners without a notice of the last revision, as they were chosen. */
export const untold = (state: MeasureState): readonly string[] =>
  state.partners.map(({ partner }) => partner).filter((partner) => noticeTo(state, partner) === undefined);

/** Partners without a receipt of the last revision. */
export const silent = (state: MeasureState): readonly string[] =>
  state.partners.map(({ partner }) => partner).filter((partner) => receiptOf(state, partner) === undefined);

/** The measure after an event that was allowed. */
export function after(state: MeasureState, event: MeasureEvent): MeasureState {
  const to = transitionFor(MEASURE_TRANSITIONS, state.status, event.command)?.to ?? 'stays';
  return {
    ...state,
    status: to === 'stays' ? state.status : to,
    version: state.version + 1,
    lastOn: event.on,
    ...changesBy(state, event),
  };
}

function changesBy(state: MeasureState, event: MeasureEvent): Partial<MeasureState> {
  const signed: Signed = { by: event.by, on: event.on, sequence: state.version + 1 };
  switch (event.command) {
    case 'draft':
    case 'revise': {
      const { instrument, title, text, firstDay } = event;
      return { revisions: [...state.revisions, { ...signed, instrument, title, text, firstDay }] };
    }
    case 'sign-off': {
      const { assessment, ranBy = '' } = event;
      return { signOffs: [...state.signOffs, { ...signed, revision: revisionOf(state), assessment, ranBy }] };
    }
    case 'choose-partners':
      return { partners: event.partners };
    case 'send-notice': {
      const { command: _, ...notice } = event;
      return { notices: [...state.notices, { ...notice, ...signed }] };
    }
    case 'record-receipt': {
      const { command: _, ...receipt } = event;
      return { receipts: [...state.receipts, { ...receipt, ...signed }] };
    }
    case 'record-reply': {
      const { command: _, ...reply } = event;
      return { replies: [...state.replies, { ...reply, ...signed, revision: revisionOf(state) }] };
    }
    case 'announce':
      return { announced: signed };
    case 'withdraw':
      return { withdrawn: { ...signed, reason: event.reason } };
    case 'all-told':
      return {};
  }
}

/** A text in both languages about partners, by their codes. @example about('未通报', 'Not told', ['JP']).en // 'Not told: JP' */
export const about = (zh: string, en: string, partners: readonly string[]): Text => ({
  zh: `${zh}：${partners.join('、')}`,
  en: `${en}: ${partners.join(', ')}`,
});
