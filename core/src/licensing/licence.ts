import { Value } from 'typebox/value';
import type { Text } from '../finding.ts';
import type { ProcedureOn, RuleCite } from '../law/index.ts';
import { compare, rational } from '../quantity/rational.ts';
import { isLegalDate, type LegalDate } from '../time/legal-date.ts';
import { formOf } from './application.ts';
import { type CaseState, standingConditions } from './case-state.ts';
import {
  LICENCE_COMMAND_SCHEMAS,
  LICENCE_EVENT_SCHEMAS,
  type LicenceActor,
  type LicenceCommand,
  type LicenceEvent,
  LicenceTerms,
} from './licence-commands.ts';
import { LICENCE_TRANSITIONS, type LicenceStatus } from './licence-transitions.ts';
import { longestYearsOf } from './requirements.ts';
import { transitionFor } from './transitions.ts';
import { lastDayWithin } from './validity.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** Why something cannot be done with a licence. */
export const LICENCE_REFUSALS = {
  malformed: t('命令的内容不完整或者有多余的内容', 'The command lacks something or says too much'),
  'not-in-this-state': t('许可证件当前状态下不能这样做', 'The licence is not in a state in which this can be done'),
  'not-this-role': t('该角色无权这样做', 'This role may not do this'),
  'before-last-event': t('日期早于上一步', 'The day is before the last step'),
  'not-the-holder': t('不是本单位的许可证件', 'This is not a licence of your organisation'),
  'duplicate-id': t('编号已经使用', 'This id is taken'),
  'validity-backwards': t('有效期的最后一日早于第一日', 'The last day is before the first'),
  'validity-too-long': t('有效期超过法定最长期限', 'The licence would run longer than the law allows'),
  expired: t('许可证件已过有效期', 'The licence has expired'),
  'no-such-line': t('许可证件没有此项', 'The licence has no such line'),
  'below-drawn': t('低于已核销和已预留的数量或者金额', 'Less than is drawn and reserved already'),
  'no-such-provision': t('所引规定不存在，或者当日没有施行', 'A provision that is cited is not in force on this day'),
  'nothing-changes': t('没有变更任何内容', 'Nothing changes'),
  'no-proposal': t('没有撤销的建议', 'Nobody has proposed to revoke it'),
  'proposal-pending': t('已有撤销的建议', 'A revocation is proposed already'),
  'own-work': t('建议人不得决定', 'Who proposed it does not decide'),
} as const satisfies Record<string, Text>;
export type LicenceRefusalCode = keyof typeof LICENCE_REFUSALS;

type Of<Name extends LicenceCommand['command']> = Extract<LicenceCommand, { command: Name }>;
type Signed = { readonly by: LicenceActor; readonly on: LegalDate };

/** Everything that a licence is, as its events made it. Amounts are exact decimal text. */
export interface LicenceState {
  readonly status: LicenceStatus;
  readonly version: number;
  readonly lastOn: LegalDate | null;
  readonly licence: string | null;
  readonly case: string | null;
  readonly issuedOn: LegalDate | null;
  /** As they stand now, amendments included. */
  readonly terms: LicenceTerms | null;
  readonly suspension: (Signed & Omit<Of<'suspend'>, 'command'>) | null;
  readonly proposal: (Signed & Omit<Of<'propose-revocation'>, 'command'>) | null;
  readonly amendments: readonly (Signed & Omit<Of<'amend'>, 'command'>)[];
  /** `replacedBy`: the licence that took its place, after a change of key elements. */
  readonly ended:
    | (Signed & { readonly reason: string; readonly provisions: readonly string[]; readonly replacedBy?: string })
    | null;
}

export const NEW_LICENCE: LicenceState = {
  status: 'new',
  version: 0,
  lastOn: null,
  licence: null,
  case: null,
  issuedOn: null,
  terms: null,
  suspension: null,
  proposal: null,
  amendments: [],
  ended: null,
};

