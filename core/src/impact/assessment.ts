import { lastDayOf, quarterOf } from '../statistics/quarters.ts';
import { addDays, dayNumber, type LegalDate } from '../time/legal-date.ts';
import {
  type Facilitation,
  type ImpactCase,
  type ItemParameters,
  likelyOf,
  type LicenceMeasure,
  type NamedParameter,
  type Observed,
  type Parameter,
  parametersOf,
  type PublishedFigure,
  rangesOf,
} from './assessment-case.ts';
import { type CaseTables, type ItemExposure, itemExposure } from './case-tables.ts';
import { type ExposedSector, exposedSectors } from './exposure.ts';
import { type InputOutputTable, TableError } from './input-output.ts';
import { type Fit, fitOf, type QueueDay, runLicenceQueue } from './licence-queue.ts';
import { clearMarket } from './market.ts';
import { type Band, bandOf, drawsOf, latinHypercube, type Sensitivity, sobolIndices } from './sampling.ts';
import { runStocks } from './stocks.ts';
import { type Dependence, limitModel, type LimitModel, type LinearSolver } from './value-added-limit.ts';

/** What the law says that a run needs; loaded from the pack by who calls. */
export interface QueueLaw {
  readonly isWorkingDay: (date: LegalDate) => boolean;
  /** Years of the period whose holidays are not published yet: their working days are those of the ordinary week, which is provisional. */
  readonly unpublishedYears: readonly string[];
  /** Working days within which a decision is due (Order 792 art. 17). */
  readonly limit: number;
}

export const STAGES = ['samples', 'sensitivity', 'facilitation'] as const;
export type Stage = (typeof STAGES)[number];

export interface AssessmentOptions {
  readonly tables: CaseTables;
  readonly law: QueueLaw;
  readonly solve: LinearSolver;
  readonly seed: number;
  /** How many draws the bands stand on. */
  readonly samples: number;
  readonly onProgress?: (stage: Stage, done: number, total: number) => void;
  /** Asked before each draw; true ends the run with `AssessmentStopped`. */
  readonly isStopped?: () => boolean;
}

/** The run was asked to stop, and did. */
export class AssessmentStopped extends Error {
  constructor() {
    super('the assessment was stopped');
    this.name = 'AssessmentStopped';
  }
}

/** What happens in the market of one item. */
export interface ItemResult {
  readonly item: string;
  /** Price after ÷ before; undefined without a market, or where no draw clears it. */
  readonly priceRatio: Band | undefined;
  /** Part of the draws in which no price clears the market; then the item is missing in proportion and no price counts. */
  readonly uncleared: number;
  /** Part of its normal use that the economy can get. */
  readonly available: Band;
  /** Value added lost over the period if this item alone is held back. */
  readonly loss: Band;
}

export interface SectorLoss {
  readonly sector: string;
  /** Value added lost in it over the period, all items together. */
  readonly loss: Band;
  /** Its part of the whole loss; undefined where no draw loses anything. */
  readonly share: Band | undefined;
}

/** What goes out under the licence requirement in one month. */
export interface QueueMonth {
  readonly month: string;
  /** Without the measure. */
  readonly planned: number;
  readonly exported: number;
  readonly band: Band;
  readonly observed: number | undefined;
}

/** How much of what is decided in a quarter is decided after the limit. */
export interface LateQuarter {
  /** `2026-Q1`, whose last day lies in the period. */
  readonly quarter: string;
  /** By amount, from 0 to 1, over the draws in which anything is decided in it. */
  readonly band: Band;
}

export interface QueueResult {
  readonly unit: string;
  /** Months that lie in the period from end to end; the first also holds its days before the measure, as planned. */
  readonly months: readonly QueueMonth[];
  /** Part of what was planned that goes out within the period. */
  readonly exportedShare: Band;
  /** At the likely values: working days from acceptance to decision by amount, decided after the limit, and left waiting at the end. */
  readonly meanWait: number | undefined;
  readonly lateShare: number | undefined;
  readonly waiting: number;
  readonly limit: number;
  /** By quarter: the whole period would say little of its first one, when no wait can have outgrown the limit. Undefined: stored before it was told. */
  readonly lateByQuarter: readonly LateQuarter[] | undefined;
  /** Against what was observed: the months that parameters were chosen with, and those after. Undefined where fewer than two are there. */
  readonly fit: Fit | undefined;
  readonly check: Fit | undefined;
}

