import { API_PROBLEMS, ApiProblem } from '../contract/problems.ts';

/** A problem as it goes out (RFC 9457), with both languages in it. */
export function problemBody(problem: ApiProblem, requestId: string): Record<string, unknown> {
  const { status, zh, en } = API_PROBLEMS[problem.code];
  return {
    type: `/v1/problems/${problem.code}`,
    title: en,
    status,
    code: problem.code,
    ...(problem.reason === undefined ? {} : { reason: problem.reason }),
    ...(problem.detail === undefined ? {} : { detail: problem.detail.en }),
    zh: problem.detail?.zh ?? `${zh}。`,
    en: problem.detail?.en ?? `${en}.`,
    fields: problem.fields,
    requestId,
  };
}

/** What the database's errors mean to a caller; undefined: nothing that a caller could know about. */
export function storeProblem(error: unknown): ApiProblem | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : '';
  switch (code) {
    case '23505':
    case '23503':
    case '23514':
    case '40001':
    case '40P01':
      return new ApiProblem('conflict');
    case '22P02':
    case '22007':
    case '22008':
      // Days and ids of a body were checked: this is a `next` that we never gave.
      return new ApiProblem('bad-request');
    case '53100':
    case 'ENOSPC':
      return new ApiProblem('disk-full');
    case '55P03':
      return new ApiProblem('key-in-progress');
    case '42501':
      // Row-level security: what a handler forgot to look at is answered as if it were not there.
      return new ApiProblem('not-found');
  }
  const isGone =
    /^(57P0[1-3]|08|53300)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(
      message,
    );
  return isGone ? new ApiProblem('not-ready') : undefined;
}