/** What a licence is worth on a day. */
export const LICENCE_STANDINGS = {
  'not-issued': { zh: '未签发', en: 'not issued' },
  'not-yet-valid': { zh: '尚未生效', en: 'not yet valid' },
  valid: { zh: '有效', en: 'valid' },
  suspended: { zh: '已暂停', en: 'suspended' },
  revoked: { zh: '已撤销', en: 'revoked' },
  surrendered: { zh: '已交回', en: 'surrendered' },
  exhausted: { zh: '已用完', en: 'exhausted' },
  expired: { zh: '已过期', en: 'expired' },
} as const satisfies Record<string, Text>;
export type LicenceStanding = keyof typeof LICENCE_STANDINGS;

/** The part of a licence's state that its standing follows from. */
export interface LicenceDates {
  readonly status: LicenceStatus;
  readonly terms: Pick<LicenceTerms, 'from' | 'lastDay'> | null;
}

/**
 * How does the licence stand on this day, by everything that was recorded so far? What ended it for good comes first, a
 * suspension last. It is expired from the day after `lastDay`.
 * @param exhausted whether customs has drawn all of it: `isExhausted` of core's customs tells
 * @example licenceOn(state, '2027-03-02', false) // 'expired', when lastDay is 2027-03-01
 */
export function licenceOn({ status, terms }: LicenceDates, day: LegalDate, exhausted: boolean): LicenceStanding {
  if (status === 'new' || terms === null) return 'not-issued';
  if (status === 'revoked' || status === 'surrendered') return status;
  if (exhausted) return 'exhausted';
  if (day > terms.lastDay) return 'expired';
  if (status === 'suspended') return 'suspended';
  return day < terms.from ? 'not-yet-valid' : 'valid';
}

/** Does anything forbid this event? Asked when deciding and when replaying. */
function refusalOf(state: LicenceState, event: LicenceEvent): LicenceRefusalCode | undefined {
  const schema = LICENCE_EVENT_SCHEMAS[event.command];
  if (schema === undefined || !Value.Check(schema, event) || !isLegalDate(event.on)) return 'malformed';
  const row = transitionFor(LICENCE_TRANSITIONS, state.status, event.command);
  if (row === undefined) return 'not-in-this-state';
  if (!row.roles.includes(event.by.role)) return 'not-this-role';
  if (state.lastOn !== null && event.on < state.lastOn) return 'before-last-event';
  switch (event.command) {
    case 'issue': {
      const { terms } = event;
      if (!isLegalDate(terms.from) || !isLegalDate(terms.lastDay)) return 'malformed';
      if (terms.lastDay < terms.from) return 'validity-backwards';
      return new Set(terms.lines.map(({ line }) => line)).size < terms.lines.length ? 'duplicate-id' : undefined;
    }
    case 'amend':
      return amend(state, event);
    case 'propose-revocation':
      return state.proposal === null ? undefined : 'proposal-pending';
    case 'drop-revocation':
    case 'revoke':
      if (state.proposal === null) return 'no-proposal';
      return state.proposal.by.person === event.by.person ? 'own-work' : undefined;
    case 'surrender':
      return event.by.organisation === state.terms?.holder ? undefined : 'not-the-holder';
    case 'suspend':
    case 'reinstate':
    case 'replace':
      return undefined;
  }
}

function amend(state: LicenceState, event: Of<'amend'> & { on: string }): LicenceRefusalCode | undefined {
  const { terms } = state;
  const { elements = [], lines = [], conditions = [], lastDay } = event;
  if (terms === null) return 'not-in-this-state';
  if (event.on > terms.lastDay) return 'expired';
  if (elements.length + lines.length + conditions.length === 0 && lastDay === undefined) return 'nothing-changes';
  const ids = [...terms.conditions, ...conditions].map(({ id }) => id);
  if (new Set(ids).size < ids.length) return 'duplicate-id';
  if (lastDay !== undefined && !isLegalDate(lastDay)) return 'malformed';
  if (lastDay !== undefined && lastDay < terms.from) return 'validity-backwards';
  const hasAmounts = ({ line }: { readonly line: string }) =>
    terms.lines.some((each) => each.line === line && 'quantity' in each);
  return lines.every(hasAmounts) ? undefined : 'no-such-line';
}

/** What is drawn and reserved of a line on a day, in the unit and currency of the licence; exact text. */
export interface UsedLine {
  readonly line: string;
  readonly quantity: string;
  readonly value: string;
}

