import { type Static, type TObject, type TProperties, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Text } from '../finding.ts';
import type { LicenceStanding } from '../licensing/index.ts';
import { isZero, rational, rationalText } from '../quantity/rational.ts';
import { conversion, unitNamed } from '../quantity/units.ts';
import { isLegalDate, type LegalDate } from '../time/legal-date.ts';
import { amountsOf, excess, leftOf, type LineAccount, minus, NONE, plus, type StatedAmount } from './balance.ts';

/**
 * The draw-down protocol: what customs takes off a licence. A reservation holds an amount while a declaration is examined;
 * confirmed, wholly or in part, the amount is drawn and the rest goes back; released, or not confirmed by its last day, all
 * of it goes back. What was drawn can be corrected, up or down, and never beyond the licence. Pure.
 */

const closed = { additionalProperties: false };
const Key = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\p{Cc}]*\\S[^\\p{Cc}]*$' });
const Prose = Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' });
const Decimal = Type.String({ maxLength: 40, pattern: '^[0-9]+(\\.[0-9]+)?$', description: 'Exact decimal.' });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day in Beijing time.' });

export const DrawnLine = Type.Object(
  {
    line: { ...Key, description: 'Number of the line on the licence.' },
    quantity: Decimal,
    unit: Type.String({ minLength: 1, maxLength: 40, description: 'UN/ECE Recommendation 20 code, as KGM.' }),
    value: Decimal,
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' }),
  },
  closed,
);
export type DrawnLine = Static<typeof DrawnLine>;
const Lines = Type.Array(DrawnLine, { minItems: 1, maxItems: 500 });
const Completes = Type.Optional(
  Type.Boolean({ description: 'The one export that an individual licence is for is done (Order 792 art. 15).' }),
);

/** The fields of each command, beside its name and the draw-down's. */
export const DRAW_DOWN_FIELDS = {
  reserve: {
    declaration: { ...Key, description: 'Number of the customs declaration.' },
    lines: Lines,
    lastDay: { ...Day, description: 'The last day on which the reservation can be confirmed.' },
  },
  confirm: {
    lines: Type.Optional({ ...Lines, description: 'What really left, at most what was reserved. Absent: all of it.' }),
    completes: Completes,
  },
  release: { reason: Prose },
  correct: {
    correction: { ...Key, description: 'Number of the correction: sent again, it is not made again.' },
    lines: { ...Lines, description: 'What was drawn in truth, whole; a quantity of 0 where nothing was.' },
    reason: Prose,
    completes: Type.Optional(Type.Boolean({ description: 'Absent: as it was.' })),
  },
} as const;
export type DrawDownCommandName = keyof typeof DRAW_DOWN_FIELDS;
export const DRAW_DOWN_COMMANDS = Object.keys(DRAW_DOWN_FIELDS) as readonly DrawDownCommandName[];

/** A command of customs. `drawDown` is the number that customs gives the draw-down: unique on its licence. */
export type DrawDownCommand = {
  [Name in DrawDownCommandName]: { readonly command: Name; readonly drawDown: string } & Static<
    TObject<(typeof DRAW_DOWN_FIELDS)[Name]>
  >;
}[DrawDownCommandName];

export const DRAW_DOWN_SCHEMAS = Object.fromEntries(
  DRAW_DOWN_COMMANDS.map((name) => [
    name,
    Type.Object({ command: Type.Literal(name), drawDown: Key, ...(DRAW_DOWN_FIELDS[name] as TProperties) }, closed),
  ]),
) as unknown as Readonly<Record<DrawDownCommandName, TObject>>;

/** Who gave the command, for which customs office. */
export interface DrawDownActor {
  readonly person: string;
  readonly organisation: string;
}
type Confirmed = Extract<DrawDownCommand, { command: 'confirm' }> & { readonly lines: DrawnLine[] };
/** What happened. Nobody lets a reservation run out: the days do. */
export type DrawDownEvent =
  | ((Exclude<DrawDownCommand, { command: 'confirm' }> | Confirmed) & {
      readonly by: DrawDownActor;
      readonly on: LegalDate;
    })
  | { readonly command: 'run-out'; readonly drawDown: string; readonly by: null; readonly on: LegalDate };

/** Where a draw-down stands. */
export const DRAW_DOWN_STATUSES = {
  reserved: { zh: '已预留', en: 'reserved' },
  confirmed: { zh: '已核销', en: 'confirmed' },
  corrected: { zh: '已更正', en: 'corrected' },
  released: { zh: '已释放', en: 'released' },
  'run-out': { zh: '预留已过期', en: 'run out' },
} as const satisfies Record<string, Text>;
export type DrawDownStatus = keyof typeof DRAW_DOWN_STATUSES;