/** The lines of a sector that need an item. */
export interface LineResult {
  readonly item: string;
  readonly sector: string;
  /** Part of the draws in which they stop (make less than half of what is normal) within the period. */
  readonly stops: number;
  /** First day on which they do, in those draws; day 0 is the first day of the measure. */
  readonly firstStop: Band | undefined;
  /** Days on which they stand still, in all draws. */
  readonly stoppedDays: Band;
}

/** How small it gets: one row for the measure as it is, and one for each facilitation. At the likely values, but for the bands. */
export interface FacilitationResult {
  /** Undefined: the measure as it is. */
  readonly facilitation: string | undefined;
  /** Part of the normal flow that goes out within the period. */
  readonly exportedShare: Band;
  readonly meanWait: number | undefined;
  /** By the two steps: the rest arranged for the best, stocks left out. */
  readonly loss: number;
  /** The same over the draws. */
  readonly lossBand: Band;
  /** Day by day with stocks and suppliers' suppliers; recipes stay. Neither of the two bounds the other. */
  readonly pathLoss: number;
  /** Lines that stop within the period, on the mean of the draws, of all with a known stock. */
  readonly linesStopped: number;
  readonly lines: number;
}

/** The days of the whole economy at the likely values. */
export interface PathResult {
  /** Value added of the day by what is normal. */
  readonly valueAdded: readonly number[];
  readonly lost: number;
  /** The first day on which value added falls by a ten-thousandth; undefined: it does not. */
  readonly firstFall: number | undefined;
  /** Day of the lowest value added; undefined: it never falls. */
  readonly worstDay: number | undefined;
}

/** A published figure beside ours. */
export interface Comparison {
  readonly published: PublishedFigure;
  readonly ours: Band;
  /** Do the bands touch? Undefined where what was published has no band. */
  readonly overlaps: boolean | undefined;
}

/** An assumption of the run: every parameter, drawn or not. */
export interface Assumption extends NamedParameter {
  readonly drawn: boolean;
}

/** What is not known, and what it keeps from being told. */
export type Gap =
  | { readonly kind: 'no-trade-rows' | 'no-market' | 'unknown-rows'; readonly item: string }
  | { readonly kind: 'no-stock'; readonly item: string; readonly sector: string }
  /** The queue counts working days of a year whose holidays are not published. */
  | { readonly kind: 'no-holidays'; readonly year: string };

/** The answer: what a measure does to an economy, with bands, and what it all rests on. All money in the unit of the table. */
export interface Assessment {
  readonly id: string;
  readonly seed: number;
  readonly samples: number;
  readonly unit: string;
  /** Value added of the whole economy over the period, to set the loss beside. */
  readonly valueAdded: number;
  readonly exposure: readonly ItemExposure[];
  readonly exposedSectors: readonly ExposedSector[];
  readonly items: readonly ItemResult[];
  /** Value added lost over the period, all items together. */
  readonly loss: Band;
  readonly sectors: readonly SectorLoss[];
  readonly queue: QueueResult | undefined;
  readonly lines: readonly LineResult[];
  readonly path: PathResult;
  readonly facilitation: readonly FacilitationResult[];
  readonly sensitivity: readonly Sensitivity[];
  readonly comparisons: readonly Comparison[];
  readonly assumptions: readonly Assumption[];
  readonly gaps: readonly Gap[];
}

/** Sobol's indices take (ranges + 2) runs for each point, so they stand on fewer points than the bands. */
const POINTS_OF_SENSITIVITY = 8;
/** Facilitations are told apart on this many draws at most, the same for all. */
export const DRAWS_OF_FACILITATION = 200;
const SHOWN_SECTORS = 12;
/** By how much value added must fall to count as the first day that is felt. */
const FELT = 1e-4;
const STOPPED = 0.5;

