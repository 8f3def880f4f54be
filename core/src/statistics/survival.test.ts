import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, compare, ONE, type Rational, rational, rationalText, subtract, ZERO } from '../quantity/rational.ts';
import { cumulativeIncidence, kaplanMeier, quantileOf, type Watched } from './survival.ts';

const MEDIAN = rational('0.5');
type Ending = 'granted' | 'refused';
const ended = (time: number, ending: Ending = 'granted'): Watched<Ending> => ({ time, ending });
const open = (time: number): Watched<Ending> => ({ time, ending: null });

describe('by hand', () => {
  // Ten reviews: 2, 3, 3, 3+, 5, 5, 6+, 8, 9+, 9+ ("+": open). At 3 the open one is still watched; at 9 nothing ends.
  //  t   n   d   longer
  //  2  10   1   9/10
  //  3   9   2   9/10 · 7/9 = 7/10
  //  5   6   2   7/10 · 4/6 = 7/15
  //  8   3   1   7/15 · 2/3 = 14/45
  const watched = [
    ...[2, 3].map((time) => ended(time)),
    ended(3, 'refused'),
    open(3),
    ended(5),
    ended(5, 'refused'),
    open(6),
    ended(8),
    open(9),
    open(9),
  ];

  test('Kaplan and Meier', () => {
    expect(
      kaplanMeier(watched).map(({ time, atRisk, ended: d, longer }) => [time, atRisk, d, rationalText(longer)]),
    ).toEqual([
      [2, 10, 1, '0.9'],
      [3, 9, 2, '0.7'],
      [5, 6, 2, '7/15'],
      [8, 3, 1, '14/45'],
    ]);
  });

  test("Greenwood's sum: 1/(10·9) + 2/(9·7) + 2/(6·4) + 1/(3·2)", () => {
    const last = kaplanMeier(watched).at(-1)?.greenwood ?? ZERO;
    const sum = ['1/90', '2/63', '2/24', '1/6'].map(rational).reduce(add);
    expect(compare(last, sum)).toBe(0);
  });

  test('Aalen and Johansen: granted 1/10, + 9/10·1/9 = 1/5, + 7/10·1/6 = 19/60, + 7/15·1/3 = 17/36', () => {
    const granted = cumulativeIncidence(watched, 'granted').map(({ share }) => rationalText(share));
    expect(granted).toEqual(['0.1', '0.2', '19/60', '17/36']);
    // refused: 9/10·1/9 = 1/10, + 7/10·1/6 = 13/60. 17/36 + 13/60 = 31/45 = 1 − 14/45.
    expect(cumulativeIncidence(watched, 'refused').map(({ share }) => rationalText(share))).toEqual([
      '0',
      '0.1',
      '13/60',
      '13/60',
    ]);
  });

  test('quantiles: the median is 5, nine in ten is not reached yet', () => {
    const steps = kaplanMeier(watched);
    expect(quantileOf(steps, MEDIAN).time).toBe(5);
    expect(quantileOf(steps, rational('0.9')).time).toBeNull();
    expect(quantileOf(steps, rational('0.1')).time).toBe(2);
  });

  test('nothing watched and nothing ended give no step and no median', () => {
    for (const none of [[], [open(3), open(9)]]) {
      expect(kaplanMeier(none)).toEqual([]);
      expect(quantileOf(kaplanMeier(none), MEDIAN)).toEqual({ time: null, atLeast: null, atMost: null });
    }
  });

  test('everything ended: nothing takes longer, and there is no band', () => {
    const [step] = kaplanMeier([ended(0), ended(0)]);
    expect(step).toMatchObject({ time: 0, longer: { n: 0n }, greenwood: null, band: null });
  });
});

/**
 * Remission of acute leukaemia under 6-mercaptopurine, in weeks: E. J. Freireich and others, Blood 21 (1963) 699–716, the 21 patients
 * as E. A. Gehan gives them (Biometrika 52, 1965, 203–223). Values as in D. G. Kleinbaum and M. Klein, Survival Analysis (3rd ed.
 * 2012, chapter 2), with the log-log bands of Stata's `sts list`.
 */
