import { describe, expect, it } from 'vitest';
import { compare, rational, rationalText } from '../../quantity/rational.ts';
import { holdingIn, type HoldingOptions } from './holding-in.ts';
import type { OwnershipReadings } from './readings.ts';
import { registerOf } from './register.ts';
import type { Interest, OwnershipEntity } from './statements.ts';
import { OwnershipTooLarge } from './work.ts';

/** What is allowed here is about twice what it takes, counted in steps: a time would say how busy the machine is. */

const MULTIPLY: OwnershipReadings = { chain: 'multiply', sum: 'single' };
const WHOLE: OwnershipReadings = { chain: 'majority-whole', sum: 'sum' };
const holds = (owner: string, owned: string, share: Interest['share']): Interest => ({
  owner,
  owned,
  kind: 'shareholding',
  ...(share === undefined ? {} : { share }),
});

/** The same numbers every time: a linear congruence (Knuth, The Art of Computer Programming 2, section 3.3.4). */
function* numbers(seed: number): Generator<number, never> {
  let state = BigInt(seed);
  for (;;) {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
    yield Number(state >> 40n);
  }
}

/** Companies of which each is held by three others, anywhere. */
function crossHoldings(companies: number, percent: (next: () => number) => number, seed = companies) {
  const drawn = numbers(seed);
  const next = () => drawn.next().value;
  return Array.from({ length: companies }, (_, owned) => {
    const owners = new Set<number>();
    while (owners.size < Math.min(3, companies - 1)) {
      const owner = next() % companies;
      if (owner !== owned) owners.add(owner);
    }
    return [...owners].map((owner) => ({ owner, owned, percent: percent(next) }));
  }).flat();
}

const upTo25 = (next: () => number) => (500 + (next() % 2000)) / 100;
const asInterests = (links: readonly { owner: number; owned: number; percent: number }[]) =>
  links.map(({ owner, owned, percent }) => holds(`C${owner}`, `C${owned}`, `${percent.toFixed(2)} %`));
const chain = (length: number, share: string) =>
  Array.from({ length }, (_, i) => holds(`C${i}`, i === length - 1 ? 'T' : `C${i + 1}`, share));

const answerTo = (
  interests: Interest[],
  target: string,
  listed: string[],
  readings = MULTIPLY,
  options: HoldingOptions = {},
  entities: OwnershipEntity[] = [],
) => holdingIn(registerOf(entities, interests).asOf('2026-11-10'), target, listed, readings, options);

