import type { PlacedNode } from '../../../graph/layout';
import type { Visit, VisitStatus } from './visits';

export interface GraphNodeProps {
  node: PlacedNode;
  /** The stays of the execution in this state. */
  visits: Visit[];
  isInspected: boolean;
  /** Whether the tab key leads here; the arrow keys lead everywhere. */
  isReachable: boolean;
  inspect(): void;
}

/** Colours are never the only sign. */
const MARKS: Record<VisitStatus, string> = {
  running: '…',
  succeeded: '✓',
  caught: '!',
  failed: '✗',
};

export function GraphNode({ node, visits, isInspected, isReachable, inspect }: GraphNodeProps) {
  const { id, type, x, y, width, height } = node;
  const status = visits.at(-1)?.status;
  const retries = visits.reduce((sum, visit) => sum + visit.retries, 0);
  const wasCaught = status === 'succeeded' && visits.some((visit) => visit.status === 'caught');
  const mark = wasCaught ? 'caught' : status;
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    inspect();
  };
  return (
    <g
      class={`node ${type} ${mark ?? ''}`}
      // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own
      role="button"
      tabindex={isReachable ? 0 : -1}
      aria-label={spoken(id, status, wasCaught, retries)}
      aria-pressed={isInspected}
      data-state={id}
      onClick={inspect}
      onKeyDown={press}
    >
      <rect
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={type === 'Choice' ? height / 2 : 7}
      />
      <text x={x} y={y} dy=".35em">
        {id}
      </text>
      {mark && <Mark x={x - width / 2} y={y - height / 2} status={mark} />}
      {retries > 0 && <Retries x={x + width / 2} y={y - height / 2} retries={retries} />}
    </g>
  );
}

function Mark({ x, y, status }: { x: number; y: number; status: VisitStatus }) {
  return (
    <g class="mark">
      <circle cx={x + 2} cy={y + 2} r="8" />
      <text x={x + 2} y={y + 2} dy=".35em">
        {MARKS[status]}
      </text>
    </g>
  );
}

function Retries({ x, y, retries }: { x: number; y: number; retries: number }) {
  return (
    <g class="retries">
      <rect x={x - 16} y={y - 9} width="30" height="18" rx="9" />
      <text x={x - 1} y={y} dy=".35em">
        ↻ {retries}
      </text>
    </g>
  );
}

function spoken(
  id: string,
  status: VisitStatus | undefined,
  wasCaught: boolean,
  retries: number,
): string {
  const tried = retries > 0 ? `, ${retries} ${retries === 1 ? 'retry' : 'retries'}` : '';
  return `${id}: ${status ?? 'not entered'}${wasCaught ? ' after a caught error' : ''}${tried}`;
}
