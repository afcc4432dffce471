import type { LedgerMessage } from '../../domain/ledger';
import { type Dispatchable, readInbound, readOutbound } from '../dispatchable';
import { readStreamNotification } from '../receive-agent-event/read';
import { parseNotification } from '../receive-batch';
import { readSmsNotification } from '../receive-sms/read';
import { unreadableMessage } from '../unreadable';

/** Everything that a dead-letter queue may hold: messages of the two FIFO queues, notifications of the topics. */
const readers: ((body: string) => Dispatchable)[] = [
  readInbound,
  readOutbound,
  (body) => readInbound(JSON.stringify(readSmsNotification(parseNotification(body)).body)),
  (body) => readOutbound(JSON.stringify(readStreamNotification(parseNotification(body)).body)),
];

/**
 * A dead letter as the ledger keeps it: as the message that its FIFO queue would carry, wherever
 * possible, so that it can be put there.
 */
export async function readDeadLetter(
  body: string,
  direction: LedgerMessage['direction'],
): Promise<LedgerMessage> {
  for (const read of readers) {
    const message = attempt(read, body);
    if (message) return message.ledgerMessage();
  }
  return unreadableMessage(body, direction);
}

function attempt(read: (body: string) => Dispatchable, body: string): Dispatchable | undefined {
  try {
    return read(body);
  } catch {
    return undefined;
  }
}
