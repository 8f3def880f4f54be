/** Controls, and marks that turn the direction of writing: on a terminal they could make a name read as another. */
const UNSAFE =
  /\p{Cc}|[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Surrogate}|[\u{e0000}-\u{e007f}]/gu;

/**
 * A text from outside as it may stand on one line of a terminal: controls shown as `�`, and cut to so many characters.
 * @example oneLine('a\u001b[31mb') // 'a�[31mb'
 */
export function oneLine(text: string, most = 160): string {
  const cut = text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
  return cut.replace(/\s+/gu, ' ').replace(UNSAFE, '\ufffd');
}

/** A whole text of ours with texts from outside in it: lines stay, the rest of the controls is shown. */
export const linesOnly = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(UNSAFE, '\ufffd'))
    .join('\n');

/** What spreadsheets take for the start of a formula, also in full width and behind blanks or hidden characters. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u;

/** A cell of CSV (RFC 4180). One that a spreadsheet would run is given as text. @example csvCell('=1+1') // "'=1+1" */
export function csvCell(text: string): string {
  const whole = text.toWellFormed().replaceAll('\0', '\ufffd');
  const safe = FORMULA.test(whole) ? `'${whole}` : whole;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
