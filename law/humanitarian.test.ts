import { determine, type ExportFacts } from '@ytterby/core';
import {
  assess,
  type Claim,
  decideShipment,
  draftReport,
  factsOfClaim,
  gapsOf,
  leftThoughRefused,
  NEW_SHIPMENT,
  replayShipment,
  reportRuleOn,
  type ShipmentActor,
  type ShipmentCommand,
  type ShipmentEvent,
  type ShipmentState,
  UNDERTAKING,
} from '@ytterby/core/humanitarian';
import { shipmentCounter } from '@ytterby/core/statistics';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';

/** Shipments under paragraph 5 of No. 61, by the law pack itself. */

const book = loadLaw();
const EXPORTER: ShipmentActor = { person: 'wang', role: 'exporter', organisation: 'operator' };
const OFFICER: ShipmentActor = { person: 'li', role: 'licensing-officer', organisation: 'ministry' };
const HOSPITAL = {
  role: 'end-user',
  name: 'Example Relief Hospital',
  country: 'DE',
  military: 'no',
  owners: 'none',
} as const;
const BASE: ExportFacts = {
  asOf: '2025-10-09',
  act: 'export',
  from: 'JP',
  to: 'DE',
  exporter: { country: 'JP' },
  parties: [HOSPITAL],
  endUse: { kind: 'humanitarian-disaster-relief' },
  lines: [
    {
      id: 'a',
      item: { description: 'sintered SmCo magnet', form: 'magnet', elements: ['Sm', 'Co', 'Fe', 'Cu', 'Zr'] },
      madeIn: 'CN',
      origin: 'CN',
      technologyOrigin: 'CN',
    },
  ],
};
type Parties = NonNullable<Claim['parties']>;
const claimFor = (parties: Parties, more: Partial<Claim> = {}): Claim => ({
  endUse: { kind: 'humanitarian-disaster-relief', description: '震后野战医院磁共振设备' },
  destination: 'DE',
  parties,
  items: [{ line: 'a', description: '钐钴磁体', quantity: '12.5', unit: 'kg' }],
  evidence: [{ kind: 'request', reference: 'Appeal No. 7 of 2025-10-08' }],
  ...more,
});
const CLAIM: ShipmentCommand = {
  command: 'claim',
  determination: 'd1',
  claim: claimFor([HOSPITAL]),
  undertaking: { ...UNDERTAKING, signatory: 'Wang Example' },
};
const with_ = (claim: Claim): ShipmentCommand => ({ ...CLAIM, claim }) as ShipmentCommand;

type Step = readonly [actor: ShipmentActor, command: ShipmentCommand, on: string];
function play(steps: readonly Step[], base = BASE): { state: ShipmentState; events: ShipmentEvent[] } {
  const events: ShipmentEvent[] = [];
  let state: ShipmentState = NEW_SHIPMENT;
  for (const [actor, command, on] of steps) {
    const decided = decideShipment(state, command, actor, { on, book, base });
    if (!decided.ok) throw new Error(`${command.command}: ${decided.code}`);
    events.push(...decided.events);
    const played = replayShipment(events);
    if (!played.ok) throw new Error(`replay: ${played.code}`);
    state = played.state;
  }
  return { state, events };
}
const asked = (steps: readonly Step[], [actor, command, on]: Step, base = BASE) => {
  const decided = decideShipment(play(steps, base).state, command, actor, { on, book, base });
  return decided.ok ? decided.events.map((event) => event.command).join() : decided.code;
};
const found = (parties: Parties, day = '2025-10-09', base = BASE) =>
  assess(factsOfClaim(base, claimFor(parties), day), book);
const obstacles = (parties: Parties, day?: string) =>
  found(parties, day).obstacles.map(({ fact, party, verdict }) => [fact, party, verdict]);
const ship = (exportedOn: string): ShipmentCommand => ({ command: 'ship', exportedOn, reference: 'AWB 1' });
const report = (sentOn: string): ShipmentCommand => ({
  command: 'report',
  text: { zh: '报告', en: 'Report' },
  sentOn,
  how: 'e-mail',
  sentBy: 'Wang',
  proof: [],
});
const WHY = { reason: '民用救援', provisions: ['cn/mofcom-2025-61/5'] };

