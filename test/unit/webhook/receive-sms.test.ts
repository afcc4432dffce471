import { createHash } from 'node:crypto';
import type { SnsSqsNotification } from '@aws-lambda-powertools/parser/types';
import { logger, metrics } from '../../../tasks/instrumented';
import { handler } from '../../../tasks/receive-sms/handler';
import { useTables } from '../../support/dynamodb';
import { fixture } from '../../support/fixture';
import { useInboundQueue } from '../../support/inbound-queue';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';

const clock = useStoppedClock();
const queue = useInboundQueue();

const notification = fixture<SnsSqsNotification>('sms/notification');
const ANA = '+14255550182';
const BO = '+14255550199';

/** One SMS in its SNS notification, as the queue of notifications hands it over. */
function arrives(inboundMessageId: string, second: number, originationNumber = ANA) {
  const sms = { ...JSON.parse(notification.Message), inboundMessageId, originationNumber };
  const Timestamp = `2026-11-20T10:00:0${second}.000Z`;
  const body = { ...notification, Message: JSON.stringify(sms), Timestamp };
  return sqsRecord(body, { messageId: `sqs-${inboundMessageId}` });
}

const receive = (...records: ReturnType<typeof sqsRecord>[]) =>
  invoke(handler, sqsEvent(...records));

const idsInBatches = () => queue.batches().map((batch) => batch.map(({ message }) => message.id));

afterEach(() => jest.restoreAllMocks());

describe('a two-way SMS in the inbound queue', () => {
  it('stands in its conversation’s group, sent when SNS took it', async () => {
    expect(await receive(sqsRecord(notification))).toEqual({ batchItemFailures: [] });
    expect(queue.urls()).toEqual(['https://sqs.us-east-1.amazonaws.com/111122223333/inbound.fifo']);
    expect(queue.entries()).toEqual([
      {
        group: 'ea49f9d2ada3d1499c34124be8699d594a4e4f798a6400088409d7cf4f497ad2',
        deduplication: '1c83889f5d937140926d7b76aa154fb58e02656b380705249d74a2d58ac11c19',
        message: {
          id: '0c9d6a5e-2b1f-5a43-9e77-6d1b0f4c8a21',
          channel: 'sms',
          businessId: '+12065550143',
          vendorId: '+14255550182',
          content: { type: 'text', text: 'Is the shop open on Sunday?' },
          sentAt: '2026-11-20T10:00:00.321Z',
          receivedAt: clock.iso(),
          displayName: '+14255550182',
        },
      },
    ]);
  });

  it('has the same deduplication id when SNS delivers it again, under another id', async () => {
    await receive(sqsRecord(notification));
    await receive(sqsRecord({ ...notification, MessageId: 'another' }));
    const [first, second] = queue.entries();
    expect(second?.deduplication).toBe(first?.deduplication);
  });
});

describe('a batch of two-way SMS', () => {
  it('is sorted by the instants of SNS, which has no order', async () => {
    await receive(arrives('a3', 3), arrives('b2', 2, BO), arrives('a1', 1), arrives('a4', 4));
    expect(idsInBatches()).toEqual([['a1', 'b2'], ['a3'], ['a4']]);
  });

  it('keeps the order of arrival at the same instant', async () => {
    await receive(arrives('first', 1), arrives('second', 1));
    expect(idsInBatches()).toEqual([['first'], ['second']]);
  });

  it('is counted', async () => {
    const addMetric = jest.spyOn(metrics, 'addMetric');
    queue.refuse(({ id }) => id === 'b1');
    await receive(arrives('a1', 1), arrives('b1', 2, BO));
    expect(addMetric.mock.calls).toEqual([['InboundReceived', 'Count', 1]]);
  });

  it('is delivered again where SQS did not take it, with what follows in the group', async () => {
    queue.refuse(({ id }) => id === 'a1');
    const answer = await receive(arrives('a2', 2), arrives('a1', 1), arrives('b1', 1, BO));
    expect(answer).toEqual({
      batchItemFailures: [{ itemIdentifier: 'sqs-a1' }, { itemIdentifier: 'sqs-a2' }],
    });
    expect(idsInBatches()).toEqual([['a1', 'b1']]);
  });

  it('is delivered again as a whole where SQS cannot be reached', async () => {
    queue.fails(new Error('connect ECONNREFUSED'));
    expect(await receive(arrives('a1', 1), arrives('b1', 2, BO))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'sqs-a1' }, { itemIdentifier: 'sqs-b1' }],
    });
  });
});

const tables = useTables();

const sms = JSON.parse(notification.Message);

const withSms = (change: object) => ({
  ...notification,
  Message: JSON.stringify({ ...sms, ...change }),
});

/** The ledger's entry of this body: the same body is the same entry. */
const entryOf = (body: string) =>
  tables.item('ledger', createHash('sha256').update(body).digest('hex').slice(0, 32));

describe('a notification that cannot be read', () => {
  it.each([
    ['no JSON', 'my card is 4111', 'not JSON'],
    ['a message without the notification around it', sms, /^TopicArn: .+; Message: .+/],
    ['a text that is no SMS', { ...notification, Message: 'Hello' }, 'body: not JSON'],
    [
      'an SMS without a body',
      withSms({ messageBody: undefined }),
      'messageBody: Invalid input: expected string, received undefined',
    ],
    [
      'a number that would forge a key',
      withSms({ originationNumber: 'session#x' }),
      'originationNumber: must be 1 to 64 of the characters A-Z a-z 0-9 + . _ -',
    ],
    ['no instant', { ...notification, Timestamp: 'yesterday' }, 'Timestamp: Invalid ISO datetime'],
  ])('goes to the failure ledger, not back to its queue: %s', async (_, content, cause) => {
    const record = sqsRecord(content);
    expect(await invoke(handler, sqsEvent(record))).toEqual({ batchItemFailures: [] });
    expect(await entryOf(record.body)).toMatchObject({
      direction: 'inbound',
      status: 'FAILED',
      error: 'Unreadable',
      cause: cause instanceof RegExp ? expect.stringMatching(cause) : cause,
      message: record.body,
    });
    expect(queue.entries()).toEqual([]);
  });

  it('does not hold up the others of its batch', async () => {
    const batch = sqsEvent(sqsRecord('x', { messageId: 'bad' }), sqsRecord(notification));
    expect(await invoke(handler, batch)).toEqual({ batchItemFailures: [] });
    expect(queue.messages().map(({ id }) => id)).toEqual([sms.inboundMessageId]);
  });

  it('is delivered again where the ledger did not take it either', async () => {
    tables.failNext('UpdateItem');
    const batch = sqsEvent(sqsRecord('x', { messageId: 'bad' }), sqsRecord(notification));
    expect(await invoke(handler, batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'bad' }],
    });
    expect(queue.messages()).toHaveLength(1);
  });

  it('is never quoted in the logs', async () => {
    const error = jest.spyOn(logger, 'error');
    await invoke(handler, sqsEvent(sqsRecord('my card is 4111', { messageId: 'bad' })));
    const failureId = expect.stringMatching(/^[0-9a-f]{32}$/);
    expect(error.mock.calls).toEqual([
      ['Into the failure ledger', { failureId, error: 'Unreadable', status: 'FAILED' }],
    ]);
  });
});
