import type { Assessment, Stage } from '@ytterby/core/impact';
import type { FromThread, Ground, Run, ToThread } from './thread-messages.ts';

export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
}
/** What a thread gives and how it is spoken to; `Worker` is one. */
export interface Thread {
  onmessage: ((event: MessageEvent<FromThread>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: ToThread): void;
  terminate(): void;
}
export interface Told {
  readonly progress: (progress: Progress | undefined) => void;
  readonly done: (assessment: Assessment, run: Run) => void;
  readonly failed: (message: string) => void;
}

/** Runs that are so short that one is let go to its end: starting the thread anew would take longer. */
const SHORT = 60;

/**
 * Runs assessments one at a time, and of what is asked for meanwhile only the last. A long run that is no longer wanted is stopped at once.
 * @example const runner = makeRunner(ground, told); runner.run({ given, seed: 1, samples: 40 }); runner.stop()
 */
export function makeRunner(
  ground: Ground,
  told: Told,
  start: () => Thread = () =>
    new Worker(new URL('./assessment-thread.ts', import.meta.url), { type: 'module' }) as unknown as Thread,
) {
  let thread: Thread | undefined;
  let running: (Run & { readonly number: number }) | undefined;
  let waiting: Run | undefined;
  let number = 0;

  const end = () => {
    thread?.terminate();
    thread = undefined;
    running = undefined;
    waiting = undefined;
    told.progress(undefined);
  };
  const next = () => {
    const run = waiting;
    running = undefined;
    waiting = undefined;
    if (run === undefined) return told.progress(undefined);
    if (thread === undefined) {
      thread = start();
      thread.onmessage = ({ data }) => hear(data);
      thread.onerror = ({ message }) => {
        end();
        told.failed(message);
      };
      thread.postMessage({ kind: 'ground', ...ground });
    }
    number += 1;
    running = { ...run, number };
    told.progress({ stage: 'samples', done: 0, total: run.samples });
    thread.postMessage({ kind: 'run', ...running });
  };
  const hear = (message: FromThread) => {
    if (running === undefined || message.number !== running.number) return;
    if (message.kind === 'progress') return told.progress(message);
    const run = running;
    next();
    if (message.kind === 'done') told.done(message.assessment, run);
    else told.failed(message.message);
  };
  return {
    run: (run: Run) => {
      if (running !== undefined && running.samples > SHORT) end();
      waiting = run;
      if (running === undefined) next();
    },
    stop: end,
  };
}
