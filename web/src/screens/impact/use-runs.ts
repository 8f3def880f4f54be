import type { Assessment, ImpactCase } from '@ytterby/core/impact';
import { useCallback, useEffect, useRef, useState } from 'react';
import { makeRunner, type Progress } from './runner.ts';
import type { Ground, Run } from './thread-messages.ts';

export interface Ran {
  readonly given: ImpactCase;
  readonly assessment: Assessment;
}
export interface Runs {
  /** What ran last, to its end. */
  readonly ran: Ran | undefined;
  readonly progress: Progress | undefined;
  /** Why the last run failed. */
  readonly failure: string | undefined;
  readonly run: (run: Run) => void;
  readonly stop: () => void;
  /** Forgets what ran. */
  readonly clear: () => void;
}

/** Runs assessments in a thread of the browser. Until the tables are there, what is asked for waits. */
export function useRuns(ground: Ground | undefined): Runs {
  const [ran, setRan] = useState<Ran>();
  const [progress, setProgress] = useState<Progress>();
  const [failure, setFailure] = useState<string>();
  const runner = useRef<ReturnType<typeof makeRunner>>(undefined);
  const early = useRef<Run>(undefined);
  useEffect(() => {
    if (ground === undefined) return;
    const made = makeRunner(ground, {
      progress: setProgress,
      done: (assessment, { given }) => {
        setFailure(undefined);
        setRan({ given, assessment });
      },
      failed: setFailure,
    });
    runner.current = made;
    if (early.current !== undefined) made.run(early.current);
    early.current = undefined;
    return () => {
      made.stop();
      runner.current = undefined;
    };
  }, [ground]);
  const run = useCallback((asked: Run) => {
    if (runner.current === undefined) early.current = asked;
    else runner.current.run(asked);
  }, []);
  const stop = useCallback(() => {
    early.current = undefined;
    runner.current?.stop();
  }, []);
  const clear = useCallback(() => {
    stop();
    setRan(undefined);
    setFailure(undefined);
  }, [stop]);
  return { ran, progress, failure, run, stop, clear };
}
