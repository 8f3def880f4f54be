import { describe, expect, test } from 'vitest';
import { add, compare, rational, rationalText, ZERO } from '../quantity/rational.ts';
import { accountOf, accountsOn, type LineAccount } from './balance.ts';
import {
  accountsAfter,
  decideDrawDown,
  type DrawDown,
  type DrawDownCommand,
  type DrawDownEvent,
  replayDrawDown,
} from './draw-down.ts';

/**
 * Every interleaving of three writers, step by step as they go through a database: lock, read, decide, write, commit, acknowledge,
 * and a crash before or after any of them, after which the same command is sent again. In each state that can be reached: never
 * over, the totals are what the events make, and what was acknowledged is there. Then the protocol is spoiled in one place, and
 * the search must find what that breaks.
 */

const GRANTED = '3';
const BY = { person: 'guan', organisation: 'customs' };

interface Protocol {
  /** The lines of the licence are locked before they are read. */
  readonly locks: boolean;
  /** The lines check that they are not overdrawn, as the constraint of the database. */
  readonly checks: boolean;
  /** A write adds to the total as it stands then, not to the one that was read. */
  readonly adds: boolean;
  /** Acknowledged only once it is stored. */
  readonly storesFirst: boolean;
  /** How often each writer may crash. */
  readonly crashes: number;
}
const SOUND: Protocol = { locks: true, checks: true, adds: true, storesFirst: true, crashes: 1 };

type Step = 'lock' | 'read' | 'decide' | 'write' | 'commit' | 'acknowledge';
interface Totals {
  readonly reserved: string;
  readonly drawn: string;
}
type Events = Readonly<Record<string, readonly DrawDownEvent[]>>;
interface Writer {
  /** Which of its commands. */
  readonly at: number;
  readonly step: Step;
  readonly crashes: number;
  readonly seen: { readonly totals: Totals; readonly events: Events } | null;
  readonly news: readonly DrawDownEvent[] | null;
}
interface State {
  readonly totals: Totals;
  readonly events: Events;
  /** Who holds the lock of the lines, and who has written them without having committed. */
  readonly holder: number | null;
  readonly writing: number | null;
  readonly written: Totals | null;
  readonly writers: readonly Writer[];
  readonly acknowledged: readonly string[];
}

type Script = readonly { readonly day: string; readonly command: DrawDownCommand }[];

const linesOf = ({ reserved, drawn }: Totals): readonly LineAccount[] => [
  accountOf({
    line: '1',
    unit: 'KGM',
    currency: 'EUR',
    granted: GRANTED,
    reserved,
    drawn,
    grantedValue: '0',
    reservedValue: '0',
    drawnValue: '0',
  }),
];
const totalsOf = ([line]: readonly LineAccount[]): Totals => ({
  reserved: rationalText(line?.reserved.quantity ?? ZERO),
  drawn: rationalText(line?.drawn.quantity ?? ZERO),
});
const openIn = (events: Events): readonly DrawDown[] =>
  Object.values(events).flatMap((each) => {
    const found = replayDrawDown(each);
    return found?.status === 'reserved' ? [found] : [];
  });
/** The totals after some events, and the events with them. */
function apply(totals: Totals, events: Events, news: readonly DrawDownEvent[]): { totals: Totals; events: Events } {
  let lines = linesOf(totals);
  let all = events;
  for (const event of news) {
    const before = all[event.drawDown] ?? [];
    lines = accountsAfter(lines, replayDrawDown(before), event);
    all = { ...all, [event.drawDown]: [...before, event] };
  }
  return { totals: totalsOf(lines), events: all };
}
const isOver = ({ reserved, drawn }: Totals): boolean =>
  compare(add(rational(reserved), rational(drawn)), rational(GRANTED)) > 0 ||
  compare(rational(reserved), ZERO) < 0 ||
  compare(rational(drawn), ZERO) < 0;

/** Everything that can happen next. */
function nextOf(state: State, scripts: readonly Script[], protocol: Protocol): readonly State[] {
  return state.writers.flatMap((writer, me) => {
    const said = scripts[me]?.[writer.at];
    if (said === undefined) return [];
    const moved = step(state, me, writer, said, protocol);
    const isUnderWay = writer.step !== 'lock';
    const crashed = isUnderWay && writer.crashes < protocol.crashes ? [crash(state, me, writer)] : [];
    return [...(moved === undefined ? [] : [moved]), ...crashed];
  });
}