/** From which state a command or the days lead to which: the whole of it. */
export const DRAW_DOWN_TRANSITIONS: readonly {
  readonly command: DrawDownEvent['command'];
  readonly from: readonly (DrawDownStatus | 'new')[];
  readonly to: DrawDownStatus;
}[] = [
  { command: 'reserve', from: ['new'], to: 'reserved' },
  { command: 'confirm', from: ['reserved'], to: 'confirmed' },
  { command: 'release', from: ['reserved'], to: 'released' },
  { command: 'run-out', from: ['reserved'], to: 'run-out' },
  { command: 'correct', from: ['confirmed', 'corrected'], to: 'corrected' },
];

/** Why customs cannot do something with a draw-down. */
export const DRAW_DOWN_REFUSALS = {
  malformed: { zh: '命令的内容不完整或者有多余的内容', en: 'The command lacks something or says too much' },
  'no-such-licence': { zh: '没有此编号的许可证件', en: 'There is no licence of this number' },
  'not-issued': { zh: '许可证件未签发', en: 'The licence is not issued' },
  'not-yet-valid': { zh: '许可证件尚未生效', en: 'The licence is not valid yet' },
  suspended: { zh: '许可证件已暂停', en: 'The licence is suspended' },
  revoked: { zh: '许可证件已撤销', en: 'The licence is revoked' },
  surrendered: { zh: '许可证件已交回', en: 'The licence was given back' },
  expired: { zh: '许可证件已过有效期', en: 'The licence has expired' },
  exhausted: { zh: '许可证件已用完', en: 'The licence is used up' },
  'no-such-draw-down': { zh: '该许可证件没有此编号的核销记录', en: 'The licence has no draw-down of this number' },
  'same-number-differs': {
    zh: '该编号已用于内容不同的核销或更正',
    en: 'This number was used for a draw-down or a correction that says something else',
  },
  'not-in-this-state': {
    zh: '核销记录当前状态下不能这样做',
    en: 'The draw-down is not in a state in which this can be done',
  },
  'ran-out': { zh: '预留已过期，须重新预留', en: 'The reservation has run out: reserve anew' },
  'last-day-past': { zh: '预留的最后一日已过', en: 'The last day of the reservation is past' },
  'last-day-after-licence': { zh: '预留的最后一日晚于许可证件有效期', en: 'The reservation would outlast the licence' },
  'before-last-event': { zh: '日期早于上一步', en: 'The day is before the last step' },
  'no-such-line': { zh: '许可证件没有此项，或者此项没有数量', en: 'The licence has no such line, or no amount on it' },
  'line-twice': { zh: '同一项出现两次', en: 'The same line twice' },
  'units-differ': { zh: '计量单位不能换算', en: 'The units do not convert' },
  'currencies-differ': { zh: '币种与许可证件不一致', en: 'The currency is not that of the licence' },
  'nothing-drawn': { zh: '数量为零', en: 'A quantity of zero' },
  'quantity-overdrawn': { zh: '超过许可的剩余数量', en: 'More than the quantity that is left' },
  'value-overdrawn': { zh: '超过许可的剩余金额', en: 'More than the value that is left' },
  'more-than-reserved': { zh: '超过预留的数量或者金额', en: 'More than was reserved' },
} as const satisfies Record<string, Text>;
export type DrawDownRefusalCode = keyof typeof DRAW_DOWN_REFUSALS;

/** A draw-down, as its events made it. */
export interface DrawDown {
  readonly drawDown: string;
  readonly declaration: string;
  readonly status: DrawDownStatus;
  readonly version: number;
  /** Of the reservation. */
  readonly lastDay: LegalDate;
  /** What is reserved, or drawn; what was reserved, where it went back. */
  readonly lines: readonly DrawnLine[];
  readonly completes: boolean;
  /** The day of the last step. */
  readonly on: LegalDate;
}

/** Does what this draw-down holds count as drawn? */
export const isDrawn = ({ status }: Pick<DrawDown, 'status'>): boolean =>
  status === 'confirmed' || status === 'corrected';

/**
 * Where does it stand on this day? A reservation has run out from the day after its last.
 * @example statusOn({ status: 'reserved', lastDay: '2026-07-10' }, '2026-07-11') // 'run-out'
 */
