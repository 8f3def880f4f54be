import { Value } from 'typebox/value';
import type { Text } from '../finding.ts';
import {
  add,
  compare,
  isZero,
  multiply,
  type Rational,
  rational,
  rationalText,
  subtract,
  ZERO,
} from '../quantity/rational.ts';
import { conversion } from '../quantity/units.ts';
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
import { transitionFor } from './transitions.ts';

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
  'not-yet-valid': t('许可证件尚未生效', 'The licence is not valid yet'),
  expired: t('许可证件已过有效期', 'The licence has expired'),
  exhausted: t('许可证件已用完', 'The licence is used up'),
  'no-such-line': t('许可证件没有此项', 'The licence has no such line'),
  'units-differ': t('计量单位不能换算', 'The units do not convert'),
  'currencies-differ': t('币种与许可证件不一致', 'The currency is not that of the licence'),
  'quantity-overdrawn': t('超过许可的剩余数量', 'More than the quantity that is left'),
  'value-overdrawn': t('超过许可的剩余金额', 'More than the value that is left'),
  'nothing-written-off': t('数量为零', 'A quantity of zero'),
  'no-such-write-off': t('没有此核销记录，或者已经冲回', 'There is no such entry, or it is reversed'),
  'below-written-off': t('低于已核销的数量或者金额', 'Less than is written off already'),
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
  readonly writeOffs: readonly (Signed &
    Omit<Of<'write-off'>, 'command'> & { readonly reversed?: Signed & { readonly reason: string } })[];
  readonly suspension: (Signed & Omit<Of<'suspend'>, 'command'>) | null;
  readonly proposal: (Signed & Omit<Of<'propose-revocation'>, 'command'>) | null;
  readonly amendments: readonly (Signed & Omit<Of<'amend'>, 'command'>)[];
  readonly ended: (Signed & { readonly reason: string; readonly provisions: readonly string[] }) | null;
}

export const NEW_LICENCE: LicenceState = {
  status: 'new',
  version: 0,
  lastOn: null,
  licence: null,
  case: null,
  issuedOn: null,
  terms: null,
  writeOffs: [],
  suspension: null,
  proposal: null,
  amendments: [],
  ended: null,
};

/** What a granted line still has, in the unit and currency of the licence; exact decimal text. */
export interface Balance {
  readonly line: string;
  readonly unit: string;
  readonly currency: string;
  readonly quantity: string;
  readonly value: string;
  readonly quantityLeft: string;
  readonly valueLeft: string;
}

/**
 * What is left on each line that has amounts? Granted less written off, reversals given back; never negative.
 * @example 500 kg granted, 120.5 kg written off: balances(state)[0]?.quantityLeft // '379.5'
 */
export function balances(state: LicenceState): readonly Balance[] {
  return (state.terms?.lines ?? []).flatMap((granted) => {
    if (!('quantity' in granted)) return [];
    const { line, unit, currency, quantity, value } = granted;
    const used = usedOf(state, line, unit);
    const balance = {
      line,
      unit,
      currency,
      quantity,
      value,
      quantityLeft: rationalText(subtract(rational(quantity), used.quantity)),
      valueLeft: rationalText(subtract(rational(value), used.value)),
    };
    return [balance];
  });
}

function usedOf(state: LicenceState, line: string, unit: string): { quantity: Rational; value: Rational } {
  let [quantity, value] = [ZERO, ZERO];
  for (const entry of state.writeOffs) {
    if (entry.line !== line || entry.reversed !== undefined) continue;
    const factor = conversion(entry.unit, unit);
    if (factor === undefined) throw new Error(`a write-off in ${entry.unit} on a line in ${unit}`);
    quantity = add(quantity, multiply(rational(entry.quantity), factor));
    value = add(value, rational(entry.value));
  }
  return { quantity, value };
}

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

/**
 * How does the licence stand on this day, by everything that was recorded so far? What ended it for good comes first, a
 * suspension last. It is exhausted when nothing is left on any line, or, for an individual licence, when its one
 * export is done (Order 792 art. 15); expired from the day after `lastDay`.
 * @example licenceOn(state, '2027-03-02') // 'expired', when lastDay is 2027-03-01
 */
export function licenceOn(state: LicenceState, day: LegalDate): LicenceStanding {
  const { status, terms } = state;
  if (status === 'new' || terms === null) return 'not-issued';
  if (status === 'revoked' || status === 'surrendered') return status;
  if (isExhausted(state, terms)) return 'exhausted';
  if (day > terms.lastDay) return 'expired';
  if (status === 'suspended') return 'suspended';
  return day < terms.from ? 'not-yet-valid' : 'valid';
}