/**
 * What does a measure do to an economy? One draw: how much is held back (a stop, or what the licence queue lets out within the period) →
 * the markets outside clear at a price → how much of each item the economy can get → the largest value added that it can still make
 * (two steps of USGS Open-File Report 2024-1057). Beside it the days: arrivals → stocks of the lines that need it → lines that stop. Drawn
 * `samples` times from all ranges at once; the same seed gives the same answer.
 *
 * In one sector the parts that need different items are taken as different parts: their losses add up, to the whole sector at most.
 * @throws TableError where a number cannot be; AssessmentStopped
 * @example a stop of everything, dependence 1, one sector with value added 60, half of it needing the item, 365 days: loss 30
 */
export function assess(given: ImpactCase, options: AssessmentOptions): Assessment {
  const { tables, seed, samples } = options;
  if (!(Number.isInteger(samples) && samples >= 1)) throw new TableError(`${samples} samples`);
  checkCase(given);
  const { ranges, columns } = rangesOf(given);
  const model = limitModel(tables.economy);
  const run = new Run(given, options, model);
  const likely = run.outcome((parameter) => likelyOf(parameter));

  const rows = latinHypercube(ranges, samples, drawsOf(seed));
  const reader = (row: Float64Array) => (parameter: Parameter) => {
    const column = columns.get(parameter);
    return column === undefined ? parameter.low : (row[column] as number);
  };
  const outcomes = rows.map((row, done) => {
    run.step('samples', done, samples);
    return run.outcome(reader(row));
  });
  const points = Math.max(2, Math.ceil(samples / POINTS_OF_SENSITIVITY));
  const calls = points * (ranges.length + 2);
  let called = 0;
  const sensitivity =
    ranges.length === 0
      ? []
      : sobolIndices(
          ranges,
          (row) => {
            run.step('sensitivity', called++, calls);
            return run.loss(reader(row));
          },
          { count: points, draw: drawsOf(seed ^ 0x5eed) },
        ).toSorted((one, two) => two.total - one.total);

  const variants = [undefined, ...given.facilitation];
  const some = rows.slice(0, DRAWS_OF_FACILITATION).map(reader);
  const facilitated = variants.map((facilitation, done) => {
    run.step('facilitation', done, variants.length);
    return run.facilitated(facilitation, some);
  });
  const path = (facilitated[0] as Facilitated).path;
  const bands = <Value>(all: readonly Value[], figure: (value: Value) => number) => bandOf(all.map(figure));
  const items = given.items.map(({ id, market }, at): ItemResult => {
    const of = outcomes.map(({ items: found }) => found[at] as ItemOutcome);
    const prices = of.flatMap(({ priceRatio }) => (priceRatio === undefined ? [] : [priceRatio]));
    return {
      item: id,
      priceRatio: prices.length === 0 ? undefined : bandOf(prices),
      uncleared: market === undefined ? 0 : 1 - prices.length / samples,
      available: bands(of, ({ available }) => available),
      loss: bands(of, ({ loss }) => loss),
    };
  });
  const loss = bands(outcomes, (outcome) => outcome.loss);
  const sectors = sectorLosses(tables.economy, likely, outcomes);
  return {
    id: given.id,
    seed,
    samples,
    unit: tables.unit,
    valueAdded: run.perPeriod(tables.economy.valueAdded.reduce((sum, value) => sum + value, 0)),
    exposure: given.items.map((item) => itemExposure(item, given.economy, tables)),
    exposedSectors: exposed(given, tables.economy),
    items,
    loss,
    sectors,
    queue: queueResult(run, likely, outcomes),
    lines: lineResults(given, outcomes),
    path,
    facilitation: facilitated.map(({ result }) => result),
    sensitivity,
    comparisons: comparisons(given, { loss, items, sectors }),
    assumptions: parametersOf(given).map((each) => ({ ...each, drawn: columns.has(each.parameter) })),
    gaps: gapsOf(given, options),
  };
}

type Reader = (parameter: Parameter) => number;

