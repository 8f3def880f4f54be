import { parentPort, workerData } from 'node:worker_threads';
import { assess, type Highs, highsSolver, SingularError, TableError } from '@ytterby/core/impact';
import loadHighs from 'highs';
import type { AssessMessage, AssessTask } from './run-case.ts';
import { stepBack } from '../background-thread.ts';

stepBack();

/** What runs in the thread of `run-case.ts`. */

const task = workerData as AssessTask;
const tell = (message: AssessMessage) => parentPort?.postMessage(message);
/** A message for each draw would be more talk than work. */
const TOLD_EVERY_MS = 100;

// Its types describe the CommonJS build; what Node imports is the function itself.
const solve = highsSolver(await (loadHighs as unknown as () => Promise<Highs>)());
let told = 0;
try {
  const assessment = assess(task.given, {
    tables: task.tables,
    law: {
      isWorkingDay: (date) => task.workingDays.has(date),
      unpublishedYears: task.unpublishedYears,
      limit: task.limit,
    },
    solve,
    seed: task.seed,
    samples: task.samples,
    onProgress: (stage, done, total) => {
      const now = performance.now();
      if (now - told < TOLD_EVERY_MS) return;
      told = now;
      tell({ kind: 'progress', stage, done, total });
    },
  });
  tell({ kind: 'done', assessment });
} catch (error) {
  if (!(error instanceof TableError || error instanceof SingularError || error instanceof RangeError)) throw error;
  tell({ kind: 'wrong', message: error.message });
}
