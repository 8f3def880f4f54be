import type account from './en/account.ts';
import type administration from './en/administration.ts';
import type apply from './en/apply.ts';
import type ask from './en/ask.ts';
import type cases from './en/cases.ts';
import type content from './en/content.ts';
import type law from './en/law.ts';
import type licences from './en/licences.ts';
import type parties from './en/parties.ts';
import type shell from './en/shell.ts';
import type workspace from './en/workspace.ts';

/** The words of every screen, as typed by the English file. */
export interface Words {
  shell: typeof shell;
  ask: typeof ask;
  apply: typeof apply;
  law: typeof law;
  content: typeof content;
  parties: typeof parties;
  workspace: typeof workspace;
  administration: typeof administration;
  account: typeof account;
  cases: typeof cases;
  licences: typeof licences;
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