interface ItemOutcome {
  readonly available: number;
  readonly priceRatio: number | undefined;
  readonly loss: number;
}
interface LineOutcome {
  readonly firstStop: number;
  readonly stoppedDays: number;
}
interface Outcome {
  /** What would go out each day; 1 for a stop, where only shares count. */
  readonly flow: number;
  readonly queue: readonly QueueDay[] | undefined;
  readonly exportedShare: number;
  readonly items: readonly ItemOutcome[];
  readonly lines: readonly LineOutcome[];
  readonly loss: number;
  readonly lostIn: Float64Array;
}
interface Facilitated {
  readonly result: FacilitationResult;
  readonly path: PathResult;
}

/** One assessment at work: what stays the same between draws. */
class Run {
  readonly given: ImpactCase;
  readonly #options: AssessmentOptions;
  readonly #model: LimitModel;
  readonly #working: readonly boolean[];

  constructor(given: ImpactCase, options: AssessmentOptions, model: LimitModel) {
    this.given = given;
    this.#options = options;
    this.#model = model;
    this.#working = Array.from({ length: given.days }, (_, day) => options.law.isWorkingDay(addDays(given.from, day)));
  }

  get limit(): number {
    return this.#options.law.limit;
  }

  /** A year's worth as the part of it that the period is. */
  perPeriod(yearly: number): number {
    return (yearly * this.given.days) / 365;
  }

  step(stage: Stage, done: number, total: number): void {
    if (this.#options.isStopped?.() === true) throw new AssessmentStopped();
    this.#options.onProgress?.(stage, done, total);
  }

  /** What goes out, day by day, as a part of what would; and in the whole period. */
  #flow(at: Reader, lighter?: Facilitation) {
    const { measure, days } = this.given;
    if (measure.kind === 'stop') {
      const goes = 1 - (lighter?.heldBack ?? at(measure.heldBack));
      return { flow: 1, queue: undefined, exportedShare: goes, daily: () => goes };
    }
    const flow = at(measure.flow);
    const queue = runQueue(measure, at, { days, limit: this.limit, working: this.#working }, lighter);
    const exported = queue.reduce((sum, day) => sum + day.exported, 0);
    return {
      flow,
      queue,
      exportedShare: flow === 0 ? 1 : exported / (flow * days),
      daily: (day: number) => (flow === 0 ? 1 : (queue[day] as QueueDay).exported / flow),
    };
  }

  /** How much of an item the economy can get when so much of the restricting party's exports goes out, and at which price. */
  #available(item: ItemParameters, exportedShare: number, at: Reader) {
    // What goes out beyond the plan fills stocks; no one uses more than normal of it.
    const heldBack = Math.min(1, Math.max(0, 1 - exportedShare));
    const proportional = 1 - at(item.dependence) * heldBack;
    if (item.market === undefined) return { available: proportional, priceRatio: undefined };
    const { price, production, netExports, others } = item.market;
    const made = at(production);
    const out = at(netExports);
    const parties = others.map(({ party, production: makes, use, supplyElasticity, demandElasticity }) => ({
      party,
      production: at(makes),
      use: use === undefined ? undefined : at(use),
      supplyElasticity: at(supplyElasticity),
      demandElasticity: at(demandElasticity),
    }));
    const left = parties.reduce((sum, party) => sum + party.production - (party.use ?? 0), out);
    const clearing = clearMarket(
      {
        price: at(price),
        restricting: {
          party: this.given.restricting,
          production: made,
          use: made - out,
          supplyElasticity: 0,
          demandElasticity: 0,
        },
        others: parties.map((party) => ({ ...party, use: party.use ?? left })),
      },
      heldBack,
    );
    const before = parties.find(({ party }) => party === this.given.economy)?.use ?? left;
    const after = clearing?.parties.get(this.given.economy)?.use;
    if (clearing === undefined || after === undefined) return { available: proportional, priceRatio: undefined };
    return { available: before === 0 ? 1 : Math.min(1, after / before), priceRatio: clearing.priceRatio };
  }

  #limited(lost: ReadonlyMap<string, number>) {
    const dependences: Dependence[] = [...lost].map(([sector, share]) => ({
      sector,
      needing: Math.min(1, share),
      available: 0,
    }));
    return this.#model.limit(dependences, this.#options.solve);
  }

