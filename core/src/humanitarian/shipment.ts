import { Value } from 'typebox/value';
import type { ExportFacts } from '../facts.ts';
import type { Text } from '../finding.ts';
import { type LawBook, procedureOn } from '../law/index.ts';
import { transitionFor } from '../licensing/transitions.ts';
import { isLegalDate, type LegalDate } from '../time/legal-date.ts';
import { assess, factsOfClaim } from './assessment.ts';
import {
  type Assessment,
  type Claim,
  type Obstacle,
  SHIPMENT_COMMAND_SCHEMAS,
  SHIPMENT_EVENT_SCHEMAS,
  type ShipmentActor,
  type ShipmentCommand,
  type ShipmentEvent,
} from './shipment-commands.ts';
import { SHIPMENT_TRANSITIONS, type ShipmentStatus } from './shipment-transitions.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** What the exporter undertakes (No. 61 of 2025 para. 5); the paragraph gives no form of words, so these are the product's. */
export const UNDERTAKING = {
  zh: '本单位承诺：本次依据商务部公告2025年第61号第五条出口的物项，仅用于上述人道主义救援，不用于危害中国国家安全和利益的活动。',
  en: 'We undertake that the items exported under paragraph 5 of MOFCOM Announcement No. 61 of 2025 are used for the humanitarian relief stated above alone, and not for any activity against the national security and interests of China.',
} as const satisfies Text;

/** Why something cannot be done with a shipment. */
export const SHIPMENT_REFUSALS = {
  malformed: t('命令的内容不完整或者有多余的内容', 'The command lacks something or says too much'),
  'not-in-this-state': t('出口记录当前状态下不能这样做', 'The shipment is not in a state in which this can be done'),
  'not-this-role': t('该角色无权这样做', 'This role may not do this'),
  'before-last-event': t('日期早于上一步', 'The day is before the last step'),
  'not-your-shipment': t('不是本单位的出口', 'This is not a shipment of your organisation'),
  'acted-for-exporter': t('曾代表出口经营者办理', 'This person has acted for the exporter'),
  'acted-for-authority': t('曾代表许可机关办理', 'This person has acted for the authority'),
  'other-words': t('承诺的文字与所示不同', 'The words of the undertaking are not those that are shown'),
  'no-such-line': t('判定中没有此项', 'The determination has no such line'),
  'not-exempt': t(
    '当日须申请许可或者禁止出口，第61号公告第五条的豁免不适用',
    'On this day a licence is required or the export is prohibited: the exemption of No. 61 para. 5 does not reach it',
  ),
  'not-covered': t('法规库不涵盖该日', 'The law pack does not cover this day'),
  'settled-already': t(
    '审核通过或者出口以后，目的地、当事人和最终用途不再更改',
    'Once it is cleared or shipped, destination, parties and end use stay as they are',
  ),
  'day-to-come': t('日期尚未到来', 'The day is still to come'),
  'before-export': t('早于出口日期', 'It is before the day of the export'),
  'no-such-provision': t('所引规定不存在，或者当日没有施行', 'A provision that is cited is not in force on this day'),
  'not-found-so': t('记录与所认定的情况不符', 'The step does not follow from what was found'),
} as const satisfies Record<string, Text>;
export type ShipmentRefusalCode = keyof typeof SHIPMENT_REFUSALS;

type Of<Name extends ShipmentCommand['command']> = Extract<ShipmentCommand, { command: Name }>;
type Signed = { readonly by: ShipmentActor; readonly on: LegalDate };

/** Everything that a shipment is, as its events made it. Plain data. */
export interface ShipmentState {
  readonly status: ShipmentStatus;
  readonly version: number;
  readonly lastOn: LegalDate | null;
  /** The exporter. */
  readonly organisation: string | null;
  /** Persons who acted for the exporter, and for the authority: nobody does both. */
  readonly forExporter: readonly string[];
  readonly forAuthority: readonly string[];
  /** The saved determination that it rests on. */
  readonly determination: string | null;
  readonly claimedOn: LegalDate | null;
  readonly claim: Claim | null;
  readonly undertaking: (Signed & Of<'claim'>['undertaking']) | null;
  /** What was found last. */
  readonly found: Assessment | null;
  readonly review: (Signed & Omit<Of<'clear'>, 'command'> & { readonly is: 'cleared' | 'refused' }) | null;
  /** Keys of the obstacles that the authority has cleared. */
  readonly cleared: readonly string[];
  readonly shipped: (Signed & Omit<Of<'ship'>, 'command'>) | null;
  readonly draft: Text | null;
  readonly report: (Signed & Omit<Of<'report'>, 'command'>) | null;
  readonly withdrawn: (Signed & { readonly reason: string }) | null;
}

