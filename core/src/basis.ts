import type { Text, Verdict } from './finding.ts';
import { WORDS } from './law/wording.ts';

/** A question that settles a fact; facts with the same `id` are settled by the same answer. `about` = path in the facts. */
export interface Ask {
  readonly id: string;
  readonly about: string;
  readonly text: Text;
}

/** What one variable may be, the fact it was read from in words, and how to ask for it when it is open. */
export interface Basis {
  readonly values: readonly string[];
  readonly used: Text;
  readonly ask: Ask;
  /** Further questions, where several persons leave it open: it is settled once all are answered. */
  readonly others?: readonly Ask[];
}

/** @example ask('to', 'to', '运往哪里？', 'Where do they go?').text.en // 'Where do they go?' */
export function ask(id: string, about: string, zh: string, en: string): Ask {
  return { id, about, text: { zh, en } };
}

/**
 * A yes-or-no fact in words, with what silence about it was taken for.
 * @example saidOrTaken(undefined, ['no']).en // 'not stated, so taken for no'
 */
export function saidOrTaken(stated: string | undefined, values: readonly string[]): Text {
  if (stated !== undefined || values.join() !== 'no') return said(stated);
  return { zh: '未说明，视为否', en: 'not stated, so taken for no' };
}

/** The basis of a test that is reached or not: a share, a process, a threshold. */
export function ofVerdict(verdict: Verdict, used: Text, question: Ask): Basis {
  const values = verdict === 'unknown' ? ['reached', 'below'] : [verdict === 'met' ? 'reached' : 'below'];
  return { values, used, ask: question };
}

/** A yes-or-no fact as values. `absent` = what silence leaves possible; `unknown` leaves both. */
export function yesNo(stated: 'yes' | 'no' | 'unknown' | undefined, absent: readonly string[]): readonly string[] {
  if (stated === undefined) return absent;
  return stated === 'unknown' ? ['yes', 'no'] : [stated];
}

/** What a verdict says of a yes-or-no fact. */
export function yesNoOf(verdict: Verdict): readonly string[] {
  return verdict === 'unknown' ? ['yes', 'no'] : [verdict === 'met' ? 'yes' : 'no'];
}

export const NOT_STATED: Text = { zh: '未说明', en: 'not stated' };

/** A stated value in words; codes of countries and numbers stay as they are. */
export function said(value: string | undefined): Text {
  return value === undefined ? NOT_STATED : (WORDS[value] ?? { zh: value, en: value });
}
