import type { Assessment, ImpactCase, Stage } from '@ytterby/core/impact';
import type { Reply } from '../../api.ts';

type CaseReply = Reply<'impact.case'>;
/** What a run stands on besides the case. */
export interface Ground {
  readonly tables: NonNullable<CaseReply['tables']>;
  readonly law: CaseReply['law'];
}
export interface Run {
  readonly given: ImpactCase;
  readonly seed: number;
  readonly samples: number;
}

/** What the thread of `assessment-thread.ts` is told. */
export type ToThread =
  | ({ readonly kind: 'ground' } & Ground)
  | ({ readonly kind: 'run'; readonly number: number } & Run);
/** What it says. */
export type FromThread = { readonly number: number } & (
  | { readonly kind: 'progress'; readonly stage: Stage; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly assessment: Assessment }
  | { readonly kind: 'wrong'; readonly message: string }
);
