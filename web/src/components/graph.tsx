import {
  type AriaLabelConfig,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useScheme } from '../theme/scheme.ts';
import { Icon, type IconName } from './icon.tsx';
import { layersOf } from './layers.ts';
import '@xyflow/react/dist/base.css';
import './graph.css';
import './share-bar.css';

export interface Box {
  readonly id: string;
  readonly title: string;
  readonly lines?: readonly string[];
  /** A mark with its word: colour alone says nothing. */
  readonly mark?: {
    readonly icon: IconName;
    readonly word: string;
    readonly tone: 'warn' | 'danger' | 'good' | 'open';
  };
  /** Something about it is unknown: drawn hatched. */
  readonly open?: boolean;
  /** What all is about. */
  readonly main?: boolean;
}

export interface Link {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** Not known: drawn dashed. */
  readonly open?: boolean;
}

interface GraphProps {
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** Says what the picture shows; read out. */
  readonly label: string;
  /** Word beside a link that closes a loop. */
  readonly loop: string;
  readonly onChoose?: (id: string) => void;
}

const WIDTH = 190;
const GAP = { across: 26, down: 92 };
const LINE = 19;

type BoxNode = Node<{ box: Box }, 'box'>;

/** Boxes and arrows from the top down. Load it lazily: it brings React Flow along. */
export default function Graph({ boxes, links, label, loop, onChoose }: GraphProps) {
  const { t } = useTranslation();
  const scheme = useScheme();
  const [nodes, edges] = useMemo(() => drawing(boxes, links, loop), [boxes, links, loop]);
  const words: Partial<AriaLabelConfig> = {
    'node.a11yDescription.default': t('graph.box'),
    'edge.a11yDescription.default': '',
    'controls.ariaLabel': t('graph.controls'),
    'controls.zoomIn.ariaLabel': t('graph.zoomIn'),
    'controls.zoomOut.ariaLabel': t('graph.zoomOut'),
    'controls.fitView.ariaLabel': t('graph.fit'),
  };
  return (
    <figure className="graph" aria-label={label}>
      <ReactFlow<BoxNode>
        // Drawn anew with other boxes, so that it fits again.
        key={boxes.map(({ id }) => id).join('\n')}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        colorMode={scheme}
        fitView
        fitViewOptions={{ padding: 0.08, maxZoom: 1.1, minZoom: 0.35 }}
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elementsSelectable={onChoose !== undefined}
        preventScrolling={false}
        zoomOnScroll={false}
        onNodeClick={(_, { id }) => onChoose?.(id)}
        onSelectionChange={({ nodes: [chosen] }) => {
          if (chosen) onChoose?.(chosen.id);
        }}
        ariaLabelConfig={words}
      >
        <Controls showInteractive={false} />
      </ReactFlow>
    </figure>
  );
}

const NODE_TYPES = { box: BoxView };

function BoxView({ data: { box } }: NodeProps<BoxNode>) {
  const { title, lines = [], mark, open = false, main = false } = box;
  return (
    <div className={`graph-box ${open ? 'hatched' : ''} ${main ? 'main' : ''} ${mark?.tone ?? ''}`}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <div className="words">
        <strong>{title}</strong>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        {mark && (
          <span className="mark">
            <Icon name={mark.icon} /> {mark.word}
          </span>
        )}
      </div>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
      {/* A loop is closed beside the boxes, where no other arrow runs. */}
      <Handle type="source" id="beside-out" position={Position.Right} isConnectable={false} />
      <Handle type="target" id="beside-in" position={Position.Right} isConnectable={false} />
    </div>
  );
}

function drawing(boxes: readonly Box[], links: readonly Link[], loop: string): [BoxNode[], Edge[]] {
  const { places, back } = layersOf(
    boxes.map(({ id }) => id),
    links,
  );
  // A title breaks into lines of some twenty signs, Chinese ones counting twice.
  const heightOf = ({ title, lines = [], mark }: Box) =>
    20 + LINE * (Math.ceil(wide(title) / 22) + lines.length + (mark ? 1 : 0));
  const heights: number[] = [];
  for (const box of boxes) {
    const at = places.get(box.id)?.layer ?? 0;
    heights[at] = Math.max(heights[at] ?? 0, heightOf(box));
  }
  const tops: number[] = [];
  heights.forEach((_, at) => tops.push(at === 0 ? 0 : (tops[at - 1] ?? 0) + (heights[at - 1] ?? 0) + GAP.down));
  const nodes = boxes.map((box): BoxNode => {
    const { column, layer } = places.get(box.id) ?? { column: 0, layer: 0 };
    return {
      id: box.id,
      type: 'box',
      position: { x: column * (WIDTH + GAP.across) - WIDTH / 2, y: tops[layer] ?? 0 },
      data: { box },
      width: WIDTH,
      ariaLabel: [box.title, ...(box.lines ?? []), ...(box.mark ? [box.mark.word] : [])].join(', '),
    };
  });
  const edges = links.map(({ from, to, label, open = false }, index): Edge => {
    const closes = back.has(index);
    const words = [label ?? '', closes ? `↺ ${loop}` : ''].filter((word) => word !== '').join(' · ');
    return {
      id: `${index}`,
      source: from,
      target: to,
      ...(closes ? { sourceHandle: 'beside-out', targetHandle: 'beside-in' } : {}),
      className: `${open ? 'open' : ''} ${closes ? 'back' : ''}`,
      markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--edge)' },
      ...(words === '' ? {} : { label: words, labelBgPadding: [4, 2] as [number, number], labelBgBorderRadius: 3 }),
    };
  });
  return [nodes, edges];
}

const wide = (text: string): number => [...text].reduce((sum, sign) => sum + (/[⺀-￯]/u.test(sign) ? 2 : 1), 0);
