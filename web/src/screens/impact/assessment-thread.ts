/** Runs impact assessments in a thread of the browser, with the same core and the same solver as the service: equal seeds, equal numbers. */
import {
  assess,
  type CaseTables,
  type Highs,
  highsSolver,
  type LinearSolver,
  type QueueLaw,
} from '@ytterby/core/impact';
import loadHighs from 'highs';
import solverAddress from 'highs/runtime?url';
import { economyOf } from './economy.ts';
import type { FromThread, Ground, ToThread } from './thread-messages.ts';

/** What of a thread's own scope is used; the page's types describe windows. */
interface Scope {
  onmessage: ((event: MessageEvent<ToThread>) => void) | null;
  postMessage(message: FromThread): void;
}
const scope = globalThis as unknown as Scope;
/** A message for each draw would be more talk than work. */
const TOLD_EVERY_MS = 100;

/** Its types describe the CommonJS build; what comes here is the function itself. */
const load = loadHighs as unknown as (options: { readonly locateFile: () => string }) => Promise<Highs>;
const solver: Promise<LinearSolver> = load({ locateFile: () => solverAddress }).then(highsSolver);
let ground: { readonly tables: CaseTables; readonly law: QueueLaw } | undefined;

scope.onmessage = ({ data }) => {
  if (data.kind === 'ground') {
    const workingDays: ReadonlySet<string> = new Set(data.law.workingDays);
    ground = {
      tables: tablesOf(data.tables),
      law: { ...data.law, isWorkingDay: (date) => workingDays.has(date) },
    };
    return;
  }
  void run(data);
};

async function run({ number, given, seed, samples }: Extract<ToThread, { kind: 'run' }>): Promise<void> {
  try {
    const solve = await solver;
    if (ground === undefined) throw new Error('a run without tables');
    const { tables, law } = ground;
    let told = 0;
    const assessment = assess(given, {
      tables,
      law,
      solve,
      seed,
      samples,
      onProgress: (stage, done, total) => {
        const now = performance.now();
        if (now - told < TOLD_EVERY_MS) return;
        told = now;
        scope.postMessage({ kind: 'progress', number, stage, done, total });
      },
    });
    scope.postMessage({ kind: 'done', number, assessment });
  } catch (error) {
    scope.postMessage({ kind: 'wrong', number, message: error instanceof Error ? error.message : String(error) });
  }
}

function tablesOf(given: Ground['tables']): CaseTables {
  const known = (amount: number | null) => amount ?? undefined;
  return {
    economy: economyOf(given),
    sectorNames: new Map(Object.entries(given.sectorNames)),
    unit: given.unit,
    trade: given.trade.map(({ value, mass, ...row }) => ({ ...row, value: known(value), mass: known(mass) })),
    production: given.production.map(({ amount, ...row }) => ({ ...row, amount: known(amount) })),
    prices: given.prices.map(({ price, ...row }) => ({ ...row, price: known(price) })),
  };
}
