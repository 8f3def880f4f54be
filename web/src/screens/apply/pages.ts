import type { Application } from '@ytterby/core/licensing';
import { fieldAt } from './fields.ts';
import type { Finding } from './lint.ts';

/** The pages of an application, one topic each, in the order in which they are asked. */
export const PAGES = [
  'kind',
  'change',
  'applicant',
  'end-user',
  'technology',
  'items',
  'proof',
  'days',
  'papers',
  'check',
] as const;
export type PageName = (typeof PAGES)[number];

/** Where a field is asked. What was frozen with the application can be mended nowhere: it is told with the check. */
const PLACES: Readonly<Record<string, PageName>> = {
  kind: 'kind',
  form: 'kind',
  movement: 'kind',
  standing: 'kind',
  change: 'change',
  applicant: 'applicant',
  agent: 'applicant',
  destination: 'end-user',
  via: 'end-user',
  importer: 'end-user',
  consignee: 'end-user',
  endUsers: 'end-user',
  endUse: 'end-user',
  technology: 'technology',
  contract: 'items',
  lines: 'items',
  proof: 'proof',
  validity: 'days',
  papers: 'papers',
  remarks: 'check',
};

/** On which page does a field stand? @example pageOf('lines[0].quantity') // 'items' */
export function pageOf(field: string): PageName {
  const [first = ''] = field.split(/[.[]/);
  return PLACES[first] ?? 'check';
}

const ONLY: Partial<Record<PageName, readonly Application['kind'][]>> = {
  change: ['minor-change', 'major-change'],
  technology: ['technology'],
};
/** Pages that a small change and a registration need not fill. */
const NOT: Partial<Record<PageName, readonly Application['kind'][]>> = {
  'end-user': ['minor-change'],
  items: ['minor-change'],
  proof: ['minor-change', 'registration-certificate'],
  days: ['minor-change'],
};

/** The pages that an application of this kind has. */
export function pagesOf({ kind }: Pick<Application, 'kind'>): readonly PageName[] {
  return PAGES.filter((page) => (ONLY[page]?.includes(kind) ?? true) && !NOT[page]?.includes(kind));
}

/** What was found on one page. */
export function findingsOn(page: PageName, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ field }) => pageOf(field) === page);
}

/** Fields of which at least one makes a page begun, where the lint has nothing to say about an empty one. */
const BEGUN: Partial<Record<PageName, string>> = { days: 'validity' };

/**
 * How far is a page? `mend` = the lint holds the application up there, `look` = it warns; `open` = nothing was said yet.
 */
export function progressOf(
  page: PageName,
  application: Application,
  findings: readonly Finding[],
): 'mend' | 'look' | 'open' | 'done' {
  const found = findingsOn(page, findings);
  // The last page is done once it is submitted.
  if (page === 'check') return found.length > 0 ? 'look' : 'open';
  if (found.some(({ severity }) => severity === 'error')) return 'mend';
  if (found.length > 0) return 'look';
  const field = BEGUN[page];
  return field !== undefined && fieldAt(application, field) === undefined ? 'open' : 'done';
}

/**
 * The next page with something to say, after this one or from the start: pages that are complete are not gone through again.
 * @example nextPage(application, [], 'papers') // 'check'
 */
export function nextPage(application: Application, findings: readonly Finding[], after?: PageName): PageName {
  const pages = pagesOf(application);
  const from = after === undefined ? 0 : pages.indexOf(after) + 1;
  return pages.slice(from).find((page) => progressOf(page, application, findings) !== 'done') ?? 'check';
}
