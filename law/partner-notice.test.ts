import { type Instrument, type LawBook, readingsOf } from '@ytterby/core';
import type { Assessment, ImpactCase, Parameter } from '@ytterby/core/impact';
import {
  daysOfEffect,
  generalLicenceRoute,
  humanitarianRoute,
  type MeasureInLaw,
  type NoticeBasis,
  NOTICE_PARTS,
  partnerNotice,
} from '@ytterby/core/measures';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadLaw } from './load.ts';

/** What a notice to a partner country says of the law, by the law pack itself. */

const book = loadLaw();
const found = (id: string): Instrument => {
  const instrument = book.instruments.find((each) => each.id === id);
  if (instrument === undefined) throw new Error(id);
  return instrument;
};
const notice61 = found('cn/mofcom-2025-61');
/** The pack as it would be had No. 61 not been paused. */
const running: LawBook = {
  ...book,
  instruments: book.instruments.filter(({ published }) => published < '2025-11-01'),
};

const without = (law: LawBook, id: string): LawBook => ({
  ...law,
  instruments: law.instruments.filter((each) => each.id !== id),
});
/** No. 61 as it was announced: before any pause. */
const announced = (days: readonly string[]): MeasureInLaw => ({
  measure: notice61,
  before: without(running, notice61.id),
  after: running,
  days,
});
/** An invented announcement that does something to others from a day on. */
const acting = (act: 'resume' | 'suspend', on: readonly string[], from: string, law = book): MeasureInLaw => {
  const measure: Instrument = {
    ...notice61,
    id: 'cn/mofcom-2026-99',
    published: from,
    from,
    provisions: [
      {
        id: 'cn/mofcom-2026-99/1',
        cite: { zh: '第一条（虚构）', en: 'para. 1 (invented)' },
        text: { zh: '虚构', en: 'invented' },
        acts: [{ do: act, on: [...on], from }],
      },
    ],
  };
  return { measure, before: law, after: { ...law, instruments: [...law.instruments, measure] }, days: [from] };
};

describe('the humanitarian route', () => {
  test('under No. 61: every duty exempt by paragraph 5, with its report', () => {
    const first = humanitarianRoute(announced(['2025-10-09']));
    expect(first.duties.map(({ provision }) => provision)).toEqual(['cn/mofcom-2025-61/1(3)']);
    const { duties, exempt, report, lost } = humanitarianRoute(announced(['2025-10-09', '2025-12-01']));
    expect(duties.map(({ provision }) => provision).sort()).toEqual([
      'cn/mofcom-2025-61/1(1)',
      'cn/mofcom-2025-61/1(2)',
      'cn/mofcom-2025-61/1(3)',
    ]);
    expect(exempt.map(({ duty, by }) => [duty, by.provision])).toEqual(
      duties.map(({ provision }) => [provision, 'cn/mofcom-2025-61/5']),
    );
    expect(report).toMatchObject({ provision: 'cn/mofcom-2025-61/5/report', workingDays: 10 });
    expect(report?.mailbox).toMatch(/@mofcom\.gov\.cn$/);
    expect(lost).toEqual([]);
  });
  test('of a measure that lets No. 61 run again: its duties and its exemption come with it', () => {
    const { duties, exempt, report } = humanitarianRoute(acting('resume', ['cn/mofcom-2025-61'], '2026-03-02'));
    expect(duties.length).toBe(3);
    expect(exempt.length).toBe(3);
    expect(report?.workingDays).toBe(10);
  });
  test('of a measure that takes the exemption away: that is told', () => {
    const { duties, lost } = humanitarianRoute(acting('suspend', ['cn/mofcom-2025-61/5'], '2025-12-02', running));
    expect(duties).toEqual([]);
    expect(lost.map(({ provision }) => provision)).toEqual(['cn/mofcom-2025-61/5']);
  });
  test('while No. 61 is paused: no duty, and so nothing to be exempt from', () => {
    const paused = { ...announced(['2025-12-01']), before: without(book, notice61.id), after: book };
    expect(humanitarianRoute(paused)).toEqual({ duties: [], exempt: [], lost: [], report: undefined });
  });
  test('from China, under the list of April 2025: a licence, and no exemption', () => {
    const measure = found('cn/mofcom-gac-2025-18');
    const { duties, exempt, report } = humanitarianRoute({
      measure,
      before: without(book, measure.id),
      after: book,
      days: ['2025-04-04'],
    });
    expect(duties.length).toBeGreaterThan(0);
    expect(exempt).toEqual([]);
    expect(report).toBeUndefined();
  });
});

