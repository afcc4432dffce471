import type { PlacedNode } from '../../../graph/layout';

interface Point {
  x: number;
  y: number;
}

/** Half of the space between two layers. */
const STUB = 11;
/** Between a lane and the nearest state. */
const CLEARANCE = 8;

const left = ({ x, width }: PlacedNode) => x - width / 2 - CLEARANCE;
const right = ({ x, width }: PlacedNode) => x + width / 2 + CLEARANCE;

/** The corners of a way that the layout knows nothing of: between the layers, and beside all states. */
export function shortcut(nodes: PlacedNode[], from: PlacedNode, to: PlacedNode): Point[] {
  const start = { x: from.x, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y - to.height / 2 };
  const [below, above] = [start.y + STUB, end.y - STUB];
  const isBetween = ({ y }: PlacedNode) => y > Math.min(below, above) && y < Math.max(below, above);
  const x = lane(nodes.filter(isBetween), from.x, to.x);
  return [
    start,
    { x: from.x, y: below },
    { x, y: below },
    { x, y: above },
    { x: to.x, y: above },
    end,
  ];
}

/** The free place that makes the shortest way. */
function lane(obstacles: PlacedNode[], from: number, to: number): number {
  const length = (x: number) => Math.abs(x - from) + Math.abs(x - to);
  const isFree = (x: number) => obstacles.every((node) => x <= left(node) || x >= right(node));
  const places = [to, from, ...obstacles.flatMap((node) => [left(node), right(node)])];
  const [shortest = to] = places.filter(isFree).sort((a, b) => length(a) - length(b));
  return shortest;
}
