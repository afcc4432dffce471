import { useComputed } from '@preact/signals';
import { inspect } from '../store/actions';
import type { MachineName } from '../store/view';
import { executionOf, failures } from '../store/world';

const WORDS: Record<string, string> = {
  RUNNING: 'on its way',
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
  ABORTED: 'stopped',
};
const MARKS: Record<string, string> = { SUCCEEDED: '✓', RUNNING: '…' };
/** What the ledger knows beyond a failed execution. */
const LEDGER: Record<string, string> = {
  RETRYING: 'will be tried again',
  REPLAYING: 'is being replayed',
  OUTCOME_UNKNOWN: 'outcome unknown',
};

/** What became of a message; leads to its execution. */
export function Fate({ messageId, arrived }: { messageId: string; arrived: string }) {
  const execution = useComputed(() => executionOf.value.get(messageId)).value;
  if (!execution) return null;
  const { status, name, machine } = execution;
  const word = status === 'SUCCEEDED' ? arrived : (inLedger(name) ?? WORDS[status]);
  return (
    <button
      type="button"
      class={`fate ${status}`}
      title="Show the execution"
      onClick={() => inspect(name, machine as MachineName)}
    >
      {MARKS[status] ?? '✗'} {word}
    </button>
  );
}

/** An execution's name holds the ledger's id of its message. */
function inLedger(executionName: string): string | undefined {
  const entry = failures.value.find(({ id }) => executionName.includes(id));
  return LEDGER[entry?.status ?? ''];
}
