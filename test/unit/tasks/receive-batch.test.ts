import * as z from 'zod';
import { ledgerId } from '../../../domain/ledger';
import { type Receiver, receiveBatch } from '../../../tasks/receive-batch';
import { unreadableCause, unreadableMessage } from '../../../tasks/unreadable';
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
    return {
      groupId,
      deduplicationId: Message,
      body: { Message },
      ids: { messageId: 'm', messageHash: 'h' },
      at,
    };
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

  it.each([
    ['no JSON', 'my card is 4000 0000 0000 0002', 'not JSON'],
    ['JSON cut short', '{"Message":"my card is 4000', 'not JSON'],
    ['no notification', '["my card is 4000"]', /^body: Invalid input: expected object/],
  ])('says in the ledger what is wrong and quotes nothing: %s', async (_, body, cause) => {
    const event = sqsEvent(sqsRecord(body));
    expect(await receiveBatch(event, receiver)).toMatchObject({ accepted: 0 });
    const { id } = unreadableMessage(body, 'outbound');
    const entry = await tables.item('ledger', id);
    expect(entry?.cause).toEqual(expect.stringMatching(cause));
    expect(entry?.cause).not.toContain('my card');
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

function errorOf(read: () => unknown): Error {
  try {
    read();
  } catch (error) {
    return error as Error;
  }
  return new Error('It did not fail.');
}

const schema = z.object({ sender: z.object({ id: z.string() }), text: z.string() });

describe('unreadableCause', () => {
  it('names the paths of a schema and what is expected there', () => {
    const error = errorOf(() => schema.parse({ sender: { id: 7 }, text: undefined }));
    expect(unreadableCause(error)).toBe(
      'sender.id: Invalid input: expected string, received number; ' +
        'text: Invalid input: expected string, received undefined',
    );
  });

  it("keeps a JSON parser's complaint to itself, since it quotes the text", () => {
    const error = errorOf(() => JSON.parse('my card is 4000 0000 0000 0002'));
    expect(error.message).toContain('my card');
    expect(unreadableCause(error)).toBe('not JSON');
  });

  it('takes over the message of any other error', () => {
    expect(unreadableCause(new Error('no instant'))).toBe('no instant');
  });
});
