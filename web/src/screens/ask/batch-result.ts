import type { Text } from '@ytterby/core';
import type { Reply } from '../../api.ts';
import { OutcomesByDay } from './outcomes-by-day.ts';

export type BatchLine = Reply<'batch.determine'> extends AsyncIterable<infer Line> ? Line : never;
export type AnsweredLine = Extract<BatchLine, { kind: 'line' }>;
export type RowProblem = Extract<BatchLine, { kind: 'problem' }>['problems'][number];

/** What came of a file so far, line by line as it arrives. It grows in place: `size` says how far it was read. */
export class BatchResult {
  readonly lines: AnsweredLine[] = [];
  readonly byDay = new OutcomesByDay();
  readonly problems: { readonly row: number; readonly problem: RowProblem }[] = [];
  readonly notes: { readonly row: number; readonly problem: RowProblem }[] = [];
  readonly branches = new Map<string, Text>();
  exports = 0;
  /** The last line has come. */
  isWhole = false;
  /** Timelines are numbered by the service, runs by the index. */
  readonly #runs = new Map<number, number>();

  take(line: BatchLine): void {
    switch (line.kind) {
      case 'branch':
        this.branches.set(line.branch, line.label);
        break;
      case 'timeline':
        this.#runs.set(line.timeline, this.byDay.addRun(line.stretches));
        break;
      case 'line':
        this.lines.push(line);
        this.byDay.addLine(line.timeline === null ? null : (this.#runs.get(line.timeline) ?? null), line.outcome);
        break;
      case 'problem':
        for (const problem of line.problems) this.problems.push({ row: line.row, problem });
        break;
      case 'note':
        for (const problem of line.notes) this.notes.push({ row: line.row, problem });
        break;
      case 'progress':
        this.exports = line.exports;
        break;
      case 'end':
        this.exports = line.exports;
        this.isWhole = true;
        break;
    }
  }
}
