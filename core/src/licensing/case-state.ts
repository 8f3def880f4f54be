import type { PartyListKind } from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';
import type { Application } from './application.ts';
import type { CaseActor, CaseCommand, CaseEvent } from './case-commands.ts';
import { CASE_TRANSITIONS, type CaseStatus } from './case-transitions.ts';
import { withValueAt } from './fields.ts';
import { transitionFor } from './transitions.ts';
import type { ReportTerm } from './usage-reports.ts';

type Of<Name extends CaseCommand['command']> = Extract<CaseCommand, { command: Name }>;

/** Who did something, and on which day. */
export interface Signed {
  readonly by: CaseActor;
  readonly on: LegalDate;
}
export interface InformationRequest extends Signed {
  readonly id: string;
  readonly questions: Of<'ask-information'>['questions'];
  /** Last day for the answer, where the authority has set one. */
  readonly lastDay?: LegalDate;
  readonly answered?: Signed & { readonly answers: Of<'answer'>['answers'] };
}
/** A span that the clock does not count; without `to` it is still running. Both ends included. */
export interface Stop extends Signed {
  readonly ground: string;
  readonly provision: string;
  readonly reason: string;
  readonly to?: LegalDate;
}
export interface Hit {
  readonly hit: string;
  readonly party: string;
  readonly list: string;
  readonly kind: PartyListKind;
  readonly entry: string;
  readonly judged?: Signed & { readonly match: 'true-match' | 'false-positive'; readonly reason: string };
  readonly countersigned?: Signed;
}
export interface Advice extends Signed {
  readonly id: string;
  readonly department: string;
  readonly question: string;
  readonly workingDays: number;
  readonly given?: Signed & { readonly opinion: Of<'give-advice'>['opinion']; readonly reason: string };
  readonly countersigned?: Signed;
  readonly closed?: Signed & { readonly reason: string };
}
export interface Condition extends Signed {
  readonly id: string;
  readonly library?: string;
  readonly text: { readonly zh: string; readonly en?: string };
  readonly report?: ReportTerm;
  readonly drop?: Signed & { readonly reason: string };
  readonly dropped?: Signed;
}
export type Recommendation = Signed & {
  readonly outcome: 'grant' | 'refuse';
  readonly reasons: string;
  readonly provisions: readonly string[];
  readonly noPath: readonly string[];
};
export type Decision = Signed &
  (
    | ({ readonly outcome: 'granted' } & Omit<Of<'grant'>, 'command'>)
    | ({ readonly outcome: 'refused' } & Omit<Of<'refuse'>, 'command'>)
  );

/** Everything that a case is, as its events made it. Plain data. */
export interface CaseState {
  readonly status: CaseStatus;
  /** Number of events, which is the version that a command was decided on. */
  readonly version: number;
  readonly lastOn: LegalDate | null;
  readonly application: Application | null;
  /** The organisation that applies. */
  readonly organisation: string | null;
  /** Persons who acted for the applicant, and for the authority: nobody does both. */
  readonly forApplicant: readonly string[];
  readonly forAuthority: readonly string[];
  readonly submittedOn: LegalDate | null;
  readonly returned: { readonly on: LegalDate; readonly findings: Of<'return'>['findings'] } | null;
  readonly accepted: (Signed & { readonly limit: NonNullable<CaseEvent['law']>['limit'] | null }) | null;
  /** What lifted the time limit, and when. */
  readonly noLimit: readonly { readonly on: LegalDate; readonly ground: string; readonly provision: string }[];
  readonly stops: readonly Stop[];
  readonly requests: readonly InformationRequest[];
  readonly assessments: readonly (Signed & Omit<Of<'assess'>, 'command'>)[];
  readonly hits: readonly Hit[];
  readonly advice: readonly Advice[];
  readonly consolidation: (Signed & Omit<Of<'consolidate'>, 'command'> & { readonly countersigned?: Signed }) | null;
  readonly conditions: readonly Condition[];
  readonly recommendation: Recommendation | null;
  readonly decision: Decision | null;
  /** Reconsideration of a refusal: the refusal, its grounds, what came of it. */
  readonly reconsiderations: readonly {
    readonly refusal: Decision;
    readonly grounds: string;
    readonly on: LegalDate;
    readonly outcome?: Signed & {
      readonly is: 'upheld' | 'set-aside';
      readonly reasons: string;
      readonly provisions: readonly string[];
    };
  }[];
  readonly withdrawn: (Signed & { readonly reason: string }) | null;
}

