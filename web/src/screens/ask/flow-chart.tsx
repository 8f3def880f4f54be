import { SankeyChart } from 'echarts/charts';
import { init, use } from 'echarts/core';
import { TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { Reply } from '../../api.ts';
import { useScheme } from '../../theme/scheme.ts';
import { COLOURS } from '../../theme/tokens.ts';

use([SankeyChart, TooltipComponent, SVGRenderer]);

type Flow = NonNullable<Reply<'content.assess'>['flow']>;

const ROW = 52;
const LABEL = 28;

/** Controlled Chinese-origin value is in the accent colour, and named so in the legend of the answer. */
export default function FlowChart({ flow, label }: { readonly flow: Flow; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useScheme();
  const starts = flow.nodes.filter(({ id }) => !flow.links.some(({ to }) => to === id)).length;
  useEffect(() => {
    if (!box.current) return undefined;
    const colours = COLOURS[scheme];
    const chart = init(box.current, null, { renderer: 'svg' });
    const controlled = new Set(flow.nodes.filter((node) => node.controlled).map(({ id }) => id));
    const names = new Map(flow.nodes.map(({ id, name }) => [id, name]));
    const ends = new Set(flow.nodes.map(({ id }) => id).filter((id) => !flow.links.some(({ from }) => from === id)));
    const name = (id: string) => names.get(id) ?? id;
    chart.setOption({
      animation: false,
      tooltip: {
        backgroundColor: colours.paper,
        borderColor: colours.edge,
        textStyle: { color: colours.ink },
        formatter: ({ data }: { data: { name?: string; source?: string; target?: string } }) =>
          escaped(
            data.source === undefined ? name(data.name ?? '') : `${name(data.source)} → ${name(data.target ?? '')}`,
          ),
      },
      series: [
        {
          type: 'sankey',
          left: 4,
          right: 4,
          top: 8,
          bottom: 8,
          nodeWidth: 12,
          nodeGap: 20,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          label: {
            fontSize: 13,
            fontFamily: 'inherit',
            color: colours.ink,
            textBorderColor: colours.paper,
            textBorderWidth: 3,
            formatter: ({ name: id }: { name: string }) => short(name(id)),
          },
          data: flow.nodes
            .filter(({ id }) => flow.links.some(({ from, to }) => from === id || to === id))
            .map(({ id }) => ({
              name: id,
              itemStyle: { color: controlled.has(id) ? colours.accent : colours.edge, borderWidth: 0 },
              label: { position: ends.has(id) ? 'left' : 'right' },
            })),
          links: flow.links.map(({ from, to, value }) => ({
            source: from,
            target: to,
            value,
            lineStyle: {
              color: controlled.has(from) ? colours.accent : colours.edge,
              opacity: controlled.has(from) ? 0.5 : 0.3,
            },
          })),
        },
      ],
    });
    const sizes = new ResizeObserver(() => chart.resize());
    sizes.observe(box.current);
    return () => {
      sizes.disconnect();
      chart.dispose();
    };
  }, [flow, scheme]);
  return (
    <div
      ref={box}
      className="flow-chart"
      role="img"
      aria-label={label}
      style={{ height: Math.min(640, Math.max(150, starts * ROW + 30)) }}
    />
  );
}

function short(name: string): string {
  const signs = [...name];
  return signs.length <= LABEL ? name : `${signs.slice(0, LABEL - 1).join('')}…`;
}

/** Names are the user's, and the tooltip is HTML. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
