export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One thing that happened in an execution, in the order in which it happened. */
export interface ExecutionEvent {
  type:
    | 'StateEntered'
    | 'StateExited'
    | 'TaskScheduled'
    | 'TaskSucceeded'
    | 'TaskFailed'
    | 'TaskRetried'
    | 'ErrorCaught';
  at: string;
  state: string;
  /** Of the state as it was entered, of the task as it was called. */
  input?: unknown;
  output?: unknown;
  resource?: string;
  error?: string;
  cause?: string;
  /** Of a retry: 1 for the first. */
  attempt?: number;
}

export interface Execution {
  name: string;
  machine: string;
  executionArn: string;
  status: ExecutionStatus;
  startedAt: string;
  stoppedAt?: string;
  input: unknown;
  output?: unknown;
  error?: string;
  cause?: string;
  events: ExecutionEvent[];
}
