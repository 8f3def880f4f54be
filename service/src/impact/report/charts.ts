import type { QueueMonth } from '@ytterby/core/impact';
import { html, type Markup } from '../../report/markup.ts';

/** Drawings of a report. Each has a table beside it that says the same; colours go with shapes. */

const [INK, SOFT, LINE, BLUE, ORANGE] = ['#1c2733', '#51606f', '#d9dfe5', '#2f62b3', '#b26a00'];
const FONT = 'Noto Sans SC, Noto Sans CJK SC, PingFang SC, system-ui, sans-serif';

export interface MonthWords {
  readonly planned: string;
  readonly model: string;
  readonly observed: string;
  readonly unit: string;
}

/** A round number at or above: 1, 2, 5 times a power of ten. @example roundUp(5600) // 10000; roundUp(1800) // 2000 */
function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (([1, 2, 5, 10] as const).find((step) => step * power >= value) ?? 10) * power;
}

/** What goes out month by month: bars of the model with their bands, a dash for what was planned, a ring for what was observed. */
export function monthChart(months: readonly QueueMonth[], words: MonthWords): string {
  const [width, height, left, top, bottom] = [720, 260, 56, 34, 28];
  const largest = Math.max(
    1,
    ...months.flatMap(({ planned, band, exported, observed }) => [planned, band.high, exported, observed ?? 0]),
  );
  const step = roundUp(largest / 6);
  const most = Math.ceil(largest / step) * step;
  const y = (value: number) => top + (1 - value / most) * (height - top - bottom);
  const wide = (width - left - 8) / Math.max(1, months.length);
  const grid = Array.from({ length: Math.round(most / step) + 1 }, (_, index) => index * step).map(
    (value) =>
      html`<line x1="${left}" x2="${width - 8}" y1="${y(value)}" y2="${y(value)}" stroke="${LINE}" /><text x="${left - 6}" y="${y(value) + 4}" text-anchor="end" font-size="11" fill="${SOFT}">${value.toLocaleString('en-GB')}</text>`,
  );
  const bars = months.map(({ month, planned, exported, band, observed }, index): Markup => {
    const x = left + wide * index;
    const middle = x + wide / 2;
    const ring =
      observed === undefined
        ? null
        : html`<circle cx="${middle}" cy="${y(observed)}" r="5" fill="#fff" stroke="${ORANGE}" stroke-width="2.5" />`;
    return html`<rect x="${x + wide * 0.2}" y="${y(exported)}" width="${wide * 0.6}" height="${Math.max(0, y(0) - y(exported))}" fill="${BLUE}" fill-opacity="0.75" /><line x1="${x + wide * 0.1}" x2="${x + wide * 0.9}" y1="${y(planned)}" y2="${y(planned)}" stroke="${SOFT}" stroke-width="1.5" stroke-dasharray="5 3" /><line x1="${x + wide * 0.7}" x2="${x + wide * 0.7}" y1="${y(band.low)}" y2="${y(band.high)}" stroke="${INK}" stroke-width="1.5" />${ring}<text x="${middle}" y="${height - 10}" text-anchor="middle" font-size="11" fill="${INK}">${month}</text>`;
  });
  const hasObserved = months.some(({ observed }) => observed !== undefined);
  const legend = html`<rect x="${left}" y="8" width="14" height="10" fill="${BLUE}" fill-opacity="0.75" /><text x="${left + 20}" y="17" font-size="11" fill="${INK}">${words.model}</text><line x1="${left + 90}" x2="${left + 110}" y1="13" y2="13" stroke="${SOFT}" stroke-width="1.5" stroke-dasharray="5 3" /><text x="${left + 116}" y="17" font-size="11" fill="${INK}">${words.planned}</text>${hasObserved ? html`<circle cx="${left + 196}" cy="13" r="5" fill="#fff" stroke="${ORANGE}" stroke-width="2.5" /><text x="${left + 208}" y="17" font-size="11" fill="${INK}">${words.observed}</text>` : null}<text x="${width - 8}" y="17" text-anchor="end" font-size="11" fill="${SOFT}">${words.unit}</text>`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="${FONT}">${grid}${bars}${legend}</svg>`
    .source;
}

/** One bar for each case, the longest as wide as the drawing. */
export function lossChart(
  cases: readonly { readonly name: string; readonly loss: number; readonly label: string }[],
): string {
  const [width, left, row] = [720, 270, 26];
  const most = Math.max(Number.MIN_VALUE, ...cases.map(({ loss }) => loss));
  const bars = cases.map(({ name, loss, label }, index) => {
    const y = row * index;
    const wide = (Math.max(0, loss) / most) * (width - left - 130);
    return html`<text x="${left - 8}" y="${y + 17}" text-anchor="end" font-size="11" fill="${INK}">${name}</text><rect x="${left}" y="${y + 5}" width="${wide}" height="${row - 10}" fill="${index === 0 ? ORANGE : BLUE}" fill-opacity="0.75" /><text x="${left + wide + 6}" y="${y + 17}" font-size="11" fill="${INK}">${label}</text>`;
  });
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${row * cases.length + 4}" font-family="${FONT}">${bars}</svg>`
    .source;
}
