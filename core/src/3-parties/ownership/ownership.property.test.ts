import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLeast, type Interval } from '../../quantity/interval.ts';
import { add, compare, ONE, type Rational, rational, rationalText, subtract, ZERO } from '../../quantity/rational.ts';
import { holdingsOfAll } from './all-holdings.ts';
import { Sweep } from './approximate.ts';
import { holdingIn } from './holding-in.ts';
import { majorityWhole } from './majority-whole.ts';
import { multipliedThrough } from './multiply.ts';
import type { OwnershipReadings } from './readings.ts';
import { OwnershipRegister, registerOf } from './register.ts';
import { ancestorsOf, seedsOf } from './scope.ts';
import type { Interest, OwnershipEntity } from './statements.ts';
import { bruteMajority, bruteMultiplied, type Dense, trueMajority, trueMultiplied } from './testing/brute-force.ts';

const RUNS = { numRuns: Number(process.env.YTTERBY_RUNS ?? 1000) };
/** Graphs compared with brute force in each of the two readings: 10,000 in all at the usual number of runs. */
const GRAPHS_A_RUN = 5;
const DAY = '2026-11-10';
const DENOMINATOR = 20;

interface Small {
  entities: OwnershipEntity[];
  interests: Interest[];
  listed: string[];
  dense: Dense;
  seeds: Set<number>;
}

const part = (value: number): Rational => ({ n: BigInt(value), d: BigInt(DENOMINATOR) });
const name = (node: number) => `E${node}`;

