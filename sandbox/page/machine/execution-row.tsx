import { memo } from 'preact/compat';
import { duration, timeOf } from '../parts/format';
import { customerOf } from '../store/search';
import type { ExecutionSummary } from '../store/types';
import { StatusPill } from './status-pill';

export interface ExecutionRowProps {
  execution: ExecutionSummary;
  isChosen: boolean;
  /** Whether the tab key leads here; the arrow keys lead everywhere. */
  isReachable: boolean;
  choose(): void;
  visit(): void;
}

function ShownRow({ execution, isChosen, isReachable, choose, visit }: ExecutionRowProps) {
  const { machine, status, startedAt, stoppedAt, text, error, name } = execution;
  const isInbound = machine === 'session-lifecycle';
  const who = customerOf(execution);
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        tabIndex={isReachable ? 0 : -1}
        title={name}
        onClick={choose}
        onFocus={visit}
      >
        <span class="way" role="img" aria-label={isInbound ? 'to the agent' : 'to the customer'}>
          {isInbound ? '→' : '←'}
        </span>
        <span class="text" dir="auto">
          {text || name}
        </span>
        <StatusPill status={status} />
        <span class="when">
          {timeOf(startedAt)} {error ?? duration(startedAt, stoppedAt)}
        </span>
        <span class="who">
          {who && `…${who.slice(-4)}`} {attemptIn(name)}
        </span>
      </button>
    </li>
  );
}

/** A name ends with how often its message was received, after `r1` since its first replay. */
function attemptIn(name: string): string | undefined {
  const [, replay, attempt] = /-(?:r(\d+)-)?(\d+)$/.exec(name) ?? [];
  const words = [replay && `replay ${replay}`, attempt !== '1' && attempt && `attempt ${attempt}`];
  return words.filter(Boolean).join(', ');
}

export const ExecutionRow = memo(
  ShownRow,
  (before, after) =>
    before.execution === after.execution &&
    before.isChosen === after.isChosen &&
    before.isReachable === after.isReachable,
);
