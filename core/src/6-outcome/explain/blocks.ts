import type { Verdict } from '../../finding.ts';
import type { Outcome } from '../determination.ts';

/** An explanation as data in one language: what a surface draws. Every sentence is finished; nothing is left to word. */
export type ExplainedBlock = Headline | Section | Pairs | Sentences | Provisions | Checks | Grid | Tree | Entries;

/** What a section is about, for surfaces that draw some of them in their own way. */
export type Topic =
  | 'law'
  | 'line'
  | 'answer'
  | 'branch'
  | 'because'
  | 'review'
  | 'duties'
  | 'forms'
  | 'item'
  | 'look-up'
  | 'steps'
  | 'content'
  | 'parties'
  | 'readings'
  | 'notes'
  | 'questions'
  | 'review-questions'
  | 'changes'
  | 'sources'
  | 'trace';

/** The answer in plain words, then what it means, why, and what comes next. */
export interface Headline {
  readonly kind: 'headline';
  readonly outcome: Outcome;
  readonly text: string;
  readonly sentences: readonly string[];
}
export interface Section {
  readonly kind: 'section';
  readonly topic: Topic;
  /** Id of the line or branch that it is about, for anchors. */
  readonly of: string;
  readonly title: string;
  readonly blocks: readonly ExplainedBlock[];
}
export interface Pairs {
  readonly kind: 'pairs';
  readonly pairs: readonly { readonly label: string; readonly value: string; readonly warns: boolean }[];
}
export interface Sentences {
  readonly kind: 'sentences';
  readonly sentences: readonly string[];
}
/** A provision as cited: in the language, the Chinese beside a translation, and where it stands. */
export interface ProvisionCite {
  readonly id: string;
  readonly cite: string;
  /** The Chinese citation, where the language is another one. */
  readonly chinese: string | null;
  readonly status: string;
  /** Said only where the text itself was not read. */
  readonly verified: string | null;
}
export interface Provisions {
  readonly kind: 'provisions';
  readonly provisions: readonly ProvisionCite[];
}
/** What provisions asked, test by test. */
export interface Checks {
  readonly kind: 'checks';
  readonly checks: readonly Check[];
}
export interface Check extends ProvisionCite {
  readonly number: number;
  readonly effect: string;
  readonly verdict: Verdict;
  /** Does it bite on the day? `not-met` for a provision whose conditions are met but which is not in force. */
  readonly bites: Verdict;
  readonly conclusion: string;
  readonly text: string;
  readonly tests: readonly { readonly verdict: Verdict; readonly text: string; readonly used: string }[];
  /** Numbers in the list of sources. */
  readonly sources: readonly number[];
}
export interface Grid {
  readonly kind: 'grid';
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
export interface Tree {
  readonly kind: 'tree';
  readonly caption: string;
  readonly root: TreeNode;
}
export interface TreeNode {
  readonly name: string;
  readonly detail: string;
  readonly children: readonly TreeNode[];
}
/** A list, numbered or not; each entry with a mark, and what belongs under it. */
export interface Entries {
  readonly kind: 'entries';
  readonly numbered: boolean;
  readonly entries: readonly Entry[];
}
export interface Entry {
  readonly text: string;
  readonly mark: Verdict | null;
  readonly below: readonly string[];
  readonly sources: readonly number[];
  readonly isSource?: true;
  /** Address of a source that has one. */
  readonly url?: string;
}
