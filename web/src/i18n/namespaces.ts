// For a reader outside of this package too: it does not import i18next otherwise.
import type {} from 'i18next';
import type account from './en/account.ts';
import type administration from './en/administration.ts';
import type apply from './en/apply.ts';
import type ask from './en/ask.ts';
import type cases from './en/cases.ts';
import type content from './en/content.ts';
import type customs from './en/customs.ts';
import type duties from './en/duties.ts';
import type humanitarian from './en/humanitarian.ts';
import type impact from './en/impact.ts';
import type law from './en/law.ts';
import type licences from './en/licences.ts';
import type measures from './en/measures.ts';
import type notices from './en/notices.ts';
import type parties from './en/parties.ts';
import type review from './en/review.ts';
import type shell from './en/shell.ts';
import type statistics from './en/statistics.ts';
import type suppliers from './en/suppliers.ts';
import type watch from './en/watch.ts';
import type workspace from './en/workspace.ts';

/** The words of every screen, as typed by the English file. */
export interface Words {
  shell: typeof shell;
  ask: typeof ask;
  apply: typeof apply;
  law: typeof law;
  content: typeof content;
  customs: typeof customs;
  notices: typeof notices;
  parties: typeof parties;
  workspace: typeof workspace;
  administration: typeof administration;
  account: typeof account;
  cases: typeof cases;
  licences: typeof licences;
  duties: typeof duties;
  humanitarian: typeof humanitarian;
  statistics: typeof statistics;
  impact: typeof impact;
  watch: typeof watch;
  review: typeof review;
  measures: typeof measures;
  suppliers: typeof suppliers;
}
export type Namespace = keyof Words;

/** The Chinese file of the same namespace: every key of the English one; Chinese has no singular. */
export type InChinese<English> = {
  [Key in keyof English as Key extends `${string}_one` ? never : Key]: English[Key] extends string
    ? string
    : InChinese<English[Key]>;
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    returnNull: false;
    resources: Words;
  }
}
