import type { Layout } from '../../../graph/layout';
import { curve } from '../../../graph/svg';
import { shortcut } from './shortcut';
import type { Visit } from './visits';

export interface EdgesProps {
  layout: Layout;
  visits: Visit[];
}

export function Edges({ layout, visits }: EdgesProps) {
  const taken = new Set(visits.map(({ state }, index) => `${visits[index - 1]?.state}>${state}`));
  const drawn = layout.edges.map((edge) => {
    const isTaken = taken.delete(`${edge.from}>${edge.to}`);
    const classes = `edge ${edge.kind} ${isTaken ? 'taken' : ''}`;
    return (
      <path
        key={`${edge.from}>${edge.to}`}
        class={classes}
        data-way={`${edge.from}>${edge.to}`}
        d={curve(edge.points)}
        marker-end={`url(#${isTaken ? 'arrow-taken' : 'arrow'})`}
      />
    );
  });
  return (
    <g>
      <defs>
        <Arrow id="arrow" />
        <Arrow id="arrow-taken" />
      </defs>
      <Start layout={layout} />
      {drawn}
      {[...taken].map((way) => (
        <Shortcut key={way} layout={layout} way={way} />
      ))}
    </g>
  );
}

function Arrow({ id }: { id: string }) {
  return (
    <marker
      id={id}
      viewBox="0 0 10 10"
      refX="9"
      refY="5"
      markerUnits="userSpaceOnUse"
      markerWidth="9"
      markerHeight="9"
      orient="auto-start-reverse"
    >
      <path d="M0 1 9 5 0 9z" />
    </marker>
  );
}

function Start({ layout: { nodes, start } }: { layout: Layout }) {
  const first = nodes.find(({ id }) => id === start);
  if (!first) return null;
  const top = first.y - first.height / 2;
  return (
    <>
      <circle class="start" cx={first.x} cy={top - 22} r="5" />
      <path class="edge" d={`M${first.x} ${top - 16}V${top}`} marker-end="url(#arrow)" />
    </>
  );
}

/** A caught error that the picture leaves out until it happens. */
function Shortcut({ layout: { nodes }, way }: { layout: Layout; way: string }) {
  const [from, to] = way.split('>').map((id) => nodes.find((node) => node.id === id));
  if (!from || !to) return null;
  const points = shortcut(nodes, from, to).map(({ x, y }) => `${x} ${y}`);
  return (
    <path
      class="edge catch taken"
      data-way={way}
      d={`M${points.join('L')}`}
      marker-end="url(#arrow-taken)"
    />
  );
}
