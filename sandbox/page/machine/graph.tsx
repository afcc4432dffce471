import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Layout } from '../../../graph/layout';
import { follow, inspected, isExplored, type MachineName, panel } from '../store/view';
import { layouts } from './definitions';
import { Edges } from './edges';
import { GraphNode } from './graph-node';
import type { Visit } from './visits';

/** The scale below which nobody can read the names of the states. */
const LEGIBLE = 0.6;
const MARGIN = 12;

export interface GraphProps {
  machine: MachineName;
  visits: Visit[];
}

/** The machine as it is in asl/, and the way that the execution took. */
export function Graph({ machine, visits }: GraphProps) {
  const layout = layouts[machine];
  const focused = useSignal(layout.start);
  const picture = useRef<SVGSVGElement>(null);
  const current = visits.at(-1)?.state;
  const show = (state: string | undefined) => {
    const node = picture.current?.querySelector(`[data-state="${state}"]`);
    if (node) reveal(node, picture.current?.parentElement);
  };
  useEffect(() => show(inspected.value || current), [inspected.value, current, panel.value]);
  const move = (event: KeyboardEvent) => {
    const next = neighbour(layout, focused.value, event.key);
    if (!next) return;
    event.preventDefault();
    picture.current?.querySelector<SVGElement>(`[data-state="${next}"]`)?.focus();
  };
  const enter = ({ target }: FocusEvent) => {
    focused.value = (target as SVGElement).dataset.state ?? focused.value;
    isExplored.value = true;
  };
  const leave = ({ relatedTarget }: Pick<FocusEvent, 'relatedTarget'>) => {
    isExplored.value = picture.current?.contains(relatedTarget as Node | null) ?? false;
  };
  useEffect(() => () => leave({ relatedTarget: null }), []);
  return (
    <svg
      ref={picture}
      class={`graph ${visits.length > 0 ? 'with-run' : ''}`}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      style={{ minWidth: layout.width * LEGIBLE, minHeight: layout.height * LEGIBLE }}
      // biome-ignore lint/a11y/useSemanticElements: SVG has no fieldset
      role="group"
      aria-label={`States of ${machine}; the arrow keys move between them`}
      onKeyDown={move}
      onFocusIn={enter}
      onFocusOut={leave}
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
            inspected.value = node.id;
          }}
        />
      ))}
    </svg>
  );
}

/** Scrolls the picture and nothing else: the page stays where somebody writes. */
function reveal(node: Element, canvas: Element | null | undefined): void {
  if (!canvas) return;
  const [inner, outer] = [node.getBoundingClientRect(), canvas.getBoundingClientRect()];
  const beyond = (start: number, end: number) =>
    Math.min(start - MARGIN, 0) + Math.max(end + MARGIN, 0);
  canvas.scrollTop += beyond(inner.top - outer.top, inner.bottom - outer.bottom);
  canvas.scrollLeft += beyond(inner.left - outer.left, inner.right - outer.right);
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** From top to bottom, as one reads. */
function neighbour({ nodes }: Layout, from: string, key: string): string | undefined {
  const step = STEPS[key];
  if (!step) return undefined;
  const order = nodes.toSorted((a, b) => a.y - b.y || a.x - b.x).map(({ id }) => id);
  return order[order.indexOf(from) + step];
}