describe('the remission data of Freireich and others', () => {
  const watched = [
    ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map((time) => ended(time)),
    ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(open),
  ];
  const steps = kaplanMeier(watched);

  test.each([
    [6, 21, 3, 0.8571, 0.0764, 0.6197, 0.9516],
    [7, 17, 1, 0.8067, 0.0869, 0.5631, 0.9228],
    [10, 15, 1, 0.7529, 0.0963, 0.5032, 0.8894],
    [13, 12, 1, 0.6902, 0.1068, 0.4316, 0.8491],
    [16, 11, 1, 0.6275, 0.1141, 0.3675, 0.8049],
    [22, 7, 1, 0.5378, 0.1282, 0.2678, 0.7468],
    [23, 6, 1, 0.4482, 0.1346, 0.1881, 0.6801],
  ])('week %i: at risk %i, ended %i, longer %f', (week, atRisk, d, share, error, atLeast, atMost) => {
    const step = steps.find(({ time }) => time === week);
    if (step === undefined) throw new Error(`no step at ${week}`);
    expect([step.atRisk, step.ended]).toEqual([atRisk, d]);
    const longer = Number(step.longer.n) / Number(step.longer.d);
    const greenwood = Number(step.greenwood?.n) / Number(step.greenwood?.d);
    expect(longer).toBeCloseTo(share, 4);
    expect(longer * Math.sqrt(greenwood)).toBeCloseTo(error, 4);
    expect(step.band?.atLeast).toBeCloseTo(atLeast, 4);
    expect(step.band?.atMost).toBeCloseTo(atMost, 4);
  });

  test('half are in remission for 23 weeks; the band reaches from 13 weeks to no week yet', () => {
    expect(steps).toHaveLength(7);
    expect(quantileOf(steps, MEDIAN)).toEqual({ time: 23, atLeast: 13, atMost: null });
  });
});

describe('for any reviews', () => {
  const anyWatched = fc.array(
    fc.record({
      time: fc.integer({ min: 0, max: 30 }),
      ending: fc.constantFrom<Ending | null>('granted', 'refused', null),
    }),
    { maxLength: 60 },
  );

  test('the shares of all endings and the share that takes longer are one, exactly', () => {
    fc.assert(
      fc.property(anyWatched, (watched) => {
        const granted = cumulativeIncidence(watched, 'granted');
        const refused = cumulativeIncidence(watched, 'refused');
        for (const [at, { longer }] of kaplanMeier(watched).entries()) {
          const sum = add(add(granted[at]?.share ?? ZERO, refused[at]?.share ?? ZERO), longer);
          expect(compare(sum, ONE)).toBe(0);
        }
      }),
    );
  });

  test('with nothing open, the share that takes longer is the plain share', () => {
    fc.assert(
      fc.property(
        anyWatched.filter((watched) => watched.length > 0 && watched.every(({ ending }) => ending !== null)),
        (watched) => {
          for (const { time, longer } of kaplanMeier(watched)) {
            const plain: Rational = {
              n: BigInt(watched.filter((each) => each.time > time).length),
              d: BigInt(watched.length),
            };
            expect(compare(longer, plain)).toBe(0);
          }
        },
      ),
    );
  });

  test('Greenwood without anything open is the binomial variance: S²·sum = S(1 − S)/n', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 30 }), (times) => {
        for (const { longer, greenwood } of kaplanMeier(times.map((time) => ended(time)))) {
          if (greenwood === null) continue;
          // Divided by S on both sides.
          const left = { n: longer.n * greenwood.n, d: longer.d * greenwood.d };
          const rest = subtract(ONE, longer);
          expect(compare(left, { n: rest.n, d: rest.d * BigInt(times.length) })).toBe(0);
        }
      }),
    );
  });

  test('a band holds its share, the curve falls, and the order of the reviews plays no part', () => {
    fc.assert(
      fc.property(anyWatched, (watched) => {
        const steps = kaplanMeier(watched);
        expect(kaplanMeier(watched.toReversed())).toEqual(steps);
        let before = ONE;
        for (const step of steps) {
          expect(compare(step.longer, before)).toBeLessThan(0);
          before = step.longer;
          const { band } = step;
          if (band === null) continue;
          const share = Number(step.longer.n) / Number(step.longer.d);
          expect(band.atLeast).toBeLessThanOrEqual(share);
          expect(band.atMost).toBeGreaterThanOrEqual(share);
        }
      }),
    );
  });
});
