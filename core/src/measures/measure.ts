import { Value } from 'typebox/value';
import type { Text } from '../finding.ts';
import { transitionFor } from '../licensing/transitions.ts';
import { isLegalDate, type LegalDate } from '../time/legal-date.ts';
import { type Gate, gatesOf } from './gates.ts';
import {
  MEASURE_COMMAND_SCHEMAS,
  MEASURE_EVENT_SCHEMAS,
  type MeasureActor,
  type MeasureCommand,
  type MeasureEvent,
} from './measure-commands.ts';
import { MEASURE_REFUSALS, type MeasureRefusalCode } from './measure-refusals.ts';
import { after, lastRevision, type MeasureState, NEW_MEASURE, noticeTo, revisionOf, untold } from './measure-state.ts';
import { MEASURE_TRANSITIONS } from './measure-transitions.ts';

/** A command that was refused: a value, never an exception. */
export interface MeasureRefusal {
  readonly ok: false;
  readonly code: MeasureRefusalCode;
  readonly text: Text;
  /** What the announcement still needs, where that is the reason. */
  readonly gates?: readonly Gate[];
}
export type MeasureDecision = { readonly ok: true; readonly events: readonly MeasureEvent[] } | MeasureRefusal;

const refused = (code: MeasureRefusalCode, gates?: readonly Gate[]): MeasureRefusal => ({
  ok: false,
  code,
  text: MEASURE_REFUSALS[code],
  ...(gates && { gates }),
});

/** An assessment of the measure, as far as its sign-off asks. `ranBy` null = nobody who is known. */
export interface AssessmentSeen {
  readonly id: string;
  readonly revision: number;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
  readonly ranBy: string | null;
}

/** The day, and the assessments of the measure; those of others need not be there. */
export interface MeasureMoment {
  readonly on: LegalDate;
  readonly assessments: readonly AssessmentSeen[];
}

type Of<Name extends MeasureEvent['command']> = Extract<MeasureEvent, { command: Name }>;

/**
 * May this person do this with the measure on this day, and what happens then? Pure: the same answer for the screen that shows a
 * button, the server that decides, and a test. When the last partner is sent its notice, `all-told` follows.
 * @example decide(drafted, { command: 'sign-off', assessment }, whoRanIt, moment) // { ok: false, code: 'own-assessment', … }
 * @example decide(told, { command: 'announce' }, director, moment) // a partner is silent: { ok: false, code: 'gate-not-met', gates: … }
 */
export function decide(
  state: MeasureState,
  command: MeasureCommand,
  actor: MeasureActor,
  { on, assessments }: MeasureMoment,
): MeasureDecision {
  const schema = MEASURE_COMMAND_SCHEMAS[command.command];
  if (schema === undefined || !Value.Check(schema, command)) return refused('malformed');
  const plain = { ...command, by: actor, on } as MeasureEvent;
  const row = transitionFor(MEASURE_TRANSITIONS, state.status, command.command);
  let event = plain;
  if (command.command === 'sign-off' && row !== undefined) {
    const found = assessments.find(({ id }) => id === command.assessment);
    const wrong = cannotBeSigned(state, found);
    if (wrong !== undefined) return refused(wrong);
    event = { ...plain, ranBy: found?.ranBy ?? '' };
  }
  const code = refusalOf(state, event);
  if (code !== undefined) return refused(code, code === 'gate-not-met' ? gatesOf(state, { on, actor }) : undefined);
  const next = after(state, event);
  const isAllTold = next.status === 'assessed' && next.partners.length > 0 && untold(next).length === 0;
  return { ok: true, events: isAllTold ? [event, { command: 'all-told', by: actor, on }] : [event] };
}

function cannotBeSigned(state: MeasureState, found: AssessmentSeen | undefined): MeasureRefusalCode | undefined {
  if (found === undefined) return 'no-such-assessment';
  if (found.revision !== revisionOf(state)) return 'other-revision';
  if (found.state !== 'done') return 'not-finished';
  return found.ranBy === null ? 'runner-unknown' : undefined;
}

