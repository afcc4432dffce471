import { EventEmitter } from 'node:events';
import type { Arrival } from './arrivals';
import type { ContactSummary, TranscriptItem } from './connect/contact';
import type { OutboxMessage } from './providers/outbox';
import type { ExecutionSummary } from './step-functions/summary';

/** What happens in the sandbox, for the event stream. */
export type SandboxEvent =
  | ({ type: 'execution' } & ExecutionSummary)
  | ({ type: 'contact' } & ContactSummary)
  | { type: 'message'; contactId: string; item: TranscriptItem }
  | ({ type: 'outbox' } & OutboxMessage)
  | ({ type: 'arrival' } & Arrival)
  | { type: 'failure' }
  | { type: 'faults' }
  | { type: 'clock'; now: string }
  | { type: 'reset' };

/** Spreads events to whoever listens at the moment. */
export class Events {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  emit(event: SandboxEvent): void {
    this.emitter.emit('event', event);
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: (event: SandboxEvent) => void): () => void {
    this.emitter.on('event', listener);
    return () => this.emitter.off('event', listener);
  }
}
