/**
 * `npm run bench`: what Ytterby costs, measured here and now. Parts can be named: `npm run bench -- content intake`.
 * Each figure is the median of several runs with the slowest beside it; ratios are to the peer named, in the same run.
 */
import os from 'node:os';
import { determine, type ExportFacts, ENACTED, type LawBook, outcomesOf, readingsOf } from '@ytterby/core';
import { holdingIn, holdingsOfAll } from '@ytterby/core/ownership';
import { buildIndex, byteLengthOf } from '@ytterby/core/screening';
import { loadLaw } from '@ytterby/law';
import { Bench } from 'tinybench';
import { readExportBytes } from '@ytterby/service/intake';
import { verifyMillion } from './audit.ts';
import { generatedBom } from './bom.ts';
import { drawRates } from './draw-downs.ts';
import { serviceRates, warmStart } from './service.ts';
import { madeOwnership } from './ownership.ts';
import { impactRates } from './impact.ts';
import { casesOf, jsonLogic, jsonRules, lineOutcome, ruledAt } from './rule-engines.ts';
import {
  fuse,
  madeScreening,
  measure,
  miniSearch,
  type Query,
  type Score,
  type Tool,
  trigrams,
  ytterby,
} from './screening.ts';

interface Row {
  readonly what: string;
  readonly figure: string;
  readonly runs: string;
  readonly beside?: string;
}