export const NEW_CASE: CaseState = {
  status: 'new',
  version: 0,
  lastOn: null,
  application: null,
  organisation: null,
  forApplicant: [],
  forAuthority: [],
  submittedOn: null,
  returned: null,
  accepted: null,
  noLimit: [],
  stops: [],
  requests: [],
  assessments: [],
  hits: [],
  advice: [],
  consolidation: null,
  conditions: [],
  recommendation: null,
  decision: null,
  reconsiderations: [],
  withdrawn: null,
};

/** Conditions that stand: set, and not dropped by two persons. */
export function standingConditions(state: CaseState): readonly Condition[] {
  return state.conditions.filter(({ dropped }) => dropped === undefined);
}

/** Hits that two persons have not yet judged. */
export function openHits(state: CaseState): readonly Hit[] {
  return state.hits.filter(({ countersigned }) => countersigned === undefined);
}

/** Requests for information that wait for the applicant. */
export function openRequests(state: CaseState): readonly InformationRequest[] {
  return state.requests.filter(({ answered }) => answered === undefined);
}

/** Advice that was asked for and is neither given and countersigned nor closed. */
export function openAdvice(state: CaseState): readonly Advice[] {
  return state.advice.filter(({ countersigned, closed }) => countersigned === undefined && closed === undefined);
}

/** Grounds on which the clock stands still. */
export function openStops(state: CaseState): readonly Stop[] {
  return state.stops.filter(({ to }) => to === undefined);
}

/** Is a party on the Watch List, as two persons have confirmed? */
export function hasWatchListHit(state: CaseState): boolean {
  return state.hits.some(
    ({ kind, judged, countersigned }) =>
      kind === 'watch-list' && judged?.match === 'true-match' && countersigned !== undefined,
  );
}

const changed = <Entry>(entries: readonly Entry[], is: (entry: Entry) => boolean, change: (entry: Entry) => Entry) =>
  entries.map((entry) => (is(entry) ? change(entry) : entry));

/** The same without one field. */
function without<Entry extends object, Key extends keyof Entry>(entry: Entry, field: Key): Omit<Entry, Key> {
  const { [field]: _, ...rest } = entry;
  return rest;
}

/** The state after an event that was allowed. Whether it was, `refusalOf` says; this only carries it out. */
export function after(state: CaseState, event: CaseEvent): CaseState {
  const to = transitionFor(CASE_TRANSITIONS, state.status, event.command)?.to ?? 'stays';
  const side = event.by.role === 'exporter' ? 'forApplicant' : 'forAuthority';
  const known = state[side];
  const next: CaseState = {
    ...state,
    status: to === 'stays' ? state.status : to,
    version: state.version + 1,
    lastOn: event.on,
    [side]: known.includes(event.by.person) ? known : [...known, event.by.person],
  };
  return { ...next, ...changesBy(state, event) };
}

