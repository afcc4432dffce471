import { useSignal } from '@preact/signals';
import { Button } from '../parts/button';
import { Channel } from '../parts/channel';
import { Earlier } from '../parts/earlier';
import { timeOf } from '../parts/format';
import { discard, inspect, replay } from '../store/actions';
import type { Failure } from '../store/types';
import { failures } from '../store/world';

const PAGE = 50;
const STATUS: Record<string, string> = {
  RETRYING: 'being retried',
  FAILED: 'failed',
  OUTCOME_UNKNOWN: 'outcome unknown',
  REPLAYING: 'being replayed',
  REPLAYED: 'replayed',
  RECOVERED: 'recovered',
  DISCARDED: 'discarded',
};

/** The failure ledger. */
export function FailuresPanel() {
  const count = useSignal(PAGE);
  const all = failures.value;
  if (all.length === 0) {
    return <p class="nothing">Nothing has failed. Switch on a fault to see what happens then.</p>;
  }
  return (
    <>
      <ul class="failures" aria-label="Failures">
        {all.slice(0, count.value).map((failure) => (
          <FailureRow key={failure.id} failure={failure} />
        ))}
      </ul>
      <Earlier total={all.length} count={count} step={PAGE} />
    </>
  );
}

function FailureRow({ failure }: { failure: Failure }) {
  const { id, status, direction, channel, error, cause, attempts, lastFailedAt } = failure;
  const isUnknown = status === 'OUTCOME_UNKNOWN';
  const isOpen = isUnknown || status === 'FAILED';
  const said = saidIn(failure.message);
  const tries = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
  return (
    <li>
      <span class={`pill ${status}`}>{STATUS[status] ?? status}</span>
      <div>
        <p>
          {channel && <Channel channel={channel} />} {failure.vendorId}{' '}
          {direction === 'inbound' ? '→' : '←'} <q dir="auto">{said}</q>
        </p>
        <p class="error">
          <strong>{error}</strong> {cause}
        </p>
        <p class="when">
          {tries}, last at {timeOf(lastFailedAt)}
        </p>
      </div>
      <div class="actions">
        <ExecutionLink failure={failure} said={said} />
        <Remedy isFirst isOpen={isOpen} said={said} press={() => replay(id, isUnknown)}>
          {isUnknown ? 'Send again anyway' : 'Replay'}
        </Remedy>
        <Remedy isOpen={isOpen} said={said} press={() => discard(id)}>
          Discard
        </Remedy>
      </div>
    </li>
  );
}

interface RemedyProps {
  isFirst?: boolean;
  isOpen: boolean;
  said: string;
  press(): Promise<boolean>;
  children: string;
}

/** It keeps the keyboard when there is nothing to press any more. */
function Remedy({ isFirst = false, isOpen, said, press, children }: RemedyProps) {
  return (
    <Button
      class={isFirst ? 'primary' : ''}
      aria-label={`${children}: ${said}`}
      isOff={!isOpen}
      press={press}
    >
      {children}
    </Button>
  );
}

/** `arn:aws:states:<region>:<account>:express:<machine>:<name>:<start>` */
function ExecutionLink({ failure, said }: { failure: Failure; said: string }) {
  const { executionArn, direction } = failure;
  const name = executionArn?.split(':')[7];
  if (!name) return null;
  const machine = direction === 'inbound' ? 'session-lifecycle' : 'agent-event-router';
  return (
    <button
      type="button"
      class="link"
      aria-label={`Execution: ${said}`}
      onClick={() => inspect(name, machine)}
    >
      Execution
    </button>
  );
}

interface Said {
  content?: string | { text?: string; kind?: string };
}

function saidIn(message: unknown): string {
  if (typeof message !== 'object' || !message) return String(message ?? '').slice(0, 200);
  const { content } = message as Said;
  if (typeof content === 'string') return content.slice(0, 200);
  return content?.text ?? content?.kind ?? 'an attachment or an event';
}
