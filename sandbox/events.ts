import { EventEmitter } from 'node:events';

/** What happens in the sandbox, for the event stream. */
export type SandboxEvent =
  | { type: 'execution'; name: string; machine: string; status: string }
  | { type: 'contact'; contactId: string; status: string }
  | { type: 'message'; contactId: string; id: string; participantRole: string }
  | { type: 'outbox'; channel: string; to: string }
  | { type: 'failure' }
  | { type: 'faults' }
  | { type: 'clock' }
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
