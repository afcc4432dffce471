import { useId } from 'preact/hooks';
import type { ExecutionFilter } from '../store/view';

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

export interface FiltersProps {
  filter: ExecutionFilter;
  change(changed: Partial<ExecutionFilter>): void;
}

/** Those of the Step Functions console, and one for what nobody says. */
export function Filters({ filter, change }: FiltersProps) {
  const id = useId();
  return (
    <search class="filters">
      <label class="hidden" for={`${id}-text`}>
        Search executions
      </label>
      <input
        id={`${id}-text`}
        type="search"
        placeholder="Search text, number, id"
        value={filter.text}
        onInput={({ currentTarget }) => change({ text: currentTarget.value })}
      />
      <label class="hidden" for={`${id}-status`}>
        Status
      </label>
      <select
        id={`${id}-status`}
        value={filter.status}
        onChange={({ currentTarget }) => change({ status: currentTarget.value })}
      >
        <option value="">Any status</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {status.toLowerCase().replace('_', ' ')}
          </option>
        ))}
      </select>
      <label class="hidden" for={`${id}-machine`}>
        Direction
      </label>
      <select
        id={`${id}-machine`}
        value={filter.machine}
        onChange={({ currentTarget }) => change({ machine: currentTarget.value })}
      >
        <option value="">Both ways</option>
        <option value="session-lifecycle">to the agent</option>
        <option value="agent-event-router">to the customer</option>
      </select>
      <label class="with-events">
        <input
          type="checkbox"
          checked={filter.events}
          onChange={({ currentTarget }) => change({ events: currentTarget.checked })}
        />
        with typing, joining, …
      </label>
    </search>
  );
}
