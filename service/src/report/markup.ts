/** Marks up text for HTML and SVG. The one door through which strings enter the page: nothing is ever pasted in unescaped. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Controls that XML forbids, and marks that turn the direction of writing and could make a name read as another. */
const UNSAFE = /(?![\t\n\r])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** @example escaped('<b>') // '&lt;b&gt;' */
export function escaped(text: string): string {
  return text.replace(UNSAFE, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Finished markup, told apart from text by its type. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

type Piece = string | number | Markup | null | readonly Piece[];

function inserted(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.source;
  if (typeof piece === 'object') return piece.map(inserted).join('');
  return escaped(String(piece));
}

/** A template whose values are escaped, unless they are markup themselves. @example html`<p>${name}</p>` */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  return new Markup(
    strings.map((fixed, index) => fixed + (index < values.length ? inserted(values[index] ?? null) : '')).join(''),
  );
}