describe('may relief go on a day', () => {
  test.each([
    ['the day before No. 61', '2025-10-08', 'no-licence-needed', null],
    ['its first day', '2025-10-09', 'exempt', '2025-10-22'],
    ['the last day before the pause', '2025-11-06', 'exempt', '2025-11-20'],
    ['the first day of the pause', '2025-11-07', 'no-licence-needed', null],
    ['the last day that the pause names', '2026-11-10', 'no-licence-needed', null],
    ['a day on which the extension is announced and not enacted', '2026-11-26', 'exempt', '2026-12-10'],
  ])('%s, %s: %s, report due %s', (_, day, verdict, due) => {
    const answer = found([HOSPITAL], day);
    expect([answer.verdict, answer.due?.date ?? null, answer.obstacles]).toEqual([verdict, due, []]);
  });

  test('both branches are told where the pause was announced to go on', () => {
    expect(found([HOSPITAL], '2026-11-26').branches).toMatchObject([
      { branch: 'enacted', possible: ['exempt'], reportOwed: true },
      { branch: 'cn/mofcom-2026-09-28', possible: ['no-licence-required'], reportOwed: false },
    ]);
    expect(found([HOSPITAL], '2025-10-09').branches).toHaveLength(1);
  });

  test.each([
    'humanitarian-medical',
    'humanitarian-public-health',
    'humanitarian-disaster-relief',
    'humanitarian-rescue',
  ] as const)('%s is relief', (kind) => {
    const claim = claimFor([HOSPITAL], { endUse: { kind } });
    expect(assess(factsOfClaim(BASE, claim, '2025-10-09'), book).verdict).toBe('exempt');
  });

  test('what is unknown and cannot change the answer holds nothing up', () => {
    const { technologyOrigin: _, madeIn: __, ...bare } = BASE.lines[0] ?? { item: {} };
    const unknowns: ExportFacts = { ...BASE, lines: [{ ...bare, origin: 'unknown' }] };
    expect(found([HOSPITAL], '2025-10-09', unknowns).verdict).toBe('exempt');
  });

  test('from China a licence of No. 18 is required all the same', () => {
    const fromChina: ExportFacts = { ...BASE, from: 'CN', exporter: { country: 'CN' } };
    expect(found([HOSPITAL], '2026-08-03', fromChina).verdict).toBe('not-exempt');
    expect(asked([], [EXPORTER, CLAIM, '2026-08-03'], fromChina)).toBe('not-exempt');
  });
});

