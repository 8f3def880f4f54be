import type { Assessment, ImpactCase } from '@ytterby/core/impact';
import { expect, test } from 'vitest';
import { makeRunner, type Thread } from './runner.ts';
import type { FromThread, Ground, ToThread } from './thread-messages.ts';

/** Threads that do nothing of themselves. */
function setUp() {
  const threads: (Thread & { readonly told: ToThread[]; isOver: boolean })[] = [];
  const done: number[] = [];
  const failed: string[] = [];
  const progress: (string | undefined)[] = [];
  const runner = makeRunner(
    {} as Ground,
    {
      progress: (each) => progress.push(each && `${each.stage} ${each.done}`),
      done: (_, { samples }) => done.push(samples),
      failed: (message) => failed.push(message),
    },
    () => {
      const thread = {
        told: [] as ToThread[],
        isOver: false,
        onmessage: null,
        onerror: null,
        postMessage(message: ToThread) {
          this.told.push(message);
        },
        terminate() {
          this.isOver = true;
        },
      };
      threads.push(thread);
      return thread;
    },
  );
  const run = (samples: number) => runner.run({ given: {} as ImpactCase, seed: 1, samples });
  const say = (thread: number, message: FromThread) =>
    threads[thread]?.onmessage?.({ data: message } as MessageEvent<FromThread>);
  const asked = (thread: number) =>
    threads[thread]?.told.flatMap((message) => (message.kind === 'run' ? [message.samples] : []));
  const assessment = {} as Assessment;
  return { runner, run, say, asked, threads, done, failed, progress, assessment };
}

test('of what is asked for during a short run only the last is run, in the same thread', () => {
  const { run, say, asked, threads, done, assessment } = setUp();
  for (const samples of [21, 22, 23]) run(samples);
  expect(asked(0)).toEqual([21]);
  say(0, { kind: 'done', number: 1, assessment });
  expect(asked(0)).toEqual([21, 23]);
  say(0, { kind: 'done', number: 2, assessment });
  expect([done, threads.length]).toEqual([[21, 23], 1]);
});

test('a long run gives way at once, and nothing of it is heard any more', () => {
  const { run, say, asked, threads, done, assessment } = setUp();
  run(1000);
  const old = threads[0]?.onmessage;
  run(24);
  expect([threads[0]?.isOver, threads.length, asked(1)]).toEqual([true, 2, [24]]);
  old?.({ data: { kind: 'done', number: 1, assessment } } as MessageEvent<FromThread>);
  expect(done).toEqual([]);
  say(1, { kind: 'done', number: 2, assessment });
  expect(done).toEqual([24]);
});

test('a stop ends the thread and what waits; the next run starts another', () => {
  const { runner, run, threads, progress } = setUp();
  run(24);
  run(25);
  runner.stop();
  expect([threads[0]?.isOver, progress.at(-1)]).toEqual([true, undefined]);
  run(26);
  expect(threads).toHaveLength(2);
});

test('what goes wrong is told, and the next run goes on', () => {
  const { run, say, asked, failed, progress } = setUp();
  run(24);
  say(0, { kind: 'progress', number: 1, stage: 'sensitivity', done: 3, total: 9 });
  expect(progress.at(-1)).toBe('sensitivity 3');
  say(0, { kind: 'wrong', number: 1, message: 'no table' });
  expect([failed, progress.at(-1)]).toEqual([['no table'], undefined]);
  run(25);
  expect(asked(0)).toEqual([24, 25]);
});
