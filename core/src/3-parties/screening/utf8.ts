/** Text as UTF-8 bytes and back: core has no TextEncoder. Well-formed text only; a lone surrogate becomes U+FFFD. */

/**
 * Appends the bytes of a text.
 * @example bytes of '海' are e6 b5 b7
 */
export function writeUtf8(text: string, push: (byte: number) => void): void {
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code < 0x80) {
      push(code);
      continue;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      code = text.codePointAt(at) as number;
      if (code > 0xffff) at += 1;
      else code = 0xfffd;
    }
    if (code < 0x800) push(0xc0 | (code >> 6));
    else {
      if (code < 0x10000) push(0xe0 | (code >> 12));
      else {
        push(0xf0 | (code >> 18));
        push(0x80 | ((code >> 12) & 63));
      }
      push(0x80 | ((code >> 6) & 63));
    }
    push(0x80 | (code & 63));
  }
}

/** The text of these bytes. @example readUtf8(Uint8Array.of(0xe6, 0xb5, 0xb7), 0, 3) // '海' */
export function readUtf8(bytes: Uint8Array, from: number, until: number): string {
  let text = '';
  for (let at = from; at < until; ) {
    const first = bytes[at] as number;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      at += 1;
      continue;
    }
    const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    let code = first & (0x3f >> more);
    for (let next = 1; next <= more; next += 1) code = (code << 6) | ((bytes[at + next] as number) & 63);
    text += String.fromCodePoint(code);
    at += more + 1;
  }
  return text;
}