/**
 * Does anything forbid this event: its shape, the table, the days, who did what before? Asked when a command is decided and again when
 * events are replayed, so that neither can be stricter than the other.
 */
function refusalOf(state: MeasureState, event: MeasureEvent): MeasureRefusalCode | undefined {
  const schema = MEASURE_EVENT_SCHEMAS[event.command];
  if (schema === undefined || !Value.Check(schema, event) || !isLegalDate(event.on)) return 'malformed';
  const { person, role } = event.by;
  if ((person === null) !== (role === 'partner')) return 'malformed';
  const row = transitionFor(MEASURE_TRANSITIONS, state.status, event.command);
  if (row === undefined) return 'not-in-this-state';
  if (!row.roles.includes(role)) return 'not-this-role';
  if (state.lastOn !== null && event.on < state.lastOn) return 'before-last-event';
  return ofTheCommand(state, event);
}

function ofTheCommand(state: MeasureState, event: MeasureEvent): MeasureRefusalCode | undefined {
  switch (event.command) {
    case 'draft':
    case 'revise':
      if (!isLegalDate(event.firstDay)) return 'malformed';
      return state.revisions.at(-1)?.text === event.text ? 'nothing-changed' : undefined;
    case 'sign-off':
      if (event.ranBy === undefined) return 'malformed';
      if (event.by.person === lastRevision(state).by.person) return 'own-revision';
      return event.by.person === event.ranBy ? 'own-assessment' : undefined;
    case 'choose-partners':
      return choosePartners(state, event);
    case 'send-notice': {
      const chosen = state.partners.find(({ partner }) => partner === event.partner);
      if (chosen === undefined) return 'no-such-partner';
      if (event.revision !== revisionOf(state)) return 'other-revision';
      return event.how === 'mail' && chosen.email === undefined ? 'no-email' : undefined;
    }
    case 'record-receipt':
      if (event.revision !== revisionOf(state)) return 'other-revision';
      if ((event.how === 'opened') !== (event.by.role === 'partner')) return 'not-this-role';
      if (event.how === 'recorded' && event.note === undefined) return 'receipt-unexplained';
      return partnerTold(state, event.partner);
    case 'record-reply':
      return partnerTold(state, event.partner);
    case 'all-told':
      return state.partners.length > 0 && untold(state).length === 0 ? undefined : 'not-told';
    case 'announce': {
      if (event.by.person === lastRevision(state).by.person) return 'own-revision';
      const gates = gatesOf(state, { on: event.on, actor: event.by });
      return gates.every(({ isMet }) => isMet) ? undefined : 'gate-not-met';
    }
    case 'withdraw':
      return undefined;
  }
}

function choosePartners(state: MeasureState, { partners }: Of<'choose-partners'>): MeasureRefusalCode | undefined {
  const chosen = new Set(partners.map(({ partner }) => partner));
  if (chosen.size < partners.length) return 'duplicate-partner';
  if (partners.some(({ embargo }) => embargo !== undefined && !isLegalDate(embargo))) return 'malformed';
  const isDropped = state.partners.some(
    ({ partner }) => noticeTo(state, partner) !== undefined && !chosen.has(partner),
  );
  return isDropped ? 'partner-told' : undefined;
}

function partnerTold(state: MeasureState, partner: string): MeasureRefusalCode | undefined {
  if (!state.partners.some((each) => each.partner === partner)) return 'no-such-partner';
  return noticeTo(state, partner) === undefined ? 'not-told' : undefined;
}

export type MeasureReplay =
  | { readonly ok: true; readonly state: MeasureState }
  | { readonly ok: false; readonly at: number; readonly code: MeasureRefusalCode };

/**
 * The state that these events make, from the first on. An event that is forbidden is refused, with its place: a forged signer, a
 * skipped gate and a notice of an older revision all show here, whoever wrote them.
 * @example replay([]).ok // true, a new measure
 */
export function replay(events: readonly MeasureEvent[]): MeasureReplay {
  let state = NEW_MEASURE;
  for (const [at, event] of events.entries()) {
    const code = refusalOf(state, event);
    if (code !== undefined) return { ok: false, at, code };
    state = after(state, event);
  }
  return { ok: true, state };
}