  /** By sector: the part of its output that cannot be made. */
  #lost(items: readonly { readonly available: number }[], at: Reader, only?: number): ReadonlyMap<string, number> {
    const lost = new Map<string, number>();
    for (const [index, { users }] of this.given.items.entries()) {
      if (only !== undefined && only !== index) continue;
      const missing = 1 - (items[index] as { available: number }).available;
      for (const { sector, needing } of users) lost.set(sector, (lost.get(sector) ?? 0) + at(needing) * missing);
    }
    return lost;
  }

  /** The loss of all items together, and nothing else. */
  loss(at: Reader): number {
    return this.#lossOf(this.#flow(at).exportedShare, at);
  }

  #lossOf(exportedShare: number, at: Reader): number {
    const items = this.given.items.map((item) => this.#available(item, exportedShare, at));
    return this.perPeriod(this.#limited(this.#lost(items, at)).valueAddedLost);
  }

  outcome(at: Reader, lighter?: Facilitation): Outcome {
    const { flow, queue, exportedShare, daily } = this.#flow(at, lighter);
    const found = this.given.items.map((item) => this.#available(item, exportedShare, at));
    const whole = this.#limited(this.#lost(found, at));
    const isAlone = this.given.items.length === 1;
    return {
      flow,
      queue,
      exportedShare,
      items: found.map((each, index) => ({
        ...each,
        loss: this.perPeriod(
          isAlone ? whole.valueAddedLost : this.#limited(this.#lost(found, at, index)).valueAddedLost,
        ),
      })),
      lines: this.#lines(at, daily),
      loss: this.perPeriod(whole.valueAddedLost),
      lostIn: whole.lostIn.map((value) => this.perPeriod(value)),
    };
  }

  /** Each line for itself: its stock, what arrives, and the days on which it stands still. */
  #lines(at: Reader, daily: (day: number) => number): readonly LineOutcome[] {
    return this.given.items.flatMap(({ dependence, users }) => {
      const stocked = users.flatMap(({ stockDays }) => (stockDays === undefined ? [] : [at(stockDays)]));
      const n = stocked.length;
      if (n === 0) return [];
      const rests = at(dependence);
      const ones = new Float64Array(n).fill(1);
      const lines: InputOutputTable = {
        sectors: stocked.map((_, index) => String(index)),
        flows: new Float64Array(n * n),
        output: ones,
        valueAdded: ones,
      };
      const { production, firstStop } = runStocks(
        lines,
        { stockDays: ones, restoreDays: 1, critical: 0 },
        {
          neededFor: ones,
          stockDays: Float64Array.from(stocked),
          arriving: (day) => 1 - rests * (1 - daily(day)),
        },
        this.given.days,
      );
      return stocked.map((_, line) => ({
        firstStop: firstStop[line] as number,
        stoppedDays: production.filter((made) => (made[line] as number) < STOPPED).length,
      }));
    });
  }

  /** The same run under a facilitation, at the likely values, with the days of the whole economy. */
  facilitated(lighter: Facilitation | undefined, draws: readonly Reader[]): Facilitated {
    const at = (parameter: Parameter) => likelyOf(parameter);
    const { queue, loss, lines } = this.outcome(at, lighter);
    const flows = draws.map((draw) => {
      const { exportedShare, daily } = this.#flow(draw, lighter);
      const stopped = this.#lines(draw, daily).filter(({ firstStop }) => firstStop >= 0);
      return { exportedShare, stopped: stopped.length, loss: this.#lossOf(exportedShare, draw) };
    });
    const path = this.#path(at, lighter);
    return {
      path,
      result: {
        facilitation: lighter?.id,
        exportedShare: bandOf(flows.map(({ exportedShare }) => exportedShare)),
        meanWait: queue === undefined ? undefined : meanWaitOf(queue),
        loss,
        lossBand: bandOf(flows.map((flow) => flow.loss)),
        pathLoss: path.lost,
        linesStopped: flows.reduce((sum, { stopped }) => sum + stopped, 0) / flows.length,
        lines: lines.length,
      },
    };
  }

  /** All items as one input that is held up: of what a sector needs of several, the scarcest counts for the part that needs it. */
  #path(at: Reader, lighter: Facilitation | undefined): PathResult {
    const { economy } = this.#options.tables;
    const { items, days, stocks } = this.given;
    const n = economy.sectors.length;
    const { daily } = this.#flow(at, lighter);
    const neededFor = new Float64Array(n);
    const stockDays = new Float64Array(n);
    let [rests, weight] = [0, 0];
    for (const { dependence, users } of items)
      for (const { sector, needing, stockDays: held } of users) {
        const index = economy.sectors.indexOf(sector);
        const part = at(needing);
        const before = neededFor[index] as number;
        const all = Math.min(1, before + part);
        // Without a known stock there is none: the path is the harder one.
        const stock = held === undefined ? 0 : at(held);
        if (all > 0) stockDays[index] = ((stockDays[index] as number) * before + stock * part) / (before + part);
        neededFor[index] = all;
        rests += at(dependence) * part;
        weight += part;
      }
    const dependence = weight === 0 ? 0 : rests / weight;
    const { valueAdded, valueAddedLost } = runStocks(
      economy,
      {
        stockDays: new Float64Array(n).fill(at(stocks.days)),
        restoreDays: at(stocks.restoreDays),
        critical: at(stocks.critical),
      },
      { neededFor, stockDays, arriving: (day) => 1 - dependence * (1 - daily(day)) },
      days,
    );
    const firstFall = valueAdded.findIndex((value) => value < 1 - FELT);
    return {
      valueAdded: [...valueAdded],
      // What is left of rounding is nothing.
      lost: firstFall < 0 ? 0 : valueAddedLost,
      firstFall: firstFall < 0 ? undefined : firstFall,
      worstDay: firstFall < 0 ? undefined : valueAdded.indexOf(Math.min(...valueAdded)),
    };
  }
}