export const statusOn = ({ status, lastDay }: Pick<DrawDown, 'status' | 'lastDay'>, day: LegalDate): DrawDownStatus =>
  status === 'reserved' && day > lastDay ? 'run-out' : status;

/** The draw-down after one more event. Its order is checked when it is decided. */
function after(before: DrawDown | null, event: DrawDownEvent): DrawDown {
  if (event.command === 'reserve') {
    const { drawDown, declaration, lastDay, lines, on } = event;
    return { drawDown, declaration, status: 'reserved', version: 1, lastDay, lines, completes: false, on };
  }
  const step = DRAW_DOWN_TRANSITIONS.find(({ command }) => command === event.command);
  if (before === null || !step?.from.includes(before.status))
    throw new Error(`${event.command} of a draw-down that is ${before?.status ?? 'new'}`);
  const next = { ...before, status: step.to, version: before.version + 1, on: event.on };
  if (event.command !== 'confirm' && event.command !== 'correct') return next;
  return { ...next, lines: event.lines, completes: event.completes ?? before.completes };
}

/**
 * The draw-down that these events make; null for none.
 * @throws Error for events in an order that cannot be: what is stored is wrong then
 * @example replayDrawDown([reserve, confirm])?.status // 'confirmed'
 */
export const replayDrawDown = (events: readonly DrawDownEvent[]): DrawDown | null =>
  events.reduce<DrawDown | null>(after, null);

/** All that a command on a draw-down is decided by, read under the lock of the licence. */
export interface DrawDownSituation {
  /** How the licence stands on the day. */
  readonly standing: LicenceStanding;
  /** Of the licence. */
  readonly lastDay: LegalDate;
  /** On the day: without reservations that ran out. */
  readonly lines: readonly LineAccount[];
  /** Of the draw-down that the command names, in order; empty where there is none. */
  readonly events: readonly DrawDownEvent[];
}

export type DrawDownDecision =
  /** `event` is null where all of it was done before: `drawDown` is then as it was after that. */
  | { readonly ok: true; readonly event: DrawDownEvent | null; readonly drawDown: DrawDown }
  | { readonly ok: false; readonly code: DrawDownRefusalCode; readonly line?: string };

const refused = (code: DrawDownRefusalCode, line?: string): DrawDownDecision => ({
  ok: false,
  code,
  ...(line !== undefined && { line }),
});

/**
 * May customs do this on this day, and what happens then? The same number with the same content was done before and gives
 * the same reply; with another content it is refused. Reserving and confirming need a licence that is valid on the day;
 * releasing and correcting do not, for they say what did not leave, or what did.
 * @example decideDrawDown({ …, lines: [100 kg left] }, { command: 'reserve', … 100.001 kg … }, by, day) // quantity-overdrawn
 */
export function decideDrawDown(
  situation: DrawDownSituation,
  given: DrawDownCommand,
  by: DrawDownActor,
  on: LegalDate,
): DrawDownDecision {
  const schema = Object.hasOwn(DRAW_DOWN_SCHEMAS, given.command) ? DRAW_DOWN_SCHEMAS[given.command] : undefined;
  if (schema === undefined || !Value.Check(schema, given)) return refused('malformed');
  const current = replayDrawDown(situation.events);
  if (given.command !== 'reserve' && current === null) return refused('no-such-draw-down');
  const reserved = situation.events[0]?.command === 'reserve' ? situation.events[0].lines : [];
  const event = { ...plain(given, reserved), by, on } as Exclude<DrawDownEvent, { command: 'run-out' }>;
  const earlier = sameNumber(situation.events, event);
  if (earlier !== undefined) {
    const [at, before] = earlier;
    if (contentOf(before) !== contentOf(event)) return refused('same-number-differs');
    // There is one: `before` is among the events.
    return { ok: true, event: null, drawDown: replayDrawDown(situation.events.slice(0, at + 1)) as DrawDown };
  }
  if (current !== null && on < current.on) return refused('before-last-event');
  if (current !== null && event.command !== 'reserve') {
    const status = statusOn(current, on);
    const step = DRAW_DOWN_TRANSITIONS.find(({ command }) => command === event.command);
    if (!step?.from.includes(status)) return refused(status === 'run-out' ? 'ran-out' : 'not-in-this-state');
  }
  const wrong = wrongIn(situation, event, current, on);
  return wrong ?? { ok: true, event, drawDown: after(current, event) };
}

