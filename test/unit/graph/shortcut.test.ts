import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlacedNode, placed } from '../../../graph/layout';
import { type Definition, graphOf } from '../../../graph/model';
import { shortcut } from '../../../sandbox/page/machine/shortcut';

const nodesOf = (machine: string): PlacedNode[] => {
  const file = join(__dirname, '..', '..', '..', 'asl', `${machine}.asl.json`);
  return placed(graphOf(JSON.parse(readFileSync(file, 'utf8')) as Definition)).nodes;
};

const ways = ['session-lifecycle', 'agent-event-router'].flatMap((machine) => {
  const nodes = nodesOf(machine);
  return nodes.flatMap((from) =>
    nodes
      .filter((to) => to.type === 'Fail' && to !== from)
      .map((to) => ({ way: `${from.id} to ${to.id}`, nodes, from, to })),
  );
});

describe('the way of a caught error that the layout leaves out', () => {
  it.each(ways)('$way touches no other state', ({ nodes, from, to }) => {
    const points = shortcut(nodes, from, to);
    const touched = nodes.filter((node) =>
      points.slice(1).some((point, index) => isIn(node, points[index] ?? point, point)),
    );
    expect(touched.map(({ id }) => id).sort()).toEqual([from.id, to.id].sort());
  });
});

/** Whether a horizontal or vertical line comes through a state's box, or to its border. */
function isIn({ x, y, width, height }: PlacedNode, a: Point, b: Point): boolean {
  const isApart = (middle: number, size: number, one: number, other: number) =>
    Math.max(one, other) < middle - size / 2 || Math.min(one, other) > middle + size / 2;
  return !isApart(x, width, a.x, b.x) && !isApart(y, height, a.y, b.y);
}

interface Point {
  x: number;
  y: number;
}