describe('goods that the pack does not decide', () => {
  const ITEMS = fc.constantFrom<ExportFacts['lines'][number]['item']>(
    {},
    { description: 'field X-ray unit' },
    { description: '野战医院用氧化镝' },
    { form: 'metal', elements: ['Ga'] },
    { form: 'part', contains: 'none' },
    { form: 'finished-product', description: 'MRI scanner' },
    { code: '3C001.a' },
    { form: 'oxide', elements: ['Dy', 'O'] },
    { form: 'magnet', elements: ['Nd', 'Fe', 'B'] },
    BASE.lines[0]?.item ?? {},
  );
  const LINES = fc.array(fc.record({ item: ITEMS, origin: fc.constantFrom('CN', 'JP', 'unknown') }), {
    minLength: 1,
    maxLength: 3,
  });
  const DAYS = fc.constantFrom('2025-03-01', '2025-10-09', '2026-03-02', '2026-11-24');

  test('stop it, and are never told to be reached or freed', () => {
    fc.assert(
      fc.property(LINES, DAYS, fc.constantFrom('JP', 'CN'), (lines, day, from) => {
        const base: ExportFacts = { ...BASE, from, exporter: { country: from }, lines };
        const facts = factsOfClaim(base, claimFor([HOSPITAL]), day);
        const { verdict, obstacles: stops } = assess(facts, book);
        const each = determine(facts, book).lines.map(({ possible }) => possible);
        const isHeld = each.some((possible) =>
          possible.every((outcome) => outcome === 'licence-required' || outcome === 'prohibited'),
        );
        const mayGo = each.every((possible) =>
          possible.every((outcome) => ['exempt', 'no-licence-required', 'not-subject'].includes(outcome)),
        );
        expect(verdict === 'not-exempt').toBe(isHeld);
        if (!isHeld) expect(stops.length > 0).toBe(!mayGo);
        const outside = each.filter((possible) => possible.includes('outside-pack')).length;
        if (!isHeld) expect(stops.filter(({ key }) => key.startsWith('outside/'))).toHaveLength(outside);
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  test('of which the lists to look in are named', () => {
    const gallium: ExportFacts = {
      ...BASE,
      from: 'CN',
      lines: [{ id: 'a', item: { form: 'metal', elements: ['Ga'] } }],
    };
    const { verdict, obstacles: stops } = found([HOSPITAL], '2026-03-02', gallium);
    expect(verdict).toBe('stopped');
    expect(stops.map(({ text }) => text.en).join()).toMatch(/gallium/i);
    expect(asked([], [EXPORTER, CLAIM, '2026-03-02'], gallium)).toBe('claim,stop');
  });
});

describe('what stops it', () => {
  test('a listed party, by its name', () => {
    expect(obstacles([{ ...HOSPITAL, name: 'General Dynamics', country: 'US' }])).toEqual([
      ['party', 'General Dynamics', 'met'],
    ]);
  });
  test('a military user, and a consignee as well as the end user', () => {
    expect(obstacles([{ ...HOSPITAL, military: 'yes' }])).toEqual([['military-user', HOSPITAL.name, 'met']]);
    const consignee = { role: 'consignee', name: 'Example Army Depot', country: 'DE', military: 'yes' } as const;
    expect(obstacles([HOSPITAL, consignee])).toEqual([['military-user', 'Example Army Depot', 'met']]);
  });
  test.each([
    ['0.5', 'met'],
    ['0.4999', undefined],
  ])('a listed owner of %s: %s', (share, verdict) => {
    // All of it is stated, so that nothing is left that a listed party could hold.
    const rest = share === '0.5' ? '0.5' : '0.5001';
    const owners = [
      { name: 'General Dynamics', share, owners: 'none' as const },
      { name: 'Example Foundation', share: rest, owners: 'none' as const },
    ];
    const [first] = obstacles([{ ...HOSPITAL, owners }] as Parties);
    expect(first).toEqual(verdict && ['held', HOSPITAL.name, verdict]);
  });
  test('what is not known, with the question that settles it', () => {
    const { owners: _, ...unowned } = HOSPITAL;
    const [obstacle, ...others] = found([unowned]).obstacles;
    expect(others).toEqual([]);
    expect(obstacle).toMatchObject({
      fact: 'held',
      party: HOSPITAL.name,
      verdict: 'unknown',
      settledBy: {
        about: `parties[${HOSPITAL.name}].owners`,
        text: { en: `Who owns ${HOSPITAL.name}, and what share does each hold?` },
      },
    });
    const { military: __, ...civil } = HOSPITAL;
    expect(obstacles([civil])).toEqual([['military-user', HOSPITAL.name, 'unknown']]);
  });
  test('nobody named: who the end user is is asked once', () => {
    expect(obstacles([])).toEqual([['military-user', null, 'unknown']]);
  });
  test('none of it while No. 61 is paused', () => {
    const { owners: _, ...unowned } = HOSPITAL;
    expect(obstacles([unowned], '2026-03-02')).toEqual([]);
  });
  test('a stated owner or user never stops a compliant one, whatever else is known', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('TR', 'KE', 'DE', 'US'),
        fc.constantFrom(undefined, 'CN', 'JP', 'unknown'),
        (country, madeIn) => {
          const line = { ...BASE.lines[0], item: BASE.lines[0]?.item ?? {}, madeIn: madeIn ?? 'unknown' };
          const base: ExportFacts = { ...BASE, lines: [line] };
          const claim = claimFor([{ ...HOSPITAL, country }], { destination: country });
          expect(assess(factsOfClaim(base, claim, '2025-10-20'), book).verdict).toBe('exempt');
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('a shipment', () => {
  const CLAIMED: Step = [EXPORTER, CLAIM, '2025-10-09'];
  const LISTED: Step = [EXPORTER, with_(claimFor([{ ...HOSPITAL, military: 'yes' }])), '2025-10-09'];

  test('goes at once, and is reported', () => {
    const { state, events } = play([
      CLAIMED,
      [EXPORTER, ship('2025-10-09'), '2025-10-09'],
      [EXPORTER, report('2025-10-22'), '2025-10-22'],
    ]);
    expect(events.map(({ command }) => command)).toEqual(['claim', 'ship', 'report']);
    expect([state.status, state.found?.due?.date, state.report?.sentOn]).toEqual([
      'reported',
      '2025-10-22',
      '2025-10-22',
    ]);
    expect(state.found?.lists).toContain('cn/mofcom-2025-1/list');
  });
  test('is stopped, cleared by an officer, and goes', () => {
    const { state, events } = play([LISTED]);
    expect(events.map(({ command }) => command)).toEqual(['claim', 'stop']);
    expect(state.status).toBe('stopped-for-review');
    expect(asked([LISTED], [EXPORTER, ship('2025-10-09'), '2025-10-09'])).toBe('not-in-this-state');
    expect(asked([LISTED], [EXPORTER, { command: 'clear', ...WHY }, '2025-10-09'])).toBe('not-this-role');
    const cleared: Step = [OFFICER, { command: 'clear', ...WHY }, '2025-10-10'];
    expect(play([LISTED, cleared, [EXPORTER, ship('2025-10-10'), '2025-10-10']]).state.status).toBe('shipped');
    const unknown = { reason: 'x', provisions: ['cn/none/1'] };
    expect(asked([LISTED], [OFFICER, { command: 'clear', ...unknown }, '2025-10-10'])).toBe('no-such-provision');
  });
  test.each([
    ['the day before the refusal', '2025-10-09'],
    ['its day', '2025-10-10'],
    ['the day after', '2025-10-11'],
  ])('left on %s, %s, though refused: recorded as it was, and seen', (_, exportedOn) => {
    const refused: Step = [OFFICER, { command: 'refuse', ...WHY }, '2025-10-10'];
    expect(leftThoughRefused(play([LISTED, refused]).state)).toBe(false);
    const left: Step = [EXPORTER, ship(exportedOn), '2025-10-11'];
    const { state, events } = play([LISTED, refused, left]);
    expect(events.map(({ command }) => command)).toEqual(['claim', 'stop', 'refuse', 'ship']);
    expect([state.status, state.shipped?.exportedOn, state.found?.verdict, leftThoughRefused(state)]).toEqual([
      'shipped',
      exportedOn,
      'stopped',
      true,
    ]);
    const reported = play([LISTED, refused, left, [EXPORTER, report('2025-10-12'), '2025-10-12']]).state;
    expect([reported.status, leftThoughRefused(reported)]).toEqual(['reported', true]);
    expect(asked([LISTED, refused], [EXPORTER, ship('2025-10-12'), '2025-10-11'])).toBe('day-to-come');
    expect(asked([LISTED, refused], [OFFICER, ship('2025-10-10'), '2025-10-11'])).toBe('not-this-role');
    const cleared: Step = [OFFICER, { command: 'clear', ...WHY }, '2025-10-10'];
    expect(leftThoughRefused(play([LISTED, cleared, left]).state)).toBe(false);
  });
  test('what left though refused on a day on which a licence was required is recorded too', () => {
    const refused: Step = [OFFICER, { command: 'refuse', ...WHY }, '2025-10-10'];
    const { state } = play([LISTED, refused]);
    const fromChina: ExportFacts = { ...BASE, from: 'CN', exporter: { country: 'CN' } };
    const moment = { on: '2025-10-11', book, base: fromChina };
    const decided = decideShipment(state, ship('2025-10-11'), EXPORTER, moment);
    expect(decided.ok && decided.events.map(({ command, found: why }) => [command, why?.verdict])).toEqual([
      ['ship', 'not-exempt'],
    ]);
    const claimed = decideShipment(play([CLAIMED]).state, ship('2025-10-11'), EXPORTER, moment);
    expect(claimed).toMatchObject({ ok: false, code: 'not-exempt' });
  });
  test('goes on by itself once what was asked is answered', () => {
    const { owners: _, ...unowned } = HOSPITAL;
    const open: Step = [EXPORTER, with_(claimFor([unowned])), '2025-10-09'];
    expect(play([open]).state.status).toBe('stopped-for-review');
    expect(asked([open], [EXPORTER, { command: 'supplement', claim: claimFor([HOSPITAL]) }, '2025-10-09'])).toBe(
      'supplement,resume',
    );
    expect(asked([open], [EXPORTER, { command: 'supplement', claim: claimFor([unowned]) }, '2025-10-09'])).toBe(
      'supplement',
    );
  });
  test('once cleared or shipped, another consignee is another shipment', () => {
    const shipped: Step = [EXPORTER, ship('2025-10-09'), '2025-10-09'];
    const other = { command: 'supplement', claim: claimFor([{ ...HOSPITAL, name: 'Other' }]) } as const;
    expect(asked([CLAIMED, shipped], [EXPORTER, other, '2025-10-10'])).toBe('settled-already');
    const papers = { command: 'supplement', claim: claimFor([HOSPITAL], { evidence: [] }) } as const;
    expect(asked([CLAIMED, shipped], [EXPORTER, papers, '2025-10-10'])).toBe('supplement');
  });
  test.each<[string, Step, string]>([
    ['an export that is still to come', [EXPORTER, ship('2025-10-10'), '2025-10-09'], 'day-to-come'],
    [
      'another exporter',
      [{ ...EXPORTER, organisation: 'other' }, ship('2025-10-09'), '2025-10-09'],
      'not-your-shipment',
    ],
    ['a step back in time', [EXPORTER, ship('2025-10-08'), '2025-10-08'], 'before-last-event'],
    [
      'an item that was not determined',
      [
        EXPORTER,
        { command: 'supplement', claim: claimFor([HOSPITAL], { items: [{ line: 'z', description: 'x' }] }) },
        '2025-10-09',
      ],
      'no-such-line',
    ],
    ['a report before the export', [EXPORTER, report('2025-10-09'), '2025-10-09'], 'not-in-this-state'],
    ['a day that does not exist', [EXPORTER, ship('2025-10-32'), '2025-10-31'], 'malformed'],
  ])('refuses %s', (_, step, code) => {
    expect(asked([CLAIMED], step)).toBe(code);
  });
  test('refuses an undertaking in other words', () => {
    const other = { ...CLAIM, undertaking: { ...UNDERTAKING, zh: '承诺', signatory: 'x' } } as ShipmentCommand;
    expect(asked([], [EXPORTER, other, '2025-10-09'])).toBe('other-words');
  });
  test('a step forged past what was found shows when it is replayed', () => {
    const { events } = play([LISTED]);
    const [claim] = events;
    const forged = { ...claim, command: 'ship', exportedOn: '2025-10-09' } as unknown as ShipmentEvent;
    const { determination: _, claim: __, undertaking: ___, ...plain } = forged as unknown as Record<string, unknown>;
    const replayed = replayShipment([claim as ShipmentEvent, plain as unknown as ShipmentEvent]);
    expect(replayed).toMatchObject({ ok: false, at: 1, code: 'not-found-so' });
  });
});

describe('what a shipment adds to the statistics', () => {
  const count = shipmentCounter(book);
  const of = (...steps: readonly Step[]) =>
    count(play(steps).events).map(({ measure, on, timeliness, ending }) =>
      [measure, on, timeliness ?? ending].filter(Boolean).join(' '),
    );
  const military = with_(claimFor([{ ...HOSPITAL, military: 'yes' }]));
  const left = (day: string): Step => [EXPORTER, ship(day), day];

  test.each([
    ['2025-10-22', 'in-time'],
    ['2025-10-23', 'late'],
  ])('exported on 2025-10-09 and reported on %s: %s, whenever it was recorded', (sentOn, timeliness) => {
    const steps = [
      [EXPORTER, CLAIM, '2025-10-09'],
      left('2025-10-09'),
      [EXPORTER, report(sentOn), '2025-11-03'],
    ] as const;
    expect(of(...steps)).toEqual(['shipped 2025-10-09', `reported 2025-11-03 ${timeliness}`]);
  });
  test('where it goes and what it is, as the claim says it', () => {
    const items = [
      { line: 'a', description: 'x', code: '1c905.b' },
      { line: 'a', description: 'y', code: '1C902.a' },
    ];
    const shippedWith = (more: Partial<Claim>) =>
      count(play([[EXPORTER, with_(claimFor([HOSPITAL], more)), '2025-10-09'], left('2025-10-09')]).events)[0];
    expect(shippedWith({})).toEqual({ measure: 'shipped', on: '2025-10-09', destination: 'DE', item: 'not-stated' });
    expect(shippedWith({ items: items.slice(0, 1), destination: 'KE' })).toMatchObject({
      item: '1C905',
      destination: 'KE',
    });
    expect(shippedWith({ items })).toMatchObject({ item: 'several' });
  });
  test.each([
    ['the last day before No. 61 asks for anything', '2025-10-08', []],
    ['its first day', '2025-10-09', ['shipped 2025-10-09']],
    ['the last day before the pause', '2025-11-06', ['shipped 2025-11-06']],
    ['the first day of the pause', '2025-11-07', []],
  ])('under the exemption, on %s, %s', (_, day, counted) => {
    expect(of([EXPORTER, CLAIM, day], left(day))).toEqual(counted);
  });
  test('every stop, and its end; what left though refused is not under the exemption', () => {
    const claimed: Step = [EXPORTER, military, '2025-10-09'];
    const stop = 'stopped 2025-10-09';
    const refuse: Step = [OFFICER, { command: 'refuse', ...WHY }, '2025-10-10'];
    const clear: Step = [OFFICER, { command: 'clear', ...WHY }, '2025-10-10'];
    const withdraw: Step = [EXPORTER, { command: 'withdraw', reason: 'x' }, '2025-10-10'];
    const answer: Step = [EXPORTER, { command: 'supplement', claim: claimFor([HOSPITAL]) }, '2025-10-10'];
    const breach: readonly Step[] = [left('2025-10-11'), [EXPORTER, report('2025-10-12'), '2025-10-12']];
    expect(of(claimed)).toEqual([stop]);
    expect(of(claimed, refuse, ...breach)).toEqual([stop, 'stop-ended 2025-10-10 refused']);
    expect(of(claimed, clear, left('2025-10-11'))).toEqual([
      stop,
      'stop-ended 2025-10-10 cleared',
      'shipped 2025-10-11',
    ]);
    expect(of(claimed, withdraw)).toEqual([stop, 'stop-ended 2025-10-10 withdrawn']);
    expect(of(claimed, answer, withdraw)).toEqual([stop, 'stop-ended 2025-10-10 answered']);
  });
});

describe('the report', () => {
  const about = {
    number: 'H-2025-000001',
    exporter: { zh: '示例株式会社', en: 'Example KK', country: 'JP' },
    rule: reportRuleOn(book, '2025-10-09'),
    due: '2025-10-22',
    country: (code: string) => code,
    outcome: (outcome: string) => outcome,
  };
  const { state } = play([
    [EXPORTER, CLAIM, '2025-10-09'],
    [EXPORTER, ship('2025-10-09'), '2025-10-09'],
  ]);

  test('goes where the law data says, and says what the claim says', () => {
    expect(about.rule).toMatchObject({ workingDays: 10, mailbox: 'jingwaibaogao@mofcom.gov.cn' });
    const { zh, en } = draftReport(state, about);
    for (const part of [
      'jingwaibaogao@mofcom.gov.cn',
      '2025年第61号公告第五条',
      '2025-10-22',
      '12.5 kg',
      HOSPITAL.name,
      'AWB 1',
      UNDERTAKING.zh,
      'Wang Example',
    ])
      expect(zh).toContain(part);
    for (const part of ['No. 61 of 2025 para. 5', '2025-10-09', 'Appeal No. 7', UNDERTAKING.en])
      expect(en).toContain(part);
    expect(zh.split('\n')).toHaveLength(en.split('\n').length);
  });
  test('invents nothing: what is missing is asked, and stands there as not stated', () => {
    const [step] = [
      [
        EXPORTER,
        with_({
          ...claimFor([HOSPITAL]),
          items: [{ description: '磁体' }],
          evidence: [],
          endUse: { kind: 'humanitarian-medical' },
        }),
        '2025-10-09',
      ] as const,
    ];
    const bare = play([step, [EXPORTER, { command: 'ship', exportedOn: '2025-10-09' }, '2025-10-09']]).state;
    expect(gapsOf(bare)).toEqual(['use-description', 'consignee', 'quantity', 'evidence', 'contact', 'reference']);
    expect(draftReport(bare, about).zh.match(/（未填写）/g)).toHaveLength(5);
    expect(gapsOf(state)).toEqual(['consignee', 'contact']);
  });
});
