import { Value } from 'typebox/value';
import type { Text } from '../finding.ts';
import type { Circumstance, ProcedureOn, RuleCite } from '../law/index.ts';
import type { LegalDate } from '../time/legal-date.ts';
import { circumstancesOf } from './application.ts';
import { CASE_COMMAND_SCHEMAS, type CaseActor, type CaseCommand, type CaseEvent } from './case-commands.ts';
import { refusalOf } from './case-guards.ts';
import { CASE_REFUSALS, type CaseRefusalCode } from './case-refusals.ts';
import { after, type CaseState, hasWatchListHit, NEW_CASE } from './case-state.ts';
import { hasErrors, lint, type LintFinding } from './lint.ts';
import { AFTER_RECONSIDERATION, clockRulesOf, closedBy, liftable, longestYears } from './requirements.ts';
import { lastDayWithin } from './validity.ts';

/** A command that was refused: a value, never an exception. */
export interface CaseRefusal {
  readonly ok: false;
  readonly code: CaseRefusalCode;
  readonly text: Text;
  /** What the lint found, where that is the reason. */
  readonly findings?: readonly LintFinding[];
  /** The provision that forbids it, where one does. */
  readonly because?: RuleCite;
}
export type CaseDecision = { readonly ok: true; readonly events: readonly CaseEvent[] } | CaseRefusal;

const refused = (code: CaseRefusalCode, findings?: readonly LintFinding[]): CaseRefusal => ({
  ok: false,
  code,
  text: CASE_REFUSALS[code],
  ...(findings && { findings }),
});

/**
 * May this person do this with the case on this day, and what happens then? Pure: the same answer for the screen that
 * shows a button, the server that decides, and a test.
 *
 * First what the case itself forbids (the table, two persons, what is still open), then what the law of the day says:
 * errors of the lint, time limits, grounds, forms, provisions cited. `law` is the procedure of the day `on`. The events
 * are to be stored in one transaction, on the version of the state that was asked.
 *
 * @example decide(state, { command: 'accept' }, officer, { on: '2026-03-02', law }).ok // true
 * @example decide(state, { command: 'grant', … }, whoRecommended, …) // { ok: false, code: 'self-approval', … }
 */
export function decide(
  state: CaseState,
  command: CaseCommand,
  actor: CaseActor,
  moment: { readonly on: LegalDate; readonly law: ProcedureOn },
): CaseDecision {
  const schema = CASE_COMMAND_SCHEMAS[command.command];
  if (schema === undefined || !Value.Check(schema, command)) return refused('malformed');
  const plain = { ...command, by: actor, on: moment.on } as CaseEvent;
  const code = refusalOf(state, plain);
  if (code !== undefined) return refused(code);
  const found = byTheLaw(state, command, moment.law);
  if ('ok' in found) return found;
  const event: CaseEvent = Object.keys(found).length === 0 ? plain : { ...plain, law: found };
  return { ok: true, events: [event] };
}

type LawThen = NonNullable<CaseEvent['law']>;

/** What the law of the day adds to an event, or why it forbids it. */
function byTheLaw(state: CaseState, command: CaseCommand, law: ProcedureOn): LawThen | CaseRefusal {
  switch (command.command) {
    case 'submit':
      return lintErrors(state, law) ?? {};
    case 'accept':
      return lintErrors(state, law) ?? acceptance(state, law);
    case 'stop-clock': {
      const ground = law.notCounted.find(({ id }) => id === command.ground);
      return ground === undefined ? refused('no-such-ground') : { provision: ground.provision };
    }
    case 'lift-limit': {
      const ground = liftable(law).find(({ id }) => id === command.ground);
      return ground === undefined
        ? refused('no-such-ground')
        : { noLimit: [{ ground: ground.id, provision: ground.because.provision }] };
    }
    case 'countersign':
      return command.of === 'hit' ? afterHit(state, command.id, law) : {};
    case 'recommend-grant':
      return unknownProvision(command.provisions, law) ?? lintErrors(state, law) ?? {};
    case 'uphold':
      return unknownProvision(command.provisions, law) ?? {};
    case 'set-aside':
      return (
        unknownProvision(command.provisions, law) ?? {
          noLimit: law.noLimit
            .filter(({ id }) => id === AFTER_RECONSIDERATION)
            .map(({ id, provision }) => ({ ground: id, provision })),
        }
      );
    case 'recommend-refusal':
    case 'refuse':
      if (!command.noPath.every((id) => law.refusalGrounds.has(id))) return refused('no-ground-for-refusal');
      return unknownProvision(command.provisions, law) ?? {};
    case 'grant':
      return (
        unknownProvision(command.provisions, law) ?? grantable(state, command, law) ?? lintErrors(state, law) ?? {}
      );
    default:
      return {};
  }
}

