import { SankeyChart } from 'echarts/charts';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { drawable, type Flow } from './drawable-flow.ts';
import { escaped, Markup } from './markup.ts';

use([SankeyChart, SVGRenderer]);

const WIDTH = 920;
const ROW = 64;
const CONTROLLED = '#a3262a';
const OTHER = '#7d8ea3';
const LABEL_COLUMNS = 30;

/** The flow as SVG; absent when there is nothing to draw. `title` is what a screen reader says. */
export function flowSvg(flow: Flow, title: string): Markup | undefined {
  const links = drawable(flow);
  if (links.length === 0) return undefined;
  const used = new Set(links.flatMap(({ from, to }) => [from, to]));
  const nodes = flow.nodes.filter(({ id }) => used.has(id));
  const controlled = new Set(nodes.filter((node) => node.controlled).map(({ id }) => id));
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const ends = new Set(nodes.map(({ id }) => id).filter((id) => !links.some(({ from }) => from === id)));
  const starts = nodes.filter(({ id }) => !links.some(({ to }) => to === id)).length;
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: WIDTH,
    height: Math.min(1200, Math.max(150, starts * ROW + 40)),
  });
  try {
    chart.setOption({
      animation: false,
      series: [
        {
          type: 'sankey',
          silent: true,
          left: 8,
          right: 8,
          top: 12,
          bottom: 12,
          nodeWidth: 14,
          nodeGap: 26,
          draggable: false,
          emphasis: { disabled: true },
          label: {
            fontSize: 14,
            fontFamily: 'system-ui, sans-serif',
            color: '#1c2733',
            textBorderColor: '#ffffff',
            textBorderWidth: 3,
            formatter: ({ name }: { name: string }) => short(names.get(name) ?? name),
          },
          data: nodes.map(({ id }) => ({
            name: id,
            itemStyle: { color: controlled.has(id) ? CONTROLLED : OTHER, borderWidth: 0 },
            label: { position: ends.has(id) ? 'left' : 'right' },
          })),
          links: links.map(({ from, to, value }) => ({
            source: from,
            target: to,
            value,
            lineStyle: { color: controlled.has(from) ? CONTROLLED : OTHER, opacity: controlled.has(from) ? 0.5 : 0.28 },
          })),
        },
      ],
    });
    return new Markup(tidied(chart.renderToSVGString(), title));
  } finally {
    // Its timers would keep the process alive.
    chart.dispose();
  }
}

function short(name: string): string {
  const characters = [...name];
  return characters.length <= LABEL_COLUMNS ? name : `${characters.slice(0, LABEL_COLUMNS - 1).join('')}…`;
}

/** Without what a printed page has no use for: hover styles, chart metadata, a fixed size. */
function tidied(svg: string, title: string): string {
  return svg
    .replace(/<style\s*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:ecmeta_\w+|class)="[^"]*"/g, '')
    .replace(
      /^<svg[^>]*viewBox="([^"]*)"[^>]*>/,
      (_whole, box: string) =>
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" role="img" aria-label="${escaped(title)}">`,
    );
}
