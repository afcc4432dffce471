import { ledgerId } from '../../../domain/ledger';
import { type Receiver, receiveBatch } from '../../../tasks/receive-batch';
import { unreadableMessage } from '../../../tasks/unreadable';
import { useTables } from '../../support/dynamodb';
import { useFifoQueue } from '../../support/fifo-queue';
import { sqsEvent, sqsRecord } from '../../support/lambda';
import { streamNotification } from '../../support/streaming';

const tables = useTables();
const queue = useFifoQueue<{ Message: string }>();

/** Reads notifications whose `Message` is `<group>@<instant>`. */
const receiver: Receiver = {
  direction: 'outbound',
  queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/some.fifo',
  read({ Message }) {
    const [groupId = '', at = ''] = Message.split('@');
    if (!at) throw new Error('no instant');
    return { groupId, deduplicationId: Message, body: { Message }, at };
  },
};

const record = (Message: string) =>
  sqsRecord({ ...streamNotification('agent-text'), Message }, { messageId: Message });
const receive = (...messages: string[]) =>
  receiveBatch(sqsEvent(...messages.map(record)), receiver);
const sent = () => queue.bodies().map(({ Message }) => Message);

describe('receiveBatch', () => {
  it('counts what the queue took', async () => {
    expect(await receive('a@2026-11-18T08:00:01Z', 'b@2026-11-18T08:00:02Z')).toEqual({
      accepted: 2,
      response: { batchItemFailures: [] },
    });
  });

  it('sorts each group by its instants, and keeps the order of arrival at the same instant', async () => {
    await receive('a@2026-11-18T08:00:03Z', 'a@2026-11-18T08:00:01Z', 'a@2026-11-18T08:00:03.000Z');
    expect(sent()).toEqual([
      'a@2026-11-18T08:00:01Z',
      'a@2026-11-18T08:00:03Z',
      'a@2026-11-18T08:00:03.000Z',
    ]);
  });

  it('reports each record that the queue refused, and does not count it', async () => {
    queue.refuse(({ Message }) => Message.startsWith('b'));
    expect(await receive('a@2026-11-18T08:00:01Z', 'b@2026-11-18T08:00:02Z')).toEqual({
      accepted: 1,
      response: { batchItemFailures: [{ itemIdentifier: 'b@2026-11-18T08:00:02Z' }] },
    });
  });

  it('enters in the ledger what its reader refuses: another look would not help', async () => {
    const { body } = record('no instant here');
    expect(await receive('no instant here', 'a@2026-11-18T08:00:01Z')).toEqual({
      accepted: 1,
      response: { batchItemFailures: [] },
    });
    const { id } = unreadableMessage(body, 'outbound');
    expect(await tables.item('ledger', id)).toMatchObject({
      direction: 'outbound',
      error: 'Unreadable',
      cause: 'no instant',
      status: 'FAILED',
      message: body,
    });
  });

  it('reports an unreadable record as failed only where the ledger does not take it', async () => {
    tables.failNext('UpdateItem');
    expect((await receive('first', 'second')).response).toEqual({
      batchItemFailures: [{ itemIdentifier: 'first' }],
    });
  });

  it('has nothing to do for an empty batch', async () => {
    expect(await receive()).toEqual({ accepted: 0, response: { batchItemFailures: [] } });
    expect(queue.inputs()).toEqual([]);
  });
});

describe('unreadableMessage', () => {
  it('makes one entry of the same body, however often it comes', () => {
    const { id } = unreadableMessage('<xml>', 'inbound');
    expect(id).toBe(ledgerId(id));
    expect(unreadableMessage('<xml>', 'inbound')).toEqual({
      id,
      direction: 'inbound',
      message: '<xml>',
    });
    expect(unreadableMessage('<xml/>', 'inbound').id).not.toBe(id);
  });
});