const withWriter = (state: State, me: number, change: Partial<Writer>): State => ({
  ...state,
  writers: state.writers.map((each, index) => (index === me ? { ...each, ...change } : each)),
});
/** What the writer holds is let go, and what it has written and not committed is undone. */
const letGo = (state: State, me: number): State => ({
  ...state,
  holder: state.holder === me ? null : state.holder,
  ...(state.writing === me && { writing: null, written: null }),
});
const BEGIN = { step: 'lock', seen: null, news: null } as const;
const crash = (state: State, me: number, { crashes }: Writer): State =>
  withWriter(letGo(state, me), me, { ...BEGIN, crashes: crashes + 1 });

function step(
  state: State,
  me: number,
  writer: Writer,
  { day, command }: Script[number],
  { locks, checks, adds, storesFirst }: Protocol,
): State | undefined {
  const acknowledge = (of: State): State => {
    const { events = {} } = writer.seen ?? {};
    const event = writer.news?.find((each) => each.drawDown === command.drawDown && each.command === command.command);
    const version = (events[command.drawDown] ?? []).length + 1;
    return event === undefined
      ? of
      : {
          ...of,
          acknowledged: [...new Set([...of.acknowledged, `${command.drawDown} ${command.command} ${version}`])].sort(),
        };
  };
  switch (writer.step) {
    case 'lock':
      if (!locks) return withWriter(state, me, { step: 'read' });
      return state.holder === null ? withWriter({ ...state, holder: me }, me, { step: 'read' }) : undefined;
    case 'read':
      return withWriter(state, me, { step: 'decide', seen: { totals: state.totals, events: state.events } });
    case 'decide': {
      const { totals, events } = writer.seen ?? state;
      const open = openIn(events);
      const decided = decideDrawDown(
        {
          standing: 'valid',
          lastDay: '2027-05-31',
          lines: accountsOn(linesOf(totals), open, day),
          events: events[command.drawDown] ?? [],
        },
        command,
        BY,
        day,
      );
      // Refused, or done before: nothing to write, and the next command's turn.
      if (!decided.ok || decided.event === null)
        return withWriter(letGo(state, me), me, { ...BEGIN, at: writer.at + 1 });
      const due = open
        .filter(({ lastDay }) => lastDay < day)
        .map(({ drawDown }): DrawDownEvent => ({ command: 'run-out', drawDown, by: null, on: day }));
      return withWriter(state, me, { step: 'write', news: [...due, decided.event] });
    }
    case 'write': {
      // The database lets nobody write a row that another has written and not committed.
      if (state.writing !== null) return undefined;
      const { seen, news } = writer;
      if (seen === null || news === null) return undefined;
      // Two events of one number and version: the key of the events refuses the second, and the writer begins anew.
      const isStale = news.some(
        ({ drawDown }) => (state.events[drawDown] ?? []).length !== (seen.events[drawDown] ?? []).length,
      );
      if (isStale) return withWriter(letGo(state, me), me, BEGIN);
      const { totals } = apply(adds ? state.totals : seen.totals, state.events, news);
      if (checks && isOver(totals)) return withWriter(letGo(state, me), me, BEGIN);
      const written = { ...state, writing: me, written: totals };
      return withWriter(storesFirst ? written : acknowledge(written), me, { step: 'commit' });
    }
    case 'commit': {
      const { events } = apply(state.totals, state.events, writer.news ?? []);
      const stored = { ...state, events, totals: state.written ?? state.totals };
      return withWriter(letGo(stored, me), me, { step: 'acknowledge' });
    }
    case 'acknowledge':
      return withWriter(acknowledge(state), me, { ...BEGIN, at: writer.at + 1 });
  }
}

