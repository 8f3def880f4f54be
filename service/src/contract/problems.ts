import type { ProblemReason } from './reasons.ts';

/**
 * Every problem that the API can answer with (RFC 9457). A code never changes its meaning; `type` in the reply is
 * `/v1/problems/CODE`, where this text can be read.
 */
export const API_PROBLEMS = {
  'bad-request': { status: 400, zh: '请求有误', en: 'The request is not valid' },
  'not-signed-in': { status: 401, zh: '尚未登录', en: 'Not signed in' },
  'second-factor-needed': { status: 401, zh: '需要第二重验证', en: 'A second factor is needed' },
  'wrong-credentials': { status: 401, zh: '账号或验证信息不符', en: 'The credentials do not match' },
  'not-allowed': { status: 403, zh: '无权进行此操作', en: 'You may not do this' },
  'foreign-origin': { status: 403, zh: '请求来自其他网站', en: 'The request comes from another site' },
  'not-found': { status: 404, zh: '未找到', en: 'Not found' },
  'method-not-allowed': { status: 405, zh: '不支持此方法', en: 'This method is not served here' },
  conflict: { status: 409, zh: '与现有数据冲突', en: 'It conflicts with what is there' },
  'key-reused': {
    status: 409,
    zh: '该幂等键已用于另一请求',
    en: 'This Idempotency-Key was used for another request',
  },
  'key-in-progress': { status: 409, zh: '同一请求正在处理', en: 'The same request is being worked on' },
  'changed-meanwhile': { status: 412, zh: '数据已被他人更改', en: 'It was changed in the meantime' },
  'too-large': { status: 413, zh: '内容过大', en: 'The content is too large' },
  'media-type': { status: 415, zh: '不支持此文件类型', en: 'This media type is not read here' },
  'not-valid': { status: 422, zh: '内容无法采用', en: 'The content cannot be used' },
  'too-much-work': { status: 422, zh: '计算量过大', en: 'It takes too much work' },
  'revision-wanted': { status: 428, zh: '请求须带 If-Match', en: 'If-Match is needed' },
  'key-wanted': { status: 428, zh: '请求须带 Idempotency-Key', en: 'Idempotency-Key is needed' },
  'too-many-requests': { status: 429, zh: '请求过于频繁', en: 'Too many requests' },
  internal: { status: 500, zh: '系统内部错误', en: 'Something went wrong on our side' },
  busy: {
    status: 503,
    zh: '正在处理的请求过多，请稍后再试',
    en: 'Too many requests are being worked on; try again shortly',
  },
  'disk-full': {
    status: 507,
    zh: '磁盘空间不足，未作任何改动；请联系管理员',
    en: 'The disk is full, and nothing was changed; tell the administrator',
  },
  'not-ready': { status: 503, zh: '系统尚未就绪', en: 'The service is not ready' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type ApiProblemCode = keyof typeof API_PROBLEMS;

/** One thing that is wrong with one field. */
export interface FieldProblem {
  /** JSON pointer into body, query or params: `/body/lines/0/item/form`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

/**
 * Ends a request with a problem. Thrown by handlers for what the caller did wrong; a legal "no" is a reply, never this.
 * @example throw new ApiProblem('not-found')
 */
export class ApiProblem extends Error {
  readonly code: ApiProblemCode;
  readonly detail: { readonly zh: string; readonly en: string } | undefined;
  readonly fields: readonly FieldProblem[];
  /** Which of the reasons of the contract it was, where the code alone does not say. */
  readonly reason: ProblemReason | undefined;
  /** Seconds after which to try again, where that is known. */
  retryAfter: number | undefined;

  constructor(
    code: ApiProblemCode,
    detail?: { zh: string; en: string },
    fields: readonly FieldProblem[] = [],
    reason?: ProblemReason,
  ) {
    super(detail?.en ?? API_PROBLEMS[code].en);
    this.code = code;
    this.detail = detail;
    this.fields = fields;
    this.reason = reason;
  }
}

/** A problem about one field. @example problemOfField('conflict', '/body/email', { zh: '不能邀请自己。', en: 'Nobody can invite themselves.' }) */
export const problemOfField = (code: ApiProblemCode, path: string, said: { zh: string; en: string }): ApiProblem =>
  new ApiProblem(code, said, [{ path, ...said }]);

/**
 * A problem after which what was written so far stays: a failed sign-in is counted although it fails. Goes into the audit trail
 * as refused.
 */
export class Refusal extends ApiProblem {
  /** What the audit trail says beside the reason: figures and ids only. */
  readonly trace: Readonly<Record<string, string>>;

  constructor(
    code: ApiProblemCode,
    detail?: { zh: string; en: string },
    fields: readonly FieldProblem[] = [],
    reason?: ProblemReason,
    trace: Readonly<Record<string, string>> = {},
  ) {
    super(code, detail, fields, reason);
    this.trace = trace;
  }
}

/** The same as a problem that undoes what was written before it; any other error as it is. */
export function undoing(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  const problem = new ApiProblem(error.code, error.detail, error.fields, error.reason);
  problem.retryAfter = error.retryAfter;
  return problem;
}

/** The session cookie was never given out by us, or by a database that is gone: the browser is told to forget it. */
export class ForgedSession extends ApiProblem {
  constructor() {
    super('not-signed-in');
  }
}
