import type { Told, UnderWay } from '../../domain/ledger';
import type { Dispatchable } from '../dispatchable';
import type { Failure } from '../give-up';

/** One delivery of a message by its queue. */
export interface QueueDelivery {
  message: Dispatchable;
  /** 1 at first. */
  receiveCount: number;
  /** Milliseconds since the epoch. */
  sentAt: number;
  /** Which replay brought it here; 0 where none did. */
  replay: number;
  /** Of the trace that the message belongs to. */
  traceHeader?: string | undefined;
}

/** The same for every attempt at a message but for its end. Receives are counted anew in a replay. */
export function executionName({ message, receiveCount, replay }: QueueDelivery): string {
  const attempt = replay > 0 ? `r${replay}-${receiveCount}` : receiveCount;
  return `${message.prefix}-${message.id}-${attempt}`;
}

/** What the ledger is told of a receive. */
export function told(delivery: QueueDelivery, failure: Failure): Told {
  return { ...failure, replay: delivery.replay, receive: executionName(delivery) };
}

/** What the ledger calls a message that stays in its queue. */
export function underWay({ replay }: QueueDelivery): UnderWay {
  return replay > 0 ? 'REPLAYING' : 'RETRYING';
}