describe('the general licence', () => {
  test('is offered by Order 792 from its first day on, with what it wants', () => {
    const { offered, conditions, closedBy } = generalLicenceRoute(announced(['2025-12-01']));
    expect(offered?.provision).toMatch(/^cn\/state-council-2024-792\//);
    expect(offered?.longestYears).toBe(3);
    expect(conditions.length).toBeGreaterThan(0);
    expect(closedBy).toEqual([]);
    expect(generalLicenceRoute(announced(['2024-11-30'])).offered).toBeUndefined();
  });
  test('is closed where the measure itself closes it', () => {
    const closing: Instrument = {
      ...notice61,
      provisions: [
        ...notice61.provisions,
        {
          id: 'cn/mofcom-2025-61/9',
          cite: { zh: '第九条', en: 'para. 9' },
          text: { zh: '不适用通用许可', en: 'No general licence' },
          from: '2025-12-02',
          effect: { kind: 'workflow', off: ['general-licence'] },
        },
      ],
    };
    const before = without(running, closing.id);
    const after = { ...before, instruments: [...before.instruments, closing] };
    const closedOn = (day: string) =>
      generalLicenceRoute({ measure: closing, before, after, days: [day] }).closedBy.map(({ provision }) => provision);
    expect(closedOn('2025-12-01')).toEqual([]);
    expect(closedOn('2025-12-02')).toEqual(['cn/mofcom-2025-61/9']);
  });
});

describe('days of effect', () => {
  test('of No. 61: at once for 1(3), on 1 December 2025 for 1(1)', () => {
    const days = daysOfEffect(notice61, readingsOf(book));
    const on = (day: string) =>
      days.find((each) => each.day === day)?.provisions.map(({ provision }) => provision) ?? [];
    expect(on('2025-10-09')).toContain('cn/mofcom-2025-61/1(3)');
    expect(on('2025-12-01').slice(0, 2)).toEqual(['cn/mofcom-2025-61/1(1)', 'cn/mofcom-2025-61/1(2)']);
    // A reading that the pack does not take.
    expect(on('2025-12-01')).not.toContain('cn/mofcom-2025-61/1(2)/needs-chinese-material');
  });
});

const source = { zh: '例', en: 'example' };
const known = (value: number): Parameter => ({ low: value, high: value, basis: 'assumed', source });
const given = {
  id: 'example',
  economy: 'USA',
  restricting: 'CHN',
  from: '2025-12-01',
  days: 180,
  measure: { kind: 'stop', heldBack: known(1) },
  items: [
    {
      id: 'metals',
      name: { zh: '金属', en: 'metals' },
      dependence: known(1),
      users: [],
      trade: { codes: ['280530'], period: '2025', by: 'value' },
    },
  ],
} as unknown as ImpactCase;
const band = { low: 0.5, middle: 0.62, high: 0.8 };
const assessment = {
  unit: 'million USD',
  loss: { low: 90, middle: 123, high: 456 },
  queue: {
    unit: 't',
    months: [{ month: '2025-12', planned: 300, exported: 1, band: { low: 100.4, middle: 200, high: 250 } }],
    exportedShare: band,
    meanWait: 22.4,
    limit: 45,
  },
  facilitation: [{ facilitation: undefined, exportedShare: band }],
  gaps: [],
} as unknown as Assessment;
const basis: NoticeBasis = {
  instrument: notice61,
  revision: 2,
  plannedFor: '2025-10-09',
  lawOf: '2025-12-01',
  days: daysOfEffect(notice61, readingsOf(book)),
  humanitarian: humanitarianRoute(announced(['2025-10-09', '2025-12-01'])),
  generalLicence: generalLicenceRoute(announced(['2025-12-01'])),
  items: { codes: ['1C909.a', '1C909.b'], hs: ['280530'] },
  given,
  assessment,
  trade: [
    {
      reporter: 'JPN',
      partner: 'CHN',
      direction: 'import',
      item: '280530',
      period: '2025',
      value: 60,
      mass: undefined,
    },
    {
      reporter: 'JPN',
      partner: 'VNM',
      direction: 'import',
      item: '280530',
      period: '2025',
      value: 40,
      mass: undefined,
    },
  ],
  nameOf: (party) => ({ zh: party, en: party }),
  partner: { code: 'JP', name: { zh: '日本', en: 'Japan' }, inTables: 'JPN' },
  embargo: undefined,
  contact: { name: 'Policy desk', email: 'desk@example.com', telephone: null },
};
const linesOf = (change: Partial<NoticeBasis>, id: (typeof NOTICE_PARTS)[number]) =>
  partnerNotice({ ...basis, ...change })
    .parts.find((part) => part.id === id)
    ?.lines.map(({ en }) => en)
    .join(' ');

describe('a notice', () => {
  test('has every part, in both languages', () => {
    const { parts } = partnerNotice(basis);
    expect(parts.map(({ id }) => id)).toEqual([...NOTICE_PARTS]);
    for (const { title, lines } of parts)
      for (const { zh, en } of [title, ...lines]) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/[a-z]/);
      }
  });
  test('tells the partner its own exposure, and that there is none to tell where the tables are silent', () => {
    expect(linesOf({}, 'exposure')).toBe('Metals: 60\u00a0% of your imports come from CHN (2025).');
    expect(linesOf({ trade: [] }, 'exposure')).toContain('your exposure is not known');
    expect(linesOf({ trade: undefined }, 'exposure')).toContain('not at hand');
  });
  test('tells a loss to the economy of the tables alone', () => {
    expect(linesOf({}, 'effect')).toContain('no input-output table of your economy was used');
    const usa = { code: 'US', name: { zh: '美国', en: 'United States' }, inTables: 'USA' };
    expect(linesOf({ partner: usa }, 'effect')).toContain('120 (90–460) million USD');
    expect(linesOf({ partner: { ...usa, inTables: undefined } }, 'effect')).toContain('no input-output table');
  });
  test('says when its numbers are of another period, and when working days are taken for granted', () => {
    expect(linesOf({}, 'effect')).not.toMatch(/written for|not published yet/);
    const moved = { ...given, writtenFor: '2025-04-04' };
    expect(linesOf({ given: moved }, 'effect')).toContain('written for 2025-04-04 and count from 2025-12-01');
    const gaps = [{ kind: 'no-holidays', year: '2027' }] as const;
    expect(linesOf({ assessment: { ...assessment, gaps } }, 'effect')).toContain('holidays of 2027 are not published');
  });
  test('cites the ways that stay open, and says where there are none', () => {
    expect(linesOf({}, 'humanitarian')).toContain('No. 61 of 2025 para. 5');
    expect(linesOf({}, 'humanitarian')).toContain('within 10 working days');
    const closed = { ...basis.humanitarian, exempt: [], report: undefined };
    expect(linesOf({ humanitarian: closed }, 'humanitarian')).toContain('hold no humanitarian exemption');
    const kept = basis.humanitarian.exempt.filter(({ duty }) => duty !== 'cn/mofcom-2025-61/1(2)');
    const part = { ...basis.humanitarian, exempt: kept };
    expect(linesOf({ humanitarian: part }, 'humanitarian')).toContain('except under No. 61 of 2025 para. 1(2)');
    const lost = { ...closed, duties: [], lost: [{ provision: 'x', cite: { zh: '第五条', en: 'para. 5' } }] };
    expect(linesOf({ humanitarian: lost }, 'humanitarian')).toBe(
      'A humanitarian exemption of today applies no more (para. 5). The measure brings no new licence requirement, for humanitarian exports neither.',
    );
    expect(linesOf({}, 'general-licence')).toContain('for 3 years at most');
  });
  test('says what is not fixed or not known', () => {
    expect(linesOf({ plannedFor: undefined }, 'when')).toContain('no day is fixed');
    expect(linesOf({ items: { codes: [], hs: [] } }, 'items')).toBe('The measure controls no further items.');
    expect(linesOf({ items: { codes: ['1C909'], hs: [] } }, 'items')).toContain('the lists name no HS codes');
    expect(partnerNotice(basis).months.rows).toEqual([
      { month: '2025-12', without: 300, low: 100, middle: 200, high: 250 },
    ]);
  });
  test('has an embargo, whatever else it says', () => {
    fc.assert(
      fc.property(
        fc.option(fc.constantFrom('2025-10-09', '2026-01-31'), { nil: undefined }),
        fc.option(fc.constantFrom('2025-10-09'), { nil: undefined }),
        (embargo, plannedFor) => {
          const said = partnerNotice({ ...basis, embargo, plannedFor }).embargo;
          expect(said.en).toMatch(/^Embargoed (until the announcement|up to and including 20)/);
          expect(said.zh).toContain('保密期至');
        },
      ),
    );
  });
  test('never lists more codes than fit, and says how many there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (many) => {
        const codes = Array.from({ length: many }, (_, at) => `1C9${at}`);
        const notice = partnerNotice({ ...basis, items: { codes: [...codes, ...codes], hs: [] } });
        expect(notice.items.codes.length + notice.items.more).toBe(many);
        expect(notice.items.codes.length).toBeLessThanOrEqual(150);
        expect(notice.parts.find(({ id }) => id === 'items')?.lines[0]?.en).toContain(`${many} control codes`);
      }),
    );
  });
});