/** The queue of a measure with numbers for its parameters, made lighter where that is asked. Days are rounded. */
function runQueue(
  measure: LicenceMeasure,
  at: Reader,
  { days, limit, working }: { days: number; limit: number; working: readonly boolean[] },
  lighter?: Facilitation,
): readonly QueueDay[] {
  const { capacity, generalLicences } = measure;
  const [most, from, until] = [at(capacity.most), at(capacity.fromDay), at(capacity.untilDay)];
  const times = lighter?.capacity ?? 1;
  const general = lighter?.generalLicences ?? {
    share: at(generalLicences.share),
    fromDay: at(generalLicences.fromDay),
  };
  const flow = at(measure.flow);
  return runLicenceQueue({
    days,
    limit,
    isWorkingDay: (day) => working[day] as boolean,
    flow: () => flow,
    declaredBefore: Math.round(at(measure.declaredBefore)),
    caught: at(measure.caught),
    underGeneralLicence: (day) => (day >= general.fromDay ? general.share : 0),
    humanitarian: lighter?.humanitarian ?? at(measure.humanitarian),
    preparation: Math.round(lighter?.preparation ?? at(measure.preparation)),
    review: Math.round(at(measure.review)),
    capacity: (day) => {
      const grown = until <= from ? (day >= from ? 1 : 0) : Math.min(1, Math.max(0, (day - from) / (until - from)));
      return most * times * grown;
    },
    approved: at(measure.approved),
    shipping: Math.round(at(measure.shipping)),
  });
}

function meanWaitOf(queue: readonly QueueDay[]): number | undefined {
  let [amount, waited] = [0, 0];
  for (const { decided, meanWait } of queue) {
    amount += decided;
    waited += decided * (meanWait ?? 0);
  }
  return amount === 0 ? undefined : waited / amount;
}

/** Part of what is decided that is decided after the limit; undefined where nothing is. */
function lateShareOf(queue: readonly QueueDay[]): number | undefined {
  const decided = queue.reduce((sum, day) => sum + day.decided, 0);
  const late = queue.reduce((sum, day) => sum + day.decidedLate, 0);
  return decided === 0 ? undefined : late / decided;
}

