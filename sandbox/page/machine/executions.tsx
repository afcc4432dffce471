import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Earlier } from '../parts/earlier';
import { show } from '../store/run';
import { filtered } from '../store/search';
import type { ExecutionSummary } from '../store/types';
import { executionName, filter } from '../store/view';
import { executions } from '../store/world';
import { ExecutionRow } from './execution-row';
import { Filters } from './filters';

const PAGE = 60;
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** The executions, newest first. */
export function Executions() {
  const count = useSignal(PAGE);
  const found = useComputed(() => filtered([...executions.value.values()], filter.value)).value;
  const list = useRef<HTMLDivElement>(null);
  const total = useRef(found.length);
  // Whoever reads further below keeps what stands there.
  useLayoutEffect(() => {
    const arrived = found.length - total.current;
    total.current = found.length;
    if (arrived > 0 && list.current?.scrollTop) count.value += arrived;
  }, [found.length]);
  return (
    <div class="executions" ref={list}>
      <Filters
        filter={filter.value}
        change={(changed) => {
          filter.value = { ...filter.value, ...changed };
          count.value = PAGE;
        }}
      />
      {found.length === 0 && (
        <p class="nothing">No execution{executions.value.size > 0 && ' like this'}.</p>
      )}
      <Rows shown={found.slice(0, count.value)} />
      <Earlier total={found.length} count={count} step={PAGE} />
    </div>
  );
}

/** One stop of the tab key: the arrow keys move between the rows. */
function Rows({ shown }: { shown: ExecutionSummary[] }) {
  const visited = useSignal<string | undefined>(undefined);
  const wished = [visited.value, executionName.value].find((name) =>
    shown.some((one) => one.name === name),
  );
  const reachable = wished ?? shown[0]?.name;
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    buttons[buttons.findIndex((one) => one === document.activeElement) + step]?.focus();
  };
  return (
    <ul aria-label="Executions" onKeyDown={move}>
      {shown.map((one) => (
        <ExecutionRow
          key={one.name}
          execution={one}
          isChosen={one.name === executionName.value}
          isReachable={one.name === reachable}
          choose={() => show(one)}
          visit={() => {
            visited.value = one.name;
          }}
        />
      ))}
    </ul>
  );
}
