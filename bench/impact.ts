import {
  assess,
  type CaseTables,
  factor,
  type Highs,
  highsSolver,
  identityLess,
  type ImpactCase,
  inputCoefficients,
  type InputOutputTable,
  limitModel,
  type Parameter,
} from '@ytterby/core/impact';
import loadHighs from 'highs';
import { LuDecomposition, Matrix } from 'ml-matrix';
import { randomFrom } from './random.ts';

/** A made economy and a measure against it, of the size of the largest published tables of one country. */

/** A table of so many sectors, two thirds of its cells filled; half of each output goes into others. */
export function madeTable(size: number): InputOutputTable {
  const random = randomFrom(7);
  const output = Float64Array.from({ length: size }, () => 1000 + 9000 * random());
  const flows = Float64Array.from({ length: size * size }, () => (random() < 2 / 3 ? random() : 0));
  for (let i = 0; i < size; i++) {
    const row = flows.subarray(i * size, (i + 1) * size);
    const sum = row.reduce((all, value) => all + value, 0);
    for (let j = 0; j < size; j++) row[j] = ((row[j] as number) / sum) * (output[i] as number) * 0.5;
  }
  // A column may have bought more than it made: then it made more.
  for (let j = 0; j < size; j++) {
    let bought = 0;
    for (let i = 0; i < size; i++) bought += flows[i * size + j] as number;
    output[j] = Math.max(output[j] as number, bought * 1.5);
  }
  const valueAdded = output.map((made, j) => {
    let bought = 0;
    for (let i = 0; i < size; i++) bought += flows[i * size + j] as number;
    return made - bought;
  });
  return { sectors: Array.from({ length: size }, (_, index) => `s${index}`), flows, output, valueAdded };
}

const source = { zh: '例', en: 'made for the measurement' };
const range = (low: number, high: number): Parameter => ({ low, high, basis: 'assumed', source });

/** A licence requirement of half a year on an item that eight sectors need. */
const CASE: ImpactCase = {
  id: 'made',
  title: source,
  scope: source,
  economy: 'A',
  restricting: 'B',
  from: '2025-04-04',
  days: 180,
  measure: {
    kind: 'licence',
    unit: 't',
    flow: range(90, 110),
    declaredBefore: range(0, 9),
    caught: range(0.7, 1),
    humanitarian: range(0, 0.05),
    generalLicences: { share: range(0, 0.3), fromDay: range(30, 60) },
    preparation: range(5, 20),
    review: range(10, 45),
    capacity: { most: range(60, 120), fromDay: range(0, 30), untilDay: range(60, 120) },
    approved: range(0.7, 0.95),
    shipping: range(3, 14),
  },
  items: [
    {
      id: 'item',
      name: source,
      dependence: range(0.6, 0.9),
      users: Array.from({ length: 8 }, (_, index) => ({
        sector: `s${index * 40}`,
        name: source,
        needing: range(0.05, 0.5),
        stockDays: range(20, 90),
      })),
    },
  ],
  stocks: { days: range(10, 60), restoreDays: range(10, 60), critical: range(0, 0.5) },
  facilitation: [
    { id: 'general', name: source, generalLicences: { share: 0.5, fromDay: 0 } },
    { id: 'officers', name: source, capacity: 2 },
  ],
  published: [],
  differences: [],
  limits: [],
};

export interface ImpactRates {
  /** Milliseconds of each run. */
  readonly whole: readonly number[];
  readonly solves: readonly number[];
  readonly factored: readonly number[];
  readonly peerFactored: readonly number[];
  readonly solved: readonly number[];
  readonly peerSolved: readonly number[];
  readonly size: number;
  readonly samples: number;
}

function withTime<Value>(work: () => Value): readonly [Value, number] {
  const began = performance.now();
  const value = work();
  return [value, performance.now() - began];
}
const timed = (work: () => unknown) => withTime(work)[1];

/** A whole run, single solves, and LU with its solution beside ml-matrix, turn by turn. */
export async function impactRates(size = 400, samples = 1000): Promise<ImpactRates> {
  const economy = madeTable(size);
  // Its types describe the CommonJS build; what Node imports is the function itself.
  const solve = highsSolver(await (loadHighs as unknown as () => Promise<Highs>)());
  const tables: CaseTables = {
    economy,
    sectorNames: new Map(),
    unit: 'million USD',
    trade: [],
    production: [],
    prices: [],
  };
  const law = {
    isWorkingDay: (day: string) => new Date(`${day}T00:00Z`).getUTCDay() % 6 !== 0,
    limit: 45,
    unpublishedYears: [],
  };
  const whole = [timed(() => assess(CASE, { tables, law, solve, seed: 1, samples }))];

  const model = limitModel(economy);
  const solves = Array.from({ length: 30 }, (_, index) =>
    timed(() =>
      model.limit(
        Array.from({ length: 8 }, (__, at) => ({ sector: `s${at * 40}`, needing: 0.3 + index / 100, available: 0.5 })),
        solve,
      ),
    ),
  );
  const less = identityLess(inputCoefficients(economy), size);
  const peerLess = Matrix.from1DArray(size, size, [...less]);
  const right = Float64Array.from({ length: size }, (_, index) => index + 1);
  const peerRight = Matrix.columnVector([...right]);
  const factored: number[] = [];
  const peerFactored: number[] = [];
  const solved: number[] = [];
  const peerSolved: number[] = [];
  for (let turn = 0; turn < 7; turn++) {
    const [ours, ourTime] = withTime(() => factor(less, size));
    const [peer, peerTime] = withTime(() => new LuDecomposition(peerLess));
    const [x, ourSolving] = withTime(() => ours.solve(right));
    const [y, peerSolving] = withTime(() => peer.solve(peerRight));
    factored.push(ourTime);
    peerFactored.push(peerTime);
    solved.push(ourSolving);
    peerSolved.push(peerSolving);
    if (Math.abs((x[0] as number) - y.get(0, 0)) > 1e-6) throw new Error('the two solutions differ');
  }
  return {
    whole,
    solves,
    factored,
    peerFactored,
    solved,
    peerSolved,
    size,
    samples,
  };
}
