import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestService, testService } from '../api/testing.ts';
import type { Reply } from '../contract/index.ts';
import { type PastCase, type PastShipment, storePastCases, storePastShipments } from './testing.ts';

/** Every figure of the page, worked out a second time from the raw events with nothing of what makes the page. */

const TODAY = '2026-07-15';
const LAST = '2026-06-30';

let service: TestService;

const at = (day: string) => {
  service.clock.now = Temporal.PlainDateTime.from(`${day}T09:00`).toZonedDateTime('Asia/Shanghai').toInstant();
};

beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

/** Mulberry32: the same base each time. */
function numbers(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();

function anyCases(count: number, seed: number): PastCase[] {
  const below = numbers(seed);
  const of = <T>(...values: readonly T[]) => values[below(values.length)] as T;
  return Array.from({ length: count }, (): PastCase => {
    const submitted = plus('2026-01-05', below(170));
    const accepted = plus(submitted, below(8));
    const stopped = plus(accepted, 1 + below(5));
    const resumed = plus(stopped, below(12));
    const ended = plus(resumed, below(60));
    const is = of('granted', 'granted', 'granted', 'granted', 'refused', 'withdrawn', undefined, undefined);
    const basis: PastCase = {
      submitted,
      ...of<Partial<PastCase>>(
        { destination: 'DE' },
        { destination: 'DE' },
        { destination: 'FR' },
        { destination: 'KR' },
        {},
      ),
      codes: of(['1C905.a.4'], ['1C902.a.4'], ['1C902.b', '1C903'], ['1C902.b', '1C902.a.1'], ['=cmd()'], []),
      endUse: of('civil', 'civil', 'civil', 'military'),
    };
    // Nothing happens in the future, and a grant needs something to grant.
    if (accepted >= TODAY) return basis;
    const whole: PastCase = { ...basis, accepted };
    if (resumed >= TODAY) return whole;
    const reviewed: PastCase = { ...whole, ...(below(3) === 0 && { stops: [[stopped, resumed]] as const }) };
    if (is === undefined || ended >= TODAY || (basis.codes?.length === 0 && is === 'granted')) return reviewed;
    const setAside = plus(ended, 3);
    return {
      ...reviewed,
      end: { is, on: ended },
      ...(is === 'refused' && basis.codes?.length !== 0 && setAside < TODAY && below(2) === 0 && { setAside }),
    };
  });
}

/** Decided after more than the 45 working days of art. 17, and, as the clock stood still for two months of it, within them. */
const slowCases = (): PastCase[] => {
  const slow = { submitted: '2026-01-06', accepted: '2026-01-07', codes: ['1C902.b'] } as const;
  const granted = { ...slow, destination: 'DE', end: { is: 'granted', on: '2026-04-20' } } as const;
  const refused = { ...slow, destination: 'FR', end: { is: 'refused', on: '2026-04-20' } } as const;
  const some = (count: number, one: PastCase) => Array.from({ length: count }, () => one);
  return [...some(7, granted), ...some(2, refused), ...some(3, { ...granted, stops: [['2026-02-02', '2026-03-31']] })];
};

/** Shipments of October and November 2025, when No. 61 asked for the report, and of 2026, when it was paused. */
function anyShipments(count: number, seed: number): PastShipment[] {
  const below = numbers(seed);
  const of = <const T>(...values: readonly T[]) => values[below(values.length)] as T;
  return Array.from({ length: count }, (): PastShipment => {
    const claimed = plus(of('2025-10-09', '2025-10-09', '2025-10-09', '2026-02-01'), below(27));
    const ended = plus(claimed, below(9));
    const exportedOn = plus(ended, below(3));
    const recorded = plus(exportedOn, of(0, 0, 1, 60));
    const sentOn = plus(exportedOn, below(24));
    const is = of('cleared', 'cleared', 'refused', 'withdrawn', 'answered', 'open', undefined, undefined, undefined);
    const stopped = is === undefined || is === 'open' ? is : { is, on: ended };
    const basis: PastShipment = {
      destination: below(20) === 0 ? 'NP' : of('DE', 'KE', 'TR'),
      codes: of([], ['1C905.b'], ['1C905.b'], ['1C902.a', '1C903'], ['=cmd()']),
      claimed,
      // Nothing stops it while No. 61 is paused.
      ...(stopped !== undefined && claimed <= '2025-11-06' && { stopped }),
    };
    const isOver = basis.stopped === 'open' || basis.stopped?.is === 'withdrawn';
    // What leaves after the pause began has nothing against it any more; of what was refused some left all the same.
    if (isOver || below(8) === 0) return basis;
    const shipped: PastShipment = { ...basis, shipped: { exportedOn, on: recorded } };
    if (below(10) === 0) return shipped;
    return { ...shipped, reported: { sentOn, on: sentOn > recorded ? sentOn : recorded } };
  });
}

interface Raw {
  readonly command: string;
  readonly on: string;
  readonly noPath?: readonly string[];
  readonly application?: {
    readonly destination?: string;
    readonly endUse?: { readonly kind: string };
    readonly lines?: readonly { readonly code?: string }[];
  };
}

/** The raw events, case by case. */
async function rawCases(): Promise<Raw[][]> {
  const { rows } = await service.store.asProduct((db) =>
    sql<{ events: Raw[] }>`select jsonb_agg(e.event order by e.version) as events from case_event e
      join organisation o on o.id = e.organisation where not o.demo group by e.licensing_case`.execute(db),
  );
  return rows.map(({ events }) => events);
}

interface Fact {
  readonly measure: string;
  readonly on: string;
  readonly month: string;
  readonly destination: string;
  readonly item: string;
  readonly ground: string;
  /** Of decisions; else empty. */
  readonly timeliness: string;
  readonly isCompliant: boolean;
}

function factsOf(events: readonly Raw[]): Fact[] {
  const MEASURES: Readonly<Record<string, string>> = {
    submit: 'received',
    grant: 'granted',
    refuse: 'refused',
    withdraw: 'withdrawn',
  };
  return events.flatMap(({ command, on, noPath }, index) => {
    const measure = MEASURES[command];
    if (measure === undefined) return [];
    if (command === 'submit' && events.slice(0, index).some((before) => before.command === 'submit')) return [];
    const application = events.slice(0, index).findLast((before) => before.command === 'save')?.application;
    const entries = [
      ...new Set(
        (application?.lines ?? [])
          .map(({ code = '' }) => code.split('.')[0] ?? '')
          .filter((entry) => /^\d/.test(entry)),
      ),
    ];
    return [
      {
        measure,
        on,
        month: on.slice(0, 7),
        destination: application?.destination ?? 'not-stated',
        item: entries.length > 1 ? 'several' : (entries[0] ?? 'not-stated'),
        ground: noPath?.[0] ?? '',
        timeliness: timelinessOf(events.slice(0, index), command, on),
        isCompliant: application?.endUse?.kind === 'civil',
      },
    ];
  });
}

/** Against the 45 working days of art. 17. */
function timelinessOf(before: readonly Raw[], command: string, on: string): string {
  if (command !== 'grant' && command !== 'refuse') return '';
  if (before.some((event) => event.command === 'grant' || event.command === 'refuse')) return 'no-limit';
  const accepted = before.find((event) => event.command === 'accept')?.on ?? '';
  return workingDays(accepted, on, stopsOf(before, on)) <= 45 ? 'in-time' : 'late';
}

function stopsOf(events: readonly Raw[], until: string): [string, string][] {
  const stops: [string, string][] = [];
  for (const { command, on } of events) {
    if (command === 'stop-clock') stops.push([on, until]);
    const running = stops.at(-1);
    if (command === 'resume-clock' && running !== undefined) running[1] = on;
  }
  return stops;
}

/** Working days after one day and up to another, counted on the published calendar, stopped days left out. */
function workingDays(from: string, to: string, stops: readonly (readonly [string, string])[]): number {
  const { changed } = service.law.current().book.calendar;
  let count = 0;
  for (let day = plus(from, 1); day <= to; day = plus(day, 1)) {
    if (stops.some(([first, last]) => first <= day && day <= last)) continue;
    const isOff = changed[day] ?? Temporal.PlainDate.from(day).dayOfWeek > 5;
    if (!isOff) count += 1;
  }
  return count;
}

interface ShipmentFact {
  readonly measure: string;
  readonly on: string;
  readonly month: string;
  readonly destination: string;
  readonly item: string;
  readonly timeliness: string;
  readonly ending: string;
}

/**
 * The steps that count, from the raw events alone: under the exemption is what left on a day on which No. 61 was in force, before
 * its pause, and was not refused; in time is what was sent before ten working days had gone by, the tenth included.
 */
async function rawShipments(): Promise<ShipmentFact[]> {
  interface RawStep {
    readonly command: string;
    readonly on: string;
    readonly exportedOn: string;
    readonly sentOn: string;
    readonly claim?: { readonly destination: string; readonly items: readonly { readonly code?: string }[] };
  }
  const { rows } = await service.store.asProduct((db) =>
    sql<{ events: RawStep[] }>`select jsonb_agg(e.event order by e.version) as events from humanitarian_event e
      join humanitarian_shipment s on s.id = e.humanitarian_shipment
      join organisation o on o.id = s.organisation where not o.demo group by s.id`.execute(db),
  );
  return rows.flatMap(({ events }) => {
    const find = (command: string) => events.find((event) => event.command === command);
    const exported = find('ship')?.exportedOn;
    const isExempt =
      exported !== undefined && exported >= '2025-10-09' && exported <= '2025-11-06' && find('refuse') === undefined;
    const claim = events.findLast((event) => event.claim !== undefined)?.claim;
    const entries = [
      ...new Set(
        (claim?.items ?? []).flatMap(({ code = '' }) => (/^\d/.test(code) ? [code.split('.')[0] as string] : [])),
      ),
    ];
    const fact = (measure: string, on: string, more: Partial<ShipmentFact> = {}): ShipmentFact => ({
      measure,
      on,
      month: on.slice(0, 7),
      destination: claim?.destination ?? '',
      item: entries.length > 1 ? 'several' : (entries[0] ?? 'not-stated'),
      timeliness: '',
      ending: '',
      ...more,
    });
    const ENDINGS = { resume: 'answered', clear: 'cleared', refuse: 'refused', withdraw: 'withdrawn' } as const;
    return events.flatMap(({ command, on, sentOn }) => {
      if (command === 'stop') return [fact('stopped', on)];
      if (command in ENDINGS) return [fact('stop-ended', on, { ending: ENDINGS[command as 'clear'] })];
      if (command === 'ship' && isExempt) return [fact('shipped', on)];
      if (command === 'report' && isExempt)
        return [
          fact('reported', on, { timeliness: workingDays(exported, plus(sentOn, -1), []) < 10 ? 'in-time' : 'late' }),
        ];
      return [];
    });
  });
}

interface Watch {
  readonly isCompliant: boolean;
  readonly working: number;
  readonly calendar: number;
  readonly end: 'granted' | 'refused' | 'withdrawn' | 'open';
}

function watchOf(all: readonly Raw[]): Watch[] {
  const events = all.filter(({ on }) => on <= LAST);
  const accepted = events.find(({ command }) => command === 'accept')?.on;
  if (accepted === undefined) return [];
  const last = events.find(({ command }) => ['grant', 'refuse', 'withdraw'].includes(command));
  const until = last?.on ?? LAST;
  const ends = { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn' } as const;
  return [
    {
      isCompliant: events.findLast(({ command }) => command === 'save')?.application?.endUse?.kind === 'civil',
      working: workingDays(accepted, until, stopsOf(events, until)),
      calendar: Temporal.PlainDate.from(accepted).until(until, { largestUnit: 'days' }).days,
      end: last === undefined ? 'open' : ends[last.command as 'grant'],
    },
  ];
}

/** The product-limit estimate as one writes it on paper, for one time. */
function shareBy(watched: readonly { readonly time: number; readonly end: Watch['end'] }[], time: number) {
  let longer = 1;
  let left = 1;
  let granted = 0;
  for (let t = 0; t <= time; t += 1) {
    const n = watched.filter((each) => each.time >= t).length;
    const here = watched.filter((each) => each.time === t);
    const grants = here.filter(({ end }) => end === 'granted').length;
    const decided = grants + here.filter(({ end }) => end === 'refused').length;
    const withdrawn = here.filter(({ end }) => end === 'withdrawn').length;
    if (n === 0) break;
    granted += left * (grants / n);
    longer *= 1 - decided / n;
    left *= 1 - (decided + withdrawn) / n;
  }
  return { decided: 1 - longer, granted };
}

const ask = async () => {
  const { visitor } = service;
  const summary = (await visitor.call('statistics.summary')).body;
  const data = (await visitor.call('statistics.open-data')).body;
  return { summary, data };
};

describe('a base without cases', () => {
  test('says so, and publishes nothing', async () => {
    at(TODAY);
    const { summary, data } = await ask();
    expect(summary).toMatchObject({
      until: null,
      next: '2026-10-01',
      periods: [],
      compliantCivil: { granted: 0, decided: 0, median: null },
    });
    expect(data.counts).toEqual([]);
    const table = service.visitor.call('statistics.table', { query: { dimension: 'item' } });
    await expect(table).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('any base', () => {
  let summary: Reply<'statistics.summary'>;
  let data: Reply<'statistics.open-data'>;
  let raw: Raw[][];

  beforeAll(async () => {
    await storePastCases(service, [...anyCases(160, 20260715), ...slowCases()]);
    const demo = randomUUIDv7();
    await service.store.asProduct((db) =>
      db
        .insertInto('organisation')
        .values({ id: demo, kind: 'company', name_zh: '示例', name_en: 'Example', country: 'CN', demo: true })
        .execute(),
    );
    await storePastCases(service, anyCases(30, 7), demo);
    await storePastShipments(service, anyShipments(220, 20251009));
    await storePastShipments(service, anyShipments(30, 8), demo);
    // What was made before these cases were stored is kept for an hour.
    service.clock.now = service.clock.now.add({ hours: 2 });
    ({ summary, data } = await ask());
    raw = await rawCases();
  });

  test('has what the rest of the test needs: stops, refusals, withdrawals, set aside, open', () => {
    const commands = new Set(raw.flatMap((events) => events.map(({ command }) => command)));
    for (const command of ['stop-clock', 'refuse', 'withdraw', 'set-aside', 'grant'])
      expect(commands).toContain(command);
    expect(raw.flatMap(watchOf).filter(({ end }) => end === 'open').length).toBeGreaterThan(5);
    expect(summary.periods.map(({ from, to }) => [from, to])).toEqual([
      ['2026-Q1', '2026-Q1'],
      ['2026-Q2', '2026-Q2'],
    ]);
    expect(summary.until).toBe(LAST);
  });

  test('every total, every cell and what is withheld', () => {
    const facts = raw.flatMap(factsOf).filter(({ on }) => on <= LAST);
    const inQuarter = (quarter: string, { on }: Fact) => `2026-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}` === quarter;
    const marks = { number: 0, few: 0, withheld: 0, 'not-shown': 0 };
    const ofCases = data.counts.filter(({ measure }) => facts.some((fact) => fact.measure === measure));
    for (const { from, measure, dimension, category, status, count: told } of ofCases) {
      if (dimension === 'ending') throw new Error(`${measure} by ${dimension}`);
      const these = facts.filter((fact) => fact.measure === measure && inQuarter(from, fact));
      const count = {
        total: () => these.length,
        'compliant-civil': () => these.filter(({ isCompliant }) => isCompliant).length,
        month: () => these.filter(({ month }) => month === category).length,
        destination: () => these.filter(({ destination }) => destination === category).length,
        item: () => these.filter(({ item }) => item === category).length,
        ground: () => these.filter(({ ground }) => ground === category).length,
        timeliness: () => these.filter(({ timeliness }) => timeliness === category).length,
      }[dimension]();
      const where = `${from} ${measure} ${dimension} ${category}`;
      marks[status] += 1;
      if (status === 'number') expect(told, where).toBe(count);
      else expect(told, where).toBeNull();
      if (status === 'few') expect(count > 0 && count < 5, where).toBe(true);
      if (status === 'withheld') expect(count, where).toBeGreaterThanOrEqual(5);
    }
    // Every category that occurs is there, except in tables that are not shown.
    for (const dimension of ['destination', 'item', 'timeliness'] as const)
      for (const fact of facts.filter(({ measure }) => measure !== 'received')) {
        if (fact[dimension] === '') continue;
        const rows = data.counts.filter(
          (row) => row.dimension === dimension && row.measure === fact.measure && inQuarter(row.from, fact),
        );
        const isThere = rows.some(({ category, status }) => status === 'not-shown' || category === fact[dimension]);
        expect(isThere).toBe(true);
      }
    expect(new Set(facts.map(({ timeliness }) => timeliness))).toEqual(new Set(['in-time', 'late', 'no-limit', '']));
    expect(marks.few).toBeGreaterThan(3);
    expect(marks.withheld).toBeGreaterThan(3);
    expect(data.counts.map(({ category }) => category).join()).not.toMatch(/cmd/i);
  });

  test('every figure of humanitarian shipments, and what is withheld', async () => {
    const facts = await rawShipments();
    const marks = { number: 0, few: 0, withheld: 0, 'not-shown': 0 };
    const measures = ['shipped', 'reported', 'stopped', 'stop-ended'];
    const rows = data.counts.filter(({ measure }) => measures.includes(measure));
    expect(new Set(rows.map(({ measure }) => measure))).toEqual(new Set(measures));
    const inPeriod = ({ from, to }: { readonly from: string; readonly to: string }, { on }: ShipmentFact) => {
      const quarter = `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`;
      return from <= quarter && quarter <= to;
    };
    for (const row of rows) {
      const { measure, dimension, category, status, count: told } = row;
      const these = facts.filter((fact) => fact.measure === measure && inPeriod(row, fact));
      const count =
        dimension === 'total' ? these.length : these.filter((fact) => fact[dimension as 'month'] === category).length;
      const where = `${row.from} ${measure} ${dimension} ${category}`;
      marks[status] += 1;
      expect(told, where).toBe(status === 'number' ? count : null);
      if (status === 'few') expect(count > 0 && count < 5, where).toBe(true);
      if (status === 'withheld') expect(count, where).toBeGreaterThanOrEqual(5);
      if (dimension === 'total') expect(count === 0 || count >= 5, where).toBe(true);
      // Whoever adds up finds no small cell alone: what stays hidden beside it can be more than one way.
      if (status === 'few') {
        const beside = rows.filter(
          (each) => each.from === row.from && each.measure === measure && each.dimension === dimension,
        );
        const hidden = beside.filter(({ status: mark }) => mark === 'few' || mark === 'withheld');
        expect(hidden.length, where).toBeGreaterThan(1);
      }
    }
    // Every category that occurs in a published period is there, except in tables that are not shown.
    const DIMENSIONS = {
      shipped: ['destination', 'item', 'month'],
      reported: ['timeliness'],
      'stop-ended': ['ending'],
    };
    let seen = 0;
    for (const [measure, dimensions] of Object.entries(DIMENSIONS))
      for (const dimension of dimensions)
        for (const fact of facts.filter((each) => each.measure === measure)) {
          const table = rows.filter(
            (row) => row.measure === measure && row.dimension === dimension && inPeriod(row, fact),
          );
          if (!rows.some((row) => row.measure === measure && inPeriod(row, fact))) continue;
          seen += 1;
          const isThere = table.some(
            ({ category, status }) => status === 'not-shown' || category === fact[dimension as 'month'],
          );
          expect(isThere, `${measure} ${dimension} ${fact.on}`).toBe(true);
        }
    expect(seen).toBeGreaterThan(200);
    expect(marks.few).toBeGreaterThan(0);
    expect(marks.withheld).toBeGreaterThan(0);
    for (const { from, to, shipped, reported, timeliness } of summary.exemptions) {
      const total = (measure: string) =>
        rows.find((row) => row.from === from && row.measure === measure && row.dimension === 'total')?.count;
      expect([shipped, reported]).toEqual([total('shipped'), total('reported')]);
      const cells = rows.filter((row) => row.from === from && row.to === to && row.dimension === 'timeliness');
      expect(timeliness ?? []).toEqual(
        cells
          .filter(({ status }) => status !== 'not-shown')
          .map(({ category, status, count }) => ({ category, is: status, count })),
      );
    }
    const ends = facts.flatMap(({ measure, ending }) => (measure === 'stop-ended' ? [ending] : []));
    expect(new Set(ends)).toEqual(new Set(['answered', 'cleared', 'refused', 'withdrawn']));
    expect(new Set(facts.map(({ timeliness }) => timeliness))).toEqual(new Set(['in-time', 'late', '']));
    const { body } = await service.visitor.call('statistics.table', {
      query: { dimension: 'destination', series: 'exemptions', period: summary.exemptions[0]?.from ?? '' },
    });
    expect(body.measures.map(({ measure, total }) => [measure, total])).toEqual([
      ['shipped', summary.exemptions[0]?.shipped],
    ]);
    const none = service.visitor.call('statistics.table', { query: { dimension: 'ground', series: 'exemptions' } });
    await expect(none).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the headline and the totals', () => {
    const compliant = raw.flatMap(factsOf).filter(({ on, isCompliant }) => on <= LAST && isCompliant);
    const granted = compliant.filter(({ measure }) => measure === 'granted').length;
    const refused = compliant.filter(({ measure }) => measure === 'refused').length;
    expect(summary.compliantCivil).toMatchObject({ granted, decided: granted + refused });
    expect(granted).toBeGreaterThan(10);
    for (const { from, measures } of summary.periods)
      for (const { measure, total, compliantCivil } of measures) {
        const of = (dimension: string) =>
          data.counts.find((row) => row.from === from && row.measure === measure && row.dimension === dimension);
        expect([of('total')?.count, of('compliant-civil')?.count]).toEqual([total, compliantCivil]);
      }
  });

  test.each(['working-days', 'calendar-days'] as const)('every point of the curves in %s', async (unit) => {
    const watches = raw.flatMap(watchOf);
    for (const group of ['compliant-civil', 'all'] as const) {
      const watched = watches
        .filter(({ isCompliant }) => group === 'all' || isCompliant)
        .map(({ working, calendar, end }) => ({ time: unit === 'working-days' ? working : calendar, end }));
      const { body } = await service.visitor.call('statistics.time-to-decision', { query: { unit, group } });
      expect(body.reviews).toBe(watched.length);
      expect(body.points.length).toBeGreaterThan(3);
      let before = -1;
      for (const { time, atRisk, decided, granted, band } of body.points) {
        const expected = shareBy(watched, time);
        expect(atRisk).toBe(watched.filter((each) => each.time >= time).length);
        expect(Number(decided)).toBeCloseTo(expected.decided, 3);
        expect(Number(granted)).toBeCloseTo(expected.granted, 3);
        if (band !== null) {
          expect(Number(band.atLeast)).toBeLessThanOrEqual(Number(decided));
          expect(Number(band.atMost)).toBeGreaterThanOrEqual(Number(decided));
        }
        const isIn = (each: (typeof watched)[number]) =>
          each.time > before && each.time <= time && (each.end === 'granted' || each.end === 'refused');
        expect(watched.filter(isIn).length).toBeGreaterThanOrEqual(5);
        before = time;
      }
      for (const { share, time } of body.quantiles) {
        const times = [...new Set(watched.map((each) => each.time))].sort((a, b) => a - b);
        const first = times.find((each) => shareBy(watched, each).decided >= Number(share) - 1e-9) ?? null;
        expect(time).toBe(first);
      }
      const rows = data['time-to-decision'].filter((row) => row.unit === unit && row.group === group);
      expect(rows.map(({ time, decided, granted }) => [time, decided, granted])).toEqual(
        body.points.map(({ time, decided, granted }) => [time, decided, granted]),
      );
    }
    const { quantiles } = (
      await service.visitor.call('statistics.time-to-decision', { query: { unit: 'working-days' } })
    ).body;
    expect(summary.compliantCivil.median).toEqual(quantiles[1]);
  });

  test('a table of the page holds the rows of the open data', async () => {
    const query = { dimension: 'destination', period: '2026-Q1' } as const;
    const { body } = await service.visitor.call('statistics.table', { query });
    const rows = data.counts.filter(
      ({ dimension, from, measure }) => dimension === 'destination' && from === '2026-Q1' && measure !== 'shipped',
    );
    const flat = body.measures.flatMap(({ measure, rows: found }) =>
      found === null
        ? [[measure, '', 'not-shown', null]]
        : found.map(({ category, is, count }) => [measure, category, is, count]),
    );
    expect(flat).toEqual(rows.map(({ measure, category, status, count }) => [measure, category, status, count]));
    const grounds = await service.visitor.call('statistics.table', {
      query: { dimension: 'ground', period: '2026-Q2' },
    });
    const [ground] = grounds.body.measures[0]?.rows ?? [];
    expect(ground?.label?.en).toMatch(/Export Control Law/);
    const running = service.visitor.call('statistics.table', { query: { dimension: 'item', period: '2026-Q3' } });
    await expect(running).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the CSV holds the same rows, and an unchanged answer is not sent again', async () => {
    const url = `${service.url}/v1/statistics/open-data/csv?data=counts`;
    const first = await fetch(url);
    expect(first.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, ...lines] = (await first.text()).trimEnd().split('\r\n');
    expect(head).toBe('from,to,measure,dimension,category,status,count');
    expect(lines).toEqual(
      data.counts.map((row) =>
        [row.from, row.to, row.measure, row.dimension, row.category, row.status, row.count ?? ''].join(','),
      ),
    );
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"\d+"$/);
    const again = await fetch(url, { headers: { 'if-none-match': tag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await fetch(url, { headers: { 'if-none-match': '"1"' } })).status).toBe(200);
    const bad = await fetch(`${service.url}/v1/statistics/table?dimension=applicant`);
    expect(bad.status).toBe(400);
  });

  test('what happens in the running quarter changes no figure before it is over', async () => {
    await storePastCases(service, [{ submitted: '2026-07-10', destination: 'ZZ' }]);
    service.clock.now = service.clock.now.add({ hours: 2 });
    const later = await ask();
    expect(later).toEqual({ summary, data });
  });
});
