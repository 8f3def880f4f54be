/** What of the question stands in the address: nothing of the facts, which are nobody else's. */
export interface AskAddress {
  /** One of our own examples. */
  readonly example?: string;
  /** The day asked about. */
  readonly day?: string;
  readonly language?: 'zh' | 'en';
  /** Many exports from a file. */
  readonly many?: 'file';
}

/** @example askAddress({ day: '2026-11-11', other: 'x' }) // { day: '2026-11-11' } */
export function askAddress({ example, day, language, many }: Record<string, unknown>): AskAddress {
  return {
    ...(typeof example === 'string' && /^[a-z-]{1,40}$/.test(example) ? { example } : {}),
    ...(typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {}),
    ...(language === 'zh' || language === 'en' ? { language } : {}),
    ...(many === 'file' ? { many } : {}),
  };
}
