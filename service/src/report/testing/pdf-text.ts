import { inflateSync } from 'node:zlib';

/**
 * The text that a PDF shows, page by page, as a reader would copy it. Knows only what our own files are made of: two-byte
 * glyph numbers with a ToUnicode table, shown by TJ and Tj as literal or hexadecimal strings.
 */
export function pdfText(pdf: Uint8Array): string {
  const source = Buffer.from(pdf).toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id, body);
  const object = (id: string | undefined): string => objects.get(id ?? '') ?? '';
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  const fontOf = (id: string) => {
    const known = fonts.get(id) ?? unicodeTable(streamIn(object(/\/ToUnicode (\d+) 0 R/.exec(object(id))?.[1])));
    fonts.set(id, known);
    return known;
  };
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  return pages
    .map((page) => {
      const names = new Map(
        [...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, fontOf(id)]),
      );
      return textIn(streamIn(object(/\/Contents (\d+) 0 R/.exec(page)?.[1])), names);
    })
    .join('\n');
}

function streamIn(body: string): string {
  const found = /stream\r?\n/.exec(body);
  if (!found) return '';
  // By its length: the last byte of what is compressed may look like the end of a line.
  const begin = found.index + found[0].length;
  const length = Number(/\/Length (\d+)/.exec(body.slice(0, found.index))?.[1]);
  const bytes = Buffer.from(body.slice(begin, begin + length), 'latin1');
  return (body.slice(0, found.index).includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

function unicodeTable(cmap: string): ReadonlyMap<number, string> {
  return new Map(
    [...cmap.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/g)].map(([, glyph = '', text = '']) => [
      Number.parseInt(glyph, 16),
      Buffer.from(text, 'hex').swap16().toString('utf16le'),
    ]),
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function textIn(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  let text = '';
  // The property lists of marked content have strings too, which nobody sees.
  const seen = content.replaceAll(/<<[\s\S]*?>> BDC/g, '');
  for (const [token, name, string, hex] of seen.matchAll(
    /\/(f\d+) [\d.]+ Tf|\(((?:\\[\s\S]|\((?:\\[\s\S]|[^\\()])*\)|[^\\()])*)\)|<([0-9A-F]+)>|\bET\b/g,
  )) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else if (token === 'ET') text += '\n';
    else {
      const bytes =
        hex === undefined
          ? (string ?? '').replace(/\\([0-7]{1,3}|[\s\S])/g, (_, escape: string) =>
              /^[0-7]/.test(escape) ? String.fromCharCode(Number.parseInt(escape, 8)) : (ESCAPES[escape] ?? escape),
            )
          : Buffer.from(hex, 'hex').toString('latin1');
      for (let at = 0; at + 1 < bytes.length; at += 2)
        text += font.get((bytes.charCodeAt(at) << 8) | bytes.charCodeAt(at + 1)) ?? '\ufffd';
    }
  }
  return text;
}
