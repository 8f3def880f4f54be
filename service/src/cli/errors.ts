import { ImpactFileError } from '../impact/problems.ts';
import { IntakeError, formatProblem } from '../intake/index.ts';
import { LawFileError } from '@ytterby/law';
import type { Language } from './terminal.ts';

/** What the user asked for cannot be done as asked; the message says why and what to do. */
export class UsageError extends Error {}

/** Exit codes: 0 answered; 1 a check failed; 2 the input had problems; 70 a fault of ours. */
export const EXIT = { answered: 0, failed: 1, problems: 2, fault: 70 } as const;

/**
 * Says what went wrong in words a person can act on, and with which code to exit. Anything that is not a known kind
 * of error is our fault; its stack is shown only with YTTERBY_DEBUG=1.
 */
export function report(error: unknown, language: Language, write: (line: string) => void): number {
  if (error instanceof IntakeError || error instanceof ImpactFileError) {
    for (const problem of error.problems) write(formatProblem(problem, language));
    return EXIT.problems;
  }
  if (error instanceof LawFileError || error instanceof UsageError) {
    write(error.message);
    return EXIT.problems;
  }
  const message = error instanceof Error ? error.message : String(error);
  write(
    language === 'zh'
      ? `这是 Ytterby 自身的错误，请报告：${message}（设置 YTTERBY_DEBUG=1 可看到详细位置）`
      : `This is a fault in Ytterby itself; please report it: ${message} (set YTTERBY_DEBUG=1 to see where)`,
  );
  if (process.env.YTTERBY_DEBUG === '1' && error instanceof Error) write(error.stack ?? '');
  return EXIT.fault;
}