function changesBy(state: CaseState, event: CaseEvent): Partial<CaseState> {
  const signed: Signed = { by: event.by, on: event.on };
  switch (event.command) {
    case 'save':
      return { application: event.application, organisation: event.by.organisation };
    case 'submit':
      return {
        submittedOn: event.on,
        returned: null,
        hits: withHits(state.hits, state.application?.determination?.toJudge ?? []),
      };
    case 'return':
      return { returned: { on: event.on, findings: event.findings } };
    case 'accept':
      return { accepted: { ...signed, limit: event.law?.limit ?? null }, noLimit: lifted(state, event) };
    case 'ask-information': {
      const { request: id, questions, lastDay } = event;
      const asked = { id, ...signed, questions, ...(lastDay !== undefined && { lastDay }) };
      return { requests: [...state.requests, asked] };
    }
    case 'answer':
      return {
        requests: changed(
          state.requests,
          ({ id }) => id === event.request,
          (request) => ({ ...request, answered: { ...signed, answers: event.answers } }),
        ),
        application: withAnswers(state, event),
      };
    case 'stop-clock': {
      const { ground, reason } = event;
      return { stops: [...state.stops, { ...signed, ground, reason, provision: event.law?.provision ?? '' }] };
    }
    case 'resume-clock':
      return {
        stops: changed(
          state.stops,
          ({ ground, to }) => ground === event.ground && to === undefined,
          (stop) => ({ ...stop, to: event.on }),
        ),
      };
    case 'lift-limit':
      return { noLimit: lifted(state, event) };
    case 'assess': {
      const { assessment, text, precedents } = event;
      return { assessments: [...state.assessments, { ...signed, assessment, text, precedents }] };
    }
    case 'report-hits':
      return { hits: withHits(state.hits, event.hits) };
    case 'judge-hit':
      return {
        hits: changed(
          state.hits,
          ({ hit }) => hit === event.hit,
          (hit) => ({ ...hit, judged: { ...signed, match: event.match, reason: event.reason } }),
        ),
      };
    case 'ask-advice': {
      const { advice: id, department, question, workingDays } = event;
      // What was consolidated before did not know of this advice.
      return {
        advice: [...state.advice, { id, department, question, workingDays, ...signed }],
        consolidation: null,
      };
    }
    case 'give-advice':
      return {
        advice: adviceWith(state, event.advice, { given: { ...signed, opinion: event.opinion, reason: event.reason } }),
      };
    case 'close-advice':
      return { advice: adviceWith(state, event.advice, { closed: { ...signed, reason: event.reason } }) };
    case 'consolidate':
      return { consolidation: { ...signed, opinion: event.opinion, text: event.text } };
    case 'countersign':
      return { ...countersigned(state, event, signed), noLimit: lifted(state, event) };
    case 'decline':
      return declined(state, event);
    case 'set-condition': {
      const { condition: id, library, text, report } = event;
      const more = { ...(library !== undefined && { library }), ...(report !== undefined && { report }) };
      return { conditions: [...state.conditions, { id, ...more, text, ...signed }] };
    }
    case 'drop-condition':
      return { conditions: conditionWith(state, event.condition, { drop: { ...signed, reason: event.reason } }) };
    case 'recommend-grant':
      return {
        recommendation: {
          ...signed,
          outcome: 'grant',
          reasons: event.reasons,
          provisions: event.provisions,
          noPath: [],
        },
      };
    case 'recommend-refusal': {
      const { reasons, provisions, noPath } = event;
      return { recommendation: { ...signed, outcome: 'refuse', reasons, provisions, noPath } };
    }
    case 'send-back':
      return { recommendation: null };
    case 'grant': {
      const { from, lastDay, lines, conditions, reasons, provisions } = event;
      return { decision: { ...signed, outcome: 'granted', from, lastDay, lines, conditions, reasons, provisions } };
    }
    case 'refuse': {
      const { reasons, provisions, noPath } = event;
      return { decision: { ...signed, outcome: 'refused', reasons, provisions, noPath } };
    }
    case 'withdraw':
      return { withdrawn: { ...signed, reason: event.reason } };
    case 'reconsider':
      if (state.decision === null) return {};
      return {
        reconsiderations: [
          ...state.reconsiderations,
          { refusal: state.decision, grounds: event.grounds, on: event.on },
        ],
      };
    case 'uphold':
      return { reconsiderations: reconsidered(state, event, signed, 'upheld') };
    case 'set-aside':
      return {
        reconsiderations: reconsidered(state, event, signed, 'set-aside'),
        decision: null,
        recommendation: null,
        noLimit: lifted(state, event),
      };
  }
}

