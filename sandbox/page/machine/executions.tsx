import { useComputed, useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { Earlier } from '../parts/earlier';
import { inspect } from '../store/actions';
import { type ExecutionFilter, filtered } from '../store/search';
import { executionName, inspected, type MachineName } from '../store/view';
import { executions } from '../store/world';
import { ExecutionRow } from './execution-row';

const PAGE = 60;
const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

/** All executions, newest first, with the filters of the Step Functions console. */
export function Executions() {
  const filter = useSignal<ExecutionFilter>({ text: '', status: '', machine: '' });
  const count = useSignal(PAGE);
  const found = useComputed(() => filtered([...executions.value.values()], filter.value)).value;
  return (
    <div class="executions">
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
      <ul aria-label="Executions">
        {found.slice(0, count.value).map((one) => (
          <ExecutionRow
            key={one.name}
            execution={one}
            isChosen={one.name === executionName.value}
            choose={() => {
              inspect(one.name, one.machine as MachineName);
              inspected.value = undefined;
            }}
          />
        ))}
      </ul>
      <Earlier total={found.length} count={count} step={PAGE} />
    </div>
  );
}

interface FiltersProps {
  filter: ExecutionFilter;
  change(changed: Partial<ExecutionFilter>): void;
}

function Filters({ filter, change }: FiltersProps) {
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
    </search>
  );
}