function isExhausted(state: LicenceState, terms: LicenceTerms): boolean {
  const done = state.writeOffs.some(({ completes, reversed }) => completes === true && reversed === undefined);
  if (done && terms.form === 'individual-licence') return true;
  const left = balances(state);
  return left.length > 0 && left.every(({ quantityLeft }) => isZero(rational(quantityLeft)));
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
    case 'write-off':
      return writeOff(state, event);
    case 'reverse-write-off': {
      const entry = state.writeOffs.find(({ writeOff: id }) => id === event.writeOff);
      return entry === undefined || entry.reversed !== undefined ? 'no-such-write-off' : undefined;
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
      return undefined;
  }
}

function writeOff(state: LicenceState, event: Of<'write-off'> & { on: string }): LicenceRefusalCode | undefined {
  const standing = licenceOn(state, event.on);
  if (standing === 'not-yet-valid' || standing === 'expired' || standing === 'exhausted') return standing;
  if (state.writeOffs.some(({ writeOff: id }) => id === event.writeOff)) return 'duplicate-id';
  const balance = balances(state).find(({ line }) => line === event.line);
  if (balance === undefined) return 'no-such-line';
  const factor = conversion(event.unit, balance.unit);
  if (factor === undefined) return 'units-differ';
  if (event.currency !== balance.currency) return 'currencies-differ';
  const quantity = multiply(rational(event.quantity), factor);
  if (isZero(quantity)) return 'nothing-written-off';
  if (compare(quantity, rational(balance.quantityLeft)) > 0) return 'quantity-overdrawn';
  return compare(rational(event.value), rational(balance.valueLeft)) > 0 ? 'value-overdrawn' : undefined;
}

function amend(state: LicenceState, { lines = [], lastDay }: Of<'amend'>): LicenceRefusalCode | undefined {
  const { terms } = state;
  if (terms === null) return 'not-in-this-state';
  if (lines.length === 0 && lastDay === undefined) return 'nothing-changes';
  if (lastDay !== undefined && !isLegalDate(lastDay)) return 'malformed';
  if (lastDay !== undefined && lastDay < terms.from) return 'validity-backwards';
  for (const { line, quantity, value } of lines) {
    const granted = terms.lines.find((each) => each.line === line);
    if (granted === undefined || !('quantity' in granted)) return 'no-such-line';
    const used = usedOf(state, line, granted.unit);
    if (compare(rational(quantity), used.quantity) < 0 || compare(rational(value), used.value) < 0) {
      return 'below-written-off';
    }
  }
  return undefined;
}

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
    case 'write-off': {
      const { command: _, ...entry } = event;
      return { writeOffs: [...state.writeOffs, entry] };
    }
    case 'reverse-write-off':
      return {
        writeOffs: state.writeOffs.map((entry) =>
          entry.writeOff === event.writeOff ? { ...entry, reversed: { ...signed, reason: event.reason } } : entry,
        ),
      };
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
  }
}

function amendedTerms(terms: LicenceTerms, { lines = [], lastDay }: Of<'amend'>): LicenceTerms {
  return {
    ...terms,
    ...(lastDay !== undefined && { lastDay }),
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
}
const refused = (code: LicenceRefusalCode): LicenceRefusal => ({ ok: false, code, text: LICENCE_REFUSALS[code] });

/**
 * May this person do this with the licence on this day, and what happens then? Pure. Write-offs are exact and never
 * exceed what is left, in quantity or in value; a store that admits one event per version of the state keeps that true
 * for any number of writers.
 * @example decideLicence(state, { command: 'write-off', … 600 kg of 500 … }, customs, day) // { ok: false, code: 'quantity-overdrawn', … }
 */
export function decideLicence(
  state: LicenceState,
  command: LicenceCommand,
  actor: LicenceActor,
  on: LegalDate,
): { readonly ok: true; readonly events: readonly LicenceEvent[] } | LicenceRefusal {
  const schema = LICENCE_COMMAND_SCHEMAS[command.command];
  if (schema === undefined || !Value.Check(schema, command)) return refused('malformed');
  const event = { ...command, by: actor, on } as LicenceEvent;
  const code = refusalOf(state, event);
  return code === undefined ? { ok: true, events: [event] } : refused(code);
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
    conditions: standingConditions(state).map(({ id, text }) => ({ id, text })),
  };
  return Value.Check(LicenceTerms, terms) ? terms : undefined;
}
