/** Zero-width and invisible: nothing to see, but two ids that look alike would differ. */
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** Joiners belong to the spelling of some scripts, so names keep them and ids do not. */
const JOINERS = /[\u200c\u200d]/g;

const codePoint = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** A text without hidden characters, and which were taken out. */
export interface CleanText {
  text: string;
  /** `U+200B` and the like, each once. */
  removed: string[];
}

/** Takes out characters that cannot be seen and trims. Ids and codes lose joiners too; names keep them. */
export function cleanText(raw: string, kind: 'id' | 'prose' = 'id'): CleanText {
  const hidden = new Set<string>();
  const take = (character: string) => {
    hidden.add(codePoint(character));
    return '';
  };
  let text = raw.replace(INVISIBLE, take);
  if (kind === 'id') text = text.replace(JOINERS, take);
  return { text: text.trim(), removed: [...hidden] };
}

/** The first control character that has no place in a fact, as `U+0007`; undefined if there is none. */
export function controlCharacter(text: string): string | undefined {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Tab, line feed and carriage return belong to text.
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return codePoint(text[i] ?? '');
  }
  return undefined;
}
