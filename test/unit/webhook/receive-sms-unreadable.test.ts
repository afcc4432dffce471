import { createHash } from 'node:crypto';
import type { SnsSqsNotification } from '@aws-lambda-powertools/parser/types';
import { logger } from '../../../tasks/instrumented';
import { handler } from '../../../tasks/receive-sms/handler';
import { useTables } from '../../support/dynamodb';
import { fixture } from '../../support/fixture';
import { useInboundQueue } from '../../support/inbound-queue';
import { invoke, sqsEvent, sqsRecord } from '../../support/lambda';

const queue = useInboundQueue();
const tables = useTables();

const notification = fixture<SnsSqsNotification>('sms/notification');
const sms = JSON.parse(notification.Message);

const withSms = (change: object) => ({
  ...notification,
  Message: JSON.stringify({ ...sms, ...change }),
});

/** The ledger's entry of this body: the same body is the same entry. */
const entryOf = (body: string) =>
  tables.item('ledger', createHash('sha256').update(body).digest('hex').slice(0, 32));

afterEach(() => jest.restoreAllMocks());

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
    const warn = jest.spyOn(logger, 'warn');
    await invoke(handler, sqsEvent(sqsRecord('my card is 4111', { messageId: 'bad' })));
    expect(warn.mock.calls).toEqual([['Notification cannot be read', { sqsMessageId: 'bad' }]]);
  });
});