describe('what an answer costs', () => {
  it.each([
    [25, 1_500_000],
    [50, 1_500_000],
    [100, 1_500_000],
    [2000, 2_000_000],
  ])('%i companies with three cross-holdings each, and what would settle it', (companies, steps) => {
    const interests = [...asInterests(crossHoldings(companies, upTo25)), holds('L', 'C1', '20 %')];
    const answer = answerTo(interests, 'C1', ['L']);
    expect(answer.steps).toBeLessThan(steps);
    expect(answer.verdict).toBe('unknown');
    expect(compare(answer.together.held.lo, rational('0.2'))).toBeGreaterThanOrEqual(0);
    expect(answerTo(interests, 'C1', ['L'], WHOLE).steps).toBeLessThan(2_000_000);
  });

  it('a loop of 2,000 without the facts that would settle it, also where shares are ranges', () => {
    const links = asInterests(crossHoldings(2000, upTo25));
    const ranges = links.map((link, i) => {
      const most = Number.parseFloat(link.share as string);
      return i % 3 === 0
        ? { ...link, share: { min: `${(most / 2).toFixed(2)} %`, max: `${most.toFixed(2)} %` } }
        : link;
    });
    const clear = Array.from(
      { length: 2000 },
      (_, i): OwnershipEntity => ({ id: `C${i}`, rest: i % 4 ? 'clear' : 'open' }),
    );
    for (const [interests, steps] of [
      [links, 2_000_000],
      [ranges, 4_000_000],
    ] as const) {
      const all = [...interests, holds('L', 'C1', '20 %')];
      const answer = answerTo(all, 'C1', ['L'], MULTIPLY, { deciding: false }, clear);
      expect(answer.steps).toBeLessThan(steps);
      expect(compare(answer.together.held.lo, answer.together.held.hi ?? rational(1))).toBeLessThan(0);
    }
  });

  it.each([
    ['99.97 %', MULTIPLY],
    ['100 %', MULTIPLY],
    ['99.97 %', WHOLE],
  ] as const)('a chain of 20,000 with %s each, told by its ends', (share, readings) => {
    const answer = answerTo(chain(20_000, share), 'T', ['C0'], readings);
    expect(answer.steps).toBeLessThan(3_000_000);
    const path = answer.together.paths[0];
    expect([path?.parties.length, path?.parties[0], path?.parties.at(-1)]).toEqual([40, 'C0', 'T']);
    expect(path?.shares).toHaveLength(39);
    expect(path?.leftOut).toEqual({ after: 20, parties: 20_001 - 40 });
    expect(rationalText(path?.product.lo ?? rational(0)).length).toBeLessThan(700);
  });

  it('grows with the links where there are no loops', () => {
    const steps = [2000, 20_000, 200_000].map((length) => {
      const links = chain(length, '100 %').flatMap((link, i) => [link, holds(`P${i}`, link.owned, '0 %')]);
      return answerTo(links, 'T', ['C0'], MULTIPLY, { paths: 0 }).steps / links.length;
    });
    for (const each of steps) expect(each).toBeLessThan(15);
  });

  it('is told when it is more than was allowed, with what there is most of', () => {
    const links = chain(2000, '50 %');
    const listed = Array.from({ length: 1000 }, (_, i) => `C${i}`);
    const ask = () => answerTo(links, 'T', listed, MULTIPLY, { mostSteps: 1_000_000 });
    expect(ask).toThrow(OwnershipTooLarge);
    try {
      ask();
    } catch (error) {
      expect(error).toMatchObject({ entities: 2001, links: 2000, listed: 1000 });
    }
  });

  it('does not grow with fractions that have nothing in common', () => {
    const primes: number[] = [];
    for (let each = 1_000_003; primes.length < 500; each += 2)
      if (![3, 5, 7, 11, 13, 17, 19, 23, 29, 31].some((by) => each % by === 0)) primes.push(each);
    const links = primes.map((prime, i) => holds(`O${i}`, 'T', `1/${prime}`));
    const answer = answerTo(links, 'T', ['O0']);
    expect(compare(answer.together.held.lo, rational('0.0000009'))).toBeGreaterThan(0);
    expect(compare(answer.together.held.lo, rational(`1/${primes[0] ?? 1}`))).toBeLessThanOrEqual(0);
  });
});

describe('a large loop', () => {
  /** What L holds of every company is a whole twentieth, of C0 one half: stated so that the equations come out. */
  const loop = (companies: number, missing: string) => {
    const links = crossHoldings(companies, (next) => 1 + (next() % 20));
    const held = (company: number) => (company === 0 ? 10 : 8 + (company % 5));
    const direct = Array.from({ length: companies }, (_, company) => {
      // In two thousandths.
      const inside = links.reduce(
        (sum, { owner, owned, percent }) => sum + (owned === company ? percent * held(owner) : 0),
        0,
      );
      return held(company) * 100 - inside;
    });
    const clear = Array.from({ length: companies }, (_, i): OwnershipEntity => ({ id: `C${i}`, rest: 'clear' }));
    const interests = [
      ...links.map(({ owner, owned, percent }) => holds(`C${owner}`, `C${owned}`, `${percent} %`)),
      ...direct.map((parts, i) => {
        const exact = rational(`${parts}/2000`);
        const less = i === 0 ? rational(missing) : rational(0);
        return holds('L', `C${i}`, rationalText({ n: exact.n * less.d - less.n * exact.d, d: exact.d * less.d }));
      }),
    ];
    return answerTo(interests, 'C0', ['L'], MULTIPLY, { deciding: false }, clear);
  };

  it.each([60, 300, 2000])(
    'of %i in which a holding is exactly 1/2 is decided, and so is a little less',
    (companies) => {
      const half = loop(companies, '0');
      expect([half.verdict, half.isExact, rationalText(half.together.held.lo)]).toEqual(['met', true, '0.5']);
      const less = loop(companies, '0.000000000001');
      expect(less.verdict).toBe('not-met');
      expect(half.steps).toBeLessThan(10_000_000);
    },
  );
});
