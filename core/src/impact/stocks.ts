import { finalDemand, inputCoefficients, type InputOutputTable, TableError } from './input-output.ts';

/** How firms of the model hold and refill stocks. Days are calendar days; a year has 365. */
export interface StockPolicy {
  /** Days of use that are aimed at, of what each sector delivers (by supplying sector). */
  readonly stockDays: Float64Array;
  /** Days over which a gap in stock is made good (τ). */
  readonly restoreDays: number;
  /** Below this part of the aim, production is held back in proportion (ψ, 0 to 1). 0: full speed until nothing is left. */
  readonly critical: number;
  /** By how much a sector can put out more than in the year of the table (1.25: a quarter), and days to get there. Absent: not at all. */
  readonly overproduction?: { readonly most: number; readonly days: number };
}

/** An input from outside the table that a measure holds up: sectors hold stocks of it, and lines that need it stop without it. */
export interface HeldUpInput {
  /** By sector: the part of its output that cannot be made without the input (0 to 1). */
  readonly neededFor: Float64Array;
  /** By sector: days of normal use that it has in stock on day 0. */
  readonly stockDays: Float64Array;
  /** What arrives on a day, as a part of normal use; above 1 when what waited comes at once. */
  readonly arriving: (day: number) => number;
}

/** What happens on the days of a shortage. */
export interface StockPath {
  /** By day: output by sector, as a part of what is normal. */
  readonly production: readonly Float64Array[];
  /** By day: value added of the whole economy, as a part of what is normal. */
  readonly valueAdded: Float64Array;
  /** Value added lost over all days, in the table's unit. */
  readonly valueAddedLost: number;
  /** By sector: the first day on which it makes less than `stopped` of what is normal; −1: it never does. */
  readonly firstStop: Int32Array;
}

/** A line counts as stopped when it makes less than this part of what is normal. */
const STOPPED = 0.5;

/**
 * How does a shortage travel, day by day, and when does it end? ARIO with inventories (Hallegatte 2008, Risk Analysis 28; 2014, Risk Analysis 34,
 * section 2): each sector makes what is ordered as far as capacity and stocks allow, orders what it used plus a part of the gap in its stocks,
 * and a supplier that is short delivers to all in proportion. The held-up input is one more stock, filled from outside.
 * @throws TableError with what cannot be
 * @example One sector, half of whose output needs an input that stops arriving, with 10 days of it and ψ = 0: days 0 to 9 full, from day 10 half. In 20 days
 *   it loses 10 · ½ of a day's value added
 */
