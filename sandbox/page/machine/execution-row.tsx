import { memo } from 'preact/compat';
import { duration, timeOf } from '../parts/format';
import type { ExecutionSummary } from '../store/types';
import { StatusPill } from './status-pill';

export interface ExecutionRowProps {
  execution: ExecutionSummary;
  isChosen: boolean;
  choose(): void;
}

function ShownRow({ execution, isChosen, choose }: ExecutionRowProps) {
  const { machine, status, startedAt, stoppedAt, text, error, name } = execution;
  const isInbound = machine === 'session-lifecycle';
  return (
    <li>
      <button type="button" aria-pressed={isChosen} title={name} onClick={choose}>
        <span class="way" role="img" aria-label={isInbound ? 'to the agent' : 'to the customer'}>
          {isInbound ? '→' : '←'}
        </span>
        <span class="text">{text || name}</span>
        <StatusPill status={status} />
        <span class="when">
          {timeOf(startedAt)} {error ?? duration(startedAt, stoppedAt)}
        </span>
      </button>
    </li>
  );
}

export const ExecutionRow = memo(
  ShownRow,
  (before, after) => before.execution === after.execution && before.isChosen === after.isChosen,
);