/** The quarters that end in the period, as days of it. @example from 2025-04-04, 100 days // 2025-Q2: first 0, past 88 */
function quartersIn({ from, days }: ImpactCase) {
  const found: { readonly quarter: string; readonly first: number; readonly past: number }[] = [];
  for (let first = 0; first < days; ) {
    const quarter = quarterOf(addDays(from, first));
    const past = dayNumber(lastDayOf(quarter)) - dayNumber(from) + 1;
    if (past <= days) found.push({ quarter, first, past });
    first = past;
  }
  return found;
}

/** Exports of each month that lies in the period; the days of the first month before the measure went as planned. */
function byMonth(from: LegalDate, queue: readonly QueueDay[], flow: number) {
  const months = new Map<string, { exported: number; days: number }>();
  const add = (date: LegalDate, amount: number) => {
    const month = date.slice(0, 7);
    const sum = months.get(month) ?? { exported: 0, days: 0 };
    months.set(month, { exported: sum.exported + amount, days: sum.days + 1 });
  };
  const before = Number(from.slice(8, 10)) - 1;
  for (let day = 1; day <= before; day++) add(addDays(from, -day), flow);
  for (const [day, { exported }] of queue.entries()) add(addDays(from, day), exported);
  return [...months].flatMap(([month, { exported, days }]) => {
    const last = addDays(`${month}-01`, days);
    return last.slice(8, 10) === '01' ? [{ month, exported, planned: flow * days }] : [];
  });
}

function queueResult(run: Run, likely: Outcome, outcomes: readonly Outcome[]): QueueResult | undefined {
  const { measure, from } = run.given;
  if (measure.kind === 'stop' || likely.queue === undefined) return undefined;
  const drawn = outcomes.map(({ queue, flow }) => byMonth(from, queue ?? [], flow));
  const observed = new Map((measure.observed?.months ?? []).map(({ month, amount }) => [month, amount]));
  const months = byMonth(from, likely.queue, likely.flow).map((each, at) => ({
    ...each,
    band: bandOf(drawn.map((all) => all[at]?.exported ?? 0)),
    observed: observed.get(each.month),
  }));
  return {
    unit: measure.unit,
    months,
    exportedShare: bandOf(outcomes.map(({ exportedShare }) => exportedShare)),
    meanWait: meanWaitOf(likely.queue),
    lateShare: lateShareOf(likely.queue),
    waiting: likely.queue.at(-1)?.waiting ?? 0,
    limit: run.limit,
    lateByQuarter: quartersIn(run.given).flatMap(({ quarter, first, past }) => {
      const shares = outcomes.flatMap(({ queue }) => lateShareOf((queue ?? []).slice(first, past)) ?? []);
      return shares.length === 0 ? [] : [{ quarter, band: bandOf(shares) }];
    }),
    ...fits(months, measure.observed),
  };
}

function fits(months: readonly QueueMonth[], observed: Observed | undefined) {
  const until = observed?.calibratedTo ?? '';
  const fitWith = (keep: (month: string) => boolean): Fit | undefined => {
    const both = months.filter(({ month, observed: seen }) => seen !== undefined && keep(month));
    if (both.length < 2) return undefined;
    return fitOf(
      both.map(({ exported }) => exported),
      both.map(({ observed: seen }) => seen as number),
    );
  };
  return { fit: fitWith((month) => month <= until), check: fitWith((month) => month > until) };
}

function sectorLosses(
  { sectors }: InputOutputTable,
  likely: Outcome,
  outcomes: readonly Outcome[],
): readonly SectorLoss[] {
  return [...sectors.keys()]
    .sort((one, two) => (likely.lostIn[two] as number) - (likely.lostIn[one] as number) || one - two)
    .slice(0, SHOWN_SECTORS)
    .filter((at) => (likely.lostIn[at] as number) > 0)
    .map((at) => {
      const shares = outcomes.flatMap(({ loss, lostIn }) => (loss > 0 ? [(lostIn[at] as number) / loss] : []));
      return {
        sector: sectors[at] as string,
        loss: bandOf(outcomes.map(({ lostIn }) => lostIn[at] as number)),
        share: shares.length === 0 ? undefined : bandOf(shares),
      };
    });
}