const rows: Row[] = [];
function tell(what: string, figure: string, runs: string, beside = ''): void {
  rows.push({ what, figure, runs, beside });
  console.log(`${what.padEnd(70)} ${figure.padStart(16)}   ${runs.padEnd(26)} ${beside}`);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const count = (value: number): string => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB'));
const time = (ms: number): string =>
  ms < 1 ? `${(ms * 1000).toFixed(1)} µs` : ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`;

/** Median latency in milliseconds of each of these, over three rounds of tinybench. */
async function small(tasks: Readonly<Record<string, () => unknown>>, ms = 400): Promise<Record<string, number>> {
  const rounds: Record<string, number[]> = {};
  for (let round = 0; round < 3; round += 1) {
    const bench = new Bench({ time: ms, warmupTime: 150 });
    for (const [name, task] of Object.entries(tasks)) bench.add(name, task as () => void);
    await bench.run();
    for (const { name, result } of bench.tasks) {
      if (result.state !== 'completed') throw new Error(`${name} did not complete`);
      (rounds[name] ??= []).push(result.latency.p50);
    }
  }
  return Object.fromEntries(Object.entries(rounds).map(([name, found]) => [name, median(found)]));
}

/** Milliseconds of each run; `prepare` is not counted. */
async function large<Prepared>(
  runs: number,
  prepare: () => Prepared,
  run: (prepared: Prepared) => unknown,
): Promise<readonly number[]> {
  const found: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const prepared = prepare();
    const began = performance.now();
    await run(prepared);
    found.push(performance.now() - began);
  }
  return found;
}

const spread = (found: readonly number[]): string => `${found.length} runs, slowest ${time(Math.max(...found))}`;

const SETTLED: ExportFacts = {
  asOf: '2025-12-15',
  knownAt: '2025-10-20',
  act: 'export',
  from: 'JP',
  to: 'DE',
  exporter: { country: 'JP', chinesePerson: 'no' },
  parties: [{ role: 'end-user', name: 'Example Servo GmbH', country: 'DE', military: 'no', owners: 'none' }],
  endUse: { kind: 'civil' },
  lines: [
    {
      id: 'discs',
      item: { form: 'magnet', elements: ['Sm', 'Co'] },
      madeIn: 'CN',
      origin: 'CN',
      technologyOrigin: 'CN',
    },
  ],
};
const OPEN: ExportFacts = {
  ...SETTLED,
  lines: [{ id: 'discs', item: { form: 'magnet', elements: ['Sm', 'Co'] }, madeIn: 'JP' }],
};
const WITH_BOM: ExportFacts = {
  ...SETTLED,
  lines: [{ id: 'rotor', item: { form: 'assembly' }, madeIn: 'JP', origin: 'JP', technologyOrigin: 'JP' }],
  bom: {
    unstated: 'none',
    parts: [
      {
        id: 'rotor',
        value: { amount: '200', currency: 'EUR' },
        origin: 'JP',
        inputs: [
          { part: 'magnet', quantity: '1' },
          { part: 'shaft', quantity: '1' },
        ],
      },
      {
        id: 'shaft',
        item: { form: 'part' },
        rareEarths: 'none',
        value: { amount: '30', currency: 'EUR' },
        origin: 'JP',
      },
      {
        id: 'magnet',
        item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
        value: { amount: '8', currency: 'EUR' },
        origin: 'JP',
        inputs: [{ part: 'alloy', quantity: '0.05' }],
      },
      {
        id: 'alloy',
        item: { form: 'alloy', elements: ['Nd', 'Fe', 'B'] },
        unit: 'kg',
        value: { amount: '40', currency: 'EUR' },
        origin: 'VN',
        inputs: [{ part: 'dysprosium', quantity: '0.01' }],
      },
      {
        id: 'dysprosium',
        item: { form: 'metal', elements: ['Dy'] },
        unit: 'kg',
        value: { amount: '300', currency: 'EUR' },
        origin: 'CN',
      },
    ],
  },
};

/** Exports that differ in what the law looks at, some facts unknown. */
function variedExports(size: number): readonly ExportFacts[] {
  let state = 1;
  const pick = <Value>(from: readonly Value[]): Value => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)] as Value;
  };
  const countries = ['CN', 'JP', 'US', 'DE', 'KR', 'HK', 'unknown'] as const;
  return Array.from(
    { length: size },
    (_, index): ExportFacts => ({
      asOf: `202${pick(['5-04-10', '5-10-20', '5-12-15', '6-08-03', '6-11-24'] as const)}`,
      act: pick(['export', 'export', 'export', 'transfer-in-country', 'provide-technology'] as const),
      from: pick(countries),
      to: pick(countries),
      exporter: { country: pick(countries), chinesePerson: pick(['yes', 'no', 'unknown'] as const) },
      parties: [
        {
          role: 'end-user',
          name: pick(['Example GmbH', 'TDK Corporation', 'Skydio, Inc.']),
          country: pick(countries),
          military: pick(['yes', 'no', 'no', 'unknown'] as const),
          owners: pick(['none', 'unknown'] as const),
        },
      ],
      endUse: {
        kind: pick([
          'civil',
          'military',
          'chips',
          'humanitarian-medical',
          'artificial-intelligence',
          'unknown',
        ] as const),
      },
      lines: [
        {
          id: `L${index}`,
          item: {
            form: pick(['magnet', 'oxide', 'metal', 'alloy', 'assembly', 'technology'] as const),
            elements: pick([['Sm', 'Co'], ['Nd', 'Fe', 'B', 'Dy'], ['Dy', 'O'], ['Ho'], ['Fe']] as const).slice(),
          },
          madeIn: pick(countries),
          origin: pick(countries),
          technologyOrigin: pick(countries),
        },
      ],
    }),
  );
}

async function determinations(book: LawBook): Promise<void> {
  const found = await small({
    settled: () => determine(SETTLED, book),
    open: () => determine(OPEN, book),
    bom: () => determine(WITH_BOM, book),
    outcome: () => outcomesOf(SETTLED, book),
  });
  const say = (what: string, ms: number | undefined) => {
    tell(what, `${count(1000 / (ms ?? 0))} /s`, '3 rounds', time(ms ?? 0));
  };
  say('determine, settled, with trace', found.settled);
  say(`determine, open, with ${determine(OPEN, book).lines[0]?.questions.length} questions`, found.open);
  say('determine, bill of 5 parts, with trace of shares', found.bom);
  say('outcomes only, settled', found.outcome);
  const varied = variedExports(20_000);
  const outcomes = await large(3, loadLaw, (fresh) => {
    for (const facts of varied) outcomesOf(facts, fresh);
  });
  tell(
    'outcomes only, 20,000 exports all different, law book fresh',
    `${count(20_000_000 / median(outcomes))} /s`,
    spread(outcomes),
  );
  let open = 0;
  const all = await large(1, loadLaw, (fresh) => {
    for (const facts of varied) if (determine(facts, fresh).outcome === 'undetermined') open += 1;
  });
  tell(
    'determine, the same 20,000, with trace and questions',
    `${count(20_000_000 / median(all))} /s`,
    spread(all),
    `${open.toLocaleString('en-GB')} of them undetermined`,
  );
}

async function rules(book: LawBook): Promise<void> {
  const readings = readingsOf(book);
  const cases = casesOf(book, readings);
  const ruled = ruledAt(book, { asOf: '2025-12-15', knownAt: '2025-10-20', branch: ENACTED, readings });
  const logic = jsonLogic();
  const engine = jsonRules();
  const needsLicence = (findings: Parameters<typeof lineOutcome>[0]) =>
    lineOutcome(findings, ruled).possible.join() === 'licence-required';
  for (const { flat, findings, facts } of cases) {
    const ours = needsLicence(findings);
    if (ours !== logic(flat) || ours !== (await engine(flat))) {
      throw new Error(
        `the engines differ: ours ${lineOutcome(findings, ruled).possible.join()}, theirs ${logic(flat)}: ${JSON.stringify(facts)}`,
      );
    }
  }
  const needed = cases.filter(({ flat }) => logic(flat)).length;
  tell(
    'rules: exports on which all engines agree',
    cases.length.toLocaleString('en-GB'),
    '',
    `${needed} need a licence`,
  );
  // One pass asks about every export. A copy of the findings is not remembered, so the facts are cut anew; a copy of the
  // rules makes every cell a new one.
  const each = (run: (found: (typeof cases)[number]) => unknown) => () => {
    for (const found of cases) run(found);
  };
  const passes = await small({
    known: each(({ findings }) => lineOutcome(findings, ruled)),
    cut: each(({ findings }) => lineOutcome({ ...findings }, ruled)),
    fresh: each(({ findings }) => {
      return lineOutcome({ ...findings }, { ...ruled, shared: { ...ruled.shared } });
    }),
    logic: each(({ flat }) => logic(flat)),
    engine: async () => {
      for (const { flat } of cases) await engine(flat);
    },
  });
  const found = Object.fromEntries(Object.entries(passes).map(([name, ms]) => [name, ms / cases.length]));
  const ratio = (ours: number | undefined) =>
    `${((found.logic ?? 0) / (ours ?? 1)).toPrecision(2)} x json-logic-engine, ${((found.engine ?? 0) / (ours ?? 1)).toPrecision(2)} x json-rules-engine`;
  const say = (what: string, ms: number | undefined, beside = '') => {
    tell(what, `${count(1000 / (ms ?? 0))} /s`, '3 rounds', beside);
  };
  say('rules: whole pack, facts cut, cell never seen', found.fresh, ratio(found.fresh));
  say('rules: whole pack, facts cut, cell seen before', found.cut, ratio(found.cut));
  say('rules: whole pack, line asked again', found.known, ratio(found.known));
  say('rules: json-logic-engine, 4 rules, compiled, facts cut already', found.logic);
  say('rules: json-rules-engine, 4 rules, facts cut already', found.engine);
}

async function content(): Promise<void> {
  for (const chinese of [true, false]) {
    for (const [parts, runs] of [
      [1000, 7],
      [5000, 5],
      [100_000, 5],
      [300_000, 3],
    ] as const) {
      const bom = generatedBom({ parts, chinese });
      const lines = bom.parts.reduce((sum, { inputs }) => sum + (inputs?.length ?? 0), 0);
      const facts: ExportFacts = {
        ...SETTLED,
        from: 'DE',
        to: 'US',
        exporter: { country: 'DE', chinesePerson: 'no' },
        lines: [{ id: 'P0', item: { form: 'assembly' }, madeIn: 'DE', origin: 'DE', technologyOrigin: 'DE' }],
        bom,
      };
      let said = '';
      const found = await large(runs, loadLaw, (fresh) => {
        const [line] = determine(facts, fresh).lines;
        said = `${line?.outcome}, ${line?.questions.length} questions`;
      });
      const node = (median(found) * 1000) / (parts + lines);
      tell(
        `content: ${parts.toLocaleString('en-GB')} parts, ${lines.toLocaleString('en-GB')} lines`,
        time(median(found)),
        spread(found),
        `${node.toFixed(2)} µs a part or line; ${said}`,
      );
    }
  }
}

async function intake(): Promise<void> {
  const size = 50_000;
  const csv = ['id,form,elements,made in,origin,from,to,as of,quantity,value,currency'];
  const json: string[] = [];
  for (let row = 0; row < size; row += 1) {
    csv.push(`L${row},magnet,Sm Co,CN,CN,JP,DE,2026-11-24,${row % 90},${row}.25,EUR`);
    json.push(
      JSON.stringify({
        asOf: '2026-11-24',
        from: 'JP',
        to: 'DE',
        lines: [
          {
            id: `L${row}`,
            item: { form: 'magnet', elements: ['Sm', 'Co'] },
            madeIn: 'CN',
            origin: 'CN',
            quantity: row % 90,
            value: { amount: `${row}.25`, currency: 'EUR' },
          },
        ],
      }),
    );
  }
  for (const [file, text] of [
    ['a.csv', csv.join('\n')],
    ['a.ndjson', json.join('\n')],
  ] as const) {
    const bytes = new TextEncoder().encode(text);
    const found = await large(
      5,
      () => bytes,
      async (content_) => {
        let read = 0;
        for await (const { facts } of readExportBytes(content_, file)) if (facts !== undefined) read += 1;
        if (read !== size) throw new Error(`${read} of ${size} rows read from ${file}`);
      },
    );
    tell(
      `intake: ${file.slice(2).toUpperCase()}, ${size.toLocaleString('en-GB')} exports`,
      `${count((size * 1000) / median(found))} rows/s`,
      spread(found),
      `${(bytes.length / 1e6).toFixed(1)} MB`,
    );
  }
  const law = await large(
    7,
    () => undefined,
    () => loadLaw(),
  );
  const book = loadLaw();
  tell('intake: law pack loaded and checked', time(median(law)), spread(law), `${book.instruments.length} instruments`);
}

/** An index of a million names: how long it takes, and how large it is. */
async function millionNames(): Promise<void> {
  const { parties } = madeScreening({ names: 1_000_000, queries: 1 });
  let bytes = 0;
  let names = 0;
  const building = await large(
    1,
    () => undefined,
    () => {
      const index = buildIndex(parties);
      bytes = byteLengthOf(index);
      names = index.nameCount;
    },
  );
  tell(
    `screening: index of ${names.toLocaleString('en-GB')} names built`,
    time(median(building)),
    '1 run',
    `${Math.round(bytes / 2 ** 20)} MiB`,
  );
}

/** Screening against 200,000 names, one query after another. Slow peers get fewer queries, and ours the same for comparison. */
async function screening(): Promise<void> {
  const { parties, queries } = madeScreening({ names: 200_000, queries: 30_000 });
  const building = await large(
    3,
    () => undefined,
    () => buildIndex(parties),
  );
  const index = buildIndex(parties);
  tell(
    `screening: index of ${index.nameCount.toLocaleString('en-GB')} names built`,
    time(median(building)),
    spread(building),
    `${Math.round(byteLengthOf(index) / 2 ** 20)} MiB, ${index.termCount.toLocaleString('en-GB')} spellings`,
  );
  const say = async (tool: Tool, ...batches: readonly (readonly Query[])[]) => {
    const asked = batches.flat();
    const all: Score[] = [];
    for (const batch of batches) all.push(await measure(tool, batch));
    const mean = (figure: (score: Score) => number) =>
      (all.reduce((sum, score) => sum + figure(score), 0) / all.length).toFixed(3);
    const rates = all.map(({ queries: count_, seconds }) => count_ / seconds);
    tell(
      `screening: ${tool.name}, ${asked.length.toLocaleString('en-GB')} queries`,
      `${count(median(rates))} /s`,
      all.length === 1 ? '1 run' : `${all.length} runs, slowest ${count(Math.min(...rates))} /s`,
      `recall@1 ${mean(({ recall }) => recall)}, precision ${mean(({ precision }) => precision)}, strangers reported ${mean(({ strangersReported }) => strangersReported)}`,
    );
  };
  // The listed come before the strangers, so a fair part of both is every so-manieth.
  const every = (step: number, from = 0) => queries.filter((_, at) => at % step === from);
  const ours = ytterby(parties, index);
  await measure(ours, every(30));
  await say(ours, every(3), every(3, 1), every(3, 2));
  const few = every(150);
  await say(ours, few);
  for await (const tool of trigrams(parties)) await say(tool, few);
  await say(miniSearch(parties), few);
  const fewest = every(1500);
  await say(ours, fewest);
  await say(fuse(parties), fewest);
}

/** What 200 listed parties hold of every company, and one company with all its paths. */
async function ownership(): Promise<void> {
  for (const [links, tangled] of [
    [1_000_000, false],
    [100_000, true],
  ] as const) {
    const made = madeOwnership({ links, tangled });
    const what = `ownership: ${links.toLocaleString('en-GB')} links${tangled ? ', tangled' : ''}`;
    const say = (step: string, found: readonly number[], beside = '') => {
      tell(`${what}, ${step}`, time(median(found)), spread(found), beside);
    };
    say(
      'stated into the register',
      await large(3, () => undefined, made.register),
      `${made.companies.toLocaleString('en-GB')} companies`,
    );
    const register = made.register();
    let graph = register.asOf(SETTLED.asOf);
    const graphs = await large(
      3,
      () => undefined,
      () => (graph = register.asOf(SETTLED.asOf)),
    );
    const loops = graph.components.groupSize.filter((size) => size > 1);
    say(
      'graph of one day',
      graphs,
      `${loops.length} loops, the largest of ${loops.reduce((a, b) => Math.max(a, b), 0)}`,
    );
    for (const chain of ['multiply', 'majority-whole'] as const) {
      for (const sum of ['single', 'sum'] as const) {
        let all = holdingsOfAll(graph, made.listed, { chain, sum });
        const found = await large(
          3,
          () => undefined,
          () => (all = holdingsOfAll(graph, made.listed, { chain, sum })),
        );
        const counts = { met: 0, unknown: 0, 'not-met': 0 };
        for (let entity = 0; entity < graph.parties; entity += 1) counts[all.verdict(entity)] += 1;
        say(
          `every company, ${chain}, ${sum}`,
          found,
          `${counts.met} met, ${counts.unknown} unknown, ${counts['not-met']} not; ${all.leftUnknown} too large to decide exactly`,
        );
      }
    }
    const one: number[] = [];
    for (const entity of made.asked) {
      const began = performance.now();
      holdingIn(graph, entity, made.listed, { chain: 'multiply', sum: 'single' }, { deciding: false });
      one.push(performance.now() - began);
    }
    say('one company, with paths and loops', one);
  }
}

/** Requests, beside a bare route of the same library; then how long a start takes. */
async function service(): Promise<void> {
  const rates = await serviceRates();
  for (const [index, { what, perSecond, p50, p99 }] of rates.entries()) {
    const peer = index % 2 === 0 ? rates[index + 1] : undefined;
    tell(
      `service: ${what}`,
      `${count(perSecond)} /s`,
      `p50 ${time(p50)}, p99 ${time(p99)}`,
      peer === undefined ? '' : `1 : ${(peer.perSecond / perSecond).toFixed(1)} of the bare route below`,
    );
  }
  tell('service: npm start to the first answer, used before', time(await warmStart()), '1 run');
}

/** The audit trail of a busy installation. */
async function audit(): Promise<void> {
  const { events, ms } = await verifyMillion();
  tell(`audit: ${events.toLocaleString('en-GB')} events verified`, time(ms), '1 run');
}

/** What customs draws from licences, beside the barest statement that could do it. */
async function drawDowns(): Promise<void> {
  const rates = await drawRates();
  for (const { what, writers, perSecond, p50, p99 } of rates) {
    const bare = rates.find((each) => each.writers === writers && each.what.startsWith('bare'));
    const ratio =
      bare === undefined || bare.what === what
        ? ''
        : `1 : ${(bare.perSecond / perSecond).toFixed(1)} of the bare statement`;
    tell(
      `draw-downs: ${what}, ${writers} ${writers === 1 ? 'writer' : 'writers'}`,
      `${count(perSecond)} /s`,
      `p50 ${time(p50)}, p99 ${time(p99)}`,
      ratio,
    );
  }
}

/** Impact assessment on a table of 400 sectors. */
async function impact(): Promise<void> {
  const { size, samples, whole, solves, factored, peerFactored, solved, peerSolved } = await impactRates();
  tell(
    `impact: a whole assessment, ${size} sectors, ${samples.toLocaleString('en-GB')} draws`,
    time(median(whole)),
    spread(whole),
  );
  tell('impact: one draw’s largest value added, eight limits', time(median(solves)), spread(solves));
  const beside = (peer: readonly number[], ours: readonly number[]) =>
    `ml-matrix ${time(median(peer))}, ${(median(peer) / median(ours)).toFixed(1)} of ours`;
  tell(`impact: LU of ${size} × ${size}`, time(median(factored)), spread(factored), beside(peerFactored, factored));
  tell('impact: one solution with it', time(median(solved)), spread(solved), beside(peerSolved, solved));
}

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  determine: () => determinations(loadLaw()),
  rules: () => rules(loadLaw()),
  content,
  screening,
  'million-names': millionNames,
  service,
  'draw-downs': drawDowns,
  audit,
  ownership,
  impact,
  intake,
};
const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
const [cpu] = os.cpus();
console.log(
  `Node ${process.version}, ${os.availableParallelism()} x ${cpu?.model ?? '?'}, load ${os.loadavg()[0]?.toFixed(1)}\n`,
);
for (const [name, part] of Object.entries(PARTS)) if (named.length === 0 || named.includes(name)) await part();
