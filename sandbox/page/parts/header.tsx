import { useSignal } from '@preact/signals';
import { reset } from '../store/actions';
import { asCurl, type Call, lastCall, tell } from '../store/api';
import { connection } from '../store/world';
import { Button } from './button';

export function Header() {
  return (
    <header class="top">
      <span class="logo">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path d="M7 9h18v12H15l-6 5v-5H7z" />
        </svg>
      </span>
      <h1>Connect messaging sandbox</h1>
      <p class="subtitle">
        Customers on the left, agents on the right, the state machines between them
      </p>
      <LastCall />
      <Connection />
      <Button class="quiet" press={reset}>
        Reset
      </Button>
    </header>
  );
}

/** Everything the page does is a call of the HTTP surface. */
function LastCall() {
  const call = lastCall.value;
  const copied = useSignal<Call | undefined>(undefined);
  if (!call) return null;
  const noteCopied = () => {
    copied.value = call;
  };
  const copy = () => navigator.clipboard.writeText(asCurl(call)).then(noteCopied).catch(tell);
  return (
    <button type="button" class="last-call" title="Copy this call for a terminal" onClick={copy}>
      <code>
        {call.method} {shortened(call.path)} → {call.status}
      </code>
      <span>{copied.value === call ? 'Copied' : 'Copy as curl'}</span>
    </button>
  );
}

function shortened(path: string): string {
  return path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, (id) => `${id.slice(0, 4)}…`);
}

function Connection() {
  return (
    <output class={`connection ${connection}`}>
      <span class="dot" aria-hidden="true" />
      {connection}
    </output>
  );
}
