/** Lines that are looked at to find out what parts the cells. */
const LOOKED_AT = 15;

/** Cells of text that is parted by tabs, semicolons or commas, whichever its first lines have most of; quotes as CSV has them. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const start = text.split('\n', LOOKED_AT).join('\n');
  const count = (sign: string) => start.split(sign).length;
  const parting = ['\t', ';', ','].sort((a, b) => count(b) - count(a))[0] ?? ',';
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const end = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(++at);
      else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === parting) end();
    else if (sign === '\n') {
      end();
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  end();
  return rows.filter((row) => row.some((each) => each.trim() !== ''));
}
