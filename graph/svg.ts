import { type Layout, type PlacedEdge, type PlacedNode, placed } from './layout';
import type { Graph } from './model';

/** How a state ended: `caught` means that it failed and that the execution went on from there. */
export type Status = 'succeeded' | 'caught' | 'failed';

/** What happened in one execution: the states in the order in which they were entered. */
export interface Run {
  path: { state: string; status: Status }[];
}

export interface Drawing {
  graph: Graph;
  /** For who cannot see the picture. */
  title: string;
  /** Marks the way of an execution; without it, the machine alone is drawn. */
  run?: Run;
}

/** Colours are never the only sign: each status has its own mark. */
const MARKS: Record<Status, string> = { succeeded: '✓', caught: '!', failed: '✗' };

const STYLE = `
  .paper { fill: #fff }
  .state rect { fill: #f6f8fa; stroke: #6e7781; stroke-width: 1.2 }
  .Choice rect { fill: #fff8e6; stroke: #9a6700; stroke-dasharray: 5 3 }
  .Succeed rect { stroke: #1a7f37; stroke-width: 2 }
  .Fail rect { stroke: #cf222e; stroke-width: 2 }
  .state text { font: 13px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328; text-anchor: middle }
  .edge { fill: none; stroke: #6e7781; stroke-width: 1.2 }
  .otherwise { stroke-dasharray: 6 3 }
  .catch { stroke: #c9a0a0; stroke-dasharray: 2 3 }
  .start { fill: #1f2328 }
  .other { opacity: .35 }
  .taken { stroke: #1f2328; stroke-width: 2.4; stroke-dasharray: none }
  .succeeded rect { fill: #dafbe1; stroke: #1a7f37; stroke-dasharray: none; stroke-width: 2 }
  .caught rect { fill: #fff1cc; stroke: #9a6700; stroke-dasharray: none; stroke-width: 2.4 }
  .failed rect { fill: #ffe0de; stroke: #cf222e; stroke-dasharray: none; stroke-width: 2.4 }`;

/** A state machine, and what happened in one of its executions, as a picture that stands alone. */
export function svgOf({ graph, title, run }: Drawing): string {
  const layout = placed(graph);
  const { width, height } = layout;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" orient="auto-start-reverse"><path d="M0 1 9 5 0 9z" fill="#57606a"/></marker></defs>',
    `<rect class="paper" width="${width}" height="${height}" rx="8"/>`,
    startOf(layout),
    ...layout.edges.map((edge) => edgeOf(edge, run)),
    ...layout.nodes.map((node) => nodeOf(node, run)),
    '</svg>',
  ].join('\n')}\n`;
}

function startOf({ nodes, start }: Layout): string {
  const first = nodes.find(({ id }) => id === start);
  if (!first) return '';
  const top = first.y - first.height / 2;
  return `<circle class="start" cx="${round(first.x)}" cy="${round(top - 22)}" r="6"/><path class="edge" marker-end="url(#arrow)" d="M${round(first.x)} ${round(top - 16)}V${round(top)}"/>`;
}

function edgeOf({ from, to, kind, errors, points }: PlacedEdge, run?: Run): string {
  const tooltip = errors.length > 0 ? `<title>${escaped(errors.join(', '))}</title>` : '';
  const classes = ['edge', kind, run && (isTaken(from, to, run) ? 'taken' : 'other')];
  return `<path class="${classed(classes)}" marker-end="url(#arrow)" d="${curve(points)}">${tooltip}</path>`;
}

function nodeOf({ id, type, x, y, width, height }: PlacedNode, run?: Run): string {
  const status = run?.path.findLast(({ state }) => state === id)?.status;
  const classes = ['state', type, run && (status ?? 'other')];
  const label = status ? `${MARKS[status]} ${id}` : id;
  const radius = type === 'Choice' ? height / 2 : 6;
  return [
    `<g class="${classed(classes)}">`,
    `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${height}" rx="${radius}"/>`,
    `<text x="${round(x)}" y="${round(y)}" dy=".35em">${escaped(label)}</text>`,
    '</g>',
  ].join('');
}

function isTaken(from: string, to: string, { path }: Run): boolean {
  return path.some(({ state }, index) => state === from && path[index + 1]?.state === to);
}

/** Through the middles between the points, bent at the points; straight at both ends. */
export function curve(points: PlacedEdge['points']): string {
  const [first, ...rest] = points;
  const last = rest.pop();
  if (!first || !last) return '';
  const bends = rest.map((point, index) => {
    const next = rest[index + 1] ?? last;
    const isLast = index === rest.length - 1;
    const end = isLast ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(first)}${bends.length > 0 ? bends.join('') : `L${at(last)}`}`;
}

const at = ({ x, y }: { x: number; y: number }) => `${round(x)} ${round(y)}`;
const round = (pixels: number) => Math.round(pixels * 10) / 10;
const classed = (names: (string | undefined)[]) => names.filter(Boolean).join(' ');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
