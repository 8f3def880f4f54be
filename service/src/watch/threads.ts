import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { LegalDate } from '@ytterby/core';
import { Piscina } from 'piscina';
import type { LawInUse } from '../recorded-law/law-in-use.ts';
import type { Answered, Asked } from './answers.ts';
import type { ListHits, ListTask } from './list-hits.ts';
import type { AnswersTask } from './worker.ts';

/** The threads that find out what a change touches. */
export interface WatchThreads {
  readonly count: number;
  /** @param added instruments that are new since the law was marked, where nothing else changed */
  answers(
    law: LawInUse,
    asked: readonly Asked[],
    today: LegalDate,
    added: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly Answered[]>;
  hits(task: ListTask, signal?: AbortSignal): Promise<ListHits>;
  close(): Promise<void>;
}

/** Starts none before there is work; one that is idle is let go, and with it its copy of the law. */
export function startWatchThreads(): WatchThreads {
  const count = Math.min(2, availableParallelism());
  const pool = new Piscina({
    filename: path.join(import.meta.dirname, 'worker.ts'),
    minThreads: 0,
    maxThreads: count,
    idleTimeout: 10_000,
  });
  const run = async <Result>(name: string, task: object, signal?: AbortSignal): Promise<Result> => {
    try {
      return (await pool.run(task, { name, ...(signal && { signal }) })) as Result;
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  };
  return {
    count,
    answers: (law, asked, today, added, signal) => {
      const task: AnswersTask = { fingerprint: law.fingerprint, texts: law.texts, today, asked, added };
      return run('answers', task, signal);
    },
    hits: (task, signal) => run('hits', task, signal),
    close: () => pool.destroy(),
  };
}
