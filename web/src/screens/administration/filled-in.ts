/**
 * What was filled in on a form, without what was left empty: an empty text, a text in no language, a list of nothing.
 * @example filledIn({ number: ' ', doubt: { zh: '', en: '' }, title: { zh: '公告 ' } }) // { title: { zh: '公告' } }
 */
export function filledIn(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) {
    const filled = value.map(filledIn).filter((each) => each !== undefined);
    return filled.length === 0 ? undefined : filled;
  }
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const filled = Object.entries(value).flatMap(([name, each]) => {
    const left = filledIn(each);
    return left === undefined ? [] : [[name, left] as const];
  });
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}