export const NEW_SHIPMENT: ShipmentState = {
  status: 'new',
  version: 0,
  lastOn: null,
  organisation: null,
  forExporter: [],
  forAuthority: [],
  determination: null,
  claimedOn: null,
  claim: null,
  undertaking: null,
  found: null,
  review: null,
  cleared: [],
  shipped: null,
  draft: null,
  report: null,
  withdrawn: null,
};

/** What stands against it and was not cleared. */
export function openObstacles(found: Assessment, cleared: readonly string[]): readonly Obstacle[] {
  return found.obstacles.filter(({ key }) => !cleared.includes(key));
}

/**
 * Did it leave without a licence although the authority has refused the exemption? True also where it left before the refusal: it
 * was stopped then. The report of paragraph 5 is asked for all the same, so that the ministry learns of the export.
 * @example of claim (a military end user), stop, refuse, ship: true; of claim, stop, clear, ship: false; before `ship`: false
 */
export const leftThoughRefused = ({ review, shipped }: Pick<ShipmentState, 'review' | 'shipped'>): boolean =>
  review?.is === 'refused' && shipped !== null;

const FOUND_BY: readonly string[] = ['claim', 'stop', 'resume', 'ship'];

/** Does anything forbid this event? Asked when deciding and when replaying; needs no law. */
function refusalOf(state: ShipmentState, event: ShipmentEvent): ShipmentRefusalCode | undefined {
  const schema = SHIPMENT_EVENT_SCHEMAS[event.command];
  if (schema === undefined || !Value.Check(schema, event) || !isLegalDate(event.on)) return 'malformed';
  const row = transitionFor(SHIPMENT_TRANSITIONS, state.status, event.command);
  if (row === undefined) return 'not-in-this-state';
  if (!row.roles.includes(event.by.role)) return 'not-this-role';
  if (event.by.role === 'exporter' && state.organisation !== null && event.by.organisation !== state.organisation)
    return 'not-your-shipment';
  const { person, role } = event.by;
  if (role !== 'exporter' && state.forExporter.includes(person)) return 'acted-for-exporter';
  if (role === 'exporter' && state.forAuthority.includes(person)) return 'acted-for-authority';
  if (state.lastOn !== null && event.on < state.lastOn) return 'before-last-event';
  if (FOUND_BY.includes(event.command) && event.found === undefined) return 'malformed';
  switch (event.command) {
    case 'claim':
      return event.undertaking.zh === UNDERTAKING.zh && event.undertaking.en === UNDERTAKING.en
        ? undefined
        : 'other-words';
    case 'supplement':
      return state.status === 'cleared' || state.status === 'shipped' ? changesMuch(state, event.claim) : undefined;
    case 'stop':
      return openObstacles(event.found as Assessment, state.cleared).length > 0 ? undefined : 'not-found-so';
    case 'resume':
      return goes(event.found as Assessment, []) ? undefined : 'not-found-so';
    case 'ship':
      if (!isLegalDate(event.exportedOn)) return 'malformed';
      if (event.exportedOn > event.on) return 'day-to-come';
      if (event.found?.day !== event.exportedOn) return 'not-found-so';
      return state.status === 'refused' || goes(event.found, state.cleared) ? undefined : 'not-found-so';
    case 'report':
      if (!isLegalDate(event.sentOn)) return 'malformed';
      if (event.sentOn > event.on) return 'day-to-come';
      return event.sentOn < (state.shipped?.exportedOn ?? '') ? 'before-export' : undefined;
    case 'clear':
    case 'refuse':
    case 'draft':
    case 'withdraw':
      return undefined;
  }
}

