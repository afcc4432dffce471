import { Construct } from 'constructs';
import type { MessageQueue } from './constructs/message-queue';
import { type Parts, taskFunction } from './parts';

export interface DeadLettersProps extends Parts {
  inbound: MessageQueue[];
  outbound: MessageQueue[];
}

/** What died without a word reaches the failure ledger all the same. */
export class DeadLetters extends Construct {
  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
    const { session, ledger } = props.tables;
    const recordFailure = taskFunction(this, props, 'record-failure', {
      LEDGER_TABLE_NAME: ledger.tableName,
      SESSION_TABLE_NAME: session.tableName,
      OUTBOUND_DEAD_LETTER_QUEUE_ARNS: props.outbound
        .map(({ deadLetterQueue }) => deadLetterQueue.queueArn)
        .join(','),
    });
    ledger.allow(recordFailure, 'UpdateItem');
    session.allow(recordFailure, 'GetItem');
    for (const queue of [...props.inbound, ...props.outbound])
      queue.deadLettersReadBy(recordFailure);
  }
}
