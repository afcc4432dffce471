import type { Execution, ExecutionEvent } from '../store/types';

export type VisitStatus = 'running' | 'succeeded' | 'caught' | 'failed';

/** One stay of an execution in one state. */
export interface Visit {
  state: string;
  status: VisitStatus;
  enteredAt: string;
  leftAt?: string;
  input?: unknown;
  output?: unknown;
  /** What the task was called with. */
  call?: unknown;
  retries: number;
  errors: { error: string; cause: string }[];
}

/** The states of an execution in the order in which they were entered. */
export function visitsOf({ events, status, stoppedAt }: Execution): Visit[] {
  const visits: Visit[] = [];
  for (const event of events) {
    if (event.type === 'StateEntered') visits.push(entered(event));
    const visit = visits.findLast(({ state }) => state === event.state);
    if (visit) note[event.type]?.(visit, event);
  }
  const last = visits.at(-1);
  if (last && stoppedAt && last.status === 'running') {
    last.status = status === 'SUCCEEDED' ? 'succeeded' : 'failed';
    last.leftAt = stoppedAt;
  }
  return visits;
}

function entered({ state, at, input }: ExecutionEvent): Visit {
  return { state, status: 'running', enteredAt: at, input, retries: 0, errors: [] };
}

const note: Partial<Record<ExecutionEvent['type'], (visit: Visit, event: ExecutionEvent) => void>> =
  {
    TaskScheduled: (visit, { input }) => {
      visit.call = input;
    },
    TaskFailed: (visit, { error = '', cause = '' }) => {
      visit.errors.push({ error, cause });
    },
    TaskRetried: (visit) => {
      visit.retries += 1;
    },
    ErrorCaught: (visit, { at }) => {
      visit.status = 'caught';
      visit.leftAt = at;
    },
    StateExited: (visit, { at, output }) => {
      if (visit.status === 'running') visit.status = 'succeeded';
      visit.leftAt = at;
      visit.output = output;
    },
  };