function lineResults({ items }: ImpactCase, outcomes: readonly Outcome[]): readonly LineResult[] {
  const named = items.flatMap(({ id, users }) =>
    users.filter(({ stockDays }) => stockDays !== undefined).map(({ sector }) => ({ item: id, sector })),
  );
  return named.map(({ item, sector }, at) => {
    const of = outcomes.map(({ lines }) => lines[at] as LineOutcome);
    const stops = of.filter(({ firstStop }) => firstStop >= 0);
    return {
      item,
      sector,
      stops: stops.length / of.length,
      firstStop: stops.length === 0 ? undefined : bandOf(stops.map(({ firstStop }) => firstStop)),
      stoppedDays: bandOf(of.map(({ stoppedDays }) => stoppedDays)),
    };
  });
}

/** Through the chain: how much output that needs the items stands behind a unit of each sector's final demand. */
function exposed({ items }: ImpactCase, economy: InputOutputTable): readonly ExposedSector[] {
  const direct = new Float64Array(economy.sectors.length);
  for (const { users } of items)
    for (const { sector, needing } of users) {
      const at = economy.sectors.indexOf(sector);
      direct[at] = Math.min(1, (direct[at] as number) + likelyOf(needing));
    }
  return exposedSectors(economy, direct).slice(0, SHOWN_SECTORS);
}

function comparisons(
  { published }: ImpactCase,
  { loss, items, sectors }: Pick<Assessment, 'loss' | 'items' | 'sectors'>,
): readonly Comparison[] {
  return published.flatMap((figure) => {
    const item = items.find(({ item: id }) => id === figure.item);
    const ratio = item?.priceRatio;
    const rise = ratio && { low: ratio.low - 1, middle: ratio.middle - 1, high: ratio.high - 1 };
    const band = {
      'price-rise': rise,
      loss: item?.loss ?? loss,
      'sector-share': sectors.find(({ sector }) => sector === figure.sector)?.share,
    }[figure.of];
    if (band === undefined) return [];
    const ours = { low: band.low * figure.scale, middle: band.middle * figure.scale, high: band.high * figure.scale };
    const { low, high } = figure;
    return [
      {
        published: figure,
        ours,
        overlaps: low === undefined || high === undefined ? undefined : ours.low <= high && low <= ours.high,
      },
    ];
  });
}

function gapsOf({ items, economy, measure }: ImpactCase, { tables, law }: AssessmentOptions): readonly Gap[] {
  // Only a queue counts working days.
  const years = measure.kind === 'licence' ? law.unpublishedYears : [];
  const ofItems = items.flatMap((item): Gap[] => {
    const { rows, unknownRows } = itemExposure(item, economy, tables);
    return [
      ...(rows === 0 ? [{ kind: 'no-trade-rows', item: item.id } as const] : []),
      ...(unknownRows > 0 ? [{ kind: 'unknown-rows', item: item.id } as const] : []),
      ...(item.market === undefined ? [{ kind: 'no-market', item: item.id } as const] : []),
      ...item.users
        .filter(({ stockDays }) => stockDays === undefined)
        .map(({ sector }) => ({ kind: 'no-stock', item: item.id, sector }) as const),
    ];
  });
  return [...years.map((year) => ({ kind: 'no-holidays', year }) as const), ...ofItems];
}

/** What ranges alone cannot say. */
function checkCase(given: ImpactCase): void {
  if (!(Number.isInteger(given.days) && given.days >= 1)) throw new TableError(`${given.days} days`);
  if (given.items.length === 0) throw new TableError('a measure holds back at least one item');
  for (const { id, parameter } of parametersOf(given)) {
    const { low, likely, high } = parameter;
    if (!(low <= high && Number.isFinite(low) && Number.isFinite(high)))
      throw new TableError(`a range from ${low} to ${high}`, id);
    if (likely !== undefined && !(likely >= low && likely <= high))
      throw new TableError(`${likely} does not lie from ${low} to ${high}`, id);
  }
  for (const { id, market } of given.items) {
    if (market === undefined) continue;
    if (market.others.filter(({ use }) => use === undefined).length > 1)
      throw new TableError('one party at most uses what is left', id);
    if (!market.others.some(({ party }) => party === given.economy))
      throw new TableError(`${given.economy} is no party of its market`, id);
  }
}
