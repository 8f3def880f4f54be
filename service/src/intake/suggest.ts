/** Edits (insert, delete, replace, swap neighbours) that turn one text into the other; gives up above `limit`. */
export function editDistance(a: string, b: string, limit = 3): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = last;
    last = next;
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.]/g, '');

/** The known word that was probably meant, if one is near enough. @example nearest('made_in', ['madeIn']) // 'madeIn' */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > 60) return undefined;
  const folded = fold(word);
  const limit = Math.min(3, Math.floor(folded.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    const distance = editDistance(folded, fold(candidate), limit);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** The two values that the texts of a problem take for a suggestion. */
export function suggestion(word: string, known: readonly string[]): { suggestion: string; suggestionZh: string } {
  const meant = nearest(word, known);
  return meant === undefined
    ? { suggestion: '', suggestionZh: '' }
    : { suggestion: `; did you mean ${meant}?`, suggestionZh: `，是否为 ${meant}？` };
}