function lifted(state: CaseState, event: CaseEvent): CaseState['noLimit'] {
  const known = new Set(state.noLimit.map(({ ground }) => ground));
  const more = (event.law?.noLimit ?? []).filter(({ ground }) => !known.has(ground));
  return [...state.noLimit, ...more.map(({ ground, provision }) => ({ on: event.on, ground, provision }))];
}

/** A hit that is known already keeps what was judged. */
function withHits(
  hits: readonly Hit[],
  more: readonly (Omit<Hit, 'judged' | 'countersigned'> & { readonly likeness?: string })[],
): readonly Hit[] {
  const known = new Set(hits.map(({ hit }) => hit));
  const fresh = more.filter(({ hit }) => !known.has(hit));
  return [...hits, ...fresh.map(({ hit, party, list, kind, entry }) => ({ hit, party, list, kind, entry }))];
}

function adviceWith(state: CaseState, id: string, more: Partial<Advice>): CaseState['advice'] {
  return changed(
    state.advice,
    (advice) => advice.id === id,
    (advice) => ({ ...advice, ...more }),
  );
}

function conditionWith(state: CaseState, id: string, more: Partial<Condition>): CaseState['conditions'] {
  return changed(
    state.conditions,
    (condition) => condition.id === id,
    (condition) => ({ ...condition, ...more }),
  );
}

function countersigned(state: CaseState, event: Of<'countersign'>, signed: Signed): Partial<CaseState> {
  switch (event.of) {
    case 'hit':
      return {
        hits: changed(
          state.hits,
          ({ hit }) => hit === event.id,
          (hit) => ({ ...hit, countersigned: signed }),
        ),
      };
    case 'advice':
      return { advice: adviceWith(state, event.id ?? '', { countersigned: signed }) };
    case 'consolidation':
      return { consolidation: state.consolidation && { ...state.consolidation, countersigned: signed } };
    case 'dropped-condition':
      return { conditions: conditionWith(state, event.id ?? '', { dropped: signed }) };
  }
}

function declined(state: CaseState, event: Of<'decline'>): Partial<CaseState> {
  switch (event.of) {
    case 'hit':
      return {
        hits: changed(
          state.hits,
          ({ hit }) => hit === event.id,
          (hit) => without(hit, 'judged'),
        ),
      };
    case 'advice':
      return {
        advice: changed(
          state.advice,
          ({ id }) => id === event.id,
          (advice) => without(advice, 'given'),
        ),
      };
    case 'consolidation':
      return { consolidation: null };
    case 'dropped-condition':
      return {
        conditions: changed(
          state.conditions,
          ({ id }) => id === event.id,
          (condition) => without(condition, 'drop'),
        ),
      };
  }
}

function reconsidered(
  state: CaseState,
  { reasons, provisions }: Of<'uphold'> | Of<'set-aside'>,
  signed: Signed,
  is: 'upheld' | 'set-aside',
): CaseState['reconsiderations'] {
  return changed(
    state.reconsiderations,
    ({ outcome }) => outcome === undefined,
    (entry) => ({ ...entry, outcome: { ...signed, is, reasons, provisions } }),
  );
}

/** The application with the answers in the fields that the questions named. */
export function withAnswers(state: CaseState, { request, answers }: Of<'answer'>): Application | null {
  const questions = state.requests.find(({ id }) => id === request)?.questions ?? [];
  return answers.reduce<Application | null>((application, { question, value }) => {
    const asked = questions.find(({ id }) => id === question);
    if (application === null || asked === undefined) return application;
    if (asked.type !== 'paper') return withValueAt(application, asked.field, value);
    return {
      ...application,
      papers: [...(application.papers ?? []), { id: value, paper: asked.field }],
    };
  }, state.application);
}