/** Nothing that customs has drawn or reserved is taken away afterwards. Customs keeps it, so no replay asks. */
const isBelow = (command: LicenceCommand, used: readonly UsedLine[]): boolean =>
  command.command === 'amend' &&
  (command.lines ?? []).some((after) =>
    used.some(
      ({ line, quantity, value }) =>
        line === after.line &&
        (compare(rational(after.quantity), rational(quantity)) < 0 ||
          compare(rational(after.value), rational(value)) < 0),
    ),
  );

function after(state: LicenceState, event: LicenceEvent): LicenceState {
  const to = transitionFor(LICENCE_TRANSITIONS, state.status, event.command)?.to ?? 'stays';
  return {
    ...state,
    status: to === 'stays' ? state.status : to,
    version: state.version + 1,
    lastOn: event.on,
    ...changesBy(state, event),
  };
}

function changesBy(state: LicenceState, event: LicenceEvent): Partial<LicenceState> {
  const signed: Signed = { by: event.by, on: event.on };
  switch (event.command) {
    case 'issue':
      return { licence: event.licence, case: event.case, issuedOn: event.on, terms: event.terms };
    case 'suspend': {
      const { ground, reason, provisions } = event;
      return { suspension: { ...signed, ground, reason, provisions } };
    }
    case 'reinstate':
      return { suspension: null };
    case 'amend': {
      const { command: _, ...entry } = event;
      return {
        terms: state.terms && amendedTerms(state.terms, event),
        amendments: [...state.amendments, entry],
      };
    }
    case 'propose-revocation':
      return { proposal: { ...signed, reason: event.reason, provisions: event.provisions } };
    case 'drop-revocation':
      return { proposal: null };
    case 'revoke':
      return { ended: { ...signed, reason: event.reason, provisions: event.provisions } };
    case 'surrender':
      return { ended: { ...signed, reason: event.reason, provisions: [] } };
    case 'replace':
      return {
        ended: { ...signed, reason: event.reason, provisions: event.provisions, replacedBy: event.newLicence },
      };
  }
}

function amendedTerms(terms: LicenceTerms, { lines = [], conditions = [], lastDay }: Of<'amend'>): LicenceTerms {
  return {
    ...terms,
    ...(lastDay !== undefined && { lastDay }),
    conditions: [...terms.conditions, ...conditions],
    lines: terms.lines.map((line) => {
      const change = lines.find((each) => each.line === line.line);
      return change === undefined ? line : { ...line, quantity: change.quantity, value: change.value };
    }),
  };
}

export interface LicenceRefusal {
  readonly ok: false;
  readonly code: LicenceRefusalCode;
  readonly text: Text;
  /** The provision that forbids it, where one does. */
  readonly because?: RuleCite;
}
const refused = (code: LicenceRefusalCode, because?: RuleCite): LicenceRefusal => ({
  ok: false,
  code,
  text: LICENCE_REFUSALS[code],
  ...(because && { because }),
});

/**
 * May this person do this with the licence on this day, and what happens then? Pure. `used` is what customs has drawn and
 * reserved: no amendment goes below it. `law` is the procedure of the day `on`: provisions cited are in force on it, and no amendment
 * makes a licence run longer than its form may.
 * @example decideLicence(state, { command: 'amend', … 100 kg … }, senior, { on, law, used: [120.5 kg] }) // { ok: false, code: 'below-drawn', … }
 */
export function decideLicence(
  state: LicenceState,
  command: LicenceCommand,
  actor: LicenceActor,
  { on, law, used }: { readonly on: LegalDate; readonly law: ProcedureOn; readonly used: readonly UsedLine[] },
): { readonly ok: true; readonly events: readonly LicenceEvent[] } | LicenceRefusal {
  const schema = LICENCE_COMMAND_SCHEMAS[command.command];
  if (schema === undefined || !Value.Check(schema, command)) return refused('malformed');
  const event = { ...command, by: actor, on } as LicenceEvent;
  const code = refusalOf(state, event);
  if (code !== undefined) return refused(code);
  if (isBelow(command, used)) return refused('below-drawn');
  return byTheLaw(state, command, law) ?? { ok: true, events: [event] };
}