/** What is wrong in a state; undefined = nothing. */
function faultIn({ totals, events, acknowledged }: State): string | undefined {
  if (isOver(totals)) return 'overdrawn';
  const fromEvents = Object.values(events).reduce((sum, each) => apply(sum, {}, each).totals, {
    reserved: '0',
    drawn: '0',
  });
  if (fromEvents.reserved !== totals.reserved || fromEvents.drawn !== totals.drawn) return 'totals are not the events';
  const stored = new Set(
    Object.entries(events).flatMap(([drawDown, all]) =>
      all.map(({ command }, at) => `${drawDown} ${command} ${at + 1}`),
    ),
  );
  return acknowledged.every((each) => stored.has(each)) ? undefined : 'an acknowledged draw is lost';
}

/** Every state that can be reached, up to the first fault. */
function search(scripts: readonly Script[], protocol: Protocol) {
  const start: State = {
    totals: { reserved: '0', drawn: '0' },
    events: {},
    holder: null,
    writing: null,
    written: null,
    writers: scripts.map(() => ({ at: 0, crashes: 0, ...BEGIN })),
    acknowledged: [],
  };
  const seen = new Set([JSON.stringify(start)]);
  const open = [start];
  const faults = new Set<string>();
  const ends = new Set<string>();
  let stuck = 0;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const fault = faultIn(state);
    if (fault !== undefined) {
      faults.add(fault);
      break;
    }
    const after = nextOf(state, scripts, protocol);
    if (after.length === 0) {
      if (state.writers.every(({ at }, me) => at === scripts[me]?.length)) ends.add(JSON.stringify(state.totals));
      else stuck += 1;
    }
    for (const each of after) {
      const key = JSON.stringify(each);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(each);
    }
  }
  return { states: seen.size, faults: [...faults], ends: [...ends], stuck };
}

const line = (quantity: string) => ({ line: '1', quantity, unit: 'KGM', value: '0', currency: 'EUR' });
const reserve = (drawDown: string, quantity: string, lastDay = '2026-07-01', day = '2026-07-01') => ({
  day,
  command: { command: 'reserve' as const, drawDown, declaration: 'D', lines: [line(quantity)], lastDay },
});
const confirm = (drawDown: string, quantity: string) => ({
  day: '2026-07-01',
  command: { command: 'confirm' as const, drawDown, lines: [line(quantity)] },
});
const correct = (drawDown: string, quantity: string) => ({
  day: '2026-07-01',
  command: { command: 'correct' as const, drawDown, correction: '1', lines: [line(quantity)], reason: 'x' },
});

/** Two of them want more than there is together; the second draws less and corrects it up; the third comes a day later. */
const SCRIPTS: readonly Script[] = [
  [reserve('A', '2')],
  [reserve('B', '2'), confirm('B', '1'), correct('B', '3')],
  [reserve('C', '2', '2026-07-05', '2026-07-02')],
];
/** The same number from two places. */
const SAME: readonly Script[] = [[reserve('A', '2')], [reserve('A', '2'), confirm('A', '2')], [confirm('A', '2')]];

describe('every interleaving of three writers', () => {
  test.each([
    ['want more than there is', SCRIPTS],
    ['send the same number', SAME],
  ])('that %s', (_, scripts) => {
    const { states, faults, ends, stuck } = search(scripts, SOUND);
    expect({ faults, stuck }).toEqual({ faults: [], stuck: 0 });
    expect(states).toBeGreaterThan(1000);
    expect(ends.length).toBeGreaterThan(scripts === SAME ? 0 : 2);
  });

  test('without the lock: the constraint alone keeps the licence, and the addition the totals', () => {
    expect(search(SCRIPTS, { ...SOUND, locks: false, crashes: 0 }).faults).toEqual([]);
  });

  test('with the lock alone, and no constraint', () => {
    expect(search(SCRIPTS, { ...SOUND, checks: false }).faults).toEqual([]);
  });
});

describe('a protocol that is spoiled is found out', () => {
  test.each<[string, Partial<Protocol>, string]>([
    ['neither lock nor constraint', { locks: false, checks: false }, 'overdrawn'],
    ['no lock, and a total written as it was read', { locks: false, adds: false }, 'totals are not the events'],
    ['acknowledged before it is stored', { storesFirst: false, crashes: 1 }, 'an acknowledged draw is lost'],
  ])('%s', (_, spoiled, fault) => {
    expect(search(SCRIPTS, { ...SOUND, crashes: 0, ...spoiled }).faults).toContain(fault);
  });
});
