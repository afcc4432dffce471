import { useEffect, useRef } from 'preact/hooks';
import { duration } from '../parts/format';
import { Json } from '../parts/json';
import type { Execution } from '../store/types';
import { inspected, machine } from '../store/view';
import { definitions } from './definitions';
import type { Visit } from './visits';

export interface InspectorProps {
  run: Execution | undefined;
  visits: Visit[];
}

/** What went into a state, or into the whole execution, and what came out. */
export function Inspector({ run, visits }: InspectorProps) {
  const state = inspected.value;
  const title = state || 'The whole execution';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.scrollIntoView?.({ block: 'nearest' }), [state]);
  return (
    <aside class="inspector" aria-label={title}>
      <header>
        <h3 ref={heading}>{title}</h3>
        <button type="button" class="quiet" onClick={close}>
          Close
        </button>
      </header>
      {state ? (
        <StateDetails state={state} visits={visits.filter((visit) => visit.state === state)} />
      ) : (
        run && <ExecutionDetails run={run} />
      )}
    </aside>
  );
}

/** The keyboard goes back to where it came from. */
function close(): void {
  document.querySelector<HTMLElement>(`[data-state="${inspected.value}"]`)?.focus();
  inspected.value = undefined;
}

function ExecutionDetails({ run }: { run: Execution }) {
  return (
    <>
      {run.error && (
        <p class="error">
          <strong>{run.error}</strong> {run.cause}
        </p>
      )}
      <Json label="Input" value={run.input} />
      <Json label="Output" value={run.output} />
    </>
  );
}

function StateDetails({ state, visits }: { state: string; visits: Visit[] }) {
  const { Type, Comment, Resource } = definitions[machine.value].States[state] ?? {};
  return (
    <>
      <p class="comment">
        <span class="type">{Type}</span> {Comment}
      </p>
      {Resource && <code class="resource">{Resource.replace('arn:aws:states:::', '')}</code>}
      {visits.length === 0 && <p>This execution did not come by here.</p>}
      {visits.map((visit) => (
        <VisitDetails key={visit.enteredAt} visit={visit} />
      ))}
    </>
  );
}

function VisitDetails({ visit }: { visit: Visit }) {
  const { status, enteredAt, leftAt, retries, errors, input, call, output } = visit;
  return (
    <>
      <dl>
        <dt>Result</dt>
        <dd>{status === 'caught' ? 'failed, and the error was caught' : status}</dd>
        <dt>Duration</dt>
        <dd>{duration(enteredAt, leftAt) ?? 'still running'}</dd>
        <dt>Retries</dt>
        <dd>{retries}</dd>
      </dl>
      {errors.map(({ error, cause }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: attempts have no other name than their order
        <p class="error" key={index}>
          <strong>{error}</strong> {cause}
        </p>
      ))}
      <Json label="Input" value={input} />
      <Json label="Call" value={call} />
      <Json label="Output" value={output} />
    </>
  );
}
