import { Graph as DagreGraph, layout } from '@dagrejs/dagre';
import type { Edge, Graph, Node } from './model';

/** Pixels. `x` and `y` are a node's middle. */
export interface PlacedNode extends Node {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedEdge extends Edge {
  points: { x: number; y: number }[];
}

export interface Layout {
  width: number;
  height: number;
  start: string;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

/** Pixels between the states, and of their boxes. */
export interface Spacing {
  nodesep: number;
  ranksep: number;
  edgesep: number;
  nodeHeight: number;
  characterWidth: number;
  nodePadding: number;
}

const WIDE: Spacing = {
  nodesep: 28,
  ranksep: 38,
  edgesep: 14,
  nodeHeight: 36,
  characterWidth: 7.6,
  nodePadding: 36,
};
const MARGIN = 16;
/** What comes first leads downwards where there is a circle: a choice is an exception, a caught error more so. */
const ORDER = ['otherwise', 'next', 'catch'] as const;
/** Heavier edges are kept short and straight: the usual way reads from top to bottom. */
const WEIGHT = { next: 6, otherwise: 3, catch: 1 };

/** Places the states of a machine in layers, each below those that lead to it. */
export function placed({ start, nodes, edges }: Graph, spacing = WIDE): Layout {
  const { nodeHeight: height, characterWidth, nodePadding, ...separations } = spacing;
  const dagre = new DagreGraph()
    .setGraph({ rankdir: 'TB', marginy: 34, ...separations })
    .setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) {
    const width = Math.round(id.length * characterWidth) + nodePadding;
    dagre.setNode(id, { width, height });
  }
  for (const kind of ORDER) {
    for (const { from, to } of edges.filter((edge) => edge.kind === kind)) {
      dagre.setEdge(from, to, { weight: WEIGHT[kind] });
    }
  }
  layout(dagre);
  return withinMargins({
    start,
    nodes: nodes.map((node) => ({ ...node, ...(dagre.node(node.id) as Place) })),
    edges: edges.map((edge) => ({ ...edge, points: pointsOf(dagre.edge(edge.from, edge.to)) })),
  });
}

type Place = Pick<PlacedNode, 'x' | 'y' | 'width' | 'height'>;

function pointsOf(edge: unknown): PlacedEdge['points'] {
  return (edge as { points: PlacedEdge['points'] }).points;
}

/** dagre's own size leaves out edges that run beside the outermost states. */
function withinMargins({ start, nodes, edges }: Omit<Layout, 'width' | 'height'>): Layout {
  const bends = edges.flatMap(({ points }) => points);
  const left = Math.min(...nodes.map((n) => n.x - n.width / 2), ...bends.map(({ x }) => x));
  const right = Math.max(...nodes.map((n) => n.x + n.width / 2), ...bends.map(({ x }) => x));
  const bottom = Math.max(...nodes.map((n) => n.y + n.height / 2), ...bends.map(({ y }) => y));
  const moved = <Point extends { x: number }>(point: Point) => ({
    ...point,
    x: point.x - left + MARGIN,
  });
  return {
    width: Math.ceil(right - left + 2 * MARGIN),
    height: Math.ceil(bottom + MARGIN),
    start,
    nodes: nodes.map(moved),
    edges: edges.map((edge) => ({ ...edge, points: edge.points.map(moved) })),
  };
}
