import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Layout } from '../../../graph/layout';
import { follow, inspected, type MachineName } from '../store/view';
import { layouts } from './definitions';
import { Edges } from './edges';
import { GraphNode } from './graph-node';
import type { Visit } from './visits';

export interface GraphProps {
  machine: MachineName;
  visits: Visit[];
}

/** The machine as it is in asl/, and the way that the execution took. */
export function Graph({ machine, visits }: GraphProps) {
  const layout = layouts[machine];
  const focused = useSignal(layout.start);
  const picture = useRef<SVGSVGElement>(null);
  const show = (nodes: string) => {
    picture.current?.querySelector(nodes)?.scrollIntoView?.({ block: 'nearest' });
  };
  useEffect(() => show('.node.running'), [visits.at(-1)?.state]);
  useEffect(() => show('.node[aria-pressed="true"]'), [inspected.value]);
  const move = (event: KeyboardEvent) => {
    const next = neighbour(layout, focused.value, event.key);
    if (!next) return;
    event.preventDefault();
    focused.value = next;
    picture.current?.querySelector<SVGElement>(`[data-state="${next}"]`)?.focus();
  };
  return (
    <svg
      ref={picture}
      class={`graph ${visits.length > 0 ? 'with-run' : ''}`}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      // biome-ignore lint/a11y/useSemanticElements: SVG has no fieldset
      role="group"
      aria-label={`States of ${machine}; the arrow keys move between them`}
      onKeyDown={move}
    >
      <Edges layout={layout} visits={visits} />
      {layout.nodes.map((node) => (
        <GraphNode
          key={node.id}
          node={node}
          visits={visits.filter(({ state }) => state === node.id)}
          isInspected={inspected.value === node.id}
          isReachable={focused.value === node.id}
          inspect={() => {
            follow.value = false;
            focused.value = node.id;
            inspected.value = node.id;
          }}
        />
      ))}
    </svg>
  );
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** From top to bottom, as one reads. */
function neighbour({ nodes }: Layout, from: string, key: string): string | undefined {
  const step = STEPS[key];
  if (!step) return undefined;
  const order = nodes.toSorted((a, b) => a.y - b.y || a.x - b.x).map(({ id }) => id);
  return order[order.indexOf(from) + step];
}
