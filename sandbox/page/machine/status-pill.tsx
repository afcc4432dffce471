const MARKS: Record<string, string> = { SUCCEEDED: '✓', RUNNING: '…' };

/** How an execution ended. */
export function StatusPill({ status }: { status: string }) {
  return (
    <span class={`pill ${status}`}>
      {MARKS[status] ?? '✗'} {status.toLowerCase().replace('_', ' ')}
    </span>
  );
}