/** What the law of the day forbids on top. */
function byTheLaw({ terms }: LicenceState, command: LicenceCommand, law: ProcedureOn): LicenceRefusal | undefined {
  if ('provisions' in command && !command.provisions.every((id) => law.inForce.has(id)))
    return refused('no-such-provision');
  if (command.command !== 'amend' || command.lastDay === undefined || terms === null) return undefined;
  const longest = longestYearsOf(terms.form, law);
  return longest !== undefined && command.lastDay > lastDayWithin(terms.from, longest.years)
    ? refused('validity-too-long', longest.because)
    : undefined;
}

export type LicenceReplay =
  | { readonly ok: true; readonly state: LicenceState }
  | { readonly ok: false; readonly at: number; readonly code: LicenceRefusalCode };

/** The licence that these events make. An event that could not be is refused, with its place. */
export function replayLicence(events: readonly LicenceEvent[]): LicenceReplay {
  let state = NEW_LICENCE;
  for (const [at, event] of events.entries()) {
    const code = refusalOf(state, event);
    if (code !== undefined) return { ok: false, at, code };
    state = after(state, event);
  }
  return { ok: true, state };
}

/**
 * What a granted case gives: the terms of its licence. Undefined where nothing was granted, for a change of non-key
 * elements (which amends the licence there is), and where the application lacks what a licence must say.
 */
export function licenceTermsOf(state: CaseState): LicenceTerms | undefined {
  const { application, decision, organisation } = state;
  if (application === null || organisation === null || decision?.outcome !== 'granted') return undefined;
  const form = formOf(application);
  const { destination, endUse, lines = [], endUsers = [] } = application;
  const terms = {
    form,
    holder: organisation,
    destination,
    endUsers: endUsers.map(({ name, nameZh }) => name ?? nameZh),
    endUse: endUse?.description,
    from: decision.from,
    lastDay: decision.lastDay,
    lines: decision.lines.map(({ line, quantity, value }) => {
      const applied = lines.find(({ id }) => id === line);
      const description = applied?.nameZh ?? applied?.description;
      return {
        line,
        ...(description !== undefined && { description }),
        ...(applied?.code !== undefined && { code: applied.code }),
        ...(quantity !== undefined && { quantity, unit: applied?.unit, value, currency: applied?.currency }),
      };
    }),
    conditions: standingConditions(state).map(({ id, text, report }) => ({ id, text, ...(report && { report }) })),
  };
  return Value.Check(LicenceTerms, terms) ? terms : undefined;
}

/**
 * The amendment that a granted change of non-key elements makes to its licence. The lines of the grant are those of the
 * licence; an amount that it does not name stays. Conditions of the case come to those that stand; one whose id is taken
 * gets the number of the edition behind it. Undefined where the case is no such change, or is not granted.
 * @example lastDay '2027-05-31' granted on a licence until then, quantity 400 of 500: { command: 'amend', lines: [{ line: '1', quantity: '400', … }], … }
 */
export function amendmentOf(
  change: CaseState,
  id: string,
  { terms, amendments }: LicenceState,
): Of<'amend'> | undefined {
  const { application, decision } = change;
  if (application?.kind !== 'minor-change' || decision?.outcome !== 'granted' || terms === null) return undefined;
  const lines = decision.lines.flatMap(({ line, quantity, value }) => {
    const now = terms.lines.find((each) => each.line === line);
    const before = now !== undefined && 'quantity' in now ? now : undefined;
    const next = { line, quantity: quantity ?? before?.quantity ?? '0', value: value ?? before?.value ?? '0' };
    return next.quantity === before?.quantity && next.value === before.value ? [] : [next];
  });
  const taken = new Set(terms.conditions.map((each) => each.id));
  const conditions = standingConditions(change).map(({ id: condition, text, report }) => ({
    id: taken.has(condition) ? `${condition}-${amendments.length + 2}` : condition,
    text,
    ...(report && { report }),
  }));
  const elements = (application.change?.elements ?? []).map(({ element, to }) => ({
    element,
    ...(to !== undefined && { to }),
  }));
  return {
    command: 'amend',
    case: id,
    ...(elements.length > 0 && { elements }),
    ...(lines.length > 0 && { lines }),
    ...(decision.lastDay !== terms.lastDay && { lastDay: decision.lastDay }),
    ...(conditions.length > 0 && { conditions }),
    reason: decision.reasons,
  };
}
