import { useComputed } from '@preact/signals';
import { duration } from '../parts/format';
import { Switch } from '../parts/switch';
import { Tabs } from '../parts/tabs';
import { show, shown } from '../store/run';
import {
  executionName,
  follow,
  inspected,
  isExplored,
  type MachineName,
  machine,
} from '../store/view';
import { executions } from '../store/world';
import { definitions } from './definitions';
import { Executions } from './executions';
import { Graph } from './graph';
import { Inspector } from './inspector';
import { StatusPill } from './status-pill';
import { type Visit, visitsOf } from './visits';

const NONE: Visit[] = [];
const TABS: { id: MachineName; label: string }[] = [
  { id: 'session-lifecycle', label: 'session-lifecycle' },
  { id: 'agent-event-router', label: 'agent-event-router' },
];

/** The state machines, live, and everything that they ran. */
export function Machine() {
  const run = useComputed(() =>
    shown.value?.machine === machine.value ? shown.value : undefined,
  ).value;
  const visits = useComputed(() =>
    shown.value?.machine === machine.value ? visitsOf(shown.value) : NONE,
  ).value;
  return (
    <section class="column machine" aria-labelledby="machine-title">
      <header>
        <h2 id="machine-title">State machines</h2>
        <Tabs label="State machine" tabs={TABS} chosen={machine.value} choose={choose} />
        <FollowSwitch />
      </header>
      <Executions />
      <div class="stage">
        <div class="caption">
          {run ? (
            <>
              <StatusPill status={run.status} />
              <button type="button" class="link" data-state="" onClick={inspectExecution}>
                {run.name}
              </button>
              <span>{duration(run.startedAt, run.stoppedAt)}</span>
            </>
          ) : (
            <p>{definitions[machine.value].Comment}</p>
          )}
        </div>
        <div class="canvas">
          <Graph key={machine.value} machine={machine.value} visits={visits} />
        </div>
        {inspected.value !== undefined && <Inspector run={run} visits={visits} />}
      </div>
    </section>
  );
}

function inspectExecution(): void {
  inspected.value = '';
}

/** The newest execution of the machine, if there is one. */
function choose(name: MachineName): void {
  if (name !== machine.value) inspected.value = undefined;
  machine.value = name;
  follow.value = false;
  const newest = [...executions.value.values()].findLast((one) => one.machine === name);
  const current = executions.value.get(executionName.value ?? '');
  if (newest && current?.machine !== name) show(newest);
}

function FollowSwitch() {
  const change = () => {
    follow.value = !follow.value;
  };
  return (
    <Switch isOn={follow.value} turn={change}>
      Follow live{follow.value && isExplored.value && ': waits'}
    </Switch>
  );
}