/** The event of the same number, and where it is: a draw-down is reserved, confirmed and released once, corrected by number. */
function sameNumber(
  events: readonly DrawDownEvent[],
  event: Exclude<DrawDownEvent, { command: 'run-out' }>,
): readonly [number, DrawDownEvent] | undefined {
  const at = events.findIndex(
    (each) =>
      each.command === event.command &&
      (each.command !== 'correct' || event.command !== 'correct' || each.correction === event.correction),
  );
  const found = events[at];
  return found === undefined ? undefined : [at, found];
}

/** Without who and when; in the order of the names, for a database keeps none. */
function contentOf(event: DrawDownEvent): string {
  return JSON.stringify({ ...event, by: null, on: null }, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** One way of writing each thing, so that the same content is the same text: `1.50 kg` and `1.5 KGM`. */
function plain(command: DrawDownCommand, reserved: readonly DrawnLine[]): DrawDownCommand {
  if (command.command === 'release') return command;
  const lines = (command.lines ?? reserved)
    .map(({ line, quantity, unit, value, currency }) => ({
      line,
      quantity: rationalText(rational(quantity)),
      unit: unitNamed(unit)?.code ?? unit,
      value: rationalText(rational(value)),
      currency,
    }))
    .toSorted((a, b) => (a.line < b.line ? -1 : a.line > b.line ? 1 : 0));
  if (command.command !== 'confirm') return { ...command, lines };
  const { completes, ...rest } = command;
  return { ...rest, lines, ...(completes === true && { completes }) };
}

function wrongIn(
  { standing, lastDay, lines }: DrawDownSituation,
  event: Exclude<DrawDownEvent, { command: 'run-out' }>,
  current: DrawDown | null,
  on: LegalDate,
): DrawDownDecision | undefined {
  if (event.command === 'release') return undefined;
  if (event.command !== 'correct' && standing !== 'valid') return refused(standing);
  if (event.command === 'reserve') {
    if (!isLegalDate(event.lastDay)) return refused('malformed');
    if (event.lastDay < on) return refused('last-day-past');
    if (event.lastDay > lastDay) return refused('last-day-after-licence');
  }
  const seen = new Set<string>();
  for (const { line, unit, currency, quantity } of event.lines) {
    const account = lines.find((each) => each.line === line);
    if (account === undefined) return refused('no-such-line', line);
    if (seen.has(line)) return refused('line-twice', line);
    seen.add(line);
    if (conversion(unit, account.unit) === undefined) return refused('units-differ', line);
    if (currency !== account.currency) return refused('currencies-differ', line);
    if (event.command === 'reserve' && isZero(rational(quantity))) return refused('nothing-drawn', line);
  }
  if (event.command === 'confirm' && event.lines.every(({ quantity }) => isZero(rational(quantity))))
    return refused('nothing-drawn');
  for (const { line, ...stated } of event.lines) {
    const account = lines.find((each) => each.line === line);
    const before = amountsIn(current?.lines ?? [], line);
    const room = account === undefined || event.command === 'confirm' ? before : plus(leftOf(account), before);
    const over = excess(amountsOf(stated), room);
    if (over !== undefined)
      return refused(event.command === 'confirm' ? 'more-than-reserved' : `${over}-overdrawn`, line);
  }
  return undefined;
}

const amountsIn = (lines: readonly StatedAmount[], line: string) =>
  lines.filter((each) => each.line === line).reduce((sum, each) => plus(sum, amountsOf(each)), NONE);

/**
 * The lines after an event: what the store keeps, said once as plain arithmetic.
 * @param before the draw-down before it; null for a reservation
 * @example accountsAfter(lines, null, reserve)[0]?.reserved // more by what is reserved
 */
export function accountsAfter(
  lines: readonly LineAccount[],
  before: DrawDown | null,
  event: DrawDownEvent,
): readonly LineAccount[] {
  const held = before?.lines ?? [];
  return lines.map((account) => {
    const { line, reserved, drawn } = account;
    const was = amountsIn(held, line);
    switch (event.command) {
      case 'reserve':
        return { ...account, reserved: plus(reserved, amountsIn(event.lines, line)) };
      case 'confirm':
        return { ...account, reserved: minus(reserved, was), drawn: plus(drawn, amountsIn(event.lines, line)) };
      case 'correct':
        return { ...account, drawn: plus(minus(drawn, was), amountsIn(event.lines, line)) };
      case 'release':
      case 'run-out':
        return { ...account, reserved: minus(reserved, was) };
    }
  });
}
