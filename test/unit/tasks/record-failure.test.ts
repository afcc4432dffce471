import type { SnsSqsNotification } from '@aws-lambda-powertools/parser/types';
import { agentEventHash } from '../../../domain/agent-event';
import { rememberContact } from '../../../domain/contact';
import { replayAttribute } from '../../../domain/failures/replay-id';
import { messageHash } from '../../../domain/message';
import { metrics } from '../../../tasks/instrumented';
import { handler } from '../../../tasks/record-failure/handler';
import { unreadableMessage } from '../../../tasks/unreadable';
import { customer, inboundMessage } from '../../support/customers';
import { delivery, earlier, messageId } from '../../support/delivery';
import { useTables } from '../../support/dynamodb';
import { failure } from '../../support/failure-entries';
import { fixture } from '../../support/fixture';
import { invoke, sqsAttributes, sqsEvent, sqsRecord } from '../../support/lambda';
import { useStoppedClock } from '../../support/stopped-clock';
import { agentEvent, streamNotification } from '../../support/streaming';

const clock = useStoppedClock();
const tables = useTables();

const INBOUND = 'arn:aws:sqs:us-east-1:111122223333:inbound-dead-letters.fifo';
const OUTBOUND = 'arn:aws:sqs:us-east-1:111122223333:outbound-dead-letters.fifo';
const died = {
  error: 'DeadLetter',
  cause: 'The message used up its receives and ended in a dead-letter queue.',
};

const record = (...records: ReturnType<typeof sqsRecord>[]) =>
  invoke(handler, sqsEvent(...records));
const deadLetter = (body: unknown, eventSourceARN = INBOUND, messageId = 'dead-1') =>
  sqsRecord(body, { eventSourceARN, messageId });
const entry = (hash: string) => tables.item('ledger', hash.slice(0, 32));

describe('a dead letter of which the ledger knows something later', () => {
  it.each([
    ['is being replayed', { status: 'REPLAYING', replays: 2 }],
    ['was discarded', { status: 'DISCARDED' }],
  ] as const)('is counted as no failure where it %s', async (_, changes) => {
    const counted = jest.spyOn(metrics, 'addMetric');
    await tables.put('ledger', failure(changes));
    await record(deadLetter(inboundMessage()));
    expect(counted.mock.calls.map(([name]) => name)).not.toContain('InboundFailed');
    expect(await entry(messageId)).toMatchObject(changes);
  });
});

describe('a dead letter', () => {
  it('of the inbound queue is entered as the message that it is', async () => {
    expect(await record(deadLetter(inboundMessage()))).toEqual({ batchItemFailures: [] });
    expect(await entry(messageId)).toMatchObject({
      ...died,
      direction: 'inbound',
      channel: customer.channel,
      businessId: customer.businessId,
      vendorId: customer.vendorId,
      message: inboundMessage(),
      status: 'FAILED',
      attempts: [{ ...died, at: clock.iso() }],
    });
  });

  it('of the outbound queue is entered under the customer whose chat it is', async () => {
    const event = agentEvent();
    await rememberContact(event.initialContactId, customer);
    await record(deadLetter(event, OUTBOUND));
    expect(await entry(agentEventHash(event))).toMatchObject({
      ...died,
      direction: 'outbound',
      channel: customer.channel,
      vendorId: customer.vendorId,
      contactId: event.initialContactId,
      message: event,
    });
  });

  it('of the SMS notifications is entered as the message that they would have become', async () => {
    const notification = fixture<SnsSqsNotification>('sms/notification');
    await record(deadLetter(notification));
    const sms = JSON.parse(notification.Message);
    const ids = {
      channel: 'sms',
      businessId: sms.destinationNumber,
      id: sms.inboundMessageId,
    };
    expect(await entry(messageHash(ids))).toMatchObject({
      ...died,
      direction: 'inbound',
      channel: 'sms',
      vendorId: sms.originationNumber,
      message: {
        ...ids,
        content: { type: 'text', text: sms.messageBody },
        sentAt: notification.Timestamp,
        receivedAt: clock.iso(),
      },
    });
  });

  it('of the agent events is entered as the item that they would have become', async () => {
    await record(deadLetter(streamNotification('agent-text'), OUTBOUND));
    expect(await entry(agentEventHash(agentEvent()))).toMatchObject({
      ...died,
      direction: 'outbound',
      message: agentEvent('agent-text', { receivedAt: clock.iso() }),
    });
  });

  it.each([
    ['inbound', INBOUND],
    ['outbound', OUTBOUND],
  ] as const)(
    'that nobody can read is entered as it is, with the direction of its queue: %s',
    async (direction, arn) => {
      expect(await record(deadLetter('<xml>', arn))).toEqual({ batchItemFailures: [] });
      const { id } = unreadableMessage('<xml>', direction);
      expect(await entry(id)).toMatchObject({ ...died, direction, message: '<xml>' });
    },
  );

  it('adds to what dispatch entered about the same message', async () => {
    await earlier({ attempts: 2 });
    await record(deadLetter(inboundMessage()));
    expect(await entry(delivery().message.id)).toMatchObject({
      status: 'FAILED',
      attemptCount: 3,
      attempts: [{ error: 'ServiceFault' }, { error: 'ServiceFault' }, died],
    });
  });
});

describe('a dead letter of a message that is being replayed', () => {
  const replaying = () => failure({ status: 'REPLAYING', replays: 2 });
  const ofReplay = (replay: number) => ({
    ...deadLetter(inboundMessage()),
    messageAttributes: replay > 0 ? sqsAttributes(replayAttribute(replay)) : {},
  });

  it.each([0, 1])('is dropped where it is not of this replay: %i', async (replay) => {
    await tables.put('ledger', replaying());
    expect(await record(ofReplay(replay))).toEqual({ batchItemFailures: [] });
    expect(await entry(messageId)).toEqual(replaying());
  });

  it('ends the replay that it is of', async () => {
    await tables.put('ledger', replaying());
    await record(ofReplay(2));
    expect(await entry(messageId)).toMatchObject({ status: 'FAILED', ...died, replays: 2 });
  });
});

describe('a batch of dead letters', () => {
  it('reports each one that the ledger did not take, and only those', async () => {
    tables.failNext('UpdateItem', 'AccessDeniedException', messageId);
    const response = await record(
      deadLetter(inboundMessage(), INBOUND, 'dead-1'),
      deadLetter('<xml>', INBOUND, 'dead-2'),
    );
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'dead-1' }] });
    expect(await entry(unreadableMessage('<xml>', 'inbound').id)).toMatchObject(died);
  });

  it('does not throw where the ledger takes none', async () => {
    tables.failNext('UpdateItem');
    const response = await record(deadLetter('<xml>'));
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'dead-1' }] });
  });
});
