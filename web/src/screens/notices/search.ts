/** What a new notice begins with, as the address says it. */
export interface NewNoticeSearch {
  readonly determination?: string;
  readonly product?: string;
  readonly party?: string;
  readonly licence?: string;
  /** A received notice whose goods are passed on. */
  readonly notice?: string;
  /** A lot of one's own. */
  readonly lot?: string;
}

const NAMES = ['determination', 'product', 'party', 'licence', 'notice', 'lot'] as const;

/** @example newNoticeSearch({ notice: '0197…' }) // the goods of this notice are passed on */
export function newNoticeSearch(search: Record<string, unknown>): NewNoticeSearch {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = search[name];
      return typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? [[name, value]] : [];
    }),
  );
}