function changesMuch({ claim }: ShipmentState, next: Claim): ShipmentRefusalCode | undefined {
  const settled = (each: Claim | null) =>
    each && [each.destination, each.parties ?? [], each.endUse.kind, each.items.map(({ line }) => line ?? null)];
  return Value.Equal(settled(claim), settled(next)) ? undefined : 'settled-already';
}

function goes(found: Assessment, cleared: readonly string[]): boolean {
  if (found.verdict === 'not-exempt' || found.verdict === 'not-covered') return false;
  return openObstacles(found, cleared).length === 0;
}

/** The shipment after an event that was allowed. */
export function after(state: ShipmentState, event: ShipmentEvent): ShipmentState {
  const to = transitionFor(SHIPMENT_TRANSITIONS, state.status, event.command)?.to ?? 'stays';
  const side = event.by.role === 'exporter' ? 'forExporter' : 'forAuthority';
  const acted = state[side];
  return {
    ...state,
    [side]: acted.includes(event.by.person) ? acted : [...acted, event.by.person],
    status: to === 'stays' ? state.status : to,
    version: state.version + 1,
    lastOn: event.on,
    ...(event.found && { found: event.found }),
    ...changesBy(state, event),
  };
}

function changesBy(state: ShipmentState, event: ShipmentEvent): Partial<ShipmentState> {
  const signed: Signed = { by: event.by, on: event.on };
  switch (event.command) {
    case 'claim':
      return {
        organisation: event.by.organisation,
        determination: event.determination,
        claimedOn: event.on,
        claim: event.claim,
        undertaking: { ...signed, ...event.undertaking },
      };
    case 'supplement':
      return { claim: event.claim };
    case 'stop':
      return { review: null };
    case 'resume':
      return { cleared: [] };
    case 'clear':
    case 'refuse': {
      const { reason, provisions } = event;
      const review = { ...signed, reason, provisions };
      if (event.command === 'refuse') return { review: { ...review, is: 'refused' } };
      const keys = (state.found?.obstacles ?? []).map(({ key }) => key);
      return { review: { ...review, is: 'cleared' }, cleared: [...new Set([...state.cleared, ...keys])] };
    }
    case 'ship': {
      const { exportedOn, reference } = event;
      return { shipped: { ...signed, exportedOn, ...(reference !== undefined && { reference }) } };
    }
    case 'draft':
      return { draft: event.text };
    case 'report': {
      const { text, sentOn, how, sentBy, proof } = event;
      return { report: { ...signed, text, sentOn, how, sentBy, proof } };
    }
    case 'withdraw':
      return { withdrawn: { ...signed, reason: event.reason } };
  }
}

export interface ShipmentRefusal {
  readonly ok: false;
  readonly code: ShipmentRefusalCode;
  readonly text: Text;
  /** What was found, where that is the reason. */
  readonly found?: Assessment;
}
export type ShipmentDecision = { readonly ok: true; readonly events: readonly ShipmentEvent[] } | ShipmentRefusal;

const refused = (code: ShipmentRefusalCode, found?: Assessment): ShipmentRefusal => ({
  ok: false,
  code,
  text: SHIPMENT_REFUSALS[code],
  ...(found && { found }),
});

/** The day, the law in use, and the facts that the shipment rests on: those of its determination, frozen with the claim. */
export interface ShipmentMoment {
  readonly on: LegalDate;
  readonly book: LawBook;
  readonly base: ExportFacts;
}

/**
 * May this person do this with the shipment on this day, and what happens then? Pure. A claim that meets an obstacle is stopped in the
 * same breath; a supplement that leaves none lets it go on; and on the day of the export all is found anew, since lists and law change.
 * @example decideShipment(NEW_SHIPMENT, { command: 'claim', … }, exporter, { on: '2025-10-09', book, base }).ok // true: it may go
 * @example // with a listed end user: events claim, stop
 */
