import { Value } from 'typebox/value';
import { isLegalDate } from '../time/legal-date.ts';
import { add, compare, isZero, rational, ZERO } from '../quantity/rational.ts';
import { Application } from './application.ts';
import { type ANSWER_TYPES, CASE_EVENT_SCHEMAS, type CaseEvent } from './case-commands.ts';
import type { CaseRefusalCode } from './case-refusals.ts';
import {
  type CaseState,
  openAdvice,
  openHits,
  openRequests,
  openStops,
  standingConditions,
  withAnswers,
} from './case-state.ts';
import { CASE_TRANSITIONS } from './case-transitions.ts';
import { transitionFor } from './transitions.ts';

type Of<Name extends CaseEvent['command']> = Extract<CaseEvent, { command: Name }>;
type Guard = CaseRefusalCode | undefined;

/**
 * Does anything in the case itself forbid this event: its shape, the table, the days, who did what before? Asked when a
 * command is decided and again when events are replayed, so that neither can be stricter than the other. What the law of
 * the day says comes on top, in `decide`.
 */
export function refusalOf(state: CaseState, event: CaseEvent): Guard {
  const schema = CASE_EVENT_SCHEMAS[event.command];
  if (schema === undefined || !Value.Check(schema, event) || !isLegalDate(event.on)) return 'malformed';
  const row = transitionFor(CASE_TRANSITIONS, state.status, event.command);
  if (row === undefined) return 'not-in-this-state';
  if (!row.roles.includes(event.by.role)) return 'not-this-role';
  if (state.lastOn !== null && event.on < state.lastOn) return 'before-last-event';
  return wrongSide(state, event) ?? ofTheCommand(state, event);
}

/** Nobody stands on both sides of the desk, and an applicant sees its own cases only. */
function wrongSide(state: CaseState, { by }: CaseEvent): Guard {
  if (by.role !== 'exporter') {
    return state.forApplicant.includes(by.person) || by.organisation === state.organisation
      ? 'acted-for-applicant'
      : undefined;
  }
  if (state.organisation !== null && by.organisation !== state.organisation) return 'not-your-case';
  return state.forAuthority.includes(by.person) ? 'acted-for-authority' : undefined;
}

function ofTheCommand(state: CaseState, event: CaseEvent): Guard {
  switch (event.command) {
    case 'ask-information':
      return askInformation(state, event);
    case 'answer':
      return answer(state, event);
    case 'stop-clock':
      return openStops(state).some(({ ground }) => ground === event.ground) ? 'clock-stands-already' : undefined;
    case 'resume-clock':
      return openStops(state).some(({ ground }) => ground === event.ground) ? undefined : 'clock-not-stopped';
    case 'assess':
      return state.assessments.some(({ assessment }) => assessment === event.assessment) ? 'duplicate-id' : undefined;
    case 'judge-hit': {
      const hit = state.hits.find(({ hit: id }) => id === event.hit);
      return hit === undefined ? 'no-such-hit' : hit.judged === undefined ? undefined : 'hit-judged';
    }
    case 'ask-advice':
      return state.advice.some(({ id }) => id === event.advice) ? 'duplicate-id' : undefined;
    case 'give-advice':
      return giveAdvice(state, event);
    case 'close-advice': {
      const advice = state.advice.find(({ id }) => id === event.advice);
      if (advice === undefined) return 'no-such-advice';
      return openAdvice(state).includes(advice) ? undefined : 'advice-closed';
    }
    case 'consolidate':
      if (state.advice.length === 0) return 'no-advice';
      return openAdvice(state).length > 0 ? 'advice-open' : undefined;
    case 'countersign':
    case 'decline':
      return countersign(state, event);
    case 'set-condition':
      return state.conditions.some(({ id }) => id === event.condition) ? 'duplicate-id' : undefined;
    case 'drop-condition': {
      const condition = standingConditions(state).find(({ id }) => id === event.condition);
      return condition === undefined ? 'no-such-condition' : condition.drop === undefined ? undefined : 'drop-pending';
    }
    case 'recommend-grant':
    case 'recommend-refusal':
      return recommend(state);
    case 'grant':
      return approver(state, event, 'grant') ?? grant(state, event);
    case 'refuse':
      return approver(state, event, 'refuse');
    case 'uphold':
    case 'set-aside':
      return reconsiderer(state, event);
    default:
      return undefined;
  }
}

/** What an answer never touches: what the application is, and what was frozen with it. */
const CLOSED_FIELDS = /^(kind|form|determination|papers)\b|\.id$/;

function askInformation(state: CaseState, { request, questions, lastDay, on }: Of<'ask-information'>): Guard {
  if (lastDay !== undefined && (!isLegalDate(lastDay) || lastDay < on)) return 'malformed';
  const ids = new Set(questions.map(({ id }) => id));
  if (state.requests.some(({ id }) => id === request) || ids.size < questions.length) return 'duplicate-id';
  return questions.some(({ type, field }) => type !== 'paper' && CLOSED_FIELDS.test(field))
    ? 'field-closed'
    : undefined;
}

const FORMS: Readonly<Record<(typeof ANSWER_TYPES)[number], (value: string) => boolean>> = {
  text: () => true,
  decimal: (value) => /^[0-9]{1,30}(\.[0-9]{1,10})?$/.test(value),
  date: isLegalDate,
  'yes-no': (value) => value === 'yes' || value === 'no',
  country: (value) => /^[A-Z]{2}$/.test(value),
  paper: (value) => value.length <= 200,
};

