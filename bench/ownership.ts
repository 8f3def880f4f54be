/**
 * What ownership costs: a seeded graph of a million links, and what 200 listed parties hold of every entity in it.
 *
 *     node bench/ownership.ts                 1,000,000 links
 *     node bench/ownership.ts 100000 --seed 7
 */
import { parseArgs } from 'node:util';
import type * as Ownership from '../core/src/3-parties/ownership/index.ts';

const { holdingIn, holdingsOfAll, OwnershipRegister } = (await import(
  new URL('../core/src/3-parties/ownership/index.ts', import.meta.url).href
)) as typeof Ownership;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, listed: { type: 'string', default: '200' } },
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
/** Two links a company on the average; owners mostly stand nearby and above, one in fifty anywhere, which makes loops. */
const companies = Math.floor(links / 2);
const drafts: { owner: number; owned: number; share: string; lo: number; hi: number }[] = [];
const left = new Int32Array(companies).fill(10_000);
while (drafts.length < links) {
  const owned = whole(companies);
  const anywhere = random() < 0.02;
  const owner = anywhere ? whole(companies) : Math.max(0, owned - 1 - whole(Math.max(1, Math.floor(owned * 0.5))));
  if (owner === owned) continue;
  const kind = random();
  const room = left[owned] ?? 0;
  const most = [10_000, 5_000, 3_333, 2_500, 1 + whole(10_000)][whole(5)] ?? 1;
  const lo = Math.min(room, most);
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
// Listed parties stand high up, where parents stand.
const listed = Array.from({ length: listedCount }, () => id(whole(Math.max(1, Math.floor(companies * 0.05)))));
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
      `  ${all.party.length} pairs, ${counts.met} met, ${counts.unknown} unknown, ${counts['not-met']} not, ${all.decidedExactly} decided exactly`,
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
