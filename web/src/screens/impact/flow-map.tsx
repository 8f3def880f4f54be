import { useMemo } from 'react';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { MultiPolygon, Polygon } from 'geojson';
// Natural Earth, public domain: land alone. No border is drawn anywhere, so that none is drawn wrongly.
import world from 'world-atlas/land-110m.json' with { type: 'json' };
import { placeOf } from './places.ts';
import { HALF_WIDTH, project, ringPath } from './projection.ts';

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}
interface FlowMapProps {
  /** Says in a sentence what is shown; read out in its place. A table belongs beside it. */
  readonly label: string;
  /** The largest first. */
  readonly flows: readonly Flow[];
  readonly name: (code: string) => string;
  /** How a flow is told at its far end. */
  readonly say: (flow: Flow) => string;
  /** The end that all flows share. */
  readonly hub: string;
}

const [NORTH, SOUTH] = [78, -56] as const;
const NAMED = 6;
const [TOP, BOTTOM] = [project(150, NORTH)[1], project(150, SOUTH)[1]];
const FRAME = { x: -HALF_WIDTH, y: TOP, width: 2 * HALF_WIDTH, height: BOTTOM - TOP };

function landPath(): string {
  const topology = world as unknown as Topology<{ land: GeometryCollection }>;
  const shapes = feature(topology, topology.objects.land).features.map(
    ({ geometry }) => geometry as Polygon | MultiPolygon,
  );
  const polygons = shapes.flatMap((shape) => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates));
  return polygons
    .filter(([outer = []]) => outer.some(([, north = 0]) => north > SOUTH))
    .flatMap((rings) => rings.map(ringPath))
    .join('');
}

type Point = readonly [x: number, y: number];
/** A shorter arc has no room for a head. */
const SHORTEST_WITH_HEAD = 0.35;

/** The head of an arrow in the middle of an arc, where nothing covers it; undefined: the arc is too short. */
function headOf(from: Point, bend: Point, to: Point, wide: number): string | undefined {
  const [along, down] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(along, down);
  if (length < SHORTEST_WITH_HEAD) return undefined;
  const [x, y] = [(from[0] + 2 * bend[0] + to[0]) / 4, (from[1] + 2 * bend[1] + to[1]) / 4];
  const size = 0.03 + 0.04 * wide;
  const [ex, ey] = [(along / length) * size, (down / length) * size];
  return `M${x + ex} ${y + ey}L${x - ex * 0.6 - ey * 0.8} ${y - ey * 0.6 + ex * 0.8}L${x - ex * 0.6 + ey * 0.8} ${y - ey * 0.6 - ex * 0.8}Z`;
}

/** Parts of the map's width and height that a letter and a line of a name take, where the map is wide. */
const [LETTER, LINE] = [0.009, 0.05];

interface Label {
  readonly key: string;
  readonly text: string;
  readonly at: Point;
  readonly isMinor: boolean;
  readonly isHub: boolean;
}
/** Names beside their points, each on the side where none of those before it lies. */
function placed(labels: readonly Label[]) {
  const taken: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }[] = [];
  return labels.map((label) => {
    const [x, y] = [(label.at[0] - FRAME.x) / FRAME.width, (label.at[1] - FRAME.y) / FRAME.height];
    const long = label.text.length * LETTER + 0.02;
    const boxes = ([0, LINE, -LINE, 2 * LINE, -2 * LINE] as const).flatMap((shift) =>
      (label.isHub ? (['left', 'right'] as const) : (['right', 'left'] as const)).map((side) => ({
        side,
        shift,
        left: side === 'right' ? x : x - long,
        right: side === 'right' ? x + long : x,
        top: y + shift - LINE / 2,
        bottom: y + shift + LINE / 2,
      })),
    );
    const isFree = (box: (typeof boxes)[number]) =>
      box.left > -0.01 &&
      box.right < 1.01 &&
      taken.every(
        (other) =>
          box.left > other.right || box.right < other.left || box.top >= other.bottom || box.bottom <= other.top,
      );
    const box = boxes.find(isFree) ?? (boxes[0] as (typeof boxes)[number]);
    taken.push(box);
    const down = FRAME.y + (y + box.shift) * FRAME.height;
    // Where the name does not stand beside its point, a line leads to it.
    const leader = box.shift === 0 ? undefined : `M${label.at.join(' ')}V${down}`;
    return { ...label, side: box.side, leader, style: { left: `${x * 100}%`, top: `${(y + box.shift) * 100}%` } };
  });
}

/** Goods that go from one place to another, as arcs as thick as there is much, on land without borders. */
export function FlowMap({ label, flows, name, say, hub }: FlowMapProps) {
  const land = useMemo(landPath, []);
  const most = Math.max(Number.MIN_VALUE, ...flows.map(({ amount }) => amount));
  const drawn = flows.flatMap((flow) => {
    const [from, to] = [placeOf(flow.from), placeOf(flow.to)];
    if (from === undefined || to === undefined) return [];
    const [one, two] = [project(...from), project(...to)];
    const wide = Math.sqrt(flow.amount / most);
    // Bent to the north, the more the longer.
    const bend = Math.hypot(two[0] - one[0], two[1] - one[1]) * 0.22;
    const middle = [(one[0] + two[0]) / 2, (one[1] + two[1]) / 2 - bend] as const;
    return [
      {
        flow,
        one,
        two,
        wide,
        path: `M${one.join(' ')}Q${middle.join(' ')} ${two.join(' ')}`,
        head: headOf(one, middle, two, wide),
      },
    ];
  });
  const hubAt = placeOf(hub);
  const labels = placed([
    ...(hubAt === undefined ? [] : [{ key: hub, text: name(hub), at: project(...hubAt), isMinor: false, isHub: true }]),
    ...drawn.slice(0, NAMED).map(({ flow, one, two }, index) => {
      const far = flow.from === hub ? flow.to : flow.from;
      return {
        key: far,
        text: `${name(far)} ${say(flow)}`,
        at: flow.from === hub ? two : one,
        isMinor: index >= 1,
        isHub: false,
      };
    }),
  ]);
  return (
    <div className="flow-map" role="img" aria-label={label}>
      <svg viewBox={`${FRAME.x} ${FRAME.y} ${FRAME.width} ${FRAME.height}`} aria-hidden="true">
        <path className="land" d={land} />
        {drawn.map(({ flow, path, wide }) => (
          <path key={`${flow.from} ${flow.to}`} className="flow" d={path} strokeWidth={0.008 + 0.05 * wide} />
        ))}
        {drawn.map(({ flow, head }) =>
          head === undefined ? null : <path key={`${flow.from} ${flow.to}`} className="head" d={head} />,
        )}
        {hubAt && <circle className="hub" cx={project(...hubAt)[0]} cy={project(...hubAt)[1]} r={0.05} />}
        {labels.map(({ key, leader, isMinor }) =>
          leader === undefined ? null : <path key={key} className={isMinor ? 'leader minor' : 'leader'} d={leader} />,
        )}
        {drawn.map(({ flow, one, two, wide }) => {
          const [x, y] = flow.from === hub ? two : one;
          return <circle key={`${flow.from} ${flow.to}`} className="end" cx={x} cy={y} r={0.018 + 0.05 * wide} />;
        })}
      </svg>
      {labels.map(({ key, text, side, isMinor, isHub, style }) => (
        <span key={key} className={`place ${side} ${isMinor ? 'minor' : ''} ${isHub ? 'hub' : ''}`} style={style}>
          {text}
        </span>
      ))}
    </div>
  );
}