/** What is true of the case: as the application states it, and as two persons have confirmed since. */
export function circumstancesOfCase(state: CaseState): ReadonlySet<Circumstance> {
  const found = new Set(state.application === null ? [] : circumstancesOf(state.application));
  if (hasWatchListHit(state)) found.add('watch-listed-party');
  return found;
}

/**
 * The findings that the applicant sees before submitting and the officer before accepting. They are asked again before a
 * grant: a party that was found to be listed meanwhile may need papers that nobody filed.
 */
export function lintOfCase(state: CaseState, law: ProcedureOn): readonly LintFinding[] {
  return state.application === null ? [] : lint(state.application, law, circumstancesOfCase(state));
}

function lintErrors(state: CaseState, law: ProcedureOn): CaseRefusal | undefined {
  const findings = lintOfCase(state, law);
  return hasErrors(findings) ? refused('lint-errors', findings) : undefined;
}

function acceptance(state: CaseState, law: ProcedureOn): LawThen {
  const circumstances = circumstancesOfCase(state);
  const limit = state.application === null ? null : clockRulesOf(state.application, law).limit;
  const noLimit = law.noLimit
    .filter(({ when }) => when !== undefined && circumstances.has(when))
    .map(({ id, provision }) => ({ ground: id, provision }));
  return {
    ...(limit && { limit: { id: limit.id, workingDays: limit.workingDays, provision: limit.because.provision } }),
    ...(noLimit.length > 0 && { noLimit }),
  };
}

/** A confirmed Watch List party takes the time limit away (Order 792 art. 26). */
function afterHit(state: CaseState, id: string | undefined, law: ProcedureOn): LawThen {
  const hit = state.hits.find(({ hit: each }) => each === id);
  if (hit?.kind !== 'watch-list' || hit.judged?.match !== 'true-match') return {};
  const noLimit = law.noLimit
    .filter(({ when }) => when === 'watch-listed-party')
    .map(({ id: ground, provision }) => ({ ground, provision }));
  return noLimit.length > 0 ? { noLimit } : {};
}

function unknownProvision(provisions: readonly string[], law: ProcedureOn): CaseRefusal | undefined {
  return provisions.every((id) => law.inForce.has(id)) ? undefined : refused('no-such-provision');
}

type Grant = Extract<CaseCommand, { command: 'grant' }>;

function grantable(state: CaseState, { from, lastDay }: Grant, law: ProcedureOn): CaseRefusal | undefined {
  const { application } = state;
  if (application === null) return refused('not-in-this-state');
  if (!law.kinds.some(({ id }) => id === application.kind)) return refused('kind-not-open');
  if (closedBy(application, law, circumstancesOfCase(state)).length > 0) return refused('form-closed');
  const longest = longestYears(application, law);
  return longest !== undefined && lastDay > lastDayWithin(from, longest.years)
    ? { ...refused('validity-too-long'), because: longest.because }
    : undefined;
}

export type Replay =
  | { readonly ok: true; readonly state: CaseState }
  | { readonly ok: false; readonly at: number; readonly code: CaseRefusalCode };

/**
 * The state that these events make, from the first on. An event that the case itself forbids is refused, with its place:
 * a forged signer, a skipped state and a dropped condition all show here, whoever wrote them. No law is needed.
 * @example replay([]).ok // true, a new case
 */
export function replay(events: readonly CaseEvent[]): Replay {
  let state = NEW_CASE;
  for (const [at, event] of events.entries()) {
    const code = refusalOf(state, event);
    if (code !== undefined) return { ok: false, at, code };
    state = after(state, event);
  }
  return { ok: true, state };
}

/** One event more on a state: for a store that keeps the state beside the events. Refuses as `replay` does. */
export function advance(
  state: CaseState,
  event: CaseEvent,
): { readonly ok: true; readonly state: CaseState } | CaseRefusal {
  const code = refusalOf(state, event);
  return code === undefined ? { ok: true, state: after(state, event) } : refused(code);
}