export function runStocks(table: InputOutputTable, policy: StockPolicy, input: HeldUpInput, days: number): StockPath {
  const n = table.sectors.length;
  check(table, policy, input);
  const { critical, restoreDays, overproduction } = policy;
  const perDay = (values: Float64Array) => values.map((value) => value / 365);
  const recipe = inputCoefficients(table);
  // A negative flow is a by-product and no stock that could run out.
  for (const [at, value] of recipe.entries()) if (value < 0) recipe[at] = 0;
  const normal = perDay(table.output);
  const demand = perDay(finalDemand(table)).map((value) => Math.max(0, value));
  const worth = table.valueAdded.map((value, j) => (table.output[j] === 0 ? 0 : value / (table.output[j] as number)));
  const aim = new Float64Array(n * n);
  const orders = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const used = (recipe[i * n + j] as number) * (normal[j] as number);
      aim[i * n + j] = used * (policy.stockDays[i] as number);
      orders[i * n + j] = used;
    }
  const stock = Float64Array.from(aim);
  const held = Float64Array.from(input.stockDays);
  const more = new Float64Array(n).fill(1);
  const made = new Float64Array(n);
  const asked = new Float64Array(n);

  const production: Float64Array[] = [];
  const valueAdded = new Float64Array(days);
  const firstStop = new Int32Array(n).fill(-1);
  const normalWorth = normal.reduce((sum, value, j) => sum + value * (worth[j] as number), 0);
  let lost = 0;
  for (let day = 0; day < days; day++) {
    for (let i = 0; i < n; i++) {
      let sum = demand[i] as number;
      for (let j = 0; j < n; j++) sum += orders[i * n + j] as number;
      asked[i] = sum;
    }
    for (let j = 0; j < n; j++) {
      const wanted = Math.min(asked[j] as number, (normal[j] as number) * (more[j] as number));
      let possible = wanted;
      for (let i = 0; i < n; i++) {
        const needs = recipe[i * n + j] as number;
        if (needs === 0) continue;
        const there = stock[i * n + j] as number;
        // What is in stock, and no more, can go into a day's work.
        possible = Math.min(possible, there / needs);
        const least = critical * (aim[i * n + j] as number);
        if (least > 0 && there < least) possible = Math.min(possible, (wanted * there) / least);
      }
      made[j] = Math.min(possible, withInput(j, wanted, normal[j] as number, held[j] as number, input, critical));
    }
    // Deliveries: in proportion where a supplier is short; then what was used goes out of stock.
    for (let i = 0; i < n; i++) {
      const served = asked[i] === 0 ? 1 : Math.min(1, (made[i] as number) / (asked[i] as number));
      for (let j = 0; j < n; j++) {
        const at = i * n + j;
        if (aim[at] === 0 && orders[at] === 0) continue;
        const used = (recipe[at] as number) * (made[j] as number);
        stock[at] = Math.max(0, (stock[at] as number) + (orders[at] as number) * served - used);
        orders[at] = Math.max(0, used + ((aim[at] as number) - (stock[at] as number)) / restoreDays);
      }
    }
    const arrived = input.arriving(day);
    let worthToday = 0;
    for (let j = 0; j < n; j++) {
      const usual = normal[j] as number;
      const share = usual === 0 ? 1 : (made[j] as number) / usual;
      const needing = input.neededFor[j] as number;
      if (needing > 0) {
        // The part that needs nothing of it is made first.
        const used = Math.max(0, share - (1 - needing)) / needing;
        held[j] = Math.max(0, (held[j] as number) + arrived - used);
      }
      if (share < STOPPED && firstStop[j] === -1) firstStop[j] = day;
      worthToday += (made[j] as number) * (worth[j] as number);
      if (overproduction !== undefined)
        more[j] = nextCapacity(more[j] as number, asked[j] as number, usual, overproduction);
    }
    production.push(made.map((value, j) => (normal[j] === 0 ? 1 : value / (normal[j] as number))));
    valueAdded[day] = normalWorth === 0 ? 1 : worthToday / normalWorth;
    lost += normalWorth - worthToday;
  }
  return { production, valueAdded, valueAddedLost: lost, firstStop };
}

/** What a sector can make with what it has of the held-up input; stock is counted in days of normal use. */
function withInput(
  j: number,
  wanted: number,
  normal: number,
  held: number,
  { neededFor, stockDays }: HeldUpInput,
  critical: number,
): number {
  const needing = neededFor[j] as number;
  if (needing === 0 || normal === 0) return wanted;
  const least = critical * (stockDays[j] as number);
  const byStock = least > 0 && held < least ? held / least : 1;
  return (1 - needing) * normal + needing * normal * Math.min(held, byStock * (wanted / normal));
}

/** Capacity grows towards the most while more is asked than is normal, and falls back when it is not (Hallegatte 2008, equation 13). */
function nextCapacity(
  now: number,
  asked: number,
  normal: number,
  { most, days }: { most: number; days: number },
): number {
  if (normal > 0 && asked > normal) return now + ((most - now) * Math.min(1, (asked - normal) / asked)) / days;
  return now + (1 - now) / days;
}

function check({ sectors }: InputOutputTable, policy: StockPolicy, input: HeldUpInput): void {
  const n = sectors.length;
  const lengths = { stockDays: policy.stockDays, neededFor: input.neededFor, 'stock of the input': input.stockDays };
  for (const [name, values] of Object.entries(lengths)) {
    if (values.length !== n) throw new TableError(`${name}: ${n} sectors, and ${values.length} values`);
    for (const [at, value] of values.entries())
      if (!(value >= 0 && Number.isFinite(value))) throw new TableError(`${name} of ${value}`, sectors[at]);
  }
  for (const [at, value] of input.neededFor.entries())
    if (value > 1) throw new TableError(`needed for ${value} of the output`, sectors[at]);
  // With less than a day's use in stock a sector that lacks nothing could not work.
  for (const [at, value] of policy.stockDays.entries())
    if (value < 1) throw new TableError(`a stock of ${value} days: a day's work needs one`, sectors[at]);
  if (!(policy.restoreDays >= 1)) throw new TableError(`stocks made good in ${policy.restoreDays} days`);
  if (!(policy.critical >= 0 && policy.critical <= 1)) throw new TableError(`a critical part of ${policy.critical}`);
  const over = policy.overproduction;
  if (over !== undefined && !(over.most >= 1 && over.days >= 1))
    throw new TableError(`overproduction of ${over.most} in ${over.days} days`);
}