function answer(state: CaseState, event: Of<'answer'>): Guard {
  const request = openRequests(state).find(({ id }) => id === event.request);
  if (request === undefined) return 'no-such-request';
  const answered = new Set(event.answers.map(({ question }) => question));
  const complete = request.questions.every(({ id }) => answered.has(id));
  if (!complete || event.answers.length !== request.questions.length) return 'not-all-answered';
  const fits = event.answers.every(({ question, value }) => {
    const asked = request.questions.find(({ id }) => id === question);
    return asked !== undefined && FORMS[asked.type](value);
  });
  return fits && Value.Check(Application, withAnswers(state, event)) ? undefined : 'answer-does-not-fit';
}

function giveAdvice(state: CaseState, event: Of<'give-advice'>): Guard {
  const advice = state.advice.find(({ id }) => id === event.advice);
  if (advice === undefined) return 'no-such-advice';
  if (advice.department !== event.by.organisation) return 'not-your-department';
  if (advice.closed !== undefined) return 'advice-closed';
  return advice.given === undefined ? undefined : 'advice-given';
}

/** The act that waits for a second person, and where that person must belong. */
function countersign(state: CaseState, event: Of<'countersign'> | Of<'decline'>): Guard {
  const { by, id } = event;
  const isAdviser = by.role === 'adviser';
  if (isAdviser !== (event.of === 'advice')) return 'not-this-role';
  const first = (() => {
    switch (event.of) {
      case 'hit': {
        const hit = state.hits.find((each) => each.hit === id);
        return hit?.countersigned === undefined ? hit?.judged : undefined;
      }
      case 'advice': {
        const advice = openAdvice(state).find((each) => each.id === id);
        return advice?.given;
      }
      case 'consolidation':
        return state.consolidation?.countersigned === undefined ? state.consolidation : undefined;
      case 'dropped-condition':
        return standingConditions(state).find((each) => each.id === id)?.drop;
    }
  })();
  if (first === undefined || first === null) return 'nothing-to-countersign';
  if (first.by.person === by.person) return 'own-work';
  return isAdviser && first.by.organisation !== by.organisation ? 'not-your-department' : undefined;
}

function recommend(state: CaseState): Guard {
  if (openRequests(state).length > 0) return 'request-open';
  if (openHits(state).length > 0) return 'hit-open';
  if (openAdvice(state).length > 0) return 'advice-open';
  if (state.advice.length > 0 && state.consolidation?.countersigned === undefined) return 'not-consolidated';
  if (standingConditions(state).some(({ drop }) => drop !== undefined)) return 'drop-pending';
  if (openStops(state).length > 0) return 'clock-stopped';
  return state.assessments.length === 0 ? 'not-assessed' : undefined;
}

/** Persons whose work the decision rests on. */
function authors(state: CaseState): readonly string[] {
  return [
    ...state.assessments.map(({ by }) => by.person),
    ...(state.consolidation === null ? [] : [state.consolidation.by.person]),
    ...state.advice.flatMap(({ given }) => (given === undefined ? [] : [given.by.person])),
    ...(state.recommendation === null ? [] : [state.recommendation.by.person]),
  ];
}

function approver(state: CaseState, { by }: CaseEvent, outcome: 'grant' | 'refuse'): Guard {
  if (authors(state).includes(by.person)) return 'self-approval';
  return state.recommendation?.outcome === outcome ? undefined : 'against-recommendation';
}

function grant(state: CaseState, event: Of<'grant'>): Guard {
  if (!isLegalDate(event.from) || !isLegalDate(event.lastDay)) return 'malformed';
  if (event.lastDay < event.from) return 'validity-backwards';
  const standing = standingConditions(state).map(({ id }) => id);
  if (standing.some((id) => !event.conditions.includes(id))) return 'condition-dropped';
  if (event.conditions.some((id) => !standing.includes(id))) return 'condition-not-set';
  if (new Set(event.lines.map(({ line }) => line)).size < event.lines.length) return 'duplicate-id';
  const { kind, lines: applied = [] } = state.application ?? {};
  // The lines are those of the licence that changes, and are compared with it when it is amended.
  if (kind === 'minor-change') return undefined;
  let total = ZERO;
  for (const { line, quantity, value } of event.lines) {
    const asked = applied.find(({ id }) => id === line);
    if (asked === undefined) return 'not-in-application';
    if (exceeds(quantity, asked.quantity) || exceeds(value, asked.value)) return 'more-than-applied';
    total = add(total, rational(quantity ?? '0'));
  }
  const countsGoods = kind !== 'technology' && kind !== 'registration-certificate';
  return countsGoods && isZero(total) ? 'nothing-granted' : undefined;
}

/** Nothing granted is no more than anything; anything is more than what was not asked for. */
const exceeds = (granted: string | undefined, asked: string | undefined) =>
  granted !== undefined && compare(rational(granted), rational(asked ?? '0')) > 0;

function reconsiderer(state: CaseState, { by }: CaseEvent): Guard {
  const refusal = state.reconsiderations.at(-1)?.refusal;
  return refusal?.by.person === by.person || authors(state).includes(by.person) ? 'decided-it' : undefined;
}