/** Up to five entities, links either way, exact, ranged and unknown shares, rests open and clear; no column over 100 %. */
const smallGraph: fc.Arbitrary<Small> = fc
  .record({
    size: fc.integer({ min: 2, max: 5 }),
    links: fc.array(
      fc.record({
        owner: fc.nat(4),
        owned: fc.nat(4),
        lo: fc.integer({ min: 0, max: 20 }),
        width: fc.oneof(
          { weight: 4, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) },
        ),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    open: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    listed: fc.array(fc.nat(4), { minLength: 1, maxLength: 2 }),
  })
  .map(({ size, links, open, listed }) => {
    const share: (readonly [Rational, Rational] | undefined)[][] = Array.from({ length: size }, () =>
      Array.from({ length: size }, () => undefined),
    );
    const left = Array.from({ length: size }, () => DENOMINATOR);
    const ranges = Array.from({ length: size }, () => 0);
    const interests: Interest[] = [];
    for (const link of links) {
      const [owner, owned] = [link.owner % size, link.owned % size];
      if (share[owned]?.[owner] !== undefined) continue;
      const lo = Math.min(link.lo, left[owned] ?? 0);
      // Brute force tries every corner, so there are few ranges a party.
      const width = (ranges[owned] ?? 0) < 2 ? Math.min(link.width, DENOMINATOR - lo) : 0;
      if (width > 0) ranges[owned] = (ranges[owned] ?? 0) + 1;
      left[owned] = (left[owned] ?? 0) - lo;
      (share[owned] as (readonly [Rational, Rational])[])[owner] = [part(lo), part(lo + width)];
      interests.push({
        owner: name(owner),
        owned: name(owned),
        kind: 'shareholding',
        share: width === 0 ? `${lo}/20` : { min: `${lo}/20`, max: `${lo + width}/20` },
      });
    }
    const seeds = new Set(listed.map((node) => node % size));
    const isOpen = open.slice(0, size);
    return {
      entities: isOpen.map((each, node): OwnershipEntity => ({ id: name(node), rest: each ? 'open' : 'clear' })),
      interests,
      listed: [...seeds].map(name),
      dense: { size, share, open: isOpen },
      seeds,
    };
  });

const graphOf = ({ entities, interests }: Pick<Small, 'entities' | 'interests'>) =>
  registerOf(entities, interests).asOf(DAY);

const shown = (value: Rational) => rationalText(value);

function expectBounds(small: Small, solver: typeof multipliedThrough, brute: typeof bruteMultiplied): void {
  const graph = graphOf(small);
  const expected = brute(small.dense, small.seeds);
  const seeds = seedsOf(graph, small.seeds);
  for (let node = 0; node < small.dense.size; node++) {
    const found = solver({ graph, seeds, nodes: ancestorsOf(graph, node, seeds), supposed: {} });
    const [lo, hi] = [found.lo.get(node) ?? ZERO, found.hi.get(node) ?? ONE];
    expect([shown(lo), shown(hi)]).toEqual([shown(expected.lo[node] ?? ZERO), shown(expected.hi[node] ?? ONE)]);
  }
}

const READINGS: OwnershipReadings[] = [
  { chain: 'multiply', sum: 'single' },
  { chain: 'multiply', sum: 'sum' },
  { chain: 'majority-whole', sum: 'single' },
  { chain: 'majority-whole', sum: 'sum' },
];

/** A true state of affairs within the statements: every share known, the rest in the hands of the seeds or of others. */
function truthOf(small: Small, picks: readonly number[]): { shares: Rational[][]; rest: Rational[] } {
  let at = 0;
  const pick = (limit: number) => (limit <= 0 ? 0 : (picks[at++ % picks.length] ?? 0) % (limit + 1));
  const shares: Rational[][] = [];
  const rest: Rational[] = [];
  small.dense.share.forEach((row, x) => {
    const least = row.map((range) => (range === undefined ? 0 : Number((range[0].n * 20n) / range[0].d)));
    let left = DENOMINATOR - least.reduce((a, b) => a + b, 0);
    shares.push(
      row.map((range, o) => {
        if (range === undefined) return ZERO;
        const more = pick(Math.min(left, Number((range[1].n * 20n) / range[1].d) - (least[o] ?? 0)));
        left -= more;
        return part((least[o] ?? 0) + more);
      }),
    );
    rest.push(small.dense.open[x] === true ? part(pick(left)) : ZERO);
  });
  return { shares, rest };
}

describe('bounds of holdings', () => {
  it('are those that brute force finds, multiplied through loops and gaps', () => {
    fc.assert(
      fc.property(fc.array(smallGraph, { minLength: GRAPHS_A_RUN, maxLength: GRAPHS_A_RUN }), (graphs) => {
        for (const small of graphs) expectBounds(small, multipliedThrough, bruteMultiplied);
      }),
      RUNS,
    );
  });

  it('are those that brute force finds, counting a majority as the whole', () => {
    fc.assert(
      fc.property(fc.array(smallGraph, { minLength: GRAPHS_A_RUN, maxLength: GRAPHS_A_RUN }), (graphs) => {
        for (const small of graphs) expectBounds(small, majorityWhole, bruteMajority);
      }),
      RUNS,
    );
  });

  it('hold the truth, whatever it is within the statements, and stay within 0 and 100 %', () => {
    fc.assert(
      fc.property(smallGraph, fc.array(fc.nat(20), { minLength: 10, maxLength: 10 }), (small, picks) => {
        const graph = graphOf(small);
        const truth = truthOf(small, picks);
        const seeds = seedsOf(graph, small.seeds);
        for (const [solver, trueHoldings] of [
          [multipliedThrough, trueMultiplied],
          [majorityWhole, trueMajority],
        ] as const) {
          const held = trueHoldings(truth.shares, truth.rest, small.seeds);
          for (let node = 0; node < small.dense.size; node++) {
            const found = solver({ graph, seeds, nodes: ancestorsOf(graph, node, seeds), supposed: {} });
            const [lo, hi] = [found.lo.get(node) ?? ZERO, found.hi.get(node) ?? ONE];
            expect(compare(ZERO, lo) <= 0 && compare(hi, ONE) <= 0).toBe(true);
            expect(compare(lo, held[node] ?? ZERO) <= 0 && compare(held[node] ?? ZERO, hi) <= 0).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it('never widen, and settled verdicts never change, when a range is narrowed or a rest is cleared', () => {
    fc.assert(
      fc.property(smallGraph, fc.nat(7), fc.boolean(), fc.nat(20), (small, which, clears, by) => {
        const before = graphOf(small);
        let { entities, interests } = small;
        if (clears) {
          entities = entities.map((entity, i) =>
            i === which % entities.length ? { ...entity, rest: 'clear' } : entity,
          );
        } else {
          interests = interests.map((interest, i) => {
            if (i !== which % interests.length || typeof interest.share !== 'object') return interest;
            const [lo, hi] = [interest.share.min, interest.share.max].map((end) => Number(String(end).split('/')[0]));
            return { ...interest, share: `${(lo ?? 0) + (by % ((hi ?? 0) - (lo ?? 0) + 1))}/20` };
          });
          // A share that no longer fits beside the others would contradict them, which is not knowledge.
          const after = graphOf({ entities, interests });
          if (after.problems.length > 0) return;
        }
        const after = graphOf({ entities, interests });
        for (const readings of READINGS) {
          for (const { id } of entities) {
            const [was, is] = [before, after].map((graph) =>
              holdingIn(graph, id, small.listed, readings, { deciding: false, paths: 0 }),
            ) as [ReturnType<typeof holdingIn>, ReturnType<typeof holdingIn>];
            expect(compare(is.together.held.lo, was.together.held.lo)).toBeGreaterThanOrEqual(0);
            expect(compare(is.together.held.hi ?? ONE, was.together.held.hi ?? ONE)).toBeLessThanOrEqual(0);
            if (was.verdict !== 'unknown') expect(is.verdict).toBe(was.verdict);
          }
        }
      }),
      RUNS,
    );
  });

  it('do not depend on the order of statements', () => {
    fc.assert(
      fc.property(
        smallGraph.chain((small) =>
          fc.record({
            small: fc.constant(small),
            shuffled: fc.shuffledSubarray(small.interests, { minLength: small.interests.length }),
            parties: fc.shuffledSubarray(small.entities, { minLength: small.entities.length }),
          }),
        ),
        fc.nat(3),
        ({ small, shuffled, parties }, reading) => {
          const readings = READINGS[reading] as OwnershipReadings;
          const tell = (graph: ReturnType<typeof graphOf>) =>
            small.entities.map(({ id }) => {
              const {
                together,
                parties: each,
                verdict,
                open,
              } = holdingIn(graph, id, small.listed, readings, { deciding: false });
              const text = ({ lo, hi }: Interval) => [shown(lo), shown(hi ?? ONE)];
              const one = (held: (typeof each)[number]) => [held.party, ...text(held.held), held.verdict];
              return [id, verdict, shown(open), one(together), each.map((held) => one(held).join(' ')).sort()];
            });
          expect(tell(graphOf({ entities: parties, interests: shuffled }))).toEqual(tell(graphOf(small)));
        },
      ),
      RUNS,
    );
  });

  it('are within the bounds found for the whole graph at once, whose verdicts are never bolder', () => {
    fc.assert(
      fc.property(smallGraph, fc.nat(3), (small, reading) => {
        const readings = READINGS[reading] as OwnershipReadings;
        const graph = graphOf(small);
        const all = holdingsOfAll(graph, small.listed, readings);
        const sweep = new Sweep(graph);
        const rows = new Map([...all.party].map((party, i) => [`${party} ${all.entity[i]}`, i]));
        for (const { id } of small.entities) {
          const answer = holdingIn(graph, id, small.listed, readings, { deciding: false, paths: 0 });
          const node = graph.indexOf(id) ?? -1;
          const found = all.verdict(node);
          if (found !== 'unknown') expect(found).toBe(answer.verdict);
          if (answer.verdict === 'met') expect(found).toBe('met');
          if (answer.isListed) continue;
          const told = readings.sum === 'sum' ? [answer.together] : answer.parties;
          for (const { party, held } of told) {
            const row = rows.get(`${party === undefined ? -1 : graph.indexOf(party)} ${node}`);
            if (row === undefined) {
              // Nothing leads from the listed parties to this entity.
              expect(compare(held.lo, ZERO)).toBe(0);
              continue;
            }
            const [lo, hi] = [rational(exactText(all.lo[row] ?? 0)), rational(exactText(all.hi[row] ?? 0))];
            // Doubles nearest to decimals may be off in the sixteenth place.
            const ulp = rational('0.0000000000000002');
            expect(compare(subtract(lo, ulp), held.lo)).toBeLessThanOrEqual(0);
            expect(compare(held.hi ?? ONE, add(hi, ulp))).toBeLessThanOrEqual(0);
            // A loop that closes all but wholly is left after a thousand rounds; how far it may be from its end is told.
            sweep.run(seedsOf(graph, party === undefined ? small.seeds : [graph.indexOf(party) ?? -1]));
            const slack = readings.chain === 'multiply' ? (sweep.slack[node] ?? 0) : 0;
            expect(compare(subtract(held.lo, lo), rational(exactText(slack + 1e-6)))).toBeLessThan(0);
          }
        }
      }),
      RUNS,
    );
  });

  it('of large loops in doubles hold the exact ones', () => {
    fc.assert(
      fc.property(smallGraph, (small) => {
        const graph = graphOf(small);
        const seeds = seedsOf(graph, small.seeds);
        const sweep = new Sweep(graph);
        sweep.run(seeds);
        for (let node = 0; node < graph.parties; node++) {
          const exact = multipliedThrough({ graph, seeds, nodes: ancestorsOf(graph, node, seeds), supposed: {} });
          const sure = rational(exactText(Math.max(0, (sweep.sure[node] ?? 0) * (1 - sweep.error))));
          const others = rational(exactText(Math.max(0, (sweep.others[node] ?? 0) * (1 - sweep.error))));
          expect(compare(sure, exact.lo.get(node) ?? ZERO)).toBeLessThanOrEqual(0);
          expect(compare(add(others, exact.hi.get(node) ?? ONE), ONE)).toBeLessThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it('keep what the facts named as deciding say: answered so, the verdict is settled', () => {
    fc.assert(
      fc.property(smallGraph, fc.nat(3), (small, reading) => {
        const readings = READINGS[reading] as OwnershipReadings;
        const graph = graphOf(small);
        for (const { id } of small.entities) {
          const answer = holdingIn(graph, id, small.listed, readings, { paths: 0 });
          for (const fact of answer.deciding?.alone ?? []) {
            expect(fact.settles?.length).toBeGreaterThan(0);
            // Whoever answers that the rest is clear states just that.
            if (fact.kind !== 'rest' || fact.settles?.includes('not-met') !== true) continue;
            const entities = small.entities.map(
              (entity): OwnershipEntity => (entity.id === fact.owned ? { ...entity, rest: 'clear' } : entity),
            );
            const then = holdingIn(graphOf({ ...small, entities }), id, small.listed, readings, { deciding: false });
            expect(then.verdict).toBe('not-met');
          }
        }
      }),
      { numRuns: Math.ceil(RUNS.numRuns / 4) },
    );
  });

  it('name the stake at which the threshold is reached: with it met, with a little less not', () => {
    fc.assert(
      fc.property(smallGraph, (small) => {
        const target = small.entities[0]?.id ?? '';
        const readings = { chain: 'multiply', sum: 'sum' } as const;
        const before = holdingIn(graphOf(small), target, small.listed, readings, { deciding: false, paths: 0 });
        const flip = before.together.flip;
        if (flip === undefined || before.isListed || compare(flip.needed, flip.unstated) > 0) return;
        const withStake = (stake: Rational) => {
          const register = new OwnershipRegister();
          for (const entity of small.entities) register.addEntity(entity);
          for (const interest of small.interests) register.addInterest(interest);
          register.addInterest({ owner: 'NEW', owned: target, kind: 'shareholding', share: rationalText(stake) });
          return holdingIn(register.asOf(DAY), target, [...small.listed, 'NEW'], readings, {
            deciding: false,
            paths: 0,
          });
        };
        expect(atLeast(withStake(flip.needed).together.held, rational('1/2'))).toBe('met');
        const less = subtract(flip.needed, rational('1/1000000'));
        if (less.n > 0n) expect(compare(withStake(less).together.held.lo, rational('1/2'))).toBeLessThan(0);
      }),
      RUNS,
    );
  });

  it('agree, one entity and all at once, in graphs of hundreds with nominees, indirect holdings, thirds and loops', () => {
    const links = fc.array(
      fc.record({
        owner: fc.nat(199),
        down: fc.integer({ min: -6, max: 12 }),
        part: fc.oneof(fc.constantFrom(100, 50, 33, 25), fc.nat(100)),
        kind: fc.constantFrom(
          'shareholding',
          'shareholding',
          'shareholding',
          'shareholding',
          'nominee',
          'indirect',
          'control',
        ),
        form: fc.constantFrom('exact', 'exact', 'exact', 'range', 'third', 'unknown'),
      }),
      { minLength: 300, maxLength: 400 },
    );
    fc.assert(
      fc.property(
        links,
        fc.array(fc.nat(199), { minLength: 1, maxLength: 6 }),
        fc.nat(3),
        (drafts, listedNodes, reading) => {
          const register = new OwnershipRegister();
          for (let i = 0; i < 200; i++) {
            const kind = i % 9 === 0 ? 'person' : i % 13 === 0 ? 'unknown' : 'company';
            register.addEntity({ id: name(i), kind, rest: i % 3 === 0 ? 'clear' : 'open' });
          }
          const left = Array.from({ length: 200 }, () => 100);
          for (const { owner, down, part: wanted, kind, form } of drafts) {
            const owned = Math.min(199, Math.max(0, owner + (down === 0 ? 1 : down)));
            const percent = Math.min(left[owned] ?? 0, wanted);
            if (form !== 'unknown') left[owned] = (left[owned] ?? 0) - percent;
            const share =
              form === 'range'
                ? { min: `${percent}%`, max: `${Math.min(100, percent + 20)}%` }
                : form === 'third'
                  ? `${percent}/300`
                  : form === 'unknown'
                    ? 'unknown'
                    : `${percent}%`;
            register.addInterest({ owner: name(owner), owned: name(owned), kind: kind as Interest['kind'], share });
          }
          const graph = register.asOf(DAY);
          const listed = listedNodes.map(name);
          const readings = READINGS[reading] as OwnershipReadings;
          const all = holdingsOfAll(graph, listed, readings);
          for (let node = 0; node < 200; node += 3) {
            const answer = holdingIn(graph, name(node), listed, readings, { deciding: false, paths: 1 });
            const found = all.verdict(node);
            // A range in a loop may leave the whole-graph answer unknown where the exact one is settled; never the other way.
            if (found !== 'unknown' || answer.verdict === 'met')
              expect([name(node), found]).toEqual([name(node), answer.verdict]);
            expect(compare(answer.together.held.lo, answer.together.held.hi ?? ONE)).toBeLessThanOrEqual(0);
          }
        },
      ),
      { numRuns: Math.ceil(RUNS.numRuns / 25) },
    );
  });
});

/** The number a double is, exactly, as a fraction. */
function exactText(value: number): string {
  let [n, d] = [value, 1n];
  while (!Number.isInteger(n)) [n, d] = [n * 2, d * 2n];
  return `${BigInt(n)}/${d}`;
}
