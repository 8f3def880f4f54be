/** The text of `ACCURACY.md` with one generated section put between its markers. Throws where the markers are missing. */
export function withFigures(text: string, section: string, figures: string): string {
  const [begin, end] = [`<!-- ${section}: generated -->`, `<!-- ${section}: end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`ACCURACY.md has no section between ${begin} and ${end}`);
  return `${text.slice(0, from + begin.length)}\n${figures}\n${text.slice(to)}`;
}
