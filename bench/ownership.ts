/**
 * What ownership costs: a seeded graph of a million links, and what 200 listed parties hold of every entity in it.
 *
 *     node bench/ownership.ts                 1,000,000 links
 *     node bench/ownership.ts 100000 --seed 7
 */
import { parseArgs } from 'node:util';
import { holdingIn, holdingsOfAll, OwnershipRegister } from '@ytterby/core/ownership';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    listed: { type: 'string', default: '200' },
    tangled: { type: 'boolean', default: false },
  },
});
const links = Number(positionals[0] ?? 1_000_000);
const listedCount = Number(values.listed);
const DAY = '2026-11-10';

/** mulberry32 (Tommy Ettinger, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomFrom(Number(values.seed));
const whole = (below: number) => Math.floor(random() * below);
/**
 * Two links a company on the average. Companies form groups of 2 to 2,000; 199 owners in 200 stand above in the same group,
 * one anywhere; one link in two hundred leads back up, which makes small loops. 1,300 companies hold small shares in each
 * other (S. Vitali, J. B. Glattfelder, S. Battiston, "The network of global corporate control", PLoS ONE 6(10), 2011, found
 * a core of 1,318 in 43,060 corporations). With `--tangled` owners stand anywhere above, so that everything is reached from
 * everywhere: no real graph is like that.
 */
const CORE = 1300;
const companies = Math.floor(links / 2);
const drafts: { owner: number; owned: number; share: string; lo: number; hi: number }[] = [];
const groupFirst = new Int32Array(companies);
const groupEnd = new Int32Array(companies);
for (let at = 0; at < companies; ) {
  const size = at === 0 ? CORE : Math.floor(2 * 1000 ** (random() ** 2));
  groupFirst.fill(at, at, at + size);
  groupEnd.fill(at + size, at, at + size);
  at += size;
}
const left = new Int32Array(companies).fill(10_000);
while (drafts.length < links) {
  const owned = whole(companies);
  const [first, end] = [groupFirst[owned] as number, groupEnd[owned] as number];
  const near = first + whole(Math.max(1, owned - first));
  const far = whole(owned + 1);
  const kindOfLink = random();
  const owner =
    first === 0
      ? whole(CORE)
      : kindOfLink < 0.005
        ? owned + 1 + whole(Math.max(1, end - owned - 1))
        : values.tangled || kindOfLink < 0.01
          ? far
          : near;
  if (owner >= companies) continue;
  if (owner === owned) continue;
  const kind = random();
  const room = left[owned] ?? 0;
  const most = [10_000, 5_000, 3_333, 2_500, 1 + whole(10_000)][whole(5)] ?? 1;
  const inCore = first === 0;
  const lo = Math.min(room, inCore ? 1 + whole(1500) : most);
  const percent = (basis: number) => (basis / 10_000).toFixed(4);
  if (kind < 0.85) drafts.push({ owner, owned, share: percent(lo), lo, hi: lo });
  else if (kind < 0.95) {
    const least = Math.floor(lo / 2);
    drafts.push({ owner, owned, share: '', lo: least, hi: Math.max(least, lo) });
  } else drafts.push({ owner, owned, share: 'unknown', lo: 0, hi: 10_000 });
  left[owned] = room - (drafts.at(-1)?.lo ?? 0);
}
const id = (company: number) => `company-${company}`;

const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(2);
const began = performance.now();
const register = new OwnershipRegister();
for (let company = 0; company < companies; company++) {
  const by = company % 10;
  register.addEntity({ id: id(company), kind: by === 0 ? 'person' : 'company', rest: by < 4 ? 'clear' : 'open' });
}
for (const { owner, owned, share, lo, hi } of drafts) {
  const stated = share === '' ? { min: (lo / 10_000).toFixed(4), max: (hi / 10_000).toFixed(4) } : share;
  register.addInterest({ owner: id(owner), owned: id(owned), kind: 'shareholding', share: stated });
}
console.log(`${links} links, ${companies} companies, seed ${values.seed}`);
console.log(`stated into the register     ${seconds(began)} s`);
const built = performance.now();
const graph = register.asOf(DAY);
const { groupSize } = graph.components;
const loops = groupSize.filter((size) => size > 1);
console.log(
  `graph of one day             ${seconds(built)} s   ${graph.edges} edges, ${loops.length} loops, largest ${groupSize.reduce((a, b) => Math.max(a, b), 0)}`,
);
// Listed parties stand at the head of a group, so that as much as possible hangs on them.
const heads = new Set<string>();
while (heads.size < Math.min(listedCount, companies / 100)) heads.add(id(groupFirst[whole(companies)] as number));
const listed = [...heads];
for (const chain of ['multiply', 'majority-whole'] as const) {
  for (const sum of ['single', 'sum'] as const) {
    const start = performance.now();
    const all = holdingsOfAll(graph, listed, { chain, sum });
    const time = seconds(start);
    const counts = { met: 0, unknown: 0, 'not-met': 0 };
    for (let entity = 0; entity < graph.parties; entity++) counts[all.verdict(entity)]++;
    console.log(
      `all entities, ${listedCount} listed, ${chain} + ${sum}`.padEnd(58),
      `${time} s`.padStart(8),
      `  ${all.party.length} pairs, ${counts.met} met, ${counts.unknown} unknown, ${counts['not-met']} not, ${all.decidedExactly} decided exactly, ${all.leftUnknown} too large for that`,
    );
  }
}
const asked = Array.from({ length: 200 }, () => id(whole(companies)));
const one = performance.now();
for (const entity of asked) holdingIn(graph, entity, listed, { chain: 'multiply', sum: 'single' }, { deciding: false });
console.log(
  `one entity, exactly, with paths and loops                  ${((performance.now() - one) / 200).toFixed(2)} ms each`,
);
console.log(
  `memory                                                     ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`,
);