export function decideShipment(
  state: ShipmentState,
  command: ShipmentCommand,
  actor: ShipmentActor,
  moment: ShipmentMoment,
): ShipmentDecision {
  const schema = SHIPMENT_COMMAND_SCHEMAS[command.command];
  if (schema === undefined || !Value.Check(schema, command)) return refused('malformed');
  const signed = { by: actor, on: moment.on };
  const wrong = beforeFinding(state, { ...command, ...signed } as ShipmentEvent, moment);
  if (wrong !== undefined) return refused(wrong);
  const found = findingFor(state, command, moment);
  if (state.status !== 'refused' && (found?.verdict === 'not-covered' || found?.verdict === 'not-exempt'))
    return refused(found.verdict, found);
  const steps: readonly ShipmentEvent[] = stepsOf(state, { ...command, ...signed } as ShipmentEvent, found);
  let next = state;
  for (const event of steps) {
    const code = refusalOf(next, event);
    if (code !== undefined) return refused(code);
    next = after(next, event);
  }
  return { ok: true, events: steps };
}

/** What can be said before anything is found, so that nobody waits for it in vain. */
function beforeFinding(
  state: ShipmentState,
  event: ShipmentEvent,
  { on, book, base }: ShipmentMoment,
): ShipmentRefusalCode | undefined {
  const row = transitionFor(SHIPMENT_TRANSITIONS, state.status, event.command);
  if (row === undefined) return 'not-in-this-state';
  if (!row.roles.includes(event.by.role)) return 'not-this-role';
  if (event.command === 'ship') {
    if (!isLegalDate(event.exportedOn)) return 'malformed';
    if (event.exportedOn > on) return 'day-to-come';
  }
  if (event.command === 'claim' || event.command === 'supplement') {
    const lines = base.lines.map(({ id }, index) => id ?? String(index + 1));
    const isKnown = ({ line }: Claim['items'][number]) =>
      line === undefined ? lines.length === 1 : lines.includes(line);
    if (!event.claim.items.every(isKnown)) return 'no-such-line';
  }
  if (event.command === 'clear' || event.command === 'refuse') {
    const { inForce } = procedureOn(book, on);
    if (!event.provisions.every((id) => inForce.has(id))) return 'no-such-provision';
  }
  return undefined;
}

function findingFor(state: ShipmentState, command: ShipmentCommand, { on, book, base }: ShipmentMoment) {
  switch (command.command) {
    case 'claim':
      return assess(factsOfClaim(base, command.claim, on), book);
    case 'supplement':
      return state.status === 'claimed' || state.status === 'stopped-for-review'
        ? assess(factsOfClaim(base, command.claim, on), book)
        : undefined;
    case 'ship':
      return state.claim === null ? undefined : assess(factsOfClaim(base, state.claim, command.exportedOn), book);
    default:
      return undefined;
  }
}

function stepsOf(state: ShipmentState, event: ShipmentEvent, found: Assessment | undefined): readonly ShipmentEvent[] {
  if (found === undefined) return [event];
  const { by, on } = event;
  const isStopped = openObstacles(found, state.cleared).length > 0;
  const stop: ShipmentEvent = { command: 'stop', by, on, found };
  switch (event.command) {
    case 'ship':
      return isStopped && state.status !== 'refused' ? [stop] : [{ ...event, found }];
    case 'supplement': {
      const supplement = { ...event, found };
      if (state.status === 'claimed') return isStopped ? [supplement, stop] : [supplement];
      return found.obstacles.length > 0 ? [supplement] : [supplement, { command: 'resume', by, on, found }];
    }
    default:
      return isStopped ? [{ ...event, found }, stop] : [{ ...event, found }];
  }
}

export type ShipmentReplay =
  | { readonly ok: true; readonly state: ShipmentState }
  | { readonly ok: false; readonly at: number; readonly code: ShipmentRefusalCode };

/** The shipment that these events make. An event that could not be is refused, with its place. No law is needed. */
export function replayShipment(events: readonly ShipmentEvent[]): ShipmentReplay {
  let state = NEW_SHIPMENT;
  for (const [at, event] of events.entries()) {
    const code = refusalOf(state, event);
    if (code !== undefined) return { ok: false, at, code };
    state = after(state, event);
  }
  return { ok: true, state };
}

/** One event more on a state, for a store that keeps the state beside the events. Refuses as `replayShipment` does. */
export function advanceShipment(
  state: ShipmentState,
  event: ShipmentEvent,
): { readonly ok: true; readonly state: ShipmentState } | ShipmentRefusal {
  const code = refusalOf(state, event);
  return code === undefined ? { ok: true, state: after(state, event) } : refused(code);
}
